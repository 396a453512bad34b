"""The list of conversations: open by a click or the arrow keys, rename in place, select several.

Folders are rows of it; they are folded by a click, by Enter, or by the arrow keys to the side.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QMenu,
    QWidget,
)

from desktop_app.core.filing import Folder
from desktop_app.core.summary import Summary
from desktop_app.ui.conversation_drop import MovableList
from desktop_app.ui.conversation_list_menu import ConversationListMenu
from desktop_app.ui.conversation_model import ConversationRole
from desktop_app.ui.row_list import DELETE_KEYS
from desktop_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_SELECTING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ConversationList(MovableList):
    """Shows a `ConversationListModel`. It decides nothing: every wish is a signal.

    The open conversation is one thing, what is selected another: who selects several with Ctrl
    or Shift goes on reading what is open.
    """

    opened = Signal(str)
    renamed = Signal(str, str)
    delete_requested = Signal(list)
    """The ids of conversations."""
    new_requested = Signal()
    """A new conversation: in the folder that `chosen_folder` says."""
    confirmed = Signal()
    """Enter: the person found what they looked for, and wants to write."""
    picked = Signal()
    """A conversation was clicked on, to be read."""
    new_folder_requested = Signal(list)
    """A folder for these conversations, or for none."""
    folder_renamed = Signal(str, str)
    folder_delete_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._quiet = False
        super().__init__(theme, parent)
        self.key_hints: dict[str, str] = {}
        """Keys of the window, as they are shown, by the ids of their shortcuts."""
        self.setObjectName("conversations")
        self.setAccessibleName(self.tr("Conversations"))
        self._conversations.renamed.connect(self.renamed)
        self._conversations.folder_renamed.connect(self.folder_renamed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.clicked.connect(self._on_click)

    def set_summaries(
        self,
        summaries: Sequence[Summary],
        writing: frozenset[str] | set[str] = frozenset(),
        folders: Sequence[Folder] = (),
    ) -> None:
        """Show these conversations; those with an id in `writing` are being answered."""
        with self._quietly():
            self._conversations.set_summaries(summaries, folders)
            self._conversations.set_writing(writing)
        if self._conversations.summary(self._rows.open) is None:
            self._rows.open = ""

    def current_id(self) -> str:
        """The id of the open conversation, "" when it is not among those that are listed."""
        return self._rows.open

    def set_current(self, id: str) -> None:
        """Mark a conversation without opening it; "" or an unknown id marks none.

        One that is marked already stays as it is, with whatever else is selected.
        """
        before = self._rows.open
        self._rows.open = id = id if self._conversations.summary(id) is not None else ""
        if id == before and (not id or self.selectionModel().hasSelection()):
            return
        with self._quietly():
            if id != before:
                self._conversations.reveal(id)
            row = self._conversations.row_of(id)
            if row >= 0:
                self.setCurrentIndex(self._conversations.index(row))
            elif id != before:
                self.selectionModel().clear()
        self.viewport().update()

    def selected_ids(self) -> list[str]:
        """The conversations that are selected, from the top; the open one when none is."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        ids = [str(self._conversations.index(row).data(ConversationRole.ID)) for row in rows]
        chosen = [id for id in ids if id]
        return chosen or ([self._rows.open] if self._rows.open and not rows else [])

    def chosen_folder(self) -> str:
        """The id of the folder whose row alone is selected, "" for none."""
        selected = self.selectionModel().selectedIndexes()
        return _folder_row(selected[0]) if len(selected) == 1 else ""

    def choose_folder(self, folder: str) -> None:
        """Select the row of a folder and unfold it; nothing where there is no such folder."""
        row = self._conversations.row_of(folder)
        if row >= 0:
            with self._quietly():
                self.setCurrentIndex(self._conversations.index(row))
                self._conversations.set_folded(self._conversations.folded() - {folder})

    def begin_in(self, folder: str) -> None:
        """Wish for a new conversation in a folder."""
        self.choose_folder(folder)
        self.new_requested.emit()

    def set_folded(self, folders: Collection[str]) -> None:
        """Hide what is in these folders."""
        with self._quietly():
            self._conversations.set_folded(folders)

    def toggle_folder(self, folder: str) -> None:
        """Fold a folder, or unfold it, and say which."""
        self.set_folded(self._conversations.folded() ^ {folder})
        row = self._conversations.row_of(folder)
        words = self._conversations.index(row).data(Qt.ItemDataRole.AccessibleTextRole)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, str(words)))

    def toggle_pin(self) -> None:
        """Wish for a pin on what is selected, or that it is taken off where all have one."""
        ids = self.selected_ids()
        found = [self._conversations.summary(id) for id in ids]
        if ids:
            pinned = all(summary is not None and summary.pinned for summary in found)
            self.pin_requested.emit(ids, not pinned)

    def show_folders(self) -> None:
        """Open a menu of the folders to which what is selected can be moved."""
        if ids := self.selected_ids():
            row = self._conversations.row_of(ids[0])
            place = self.visualRect(self._conversations.index(row)).bottomLeft()
            place.setY(min(max(place.y(), 0), self.viewport().height()))
            menu = ConversationListMenu.of_folders(self, ids)
            menu.popup(self.viewport().mapToGlobal(place))

    def step(self, rows: int) -> None:
        """Open the conversation that many further down (up when negative), if there is one."""
        row = self.currentIndex().row()
        down = 1 if rows > 0 else -1
        for _ in range(abs(rows)):
            row += down
            while 0 <= row < self._conversations.rowCount() and not _id_at(self.row(row)):
                row += down
        if 0 <= row < self._conversations.rowCount():
            self.setCurrentIndex(self.row(row))

    def row(self, number: int) -> QModelIndex:
        """The model's index of a row."""
        return self._conversations.index(number)

    def rename(self, id: str) -> None:
        """Begin to rename a conversation or a folder in its place."""
        self._conversations.reveal(id)
        row = self._conversations.row_of(id)
        if row >= 0:
            self.scrollTo(self.row(row))
            self.edit(self.row(row))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Open what the person moved to; what set_current or a removal marked stays as it is."""
        super().currentChanged(current, previous)
        if not self._quiet and current.isValid():
            self._open(current)

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        """A row that vanishes under the mark opens nothing by itself."""
        with self._quietly():
            if start <= self.currentIndex().row() <= end:
                self.selectionModel().clear()
            super().rowsAboutToBeRemoved(parent, start, end)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard comes by. Qt marks the first row where none is, and that would open it."""
        marked = self.currentIndex().isValid()
        with self._quietly():
            super().focusInEvent(event)
            if not marked:
                self.selectionModel().clear()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows; with the keyboard here and no row marked, a ring around the first."""
        super().paintEvent(event)
        first = self._conversations.index(0)
        if self.hasFocus() and first.isValid() and not self.currentIndex().isValid():
            self._paint_ring(first)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Who adds to what is selected, or asks for the menu, opens nothing."""
        left = event.button() == Qt.MouseButton.LeftButton
        with self._quietly(not left or bool(event.modifiers() & _SELECTING)):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Nor who drags over rows."""
        with self._quietly():
            super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Renames a conversation; a folder was folded by the first click and is so once more."""
        if _folder_row(self.indexAt(event.position().toPoint())):
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del deletes, Enter goes on to the words, what folds folders; the rest is the view's."""
        if self.state() != QAbstractItemView.State.EditingState and self._on_key(event):
            event.accept()
        elif event.key() in _ENTER:
            # The one that ends an edit comes by here too, before its title is taken.
            event.accept()
        else:
            with self._quietly(bool(event.modifiers() & _SELECTING)):
                super().keyPressEvent(event)
            if not self.hasFocus() and self.state() != QAbstractItemView.State.EditingState:
                # What was opened took the focus; the next arrow key belongs here all the same.
                self.setFocus(Qt.FocusReason.OtherFocusReason)

    def menu_for(self, *ids: str) -> QMenu:
        """What can be done with these conversations, or with a folder; with "" a new one only."""
        if [folder for folder in self._conversations.folders() if folder.id in ids]:
            return ConversationListMenu.of_folder(self, ids[0])
        known = [id for id in ids if id]
        if known:
            return ConversationListMenu.of_conversations(self, known)
        return ConversationListMenu.of_list(self)

    def _on_key(self, event: QKeyEvent) -> bool:
        """Whether the key had a meaning of its own here."""
        folder = self.chosen_folder()
        key, sideways = event.key(), (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if key in DELETE_KEYS and (folder or self.selected_ids()):
            if folder:
                self.folder_delete_requested.emit(folder)
            else:
                self.delete_requested.emit(self.selected_ids())
        elif key in _ENTER and not folder:
            if self.currentIndex().isValid():
                self._open(self.currentIndex())
            self.confirmed.emit()
        elif folder and key in (*_ENTER, Qt.Key.Key_Space):
            self.toggle_folder(folder)
        elif folder and event.modifiers() & Qt.KeyboardModifier.AltModifier and key in _STEPS:
            self.move_folder(folder, _STEPS[key])
        elif key in sideways and not event.modifiers() & _SELECTING:
            self._go_sideways((key == Qt.Key.Key_Left) != self.isRightToLeft())
        else:
            return False
        return True

    def _go_sideways(self, out: bool) -> None:
        """As in a tree: out of a folder to its row, and then fold it; or unfold it."""
        folder = self.chosen_folder()
        if folder and out != (folder in self._conversations.folded()):
            self.toggle_folder(folder)
        elif not folder and out:
            row = self._conversations.row_of(
                str(self.currentIndex().data(ConversationRole.FOLDER) or "")
            )
            if row >= 0:
                self.setCurrentIndex(self.row(row))

    def _open(self, index: Index) -> None:
        id = _id_at(index)
        if id and id != self._rows.open:
            self._rows.open = id
            self.viewport().update()
            self.opened.emit(id)

    def _on_click(self, index: QModelIndex) -> None:
        if QApplication.keyboardModifiers() & _SELECTING:
            return
        if folder := _folder_row(index):
            self.toggle_folder(folder)
        else:
            self._open(index)
            self.picked.emit()

    def _show_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        ids = [str(index.data(ConversationRole.ID) or index.data(ConversationRole.FOLDER) or "")]
        selected = self.selected_ids()
        if index.isValid() and ids[0] in selected:
            ids = selected
        self.menu_for(*ids).popup(self.viewport().mapToGlobal(place))

    @contextmanager
    def _quietly(self, quiet: bool = True) -> Iterator[None]:
        """Whatever is marked within opens nothing."""
        before, self._quiet = self._quiet, self._quiet or quiet
        try:
            yield
        finally:
            self._quiet = before


_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def _id_at(index: Index) -> str:
    return str(index.data(ConversationRole.ID) or "") if index.isValid() else ""


def _folder_row(index: Index) -> str:
    """The id of the folder that this row is, "" where it is none."""
    if not index.isValid() or index.data(ConversationRole.COUNT) is None:
        return ""
    return str(index.data(ConversationRole.FOLDER))
