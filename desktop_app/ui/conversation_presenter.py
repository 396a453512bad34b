"""From the session to the widgets: what the window shows of the conversations is made here."""

from dataclasses import replace

from desktop_app.core.conversation import Conversation, Message, Role
from desktop_app.core.events import Usage
from desktop_app.core.session import Session
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.transcript import Transcript
from desktop_app.ui.transcript_model import Row, TranscriptModel


class ConversationPresenter:
    """Brings transcript, composer and list up to date with the session; decides nothing.

    `live` is the id of the reply that is being written in the conversation that is shown, `None`
    when there is none.
    """

    def __init__(self, session: Session, window: MainWindow, transcript: Transcript) -> None:
        self._session = session
        self._window = window
        self._transcript = transcript
        self._model: TranscriptModel = transcript.model()

    def show_conversation(self, live: str | None) -> None:
        """Show another conversation than before, from its end, ready to be typed in."""
        conversation = self._session.conversation
        composer = self._window.composer
        composer.set_text(conversation.draft)
        composer.set_attachments(conversation.draft_attachments)
        sent = (message for message in conversation.path() if message.role is Role.USER)
        composer.set_history([message.text for message in sent if message.text])
        self._show_context()
        self.show_messages(live)
        self._transcript.go_to_latest()
        self._window.conversations.set_current(conversation.id)
        if self._session.folder and not conversation.messages:
            self._window.conversations.choose_folder(self._session.folder)
        self._window.set_title(conversation.title)
        composer.focus()

    def show_messages(self, live: str | None) -> None:
        """Bring the transcript up to date, leaving alone what stays as it is."""
        conversation = self._session.conversation
        path = conversation.path()
        rows = [self._row(conversation, message) for message in path]
        same = _common_length([row.message.id for row in rows], list(self._model.ids()))
        if same == 0:
            self._model.set_rows(rows)
        else:
            self._model.remove_from(same)
            for number, row in enumerate(rows[:same]):
                if self._model.row(number) != row:
                    self._model.update(row)
            for row in rows[same:]:
                self._model.append(row)
        self._model.set_first_seen(self._session.first_seen(conversation.id))
        self._model.set_live(live)
        self._window.set_empty(not path)
        if live is None:
            self._show_context()

    def refresh(self, message: str) -> None:
        """Bring one message up to date."""
        conversation = self._session.conversation
        # It may stand on a branch that is not shown: an undo brought another one back.
        if message in conversation.messages and self._model.number(message) >= 0:
            self._model.update(self._row(conversation, conversation.messages[message]))

    def show_list(self, writing: set[str]) -> None:
        """Bring the list up to date; `writing` are the conversations in which a reply grows.

        Raises `ParleyError` when they cannot be read; the current one is marked all the same.
        """
        conversations = self._window.conversations
        try:
            folders = self._session.filing.folders()
            conversations.set_summaries(self._session.summaries(), writing, folders)
        finally:
            conversations.set_current(self._session.conversation.id)
            self._window.set_title(self._session.conversation.title)

    def _show_context(self) -> None:
        """What the messages that are shown took; a reply that grows tells it itself."""
        composer = self._window.composer
        last = _last_usage(self._session.conversation)
        composer.set_context(last.context_used, composer.context_size() or last.context_size)

    def _row(self, conversation: Conversation, message: Message) -> Row:
        siblings = conversation.siblings(message.id)
        text, thought = self._session.words_of(message.id)
        current = replace(message, text=text, thought=thought)
        return Row(current, siblings.index(message.id) + 1, len(siblings))


def _last_usage(conversation: Conversation) -> Usage:
    """What the last reply that was counted took; zeros before the first one."""
    counted = (message.usage for message in reversed(conversation.path()) if message.usage)
    return next(counted, Usage())


def _common_length(one: list[str], other: list[str]) -> int:
    """How many ids at the beginning are the same."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
