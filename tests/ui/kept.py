"""Kept pictures, painted by the test."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage

from desktop_app.core.attachment import Film, Frame
from desktop_app.core.events import Segment
from desktop_app.core.picture import Picture
from desktop_app.core.picture_shelf import PictureShelf


class Shelf:
    """A folder of kept pictures, each of one colour."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shelf = PictureShelf(folder)

    def picture(
        self, color: str = "red", width: int = 300, height: int = 200, name: str = "a.png"
    ) -> Picture:
        """A picture that is there."""
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(QColor(color))
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        assert image.save(buffer, "PNG")
        hash = self.shelf.keep(bytes(data.data()), ".png")
        return Picture(hash, ".png", width, height, name)

    def film(self, frames: int = 3, said: tuple[str, ...] = (), name: str = "walk.mp4") -> Film:
        """A film with so many frames, 5 s apart, and these words."""
        colors = ("red", "green", "blue", "yellow")
        shown = tuple(
            Frame(n * 5.0, self.picture(colors[n % 4], 320 + n, 180, "")) for n in range(frames)
        )
        words = tuple(Segment(n * 4.0, n * 4.0 + 3, text) for n, text in enumerate(said))
        return Film(name, 60.0, 0.0, 60.0, shown, words)

    def path(self, picture: Picture) -> Path:
        """Where a picture is kept."""
        return self.shelf.path(picture)


def missing(width: int = 300, height: int = 200, name: str = "gone.png") -> Picture:
    """A picture whose file is not there."""
    return Picture("0" * 64, ".png", width, height, name)
