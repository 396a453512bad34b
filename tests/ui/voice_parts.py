"""What the tests of the voice settings are made of: engines that do as they are told."""

import queue
from collections.abc import Iterator

from desktop_app.core.engine import CancelToken, Job, UnloadJob
from desktop_app.core.events import TERMINAL, Devices, Event, Finished, Reason
from desktop_app.core.fetch import FetchJob


class ToldEngine:
    """Says what the test puts into `events`, until that is a terminal event or it is cancelled.

    `jobs` are those that were begun.
    """

    def __init__(self) -> None:
        self.events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self.jobs: list[FetchJob] = []

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        assert isinstance(job, FetchJob)
        if not cancel.is_set():
            self.jobs.append(job)
        while not cancel.is_set():
            try:
                event = self.events.get(timeout=0.005)
            except queue.Empty:
                continue
            yield event
            if isinstance(event, TERMINAL):
                return
        yield Finished(Reason.CANCELLED)

    def close(self) -> None:
        pass


class MicrophoneEngine:
    """Knows the microphones that the test plugs in. `answer` is what it says when asked."""

    def __init__(self) -> None:
        self.answer: Event = Devices(("Built-in", "Headset"), "Built-in")
        self.asked = 0
        self.unloaded = 0

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        if isinstance(job, UnloadJob):
            self.unloaded += 1
            yield Finished()
        else:
            self.asked += 1
            yield self.answer

    def close(self) -> None:
        pass
