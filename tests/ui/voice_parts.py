"""What the tests of the voice settings are made of: engines that do as they are told."""

import queue
import threading
from collections.abc import Iterator

from desktop_app.core.engine import CancelToken, Job, UnloadJob
from desktop_app.core.events import TERMINAL, Devices, Event, Failed, Finished, Reason
from desktop_app.core.fetch import FetchJob
from desktop_app.core.voice import ListenJob


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
    """Knows the microphones that the test plugs in. `answer` is what it says when asked.

    Asked to listen, it tells of `sounds` and then hears nothing more until it is cancelled, or
    ends with `failure`. `heard_from` are the microphones that it was to listen to.
    """

    def __init__(self) -> None:
        self.answer: Event = Devices(("Built-in", "Headset"), "Built-in")
        self.sounds: list[Event] = []
        self.failure: Failed | None = None
        self.heard_from: list[str] = []
        self.asked = 0
        self.unloaded = 0

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        if isinstance(job, UnloadJob):
            self.unloaded += 1
            yield Finished()
        elif isinstance(job, ListenJob):
            self.heard_from.append(job.model.device)
            yield from self.sounds
            while not cancel.is_set() and self.failure is None:
                threading.Event().wait(0.005)
            yield self.failure or Finished(Reason.CANCELLED)
        else:
            self.asked += 1
            yield self.answer

    def close(self) -> None:
        pass
