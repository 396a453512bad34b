"""Several channels of one microphone become one."""

import math

import numpy as np

from desktop_app.engines.silero import Floats

_MEMORY_SECONDS = 0.5
"""How long the loudness of a channel counts: longer than a syllable, shorter than a sentence."""


class Mixer:
    """Adds channels up, each weighted by its share of the energy of the last moments.

    Equal channels give their mean. A plain mean would make a microphone on one channel of an
    eight-channel interface quieter by 18 dB, and bring in the noise of the seven others.
    """

    def __init__(self, rate: int, channels: int) -> None:
        self._rate = rate
        self._energies = np.zeros(channels)
        self._weights: Floats | None = None

    def mix(self, frames: Floats) -> Floats:
        """One channel out of the next frames (frames by channels)."""
        if frames.shape[1] == 1:
            return frames[:, 0]
        if not len(frames):
            return np.zeros(0, np.float32)
        weights = self._weigh(frames)
        before = weights if self._weights is None else self._weights
        self._weights = weights
        # From weight to weight in a straight line: a jump would be a click.
        ramp = (np.arange(1, len(frames) + 1, dtype=np.float32) / len(frames))[:, None]
        mixed: Floats = np.sum(frames * (before + (weights - before) * ramp), axis=1)
        return mixed

    def _weigh(self, frames: Floats) -> Floats:
        energies = np.mean(np.square(frames, dtype=np.float64), axis=0)
        lasting = math.exp(-len(frames) / (self._rate * _MEMORY_SECONDS))
        if self._weights is None:
            lasting = 0.0
        self._energies = lasting * self._energies + (1 - lasting) * energies
        total = float(self._energies.sum())
        count = len(self._energies)
        shares = self._energies / total if total > 0 else np.full(count, 1 / count)
        return shares.astype(np.float32)
