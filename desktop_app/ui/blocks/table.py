"""A table with a grid; one that is too wide for its place scrolls sideways."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QGuiApplication,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop_app.core.markdown import LINE_BREAK, Span, Spans, Table
from desktop_app.core.table_form import as_html, as_markdown, tab_separated
from desktop_app.ui.blocks.block import BlockView
from desktop_app.ui.blocks.formula_text import FormulaText, written
from desktop_app.ui.blocks.prose_style import ProseStyle
from desktop_app.ui.blocks.text_view import TextView, line_format
from desktop_app.ui.reading_direction import read_from
from desktop_app.ui.text_button import TextButton
from desktop_app.ui.theme import SPACE, Theme
from desktop_app.ui.typesetter import Typesetter

_PADDING = SPACE[1]
_COPIED_MILLISECONDS = 1500
_WIDEST = 320
"""A column of longer texts breaks them at this width (px), however much room there is."""
_NARROWEST = 140
"""No column with more text than that becomes narrower (px): rather let the table scroll."""

_ALIGNMENTS = {
    "": Qt.AlignmentFlag.AlignLeading,
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


class TableBlock(BlockView):
    """One table. Rows that arrive are added; those that stand are left alone."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, typesetter: Typesetter | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._table = Table(())
        self._grid: QTextTable | None = None
        self._natural: list[float] = []
        self._placed: tuple[int, int] | None = None
        self._style = ProseStyle(theme)
        self._view = _TableView(self, lambda: self._table, lambda: self._grid, self.copy)
        self._formulas = FormulaText(self._view, typesetter)
        if typesetter is not None:
            typesetter.settled.connect(self._on_settled)
        self._view.setAccessibleName(self.tr("Table"))
        self._view.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self._view.touched.connect(self.touched)
        self._view.anchorClicked.connect(self._on_anchor)
        self._copy = TextButton(theme, self.tr("copy"), self.tr("Copy table"), self)
        self._copy.clicked.connect(self.copy)
        self.setFocusProxy(self._view)
        self.set_theme(theme)

    def set_table(self, table: Table) -> None:
        """Show `table`; only rows that differ are written."""
        if table == self._table:
            return
        old, self._table = self._table, table
        self._placed = None
        fits = (
            self._grid is not None and old.rows[:1] == table.rows[:1] and (old.align == table.align)
        )
        same = 0
        if fits:
            for before, after in zip(old.rows, table.rows, strict=False):
                if before != after:
                    break
                same += 1
        self._write(same)

    def place(self, width: int) -> int:
        if self._placed is None or self._placed[0] != width:
            self._placed = (width, self._lay_out(width))
        return self._placed[1]

    def plain_text(self) -> str:
        return tab_separated(self._table)

    def copy(self) -> None:
        """Put the table into the clipboard: as cells, as a piece of a page and as Markdown."""
        data = QMimeData()
        cells = tab_separated(self._table)
        data.setText(cells)
        data.setHtml(as_html(self._table))
        data.setData("text/tab-separated-values", cells.encode())
        data.setData("text/markdown", as_markdown(self._table).encode())
        QGuiApplication.clipboard().setMimeData(data)
        self._label_copy(self.tr("copied"))
        QTimer.singleShot(_COPIED_MILLISECONDS, self, self._on_copied_over)

    def texts(self) -> list[TextView]:
        return [self._view]

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._style = ProseStyle(theme)
        self._view.wear(theme, theme.font())
        self._copy.set_theme(theme)
        self._placed = None
        if self._table.rows:
            self._write(0)

    @property
    def _direction(self) -> Qt.LayoutDirection:
        """From which side it is read: as its heads are, whichever way the window reads."""
        heads = (cell for row in self._table.rows[:1] for cell in row)
        words = (text for cell in heads for text in _texts(cell))
        return read_from(words, self.layoutDirection())

    @property
    def _mirrored(self) -> bool:
        return self._direction == Qt.LayoutDirection.RightToLeft

    def _write(self, same: int) -> None:
        rows = self._table.rows
        columns = max(1, max((len(row) for row in rows), default=1))
        if self._mirrored and self._grid is not None and self._grid.columns() != columns:
            same = 0  # Its first column is Qt's last one, which is another now.
        if same == 0:
            self._view.clear()
            self._grid = None
        with self._view.writing() as cursor:
            if self._grid is None:
                self._natural = [0.0] * columns
                self._grid = cursor.insertTable(len(rows), columns, self._format([]))
            else:
                self._grid.resize(len(rows), columns)
            for number in range(same, len(rows)):
                for column, spans in enumerate(rows[number]):
                    self._write_cell(number, column, spans)

    def _write_cell(self, row: int, column: int, spans: Spans) -> None:
        assert self._grid is not None
        # Qt lays every table from left to right.
        place = self._grid.columns() - 1 - column if self._mirrored else column
        if row == 0:
            spans = tuple(replace(span, bold=True) for span in spans)
        cursor = self._grid.cellAt(row, place).firstCursorPosition()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        block_format = line_format(self._style.font())
        side = self._table.align[column] if column < len(self._table.align) else ""
        block_format.setAlignment(_ALIGNMENTS[side])
        block_format.setLayoutDirection(read_from(_texts(spans), self._direction))
        cursor.setBlockFormat(block_format)
        cursor.setBlockCharFormat(self._style.char_format(Span("")))
        width = 0.0
        if any(span.formula for span in spans):
            least = QTextBlockFormat.LineHeightTypes.MinimumHeight.value
            block_format.setLineHeight(block_format.lineHeight(), least)
            cursor.setBlockFormat(block_format)
        for span in spans:
            if span.formula is not None:
                width += self._formulas.insert(cursor, span, self._style)
                continue
            char_format = self._style.char_format(replace(span, text=""))
            cursor.insertText(span.text, char_format)
            width += _width_of(span.text, char_format)
        self._natural[place] = max(self._natural[place], width + 1)

    def _format(self, widths: Sequence[float]) -> QTextTableFormat:
        table_format = QTextTableFormat()
        table_format.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        table_format.setBorder(1)
        table_format.setBorderBrush(self.theme.color("line"))
        table_format.setBorderCollapse(True)
        table_format.setCellPadding(_PADDING)
        table_format.setCellSpacing(0)
        table_format.setHeaderRowCount(1)
        table_format.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.FixedLength, width) for width in widths]
        )
        return table_format

    def _lay_out(self, width: int) -> int:
        if self._grid is None:
            return 0
        frame = 2 * _PADDING + 3
        widths = fitted(self._natural, width - 1 - frame * len(self._natural))
        total = math.ceil(sum(widths) + frame * len(widths)) + 1
        self._grid.setFormat(self._format([each + 2 * _PADDING + 2 for each in widths]))
        self._view.setLineWrapColumnOrWidth(total)
        document = self._view.document()
        document.setTextWidth(total)
        height = self._grid_height(self._grid)
        scrolls = total > width
        policy = self._view.horizontalScrollBarPolicy()
        self._view.setHorizontalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if scrolls else policy.ScrollBarAlwaysOff
        )
        if scrolls:
            bar = self._view.horizontalScrollBar()
            bar.setAccessibleName(self.tr("Scroll table sideways"))
            height += bar.sizeHint().height()
        shown = min(total, width)
        hint = self._copy.sizeHint()
        beside = shown + SPACE[0] + hint.width() <= width
        left, top = (shown + SPACE[0], 0) if beside else (width - hint.width(), height)
        below = 0 if beside else hint.height()
        if self._mirrored:
            left = width - left - hint.width()
        self._view.setGeometry(width - shown if self._mirrored else 0, 0, shown, height)
        self._copy.setGeometry(left, top, hint.width(), hint.height())
        return height + below

    def _grid_height(self, grid: QTextTable) -> int:
        """Without the empty line that a QTextDocument has below each table."""
        layout = self._view.document().documentLayout()
        return math.ceil(layout.frameBoundingRect(grid).height())

    def _on_copied_over(self) -> None:
        self._label_copy(self.tr("copy"))

    def _label_copy(self, words: str) -> None:
        self._copy.setText(words)
        self._placed = None
        self.height_changed.emit()

    def _on_settled(self) -> None:
        if self._formulas.has_news():
            self._placed = None
            self._write(0)
            self.height_changed.emit()

    def _on_anchor(self, address: QUrl) -> None:
        self.link_activated.emit(address.toString())


class _TableView(TextView):
    """Gives the rows that are selected as cells, and offers to copy the whole."""

    def __init__(
        self,
        parent: QWidget,
        table: Callable[[], Table],
        grid: Callable[[], QTextTable | None],
        copy: Callable[[], None],
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._grid = grid
        self._copy = copy

    def selected_text(self) -> str:
        """Whole rows where more than one cell is selected: a part of a cell is words."""
        cursor, grid = self.textCursor(), self._grid()
        if grid is None:
            return super().selected_text()
        first, last = grid.cellAt(cursor.selectionStart()), grid.cellAt(cursor.selectionEnd())
        if first.isValid() and last.isValid() and first == last:
            block = self.document().findBlock(cursor.selectionStart())
            start = cursor.selectionStart() - block.position()
            return written(block, start, cursor.selectionEnd() - block.position())
        begin = first.row() if first.isValid() else 0
        end = last.row() + 1 if last.isValid() else None
        return tab_separated(self._table(), begin, end)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        action = menu.addAction(self.tr("Copy table"))
        action.triggered.connect(lambda: self._copy())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())


def fitted(natural: Sequence[float], room: float) -> list[float]:
    """Widths for columns of these natural widths: the widest give way until all fit in `room`."""
    widths = [min(width, float(_WIDEST)) for width in natural]
    floors = [min(width, float(_NARROWEST)) for width in widths]
    while sum(widths) > room and widths != floors:
        # The widest ones come down together, to the next one or as far as is needed.
        top = max(width for width, floor in zip(widths, floors, strict=True) if width > floor)
        widest = [
            number
            for number, (width, floor) in enumerate(zip(widths, floors, strict=True))
            if width == top and width > floor
        ]
        lower = max((width for width in widths if width < top), default=0.0)
        step = min((sum(widths) - room) / len(widest), top - lower)
        for number in widest:
            widths[number] = max(floors[number], top - step)
    return widths


def _width_of(text: str, char_format: QTextCharFormat) -> float:
    metrics = QFontMetricsF(char_format.font())
    return max(metrics.horizontalAdvance(line) for line in text.split(LINE_BREAK))


def _texts(spans: Spans) -> list[str]:
    return [span.text for span in spans]
