"""What the engine says of this computer, and of the model as it would be run: asked, and kept."""

from PySide6.QtCore import QObject, Signal

from desktop_app.core.engine import FitJob, ModelOptions
from desktop_app.core.errors import Problem
from desktop_app.core.events import TERMINAL, Event, Failed, Fitted
from desktop_app.ui.engine_thread import EngineThread


class FitQuestion(QObject):
    """One question at a time; a new one takes the place of the one before. UI thread.

    Where nothing can be said about the model, the devices are worth knowing too: it is asked once
    more, without the model.
    """

    changed = Signal()
    """It is being asked, or there is an answer. Not emitted before `ask` has begun."""

    def __init__(self, engine: EngineThread, id: str, parent: QObject | None = None) -> None:
        """`id` names the job in the log."""
        super().__init__(parent)
        self._engine = engine
        self._id = id
        self._asked: ModelOptions | None = None
        self._ticket = 0
        self.answer: Fitted | None = None
        """What it said, None as long as it has not, or when it could not."""
        self.problem: Problem | None = None
        """Why it could not say anything, or nothing about the model."""
        engine.happened.connect(self._on_event)

    @property
    def is_open(self) -> bool:
        """Whether the answer is still to come."""
        return bool(self._ticket)

    def ask(self, options: ModelOptions | None = None) -> None:
        """Ask anew; without `options` about the devices alone."""
        self.answer = self.problem = None
        self._ask(options)

    def _ask(self, options: ModelOptions | None) -> None:
        self._asked = options
        self._ticket = self._engine.submit(FitJob(self._id, options))
        self.changed.emit()

    def _on_event(self, ticket: int, event: Event) -> None:
        if ticket != self._ticket or not isinstance(event, TERMINAL):
            return
        self._ticket = 0
        if isinstance(event, Failed):
            self.problem = event.problem
            if self._asked is not None:
                self._ask(None)
                return
        self.answer = event if isinstance(event, Fitted) else None
        self.changed.emit()
