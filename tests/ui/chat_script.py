"""A chat engine that says next to nothing."""

from collections.abc import Iterator

from desktop_app.core.engine import CancelToken, Job
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Failed, Finished, TextDelta


class SilentChat:
    """Ends every job at once, or with `failure`. `jobs` are those that were begun."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.failure: Problem | None = None

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        self.jobs.append(job)
        if self.failure is not None:
            yield Failed(self.failure)
            return
        yield TextDelta("Yes.")
        yield Finished()

    def close(self) -> None:
        pass
