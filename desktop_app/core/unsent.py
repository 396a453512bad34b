"""Dictations that are not written down yet: their sound is kept until their words are.

Each is a WAV file that grows while somebody speaks, and beside it what is known of the place of
its words. Both go when the words are in a draft that is saved. What a crash leaves behind is
found at the next start.
"""

import errno
import json
import logging
import struct
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from desktop_app.core.audio import SAMPLE_BYTES, SAMPLE_RATE, Audio
from desktop_app.core.errors import Problem
from desktop_app.core.heard_text import fitted

SHORTEST_SECONDS = 0.3
"""Less than this holds no word; it is not offered."""

KEPT_DAYS = 30
"""What nobody wanted to have written down for so long goes."""

_FLOAT = 3  # WAVE_FORMAT_IEEE_FLOAT
_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_FLUSH_BYTES = SAMPLE_RATE * SAMPLE_BYTES

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words of a dictation belong: into the draft of a conversation.

    `draft` is the name of the draft, "" that of a conversation which is not begun. `shown` is what
    stands there of the dictation already, from the character `at` on.
    """

    draft: str = ""
    at: int = 0
    shown: str = ""

    def span_in(self, text: str) -> tuple[int, int]:
        """From where to where the shown words stand in `text` now; its end when they are gone."""
        at, length = self.at, len(self.shown)
        if at > len(text) or text[at : at + length] != self.shown:
            at = text.rfind(self.shown) if self.shown else -1
        return (at, at + length) if at >= 0 else (len(text), len(text))

    def filled(self, text: str, words: str) -> str:
        """The draft `text` with `words` in place of what was shown."""
        start, end = self.span_in(text)
        return text[:start] + fitted(words, text[:start], text[end:]) + text[end:]


class KeptSound:
    """The sound of one dictation in a file.

    No method raises: what the disk refuses is missing in the file alone, and `problem` says so.
    """

    def __init__(self, path: Path, place: Place) -> None:
        self.path = path
        self.place = place
        self.problem: Problem | None = None
        self._file: IO[bytes] | None = None
        self._bytes = 0
        self._flushed = 0

    @classmethod
    def begin(cls, folder: Path, place: Place) -> "KeptSound":
        """A new file in `folder`."""
        sound = cls(folder / f"{time.time_ns()}.wav", place)
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            sound._file = sound.path.open("xb")
            sound._file.write(_header(0))
        except OSError as error:
            sound._give_up(error)
        sound._save_place()
        return sound

    def append(self, audio: Audio) -> None:
        """Add what was captured; it is in the file within a second."""
        if self._file is None:
            return
        try:
            self._file.write(audio.samples)
            self._bytes += len(audio.samples)
            if self._bytes - self._flushed >= _FLUSH_BYTES:
                self._finish_header(self._file)
        except OSError as error:
            self._give_up(error)

    def note(self, place: Place) -> None:
        """Remember where the words belong and which of them are there."""
        if place != self.place:
            self.place = place
            self._save_place()

    def close(self) -> None:
        """Finish the file, which stays. May be called twice."""
        file, self._file = self._file, None
        if file is None:
            return
        try:
            with file:
                self._finish_header(file)
        except OSError as error:
            self._give_up(error)

    def remove(self) -> None:
        """The words are safe: the sound goes."""
        self.close()
        for path in (self.path, _note_of(self.path)):
            with suppress(OSError):
                path.unlink()

    @property
    def seconds(self) -> float:
        """How long the sound in the file is."""
        with suppress(OSError):
            return (self.path.stat().st_size - _HEADER.size) / (SAMPLE_BYTES * SAMPLE_RATE)
        return 0.0

    def audio(self) -> Audio:
        """The sound as the file has it, as far as it goes."""
        with suppress(OSError):
            sound = self.path.read_bytes()[_HEADER.size :]
            return Audio(sound[: len(sound) // SAMPLE_BYTES * SAMPLE_BYTES])
        return Audio()

    def _finish_header(self, file: IO[bytes]) -> None:
        file.seek(0)
        file.write(_header(self._bytes))
        file.seek(0, 2)
        file.flush()
        self._flushed = self._bytes

    def _save_place(self) -> None:
        """Write the note over the one before, whose end may stay behind the line."""
        if self.problem is not None:
            return
        # Several times a second, on the thread that paints. No rename takes the place of the old
        # note: there a file system may wait for the medium, a third of a second and longer. One
        # write is whole for whoever reads, and after a power cut the words still have their sound.
        line = json.dumps(asdict(self.place)).encode() + b"\n"
        try:
            path = _note_of(self.path)
            with path.open("r+b" if path.exists() else "xb", buffering=0) as note:
                note.write(line)
        except OSError as error:
            self._give_up(error)

    def _give_up(self, error: OSError) -> None:
        _log.warning("the sound of a dictation is not kept: %s", error)
        full = error.errno in _FULL
        self.problem = Problem("store.full" if full else "store.failed", details=str(error))
        file, self._file = self._file, None
        if file is not None:
            with suppress(OSError):
                file.close()


def left_behind(folder: Path) -> list[KeptSound]:
    """What earlier sessions left in `folder`, the oldest first; what holds no word is removed."""
    sounds = []
    for path in sorted(folder.glob("*.wav")):
        sound = KeptSound(path, _place_of(path))
        if sound.seconds < SHORTEST_SECONDS or _is_old(path):
            sound.remove()
        else:
            sounds.append(sound)
    return sounds


def _is_old(path: Path) -> bool:
    with suppress(OSError):
        return time.time() - path.stat().st_mtime > KEPT_DAYS * 24 * 3600
    return False


def _note_of(path: Path) -> Path:
    return path.with_suffix(".json")


def _place_of(path: Path) -> Place:
    try:
        values = json.loads(_note_of(path).read_bytes().partition(b"\n")[0])
        return Place(str(values["draft"]), max(0, int(values["at"])), str(values["shown"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Place()  # The words are what counts: they go where the next message begins.


def _header(size: int) -> bytes:
    """The head of a WAV file with so many bytes of sound, one channel of 32-bit floats."""
    rate = SAMPLE_RATE * SAMPLE_BYTES
    riff = (b"RIFF", _HEADER.size - 8 + size, b"WAVE", b"fmt ", 16)
    form = (_FLOAT, 1, SAMPLE_RATE, rate, SAMPLE_BYTES, SAMPLE_BYTES * 8)
    return _HEADER.pack(*riff, *form, b"data", size)
