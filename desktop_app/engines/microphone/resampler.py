"""From the microphone's rate to the one that Whisper hears."""

import numpy as np
import soxr

from desktop_app.core.audio import SAMPLE_RATE
from desktop_app.engines.silero import Floats


class Resampler:
    """Makes one channel of `rate` samples a second one of `SAMPLE_RATE`, piece by piece.

    libsoxr's "high quality": what lies above half of the new rate is removed before it can come
    back as something else (by more than 100 dB), what lies below 7.3 kHz is left as it is.
    """

    def __init__(self, rate: int) -> None:
        self._stream = (
            soxr.ResampleStream(rate, SAMPLE_RATE, 1, dtype="float32", quality="HQ")
            if rate != SAMPLE_RATE
            else None
        )

    def feed(self, samples: Floats) -> Floats:
        """What the next samples give; a little of them stays inside until the next ones come."""
        if self._stream is None:
            return samples
        result: Floats = self._stream.resample_chunk(np.ascontiguousarray(samples))
        return result

    def finish(self) -> Floats:
        """What is still inside. Nothing can be fed afterwards."""
        if self._stream is None:
            return np.zeros(0, np.float32)
        result: Floats = self._stream.resample_chunk(np.zeros(0, np.float32), last=True)
        return result
