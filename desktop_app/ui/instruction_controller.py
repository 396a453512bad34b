"""The prompt of the open conversation: shown where there is one, and changed."""

from PySide6.QtCore import QObject, Signal

from desktop_app.core.errors import ParleyError
from desktop_app.core.override import SYSTEM_PROMPT, Overrides
from desktop_app.core.session import Session
from desktop_app.core.settings import Settings
from desktop_app.ui.chat_controller import ChatController
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.model_controller import ModelController
from desktop_app.ui.theme import Theme


class InstructionController(QObject):
    """Opens the dialog, and keeps what was written there. Lives on the UI thread."""

    failed = Signal(object)
    """It could not be saved; carries the `Problem`."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        overrides: Overrides,
        model: ModelController,
        chat: ChatController,
        window: MainWindow,
        theme: Theme,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._settings = settings
        self._overrides = overrides
        self._model = model
        self._window = window
        self._theme = theme
        chat.shown.connect(self.refresh)
        window.menu.instructions_requested.connect(self.open)
        window.header.instruction_button.clicked.connect(self.open)

    def refresh(self) -> None:
        """Say in the header that the conversation has a prompt, and which."""
        self._window.header.show_instructions(self._session.conversation.system_prompt)

    def open(self) -> None:
        """Let the person write it."""
        from desktop_app.ui.instruction_dialog import InstructionDialog

        conversation = self._session.conversation
        over = self._overrides.of(self._model.path, conversation.preset)
        otherwise = str(self._settings.under(over, SYSTEM_PROMPT))
        dialog = InstructionDialog(self._theme, conversation.system_prompt, otherwise, self._window)
        id = conversation.id
        dialog.kept.connect(lambda text: self._keep(id, text))
        dialog.kept_for_all.connect(lambda text: self._keep_for_all(id, text))
        dialog.open()

    def _keep(self, conversation: str, text: str) -> None:
        """The dialog is modal, but a reply that is refused may take its conversation away."""
        if self._session.conversation.id != conversation:
            return
        try:
            self._session.set_system_prompt(text)
        except ParleyError as error:
            self.failed.emit(error.problem)
        self.refresh()

    def _keep_for_all(self, conversation: str, text: str) -> None:
        try:
            self._settings.set(SYSTEM_PROMPT, text)
        except ParleyError as error:
            self.failed.emit(error.problem)
            return
        self._keep(conversation, "")
