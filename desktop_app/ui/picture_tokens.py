"""How many tokens a picture takes, as far as the model was seen to look at one."""

from PySide6.QtCore import QObject, Signal

from desktop_app.core.engine import Job, LookJob, ModelOptions
from desktop_app.core.events import TERMINAL, Event, Measured
from desktop_app.ui.engine_thread import EngineThread


class PictureTokens(QObject):
    """Watches what the chat engine is asked to look at. Lives on the UI thread."""

    known = Signal()
    """It was measured once more."""

    def __init__(self, chat: EngineThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looks: dict[int, ModelOptions] = {}
        self._measured: dict[ModelOptions, int] = {}
        chat.submitted.connect(self._on_asked)
        chat.happened.connect(self._on_event)

    def of(self, model: ModelOptions | None) -> int:
        """What this model makes of one picture, 0 while nobody knows."""
        return self._measured.get(model, 0) if model else 0

    def _on_asked(self, ticket: int, job: Job) -> None:
        if isinstance(job, LookJob):
            self._looks[ticket] = job.model

    def _on_event(self, ticket: int, event: Event) -> None:
        model = self._looks.get(ticket)
        if model is not None and isinstance(event, Measured) and event.tokens:
            # Models that see in tiles take the most for large pictures: better too much.
            self._measured[model] = max(event.tokens)
            self.known.emit()
        if isinstance(event, TERMINAL):
            self._looks.pop(ticket, None)
