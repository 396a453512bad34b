"""The menu "More": what is done with the open conversation, then what is elsewhere."""

from collections.abc import Iterable

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.ui.keys import with_key


class ConversationMenu(QMenu):
    """Every entry is a signal. `set_begun` says whether there is a conversation to do it with."""

    rename_requested = Signal()
    delete_requested = Signal()
    keep_requested = Signal()
    temporary_requested = Signal()
    instructions_requested = Signal()
    find_requested = Signal()
    export_requested = Signal()
    import_requested = Signal()
    transcribe_requested = Signal()
    presets_requested = Signal()
    trash_requested = Signal()
    data_requested = Signal()
    shortcuts_requested = Signal()
    about_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("More"))
        self._keyed: dict[str, tuple[QAction, str]] = {}
        self._of_begun = [
            self._entry(self.tr("Rename the conversation"), self.rename_requested),
            self._entry(self.tr("Delete the conversation"), self.delete_requested),
        ]
        self._find = self._entry(self.tr("Find in it…"), self.find_requested, "find")
        self.keep = self._entry(self.tr("Keep this conversation"), self.keep_requested)
        self.keep.setVisible(False)
        self._entry(self.tr("Instructions for this conversation…"), self.instructions_requested)
        self.addSeparator()
        self._entry(self.tr("New temporary conversation"), self.temporary_requested, "temporary")
        self._entry(self.tr("Export…"), self.export_requested)
        self._entry(self.tr("Import conversations…"), self.import_requested)
        self._entry(self.tr("Transcribe a sound file…"), self.transcribe_requested, "transcribe")
        self._entry(self.tr("Presets…"), self.presets_requested)
        self._entry(self.tr("Deleted conversations…"), self.trash_requested)
        self._entry(self.tr("Your data…"), self.data_requested)
        self._entry(self.tr("Keyboard shortcuts"), self.shortcuts_requested, "shortcuts")
        self._entry(self.tr("About Parley"), self.about_requested)

    @property
    def shortcuts(self) -> Iterable[str]:
        """The ids of the shortcuts that do what an entry does."""
        return self._keyed

    def set_key(self, shortcut: str, key: str) -> None:
        """Say which key does the same, written as this system does; "" for none."""
        action, words = self._keyed[shortcut]
        action.setText(with_key(words, key))

    def set_begun(self, begun: bool, listed: bool) -> None:
        """Whether the open conversation has a message, and so words to find; and whether it is
        `listed`, and so has a name and can be deleted. A temporary one is not."""
        self._find.setEnabled(begun)
        for action in self._of_begun:
            action.setEnabled(listed)

    def set_temporary(self, temporary: bool) -> None:
        """Whether the open conversation is one that can be kept yet."""
        self.keep.setVisible(temporary)

    def _entry(self, words: str, chosen: SignalInstance, shortcut: str = "") -> QAction:
        action = self.addAction(words)
        action.triggered.connect(chosen)
        if shortcut:
            self._keyed[shortcut] = (action, words)
        return action
