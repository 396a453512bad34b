"""A library engine whose process dies in the midst of its work, without a word."""

import os
import signal
import sys
from collections.abc import Iterator

from desktop_app.core.engine import CancelToken, Engine, Job
from desktop_app.core.events import Event
from desktop_app.engines.library import create as create_library


class DyingEngine:
    """Dies after so many events of each job."""

    def __init__(self, events: int) -> None:
        self._inner = create_library(None)
        self._events = events

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        for number, event in enumerate(self._inner.run(job, cancel), 1):
            if number == self._events:
                _die()
            yield event

    def close(self) -> None:
        self._inner.close()


def create(options: object) -> Engine:
    """`options` is the number of events."""
    assert isinstance(options, int)
    return DyingEngine(options)


def _die() -> None:
    if sys.platform == "win32":
        os._exit(1)
    os.kill(os.getpid(), signal.SIGKILL)
