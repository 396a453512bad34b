"""The list of models on this computer: painted, so that 2,000 cost no more than 20."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontInfo,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.core.judgement import fits_words
from desktop_app.ui.models.model_words import TONES, abilities
from desktop_app.ui.models.shelf_entry import Entry
from desktop_app.ui.models.shelf_model import ShelfModel, ShelfRole
from desktop_app.ui.row_list import DELETE_KEYS, RowList
from desktop_app.ui.theme import CAPTION, LINE_HEIGHT, RADIUS_CONTROL, SPACE, Theme
from desktop_app.ui.words import say, size_words

Index = QModelIndex | QPersistentModelIndex

_ICON = 16
_INSIDE = QPoint(1, 1)
"""From the edge of the viewport to a place in a row."""
_SEPARATOR = " · "
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ShelfView(RowList):
    """Shows a `ShelfModel`. It decides nothing: every wish is a signal about the marked row."""

    marked = Signal(object)
    """Another row is marked: its `Entry`, None for none."""

    use_requested = Signal()
    rename_requested = Signal()
    delete_requested = Signal()
    menu_requested = Signal(object)
    """The menu of the marked row is to be opened at this place of the screen (a `QPoint`)."""

    def __init__(self, theme: Theme, shelf: ShelfModel, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("shelf")
        self.setAccessibleName(self.tr("Models on this computer"))
        self._shelf = shelf
        self._marked = ""
        self._row = 0
        self.setModel(shelf)
        self.setItemDelegate(_Delegate(theme, self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        shelf.modelReset.connect(self._mark_again)

    def current(self) -> Entry | None:
        """What is marked."""
        index = self.currentIndex()
        return self._shelf.entry(index.row()) if index.isValid() else None

    def mark(self, path: str) -> None:
        """Mark the model with this path, and bring it into view; no other where it is not shown."""
        row = self._shelf.row_of(path)
        if row >= 0:
            self.setCurrentIndex(self._shelf.index(row))
            self.scrollTo(self.currentIndex())

    def visible_entries(self) -> list[Entry]:
        """What can be seen at the moment, from the top."""
        area = self.viewport().rect()
        first = self.indexAt(area.topLeft() + _INSIDE).row()
        last = self.indexAt(area.bottomLeft() - QPoint(-1, 1)).row()
        if first < 0:
            return []
        rows = range(first, (last if last >= 0 else self._shelf.rowCount() - 1) + 1)
        return [self._shelf.entry(row) for row in rows]

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell of the row that is marked now."""
        super().currentChanged(current, previous)
        if current.isValid():
            self._row = current.row()
            entry = self._shelf.entry(self._row)
            self._marked = entry.model.path
            self.marked.emit(entry)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The marked row stays in view when something comes up below the list."""
        mark = self.visualRect(self.currentIndex())
        was_seen = QRect(QPoint(0, 0), event.oldSize()).contains(mark.center())
        super().resizeEvent(event)
        if was_seen:
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter uses, F2 renames, Del deletes; everything else is the view's."""
        wishes = {Qt.Key.Key_F2: self.rename_requested}
        wishes |= dict.fromkeys(_ENTER, self.use_requested)
        wishes |= dict.fromkeys(DELETE_KEYS, self.delete_requested)
        wish = wishes.get(Qt.Key(event.key()))
        if wish is not None and self.currentIndex().isValid():
            wish.emit()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """As Enter does."""
        if self.indexAt(event.position().toPoint()).isValid():
            self.use_requested.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By the pointer or the keyboard: for the row that is marked."""
        if not self.currentIndex().isValid():
            return
        place = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.visualRect(self.currentIndex()).center()
        self.menu_requested.emit(self.viewport().mapToGlobal(place))

    def _mark_again(self) -> None:
        """Other rows: mark the same model, or what stands now where it stood."""
        row = self._shelf.row_of(self._marked)
        if row < 0:
            row = min(self._row, self._shelf.rowCount() - 1)
        if row >= 0:
            self.setCurrentIndex(self._shelf.index(row))
        else:
            self._marked = ""
            self.marked.emit(None)


class _Delegate(QStyledItemDelegate):
    """Paints a model: its name and size above, what it is and how it fits below."""

    def __init__(self, theme: Theme, view: ShelfView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(SPACE[5], self._line(1.0) + self._line(CAPTION) + 2 * SPACE[1])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(ShelfRole.ENTRY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter, option.rect, option.state)
        room = option.rect.adjusted(SPACE[2], SPACE[1], -SPACE[2], -SPACE[1])
        above = QRect(room.left(), room.top(), room.width(), self._line(1.0))
        below = QRect(room.left(), above.bottom() + 1, room.width(), self._line(CAPTION))
        line = _Line(painter, self._theme, above, option.direction, 1.0)
        line.at_end(size_words(entry.model.size), "text_second")
        for icon, _ in reversed(abilities(entry.model)):
            line.icon_at_end(icon)
        if index.data(ShelfRole.IN_USE):
            line.icon_at_start("check", "accent")
        line.at_start(entry.name, "text_second" if entry.model.problem else "text")
        line = _Line(painter, self._theme, below, option.direction, CAPTION)
        fits = index.data(ShelfRole.FITS)
        if entry.model.problem:
            line.at_end(self.tr("Cannot be used"), "error")
        elif fits is not None:
            line.at_end(say(fits_words(fits)), TONES.get(fits, "text_second"))
        line.at_start(_SEPARATOR.join(entry.facts), "text_second")
        painter.restore()

    def _line(self, factor: float) -> int:
        return round(QFontInfo(self._theme.font(factor)).pixelSize() * LINE_HEIGHT)

    def _paint_card(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        frame = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
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
            ring = QRectF(rect).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, RADIUS_CONTROL, RADIUS_CONTROL)


class _Line:
    """One line of a row, filled from both ends; what does not fit at the start is cut."""

    def __init__(
        self,
        painter: QPainter,
        theme: Theme,
        room: QRect,
        direction: Qt.LayoutDirection,
        factor: float,
    ) -> None:
        self._painter = painter
        self._theme = theme
        self._whole = room
        self._direction = direction
        self._left, self._right = room.left(), room.right() + 1
        painter.setFont(theme.font(factor))

    def at_end(self, words: str, token: str) -> None:
        """Words at the trailing edge, and a gap before them."""
        width = self._painter.fontMetrics().horizontalAdvance(words)
        self._words(QRect(self._right - width, self._whole.top(), width, 0), words, token)
        self._right -= width + SPACE[2]

    def at_start(self, words: str, token: str) -> None:
        """Words in what room is left."""
        width = max(0, self._right - self._left)
        words = self._painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)
        self._words(QRect(self._left, self._whole.top(), width, 0), words, token)

    def icon_at_end(self, name: str) -> None:
        """A small drawing at the trailing edge."""
        size = self._theme.scaled(_ICON)
        self._icon(self._right - size, name, "text_second")
        self._right -= size + SPACE[1]

    def icon_at_start(self, name: str, token: str) -> None:
        """A small drawing at the leading edge."""
        self._icon(self._left, name, token)
        self._left += self._theme.scaled(_ICON) + SPACE[1]

    def _icon(self, x: int, name: str, token: str) -> None:
        size = self._theme.scaled(_ICON)
        y = self._whole.top() + (self._whole.height() - size) // 2
        place = QStyle.visualRect(self._direction, self._whole, QRect(x, y, size, size))
        self._theme.icon(name, token).paint(self._painter, place)

    def _words(self, place: QRect, words: str, token: str) -> None:
        place.setHeight(self._whole.height())
        self._painter.setPen(self._theme.color(token))
        side = Qt.AlignmentFlag.AlignLeft
        if self._direction == Qt.LayoutDirection.RightToLeft:
            side = Qt.AlignmentFlag.AlignRight
        flags = int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        place = QStyle.visualRect(self._direction, self._whole, place)
        self._painter.drawText(place, flags | Qt.TextFlag.TextSingleLine, words)
