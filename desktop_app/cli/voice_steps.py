"""The steps of `parley selftest` about voice: each in a process of its own, as in the window."""

import array
import re
import sys
import wave
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from desktop_app.cli.step import SkippedError, Step, StepError, problem_words
from desktop_app.core.audio import SAMPLE_BYTES, SAMPLE_RATE, Audio
from desktop_app.core.engine import CancelToken, EngineSpec, Job
from desktop_app.core.engine_names import MICROPHONE, SOUND_FILE, voice_engine
from desktop_app.core.events import Decoded, Devices, Event, Failed, Loaded, Segment
from desktop_app.core.paths import Places, resources
from desktop_app.core.voice import (
    DecodeJob,
    DevicesJob,
    SoundFile,
    TranscribeJob,
    VoiceOptions,
)
from desktop_app.core.voice_engine import engines_here
from desktop_app.engines.isolated import IsolatedEngine

SAID = "the weather is nice today"
"""The words in the sound that comes with Parley, spoken by flite."""

SILENCE_SECONDS = 2

_NOT_HERE = ("voice.processor", "voice.processor_slim")


class VoiceSteps:
    """The steps that voice consists of. `model` is a Whisper model, None where there is none."""

    def __init__(self, places: Places, model: Path | None, threads: int = 0) -> None:
        self._places = places
        self._model = model
        self._threads = threads

    def __iter__(self) -> Iterator[tuple[str, Step]]:
        yield "voice model", self.find
        for engine in engines_here():
            yield f"hear, {engine}", partial(self.hear, engine)
        yield "sound file", self.decode
        yield "microphone", self.microphones

    def find(self) -> str:
        """The starter voice model is where it should be."""
        if self._model is None or not self._model.is_file():
            raise StepError("the starter voice model is not there")
        return f"{self._model.name}, {self._model.stat().st_size / 1e6:.0f} MB"

    def hear(self, engine: str) -> str:
        """This engine writes down a sentence, and nothing where nobody speaks."""
        if self._model is None:
            raise StepError("there is no voice model to try it with")
        options = VoiceOptions(str(self._model), engine, threads=self._threads)
        sounds = (_sound(), Audio(bytes(SILENCE_SECONDS * SAMPLE_RATE * SAMPLE_BYTES)))
        jobs = [TranscribeJob("hear", options, sound, language="en") for sound in sounds]
        speech, silence = self._do(voice_engine(self._places.voice_cache), *jobs)
        if _letters(heard := _text(speech)) != SAID:
            raise StepError(f"“{heard}” was heard instead of “{SAID}”")
        if phantom := _text(silence):
            raise StepError(f"“{phantom}” was heard where nobody speaks")
        loaded = next(event for event in speech if isinstance(event, Loaded))
        return f"“{heard}”, loaded in {loaded.load_seconds:.1f} s on {loaded.device}"

    def decode(self) -> str:
        """Qt Multimedia reads a file."""
        path = _sound_path()
        (events,) = self._do(SOUND_FILE, DecodeJob("file", SoundFile(str(path))))
        seconds = sum(event.audio.seconds for event in events if isinstance(event, Decoded))
        wanted = _sound().seconds
        if abs(seconds - wanted) > 0.1:
            raise StepError(f"{seconds:.2f} s of sound instead of {wanted:.2f} s")
        return f"{seconds:.1f} s of sound in {path.name}"

    def microphones(self) -> str:
        """PortAudio tells which microphones there are. None is no fault of Parley's."""
        (events,) = self._do(MICROPHONE, DevicesJob("devices"))
        end = events[-1]
        assert isinstance(end, Devices)
        return ", ".join(end.names) or "there is none"

    def _do(self, spec: EngineSpec, *jobs: Job) -> list[list[Event]]:
        """The events of each of these jobs in a new process; raises StepError when one fails."""
        engine = IsolatedEngine(spec, self._places.logs, name="selftest-voice", family="part")
        with closing(engine):
            return [_events(engine, job) for job in jobs]


def _events(engine: IsolatedEngine, job: Job) -> list[Event]:
    events = list(engine.run(job, CancelToken()))
    if isinstance(end := events[-1], Failed):
        if end.problem.code in _NOT_HERE:
            raise SkippedError(
                f"not on this processor, which lacks {end.problem.values['missing']}"
            )
        raise StepError(problem_words(end.problem))
    return events


def _sound_path() -> Path:
    return resources() / "sounds" / "selftest.wav"


def _sound() -> Audio:
    """The sentence, read without the parts that are being tried."""
    try:
        with wave.open(str(_sound_path()), "rb") as file:
            samples = array.array("h", file.readframes(file.getnframes()))
    except (OSError, EOFError, wave.Error) as error:
        raise StepError(f"{_sound_path().name} cannot be read: {error}") from error
    if sys.byteorder == "big":
        samples.byteswap()
    return Audio(array.array("f", (sample / 32768 for sample in samples)).tobytes())


def _text(events: list[Event]) -> str:
    return " ".join(event.text.strip() for event in events if isinstance(event, Segment))


def _letters(text: str) -> str:
    """The words alone, without case and punctuation."""
    return " ".join(re.findall(r"[a-z]+", text.lower()))
