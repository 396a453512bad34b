"""The one thread hop of the window's process: an engine's events become one queued signal."""

import contextlib
import itertools
import queue
import traceback
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from desktop_app.core.engine import CancelToken, Engine, Job, MortalEngine
from desktop_app.core.errors import Problem
from desktop_app.core.events import TERMINAL, Event, Failed

LOOK_SECONDS = 2.0
"""How often an engine that has nothing to do is asked whether it is still there."""


class EngineThread(QThread):
    """Runs the jobs of one engine, one after the other, on a thread of its own.

    `happened(ticket, event)` is emitted on that thread and arrives queued on the receiver's.
    Every submitted job ends in exactly one terminal event, also when the engine breaks its
    contract. The engine is made, used and closed on this thread only.
    """

    submitted = Signal(int, object)
    """A job was queued: its ticket and the job. Emitted by `submit`, on the caller's thread."""

    happened = Signal(int, object)

    lost = Signal()
    """The engine died between two jobs, and what was loaded is gone. Emitted on its thread."""

    def __init__(self, make: Callable[[], Engine], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._jobs: queue.SimpleQueue[tuple[int, Job] | None] = queue.SimpleQueue()
        self._tokens: dict[int, CancelToken] = {}
        self._lasting: set[int] = set()
        self._tickets = itertools.count(1)
        self._over = False

    def submit(self, job: Job, *, lasting: bool = False) -> int:
        """Queue a job and return its ticket. Starts the thread when it is the first one.

        Each job has a cancel token of its own from this moment on: a Stop pressed right after
        Send reaches the job it was meant for, and no other. `shut_down` cancels it as well, but
        for a `lasting` one, which is short and was promised. After `shut_down` nothing is begun.
        """
        ticket = next(self._tickets)
        if lasting:
            self._lasting.add(ticket)
        self._tokens[ticket] = CancelToken()
        self._jobs.put((ticket, job))
        if not (self._over or self.isRunning()):
            self.start()
        self.submitted.emit(ticket, job)
        return ticket

    def cancel(self, ticket: int) -> None:
        """Ask one job to stop, queued or running. Unknown and ended tickets are ignored."""
        if token := self._tokens.get(ticket):
            token.set()

    def is_behind_others(self, ticket: int) -> bool:
        """Whether other jobs have to end before this one can begin."""
        return any(other < ticket for other in list(self._tokens))

    @property
    def busy(self) -> bool:
        """Whether a job is under way, or waits to be."""
        return bool(self._tokens)

    def shut_down(self, milliseconds: int) -> bool:
        """Cancel all that is not lasting, close the engine and wait; False when the thread did
        not end."""
        self._over = True
        for ticket, token in list(self._tokens.items()):
            if ticket not in self._lasting:
                token.set()
        self._jobs.put(None)
        return not self.isRunning() or self.wait(milliseconds)

    def run(self) -> None:
        """Qt's entry point on the new thread."""
        engine: Engine | None = None
        try:
            while (entry := self._next(engine)) is not None:
                ticket, job = entry
                try:
                    engine = engine or self._make()
                except Exception:
                    self._end(ticket, Failed(_broken("engine.not_started")))
                    continue
                self._run_job(engine, ticket, job)
        finally:
            if engine is not None:
                engine.close()

    def _next(self, engine: Engine | None) -> tuple[int, Job] | None:
        """Wait for a job, and see meanwhile whether the engine is still there."""
        if not isinstance(engine, MortalEngine):
            return self._jobs.get()
        while True:
            entry: tuple[int, Job] | None = None
            with contextlib.suppress(queue.Empty):
                entry = self._jobs.get(timeout=LOOK_SECONDS)
                if entry is None:
                    return None
            if engine.was_lost():
                self.lost.emit()
            if entry is not None:
                return entry

    def _run_job(self, engine: Engine, ticket: int, job: Job) -> None:
        ended = False
        try:
            for event in engine.run(job, self._tokens[ticket]):
                ended = isinstance(event, TERMINAL)
                if ended:
                    self._end(ticket, event)
                    break
                self.happened.emit(ticket, event)
        except Exception:
            if not ended:
                self._end(ticket, Failed(_broken("internal")))
            return
        if not ended:
            self._end(
                ticket, Failed(Problem("internal", details="the engine ended without a word"))
            )

    def _end(self, ticket: int, event: Event) -> None:
        self._tokens.pop(ticket, None)
        self._lasting.discard(ticket)
        self.happened.emit(ticket, event)


def _broken(code: str) -> Problem:
    return Problem(code, details=traceback.format_exc())
