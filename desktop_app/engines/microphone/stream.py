"""An open microphone."""

import itertools
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from desktop_app.core.audio import SAMPLE_RATE
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.engines.microphone.device import Device
from desktop_app.engines.microphone.library import (
    DEVICE_UNAVAILABLE,
    NativeStream,
    SoundLibrary,
    code_of,
)
from desktop_app.engines.microphone.pulse import route
from desktop_app.engines.microphone.ring import Ring
from desktop_app.engines.silero import Floats

BLOCK_SECONDS = 0.02
"""Of sound in one call of PortAudio's: rare enough to cost nothing, often enough for a meter."""

_COMMON_RATES = (48_000, 44_100)


@dataclass(frozen=True, slots=True)
class Format:
    """What a microphone delivers: samples a second, and channels."""

    rate: int
    channels: int


class Stream:
    """A microphone that delivers into `ring` until it is closed or goes away.

    PortAudio's own thread fills the ring, everything else is done by one other thread.
    """

    def __init__(self, device: Device, form: Format) -> None:
        self.device = device
        self.format = form
        self.ring = Ring(form.rate)
        self._native: NativeStream | None = None
        self._closing: threading.Thread | None = None

    @classmethod
    def open(cls, library: SoundLibrary, device: Device) -> "Stream":
        """Open `device` in the first form that it takes; raises `ParleyError`."""
        refusals = []
        code = "refused"
        for form in forms(device):
            stream = cls(device, form)
            try:
                stream._start(library)
            except library.PortAudioError as error:
                stream.close()
                refusals.append(f"{form.rate} Hz, {form.channels} channels: {error}")
                if code_of(error) == DEVICE_UNAVAILABLE:
                    code = "busy"
                    break
            else:
                return stream
        values, details = {"name": device.name}, "\n".join(refusals)
        raise ParleyError(Problem(f"microphone.{code}", values, details))

    @property
    def latency(self) -> float:
        """Seconds from a sound to its arrival here, as PortAudio believes."""
        return float(self._native.latency) if self._native else 0.0

    def close(self) -> None:
        """Close it, without waiting: see `is_closed`. May be called twice."""
        self.ring.end()
        native, self._native = self._native, None
        if native is not None:
            self._closing = threading.Thread(target=_close, args=(native,), daemon=True)
            self._closing.start()

    def is_closed(self, seconds: float) -> bool:
        """Whether it is closed, after waiting for it so long."""
        if self._closing is not None:
            self._closing.join(seconds)
            return not self._closing.is_alive()
        return self._native is None

    def _start(self, library: SoundLibrary) -> None:
        route(self.device.source)
        native = library.InputStream(
            device=self.device.index,
            samplerate=self.format.rate,
            channels=self.format.channels,
            dtype="float32",
            blocksize=round(self.format.rate * BLOCK_SECONDS),
            latency="high",
            callback=self._heard,
            finished_callback=self.ring.end,
        )
        self._native = native
        native.start()

    def _heard(self, frames: Floats, count: int, time: object, status: Any) -> None:
        """PortAudio's thread: `frames` is its own memory and good only for now."""
        del count, time
        self.ring.put(frames.copy(), after_gap=bool(status.input_overflow))


def forms(device: Device) -> Iterator[Format]:
    """In which forms to ask for the sound of `device`, the best one first.

    Most sound systems convert to what is wanted, and do it well; where one refuses, the device's
    own form works, and what remains is what nearly every device can do.
    """
    asked = set()
    wanted = [(SAMPLE_RATE, 1)]
    wanted += itertools.product((device.rate, *_COMMON_RATES), (1, 2, device.channels))
    for rate, channels in wanted:
        form = Format(rate, min(channels, device.channels))
        if form not in asked:
            asked.add(form)
            yield form


def _close(native: NativeStream) -> None:
    # Aborted, not stopped: to stop may wait for buffers of a device that is no longer there.
    native.abort()
    native.close()
