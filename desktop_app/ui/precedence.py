"""Who speaks comes first: whether somebody dictates, so that a file has to wait."""

from PySide6.QtCore import QObject, Signal

from desktop_app.core.engine import Job
from desktop_app.core.events import TERMINAL, Event
from desktop_app.core.voice import ListenJob, TranscribeJob
from desktop_app.ui.engine_thread import EngineThread


class Precedence(QObject):
    """Watches what the microphone and the voice engine are asked. Lives on the UI thread.

    From the moment when somebody begins to speak until their last words are written down the
    voice engine is theirs. Jobs with the id `own` are those that give way.
    """

    changed = Signal()

    def __init__(
        self,
        microphone: EngineThread,
        voice: EngineThread,
        own: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._own = own
        self._listening: set[int] = set()
        self._writing: set[int] = set()
        microphone.submitted.connect(self._on_microphone_asked)
        microphone.happened.connect(self._on_microphone)
        voice.submitted.connect(self._on_voice_asked)
        voice.happened.connect(self._on_voice)

    @property
    def taken(self) -> bool:
        """Whether others have to wait."""
        return bool(self._listening or self._writing)

    def _on_microphone_asked(self, ticket: int, job: Job) -> None:
        if isinstance(job, ListenJob):
            self._begin(self._listening, ticket)

    def _on_microphone(self, ticket: int, event: Event) -> None:
        self._end(self._listening, ticket, event)

    def _on_voice_asked(self, ticket: int, job: Job) -> None:
        if isinstance(job, TranscribeJob) and job.id != self._own:
            self._begin(self._writing, ticket)

    def _on_voice(self, ticket: int, event: Event) -> None:
        self._end(self._writing, ticket, event)

    def _begin(self, tickets: set[int], ticket: int) -> None:
        was_taken = self.taken
        tickets.add(ticket)
        if not was_taken:
            self.changed.emit()

    def _end(self, tickets: set[int], ticket: int, event: Event) -> None:
        if ticket in tickets and isinstance(event, TERMINAL):
            tickets.discard(ticket)
            if not self.taken:
                self.changed.emit()
