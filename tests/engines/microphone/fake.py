"""A PortAudio without sound cards: real classes with the faults that real devices have."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from desktop_app.core.engine import Engine
from desktop_app.engines.microphone.engine import MicrophoneEngine, Patience
from tests import sound
from tests.engines.faulty import stuck
from tests.sound import Samples

INVALID_SAMPLE_RATE = -9997
INVALID_CHANNEL_COUNT = -9998
DEVICE_UNAVAILABLE = -9985

Source = Callable[[int, int], Samples]
"""What a microphone hears at a rate, with so many channels: frames by channels."""


class PortAudioError(Exception):
    pass


def tone(seconds: float = 1.0, frequency: float = 440.0, peak: float = 0.5) -> Source:
    """A sine on every channel."""

    def hear(rate: int, channels: int) -> Samples:
        return np.tile(sound.sine(frequency, seconds, rate, peak)[:, None], (1, channels))

    return hear


def of(samples: Samples) -> Source:
    """The same 16 kHz sound on every channel, whatever the rate."""
    return lambda rate, channels: np.tile(samples[:, None], (1, channels))


@dataclass
class FakeMicrophone:
    """`source` is heard at once when the stream starts, and then nothing; or, with `endless`,
    again and again, block by block on a thread as PortAudio has one.

    `rates` and `channels` are the only ones it takes, when given.
    """

    name: str
    source: Source = field(default_factory=tone)
    endless: bool = False
    rates: tuple[int, ...] = ()
    channels: tuple[int, ...] = ()
    rate: int = 48_000
    most_channels: int = 2
    busy: bool = False
    ends: bool = True
    """PortAudio ends the stream after the sound; without it there is just nothing more."""
    gap_after: int = -1
    """The block before which the system loses something."""
    latency: float = 0.0
    hangs_in_close: bool = False
    hang: str = ""
    """A file: opening hangs while it is not there, and makes it."""


class FakePortAudio:
    """What is used of the module sounddevice."""

    PortAudioError = PortAudioError

    def __init__(self, *microphones: FakeMicrophone, default: str = "") -> None:
        self.microphones = list(microphones)
        self.system_default = default or (microphones[0].name if microphones else "")
        self.default = SimpleNamespace(hostapi=0)
        self.open_streams: list[FakeStream] = []
        self.asked: list[tuple[str, int, int]] = []
        self.release = threading.Event()
        """Lets streams that hang in close go on."""
        self._initialize()

    def __call__(self) -> "FakePortAudio":
        return self

    def _initialize(self) -> None:
        assert not self.open_streams, "PortAudio looks for devices while a stream is open"
        self._found = list(self.microphones)
        self._found_default = self.system_default

    def _terminate(self) -> None:
        assert not self.open_streams, "PortAudio is ended while a stream is open"

    def query_devices(self) -> Sequence[Mapping[str, Any]]:
        speaker = {"name": "speaker", "max_input_channels": 0, "default_samplerate": 48_000.0}
        return [
            speaker,
            *(
                {
                    "name": microphone.name,
                    "max_input_channels": microphone.most_channels,
                    "default_samplerate": float(microphone.rate),
                }
                for microphone in self._found
            ),
        ]

    def query_hostapis(self) -> Sequence[Mapping[str, Any]]:
        names = [microphone.name for microphone in self._found]
        known = self._found_default in names
        return [
            {
                "name": "fake",
                "devices": list(range(1 + len(names))),
                "default_input_device": 1 + names.index(self._found_default) if known else -1,
            }
        ]

    def InputStream(self, **options: Any) -> "FakeStream":
        microphone = self._found[options["device"] - 1]
        rate, channels = options["samplerate"], options["channels"]
        self.asked.append((microphone.name, rate, channels))
        if microphone.hang and not Path(microphone.hang).exists():
            Path(microphone.hang).touch()
            stuck()
        if microphone.busy or microphone not in self.microphones:
            raise PortAudioError("Device unavailable", DEVICE_UNAVAILABLE)
        if microphone.rates and rate not in microphone.rates:
            raise PortAudioError("Invalid sample rate", INVALID_SAMPLE_RATE)
        if microphone.channels and channels not in microphone.channels:
            raise PortAudioError("Invalid number of channels", INVALID_CHANNEL_COUNT)
        return FakeStream(self, microphone, options)


class FakeStream:
    def __init__(
        self, library: FakePortAudio, microphone: FakeMicrophone, options: Mapping[str, Any]
    ) -> None:
        self.latency = microphone.latency
        self._library = library
        self._microphone = microphone
        self._callback = options["callback"]
        self._finished = options["finished_callback"]
        frames = microphone.source(options["samplerate"], options["channels"])
        size = options["blocksize"]
        self._shape = (size, options["channels"])
        self._blocks = [frames[at : at + size] for at in range(0, len(frames), size)]
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None
        library.open_streams.append(self)

    def start(self) -> None:
        if self._microphone.endless:
            self._thread = threading.Thread(target=self._go_on)
            self._thread.start()
            return
        self.deliver()
        if self._microphone.ends:
            self._finished()

    def deliver(self) -> None:
        """Let all of the sound be heard, at once."""
        for _ in self._calls():
            pass

    def abort(self) -> None:
        self.fall_silent()

    def fall_silent(self) -> None:
        """Nothing is heard any more, and the stream stays open."""
        self._closed.set()
        if self._thread is not None:
            self._thread.join()

    def close(self) -> None:
        if self._microphone.hangs_in_close:
            self._library.release.wait()
        self._library.open_streams.remove(self)

    def _go_on(self) -> None:
        # Twenty times as fast as time goes by.
        while not self._closed.wait(0.001):
            for _ in self._calls():
                if self._closed.wait(0.001):
                    return

    def _calls(self) -> Iterator[None]:
        memory = np.empty(self._shape, np.float32)
        for number, block in enumerate(self._blocks):
            # PortAudio's memory is the next block's as soon as the callback has returned.
            memory[: len(block)] = block
            status = SimpleNamespace(input_overflow=number == self._microphone.gap_after)
            self._callback(memory[: len(block)], len(block), None, status)
            yield


@dataclass(frozen=True)
class FakeOptions:
    """The faults of the microphone of an engine in a process of its own."""

    hang: str = ""
    hangs_in_close: bool = False


def create(options: object) -> Engine:
    assert isinstance(options, FakeOptions)
    microphone = FakeMicrophone(
        "desk",
        endless=True,
        hang=options.hang,
        hangs_in_close=options.hangs_in_close,
    )
    return MicrophoneEngine(FakePortAudio(microphone), patience=Patience(lost=60.0, last=0.0))
