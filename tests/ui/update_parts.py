"""An engine that knows which release is the latest, and a window that looks for it."""

import datetime
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.core.engine import CancelToken, Job
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Failed, Finished
from desktop_app.core.update import UpdateJob, latest_of

HOME = "https://example.org/someone/parley"


@dataclass
class Publisher:
    """Answers each question with the release `tag`, or with `problem`, once `gate` is open."""

    tag: str = "v999.0"
    problem: Problem | None = None
    jobs: list[UpdateJob] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Do `job`, yielding events; the last, and only the last, is terminal."""
        assert isinstance(job, UpdateJob)
        self.jobs.append(job)
        while not self.gate.is_set() and not cancel.is_set():
            self.gate.wait(0.002)
        if self.problem is not None:
            yield Failed(self.problem)
            return
        latest = latest_of(job.homepage, f"/releases/tag/{self.tag}")
        assert latest is not None
        yield latest
        yield Finished()

    def close(self) -> None:
        """Nothing to free."""


@dataclass
class Calendar:
    """Says which day it is."""

    day: datetime.date = datetime.date(2026, 3, 1)

    def __call__(self) -> datetime.date:
        return self.day
