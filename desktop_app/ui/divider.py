"""A line across the column with words in its middle."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.ui.theme import CAPTION, SPACE, Theme


class Divider(QLabel):
    """Its words wrap in a narrow window, and then stand alone."""

    def __init__(self, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self.setAccessibleName(text)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours and fonts of `theme`."""
        self._theme = theme
        self.setFont(theme.font(CAPTION))
        palette = self.palette()
        palette.setColor(palette.ColorRole.WindowText, theme.color("text_second"))
        self.setPalette(palette)
        self.update()

    def height_at(self, width: int) -> int:
        """The height of the words broken into lines of `width` pixels."""
        return self.heightForWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        words = self.fontMetrics().horizontalAdvance(self.text())
        side = (self.width() - words) // 2 - SPACE[2]
        if side <= 0:
            return
        painter = QPainter(self)
        color = self._theme.color("line")
        middle = self.height() // 2
        painter.fillRect(0, middle, side, 1, color)
        painter.fillRect(self.width() - side, middle, side, 1, color)
