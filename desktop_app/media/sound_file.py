"""The engine that reads sound files, and the sound of films."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop_app.core.audio import SAMPLE_RATE
from desktop_app.core.engine import CancelToken, Job, UnloadJob
from desktop_app.core.errors import Problem
from desktop_app.core.events import Decoded, Event, Failed, Finished, Reason
from desktop_app.core.subtitles import clock
from desktop_app.core.voice import DecodeJob
from desktop_app.media.decoding import Decoding
from desktop_app.media.readable import NotReadableError, check_readable

PIECE_SECONDS = 5
"""How much sound is handed on at once."""


class SoundFileEngine:
    """Does `DecodeJob`s with Qt Multimedia, on the thread that asks first and only there.

    The file of the last job stays open where there may be more of it: a job that begins where
    that one ended goes on reading at once.
    """

    def __init__(self) -> None:
        # Qt's signals need an application, and a child process has none. Without a reference to
        # it, it would be gone again.
        self._application = QCoreApplication.instance() or QCoreApplication(["parley"])
        self._open: Decoding | None = None

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Read a part of a file; an `UnloadJob` lets the file go."""
        if isinstance(job, DecodeJob):
            yield from self._read(job, cancel)
        elif isinstance(job, UnloadJob):
            self.close()
            yield Finished()
        else:
            yield Failed(Problem("internal", details=f"not a file to read: {type(job).__name__}"))

    def close(self) -> None:
        """Let the file go."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _read(self, job: DecodeJob, cancel: CancelToken) -> Iterator[Event]:
        path = job.model.path
        begin = round(job.begin * SAMPLE_RATE)
        end = begin + round(job.seconds * SAMPLE_RATE)
        piece = PIECE_SECONDS * SAMPLE_RATE
        ended = False
        try:
            decoding = self._decoding(path, begin)
            while not ended and not cancel.is_set():
                behind = begin - decoding.position
                left = end - decoding.position if job.seconds else piece
                audio = decoding.take(min(piece, behind if behind > 0 else left), cancel)
                if audio.samples and behind <= 0:
                    yield Decoded(audio, decoding.total)
                if job.seconds and decoding.position >= end:
                    yield Finished(Reason.LENGTH)
                    return
                ended = not audio.samples
        except NotReadableError as error:
            yield Failed(self._fault(path, str(error)))
        else:
            if cancel.is_set():
                yield Finished(Reason.CANCELLED)
            elif not decoding.position:
                yield Failed(self._fault(path, "there is no sound in it"))
            else:
                yield Finished()
        self.close()

    def _decoding(self, path: str, begin: int) -> Decoding:
        """The open file where it stands at sample `begin`, or else the file from its beginning."""
        if self._open is None or (self._open.path, self._open.position) != (path, begin):
            self.close()
            check_readable(path, "sound.missing")
            self._open = Decoding(path)
        return self._open

    def _fault(self, path: str, details: str) -> Problem:
        """What to say of a file that cannot be read, or no further."""
        name = Path(path).name
        read = self._open.position if self._open else 0
        if not read:
            return Problem("sound.unreadable", {"name": name}, details)
        return Problem("sound.damaged", {"name": name, "time": clock(read / SAMPLE_RATE)}, details)


def create(options: object = None) -> SoundFileEngine:
    """The engine, for an `EngineSpec`; it has no options."""
    del options
    return SoundFileEngine()
