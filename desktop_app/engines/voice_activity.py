"""Where somebody speaks: what goes to Whisper, which otherwise invents words for noise."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from desktop_app.core.audio import SAMPLE_RATE
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.paths import voice_detection
from desktop_app.engines.silero import FRAME, Floats, Silero

FRAME_SECONDS = FRAME / SAMPLE_RATE

THRESHOLD = 0.5
"""Speech begins at this probability: Silero's own default."""

RELEASE = 0.35
"""Speech ends below this one: 0.15 less, Silero's own default."""

MIN_SPEECH = 0.15
"""Seconds of speech that are taken for speech at all. Silero's default of 0.25 s loses a short
"a"; a frame or two may be a click."""

MIN_SILENCE = 0.5
"""Seconds without speech that part two spans: people pause shorter than that between words."""

PADDING = 0.2
"""Seconds that a span has more on both sides: soft first and last sounds (f, s, h) lie there."""

_TARGET = 10 ** (-20 / 20)
"""What the loudest of the last seconds is brought to (root mean square): -20 dBFS, the loudness
of close speech. Silero misses half of what is spoken at -40 dBFS in a little noise, and
recognises the same at -20 dBFS as well as without noise."""

_MAX_GAIN = 10 ** (30 / 20)
"""Never louder than by 30 dB. Noise is made louder as well, which is why it is not called
speech: the network tells them apart by their sound, and not by their level (tested)."""

_DECAY = 10 ** (-6 * FRAME_SECONDS / 20)
"""How fast a loud moment is forgotten: by 6 dB a second, so that a pause for breath does not
change the gain much."""


class VoiceActivity:
    """Tells speech from everything else, frame after frame of one recording.

    Quiet sound is made louder before the network hears it. `path` is Silero's file, by default
    the one that came with Parley. Raises `ParleyError` when it cannot be read. Not for two
    threads at once.
    """

    def __init__(self, path: Path | None = None) -> None:
        try:
            path = path or voice_detection()
            if path is None:
                raise FileNotFoundError("the weights did not come with Parley")
            self._network = Silero(path)
        except (OSError, ValueError) as error:
            problem = Problem("voice.unavailable", {"name": "Silero VAD"}, str(error))
            raise ParleyError(problem) from error
        self.reset()

    def reset(self) -> None:
        """Forget everything heard: another recording begins."""
        self._network.reset()
        self._loudness = 0.0
        self._gain = 0.0

    def probability(self, frame: Floats) -> float:
        """How likely the next frame (`FRAME` samples from -1 to 1) is speech, 0 to 1."""
        return float(self.probabilities(frame)[0])

    def probabilities(self, samples: Floats) -> Floats:
        """The same of each of the next frames; the last one may be shorter."""
        frames = np.zeros((-(-len(samples) // FRAME), FRAME), np.float32)
        frames.reshape(-1)[: len(samples)] = samples
        if not len(frames):
            return np.zeros(0, np.float32)
        return self._network.probabilities(self._louder(frames).reshape(-1))

    def _louder(self, frames: Floats) -> Floats:
        """The frames with the gain that brings what was loudest lately to `_TARGET`."""
        loudnesses = np.sqrt(np.mean(np.square(frames), axis=1)).tolist()
        gains = []
        for loudness in loudnesses:
            self._loudness = max(loudness, self._loudness * _DECAY)
            gains.append(min(_MAX_GAIN, max(1.0, _TARGET / max(self._loudness, 1e-9))))
        before = [self._gain or gains[0], *gains[:-1]]
        self._gain = gains[-1]
        # From gain to gain in a straight line: a jump would be a click.
        ramp = np.arange(1, FRAME + 1, dtype=np.float32) / FRAME
        start = np.array(before, np.float32)[:, None]
        end = np.array(gains, np.float32)[:, None]
        return np.clip(frames * (start + (end - start) * ramp), -1.0, 1.0)


class Hysteresis:
    """Whether somebody speaks, from one probability a frame: neither a click begins it, nor a
    pause between two words ends it, nor does it flicker at a doubtful sound."""

    def __init__(self) -> None:
        self.speaking = False
        self._loud = 0
        self._quiet = 0

    @property
    def quiet_seconds(self) -> float:
        """For how long nobody has spoken; 0 while somebody does."""
        return self._quiet * FRAME_SECONDS

    def hear(self, probability: float) -> bool:
        """Whether somebody speaks, after one more frame."""
        if probability >= THRESHOLD:
            self._loud += 1
            self._quiet = 0
            self.speaking = self.speaking or self._loud * FRAME_SECONDS >= MIN_SPEECH
        elif probability < RELEASE or self._quiet:
            self._loud = 0
            self._quiet += 1
            self.speaking = self.speaking and self._quiet * FRAME_SECONDS < MIN_SILENCE
        return self.speaking


def speech_spans(
    samples: Floats,
    activity: VoiceActivity | None = None,
    *,
    min_speech: float = MIN_SPEECH,
    min_silence: float = MIN_SILENCE,
    padding: float = PADDING,
) -> list[tuple[float, float]]:
    """Where somebody speaks in `samples` (16 kHz, mono, -1 to 1): starts and ends in seconds.

    The spans are in order, do not overlap and lie within the sound. `activity` is begun anew;
    without one it is made for the occasion. The other values are in seconds.
    """
    activity = activity or VoiceActivity()
    activity.reset()
    samples = np.nan_to_num(np.asarray(samples, np.float32), posinf=0.0, neginf=0.0)
    length = len(samples) / SAMPLE_RATE
    runs = list(_runs(activity.probabilities(samples).tolist(), min_speech, min_silence))
    spans: list[tuple[float, float]] = []
    for first, last in runs:
        start = max(0.0, first * FRAME_SECONDS - padding)
        end = min(length, last * FRAME_SECONDS + padding)
        if spans and start < spans[-1][1]:
            # Two paddings share the pause between them.
            middle = (start + spans[-1][1]) / 2
            spans[-1] = (spans[-1][0], middle)
            start = middle
        spans.append((start, end))
    return spans


def _runs(
    probabilities: Iterable[float], min_speech: float, min_silence: float
) -> Iterator[tuple[int, int]]:
    """The frames (first, one after the last) of each long enough stretch of speech.

    The state machine is that of Silero's get_speech_timestamps: a stretch begins at `THRESHOLD`,
    and ends where `min_silence` below it began below `RELEASE`.
    """
    start: int | None = None
    end: int | None = None
    number = -1
    for number, probability in enumerate(probabilities):
        if probability >= THRESHOLD:
            start = number if start is None else start
            end = None
        elif start is not None:
            if end is None and probability < RELEASE:
                end = number
            if end is not None and (number + 1 - end) * FRAME_SECONDS >= min_silence:
                if (end - start) * FRAME_SECONDS >= min_speech:
                    yield start, end
                start = end = None
    if start is not None:
        end = number + 1 if end is None else end
        if (end - start) * FRAME_SECONDS >= min_speech:
            yield start, end
