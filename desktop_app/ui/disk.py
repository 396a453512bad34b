"""Asking from the window what is on the disk: one question, one ticket, one answer."""

import itertools
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.disk import LookedUp, LookUpJob
from desktop_app.core.events import TERMINAL, Event
from desktop_app.ui.engine_thread import EngineThread

PATIENCE = 10_000
"""Milliseconds after which a disk that does not answer is given up: others may."""


class Disk(QObject):
    """Has an engine look. Lives on the UI thread, as long as the window."""

    looked = Signal(int, object)
    """The answer to the question with this ticket: a `LookedUp`, or None when nobody knows.

    Comes once for each, and never before `look` has returned.
    """

    def __init__(self, engine: EngineThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.engine = engine
        self._open: dict[int, LookedUp | None] = {}
        self._numbers = itertools.count(1)
        engine.happened.connect(self._on_event)

    def look(self, paths: Sequence[str] = (), room: str = "", template: str = "") -> int:
        """Ask a `LookUpJob`; the ticket of that."""
        places = tuple(dict.fromkeys(paths))
        job = LookUpJob(f"look {next(self._numbers)}", places, room, template)
        ticket = self.engine.submit(job)
        self._open[ticket] = None
        QTimer.singleShot(PATIENCE, self, lambda: self.engine.cancel(ticket))
        return ticket

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._open)

    def _on_event(self, ticket: int, event: Event) -> None:
        if ticket not in self._open:
            return  # Another one's job.
        if isinstance(event, LookedUp):
            self._open[ticket] = event
        elif isinstance(event, TERMINAL):
            self.looked.emit(ticket, self._open.pop(ticket))
