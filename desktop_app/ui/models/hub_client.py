"""Asking the Hub from the window: one question, one ticket, and its answers as signals."""

from PySide6.QtCore import QObject, Signal

from desktop_app.core.errors import Problem
from desktop_app.core.events import TERMINAL, Event, Failed
from desktop_app.core.hub import HubEvent, HubJob
from desktop_app.ui.engine_thread import EngineThread


class HubClient(QObject):
    """Passes questions on to the engine of the Hub. Lives on the UI thread, as long as the window.

    Each signal carries the ticket that `ask` gave. None is emitted before `ask` has returned.
    """

    answered = Signal(int, object)
    """A piece of the answer: a `HubEvent`."""

    ended = Signal(int)
    """Nothing more comes: it is answered, or was cancelled."""

    logged_in = Signal()
    """Another account, or none any more, asks the Hub from now on."""

    failed = Signal(int, object)
    """It cannot be answered; carries the `Problem`."""

    def __init__(self, engine: EngineThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._open: dict[int, bool] = {}
        """Whether the answer is still wanted, by ticket."""
        engine.happened.connect(self._on_event)

    def ask(self, job: HubJob) -> int:
        """Ask; the ticket of the question."""
        ticket = self._engine.submit(job)
        self._open[ticket] = True
        return ticket

    def cancel(self, ticket: int) -> None:
        """The answer is not wanted any more: nothing more of it is told but that it ended."""
        if ticket in self._open:
            self._open[ticket] = False
            self._engine.cancel(ticket)

    def _on_event(self, ticket: int, event: Event) -> None:
        wanted = self._open.get(ticket)
        if wanted is None:
            return  # Another one's question: the engine has other users than this client.
        if isinstance(event, TERMINAL):
            del self._open[ticket]
        if wanted and isinstance(event, Failed):
            self.failed.emit(ticket, _of_the_hub(event.problem))
        elif isinstance(event, TERMINAL):
            self.ended.emit(ticket)
        elif wanted and isinstance(event, HubEvent):
            self.answered.emit(ticket, event)


_DEATHS = {"part.crashed_again": "hub.crashed_again", "part.no_memory": "hub.no_memory"}


def _of_the_hub(problem: Problem) -> Problem:
    """A problem of the process that asks the Hub: other parts have other remedies."""
    code = _DEATHS.get(problem.code, problem.code)
    return Problem(code, problem.values, problem.details)
