"""Temporary conversations in the window: begun by a key or the menu, shown as such, and kept."""

from PySide6.QtCore import QObject

from desktop_app.core.session import Session
from desktop_app.ui.chat_controller import ChatController
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.temporary_bar import TemporaryBar
from desktop_app.ui.theme import Theme


class TemporaryController(QObject):
    """Says in the window whether what is shown is kept. Lives on the UI thread."""

    def __init__(
        self, chat: ChatController, session: Session, window: MainWindow, theme: Theme
    ) -> None:
        super().__init__(window)
        self._chat = chat
        self._session = session
        self._menu = window.menu
        self._notices = window.notices
        self.bar = TemporaryBar(theme)
        window.show_below_header(self.bar)
        window.temporary_requested.connect(chat.conversations.begin_temporary)
        for wish in (self.bar.keep_requested, window.menu.keep_requested):
            wish.connect(self._keep)
        chat.conversations.left.connect(window.notices.show_undo)
        chat.shown.connect(self.refresh)
        chat.began.connect(self.refresh)

    def refresh(self) -> None:
        """Say it of the conversation that is shown now."""
        conversation = self._session.conversation
        begun = bool(conversation.messages)
        self.bar.show_temporary(conversation.temporary, begun)
        self._menu.set_temporary(conversation.temporary and begun)

    def tell_language_waits(self) -> None:
        """Another language was chosen: a window that is made anew would lose the conversation."""
        if self._session.conversation.temporary:
            words = self.tr("The language changes when the temporary conversation has ended.")
            self._notices.show_news(words)

    def _keep(self) -> None:
        self._chat.conversations.keep_temporary()
        self.refresh()
