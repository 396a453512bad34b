"""A microphone and a voice engine that do what a test says, when it says so."""

import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.core.audio import Audio, offset
from desktop_app.core.engine import CancelToken, Job, LoadJob, UnloadJob
from desktop_app.core.events import (
    TERMINAL,
    Captured,
    Devices,
    Event,
    Finished,
    Listening,
    Reason,
    Segment,
)
from desktop_app.core.voice import DevicesJob, TranscribeJob

PATIENCE = 0.002
"""Seconds between two looks at the cancel token."""

OPEN = Listening("Scripted", 48_000, 1)


def sound(seconds: float = 0.8, speech: bool = True, level: float = -20.0) -> Captured:
    """A captured piece."""
    return Captured(Audio(bytes(offset(seconds))), level, speech)


@dataclass
class ScriptedMicrophone:
    """Hands over what is put into `events`, until it is cancelled or one of them is terminal."""

    events: "queue.SimpleQueue[Event]" = field(default_factory=queue.SimpleQueue)
    jobs: list[Job] = field(default_factory=list)
    devices: Event = field(default_factory=lambda: Devices(("Scripted",), "Scripted"))

    def say(self, *events: Event) -> None:
        """These come next."""
        for event in events:
            self.events.put(event)

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Do `job`, yielding events; the last, and only the last, is terminal."""
        self.jobs.append(job)
        if isinstance(job, DevicesJob):
            yield self.devices
            return
        if isinstance(job, UnloadJob):
            yield Finished()
            return
        while not cancel.is_set():
            try:
                event = self.events.get(timeout=PATIENCE)
            except queue.Empty:
                continue
            yield event
            if isinstance(event, TERMINAL):
                return
        yield Finished(Reason.CANCELLED)

    def close(self) -> None:
        """Nothing to free."""


@dataclass
class ScriptedVoice:
    """Understands every draft as `draft` and every other piece as `final`.

    Either may be an event in place of words: that is what comes of it then. While `held` is
    set, nothing is understood until it is cleared or the job is cancelled.
    """

    draft: "str | Event" = "hello"
    final: "str | Event" = "Hello there."
    once: "list[Event]" = field(default_factory=list)
    """Each of these is the answer to one job, before anything else is."""
    jobs: list[Job] = field(default_factory=list)
    held: threading.Event = field(default_factory=threading.Event)

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Do `job`, yielding events; the last, and only the last, is terminal."""
        self.jobs.append(job)
        if isinstance(job, LoadJob | UnloadJob):
            yield Finished()
            return
        assert isinstance(job, TranscribeJob)
        while self.held.is_set() and not cancel.is_set():
            threading.Event().wait(PATIENCE)
        if cancel.is_set():
            yield Finished(Reason.CANCELLED)
            return
        answer = self.once.pop(0) if self.once else self.draft if job.draft else self.final
        if isinstance(answer, str):
            if answer:
                yield Segment(0.0, job.audio.seconds, answer)
            yield Finished()
        else:
            yield answer

    def transcribed(self) -> list[TranscribeJob]:
        """The jobs with sound, oldest first."""
        return [job for job in self.jobs if isinstance(job, TranscribeJob)]

    def close(self) -> None:
        """Nothing to free."""
