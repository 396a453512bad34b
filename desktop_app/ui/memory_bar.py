"""One memory as a bar: what a model takes of it, part by part, and what stays free."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.theme import SPACE, Theme

_HEIGHT = 14
_GAP = 1
_SMALLEST = 3.0
"""So wide (px) is a part at least: nothing that takes memory is left out."""
_STRIPES = 5
"""Between two stripes (px)."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something that takes memory. `ink` is the theme's token for it; a `striped` one is told
    from its neighbours also by those who see no colours."""

    words: str
    amount: int
    ink: str
    striped: bool = False


class MemoryBar(QWidget):
    """Parts from the leading edge on, the free rest behind them.

    Where they take more than is free, a line stands where the memory ends, and what is beyond it
    has the colour of an error.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: tuple[Part, ...] = ()
        self._free = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_parts(self, parts: tuple[Part, ...], free: int) -> None:
        """Show these; `free` bytes are free for them, 0 when nobody knows."""
        self._parts, self._free = parts, free
        self.update()

    @property
    def over(self) -> int:
        """So many bytes do not fit."""
        needed = sum(part.amount for part in self._parts)
        return max(0, needed - self._free) if self._free else 0

    def sizeHint(self) -> QSize:
        """As high as its stripes need to be seen."""
        return QSize(4 * SPACE[5], self._theme.scaled(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def edges(self) -> list[tuple[float, float]]:
        """From where to where (px, from the leading edge) each part goes."""
        width = float(self.width())
        needed = sum(part.amount for part in self._parts)
        whole = max(self._free, needed, 1)
        wide = [max(_SMALLEST, part.amount / whole * width) for part in self._parts]
        room = width if needed >= self._free else width - _SMALLEST
        if sum(wide) > room:
            wide = [own * room / sum(wide) for own in wide]
        edges, x = [], 0.0
        for own in wide:
            edges.append((x, x + own))
            x += own
        return edges

    def end(self) -> float:
        """Where (px, from the leading edge) the memory ends: inside, where not all fits."""
        if not self.over:
            return float(self.width())
        return self.width() * self._free / (self._free + self.over)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the parts on it, and where the memory ends."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isRightToLeft():
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(area, SPACE[0], SPACE[0])
        painter.fillPath(shape, self._theme.color("code_surface"))
        painter.setClipPath(shape)
        for part, (left, right) in zip(self._parts, self.edges(), strict=True):
            piece = QRectF(left, 0, max(1.0, right - left - _GAP), self.height())
            paint_part(painter, piece, self._theme, part)
        if self.over:
            self._paint_end(painter)
        painter.setClipping(False)
        painter.setPen(QPen(self._theme.color("error" if self.over else "disabled"), 1))
        painter.drawPath(shape)

    def _paint_end(self, painter: QPainter) -> None:
        end = self.end()
        beyond = QRectF(end, 0, self.width() - end, self.height())
        painter.fillRect(beyond, self._theme.color("error"))
        painter.setPen(QPen(self._theme.color("window"), 2))
        painter.drawLine(QPointF(end, 0), QPointF(end, self.height()))


def paint_part(painter: QPainter, area: QRectF, theme: Theme, part: Part) -> None:
    """The colour of a part, and its stripes."""
    ink = theme.color(part.ink)
    painter.fillRect(area, ink)
    if not part.striped:
        return
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(QBrush(_stripe(theme)), 1.5))
    x = area.left() - area.height()
    while x < area.right():
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x + area.height(), area.top()))
        x += _STRIPES
    painter.restore()


def _stripe(theme: Theme) -> QColor:
    """The ground, half seen through."""
    ground = theme.color("surface")
    ground.setAlphaF(0.55)
    return ground
