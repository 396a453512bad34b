"""Temporary conversations in the window: begun by a key or the menu, shown as such, and kept."""

from PySide6.QtCore import QObject, Signal

from desktop_app.core.conversation import Conversation
from desktop_app.core.errors import Problem
from desktop_app.core.session import Session
from desktop_app.ui.chat_controller import ChatController
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.temporary_bar import TemporaryBar
from desktop_app.ui.temporary_keeper import TemporaryKeeper
from desktop_app.ui.theme import Theme


class TemporaryController(QObject):
    """Says in the window whether what is shown is kept. Lives on the UI thread."""

    failed = Signal(object)
    """One could not be kept; carries the `Problem`."""

    def __init__(
        self,
        chat: ChatController,
        session: Session,
        housekeeping: EngineThread,
        window: MainWindow,
        theme: Theme,
    ) -> None:
        super().__init__(window)
        self._chat = chat
        self._session = session
        self._menu = window.menu
        self._notices = window.notices
        self._composer = window.composer
        self._keeper = TemporaryKeeper(session, housekeeping, self)
        self._keeper.changed.connect(self._on_changed)
        self._keeper.failed.connect(self._on_failed)
        self.bar = TemporaryBar(theme)
        window.show_below_header(self.bar)
        window.temporary_requested.connect(chat.conversations.begin_temporary)
        for wish in (self.bar.keep_requested, window.menu.keep_requested):
            wish.connect(self._keep)
        chat.conversations.left.connect(window.notices.show_undo)
        chat.shown.connect(self.refresh)
        chat.began.connect(self.refresh)
        # After the draft is saved: what came late is in it, or in what was sent.
        for seen in (window.composer.draft_changed, chat.shown, chat.began):
            seen.connect(self._keeper.follow)

    def refresh(self) -> None:
        """Say it of the conversation that is shown now."""
        conversation = self._session.conversation
        begun = bool(conversation.messages)
        being_kept = conversation.id in self._session.temporary.keeping
        self.bar.show_temporary(conversation.temporary, begun, being_kept)
        self._menu.set_temporary(conversation.temporary and begun and not being_kept)

    def tell_language_waits(self) -> None:
        """Another language was chosen: a window that is made anew would lose the conversation."""
        if self._session.conversation.temporary:
            words = self.tr("The language changes when the temporary conversation has ended.")
            self._notices.show_news(words)

    def shut_down(self) -> None:
        """Keep what was to be kept."""
        self._keeper.shut_down()

    def _keep(self) -> None:
        conversation = self._session.conversation
        if conversation.temporary and conversation.messages:
            self._chat.conversations.save_draft()
            if self.bar.keep_button.hasFocus():
                self._composer.focus()  # The button goes.
            self._notices.clear_problem("temporary.full")
            self._notices.clear_problem("temporary.failed")
            self._keeper.keep(conversation)

    def _on_changed(self) -> None:
        self.refresh()
        self._chat.conversations.show_list()

    def _on_failed(self, conversation: Conversation, problem: Problem) -> None:
        """It stays temporary; where it is not shown any more it can still be brought back."""
        self.failed.emit(problem)
        if conversation is not self._session.conversation:
            self._chat.conversations.leave(conversation)
