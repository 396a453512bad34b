"""The microphones as the settings know them: which there are now, and whether one hears."""

from PySide6.QtCore import QObject, Signal

from desktop_app.core.engine import Job, UnloadJob
from desktop_app.core.errors import Problem
from desktop_app.core.events import TERMINAL, Captured, Devices, Event, Failed
from desktop_app.core.voice import DevicesJob, ListenJob, ListenOptions
from desktop_app.ui.engine_thread import EngineThread

TEST_SECONDS = 30
"""A test that nobody ends ends by itself."""


class Microphones(QObject):
    """Asks only while the engine has nothing else to do. Lives on the UI thread.

    `names` and `default` (the system's choice, "" when it has none) are of the last look;
    `problem` is why there was none. `known` says that there was an answer at all.
    """

    changed = Signal()

    heard = Signal(float)
    """How loud it is for the microphone that is tested, in dBFS."""

    tested = Signal(object)
    """The test is over; carries the `Problem` that ended it, or `None`."""

    def __init__(self, engine: EngineThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.names: tuple[str, ...] = ()
        self.default = ""
        self.problem: Problem | None = None
        self.known = False
        self._engine = engine
        self._open: set[int] = set()
        self._look = 0
        self._test = 0
        self._own: Job | None = None
        self._only_ours = True
        engine.submitted.connect(self._on_submitted)
        engine.happened.connect(self._on_event)

    def look(self) -> None:
        """Ask which there are; `changed` tells when the answer is another one."""
        if not self._open:
            self._look = self._submit(DevicesJob("devices"))

    def test(self, name: str) -> None:
        """Listen to the microphone of this name ("" the system's choice) and tell how loud it is.

        Nothing of what it hears is kept. Ends with `tested`.
        """
        self.end_test()
        self._test = self._submit(ListenJob("test", ListenOptions(name), longest=TEST_SECONDS))

    def end_test(self) -> None:
        """Stop listening."""
        if self._test:
            self._engine.cancel(self._test)

    def let_go(self) -> None:
        """Nobody wants to know any more: end the engine's process if that was all it did."""
        self.end_test()
        if (self._look or self._test) and self._only_ours:
            self._engine.submit(UnloadJob("unload"))

    def _submit(self, job: Job) -> int:
        self._own = job
        return self._engine.submit(job)

    def _on_submitted(self, ticket: int, job: Job) -> None:
        self._open.add(ticket)
        if isinstance(job, UnloadJob):
            self._look, self._only_ours = 0, True
        elif job is not self._own:
            self._only_ours = False
            self.end_test()  # Somebody wants to record: they need not wait.

    def _on_event(self, ticket: int, event: Event) -> None:
        if isinstance(event, TERMINAL):
            self._open.discard(ticket)
        if ticket == self._test:
            self._follow_test(event)
        elif isinstance(event, Devices):
            self._show(event.names, event.default, None)
        elif isinstance(event, Failed) and ticket == self._look:
            self._show((), "", event.problem)

    def _follow_test(self, event: Event) -> None:
        if isinstance(event, Captured):
            self.heard.emit(event.level)
        elif isinstance(event, TERMINAL):
            self._test = 0
            self.tested.emit(event.problem if isinstance(event, Failed) else None)

    def _show(self, names: tuple[str, ...], default: str, problem: Problem | None) -> None:
        answer = (True, names, default, problem)
        news = answer != (self.known, self.names, self.default, self.problem)
        self.known, self.names, self.default, self.problem = answer
        if news:
            self.changed.emit()
