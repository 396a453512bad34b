"""The part of a film that is wanted: the strip, its two times, and the pictures at both ends."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.film_strip import SHORTEST, FilmStrip
from desktop_app.ui.theme import CAPTION, RADIUS_CONTROL, SPACE, Theme
from desktop_app.ui.time_field import TimeField

_STILL = QSize(128, 72)
_PAUSE = 150
"""Milliseconds that a handle rests before the picture there is asked for."""
_BEFORE_END = 0.1
"""Seconds: at its very end a film has no picture any more."""


class FilmRange(QWidget):
    """Shows and changes the wanted part; `part` is its beginning and end in seconds."""

    changed = Signal(float, float)
    """The person chose another part."""

    stills_wanted = Signal(float, float)
    """The pictures at these two times are to be shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._seconds = 0.0
        self.part = (0.0, 0.0)
        self.strip = FilmStrip(theme, self)
        self.start = TimeField(theme, self.tr("From"), self)
        self.end = TimeField(theme, self.tr("To"), self)
        self.first = _Still(theme, self.tr("The first picture of the part"), self)
        self.last = _Still(theme, self.tr("The last picture of the part"), self)
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(lambda: self.stills_wanted.emit(*self.still_times()))
        self._build(theme)
        self.strip.moved.connect(self._take)
        self.start.edited.connect(lambda start: self._take_start(start))
        self.end.edited.connect(lambda end: self._take_end(end))

    def set_seconds(self, seconds: float) -> None:
        """The length of the film: all of it is wanted at first."""
        self._seconds = seconds
        self.strip.set_seconds(seconds)
        self._show(0.0, seconds)

    def still_times(self) -> tuple[float, float]:
        """When the two pictures are that `set_stills` is to be given."""
        start, end = self.part
        return start, max(start, end - _BEFORE_END)

    def set_still(self, at: float, image: QImage) -> None:
        """One of the pictures at the ends of the part; others are too late and left out."""
        for still, time in zip((self.first, self.last), self.still_times(), strict=True):
            if time == at:
                still.show_image(image)

    def _build(self, theme: Theme) -> None:
        times = QGridLayout()
        times.setSpacing(SPACE[1])
        fields = ((self.start, self.tr("&From")), (self.end, self.tr("&To")))
        for row, (time, words) in enumerate(fields):
            label = QLabel(words, self)
            label.setFont(theme.font(CAPTION))
            label.setProperty("tone", "second")
            label.setBuddy(time)
            times.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTrailing)
            times.addWidget(time, row, 1)
        ends = QHBoxLayout()
        ends.setSpacing(SPACE[2])
        ends.addWidget(self.first)
        ends.addStretch(1)
        ends.addLayout(times)
        ends.addStretch(1)
        ends.addWidget(self.last)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[1])
        column.addWidget(self.strip)
        column.addLayout(ends)

    def _take_start(self, start: float) -> None:
        end = self.part[1]
        self._take(min(max(0.0, start), max(0.0, end - SHORTEST)), end)

    def _take_end(self, end: float) -> None:
        start = self.part[0]
        self._take(start, max(min(end, self._seconds), min(start + SHORTEST, self._seconds)))

    def _take(self, start: float, end: float) -> None:
        self._show(start, end)
        self.changed.emit(start, end)

    def _show(self, start: float, end: float) -> None:
        before, self.part = self.part, (start, end)
        self.strip.set_range(start, end)
        self.start.set_seconds(start)
        self.end.set_seconds(end)
        # Until the very picture is there the nearest one of the strip stands in for it.
        for still, old, at in ((self.first, before[0], start), (self.last, before[1], end)):
            if old != at and (near := self.strip.picture_at(at)) is not None:
                still.show_image(near)
        self._pause.start()


class _Still(QWidget):
    """A picture in the middle of its place, with round corners."""

    def __init__(self, theme: Theme, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.image = QImage()
        self.setAccessibleName(words)
        size = QSize(theme.scaled(_STILL.width()), theme.scaled(_STILL.height()))
        self.setFixedSize(size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_image(self, image: QImage) -> None:
        """Show this one from now on."""
        self.image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The whole picture on a quiet ground."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), RADIUS_CONTROL, RADIUS_CONTROL)
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), self._theme.color("code_surface"))
        if self.image.isNull():
            return
        size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(QRectF(self.rect()).center())
        painter.drawImage(place, self.image)
