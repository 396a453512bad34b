"""The engine that writes down speech."""

import time
import traceback
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import numpy as np
import psutil

from desktop_app.core.audio import SAMPLE_RATE
from desktop_app.core.engine import CancelToken, Job, LoadJob, UnloadJob
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Failed, Finished, Loaded, Reason, Usage
from desktop_app.core.events import Loading as LoadingEvent
from desktop_app.core.languages import ENGLISH
from desktop_app.core.voice import TranscribeJob, VoiceOptions
from desktop_app.core.voice_engine import ENGINES
from desktop_app.core.voice_models import voice_model_name
from desktop_app.engines.voice_activity import VoiceActivity
from desktop_app.engines.whisper.aside import Aside
from desktop_app.engines.whisper.checkpoint import CheckpointError
from desktop_app.engines.whisper.decoder import CancelledError, Decoder, Loading, Task
from desktop_app.engines.whisper.transcription import Transcription

_COMPUTING = 150_000_000
"""Bytes that computing takes beside the model."""


@dataclass(frozen=True, slots=True)
class Resident:
    """The model that is loaded, with everything that a job needs of it."""

    options: VoiceOptions
    decoder: Decoder
    activity: VoiceActivity
    load_seconds: float


class WhisperEngine:
    """Implements `core.engine.Engine` by Whisper. One thread at a time.

    `folder` is for models in another form, which can be made again. Only one of the native
    libraries is loaded in the life of a process, or both after one another: unload in between.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._aside = Aside()
        self._resident: Resident | None = None
        self._activity: VoiceActivity | None = None

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Do `job`; every way it can go ends in one terminal event."""
        end: Event
        try:
            end = yield from self._done(job, cancel)
        except CancelledError:
            end = Finished(Reason.CANCELLED)
        except ParleyError as error:
            end = Failed(error.problem)
        except MemoryError as error:
            end = Failed(Problem("part.no_memory", details=str(error)))
        except Exception as error:
            details = traceback.format_exc()
            # torch has an error of its own for it, which is no MemoryError.
            short = "out of memory" in str(error) or "can't allocate memory" in str(error)
            end = Failed(Problem("part.no_memory" if short else "voice.failed", details=details))
        yield end

    def close(self) -> None:
        """Free the model. May be called twice."""
        self._unload()
        self._aside.close()

    def _done(self, job: Job, cancel: CancelToken) -> Generator[Event, None, Event]:
        if isinstance(job, UnloadJob):
            self._unload()
            return Finished()
        if not isinstance(job, LoadJob | TranscribeJob) or not isinstance(job.model, VoiceOptions):
            return Failed(Problem("internal", details=f"not for a voice: {type(job).__name__}"))
        before = self._resident
        resident = yield from self._loaded(job.model, cancel)
        seconds = resident.load_seconds if resident is not before else 0.0
        usage = Usage(load_seconds=seconds, threads=resident.decoder.threads)
        if isinstance(job, TranscribeJob):
            sound = np.frombuffer(job.audio.samples, "<f4")
            transcription = Transcription(job, resident.decoder, resident.activity, self._aside)
            yield from transcription.run(sound, cancel)
        return Finished(usage=usage)

    def _loaded(
        self, options: VoiceOptions, cancel: CancelToken
    ) -> Generator[Event, None, Resident]:
        """The model, loaded now unless it is there already."""
        if self._resident is not None and self._resident.options == options:
            return self._resident
        # Free the old one first: two may not fit.
        self._unload()
        if not options.path:
            raise ParleyError(Problem("voice.no_model"))
        began = time.monotonic()
        yield LoadingEvent(0.0)
        activity = self._activity = self._activity or VoiceActivity()
        decoder = yield from self._load(options, cancel)
        self._resident = Resident(options, decoder, activity, time.monotonic() - began)
        yield Loaded(
            options.path,
            voice_model_name(options.path),
            0,
            decoder.device,
            decoder.threads,
            self._resident.load_seconds,
        )
        return self._resident

    def _load(self, options: VoiceOptions, cancel: CancelToken) -> Generator[Event, None, Decoder]:
        """Load the model aside, telling how far it is. Raises ParleyError, CancelledError."""
        path = Path(options.path)
        name = {"name": path.name.encode("utf-8", "replace").decode("utf-8")}
        progress = _Progress(cancel)

        def load() -> Decoder:
            module = import_module(ENGINES[options.engine])
            check_memory(path, module.IN_MEMORY)
            decoder: Decoder = module.load(options, Loading(progress.watch, self._folder))
            try:
                _warm_up(decoder, cancel)
            except CancelledError:
                decoder.close()
                raise
            return decoder

        try:
            return (yield from self._aside.call(load, cancel, progress.news, _close))
        except CheckpointError as error:
            problem = Problem("voice.model_damaged", name, str(error))
        except FileNotFoundError as error:
            problem = Problem("voice.model_missing", name, str(error))
        except OSError as error:
            problem = Problem("voice.model_damaged", name, str(error))
        raise ParleyError(problem)

    def _unload(self) -> None:
        self._aside.settle()
        resident, self._resident = self._resident, None
        if resident is not None:
            resident.decoder.close()


class _Progress:
    """How far the loading is: told on one thread, asked on another."""

    def __init__(self, cancel: CancelToken) -> None:
        self._cancel = cancel
        self._fraction = self._told = 0.0

    def watch(self, fraction: float) -> None:
        """Take note; raises CancelledError when the job was cancelled."""
        if self._cancel.is_set():
            raise CancelledError
        self._fraction = fraction

    def news(self) -> Sequence[Event]:
        """The event to tell it by, if there is anything new."""
        fraction = self._fraction
        if fraction <= self._told:
            return ()
        self._told = fraction
        return (LoadingEvent(fraction),)


def check_memory(path: Path, factor: float) -> None:
    """Raise ParleyError when the model cannot fit: the system would end the process, or crawl.

    `factor` is how much larger than in its file it is in memory. Raises OSError, too.
    """
    needed = round(factor * path.stat().st_size) + _COMPUTING
    available = psutil.virtual_memory().available
    if needed > available:
        values = {
            "name": voice_model_name(path),
            "needed": _gigabytes(needed),
            "available": _gigabytes(available),
        }
        raise ParleyError(Problem("voice.too_big", values))


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f} GB"


def _warm_up(decoder: Decoder, cancel: CancelToken) -> None:
    """Hear a moment of nothing: vocabulary, filters, buffers and threads are made by the first use,
    and nobody shall wait for them who has just spoken. Raises CancelledError."""
    try:
        decoder.decode(np.zeros(SAMPLE_RATE, np.float32), Task(ENGLISH, draft=True), cancel)
    except CancelledError:
        raise
    except Exception as error:  # the job that needs the model will say it
        print(f"no warm-up: {error}")


def _close(decoder: Decoder) -> None:
    decoder.close()
