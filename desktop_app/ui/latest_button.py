"""The way back down to the newest words."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.ui.text_button import TextButton
from desktop_app.ui.theme import SPACE, Theme


class LatestButton(TextButton):
    """A pill. It stands in a strip of its own below the words, never over them."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "", "", parent)
        self.setText(self.tr("\u2193 latest"))
        self.setAccessibleName(self.tr("Go to the latest message"))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + SPACE[1], hint.height() + 2)

    def paint_ground(self, painter: QPainter) -> None:
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = area.height() / 2
        painter.setPen(QPen(self.theme.color("accent" if self.hasFocus() else "line"), 1))
        painter.setBrush(self.theme.color("surface_hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(area, radius, radius)
