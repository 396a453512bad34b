"""Where in the list of conversations something is dropped, and what that means."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QDragMoveEvent, QDropEvent

from desktop_app.ui.conversation_drag import Dragged, unpacked
from desktop_app.ui.conversation_model import ConversationRole

if TYPE_CHECKING:
    from desktop_app.ui.conversation_list import ConversationList


@dataclass(frozen=True, slots=True)
class Target:
    """A place to drop conversations: above all others, in a folder, or (neither) out of it."""

    pinned: bool = False
    folder: str = ""


class ConversationDrop:
    """Takes what is dragged within one list. Every wish that follows is the list's."""

    def __init__(self, view: "ConversationList") -> None:
        self._view = view
        self.over = QModelIndex()
        """The row that shows where it would go; no row while nothing is dragged."""

    def drag(self, event: QDragMoveEvent) -> bool:
        """Something is dragged over the list; whether it may be dropped here."""
        dragged = unpacked(event.mimeData())
        at = self._view.indexAt(event.position().toPoint())
        self.over = QModelIndex() if dragged is None else self._shown(dragged, at)
        return dragged is not None and (not dragged.folder or self.over.isValid())

    def leave(self) -> None:
        """It is elsewhere now."""
        self.over = QModelIndex()

    def drop(self, event: QDropEvent) -> bool:
        """It is let go; whether it was for the list."""
        self.leave()
        dragged = unpacked(event.mimeData())
        if dragged is None:
            return False
        at = self._view.indexAt(event.position().toPoint())
        if dragged.folder:
            self._drop_folder(dragged.folder, str(at.data(ConversationRole.FOLDER) or ""))
        else:
            self._drop_conversations(dragged.conversations, _target_of(at))
        return True

    def _drop_folder(self, folder: str, other: str) -> None:
        ids = [each.id for each in self._view.conversations().folders()]
        if {folder, other} <= set(ids):
            self._view.move_folder(folder, ids.index(other) - ids.index(folder))

    def _drop_conversations(self, ids: tuple[str, ...], target: Target) -> None:
        """Nothing happens to those that are there already."""
        found = [self._view.conversations().summary(id) for id in ids]
        stand = {
            summary.id: Target(summary.pinned, "" if summary.pinned else summary.folder)
            for summary in found
            if summary is not None
        }
        moving = [id for id, stands in stand.items() if stands != target]
        if moving and target.pinned:
            self._view.pin_requested.emit(moving, True)
        elif moving:
            self._view.move_requested.emit(moving, target.folder)

    def _shown(self, dragged: Dragged, at: QModelIndex) -> QModelIndex:
        """The row that stands for the place under the pointer: a folder's own for what is in it."""
        model = self._view.conversations()
        row = model.row_of(str(at.data(ConversationRole.FOLDER) or "")) if at.isValid() else -1
        if row >= 0:
            return model.index(row)
        return QModelIndex() if dragged.folder else at


def _target_of(index: QModelIndex) -> Target:
    if not index.isValid():
        return Target()
    if index.data(ConversationRole.PINNED):
        return Target(pinned=True)
    return Target(folder=str(index.data(ConversationRole.FOLDER) or ""))
