"""The replies that were asked for and have not ended."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from desktop_app.core.engine import ChatJob
from desktop_app.core.session import Session
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.saving import Saving

FLUSH_MILLISECONDS = 250
"""How often the session is asked whether a partial reply is due to be saved."""


@dataclass(frozen=True, slots=True)
class RunningReply:
    """A reply by its id, and the conversation that it belongs to."""

    conversation: str
    reply: str


class RunningReplies(QObject):
    """Knows them by their tickets, and has saved what has come of them. Lives on the UI thread."""

    def __init__(
        self, engine: EngineThread, session: Session, saving: Saving, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._session = session
        self._saving = saving
        self._replies: dict[int, RunningReply] = {}
        self._stopped: set[int] = set()
        self._flush = QTimer(self, interval=FLUSH_MILLISECONDS)
        self._flush.timeout.connect(self._save_partial)

    def begin(self, job: ChatJob, conversation: str) -> None:
        """Ask the engine for a reply in the conversation with this id."""
        reply = RunningReply(conversation, job.id)
        self._replies[self._engine.submit(job)] = reply
        self._flush.start()

    def get(self, ticket: int) -> RunningReply | None:
        """The one with this ticket."""
        return self._replies.get(ticket)

    def was_stopped(self, ticket: int) -> bool:
        """Whether the person had stopped it, even if it came to its end before it heard of that."""
        return ticket in self._stopped

    def end(self, ticket: int) -> None:
        """It has ended: what still comes with its ticket is not for us."""
        del self._replies[ticket]
        self._stopped.discard(ticket)

    def cancel(self, conversation: str) -> None:
        """Have the replies in this conversation end where they are."""
        for ticket, running in self._replies.items():
            if running.conversation == conversation:
                self._stopped.add(ticket)
                self._engine.cancel(ticket)

    def conversations(self) -> set[str]:
        """Where a reply is being written."""
        return {running.conversation for running in self._replies.values()}

    @property
    def here(self) -> str | None:
        """The id of the one in the open conversation."""
        return self.in_conversation(self._session.conversation.id)

    def in_conversation(self, conversation: str) -> str | None:
        """The id of the one in this conversation."""
        running = (each for each in self._replies.values() if each.conversation == conversation)
        return next((each.reply for each in running), None)

    def rest(self) -> None:
        """Save no more when all that was written is kept; what could not be is tried again."""
        if not self._replies and not self._session.unsaved:
            self._flush.stop()

    def shut_down(self) -> None:
        """Hear nothing any more: what the engine still says on its way out comes too late."""
        self._flush.stop()
        self._replies.clear()

    def _save_partial(self) -> None:
        self._saving.done(self._session.tick)
        self.rest()
