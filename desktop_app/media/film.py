"""The engine that takes pictures out of films."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from desktop_app.core.engine import CancelToken, Job, UnloadJob
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import (
    Event,
    Failed,
    FilmFacts,
    Finished,
    Notice,
    Pictured,
    Reason,
)
from desktop_app.core.picture import FilmFactsJob, FramesJob, Picture
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.media.readable import NotReadableError, check_readable
from desktop_app.media.viewing import Viewing

_SUFFIX = ".jpg"
_QUALITY = 90
"""Of JPEG, 0 to 100: from here on nobody sees a difference, and models even less."""


class FilmEngine:
    """Does the jobs of `FilmJob` with Qt Multimedia, on the thread that asks first and only there.

    The film of the last job stays open, so that the pictures of another range come at once.
    """

    def __init__(self) -> None:
        # Qt's signals need an application, and a child process has none. It is one without a
        # screen: Qt then makes the pictures without a graphics card.
        self._application = QCoreApplication.instance() or QCoreApplication(["parley"])
        self._open: Viewing | None = None

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Look at a film; an `UnloadJob` lets it go."""
        if isinstance(job, UnloadJob):
            self.close()
            yield Finished()
            return
        if not isinstance(job, FilmFactsJob | FramesJob):
            yield Failed(Problem("internal", details=f"not a film: {type(job).__name__}"))
            return
        path = job.model.path
        try:
            film = self._viewing(path, cancel)
            if isinstance(job, FilmFactsJob):
                yield from _facts(film, cancel)
            else:
                yield from _frames(film, job, cancel)
        except NotReadableError as error:
            self.close()
            if not cancel.is_set():
                yield Failed(_unreadable(path, error))
                return
        if cancel.is_set():
            # A frame that nobody waits for any more may still be on its way.
            self.close()
            yield Finished(Reason.CANCELLED)
        else:
            yield Finished()

    def close(self) -> None:
        """Let the film go."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _viewing(self, path: str, cancel: CancelToken) -> Viewing:
        if self._open is None or self._open.path != path or self._open.failed:
            self.close()
            check_readable(path, "film.missing")
            self._open = Viewing(path)
            self._open.open(cancel)
        return self._open


def create(options: object = None) -> FilmEngine:
    """The engine, for an `EngineSpec`; it has no options."""
    del options
    return FilmEngine()


def _facts(film: Viewing, cancel: CancelToken) -> Iterator[Event]:
    """What it is. Whether its pictures can be decoded is found out here, not after a choice."""
    if not film.has_pictures and film.has_sound:
        yield FilmFacts(film.told_length, 0, 0, film.has_sound)
        return
    try:
        first = film.picture(0.0, cancel)
        seconds = film.length(cancel)
        if first is None and not cancel.is_set():
            raise NotReadableError("there are no pictures in it")
    except NotReadableError as error:
        if not film.has_sound:
            raise
        # What is said in it can be had all the same.
        yield Notice(_unreadable(film.path, error))
        yield FilmFacts(film.told_length, 0, 0, has_sound=True)
        return
    if not cancel.is_set():
        yield FilmFacts(seconds, film.size.width(), film.size.height(), film.has_sound)


def _frames(film: Viewing, job: FramesJob, cancel: CancelToken) -> Iterator[Pictured]:
    """Its pictures at the times that are asked for, as far as they are there."""
    shelf = PictureShelf(Path(job.folder.path))
    name = Path(job.model.path).stem
    found = False
    for at in job.times:
        try:
            image = film.picture(at, cancel)
        except NotReadableError:
            # Films break off in the middle: what comes before is worth having.
            if found:
                return
            raise
        if cancel.is_set():
            return
        if image is not None:
            found = True
            yield Pictured(_kept(image, shelf, name), at)
    if job.times and not found:
        raise NotReadableError("there are no pictures in it")


def _kept(image: QImage, shelf: PictureShelf, name: str) -> Picture:
    """The picture as a file of its own. Raises `ParleyError` when it cannot be written."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"JPEG")
    writer.setQuality(_QUALITY)
    if not writer.write(image.convertToFormat(QImage.Format.Format_RGB888)):
        raise NotReadableError(writer.errorString())
    try:
        hash = shelf.keep(bytes(buffer.data().data()), _SUFFIX)
    except OSError as error:
        raise ParleyError(Problem("film.not_kept", {"name": name}, str(error))) from error
    return Picture(hash, _SUFFIX, image.width(), image.height(), name)


def _unreadable(path: str, error: NotReadableError) -> Problem:
    return Problem("film.unreadable", {"name": Path(path).name}, str(error))
