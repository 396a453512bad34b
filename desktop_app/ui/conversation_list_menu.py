"""What can be done with conversations and folders in the list, as menus of the right button."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from desktop_app.ui.conversation_list import ConversationList


class ConversationListMenu(QMenu):
    """A menu that goes when it is closed. Every entry is a wish of the list's."""

    def __init__(self, view: "ConversationList") -> None:
        super().__init__(view)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._view = view
        self._model = view.conversations()

    @classmethod
    def of_conversations(
        cls, view: "ConversationList", ids: Sequence[str]
    ) -> "ConversationListMenu":
        """For one conversation, or for several together."""
        menu = cls(view)
        menu._fill_conversations(ids)
        return menu

    @classmethod
    def of_folders(cls, view: "ConversationList", ids: Sequence[str]) -> "ConversationListMenu":
        """The folders to which conversations can be moved, alone."""
        menu = cls(view)
        menu._fill_folders(ids)
        return menu

    @classmethod
    def of_folder(cls, view: "ConversationList", folder: str) -> "ConversationListMenu":
        """For a folder."""
        menu = cls(view)
        menu._fill_folder(folder)
        return menu

    @classmethod
    def of_list(cls, view: "ConversationList") -> "ConversationListMenu":
        """Where there is neither."""
        menu = cls(view)
        menu._fill_list()
        return menu

    def _fill_conversations(self, ids: Sequence[str]) -> None:
        if len(ids) == 1:
            self._entry(self.tr("Rename"), "F2", partial(self._view.rename, ids[0]))
        pinned = self._all_pinned(ids)
        words = self.tr("Take the pin off") if pinned else self.tr("Pin")
        self._entry(
            words,
            self._view.key_hints.get("pin", ""),
            partial(self._view.pin_requested.emit, list(ids), not pinned),
        )
        move = self.addMenu(self.tr("Move to a folder"))
        self._add_folders(move, ids)
        self._entry(self.tr("Delete"), "Del", partial(self._view.delete_requested.emit, list(ids)))

    def _fill_folders(self, ids: Sequence[str]) -> None:
        self.setAccessibleName(self.tr("Move to a folder"))
        self._add_folders(self, ids)

    def _fill_folder(self, folder: str) -> None:
        new = self._view.key_hints.get("new", "")
        self._entry(self.tr("New conversation in it"), new, partial(self._view.begin_in, folder))
        self._entry(self.tr("Rename"), "F2", partial(self._view.rename, folder))
        ids = [each.id for each in self._model.folders()]
        place = ids.index(folder)
        for words, key, step in (
            (self.tr("Move up"), "Alt+Up", -1),
            (self.tr("Move down"), "Alt+Down", 1),
        ):
            entry = self._entry(words, key, partial(self._view.move_folder, folder, step))
            entry.setEnabled(0 <= place + step < len(ids))
        delete = partial(self._view.folder_delete_requested.emit, folder)
        self._entry(self.tr("Delete the folder"), "Del", delete)

    def _fill_list(self) -> None:
        new = self._view.key_hints.get("new", "")
        self._entry(self.tr("New conversation"), new, self._view.new_requested.emit)
        self._entry(self.tr("New folder"), "", partial(self._view.new_folder_requested.emit, []))

    def _add_folders(self, menu: QMenu, ids: Sequence[str]) -> None:
        summaries = [found for id in ids if (found := self._model.summary(id))]
        inside = {summary.folder for summary in summaries}
        known = {folder.id for folder in self._model.folders()}
        for folder in self._model.folders():
            # An "&" would name a key.
            entry = menu.addAction(folder.name.replace("&", "&&"))
            entry.setEnabled(inside != {folder.id} or self._any_pinned(ids))
            entry.triggered.connect(
                self._wish(self._view.move_requested.emit, list(ids), folder.id)
            )
        if self._model.folders():
            menu.addSeparator()
        new = menu.addAction(self.tr("New folder…"))
        new.triggered.connect(self._wish(self._view.new_folder_requested.emit, list(ids)))
        if inside & known:
            out = menu.addAction(self.tr("Take out of the folder"))
            out.triggered.connect(self._wish(self._view.move_requested.emit, list(ids), ""))

    def _entry(self, words: str, key: str, act: Callable[[], object]) -> QAction:
        entry = self.addAction(f"{words}\t{key}" if key else words)
        entry.triggered.connect(self._wish(act))
        return entry

    @staticmethod
    def _wish(act: Callable[..., object], *values: object) -> Callable[..., None]:
        """What to do when an entry is chosen, whether or not Qt says that it is checked."""

        def wish(_checked: bool = False) -> None:
            act(*values)

        return wish

    def _pins(self, ids: Sequence[str]) -> list[bool]:
        return [found.pinned for id in ids if (found := self._model.summary(id))]

    def _all_pinned(self, ids: Sequence[str]) -> bool:
        return all(self._pins(ids))

    def _any_pinned(self, ids: Sequence[str]) -> bool:
        return any(self._pins(ids))
