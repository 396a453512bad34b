"""The list of conversations as far as its rows are dragged: into folders, out of them, about."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop_app.ui.conversation_drag import Dragged, unpacked
from desktop_app.ui.conversation_model import ConversationListModel, ConversationRole
from desktop_app.ui.conversation_row import ConversationRows
from desktop_app.ui.long_list import LongList
from desktop_app.ui.theme import RADIUS_CONTROL, SPACE, Theme

_CARRIED = 200
"""The width (px) of what hangs on the pointer."""


@dataclass(frozen=True, slots=True)
class Target:
    """A place to drop conversations: above all others, in a folder, or (neither) out of it."""

    pinned: bool = False
    folder: str = ""


class MovableList(LongList):
    """Shows a `ConversationListModel` and takes back what is dragged from it. Where something
    is to be from then on is a wish, as a signal."""

    pin_requested = Signal(list, bool)
    """The ids of conversations, and whether they are to be above all others."""
    move_requested = Signal(list, str)
    """The ids of conversations and that of the folder they are to be in, "" for none."""
    folders_arranged = Signal(list)
    """The ids of all folders in another order."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._theme = theme
        self._conversations = ConversationListModel(self)
        self.setModel(self._conversations)
        self._rows = ConversationRows(theme, self, self._conversations.caption)
        self.setItemDelegate(self._rows)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self._over = QModelIndex()
        """The row that shows where it would go; no row while nothing is dragged."""

    def conversations(self) -> ConversationListModel:
        """The model, to be told of the store's summaries."""
        return self._conversations

    def move_folder(self, folder: str, step: int) -> None:
        """Wish for a folder to stand so many places further down (up when negative)."""
        ids = [each.id for each in self._conversations.folders()]
        place = ids.index(folder)
        if step and 0 <= place + step < len(ids):
            ids.insert(place + step, ids.pop(place))
            self.folders_arranged.emit(ids)

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """Carry what is selected, by its name or by how many there are."""
        data = self._conversations.mimeData(self.selectedIndexes())
        dragged = unpacked(data)
        if dragged is None:
            return
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(self._carried(dragged))
        drag.setHotSpot(QPoint(-SPACE[1], -SPACE[1]))
        drag.exec(supportedActions)
        self._show_target(QModelIndex())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Rows of this list come back to it; everything else is the window's."""
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where they would go; near an edge the view scrolls."""
        super().dragMoveEvent(event)
        dragged = unpacked(event.mimeData())
        shown = QModelIndex()
        if dragged is not None:
            shown = self._shown(dragged, self.indexAt(event.position().toPoint()))
        self._show_target(shown)
        event.setAccepted(dragged is not None and (not dragged.folder or shown.isValid()))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They do not go here."""
        super().dragLeaveEvent(event)
        self._show_target(QModelIndex())

    def dropEvent(self, event: QDropEvent) -> None:
        """Put them there. The view does nothing more: what it shows follows from the store."""
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        self._show_target(QModelIndex())
        dragged = unpacked(event.mimeData())
        event.setAccepted(dragged is not None)
        at = self.indexAt(event.position().toPoint())
        if dragged is not None and dragged.folder:
            self._drop_folder(dragged.folder, str(at.data(ConversationRole.FOLDER) or ""))
        elif dragged is not None:
            self._drop_conversations(dragged.conversations, _target_of(at))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and a ring around the one that takes what is dragged."""
        super().paintEvent(event)
        if self._over.isValid():
            self._paint_ring(self._over)

    def _paint_ring(self, index: QModelIndex) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._rows.paint_ring(painter, self._rows.card(self.visualRect(index), index))
        painter.end()

    def _show_target(self, index: QModelIndex) -> None:
        self._over = index
        self.viewport().update()

    def _drop_folder(self, folder: str, other: str) -> None:
        ids = [each.id for each in self._conversations.folders()]
        if {folder, other} <= set(ids):
            self.move_folder(folder, ids.index(other) - ids.index(folder))

    def _drop_conversations(self, ids: tuple[str, ...], target: Target) -> None:
        """Nothing happens to those that are there already."""
        found = [self._conversations.summary(id) for id in ids]
        stand = {
            summary.id: Target(summary.pinned, "" if summary.pinned else summary.folder)
            for summary in found
            if summary is not None
        }
        moving = [id for id, stands in stand.items() if stands != target]
        if moving and target.pinned:
            self.pin_requested.emit(moving, True)
        elif moving:
            self.move_requested.emit(moving, target.folder)

    def _shown(self, dragged: Dragged, at: QModelIndex) -> QModelIndex:
        """The row that stands for the place under the pointer: a folder's own for what is in it."""
        row = self._conversations.row_of(str(at.data(ConversationRole.FOLDER) or ""))
        if row >= 0:
            return self._conversations.index(row)
        return QModelIndex() if dragged.folder else at

    def _carried(self, dragged: Dragged) -> QPixmap:
        ids = dragged.conversations or (dragged.folder,)
        words = self.tr("{count} conversations", "", len(ids)).format(count=len(ids))
        if len(ids) == 1:
            words = str(self._conversations.index(self._conversations.row_of(ids[0])).data())
        size = QSize(self._theme.scaled(_CARRIED), self._theme.row_height())
        scale = self.devicePixelRatioF()
        picture = QPixmap(size * scale)
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("accent"), 1))
        painter.setBrush(self._theme.color("surface"))
        card = QRect(QPoint(), size).toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(card, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.setFont(self.font())
        painter.setPen(self._theme.color("text"))
        room = card.adjusted(SPACE[1], 0, -SPACE[1], 0)
        shown = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), shown)
        painter.end()
        return picture


def _target_of(index: QModelIndex) -> Target:
    if not index.isValid():
        return Target()
    if index.data(ConversationRole.PINNED):
        return Target(pinned=True)
    return Target(folder=str(index.data(ConversationRole.FOLDER) or ""))
