"""The pictures of conversations as the window shows them: small, at once if they were just seen."""

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from desktop_app.core.document import Document
from desktop_app.core.picture import Picture
from desktop_app.ui.picture_reader import PictureReader, picture_reader

CACHE_BYTES = 32_000_000
"""What is kept of pictures that are not on the screen any more: a few screens full."""

Key = tuple[str, int, int]
PathOf = Callable[[Picture | Document], Path]


def _nowhere(picture: Picture | Document) -> Path:
    """Without a folder of pictures every one is missing."""
    return Path(picture.file_name)


class Gallery(QObject):
    """Gives pictures in the sizes asked for, and remembers the last ones. UI thread.

    A picture is known by the hash of its file: what is remembered never gets old.
    """

    arrived = Signal(str)
    """A picture (its hash) is here in one more size, or is known to be missing."""

    def __init__(
        self,
        path_of: PathOf = _nowhere,
        reader: PictureReader | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`path_of` tells where a picture's kept file is."""
        super().__init__(parent)
        self._path_of = path_of
        self._reader = reader or picture_reader()
        self._reader.read.connect(self._on_read)
        self._images: OrderedDict[Key, QImage] = OrderedDict()
        self._bytes = 0
        self._tickets: dict[int, Key] = {}

    def path(self, picture: Picture | Document) -> Path:
        """The kept file of a picture or text; it may be gone."""
        return Path(self._path_of(picture))

    def image(self, picture: Picture, size: QSize) -> QImage | None:
        """The picture fitted into `size` (pixels of the screen), null when its file is missing.

        None while it is being read: `arrived` tells when to ask again.
        """
        key = (picture.hash, size.width(), size.height())
        if (image := self._images.get(key)) is not None:
            self._images.move_to_end(key)
            return image
        if key not in self._tickets.values():
            self._tickets[self._reader.request(self.path(picture), size)] = key
        return None

    def look_again(self, picture: Picture) -> None:
        """Forget that it was missing: its file may be back."""
        for key in [key for key, image in self._images.items() if image.isNull()]:
            if key[0] == picture.hash:
                del self._images[key]

    @property
    def kept_bytes(self) -> int:
        """The memory of what is remembered."""
        return self._bytes

    def _on_read(self, ticket: int, image: QImage) -> None:
        key = self._tickets.pop(ticket, None)
        if key is None:
            return  # Asked for by somebody else.
        self._images[key] = image
        self._bytes += image.sizeInBytes()
        while self._bytes > CACHE_BYTES and len(self._images) > 1:
            _, oldest = self._images.popitem(last=False)
            self._bytes -= oldest.sizeInBytes()
        self.arrived.emit(key[0])
