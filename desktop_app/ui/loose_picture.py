"""Pictures that come without a file get one, away from the thread that paints."""

import base64
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QObject, QThreadPool, Signal

from desktop_app.core.errors import Problem
from desktop_app.ui.offer import PictureBytes, PicturePixels, PictureUrl

Loose = PictureBytes | PicturePixels | PictureUrl

_LITTLE_WORK = 90
"""As Qt's "quality" of a PNG file: hardly compressed, which takes a tenth of the time. The file
is read once and deleted."""


class LoosePictures(QObject):
    """Writes pictures from the clipboard, or from another program, to files of their own.

    Its methods and signals belong to the UI thread, the work is done on others.
    """

    written = Signal(int, str)
    """The picture with this number lies in the file of this path."""

    failed = Signal(int, object)
    """The picture with this number could not be written; and the `Problem`."""

    _done = Signal(int, str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._swept: set[Path] = set()
        self._over = False
        self._done.connect(self._on_done)

    def write(self, number: int, source: Loose, folder: Path) -> None:
        """Begin to write `source` to a file in `folder`; `written` or `failed` follows."""
        old = [] if folder in self._swept else [*folder.glob("*")]
        self._swept.add(folder)
        self._pool.start(lambda: self._work(number, source, folder, old))

    def forget(self, path: str) -> None:
        """The file is needed no more; "" is none."""
        if path:
            with suppress(OSError):
                Path(path).unlink()

    def shut_down(self) -> None:
        """Wait for what is being written, and say nothing any more."""
        self._over = True
        self._pool.waitForDone()

    def _work(self, number: int, source: Loose, folder: Path, old: list[Path]) -> None:
        """On a thread of the pool."""
        for path in old:  # A session that was killed left them.
            self.forget(str(path))
        name = ""
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=folder)
            os.close(handle)
            _write(source, Path(name))
        except (OSError, ValueError) as error:
            self.forget(name)
            self._done.emit(number, "", Problem("picture.not_taken", details=str(error)))
        else:
            self._done.emit(number, name, None)

    def _on_done(self, number: int, path: str, problem: Problem | None) -> None:
        if self._over:
            self.forget(path)
        elif problem is None:
            self.written.emit(number, path)
        else:
            self.failed.emit(number, problem)


def _write(source: Loose, path: Path) -> None:
    """Raises OSError or ValueError."""
    match source:
        case PictureBytes(data):
            path.write_bytes(data)
        case PictureUrl(url):
            path.write_bytes(_decoded(url))
        case PicturePixels(image):
            # Where nothing shines through, pixels as they are: the file is deleted in a moment.
            form = "PNG" if image.hasAlphaChannel() else "BMP"
            if not image.save(str(path), form, _LITTLE_WORK):  # type: ignore[call-overload]
                raise OSError(f"{image.width()} x {image.height()} pixels were not written")


def _decoded(url: str) -> bytes:
    """The content of a data: URL (RFC 2397)."""
    head, comma, body = url.partition(",")
    if not comma:
        raise ValueError("a data: URL without data")
    content = unquote_to_bytes(body)
    return base64.b64decode(content) if head.lower().endswith(";base64") else content
