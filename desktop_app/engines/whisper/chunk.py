"""Which parts of a sound go to Whisper together: only those with speech, at most a window."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from desktop_app.core.audio import SAMPLE_RATE
from desktop_app.engines.whisper.decoder import WINDOW_SECONDS, Samples

Span = tuple[float, float]
"""From when to when, in seconds."""

_LONGEST_PAUSE = 3.0
"""Seconds; what comes after a longer one is another thing, and is heard by itself. A window costs
the same however much is in it, so shorter ones are not worth one of their own."""

_CUT_WITHIN = 1 / 3
"""The last part of a chunk's longest length, in which a place to cut a long span is looked for."""

_QUIET_SECONDS = 0.1
"""How long a place must be quiet to be cut at."""

_TARGET_PEAK = 0.5
_LARGEST_GAIN = 200.0
"""46 dB: brings speech at -50 dBFS up to where Whisper was taught."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Spans of a sound that are heard together, without what lies between them."""

    spans: tuple[Span, ...]

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return sum(end - start for start, end in self.spans)

    def samples(self, sound: Samples) -> Samples:
        """The spans of `sound` one after another, as loud as Whisper likes it."""
        parts = [sound[_at(start) : _at(end)] for start, end in self.spans]
        return louder(np.concatenate(parts))

    def time(self, seconds: float, *, end: bool = False) -> float:
        """When in the sound something is that is `seconds` from the beginning of the chunk.

        A time on the border of two spans is the start of the second one, or the `end` of the first.
        """
        left = max(0.0, seconds)
        for start, stop in self.spans:
            length = stop - start
            if left < length or (end and left <= length):
                return start + left
            left -= length
        return self.spans[-1][1]

    def speech(self, start: float, end: float, padding: float) -> float:
        """Seconds of speech between two times of the sound; `padding` is what each span has
        around its speech, on both sides."""
        return sum(
            max(0.0, min(end, stop - padding) - max(start, begin + padding))
            for begin, stop in self.spans
        )


def chunks(sound: Samples, spans: Iterable[Span], longest: float = WINDOW_SECONDS) -> list[Chunk]:
    """The spans in groups of at most `longest` seconds; longer spans are cut where it is quiet."""
    groups: list[list[Span]] = []
    for span in _cut(sound, spans, longest):
        last = groups[-1] if groups else []
        length = sum(end - start for start, end in [*last, span])
        if last and length <= longest and span[0] - last[-1][1] <= _LONGEST_PAUSE:
            last.append(span)
        else:
            groups.append([span])
    return [Chunk(tuple(group)) for group in groups]


def louder(samples: Samples) -> Samples:
    """`samples` with their loudest at half of full scale, unless they are louder already.

    A few samples may be louder than that, so that a click does not keep speech quiet.
    """
    centred = samples - np.float32(samples.mean())
    # The partition does what a sort would, in a fraction of its time.
    magnitudes = np.abs(centred)
    at = int(0.999 * (len(magnitudes) - 1))
    peak = float(np.partition(magnitudes, at)[at])
    gain = min(_LARGEST_GAIN, _TARGET_PEAK / max(peak, 1e-9))
    if gain <= 1.0:
        return samples
    clipped: Samples = np.clip(centred * np.float32(gain), -1.0, 1.0)
    return clipped


def _cut(sound: Samples, spans: Iterable[Span], longest: float) -> Iterator[Span]:
    for start, end in spans:
        while end - start > longest:
            middle = _quietest(sound, start + longest * (1 - _CUT_WITHIN), start + longest)
            yield start, middle
            start = middle
        yield start, end


def _quietest(sound: Samples, start: float, end: float) -> float:
    """The middle of the quietest moment between two times."""
    step = _at(_QUIET_SECONDS)
    part = sound[_at(start) : _at(end)]
    rows = part[: len(part) // step * step].reshape(-1, step)
    loudness: Sequence[float] = np.square(rows).mean(axis=1).tolist()
    return start + (loudness.index(min(loudness)) + 0.5) * _QUIET_SECONDS


def _at(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE)
