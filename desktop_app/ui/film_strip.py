"""A film at a glance: pictures from its beginning to its end, and the part of it that is wanted."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.core.film import frame_times
from desktop_app.ui.theme import RADIUS_CONTROL, SPACE, Theme

PICTURES = 8
"""So many pictures stand in the strip."""

_HEIGHT = 56
_EDGE = 2
_GRIP = 8
"""Half the width (px) of the place where a handle is taken hold of."""
_VEIL = 0.72
"""How much of what is not wanted is covered."""
SHORTEST = 0.1
"""Seconds of the shortest part."""


class FilmStrip(QWidget):
    """Shows and changes the part of a film. The keyboard has the time fields beside it."""

    moved = Signal(float, float)
    """A handle was dragged; the new beginning and end in seconds."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures: dict[float, QImage] = {}
        self._seconds = 0.0
        self._start, self._end = 0.0, 0.0
        self._held = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("The film at a glance"))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """A row of small pictures."""
        return QSize(480, self._theme.scaled(_HEIGHT))

    def times(self) -> tuple[float, ...]:
        """The times (seconds) of the pictures that it wants."""
        return frame_times(0.0, self._seconds, PICTURES)

    def set_seconds(self, seconds: float) -> None:
        """How long the film is."""
        self._seconds = seconds
        self.set_range(0.0, seconds)

    def set_range(self, start: float, end: float) -> None:
        """Show this part as the wanted one."""
        self._start, self._end = start, end
        self.update()

    def set_picture(self, at: float, image: QImage) -> None:
        """One of those that it wants."""
        self._pictures[at] = image
        self.update()

    def picture_at(self, at: float) -> QImage | None:
        """The one nearest to this time that is there already."""
        if not self._pictures:
            return None
        return self._pictures[min(self._pictures, key=lambda time: abs(time - at))]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the nearer handle."""
        x = event.position().x()
        if event.button() != Qt.MouseButton.LeftButton or not self._seconds:
            return
        near_start = abs(x - self._x(self._start)) < abs(x - self._x(self._end))
        self._held = "start" if near_start else "end"
        self._drag(x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the handle that is held."""
        x = event.position().x()
        if self._held:
            self._drag(x)
        near = min(abs(x - self._x(self._start)), abs(x - self._x(self._end))) <= _GRIP
        shape = Qt.CursorShape.SizeHorCursor if near or self._held else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        del event
        self._held = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pictures, a veil over what is not wanted, a frame with two handles."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        shape = QPainterPath()
        shape.addRoundedRect(area, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), self._theme.color("code_surface"))
        for number, at in enumerate(self.times()):
            if (image := self._pictures.get(at)) is not None:
                _paint_filling(painter, self._slot(number), image)
        if self._seconds:
            self._paint_veil(painter)
        painter.restore()
        if self._seconds and self.isEnabled():
            self._paint_handles(painter, area)

    def _paint_veil(self, painter: QPainter) -> None:
        veil = QColor(self._theme.color("window"))
        veil.setAlphaF(_VEIL)
        left, right = sorted((self._x(self._start), self._x(self._end)))
        painter.fillRect(QRectF(0, 0, left, self.height()), veil)
        painter.fillRect(QRectF(right, 0, self.width() - right, self.height()), veil)

    def _paint_handles(self, painter: QPainter, area: QRectF) -> None:
        accent = self._theme.color("accent")
        left, right = sorted((self._x(self._start), self._x(self._end)))
        painter.setPen(QPen(accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        wanted = QRectF(QPointF(left, area.top()), QPointF(right, area.bottom()))
        painter.drawRoundedRect(wanted, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        height = self.height() / 2
        for x in (left, right):
            grip = QRectF(x - SPACE[0] / 2, (self.height() - height) / 2, SPACE[0], height)
            painter.drawRoundedRect(grip, SPACE[0] / 2, SPACE[0] / 2)

    def _slot(self, number: int) -> QRect:
        """The place of a picture; the first one is at the leading edge."""
        if self.isRightToLeft():
            number = PICTURES - 1 - number
        left, right = (round(self.width() * n / PICTURES) for n in (number, number + 1))
        return QRect(left, 0, right - left, self.height())

    def _x(self, seconds: float) -> float:
        room = self.width() - 2 * _EDGE - SPACE[0]
        share = seconds / self._seconds if self._seconds else 0.0
        if self.isRightToLeft():
            share = 1 - share
        return _EDGE + SPACE[0] / 2 + room * share

    def _drag(self, x: float) -> None:
        room = max(1, self.width() - 2 * _EDGE - SPACE[0])
        share = min(1.0, max(0.0, (x - _EDGE - SPACE[0] / 2) / room))
        if self.isRightToLeft():
            share = 1 - share
        at = share * self._seconds
        shortest = min(SHORTEST, self._seconds)
        if self._held == "start":
            start, end = min(at, self._end - shortest), self._end
        else:
            start, end = self._start, max(at, self._start + shortest)
        self.set_range(start, end)
        self.moved.emit(start, end)


def _paint_filling(painter: QPainter, place: QRect, image: QImage) -> None:
    """The middle of `image`, as large as fills `place`."""
    size = QSize(place.size()).scaled(image.size(), Qt.AspectRatioMode.KeepAspectRatio)
    middle = QRect(0, 0, size.width(), size.height())
    middle.moveCenter(image.rect().center())
    painter.drawImage(place, image, middle)
