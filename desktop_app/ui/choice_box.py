"""A box to choose one of several from."""

from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

from desktop_app.ui.theme import SPACE, Theme

FIELD_WIDTH = 168
"""How wide a field of the settings is (px)."""
WIDE_FIELD = 232
"""The same for one with names in it."""
_CHEVRON = 12


class ChoiceBox(QComboBox):
    """A combo box with our chevron, which the wheel scrolls past instead of changing it."""

    def __init__(self, theme: Theme, width: int = FIELD_WIDTH) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedWidth(width)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, then the chevron."""
        super().paintEvent(event)
        painter = QPainter(self)
        rtl = self.isRightToLeft()
        x = SPACE[1] if rtl else self.width() - SPACE[1] - _CHEVRON
        y = (self.height() - _CHEVRON) // 2
        self._theme.icon("chevron-down").paint(painter, x, y, _CHEVRON, _CHEVRON)
