"""How loud the microphone hears it is: the last second as a row of bars."""

from collections import deque

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.theme import Theme

QUIETEST = -60.0
"""dBFS that show as the lowest bar."""

_BARS = 14
_BAR = 2
_GAP = 2
_HEIGHT = 16


class LevelMeter(QWidget):
    """Bars that wander towards the beginning of the line, the newest at its end."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("levelMeter")
        self.setAccessibleName(self.tr("Loudness of the microphone"))
        self._theme = theme
        self._levels: deque[float] = deque(maxlen=_BARS)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(QSize(_BARS * (_BAR + _GAP) - _GAP, theme.scaled(_HEIGHT)))
        theme.changed.connect(self.update)
        self.clear()

    def clear(self) -> None:
        """Silence."""
        self._levels.extend([0.0] * _BARS)
        self.update()

    def add(self, level: float) -> None:
        """The newest loudness, in dBFS."""
        self._levels.append(min(max((level - QUIETEST) / -QUIETEST, 0.0), 1.0))
        self.update()

    def levels(self) -> list[float]:
        """What is shown, 0 to 1, the newest last."""
        return list(self._levels)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a rounded bar for each level; silence is a row of dots."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        levels = list(self._levels)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            levels.reverse()
        for place, level in enumerate(levels):
            height = max(float(_BAR), level * self.height())
            top = (self.height() - height) / 2
            bar = QRectF(place * (_BAR + _GAP), top, _BAR, height)
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
