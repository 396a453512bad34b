"""What runs a Whisper model, as the engine sees it: one chunk of sound in, pieces of text out."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
import psutil

from desktop_app.core.audio import SAMPLE_RATE
from desktop_app.core.engine import CancelToken
from desktop_app.core.voice import VoiceOptions

Samples = npt.NDArray[np.float32]
"""One channel at `SAMPLE_RATE`, from -1 to 1."""

WINDOW_SECONDS = 30.0
"""What Whisper hears at once."""

FRAMES_A_SECOND = 50
"""Of the encoder: its context for a whole window is 1,500 frames."""

NO_SPEECH = 0.6
"""Above this probability of "no speech" Whisper doubts that there is any (its own default)."""

DIVISIBLE_SECONDS = 8.0
"""A longer sound with a repetitive text is heard again in parts that are no longer than this. What
was really said again and again is then written down right; a higher temperature, which is what
Whisper itself does about such texts, would replace it by words that nobody said."""

UNSURE = -1.0
"""Mean log probability of the tokens below which Whisper is not sure of them (its own default)."""

_DRAFT_MARGIN, _DRAFT_LEAST = 128, 384


class CancelledError(Exception):
    """The job was cancelled; whatever was being done has been left."""


@dataclass(frozen=True, slots=True)
class Task:
    """How a chunk is to be written down. `language` is a code of Whisper's; `prompt` the text
    that is taken as what came before. A `draft` may be rough."""

    language: str
    translate: bool = False
    prompt: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text. Seconds count from the beginning of the chunk.

    `no_speech` is the probability that nobody speaks, None where nobody can tell; `confidence`
    the mean log probability of the tokens.
    """

    start: float
    end: float
    text: str
    confidence: float = 0.0
    no_speech: float | None = None


@dataclass(frozen=True, slots=True)
class Guess:
    """The language that the model hears, and how sure it is of it, 0 to 1."""

    code: str
    probability: float


class Decoder(Protocol):
    """A loaded model. One call at a time, all of them on one thread."""

    device: str
    threads: int
    is_multilingual: bool
    translates: bool

    def detect(self, samples: Samples, cancel: CancelToken) -> Guess:
        """Which language is spoken in a chunk. Raises CancelledError."""
        ...

    def decode(self, samples: Samples, task: Task, cancel: CancelToken) -> Sequence[Piece]:
        """Write down a chunk of at most `WINDOW_SECONDS`. Raises CancelledError.

        A repetitive text is tried again only when the chunk cannot be divided.
        """
        ...

    def close(self) -> None:
        """Free the model. May be called twice."""
        ...


@dataclass(frozen=True, slots=True)
class Loading:
    """What a decoder's `load(options, loading)` is given besides the options.

    `watch` is told how far it is, 0 to 1, and raises `CancelledError` when it shall stop;
    `folder` is for what can be made again.
    """

    watch: Callable[[float], None]
    folder: Path


def threads_of(options: VoiceOptions) -> int:
    """How many threads to compute with: one core is left to the window and the microphone."""
    if options.threads > 0:
        return options.threads
    allowed = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    cores = psutil.cpu_count(logical=False) or allowed
    return max(1, min(cores, allowed) - 1)


def context_for(samples: Samples, whole: int) -> int:
    """The encoder's frames that are enough for a chunk; `whole` is what the model has.

    Whisper was taught with whole windows. With a context as short as the sound it repeats itself;
    with some 2.5 s of silence after it, it makes no more mistakes than with all of it.
    """
    needed = round(len(samples) / SAMPLE_RATE * FRAMES_A_SECOND) + _DRAFT_MARGIN
    return min(whole, max(_DRAFT_LEAST, -(-needed // 64) * 64))
