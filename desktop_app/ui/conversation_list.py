"""The list of conversations: open by a click or the arrow keys, rename in place, delete."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QWidget,
)

from desktop_app.core.store import Summary
from desktop_app.ui.conversation_model import ConversationListModel, ConversationRole
from desktop_app.ui.conversation_row import ConversationRows
from desktop_app.ui.row_list import DELETE_KEYS, RowList
from desktop_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class ConversationList(RowList):
    """Shows a `ConversationListModel`. It decides nothing: every wish is a signal."""

    opened = Signal(str)
    renamed = Signal(str, str)
    delete_requested = Signal(str)
    new_requested = Signal()
    confirmed = Signal()
    """Enter: the person found what they looked for, and wants to write."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("conversations")
        self.setAccessibleName(self.tr("Conversations"))
        self._conversations = ConversationListModel(self)
        self._conversations.renamed.connect(self.renamed)
        self._quiet = False
        self.setModel(self._conversations)
        self._rows = ConversationRows(theme, self)
        self.setItemDelegate(self._rows)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)

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
        if event.key() in DELETE_KEYS and self.current_id():
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
