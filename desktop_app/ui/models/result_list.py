"""The list of search results: each with its maker, its size, and what others think of it."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.core.hub import Gate, RepoSummary
from desktop_app.core.judgement import Fits, estimate_words
from desktop_app.ui.models.model_words import TONES
from desktop_app.ui.models.result_model import (
    Index,
    ResultModel,
    ResultRole,
    day_words,
    sees,
    short_number,
)
from desktop_app.ui.row_list import RowList
from desktop_app.ui.theme import CAPTION, RADIUS_CONTROL, SPACE, Theme
from desktop_app.ui.words import say

_ICONS = ("download", "heart", "eye", "lock")
_ICON = 14
_BADGE = 16
_ABOUT = "≈\u00a0"
"""Marks what is an estimate."""


class ResultList(RowList):
    """Shows a `ResultModel`. A click or Enter opens a repository."""

    opened = Signal(str)
    """The person wants to see this repository; carries its id."""

    end_reached = Signal()
    """They have scrolled to the end of all that was found."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("results")
        self.setAccessibleName(self.tr("Models found"))
        self.found = ResultModel(self)
        self.setModel(self.found)
        self._rows = _Delegate(theme, self)
        self.setItemDelegate(self._rows)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._open)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the marked one, as a click does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            event.accept()
        else:
            super().keyPressEvent(event)

    def mark(self, id: str) -> None:
        """Mark the repository that is shown; one that is not in the list leaves none marked."""
        row = self.found.row_of(id)
        if row < 0:
            self.selectionModel().clear()
        elif not self.selectionModel().isSelected(index := self.found.index(row)):
            # A list that gets the keyboard makes a row current, yet does not mark it.
            self.setCurrentIndex(index)

    def _on_scroll(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if 0 < bar.maximum() <= value and not self.found.canFetchMore():
            self.end_reached.emit()

    def _open(self, index: Index) -> None:
        summary = index.data(ResultRole.SUMMARY)
        if isinstance(summary, RepoSummary):
            self.opened.emit(summary.id)


class _Delegate(QStyledItemDelegate):
    """Paints the name with its badges, the maker and the size, and the numbers below."""

    def __init__(self, theme: Theme, view: ResultList) -> None:
        super().__init__(view)
        self._theme = theme
        for name in _ICONS:
            theme.icon(name)  # Drawn before the first results wait for them.

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        name = QFontMetrics(self._theme.font(bold=True)).height()
        caption = QFontMetrics(self._theme.font(CAPTION)).height()
        return QSize(SPACE[5], name + 2 * caption + 2 * SPACE[1] + SPACE[0])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        summary = index.data(ResultRole.SUMMARY)
        if not isinstance(summary, RepoSummary):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = option.rect.adjusted(1, 1, -1, -1)
        self._paint_card(painter, card, option.state)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        room = card.adjusted(SPACE[1], SPACE[1] - 1, -SPACE[1], -SPACE[1] + 1)
        painter.setFont(self._theme.font(bold=True))
        painter.setPen(self._theme.color("text"))
        line = _Line(painter, room, mirrored)
        for badge in _badges(summary):
            self._paint_icon(line, badge, self._theme.scaled(_BADGE), at_end=True)
        line.write(summary.name)
        line.next()
        painter.setFont(self._theme.font(CAPTION))
        painter.setPen(self._theme.color("text_second"))
        parameters = short_number(summary.parameters) if summary.parameters else ""
        line.write(" · ".join(filter(None, (summary.maker, parameters, summary.licence))))
        line.next()
        fits = index.data(ResultRole.FITS)
        if isinstance(fits, Fits):
            painter.setPen(self._theme.color(TONES.get(fits, "accent")))
            line.write_end(f"{_ABOUT}{say(estimate_words(fits))}")
            painter.setPen(self._theme.color("text_second"))
        self._paint_numbers(line, summary)
        painter.restore()

    def _paint_numbers(self, line: "_Line", summary: RepoSummary) -> None:
        icon = self._theme.scaled(_ICON)
        for name, number in (("download", summary.downloads), ("heart", summary.likes)):
            self._paint_icon(line, name, icon)
            line.write(short_number(number))
            line.skip(SPACE[2])
        line.write(day_words(summary.changed))

    def _paint_icon(self, line: "_Line", name: str, size: int, at_end: bool = False) -> None:
        place = line.take_end(size) if at_end else line.take(size)
        self._theme.icon(name).paint(line.painter, place)
        if not at_end:
            line.skip(SPACE[0])

    def _paint_card(self, painter: QPainter, card: QRect, state: QStyle.StateFlag) -> None:
        frame = QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.setPen(self._theme.color("line") if selected else Qt.PenStyle.NoPen)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            painter.setBrush(self._theme.color("surface" if selected else "hover"))
            painter.drawRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)


class _Line:
    """The room that is left in a line of a row, filled from where one begins to read."""

    def __init__(self, painter: QPainter, room: QRect, mirrored: bool) -> None:
        self.painter = painter
        self._whole = room
        self._mirrored = mirrored
        self._y = room.top()
        self._from, self._to = 0, room.width()

    def write(self, words: str) -> None:
        """Words, cut where there is no more room."""
        metrics = self.painter.fontMetrics()
        left = self._to - self._from
        if left <= 0 or not words:
            return
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, left)
        width = min(left, metrics.horizontalAdvance(shown) + 1)
        area = self._area(self._from, width, metrics.height())
        self.painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), shown)
        self._from += width

    def write_end(self, words: str) -> None:
        """Words at the other end, with a gap before them; they are short."""
        metrics = self.painter.fontMetrics()
        width = min(self._to - self._from, metrics.horizontalAdvance(words) + 1)
        self._to -= width
        area = self._area(self._to, width, metrics.height())
        self.painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), words)
        self._to -= SPACE[1]

    def take(self, size: int) -> QRect:
        """Room for an icon."""
        area = self._area(self._from, size, self.painter.fontMetrics().height())
        self._from += size
        return _middle(area, size)

    def take_end(self, size: int) -> QRect:
        """The same at the other end."""
        self._to -= size + SPACE[0]
        area = self._area(self._to + SPACE[0], size, self.painter.fontMetrics().height())
        return _middle(area, size)

    def skip(self, pixels: int) -> None:
        """Leave a gap."""
        self._from += pixels

    def next(self) -> None:
        """Go on below."""
        self._y += self.painter.fontMetrics().height() + SPACE[0] // 2
        self._from, self._to = 0, self._whole.width()

    def _area(self, start: int, width: int, height: int) -> QRect:
        x = (
            self._whole.right() + 1 - start - width
            if self._mirrored
            else self._whole.left() + start
        )
        return QRect(x, self._y, width, height)


def _middle(area: QRect, size: int) -> QRect:
    place = QRect(0, 0, size, size)
    place.moveCenter(area.center())
    return place


def _badges(summary: RepoSummary) -> list[str]:
    """The icons of what is special about it."""
    badges = ["eye"] if sees(summary) else []
    return badges if summary.gate is Gate.OPEN else ["lock", *badges]
