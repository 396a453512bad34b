"""A row of the list of conversations: its title, its preset, what stands above it, its editor."""

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontInfo, QPainter, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.ui.conversation_model import ConversationRole
from desktop_app.ui.theme import LINE_HEIGHT, RADIUS_CONTROL, SMALL, SPACE, Theme

Index = QModelIndex | QPersistentModelIndex

_DOT = 6
_CHEVRON = 12
_PRESET_PART = 0.4
"""How much of a row's width a preset's name takes at most: the title tells conversations apart."""


class ConversationRows(QStyledItemDelegate):
    """Paints a title on its card and, above the first of a section, the section's caption.

    A folder's row has a chevron before its name; what is in the folder is set in.
    """

    def __init__(self, theme: Theme, view: QWidget, caption: Callable[[int], str]) -> None:
        """`caption` gives what stands above a row: asked directly, since the heights of all rows
        are asked for at every change."""
        super().__init__(view)
        self._theme = theme
        self._caption = caption
        self._sizes: dict[tuple[bool, bool], QSize] = {}
        """Of rows with a caption or without, the first one or another."""
        theme.changed.connect(self._sizes.clear)
        self.open = ""
        """The id of the conversation that is open: it looks so also when others are selected."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        row = index.row()
        key = (bool(self._caption(row)), row == 0)
        size = self._sizes.get(key)
        if size is None:
            height = self._theme.row_height() + self._caption_height(index)
            size = self._sizes[key] = QSize(SPACE[5], height)
        return size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect
        caption = self._caption(index.row())
        card = self.card(rect, index)
        if caption:
            above = QRect(rect.left(), rect.top(), rect.width(), card.top() - rect.top())
            self._paint_caption(painter, above, caption)
        is_open = self.open != "" and index.data(ConversationRole.ID) == self.open
        self._paint_card(painter, card, option.state, is_open)
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
        del option
        editor = QLineEdit(parent)
        is_folder = index.data(ConversationRole.COUNT) is not None
        name, title = self.tr("Name of the folder"), self.tr("Title of the conversation")
        editor.setAccessibleName(name if is_folder else title)
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
        if not self._caption(index.row()):
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

    def _paint_card(
        self, painter: QPainter, card: QRect, state: QStyle.StateFlag, is_open: bool
    ) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        frame = QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected:
            painter.setPen(self._theme.color("line"))
            painter.setBrush(self._theme.color("surface"))
            painter.drawRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)
        elif is_open or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self._theme.color("hover"))
            painter.drawRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)
        if state & QStyle.StateFlag.State_HasFocus:
            self.paint_ring(painter, card)

    def _paint_title(
        self, painter: QPainter, card: QRect, option: QStyleOptionViewItem, index: Index
    ) -> None:
        room = card.adjusted(SPACE[1], 0, -SPACE[1], 0)
        direction = option.direction
        mirrored = direction == Qt.LayoutDirection.RightToLeft
        count = index.data(ConversationRole.COUNT)
        if count is not None:
            folded = bool(index.data(ConversationRole.FOLDED))
            room = self._paint_chevron(painter, room, direction, folded)
            room = self._paint_quietly(painter, room, str(count), mirrored)
        elif index.data(ConversationRole.FOLDER):
            room = _without_start(room, _CHEVRON + SPACE[0], mirrored)
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
            room = _without_end(room, _DOT + SPACE[1], mirrored)
        if preset := str(index.data(ConversationRole.PRESET) or ""):
            room = self._paint_quietly(painter, room, preset, mirrored)
        painter.setFont(option.font)
        painter.setPen(self._theme.color("text"))
        title = option.fontMetrics.elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(
            room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), title
        )

    def _paint_chevron(
        self, painter: QPainter, room: QRect, direction: Qt.LayoutDirection, folded: bool
    ) -> QRect:
        """Whether a folder is folded, at the start of its row; what is left of the room."""
        mirrored = direction == Qt.LayoutDirection.RightToLeft
        sideways = "chevron-left" if mirrored else "chevron-right"
        place = QStyle.alignedRect(
            direction,
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            QSize(_CHEVRON, _CHEVRON),
            room,
        )
        self._theme.icon(sideways if folded else "chevron-down", "text_second").paint(
            painter, place
        )
        return _without_start(room, _CHEVRON + SPACE[0], mirrored)

    def _paint_quietly(self, painter: QPainter, room: QRect, name: str, mirrored: bool) -> QRect:
        """A preset's name or a number at the end of the row; what is left of the room."""
        painter.setFont(self._theme.font(SMALL))
        painter.setPen(self._theme.color("text_second"))
        most = round(room.width() * _PRESET_PART)
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, most)
        width = min(most, metrics.horizontalAdvance(shown) + 1)
        left = _without_end(room, width + SPACE[1], mirrored)
        x = room.left() if mirrored else room.right() + 1 - width
        place = QRect(x, room.top(), width, room.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), shown)
        return left


def _without_end(room: QRect, used: int, mirrored: bool) -> QRect:
    """What is left of a row's room when so much of its end is used."""
    return room.adjusted(used, 0, 0, 0) if mirrored else room.adjusted(0, 0, -used, 0)


def _without_start(room: QRect, used: int, mirrored: bool) -> QRect:
    """What is left of a row's room when so much of its start is used."""
    return _without_end(room, used, not mirrored)
