"""Sound as the program passes it on: one channel, one rate, one format."""

from dataclasses import dataclass

SAMPLE_RATE = 16_000
"""Samples a second that Whisper and the voice detection were trained on."""

SAMPLE_BYTES = 4
"""Bytes of one sample: a little-endian 32-bit float from -1 to 1."""


@dataclass(frozen=True, slots=True)
class Audio:
    """One channel of sound at `SAMPLE_RATE`, as the bytes of its samples."""

    samples: bytes = b""

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / (SAMPLE_BYTES * SAMPLE_RATE)

    def since(self, seconds: float) -> "Audio":
        """What comes after so many seconds from the beginning."""
        return Audio(self.samples[offset(seconds) :])

    def until(self, seconds: float) -> "Audio":
        """What comes before so many seconds from the beginning."""
        return Audio(self.samples[: offset(seconds)])


def offset(seconds: float) -> int:
    """The byte at which the sample after so many seconds begins."""
    return max(0, round(seconds * SAMPLE_RATE)) * SAMPLE_BYTES
