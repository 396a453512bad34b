"""Which microphones there are now, as far as the microphone engine can be asked."""

from PySide6.QtCore import QObject, Signal

from desktop_app.core.engine import Job, UnloadJob
from desktop_app.core.errors import Problem
from desktop_app.core.events import TERMINAL, Devices, Event, Failed
from desktop_app.core.voice import DevicesJob
from desktop_app.ui.engine_thread import EngineThread


class Microphones(QObject):
    """Asks only while the engine has nothing else to do. Lives on the UI thread.

    `names` and `default` (the system's choice, "" when it has none) are of the last look;
    `problem` is why there was none.
    """

    changed = Signal()

    def __init__(self, engine: EngineThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.names: tuple[str, ...] = ()
        self.default = ""
        self.problem: Problem | None = None
        self._engine = engine
        self._open: set[int] = set()
        self._look = 0
        self._only_looked = True
        engine.submitted.connect(self._on_submitted)
        engine.happened.connect(self._on_event)

    def look(self) -> None:
        """Ask which there are; `changed` tells when the answer is another one."""
        if not self._open:
            self._look = self._engine.submit(DevicesJob("devices"))

    def let_go(self) -> None:
        """Nobody wants to know any more: end the engine's process if that was all it did."""
        if self._look and self._only_looked:
            self._engine.submit(UnloadJob("unload"))

    def _on_submitted(self, ticket: int, job: Job) -> None:
        self._open.add(ticket)
        if isinstance(job, UnloadJob):
            self._look, self._only_looked = 0, True
        elif not isinstance(job, DevicesJob):
            self._only_looked = False

    def _on_event(self, ticket: int, event: Event) -> None:
        if isinstance(event, TERMINAL):
            self._open.discard(ticket)
        if isinstance(event, Devices):
            self._show(event.names, event.default, None)
        elif isinstance(event, Failed) and ticket == self._look:
            self._show((), "", event.problem)

    def _show(self, names: tuple[str, ...], default: str, problem: Problem | None) -> None:
        known = (self.names, self.default, self.problem)
        self.names, self.default, self.problem = names, default, problem
        if known != (names, default, problem):
            self.changed.emit()
