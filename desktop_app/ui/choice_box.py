"""A box to choose one of several from."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
)

from desktop_app.ui.theme import SPACE, Theme

FIELD_WIDTH = 168
"""How wide a field of the settings is (px)."""
WIDE_FIELD = 248
"""The same for one with names in it."""
_CHEVRON = 12


class ChoiceBox(QComboBox):
    """A combo box with our chevron, which the wheel scrolls past instead of changing it."""

    def __init__(self, theme: Theme, width: int = FIELD_WIDTH) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedWidth(theme.scaled(width))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Qt's own takes the focus by the wheel.
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setItemDelegate(QStyledItemDelegate(self))  # Qt's own heeds no style sheet.
        theme.changed.connect(self.update)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def showPopup(self) -> None:
        """Open the list, as wide as its longest words."""
        view = self.view()
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        view.setMinimumWidth(max(self.width(), view.sizeHintForColumn(0) + bar + SPACE[3]))
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, its words cut where they are too long, and the chevron."""
        del event
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        box = QStyle.ComplexControl.CC_ComboBox
        painter.drawComplexControl(box, option)
        edit = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(box, option, edit, self).width()
        elide = Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(option.currentText, elide, room)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        rtl = self.isRightToLeft()
        x = SPACE[1] if rtl else self.width() - SPACE[1] - _CHEVRON
        y = (self.height() - _CHEVRON) // 2
        self._theme.icon("chevron-down").paint(painter, x, y, _CHEVRON, _CHEVRON)
