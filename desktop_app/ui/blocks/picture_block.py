"""The pictures of a message that stand beside each other."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui.blocks.picture_tile import PictureTile
from desktop_app.ui.blocks.tiling import ROW_HEIGHT, tiled
from desktop_app.ui.picture_desk import PictureDesk, Shown
from desktop_app.ui.theme import Theme

PREFETCHED = 12
"""So many pictures of a message are read before they are seen; of more, those in view."""


class PictureBlock(QWidget):
    """Tiles in rows. A number in a signal is the picture's place in the block."""

    seen_requested = Signal(int, bool)
    remove_requested = Signal(int)
    touched = Signal()

    def __init__(
        self,
        theme: Theme,
        desk: PictureDesk,
        shown: Sequence[Shown],
        parent: QWidget,
        *,
        row_height: int = ROW_HEIGHT,
        removable: bool = False,
    ) -> None:
        super().__init__(parent)
        self._sizes = [QSize(one.picture.width, one.picture.height) for one in shown]
        self._row_height = row_height
        self._leading = removable
        self.tiles = [
            self._tile(theme, desk, number, one, removable) for number, one in enumerate(shown)
        ]

    def set_shown(self, shown: Sequence[Shown]) -> None:
        """The same pictures, seen by the model or not."""
        for tile, one in zip(self.tiles, shown, strict=True):
            tile.set_shown(one, one.picture.seen)

    def place(self, width: int) -> tuple[int, int]:
        """Lay out for `width` pixels and return the width and height needed."""
        tiling = tiled(self._sizes, width, self._row_height, leading=self._leading)
        for tile, place in zip(self.tiles, tiling.places, strict=True):
            tile.setGeometry(self._mirrored(place, tiling.size.width()))
        if len(self.tiles) <= PREFETCHED:
            for tile in self.tiles:
                tile.prefetch()
        return tiling.size.width(), tiling.size.height()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours and fonts of `theme`."""
        for tile in self.tiles:
            tile.set_theme(theme)

    def _mirrored(self, place: QRect, width: int) -> QRect:
        if self.isRightToLeft():
            place.moveLeft(width - place.right() - 1)
        return place

    def _tile(
        self, theme: Theme, desk: PictureDesk, number: int, shown: Shown, removable: bool
    ) -> PictureTile:
        tile = PictureTile(theme, desk, shown, self, removable=removable)
        tile.seen_requested.connect(lambda seen: self.seen_requested.emit(number, seen))
        tile.remove_requested.connect(lambda: self.remove_requested.emit(number))
        tile.touched.connect(self.touched)
        return tile
