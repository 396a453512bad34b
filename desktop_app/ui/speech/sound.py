"""The sound that a speech program made."""

import io
import wave
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sound:
    """Samples of 16 bits, `channels` interleaved, `rate` of them a second."""

    samples: bytes
    rate: int
    channels: int


def sound_of(wav: bytes) -> Sound:
    """The sound in a WAV file of 16-bit samples; `ValueError` for anything else.

    Programs that write to a pipe do not know the length before: what the header says of it is
    only believed as far as there are samples.
    """
    try:
        with wave.open(io.BytesIO(wav)) as file:
            rate, channels, width = file.getframerate(), file.getnchannels(), file.getsampwidth()
            samples = file.readframes(len(wav))
    except (wave.Error, EOFError) as error:
        raise ValueError(f"no WAV: {error}") from error
    if width != 2 or rate <= 0 or channels <= 0:
        raise ValueError(f"not 16-bit samples: {width} bytes, {channels} channels, {rate} Hz")
    return Sound(samples[: len(samples) // (2 * channels) * 2 * channels], rate, channels)
