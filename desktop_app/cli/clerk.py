"""Writes down what is said in files, with two engines that stay from one file to the next."""

from collections.abc import Callable, Sequence

from desktop_app.core.engine import CancelToken, Engine
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Failed
from desktop_app.core.recording import Recording
from desktop_app.core.voice import DETECT, TranscribeJob, VoiceOptions

JobMaker = Callable[[Recording], TranscribeJob | None]
"""Gives the job for the next window of a recording, `None` where there is none to be done."""


class Clerk:
    """`reader` turns files into sound, `writer` sound into words."""

    def __init__(self, reader: Engine, writer: Engine, make_job: JobMaker) -> None:
        self._reader = reader
        self._writer = writer
        self._make_job = make_job

    def write_down(
        self, recording: Recording, cancel: CancelToken, told: Callable[[Event], None]
    ) -> Problem | None:
        """Write down all of it; `told` hears the writer's events, `recording` before it.

        Returns why it was not written to its end, if so; why it was not read to its end the
        recording says.
        """
        problem: Problem | None = None
        while not (recording.finished or problem or cancel.is_set()):
            self._read(recording, cancel)
            problem = self._write(recording, cancel, told)
        return problem

    def _read(self, recording: Recording, cancel: CancelToken) -> None:
        if job := recording.reading_job():
            for event in self._reader.run(job, cancel):
                recording.on_reading(event)

    def _write(
        self, recording: Recording, cancel: CancelToken, told: Callable[[Event], None]
    ) -> Problem | None:
        """Write down the next window; why that cannot be done, if so."""
        job = None if cancel.is_set() else self._make_job(recording)
        if job is None:
            return None
        event: Event | None = None
        for event in self._writer.run(job, cancel):
            recording.on_writing(event)
            told(event)
        if isinstance(event, Failed) and not recording.worth_another_try(event.problem):
            return event.problem
        return None


def job_maker(
    options: VoiceOptions,
    words: Sequence[str],
    language: str = "",
    translate: bool = False,
) -> JobMaker:
    """What makes jobs for this model. `language` "" is found out, `words` are likely ones."""

    def make(recording: Recording) -> TranscribeJob | None:
        window = recording.next_window()
        if window is None:
            return None
        recording.asked = language or DETECT
        return TranscribeJob(
            recording.name,
            options,
            window,
            language=recording.asked,
            translate=translate,
            words=tuple(words),
        )

    return make
