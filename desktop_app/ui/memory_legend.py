"""What the colours of a memory bar stand for, with amounts, in as many columns as there is room."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.memory_bar import Part, paint_part
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import size_words

_SWATCH = 11
_MOST_COLUMNS = 3


class MemoryLegend(QWidget):
    """Says with words and numbers what the bar shows with colours."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: tuple[Part, ...] = ()
        self.setFont(theme.font(CAPTION))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._refresh)

    def set_parts(self, parts: tuple[Part, ...]) -> None:
        """Show these. One without an `ink` is what stays free."""
        self._parts = parts
        self._refresh()

    def hasHeightForWidth(self) -> bool:
        """A narrow one needs more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The rows that are needed."""
        columns = self._columns(width)
        return -(-len(self._parts) // columns) * self._row()

    def sizeHint(self) -> QSize:
        """All in a few columns."""
        width = (self._widest() + SPACE[4]) * _MOST_COLUMNS
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """All below each other."""
        return QSize(self._widest(), self._row())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a swatch, the words and the amount of each part."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # By the text itself: "400 MB" reads so also where the window goes from right to left.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        columns, high = self._columns(self.width()), self._row()
        gap = SPACE[4]
        wide = (self.width() - gap * (columns - 1)) // columns
        for place, part in enumerate(self._parts):
            row, column = divmod(place, columns)
            if self.isRightToLeft():
                column = columns - 1 - column
            cell = QRect(column * (wide + gap), row * high, wide, high)
            self._paint_part(painter, cell, part)

    def _paint_part(self, painter: QPainter, cell: QRect, part: Part) -> None:
        rtl = self.isRightToLeft()
        side = self._theme.scaled(_SWATCH)
        left = cell.right() - side if rtl else cell.left() + 1
        swatch = QRectF(left, cell.center().y() - side / 2 + 0.5, side, side)
        if part.ink:
            paint_part(painter, swatch, self._theme, part)
        else:
            painter.setPen(QPen(self._theme.color("disabled"), 1))
            painter.drawRect(swatch.adjusted(0.5, 0.5, -0.5, -0.5))
        used = side + SPACE[1]
        words = cell.adjusted(0, 0, -used, 0) if rtl else cell.adjusted(used, 0, 0, 0)
        to_left, to_right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        start, end = (to_right, to_left) if rtl else (to_left, to_right)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.setPen(self._theme.color("text_second"))
        painter.drawText(words, int(start | middle), part.words)
        painter.setPen(self._theme.color("text"))
        painter.drawText(words, int(end | middle), size_words(part.amount))

    def _columns(self, width: int) -> int:
        gap = SPACE[4]
        return max(1, min(_MOST_COLUMNS, (width + gap) // (self._widest() + gap)))

    def _widest(self) -> int:
        metrics = self.fontMetrics()
        words = max((metrics.horizontalAdvance(part.words) for part in self._parts), default=0)
        sizes = (metrics.horizontalAdvance(size_words(part.amount)) for part in self._parts)
        around = self._theme.scaled(_SWATCH) + SPACE[1] + SPACE[2]
        return words + max(sizes, default=0) + around

    def _row(self) -> int:
        return self.fontMetrics().lineSpacing() + SPACE[0]

    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()
