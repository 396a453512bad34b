"""The menu "More": what is done with the open conversation, then what is elsewhere."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.ui.keys import with_key


class ConversationMenu(QMenu):
    """Every entry is a signal. `set_begun` says whether there is a conversation to do it with."""

    rename_requested = Signal()
    delete_requested = Signal()
    transcribe_requested = Signal()
    presets_requested = Signal()
    shortcuts_requested = Signal()
    about_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("More"))
        self._of_begun = [
            self._entry(self.tr("Rename the conversation"), self.rename_requested),
            self._entry(self.tr("Delete the conversation"), self.delete_requested),
        ]
        self.addSeparator()
        self._transcribe = self._entry("", self.transcribe_requested)
        self._entry(self.tr("Presets…"), self.presets_requested)
        self._shortcuts = self._entry("", self.shortcuts_requested)
        self._entry(self.tr("About Parley"), self.about_requested)
        self.set_transcribe_key("")
        self.set_shortcuts_key("")

    def set_transcribe_key(self, key: str) -> None:
        """Say which key transcribes, written as this system does; "" for none."""
        self._transcribe.setText(with_key(self.tr("Transcribe a sound file…"), key))

    def set_shortcuts_key(self, key: str) -> None:
        """Say which key opens the list of keys."""
        self._shortcuts.setText(with_key(self.tr("Keyboard shortcuts"), key))

    def set_begun(self, begun: bool) -> None:
        """Whether the open conversation has a message, and so a name and something to delete."""
        for action in self._of_begun:
            action.setEnabled(begun)

    def _entry(self, words: str, chosen: SignalInstance) -> QAction:
        action = self.addAction(words)
        action.triggered.connect(chosen)
        return action
