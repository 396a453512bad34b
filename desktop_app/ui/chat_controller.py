"""From the hand to the session and back: sending, stopping, editing, and the events of replies."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.attachment import Attachment
from desktop_app.core.engine import ChatJob, ModelOptions
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import (
    TERMINAL,
    Event,
    Finished,
    Notice,
    Planned,
    TextDelta,
    ThoughtDelta,
)
from desktop_app.core.kinds.kind import Action
from desktop_app.core.scribe import Refused
from desktop_app.core.session import Session
from desktop_app.ui.conversation_presenter import ConversationPresenter
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.transcript import Transcript
from desktop_app.ui.transcript_model import TranscriptModel

_ASK_AGAIN = (Action.TRY_AGAIN, Action.LOAD_ANYWAY, Action.USE_PROCESSOR)
"""After these a reply that failed may well succeed: it is asked for again at once."""

FLUSH_MILLISECONDS = 250
"""How often the session is asked whether a partial reply is due to be saved."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A reply that was asked for and has not ended."""

    conversation: str
    reply: str


class ChatController(QObject):
    """Moves values between the session (what is true) and the widgets (a picture of it).

    Lives on the UI thread. Events of a ticket that has ended, or that is not ours, are dropped:
    a stale token can never reach a conversation.
    """

    problem = Signal(object)
    """Something to tell through the notices; carries a `Problem`."""

    remedy = Signal(object, object)
    """The button of a failed reply was pressed: the `Action` and its `Problem`."""

    began = Signal()
    """A reply was asked for: what stood in its way before is mended."""

    undoable = Signal(str, object)
    """Something was deleted: a sentence and the function that brings it back."""

    shown = Signal()
    """Another conversation is shown than before."""

    def __init__(
        self,
        session: Session,
        engine: EngineThread,
        window: MainWindow,
        transcript: Transcript,
        model_options: Callable[[], ModelOptions | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._engine = engine
        self._window = window
        self._transcript = transcript
        self._model: TranscriptModel = transcript.model()
        self._model_options = model_options
        self._presenter = ConversationPresenter(session, window, transcript)
        self._writing: dict[int, Writing] = {}
        self._flush = QTimer(self, interval=FLUSH_MILLISECONDS)
        self._flush.timeout.connect(self._save_partial)
        self._connect()

    # What the person does

    def send(self, text: str) -> None:
        """Answer `text` and what is attached. Both are saved before the engine hears of them; if
        they cannot be, they stay in the composer."""
        if self._is_writing_here():
            return
        shown = self._window.composer.attachments()
        if self._start(lambda model: self._session.begin(text, model, shown)):
            self._window.composer.clear()

    def stop(self) -> None:
        """End the reply of the conversation that is shown."""
        for ticket, writing in self._writing.items():
            if writing.conversation == self._session.conversation.id:
                self._engine.cancel(ticket)

    def regenerate(self, reply: str) -> None:
        """Write another version of a reply, beside the one that is there."""
        self._start(lambda model: self._session.regenerate(reply, model))

    def edit(
        self, message: str, text: str, attachments: tuple[Attachment, ...] | None = None
    ) -> None:
        """Ask again with other words: a sibling of the message, the old one stays. It shows
        what the old one shows unless `attachments` say otherwise."""
        self._start(lambda model: self._session.edit(message, text, model, attachments))

    def set_attachment_seen(self, message: str, index: int, seen: bool) -> None:
        """Take a picture out of the model's sight from the next reply on, or bring it back."""
        if self._saved(lambda: self._session.set_attachment_seen(message, index, seen)):
            self._presenter.refresh(message)

    def go_on(self, reply: str) -> None:
        """Let an unfinished reply go on where it ended."""
        self._start(lambda model: self._session.continue_reply(reply, model))

    def set_show_stats(self, shown: bool) -> None:
        """Show tokens, speed and time to the first token under every reply."""
        self._transcript.set_show_stats(shown)

    def delete_message(self, message: str) -> None:
        """Hide a message and all that follows it, with an undo."""
        conversation = self._session.conversation.id
        if self._is_writing_here() or not self._saved(
            lambda: self._session.delete_message(message)
        ):
            return
        self._show_messages()
        self._window.composer.focus()  # The button that had the keyboard went with its message.

        def undo() -> None:
            # Its conversation may have been deleted since.
            self._saved(lambda: self._session.restore(conversation))
            self.open(conversation)
            if self._session.conversation.id == conversation and self._saved(
                lambda: self._session.restore_message(message)
            ):
                self._show_messages()
                self.show_conversations()

        self.undoable.emit(self.tr("The message was deleted."), undo)

    def choose_sibling(self, message: str, step: int) -> None:
        """Show the version before (-1) or after (+1) this one."""
        if not self._is_writing_here() and self._saved(
            lambda: self._session.choose_sibling(message, step)
        ):
            self._show_messages()

    def new(self) -> None:
        """Begin a conversation."""
        self.save_draft()
        if self._saved(self._session.new):
            self._show_conversation()

    def open(self, conversation: str) -> None:
        """Show a conversation; replies elsewhere go on."""
        if conversation == self._session.conversation.id:
            return
        self.save_draft()
        if self._saved(lambda: self._session.open(conversation)):
            self._show_conversation()

    def rename(self, conversation: str, title: str) -> None:
        """Give a conversation a title."""
        self._saved(lambda: self._session.rename(conversation, title))
        self.show_conversations()

    def delete(self, conversation: str) -> None:
        """Delete a conversation, with an undo. A reply in it is stopped first."""
        for ticket, writing in self._writing.items():
            if writing.conversation == conversation:
                self._engine.cancel(ticket)
        was_shown = conversation == self._session.conversation.id
        if was_shown:
            self.save_draft()
        if not self._saved(lambda: self._session.delete(conversation)):
            return
        if was_shown:
            self._show_conversation()
        self.show_conversations()

        def undo() -> None:
            if self._saved(lambda: self._session.restore(conversation)):
                self.show_conversations()
                self.open(conversation)

        self.undoable.emit(self.tr("The conversation was deleted."), undo)

    def save_draft(self) -> None:
        """Keep what stands unsent in the composer."""
        composer = self._window.composer
        self._saved(lambda: self._session.save_draft(composer.text(), composer.attachments()))

    def start(self) -> None:
        """Show what there is, at the start of the program."""
        self._show_conversation()
        self.show_conversations()

    def shut_down(self) -> None:
        """Save what is unsaved: the draft and the replies as far as they came."""
        self._flush.stop()
        self._writing.clear()  # What the engine still says on its way out comes too late.
        self.save_draft()
        self._saved(self._session.interrupt)

    # What the engine says

    def on_event(self, ticket: int, event: Event) -> None:
        """Take in one event of a job; those of other tickets are not for us."""
        writing = self._writing.get(ticket)
        if writing is None:
            return
        if isinstance(event, TERMINAL):
            del self._writing[ticket]
        try:
            refused = self._session.apply(writing.reply, event)
        except ParleyError as error:
            self._engine.cancel(ticket)
            self.problem.emit(error.problem)
            refused = None
        if writing.conversation == self._session.conversation.id:
            self._show_event(writing, event)
        if refused is not None:
            self._take_back(writing, refused)
        elif isinstance(event, Notice):
            self.problem.emit(event.problem)
        if isinstance(event, TERMINAL):
            self._show_busy()
            self.show_conversations()

    def _show_event(self, writing: Writing, event: Event) -> None:
        match event:
            case TextDelta(text):
                self._model.append_text(writing.reply, text)
            case ThoughtDelta(so_far=True):
                self._presenter.refresh(writing.reply)
            case ThoughtDelta(text):
                self._model.append_thought(writing.reply, text)
            case Planned(prompt_tokens=tokens, context_size=size, first_seen_message=first):
                self._window.composer.set_context(tokens, size)
                self._model.set_first_seen(first)
            case _ if isinstance(event, TERMINAL):
                if isinstance(event, Finished) and event.usage.context_size:
                    usage = event.usage
                    self._window.composer.set_context(usage.context_used, usage.context_size)
                self._model.set_live(None)
                self._presenter.refresh(writing.reply)

    def _remedy(self, reply: str, action: Action) -> None:
        problem = self._session.conversation.messages[reply].problem
        if problem is None:
            return
        if action is not Action.TRY_AGAIN:
            self.remedy.emit(action, problem)
        if action in _ASK_AGAIN:
            self.regenerate(reply)

    def _take_back(self, writing: Writing, refused: Refused) -> None:
        """The message was refused before it was spent: all of it returns to the composer."""
        composer = self._window.composer
        if writing.conversation == self._session.conversation.id:
            self._show_messages()
            if not composer.text() and not composer.attachments():
                composer.set_text(refused.text)
                composer.set_attachments(refused.attachments)
        self.problem.emit(refused.problem)

    # From the session to the widgets

    def _start(self, begin: Callable[[ModelOptions], ChatJob]) -> bool:
        """Begin a reply; False when it could not be begun (which has been said)."""
        if self._is_writing_here():
            return False
        model = self._model_options()
        if model is None:
            self.problem.emit(Problem("model.none"))
            return False
        try:
            job = begin(model)
        except ParleyError as error:
            self.problem.emit(error.problem)
            return False
        conversation = self._session.conversation.id
        ticket = self._engine.submit(job)
        self._writing[ticket] = Writing(conversation, job.id)
        self._flush.start()
        self.began.emit()
        self._show_messages()
        self._transcript.go_to_latest()
        self._show_busy()
        self.show_conversations()
        return True

    def _show_conversation(self) -> None:
        self._presenter.show_conversation(self._live_reply())
        self._show_busy()
        self.shown.emit()

    def _show_messages(self) -> None:
        self._presenter.show_messages(self._live_reply())

    def _live_reply(self) -> str | None:
        here = self._session.conversation.id
        replies = (w.reply for w in self._writing.values() if w.conversation == here)
        return next(replies, None)

    def _show_busy(self) -> None:
        self._window.composer.set_busy(self._is_writing_here())
        self._rest()

    def _rest(self) -> None:
        """Save no more when all that was written is kept; what could not be is tried again."""
        if not self._writing and not self._session.unsaved:
            self._flush.stop()

    def show_conversations(self) -> None:
        """Bring the list up to date."""
        writing = {writing.conversation for writing in self._writing.values()}
        self._saved(lambda: self._presenter.show_list(writing))

    def _is_writing_here(self) -> bool:
        return self._live_reply() is not None

    def _save_partial(self) -> None:
        self._saved(self._session.tick)
        self._rest()

    def _saved(self, change: Callable[[], object]) -> bool:
        """Do what touches the store; False when it failed, which has been told."""
        try:
            change()
        except ParleyError as error:
            self.problem.emit(error.problem)
            return False
        return True

    def _connect(self) -> None:
        window, transcript = self._window, self._transcript
        self._engine.happened.connect(self.on_event)
        window.composer.submitted.connect(self.send)
        window.composer.stop_requested.connect(self.stop)
        window.composer.draft_changed.connect(self.save_draft)
        window.conversations.opened.connect(self.open)
        window.conversations.renamed.connect(self.rename)
        window.conversations.delete_requested.connect(self.delete)
        window.conversations.new_requested.connect(self.new)
        transcript.edit_requested.connect(self.edit)
        transcript.seen_requested.connect(self.set_attachment_seen)
        transcript.problem.connect(self.problem)
        transcript.regenerate_requested.connect(self.regenerate)
        transcript.continue_requested.connect(self.go_on)
        transcript.delete_requested.connect(self.delete_message)
        transcript.sibling_requested.connect(self.choose_sibling)
        transcript.remedy_requested.connect(self._remedy)
