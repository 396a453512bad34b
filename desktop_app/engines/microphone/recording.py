"""From what PortAudio hands over to the pieces of one recording."""

from collections.abc import Iterator, Sequence

import numpy as np

from desktop_app.core.audio import SAMPLE_RATE, Audio
from desktop_app.core.events import Captured, Reason
from desktop_app.engines.microphone.level import level
from desktop_app.engines.microphone.mixer import Mixer
from desktop_app.engines.microphone.resampler import Resampler
from desktop_app.engines.silero import FRAME, Floats
from desktop_app.engines.voice_activity import Hysteresis, VoiceActivity

PIECE = 2 * FRAME
"""Samples of a piece: 64 ms, whole frames of the voice detection."""


class Recording:
    """One recording: blocks of the microphone's own form in, pieces of speech out.

    `silence` and `longest` are in seconds of sound, 0 never; when one of them is reached, `reason`
    says so and nothing comes any more. `activity` is begun anew.
    """

    def __init__(
        self,
        rate: int,
        channels: int,
        activity: VoiceActivity,
        *,
        silence: float = 0.0,
        longest: float = 0.0,
    ) -> None:
        self._rate = rate
        self._mixer = Mixer(rate, channels)
        self._resampler = Resampler(rate)
        self._activity = activity
        activity.reset()
        self._hysteresis = Hysteresis()
        self._silence = silence
        self._left = round(longest * SAMPLE_RATE) if longest else None
        self._waiting: Floats = np.zeros(0, np.float32)
        self._zeros = 0
        self._is_dead = True
        self._has_spoken = False
        self.reason: Reason | None = None

    @property
    def dead_seconds(self) -> float:
        """For how long there was nothing but zeros from the beginning; 0 once there was sound.

        No real microphone gives that: its own noise is louder than the last bit.
        """
        return self._zeros / self._rate if self._is_dead else 0.0

    def hear(self, blocks: Sequence[Floats]) -> Iterator[Captured]:
        """The pieces that the next blocks (frames by channels) complete."""
        frames = np.nan_to_num(np.concatenate(blocks), nan=0.0, posinf=0.0, neginf=0.0)
        if self._is_dead:
            self._is_dead = not frames.any()
            self._zeros += len(frames)
        yield from self._cut(self._resampler.feed(self._mixer.mix(frames)), whole=True)

    def rest(self) -> Iterator[Captured]:
        """The last, shorter piece."""
        yield from self._cut(self._resampler.finish(), whole=False)

    def _cut(self, samples: Floats, whole: bool) -> Iterator[Captured]:
        """Pieces of all samples that wait; what is not a `whole` one goes on waiting."""
        self._waiting = np.concatenate((self._waiting, samples))
        while self.reason is None and len(self._waiting) >= (PIECE if whole else 1):
            piece = self._waiting[: PIECE if self._left is None else min(PIECE, self._left)]
            self._waiting = self._waiting[len(piece) :]
            yield self._captured(piece)
            self._look_at_the_end(len(piece))

    def _captured(self, piece: Floats) -> Captured:
        piece = np.clip(piece, -1.0, 1.0)
        speech = False
        for probability in self._activity.probabilities(piece).tolist():
            speech = self._hysteresis.hear(probability) or speech
        self._has_spoken = self._has_spoken or speech
        return Captured(Audio(piece.astype("<f4").tobytes()), level(piece), speech)

    def _look_at_the_end(self, given: int) -> None:
        if self._silence and self._has_spoken and self._hysteresis.quiet_seconds >= self._silence:
            self.reason = Reason.SILENCE
        if self._left is not None:
            self._left -= given
            if self._left <= 0:
                self.reason = Reason.LENGTH
