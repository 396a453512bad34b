"""A voice engine that writes down what it was told to, and a reader of files that are silent."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.core.audio import SAMPLE_BYTES, SAMPLE_RATE, Audio
from desktop_app.core.engine import CancelToken, Job, LoadJob, UnloadJob
from desktop_app.core.errors import Problem
from desktop_app.core.events import (
    Decoded,
    Event,
    Failed,
    Finished,
    Loading,
    Reason,
    Segment,
    Transcribing,
)
from desktop_app.core.voice import DecodeJob, TranscribeJob


@dataclass(frozen=True, slots=True)
class Script:
    """`words` are said one a second. Then it fails with `problem`, or `waits` to be stopped."""

    words: tuple[str, ...] = ("one", "two")
    problem: str = ""
    once: bool = False
    """Only the first job fails."""
    waits: bool = False
    tell: bool = False
    """Write down what the job asks for instead."""


class ScriptedVoice:
    """Keeps the jobs it was given, for tests on the same side of the pipe."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.jobs: list[TranscribeJob] = []

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        if isinstance(job, LoadJob | UnloadJob):
            yield Finished()
            return
        assert isinstance(job, TranscribeJob)
        self.jobs.append(job)
        yield Loading(0.5)
        for second, word in enumerate(self._words(job)):
            yield Segment(second, second + 1, word)
            yield Transcribing(second + 1, job.audio.seconds)
        while self.script.waits and not cancel.is_set():
            threading.Event().wait(0.001)
        if cancel.is_set():
            yield Finished(Reason.CANCELLED)
        elif self.script.problem and not (self.script.once and len(self.jobs) > 1):
            yield Failed(Problem(self.script.problem, {"name": "tiny", "cause": "a test"}))
        else:
            yield Finished()

    def close(self) -> None:
        pass

    def _words(self, job: TranscribeJob) -> tuple[str, ...]:
        if not self.script.tell:
            return self.script.words
        options = job.model
        return (
            f"engine={options.engine} threads={options.threads} model={options.path}",
            f"language={job.language or 'any'} translate={job.translate} words={job.words}",
            f"seconds={job.audio.seconds:.1f}",
        )


def create(options: object = None) -> ScriptedVoice:
    return ScriptedVoice(options if isinstance(options, Script) else Script())


class SilentReader:
    """Finds in every file the same seconds of silence, or this problem after them."""

    def __init__(self, seconds: float = 3.5, problem: str = "") -> None:
        self.seconds = seconds
        self.problem = problem
        self.jobs: list[Job] = []

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        self.jobs.append(job)
        if not isinstance(job, DecodeJob):
            yield Finished()
            return
        end = min(self.seconds, job.begin + job.seconds)
        silence = bytes(SAMPLE_BYTES * round((end - job.begin) * SAMPLE_RATE))
        if silence:
            yield Decoded(Audio(silence), self.seconds)
        if self.problem:
            yield Failed(Problem(self.problem, {"name": "talk.mp3", "time": "0:03"}))
        elif cancel.is_set():
            yield Finished(Reason.CANCELLED)
        else:
            yield Finished(Reason.STOP if end == self.seconds else Reason.LENGTH)

    def close(self) -> None:
        pass


def create_reader(options: object = None) -> SilentReader:
    return SilentReader()
