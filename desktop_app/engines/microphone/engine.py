"""The engine of the microphone."""

import sys
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

from desktop_app.core.engine import CancelToken, Job, UnloadJob
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import (
    Devices,
    Event,
    Failed,
    Finished,
    Listening,
    Notice,
    Reason,
)
from desktop_app.core.voice import DevicesJob, ListenJob, ListenOptions
from desktop_app.engines.microphone.device import microphones
from desktop_app.engines.microphone.library import SoundLibrary, load, rescan
from desktop_app.engines.microphone.recording import Recording
from desktop_app.engines.microphone.stream import Stream
from desktop_app.engines.voice_activity import VoiceActivity

POLL_SECONDS = 0.03
"""How long a Stop can go unnoticed while the microphone says nothing."""


@dataclass(frozen=True, slots=True)
class Patience:
    """For how many seconds the microphone may be silent in one way or another."""

    lost: float = 1.0
    """Nothing comes any more: it went away."""
    first: float = 5.0
    """Nothing comes at all; a Bluetooth headset takes two or three to change to its microphone."""
    zeros: float = 1.0
    """Nothing but zeros from the beginning: the person is told that the system blocks it."""
    dead: float = 10.0
    """Still nothing but zeros: the recording ends. Not sooner, since macOS asks for leave while
    the microphone runs already, and what reduces noise gives zeros until somebody speaks."""
    last: float = 0.06
    """At most so long a Stop waits for what was said before it and is still on its way."""
    close: float = 2.0
    """A stream that takes longer to close is left to itself."""


class MicrophoneEngine:
    """Hears one microphone at a time: `ListenJob`, `DevicesJob`, `UnloadJob`.

    `library` loads PortAudio and `activity` the voice detection, each once when first needed.
    """

    def __init__(
        self,
        library: Callable[[], SoundLibrary] = load,
        activity: Callable[[], VoiceActivity] = VoiceActivity,
        patience: Patience | None = None,
    ) -> None:
        self._load = library
        self._make_activity = activity
        self._patience = patience or Patience()
        self._library: SoundLibrary | None = None
        self._activity: VoiceActivity | None = None
        self._stream: Stream | None = None
        """The open one, which may have been left open by the job before."""
        self._closing: Stream | None = None
        self._options: ListenOptions | None = None
        """Whom `_stream` was opened for."""

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Do `job`, yielding events; the last, and only the last, is terminal."""
        try:
            if isinstance(job, ListenJob):
                yield from self._listen(job, cancel)
            elif isinstance(job, DevicesJob):
                yield self._tell_devices()
            elif isinstance(job, UnloadJob):
                self._release()
                yield Finished()
            else:
                details = f"the microphone cannot do a {type(job).__name__}"
                yield Failed(Problem("internal", details=details))
        except ParleyError as error:
            self._release()
            yield Failed(error.problem)

    def close(self) -> None:
        """Close the microphone, waiting for it no longer than two seconds."""
        self._release()
        self._wait_for_close()

    def _listen(self, job: ListenJob, cancel: CancelToken) -> Iterator[Event]:
        if cancel.is_set():
            yield Finished(Reason.CANCELLED)
            return
        # What can fail or takes a moment comes before the first sample, and not after it.
        activity = self._activity = self._activity or self._make_activity()
        stream = self._warm_stream(job.model)
        if stream is None:
            stream, notice = self._open(job.model)
            if notice is not None:
                yield notice
        form = stream.format
        recording = Recording(
            form.rate, form.channels, activity, silence=job.silence, longest=job.longest
        )
        stream.ring.record()
        end: Event | None = None
        try:
            end = yield from self._hear(stream, recording, cancel)
            yield from recording.rest()
        finally:
            if job.stay_open and isinstance(end, Finished):
                stream.ring.rest()
            else:
                self._release()
        yield end

    def _hear(
        self, stream: Stream, recording: Recording, cancel: CancelToken
    ) -> Generator[Event, None, Event]:
        """Pass on what comes; returns how it ended."""
        watch = _Watch(stream, recording, self._patience)
        while True:
            is_last = watch.is_over(cancel)
            blocks = stream.ring.take(0 if is_last else POLL_SECONDS)
            if blocks:
                if not watch.has_heard:
                    yield Listening(stream.device.name, stream.format.rate, stream.format.channels)
                yield from recording.hear(blocks)
            if recording.reason is not None:
                return Finished(recording.reason)
            if is_last:
                return Finished(Reason.CANCELLED)
            event = watch.look(len(blocks))
            if isinstance(event, Failed):
                return event
            if event is not None:
                yield event

    def _warm_stream(self, options: ListenOptions) -> Stream | None:
        """The stream that was left open, when it is the right one and still alive."""
        stream = self._stream
        if (
            stream is not None
            and options == self._options
            and stream.ring.is_fed(self._patience.lost)
        ):
            return stream
        self._release()
        return None

    def _open(self, options: ListenOptions) -> tuple[Stream, Notice | None]:
        """Open the microphone that is meant; what to say when it is another one."""
        library = self._scan()
        device = microphones(library).choose(options.device)
        notice = None
        if options.device not in ("", device.name):
            values = {"name": options.device, "other": device.name}
            notice = Notice(Problem("microphone.replaced", values))
        self._stream = Stream.open(library, device)
        self._options = options
        return self._stream, notice

    def _tell_devices(self) -> Devices:
        # PortAudio looks for new devices only while no stream is open.
        self._release()
        found = microphones(self._scan())
        default = found.default.name if found.default else ""
        return Devices(tuple(device.name for device in found.all), default)

    def _scan(self) -> SoundLibrary:
        """PortAudio, knowing the devices there are now."""
        is_closed = self._wait_for_close()
        if self._library is None:
            self._library = self._load()
        elif is_closed:
            rescan(self._library)
        return self._library

    def _release(self) -> None:
        """Let go of the microphone, without waiting."""
        stream, self._stream = self._stream, None
        if stream is not None:
            self._wait_for_close()
            stream.close()
            self._closing = stream

    def _wait_for_close(self) -> bool:
        """Whether no stream is open; one that hangs in native code is left to itself."""
        if self._closing is not None:
            if not self._closing.is_closed(self._patience.close):
                print(f"{self._closing.device.name} does not close", file=sys.stderr)
                return False
            self._closing = None
        return True


class _Watch:
    """Sees whether the microphone goes on delivering, and what."""

    def __init__(self, stream: Stream, recording: Recording, patience: Patience) -> None:
        self._stream = stream
        self._recording = recording
        self._patience = patience
        self._waited = 0.0
        self._stop_at: float | None = None
        self._told: set[str] = set()
        self._has_worked = stream.ring.was_fed
        self.has_heard = False

    def is_over(self, cancel: CancelToken) -> bool:
        """Whether a Stop was asked for, and all that was said before it has had time to come."""
        if not cancel.is_set():
            return False
        if self._stop_at is None:
            on_its_way = self._stream.latency if self.has_heard else 0.0
            self._stop_at = time.monotonic() + min(on_its_way, self._patience.last)
        return time.monotonic() >= self._stop_at

    def look(self, blocks: int) -> Event | None:
        """What to say after so many new blocks, if anything; `Failed` ends the recording."""
        ring, dead = self._stream.ring, self._recording.dead_seconds
        if blocks:
            self.has_heard = self._has_worked = True
            self._waited = 0.0
        else:
            # The polls are counted, not the clock: on a machine that was asleep or had no time
            # for anybody nothing was waited for.
            self._waited += POLL_SECONDS
        if ring.overflowed:
            return Failed(self._problem("lost", "what was heard was not taken in time"))
        if not blocks and ring.ended:
            return Failed(self._problem("lost", "PortAudio ended the stream"))
        if self._waited >= (self._patience.lost if self._has_worked else self._patience.first):
            code = "lost" if self._has_worked else "blocked"
            return Failed(self._problem(code, "PortAudio delivers nothing"))
        if dead >= self._patience.dead:
            return Failed(self._problem("blocked", f"nothing but zeros for {dead:.0f} s"))
        if dead >= self._patience.zeros:
            return self._notice_once("blocked")
        if ring.gaps:
            return self._notice_once("gap")
        return None

    def _notice_once(self, code: str) -> Notice | None:
        if code in self._told:
            return None
        self._told.add(code)
        return Notice(self._problem(code))

    def _problem(self, code: str, details: str = "") -> Problem:
        return Problem(f"microphone.{code}", {"name": self._stream.device.name}, details)
