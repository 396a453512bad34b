"""A plugin for pytest that makes threads late: `python3 dev.py test -p tests.late`.

A test that looks at what another thread does, without waiting for it, fails with this each time
instead of once in a hundred runs on a busy machine.
"""

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QThreadPool

from desktop_app.core.engine import Engine, Job
from desktop_app.core.events import Event
from desktop_app.ui.engine_thread import EngineThread

SECONDS = 0.04
"""More than a test takes to go on, less than makes a thousand of them long."""


@pytest.fixture(autouse=True, scope="session")
def _late() -> Iterator[None]:
    """The jobs of an engine begin late and end late; so do other threads, and what waits in a
    pool."""
    with pytest.MonkeyPatch.context() as patch:
        run_job, end = EngineThread._run_job, EngineThread._end
        run, start = threading.Thread.run, QThreadPool.start

        def late_job(self: EngineThread, engine: Engine, ticket: int, job: Job) -> None:
            time.sleep(SECONDS)
            run_job(self, engine, ticket, job)

        def late_end(self: EngineThread, ticket: int, event: Event) -> None:
            time.sleep(SECONDS)
            end(self, ticket, event)

        def late_run(self: threading.Thread) -> None:
            time.sleep(SECONDS)
            run(self)

        def late_start(self: QThreadPool, work: Callable[[], object]) -> None:
            start(self, lambda: (time.sleep(SECONDS), work()))

        patch.setattr(EngineThread, "_run_job", late_job)
        patch.setattr(EngineThread, "_end", late_end)
        patch.setattr(threading.Thread, "run", late_run)
        patch.setattr(QThreadPool, "start", late_start)
        yield
