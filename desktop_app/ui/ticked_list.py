"""A list with a box to tick before each name, drawn as every other box of the window."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.ui.theme import RADIUS_CONTROL, Theme

_Index = QModelIndex | QPersistentModelIndex
_BOX = QStyle.SubElement.SE_ItemViewItemCheckIndicator


class TickedList(QListView):
    """Qt's own box is paler than anything may be that is to be found."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Ticks(theme, self))
        theme.changed.connect(self.viewport().update)


class _Ticks(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        own = QStyleOptionViewItem(option)
        self.initStyleOption(own, index)
        box = own.widget.style().subElementRect(_BOX, own, own.widget)
        ticked = own.checkState == Qt.CheckState.Checked
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("accent" if ticked else "text_second"), 1))
        painter.setBrush(self._theme.color("accent" if ticked else "surface"))
        frame = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, RADIUS_CONTROL / 2, RADIUS_CONTROL / 2)
        if ticked:
            self._theme.icon("check", "accent_on").paint(painter, box)
        painter.restore()
