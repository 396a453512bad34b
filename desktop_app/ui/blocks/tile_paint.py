"""What is painted on the tile of a picture besides the picture."""

from PySide6.QtCore import QCoreApplication, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen

from desktop_app.ui.theme import CAPTION, RADIUS_CONTROL, SPACE, Theme

_RADIUS = RADIUS_CONTROL + 2
_ICON = 20
_BADGE = 24
"""Sides (px) of the icons for a missing picture, and for one that the model is not shown."""


def edge_of(box: QRect) -> QPainterPath:
    """The rounded edge of a tile."""
    edge = QPainterPath()
    edge.addRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
    return edge


def paint_ring(painter: QPainter, theme: Theme, box: QRect) -> None:
    """The keyboard is here: a ring that is seen on any picture."""
    ring = QRectF(box).adjusted(1, 1, -1, -1)
    painter.setPen(QPen(theme.color("surface"), 4))
    painter.drawRoundedRect(ring.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
    painter.setPen(QPen(theme.color("accent"), 2))
    painter.drawRoundedRect(ring, _RADIUS, _RADIUS)


def paint_missing(painter: QPainter, theme: Theme, box: QRect) -> None:
    """Say that the file is gone, in words where there is room for them."""
    words = missing_words()
    room = box.adjusted(SPACE[1], SPACE[1], -SPACE[1], -SPACE[1])
    icon = theme.scaled(_ICON)
    painter.setFont(theme.font(CAPTION))
    wrap = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
    needed = painter.fontMetrics().boundingRect(room, wrap, words)
    high = icon + SPACE[0] + needed.height()
    fits = high <= room.height() and needed.width() <= room.width()
    top = room.center().y() - (high if fits else icon) // 2
    place = QRect(room.center().x() - icon // 2, top, icon, icon)
    theme.icon("picture").paint(painter, place)
    if fits:
        painter.setPen(theme.color("text_second"))
        side = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)
        below = top + icon + SPACE[0] - room.top()
        painter.drawText(room.adjusted(0, below, 0, 0), side, words)


def paint_badge(painter: QPainter, theme: Theme, box: QRect) -> None:
    """A crossed-out eye, in the middle of the faded picture."""
    side = theme.scaled(_BADGE)
    place = QRect(0, 0, side, side)
    place.moveCenter(box.center())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("surface"))
    painter.drawEllipse(place.adjusted(-4, -4, 4, 4))
    inset = side // 6
    icon = place.adjusted(inset, inset, -inset, -inset)
    theme.icon("eye-off", "text").paint(painter, icon)


def caption_height(theme: Theme) -> int:
    """The height of the line below a tile with a caption."""
    return QFontMetrics(theme.font(CAPTION)).height() + SPACE[0]


def missing_words() -> str:
    """What stands in the place of a picture whose file is gone."""
    return QCoreApplication.translate("PictureTile", "This picture's file is missing.")
