"""From the hand to the session and back: sending, stopping, editing, and the events of replies."""

from collections.abc import Callable
from contextlib import nullcontext

from PySide6.QtCore import QObject, Signal

from desktop_app.core.attachment import Attachment
from desktop_app.core.engine import ChatJob, ModelOptions
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import (
    TERMINAL,
    Event,
    Failed,
    Finished,
    Notice,
    Planned,
    TextDelta,
    ThoughtDelta,
)
from desktop_app.core.kinds.kind import Action
from desktop_app.core.scribe import Refused
from desktop_app.core.session import Session
from desktop_app.ui.conversation_controller import ConversationController
from desktop_app.ui.conversation_presenter import ConversationPresenter
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.running_reply import RunningReplies, RunningReply
from desktop_app.ui.saving import Saving
from desktop_app.ui.transcript import Transcript
from desktop_app.ui.transcript_model import TranscriptModel
from desktop_app.ui.waiting_controller import WaitingController

_ASK_AGAIN = (Action.TRY_AGAIN, Action.LOAD_ANYWAY, Action.USE_PROCESSOR)
"""After these a reply that failed may well succeed: it is asked for again at once."""


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
        self._saving = Saving(self)
        self._replies = RunningReplies(engine, session, self._saving, self)
        self.conversations = ConversationController(
            session, window, self._presenter, self._replies, self._saving, self
        )
        """Which one is open; `undoable` and `shown` tell of it too."""
        self.waiting = WaitingController(
            session, window, self.conversations, self._replies, self._saving, self._start, self
        )
        """What is sent already, and waits for the end of a reply."""
        self._connect()

    # What the person does

    def send(self, text: str) -> None:
        """Answer `text` and what is attached, or let them wait while a reply is being written. They
        are saved before the engine hears of them; if they cannot be, they stay in the composer."""
        if self._replies.here is not None:
            self.waiting.add(text)
            return
        shown = self._window.composer.attachments()
        if self._start(lambda model: self._session.begin(text, model, shown)):
            self._window.composer.clear()

    def stop(self) -> None:
        """End the reply of the conversation that is shown."""
        self._replies.cancel(self._session.conversation.id)

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
        if self._saving.done(lambda: self._session.set_attachment_seen(message, index, seen)):
            self._presenter.refresh(message)

    def edit_reply(self, reply: str, text: str) -> None:
        """Put other words beside a reply."""
        if self._replies.here is None and self._saving.done(
            lambda: self._session.edit_reply(reply, text)
        ):
            self.conversations.show_messages()
            self.conversations.show_list()

    def go_on(self, reply: str) -> None:
        """Let an unfinished reply go on where it ended."""
        self._start(lambda model: self._session.continue_reply(reply, model))

    def set_show_stats(self, shown: bool) -> None:
        """Show tokens, speed and time to the first token under every reply."""
        self._transcript.set_show_stats(shown)

    def set_announced(self, sentences: bool) -> None:
        """Tell a screen reader each sentence of a reply as it is finished, or its end alone."""
        self._transcript.announcer.sentences = sentences

    def delete_message(self, message: str) -> None:
        """Hide a message and all that follows it, with an undo."""
        conversation = self._session.conversation.id
        if self._replies.here is not None or not self._saving.done(
            lambda: self._session.delete_message(message)
        ):
            return
        self.conversations.show_messages()
        self._window.composer.focus()  # The button that had the keyboard went with its message.

        def undo() -> None:
            # Its conversation may have been deleted since.
            self._saving.done(lambda: self._session.restore(conversation))
            self.conversations.open(conversation)
            if self._session.conversation.id == conversation and self._saving.done(
                lambda: self._session.restore_message(message)
            ):
                self.conversations.show_messages()
                self.conversations.show_list()

        self.undoable.emit(self.tr("The message was deleted."), undo)

    def choose_sibling(self, message: str, step: int) -> None:
        """Show the version before (-1) or after (+1) this one."""
        if self._replies.here is None and self._saving.done(
            lambda: self._session.choose_sibling(message, step)
        ):
            self.conversations.show_messages()

    def start(self) -> None:
        """Show what there is, at the start of the program."""
        self.conversations.start()

    def shut_down(self) -> None:
        """Save what is unsaved: the draft and the replies as far as they came."""
        self._replies.shut_down()
        self.conversations.save_draft()
        self._saving.done(self._session.interrupt)

    # What the engine says

    def on_event(self, ticket: int, event: Event) -> None:
        """Take in one event of a job; those of other tickets are not for us."""
        running = self._replies.get(ticket)
        if running is None:
            return
        followed = isinstance(event, Finished) and not self._replies.was_stopped(ticket)
        if isinstance(event, TERMINAL):
            self._replies.end(ticket)
        if isinstance(event, Failed) and running.conversation == self._session.conversation.id:
            # What was begun since the last pause counts: a refused message does not overwrite it.
            self.conversations.save_draft()
        try:
            refused = self._session.apply(running.reply, event)
        except ParleyError as error:
            self._engine.cancel(ticket)
            self.problem.emit(error.problem)
            refused, followed = None, False
        if running.conversation == self._session.conversation.id:
            self._show_event(running, event)
        if refused is not None:
            self._take_back(running, refused)
        elif isinstance(event, Notice):
            self.problem.emit(event.problem)
        if followed:
            self.waiting.follow(running)
        if isinstance(event, TERMINAL):
            self.conversations.show_busy()
            self.conversations.show_list()

    def _show_event(self, running: RunningReply, event: Event) -> None:
        match event:
            case TextDelta(text):
                self._model.append_text(running.reply, text)
            case ThoughtDelta(so_far=True):
                self._presenter.refresh(running.reply)
            case ThoughtDelta(text):
                self._model.append_thought(running.reply, text)
            case Planned(prompt_tokens=tokens, context_size=size, first_seen_message=first):
                self._window.composer.set_context(tokens, size)
                self._model.set_first_seen(first)
            case _ if isinstance(event, TERMINAL):
                if isinstance(event, Finished) and event.usage.context_size:
                    usage = event.usage
                    self._window.composer.set_context(usage.context_used, usage.context_size)
                self._model.set_live(None)
                self._presenter.refresh(running.reply)

    def _remedy(self, reply: str, action: Action) -> None:
        problem = self._session.conversation.messages[reply].problem
        if problem is None:
            return
        if action is not Action.TRY_AGAIN:
            self.remedy.emit(action, problem)
        if action in _ASK_AGAIN:
            self.regenerate(reply)

    def _take_back(self, running: RunningReply, refused: Refused) -> None:
        """The message was refused before it was spent: all of it returns to the composer."""
        composer = self._window.composer
        if running.conversation == self._session.conversation.id:
            self.conversations.show_messages()
            if not composer.text() and not composer.attachments():
                composer.set_text(refused.text)
                composer.set_attachments(refused.attachments)
        self.problem.emit(refused.problem)

    # From the session to the widgets

    def _start(
        self,
        begin: Callable[[ModelOptions], ChatJob],
        conversation: str = "",
        by_hand: bool = True,
    ) -> bool:
        """Begin a reply in this conversation, else in the open one; False when it could not be
        begun (which has been said). What was not begun by hand leaves a reader where they are."""
        conversation = conversation or self._session.conversation.id
        if self._replies.in_conversation(conversation) is not None:
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
        self._replies.begin(job, conversation)
        self.began.emit()
        if conversation == self._session.conversation.id:
            with nullcontext() if by_hand else self._transcript.unmoved():
                self.conversations.show_messages()
            if by_hand:
                self._transcript.go_to_latest()
            self.conversations.show_busy()
        self.conversations.show_list()
        return True

    def _connect(self) -> None:
        window, transcript = self._window, self._transcript
        self._saving.failed.connect(self.problem)
        self.conversations.undoable.connect(self.undoable)
        self.waiting.undoable.connect(self.undoable)
        self.conversations.shown.connect(self.shown)
        self._engine.happened.connect(self.on_event)
        window.composer.submitted.connect(self.send)
        window.composer.stop_requested.connect(self.stop)
        transcript.edit_requested.connect(self.edit)
        transcript.seen_requested.connect(self.set_attachment_seen)
        transcript.problem.connect(self.problem)
        transcript.regenerate_requested.connect(self.regenerate)
        transcript.continue_requested.connect(self.go_on)
        transcript.fork_requested.connect(self.conversations.fork)
        transcript.reply_edited.connect(self.edit_reply)
        transcript.delete_requested.connect(self.delete_message)
        transcript.sibling_requested.connect(self.choose_sibling)
        transcript.remedy_requested.connect(self._remedy)
