"""The list of conversations: open by a click or the arrow keys, rename in place, delete."""

import sys
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontInfo, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.core.store import Summary
from desktop_app.ui.conversation_model import ConversationListModel, ConversationRole
from desktop_app.ui.theme import LINE_HEIGHT, RADIUS_CONTROL, SMALL, SPACE, Theme

Index = QModelIndex | QPersistentModelIndex

_DOT = 6
_DELETE_KEYS = (
    # What a Mac's keyboard calls delete is Backspace to Qt.
    (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) if sys.platform == "darwin" else (Qt.Key.Key_Delete,)
)


class ConversationList(QListView):
    """Shows a `ConversationListModel`. It decides nothing: every wish is a signal."""

    opened = Signal(str)
    renamed = Signal(str, str)
    delete_requested = Signal(str)
    new_requested = Signal()
    confirmed = Signal()
    """Enter: the person found what they looked for, and wants to write."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("conversations")
        self.setAccessibleName(self.tr("Conversations"))
        self._conversations = ConversationListModel(self)
        self._conversations.renamed.connect(self.renamed)
        self._quiet = False
        self.setModel(self._conversations)
        self._rows = _Delegate(theme, self)
        self.setItemDelegate(self._rows)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        theme.changed.connect(self.viewport().update)

    def conversations(self) -> ConversationListModel:
        """The model, to be told of the store's summaries."""
        return self._conversations

    def set_summaries(
        self, summaries: Sequence[Summary], writing: frozenset[str] | set[str] = frozenset()
    ) -> None:
        """Show these conversations; those with an id in `writing` are being answered."""
        self._quiet = True
        try:
            self._conversations.set_summaries(summaries)
            self._conversations.set_writing(writing)
        finally:
            self._quiet = False

    def current_id(self) -> str:
        """The id of the marked conversation, "" when none is."""
        index = self.currentIndex()
        return str(index.data(ConversationRole.ID)) if index.isValid() else ""

    def set_current(self, id: str) -> None:
        """Mark a conversation without opening it; "" or an unknown id marks none."""
        row = self._conversations.row_of(id)
        self._quiet = True
        try:
            if row < 0:
                self.selectionModel().clear()
            else:
                self.setCurrentIndex(self._conversations.index(row))
        finally:
            self._quiet = False

    def step(self, rows: int) -> None:
        """Open the conversation that many rows below (above when negative), if there is one."""
        row = self.currentIndex().row() + rows
        if 0 <= row < self._conversations.rowCount():
            self.setCurrentIndex(self._conversations.index(row))

    def rename(self, id: str) -> None:
        """Begin to rename a conversation in its place."""
        row = self._conversations.row_of(id)
        if row >= 0:
            self.edit(self._conversations.index(row))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Open what the person moved to; what set_current or a removal marked stays as it is."""
        super().currentChanged(current, previous)
        if not self._quiet and current.isValid():
            self.opened.emit(str(current.data(ConversationRole.ID)))

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        """A row that vanishes under the mark opens nothing by itself."""
        self._quiet = True
        try:
            if start <= self.currentIndex().row() <= end:
                self.selectionModel().clear()
            super().rowsAboutToBeRemoved(parent, start, end)
        finally:
            self._quiet = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard comes by. Qt marks the first row where none is, and that would open it."""
        marked = self.currentIndex().isValid()
        self._quiet = True
        try:
            super().focusInEvent(event)
            if not marked:
                self.selectionModel().clear()
        finally:
            self._quiet = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows; with the keyboard here and no row marked, a ring around the first."""
        super().paintEvent(event)
        first = self._conversations.index(0)
        if self.hasFocus() and first.isValid() and not self.currentIndex().isValid():
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._rows.paint_ring(painter, self._rows.card(self.visualRect(first), first))
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del deletes, Enter goes on to the words; everything else is the view's."""
        if event.key() in _DELETE_KEYS and self.current_id():
            self.delete_requested.emit(self.current_id())
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # The one that ends an edit comes by here too, before its title is taken.
            if self.state() != QAbstractItemView.State.EditingState:
                self.confirmed.emit()
            event.accept()
        else:
            super().keyPressEvent(event)
            if not self.hasFocus() and self.state() != QAbstractItemView.State.EditingState:
                # What was opened took the focus; the next arrow key belongs here all the same.
                self.setFocus(Qt.FocusReason.OtherFocusReason)

    def menu_for(self, id: str) -> QMenu:
        """What can be done with one conversation; with an empty `id` only a new one."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if id:
            rename = menu.addAction(self.tr("Rename") + "\tF2")
            rename.triggered.connect(lambda: self.rename(id))
            delete = menu.addAction(self.tr("Delete") + "\tDel")
            delete.triggered.connect(lambda: self.delete_requested.emit(id))
        else:
            new = menu.addAction(self.tr("New conversation") + "\tCtrl+N")
            new.triggered.connect(self.new_requested)
        return menu

    def _show_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        id = str(index.data(ConversationRole.ID)) if index.isValid() else ""
        self.menu_for(id).popup(self.viewport().mapToGlobal(place))


class _Delegate(QStyledItemDelegate):
    """Paints a title on its card and, above the first of some days, the days' caption."""

    def __init__(self, theme: Theme, view: ConversationList) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        return QSize(SPACE[5], self._theme.row_height() + self._caption_height(index))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect
        caption = str(index.data(ConversationRole.SECTION))
        card = self.card(rect, index)
        if caption:
            above = QRect(rect.left(), rect.top(), rect.width(), card.top() - rect.top())
            self._paint_caption(painter, above, caption)
        self._paint_card(painter, card, option.state)
        self._paint_title(painter, card, option, index)
        painter.restore()

    def card(self, rect: QRect, index: Index) -> QRect:
        """The part of a row's `rect` that holds its title."""
        return rect.adjusted(0, self._caption_height(index), 0, 0)

    def paint_ring(self, painter: QPainter, card: QRect) -> None:
        """Show that the keyboard is here."""
        painter.setPen(QPen(self._theme.color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(card).adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QLineEdit:
        del option, index
        editor = QLineEdit(parent)
        editor.setAccessibleName(self.tr("Title of the conversation"))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        # Asked for at every change of the row: what is being typed must stay.
        if isinstance(editor, QLineEdit) and not editor.property("filled"):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.setProperty("filled", True)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(self.card(option.rect, index))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def _caption_height(self, index: Index) -> int:
        if not index.data(ConversationRole.SECTION):
            return 0
        gap = SPACE[3] if index.row() else SPACE[1]
        return self._caption_line() + SPACE[0] + gap

    def _caption_line(self) -> int:
        return round(QFontInfo(self._theme.font(SMALL)).pixelSize() * LINE_HEIGHT)

    def _paint_caption(self, painter: QPainter, above: QRect, caption: str) -> None:
        painter.setFont(self._theme.font(SMALL))
        painter.setPen(self._theme.color("text_second"))
        top = above.bottom() + 1 - SPACE[0] - self._caption_line()
        painter.drawText(
            QRect(above.left() + SPACE[1], top, above.width() - 2 * SPACE[1], self._caption_line()),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading),
            caption,
        )

    def _paint_card(self, painter: QPainter, card: QRect, state: QStyle.StateFlag) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        frame = QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected:
            painter.setPen(self._theme.color("line"))
            painter.setBrush(self._theme.color("surface"))
            painter.drawRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self._theme.color("hover"))
            painter.drawRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)
        if state & QStyle.StateFlag.State_HasFocus:
            self.paint_ring(painter, card)

    def _paint_title(
        self, painter: QPainter, card: QRect, option: QStyleOptionViewItem, index: Index
    ) -> None:
        room = card.adjusted(SPACE[1], 0, -SPACE[1], 0)
        direction = option.direction
        if index.data(ConversationRole.WRITING):
            dot = QStyle.alignedRect(
                direction,
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                QSize(_DOT, _DOT),
                room,
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent"))
            painter.drawEllipse(dot)
            used = _DOT + SPACE[1]
            if direction == Qt.LayoutDirection.RightToLeft:
                room.adjust(used, 0, 0, 0)
            else:
                room.adjust(0, 0, -used, 0)
        painter.setFont(option.font)
        painter.setPen(self._theme.color("text"))
        title = option.fontMetrics.elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(
            room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), title
        )
