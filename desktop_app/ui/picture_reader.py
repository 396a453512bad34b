"""Pictures read from files on other threads, no larger than they are to be shown."""

import itertools
import logging
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt, QThread, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageReader

MOST_THREADS = 2
"""So many pictures are read at once, where that leaves a core to the window and the model."""
_IDLE_MILLISECONDS = 5_000
"""A thread without work ends after so long."""

_log = logging.getLogger(__name__)


class PictureReader(QObject):
    """Reads one picture after the other, the last one asked for first: it is the one in view.

    Lives on the UI thread. Every request that is not forgotten ends in one `read`, later.
    """

    read = Signal(int, QImage)
    """A ticket and its picture; a null image when there is none, or none that can be read."""

    _done = Signal(int, QImage)
    """The same, emitted on the thread that read it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._threads = max(1, min(MOST_THREADS, QThread.idealThreadCount() // 2))
        self._pool.setMaxThreadCount(self._threads)
        self._pool.setExpiryTimeout(_IDLE_MILLISECONDS)
        self._tickets = itertools.count(1)
        self._waiting: dict[int, tuple[str, QSize]] = {}
        self._running = 0
        self._done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)

    def request(self, path: Path | str, size: QSize | None = None) -> int:
        """Read the picture in this file and return the ticket of it.

        With `size` (in pixels of the screen) it is made to fit into that, and never larger.
        """
        ticket = next(self._tickets)
        self._waiting[ticket] = (str(path), QSize(size) if size is not None else QSize())
        self._start()
        return ticket

    def forget(self, ticket: int) -> None:
        """Nobody needs this one any more; if it is being read already, it is told of."""
        self._waiting.pop(ticket, None)

    @property
    def idle(self) -> bool:
        """Whether nothing is being read at the moment."""
        return self._pool.activeThreadCount() == 0

    def finish(self) -> None:
        """Wait for what is being read, and begin nothing more: the program ends."""
        self._waiting.clear()
        self._pool.waitForDone()

    def _start(self) -> None:
        while self._waiting and self._running < self._threads:
            ticket, (path, size) = self._waiting.popitem()
            self._running += 1
            self._pool.start(partial(self._read, ticket, path, size))

    def _read(self, ticket: int, path: str, size: QSize) -> None:
        """On a thread of the pool."""
        image = QImage()
        try:
            image = read_picture(path, size)
        except Exception:
            _log.exception("a picture could not be read")
        with suppress(RuntimeError):  # Qt is gone when the program ended in the meantime.
            self._done.emit(ticket, image)

    def _on_done(self, ticket: int, image: QImage) -> None:
        self._running -= 1
        self._start()
        self.read.emit(ticket, image)


def read_picture(path: str, size: QSize) -> QImage:
    """The picture in a file, fitted into `size` where that is a size; null without one.

    In the form that the screen is painted with, so that nothing is left to do there. Any thread.
    """
    reader = QImageReader(path)
    reader.setDecideFormatFromContent(True)
    own = reader.size()
    if size.isValid() and own.isValid():
        fitting = own.scaled(size, Qt.AspectRatioMode.KeepAspectRatio)
        if fitting.width() < own.width():
            # Who computed the size from the picture's gets it to the pixel, and scales no more.
            near = size.width() - fitting.width() <= 1 and size.height() - fitting.height() <= 1
            reader.setScaledSize(size if near else fitting.expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        _log.info("%s: %s", path, reader.errorString())
        return image
    form = QImage.Format.Format_RGB32
    if image.hasAlphaChannel():
        form = QImage.Format.Format_ARGB32_Premultiplied
    return image.convertToFormat(form)


_shared: PictureReader | None = None


def picture_reader() -> PictureReader:
    """The one reader of this process, made when it is first asked for."""
    global _shared
    if _shared is None:
        _shared = PictureReader()
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(_shared.finish)
    return _shared
