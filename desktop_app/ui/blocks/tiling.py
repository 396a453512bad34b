"""Where the pictures of a message stand: sizes in, places out, before any picture was read."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize

ALONE = QSize(360, 280)
"""One picture is at most this large (px)."""
ROW_HEIGHT = 136
"""Several stand in rows of this height."""
WIDEST = 232
SMALLEST = 72
"""No tile is narrower or lower: it has to be seen, and hit."""
GAP = 8


@dataclass(frozen=True, slots=True)
class Tiling:
    """Places of tiles within `size`."""

    places: tuple[QRect, ...]
    size: QSize


def tiled(
    sizes: Sequence[QSize], width: int, row_height: int = ROW_HEIGHT, *, leading: bool = False
) -> Tiling:
    """Places for pictures of these sizes in a column of `width` pixels, in their order.

    Rows end together, as the words of the person do; `leading` ones begin together.
    """
    alone = len(sizes) == 1 and row_height == ROW_HEIGHT
    boxes = [box_of(size, width) if alone else _in_row(size, width, row_height) for size in sizes]
    rows = _broken(boxes, width)
    widest = max((_length(row) for row in rows), default=0)
    places = []
    y = 0
    for row in rows:
        x = 0 if leading else widest - _length(row)
        for box in row:
            places.append(QRect(x, y, box.width(), box.height()))
            x += box.width() + GAP
        y += max(box.height() for box in row) + GAP
    return Tiling(tuple(places), QSize(widest, max(0, y - GAP)))


def box_of(size: QSize, width: int) -> QSize:
    """The tile of a picture that stands alone: as large as it is, within bounds."""
    share = min(min(width, ALONE.width()) / size.width(), ALONE.height() / size.height(), 1.0)
    wide = max(SMALLEST, round(size.width() * share))
    return QSize(min(wide, width), max(SMALLEST, round(size.height() * share)))


def _in_row(size: QSize, width: int, height: int) -> QSize:
    wide = round(size.width() * height / size.height())
    return QSize(min(max(wide, SMALLEST), WIDEST, width), height)


def _broken(boxes: Sequence[QSize], width: int) -> list[list[QSize]]:
    rows: list[list[QSize]] = []
    for box in boxes:
        if rows and _length(rows[-1]) + GAP + box.width() <= width:
            rows[-1].append(box)
        else:
            rows.append([box])
    return rows


def _length(row: Sequence[QSize]) -> int:
    return sum(box.width() for box in row) + GAP * (len(row) - 1)
