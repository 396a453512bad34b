"""Sounds for tests: one committed sentence, and everything that is not speech.

The sentence in data/speech.wav was made with flite's voice "slt".
"""

import wave
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

RATE = 16_000
SPEECH = Path(__file__).parent / "data" / "speech.wav"
SPEECH_TEXT = "Please write down what I say, and read it back to me."


def read_wav(path: Path) -> tuple[Samples, int]:
    """The samples of a 16-bit file, frames by channels where it has several, and its rate."""
    with wave.open(str(path), "rb") as file:
        assert file.getsampwidth() == 2
        data = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        channels, rate = file.getnchannels(), file.getframerate()
    samples = (data / 32768).astype(np.float32)
    return (samples.reshape(-1, channels) if channels > 1 else samples), rate


def write_wav(path: Path, samples: Samples, rate: int = RATE) -> Path:
    """Write samples (frames, or frames by channels) as a 16-bit file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1 if samples.ndim == 1 else samples.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def speech() -> Samples:
    """The committed sentence, 16 kHz mono."""
    samples, rate = read_wav(SPEECH)
    assert rate == RATE
    return samples


def at_level(samples: Samples, dbfs: float) -> Samples:
    """The same with this root mean square."""
    loudness = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))
    return (samples * (10 ** (dbfs / 20) / loudness)).astype(np.float32)


def sine(frequency: float, seconds: float, rate: int = RATE, peak: float = 0.5) -> Samples:
    time = np.arange(round(seconds * rate)) / rate
    return (peak * np.sin(2 * np.pi * frequency * time)).astype(np.float32)


def silence(seconds: float, seed: int = 0) -> Samples:
    return np.zeros(round(seconds * RATE), np.float32)


def white(seconds: float, seed: int = 0) -> Samples:
    noise = np.random.default_rng(seed).standard_normal(round(seconds * RATE))
    return at_level(noise.astype(np.float32), -30)


def pink(seconds: float, seed: int = 0) -> Samples:
    return _coloured(seconds, seed, lambda f: 1 / np.sqrt(np.maximum(f, 20)))


def hum(seconds: float, seed: int = 0) -> Samples:
    """The mains' 50 Hz with its harmonics, and a little noise."""
    phases = np.random.default_rng(seed).uniform(0, 2 * np.pi, 8)
    time = np.arange(round(seconds * RATE)) / RATE
    tones = [np.sin(2 * np.pi * 50 * n * time + phase) / n for n, phase in enumerate(phases, 1)]
    return at_level((np.sum(tones, axis=0) + 0.1 * white(seconds, seed)).astype(np.float32), -30)


def keyboard(seconds: float, seed: int = 0) -> Samples:
    """Keys that go down and, more softly, up again, three to twelve a second."""
    random = np.random.default_rng(seed)
    length = 600
    samples = 1e-4 * random.standard_normal(round(seconds * RATE))
    time = np.arange(length)
    at = 0
    while (at := at + int(RATE * random.uniform(0.08, 0.35))) + 3 * RATE // 10 < len(samples):
        for place, loudness in ((at, 1.0), (at + int(RATE * random.uniform(0.05, 0.1)), 0.4)):
            thud = random.standard_normal(length) * np.exp(-time / random.uniform(30, 120))
            ring = np.sin(2 * np.pi * random.uniform(800, 4000) * time / RATE) * np.exp(-time / 60)
            click = loudness * random.uniform(0.4, 1) * (thud + 0.5 * ring)
            samples[place : place + length] += click
    return (samples * (0.3 / np.abs(samples).max())).astype(np.float32)


def breathing(seconds: float, seed: int = 0) -> Samples:
    """In and out every four seconds: noise shaped by the throat."""
    noise = _coloured(
        seconds,
        seed,
        lambda f: np.exp(-(((f - 500) / 400) ** 2)) + 0.6 * np.exp(-(((f - 1500) / 600) ** 2)),
    )
    phase = (np.arange(len(noise)) / RATE % 4) / 4
    inwards = np.where(phase < 0.35, np.sin(np.pi * phase / 0.35), 0)
    outwards = np.where((phase > 0.45) & (phase < 0.9), np.sin(np.pi * (phase - 0.45) / 0.45), 0)
    return (noise * (inwards + 0.6 * outwards) ** 2 + 0.01 * white(seconds, seed)).astype(
        np.float32
    )


NOT_SPEECH: Mapping[str, Callable[[float, int], Samples]] = {
    "silence": silence,
    "white": white,
    "pink": pink,
    "hum": hum,
    "keyboard": keyboard,
    "breathing": breathing,
}
"""What must never become words: each takes seconds and a seed."""


def _coloured(
    seconds: float, seed: int, colour: Callable[[NDArray[np.float64]], NDArray[np.float64]]
) -> Samples:
    """White noise, each frequency made as loud as `colour` says."""
    noise = white(seconds, seed)
    spectrum = np.fft.rfft(noise) * colour(np.fft.rfftfreq(len(noise), 1 / RATE))
    return at_level(np.fft.irfft(spectrum, len(noise)).astype(np.float32), -30)
