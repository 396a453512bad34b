"""Asking the Hub from the window: one question, one ticket, and its answers as signals."""

from PySide6.QtCore import QObject, Signal

from desktop_app.core.hub import HubJob
from desktop_app.ui.engine_thread import EngineThread


class HubClient(QObject):
    """Passes questions on to the engine of the Hub. Lives on the UI thread, as long as the window.

    Each signal carries the ticket that `ask` gave.
    """

    answered = Signal(int, object)
    """A piece of the answer: a `HubEvent`."""

    ended = Signal(int)
    """Nothing more comes: it is answered, or was cancelled."""

    failed = Signal(int, object)
    """It cannot be answered; carries the `Problem`."""

    def __init__(self, engine: EngineThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine

    def ask(self, job: HubJob) -> int:
        """Ask; the ticket of the question."""
        raise NotImplementedError

    def cancel(self, ticket: int) -> None:
        """The answer is not wanted any more: nothing more of it is told."""
        raise NotImplementedError
