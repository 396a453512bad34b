"""A box to tick. The style sheet draws the box; the tick is ours, in the theme's colour."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton, QWidget

from desktop_app.ui.theme import Theme

_TICK = 14


class Switch(QCheckBox):
    """A check box whose tick is the icon of the theme.

    Drawn here: a style sheet can show a drawing from a file only, in the colours it has there.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_CheckBoxIndicator
        box = self.style().subElementRect(part, option, self)
        area = QRect(0, 0, _TICK, _TICK)
        area.moveCenter(box.center())
        painter = QPainter(self)
        self._theme.icon("check", "accent_on").paint(painter, area)
