"""The list of deleted conversations: painted, so that many cost no more than few."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontInfo, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.ui.row_list import DELETE_KEYS, RowList
from desktop_app.ui.theme import CAPTION, LINE_HEIGHT, RADIUS_CONTROL, SPACE, Theme
from desktop_app.ui.trash_model import TrashModel, TrashRole

Index = QModelIndex | QPersistentModelIndex


class TrashList(RowList):
    """Shows a `TrashModel`. It decides nothing: every wish is a signal about what is selected."""

    restore_requested = Signal()
    purge_requested = Signal()
    chosen = Signal()
    """Something else is selected."""

    def __init__(self, theme: Theme, model: TrashModel, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("trash")
        self.setAccessibleName(self.tr("Deleted conversations"))
        self.setModel(model)
        self.setItemDelegate(_Delegate(theme, self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().selectionChanged.connect(self.chosen)
        model.rowsRemoved.connect(self.chosen)

    def selected_ids(self) -> list[str]:
        """What is selected, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [str(self.model().index(row, 0).data(TrashRole.ID)) for row in rows]

    def mark_first(self) -> None:
        """Select the first row, where there is one and none is selected."""
        first = self.model().index(0, 0)
        if first.isValid() and not self.selectionModel().hasSelection():
            self.setCurrentIndex(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter brings back, Del deletes for good; everything else is the view's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.restore_requested.emit()
            event.accept()
        elif event.key() in DELETE_KEYS:
            self.purge_requested.emit()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()  # It closes the dialog.
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """Paints a title, and below it when it was deleted and how long it stays."""

    def __init__(self, theme: Theme, view: TrashList) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(SPACE[5], self._line(1.0) + self._line(CAPTION) + 2 * SPACE[1])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter, option.rect, option.state)
        room = option.rect.adjusted(SPACE[2], SPACE[1], -SPACE[2], -SPACE[1])
        above = QRect(room.left(), room.top(), room.width(), self._line(1.0))
        below = QRect(room.left(), above.bottom() + 1, room.width(), self._line(CAPTION))
        self._paint_words(painter, above, str(index.data()), 1.0, "text")
        self._paint_words(painter, below, str(index.data(TrashRole.WHEN)), CAPTION, "text_second")
        painter.restore()

    def _line(self, factor: float) -> int:
        return round(QFontInfo(self._theme.font(factor)).pixelSize() * LINE_HEIGHT)

    def _paint_words(
        self, painter: QPainter, room: QRect, words: str, factor: float, token: str
    ) -> None:
        painter.setFont(self._theme.font(factor))
        painter.setPen(self._theme.color(token))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        leading = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(room, int(leading), shown)

    def _paint_card(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        frame = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(self._theme.color("line"))
            painter.setBrush(self._theme.color("surface"))
            painter.drawRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self._theme.color("hover"))
            painter.drawRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = frame.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(ring, RADIUS_CONTROL, RADIUS_CONTROL)
