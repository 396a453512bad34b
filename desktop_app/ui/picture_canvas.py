"""A picture in the middle of a dark field: fitted, or as large as somebody wants to see it."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from desktop_app.ui.theme import Theme

STEP = 1.25
"""What one press of + enlarges by."""
LARGEST = 16.0
"""Pixels of the screen for one of the picture."""
_NOTCH = 120
"""Eighths of a degree that a wheel turns for one step."""
_CLOSE_UP = 3.0
"""From this scale on, pixels of the picture are shown as squares."""


class PictureCanvas(QWidget):
    """Shows an image at a scale: pixels of the screen for one of the picture.

    A scale of 0 means: as large as fits, and never larger than it is.
    """

    scaled = Signal(float)
    """Another scale is shown now."""
    resized = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._whole = QImage()
        self._fitted = QImage()
        self._size = QSize()
        self._scale = 0.0
        self._middle = QPointF(0.5, 0.5)
        """What part of the picture is in the middle, as shares of its size."""
        self._held: QPointF | None = None
        self._message = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def clear(self, size: QSize) -> None:
        """Wait for another picture, of this size."""
        self._whole, self._fitted, self._size = QImage(), QImage(), QSize(size)
        self._message = ""
        self.fit()

    def set_fitted(self, image: QImage) -> None:
        """The picture in the size in which it fits."""
        self._fitted = image
        self.update()

    def set_whole(self, image: QImage) -> None:
        """The picture with all its pixels."""
        self._whole = image
        self._size = image.size()
        self.update()

    def set_message(self, message: str) -> None:
        """Say why there is no picture."""
        self._message = message
        self.update()

    def scale(self) -> float:
        """Pixels of the screen for one of the picture."""
        return self._scale or self.fitting_scale()

    def fitting_scale(self) -> float:
        """The scale at which all of it is seen."""
        if self._size.isEmpty():
            return 1.0
        room = self._room()
        share = min(room.width() / self._size.width(), room.height() / self._size.height())
        return min(1.0, share)

    def fit(self) -> None:
        """Show all of it."""
        self._scale = 0.0
        self._middle = QPointF(0.5, 0.5)
        self._tell()

    def zoom(self, factor: float, around: QPointF | None = None) -> None:
        """Enlarge by `factor`; what is at `around` stays there."""
        self.set_scale(self.scale() * factor, around)

    def set_scale(self, scale: float, around: QPointF | None = None) -> None:
        """Show one pixel of the picture as `scale` pixels of the screen."""
        smallest = self.fitting_scale()
        if scale <= smallest * 1.001 and smallest < 1:
            self.fit()
            return
        point = around if around is not None else QRectF(self.rect()).center()
        under = self._share_at(point)
        self._scale = min(max(scale, min(smallest, 1.0)), LARGEST)
        after = self._share_at(point)
        self._middle += under - after
        self._keep_inside()
        self._tell()

    def pan(self, x: float, y: float) -> None:
        """Move the picture by so many pixels of the window."""
        area = self._area().size()
        if not area.isEmpty():
            self._middle -= QPointF(x / area.width(), y / area.height())
            self._keep_inside()
            self.update()

    def fits(self) -> bool:
        """Whether all of it is seen."""
        area, room = self._area(), QRectF(self.rect())
        return area.width() <= room.width() + 1 and area.height() <= room.height() + 1

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() / _NOTCH
        if turned:
            self.zoom(STEP**turned, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self.fits():
            self._held = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            way = event.position() - self._held
            self._held = event.position()
            self.pan(way.x(), way.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None
        self._set_hand()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Between all of it and its own size."""
        if self._scale:
            self.fit()
        else:
            self.set_scale(max(1.0, self.scale() * 2), event.position())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._keep_inside()
        self._tell()
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._message:
            painter.setPen(self._theme.color("backdrop_text"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._message)
            return
        image = self._fitted if self._fits_image() else self._whole
        image = image if not image.isNull() else self._fitted
        if not image.isNull():
            smooth = self.scale() < _CLOSE_UP
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
            painter.drawImage(self._area(), image)

    def _fits_image(self) -> bool:
        """Whether the smaller image has all that can be seen."""
        return not self._scale or self.scale() <= self.fitting_scale()

    def _room(self) -> QSizeF:
        """The canvas in pixels of the screen."""
        return QSizeF(self.size()) * self.devicePixelRatioF()

    def _area(self) -> QRectF:
        """Where the whole picture is, in pixels of the window."""
        shown = QSizeF(self._size) * (self.scale() / self.devicePixelRatioF())
        center = QRectF(self.rect()).center()
        left = center.x() - self._middle.x() * shown.width()
        top = center.y() - self._middle.y() * shown.height()
        return QRectF(QPointF(left, top), shown)

    def _share_at(self, point: QPointF) -> QPointF:
        area = self._area()
        if area.isEmpty():
            return QPointF(0.5, 0.5)
        return QPointF(
            (point.x() - area.x()) / area.width(), (point.y() - area.y()) / area.height()
        )

    def _keep_inside(self) -> None:
        """No empty strip on one side while something is hidden on the other."""
        area, room = self._area(), QRectF(self.rect())
        self._middle = QPointF(
            _kept(self._middle.x(), room.width(), area.width()),
            _kept(self._middle.y(), room.height(), area.height()),
        )

    def _tell(self) -> None:
        self._set_hand()
        self.update()
        self.scaled.emit(self.scale())

    def _set_hand(self) -> None:
        shape = Qt.CursorShape.ArrowCursor if self.fits() else Qt.CursorShape.OpenHandCursor
        self.setCursor(shape)


def _kept(middle: float, room: float, shown: float) -> float:
    if shown <= room or shown <= 0:
        return 0.5
    half = room / shown / 2
    return min(max(middle, half), 1 - half)
