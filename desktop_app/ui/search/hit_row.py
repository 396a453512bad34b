"""A row of what was found: the title and the day, and below it the words around the hit."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.core.chat_search import Hit
from desktop_app.core.occurrence import Snippet
from desktop_app.ui.search.hit_model import HitRole
from desktop_app.ui.search.text_place import utf16
from desktop_app.ui.theme import CAPTION, RADIUS_CONTROL, SMALL, SPACE, Theme

Index = QModelIndex | QPersistentModelIndex

_LINES = 2
"""Of a snippet: the hit stands near its beginning."""


class HitRows(QStyledItemDelegate):
    """Paints them, the hits on a ground of their own."""

    def __init__(self, theme: Theme, view: QWidget) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        hit = index.data(HitRole.HIT)
        title = QFontMetrics(self._theme.font()).height()
        words = QFontMetrics(self._theme.font(CAPTION)).height()
        lines = _LINES if isinstance(hit, Hit) and hit.message else 0
        return QSize(SPACE[5], title + lines * words + 2 * SPACE[1])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit = index.data(HitRole.HIT)
        if not isinstance(hit, Hit):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter, option.rect, option.state)
        room = option.rect.adjusted(SPACE[1], SPACE[1], -SPACE[1], -SPACE[1])
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        left = self._paint_day(painter, room, str(index.data(HitRole.DAY)), mirrored)
        title = hit.title if hit.title.text.strip() else Snippet(str(index.data()))
        self._paint_words(painter, left, title, 1, 1.0, "text", mirrored)
        if hit.message:
            below = room.adjusted(0, QFontMetrics(self._theme.font()).height(), 0, 0)
            self._paint_words(painter, below, hit.text, _LINES, CAPTION, "text_second", mirrored)
        painter.restore()

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
            ring = QRectF(rect).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, RADIUS_CONTROL, RADIUS_CONTROL)

    def _paint_day(self, painter: QPainter, room: QRect, day: str, mirrored: bool) -> QRect:
        """The day at the end of the first line; what is left of that line."""
        painter.setFont(self._theme.font(SMALL))
        painter.setPen(self._theme.color("text_second"))
        width = painter.fontMetrics().horizontalAdvance(day)
        line = QRect(room)
        line.setHeight(QFontMetrics(self._theme.font()).height())
        end = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, int(end), day)
        used = width + SPACE[1]
        return line.adjusted(used, 0, 0, 0) if mirrored else line.adjusted(0, 0, -used, 0)

    def _paint_words(
        self,
        painter: QPainter,
        room: QRect,
        words: Snippet,
        lines: int,
        size: float,
        token: str,
        mirrored: bool,
    ) -> None:
        font = self._theme.font(size)
        text = words.text.replace("\n", " ")
        if lines == 1:
            text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        )
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats([self._mark(text, *place) for place in words.ranges])
        layout.beginLayout()
        y = 0.0
        for _ in range(lines):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(room.width())
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        painter.setPen(self._theme.color(token))
        layout.draw(painter, QPointF(room.topLeft()))

    def _mark(self, text: str, start: int, end: int) -> QTextLayout.FormatRange:
        mark = QTextLayout.FormatRange()
        mark.start = utf16(text, start)
        mark.length = utf16(text, end) - mark.start
        mark.format = QTextCharFormat()
        mark.format.setBackground(self._theme.color("selection"))
        mark.format.setForeground(self._theme.color("text"))
        return mark
