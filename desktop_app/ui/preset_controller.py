"""Presets in the window: chosen by "/" in the composer, shown there, kept by the conversation."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.preset import Presets
from desktop_app.core.session import Session
from desktop_app.core.settings import Settings
from desktop_app.ui.chat_controller import ChatController
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.preset_words import preset_name, preset_summary
from desktop_app.ui.theme import Theme

if TYPE_CHECKING:
    from desktop_app.ui.preset_popup import PresetPopup


class PresetController(QObject):
    """Moves the preset between the session and the composer. Lives on the UI thread.

    The list and the dialog are made when they are first wanted.
    """

    failed = Signal(object)
    """Something to tell; carries a `Problem`."""

    changed = Signal()
    """The conversation that is shown has another preset, or that says something else."""

    def __init__(
        self,
        presets: Presets,
        session: Session,
        settings: Settings,
        chat: ChatController,
        window: MainWindow,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._presets = presets
        self._session = session
        self._settings = settings
        self._window = window
        self._theme = theme
        self._composer = window.composer
        self._list_model = window.conversations.conversations()
        self._list_model.set_preset_names(self._name)
        self._popup: PresetPopup | None = None
        self._replaced = False
        edit = self._composer.edit
        edit.textChanged.connect(self._on_text)
        edit.installEventFilter(self)
        self._composer.replaced.connect(self._on_replaced)
        self._composer.preset_chip.removed.connect(self.take_off)
        chat.shown.connect(self._on_conversation)
        window.presets_requested.connect(self.open_dialog)
        presets.changed.append(self._on_presets)

    def choose(self, id: str) -> None:
        """Have the conversation answered by the preset with this id from now on; "" by none."""
        try:
            self._session.set_preset(id)
        except ParleyError as error:
            self.failed.emit(error.problem)
        conversation = self._session.conversation
        self._list_model.set_preset(conversation.id, conversation.preset)
        self.refresh()

    def take_off(self) -> None:
        """Let the conversation go on plainly."""
        self.choose("")
        self._composer.focus()

    def refresh(self) -> None:
        """Show which preset the conversation has; nothing for one that is gone."""
        preset = self._presets.get(self._session.conversation.preset)
        if preset is None:
            self._composer.set_preset("")
        else:
            self._composer.set_preset(preset_name(preset), preset_summary(preset))
        self.changed.emit()

    def open_dialog(self) -> None:
        """Show all presets, to be looked at, changed, brought and handed on."""
        from desktop_app.ui.preset_dialog import PresetDialog

        dialog = PresetDialog(self._theme, self._presets, self._settings, self._window)
        dialog.used.connect(self.choose)
        dialog.reveal(self._session.conversation.preset)
        dialog.open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Backspace where nothing is written takes the preset off."""
        if (
            watched is self._composer.edit
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Backspace
            and not event.isAutoRepeat()  # who holds it to empty the text does not mean the preset
            and not self._composer.edit.composing
            and not self._composer.text()
            and self._composer.preset_chip.name()
        ):
            self.take_off()
            return True
        return False

    def _on_conversation(self) -> None:
        """Another conversation is shown. That its preset is gone is told once."""
        id = self._session.conversation.preset
        if id and self._presets.get(id) is None:
            self.choose("")
            self.failed.emit(Problem("presets.gone", {"preset": id}))
        self.refresh()

    def _on_presets(self) -> None:
        """A preset may be called something else now, or be gone."""
        self._list_model.set_preset_names(self._name)
        self.refresh()

    def _name(self, id: str) -> str:
        preset = self._presets.get(id)
        return preset_name(preset) if preset is not None else ""

    def _on_replaced(self) -> None:
        self._replaced = True

    def _on_text(self) -> None:
        """Open the list at a "/" that was typed, not at one that stands in a draft."""
        replaced, self._replaced = self._replaced, False
        edit = self._composer.edit
        if replaced or edit.text() != "/" or not edit.hasFocus():
            return
        self._list().open(self._presets.all())

    def _list(self) -> "PresetPopup":
        from desktop_app.ui.preset_popup import PresetPopup

        if self._popup is None:
            self._popup = PresetPopup(self._theme, self._composer.edit, self._composer)
            self._popup.chosen.connect(self._on_choice)
            self._popup.all_requested.connect(self._on_all)
        return self._popup

    def _on_choice(self, id: str) -> None:
        self._composer.edit.set_text("")  # as if taken back by hand: it is no draft any more
        self.choose(id)

    def _on_all(self) -> None:
        self._composer.edit.set_text("")
        self.open_dialog()
