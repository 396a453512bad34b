"""The words of a recording, each line with the time at which it was said."""

from collections.abc import Iterable

from PySide6.QtGui import (
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop_app.core.events import Segment
from desktop_app.core.subtitles import clock
from desktop_app.ui.theme import SPACE, Theme

_WIDEST_TIME = "00:00:00"
_LINE_GAP = SPACE[0]


class RecordingText(QTextEdit):
    """Text to read, to select and to copy. It follows its end while that is in view."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._segments: list[Segment] = []
        self.setProperty("kind", "field")
        self.setAccessibleName(self.tr("Transcript"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(SPACE[1])
        theme.changed.connect(self._write_anew)

    def add(self, segment: Segment) -> None:
        """Add a line at the end."""
        self._segments.append(segment)
        follows = self._is_at_end()
        self._write(segment, first=len(self._segments) == 1)
        if follows:
            self._go_to_end()

    def set_segments(self, segments: Iterable[Segment]) -> None:
        """Show these lines and no others."""
        self._segments = list(segments)
        self._write_anew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Its end stays in view, as when the bar above it is shown again."""
        follows = self._is_at_end()
        super().resizeEvent(event)
        if follows:
            self._go_to_end()

    def _is_at_end(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum()

    def _go_to_end(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _write_anew(self) -> None:
        self.clear()
        for number, segment in enumerate(self._segments):
            self._write(segment, first=number == 0)

    def _write(self, segment: Segment, *, first: bool) -> None:
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        if first:
            cursor.setBlockFormat(self._line())
        else:
            cursor.insertBlock(self._line())
        time, words = QTextCharFormat(), QTextCharFormat()
        time.setForeground(self._theme.color("text_second"))
        words.setForeground(self._theme.color("text"))
        cursor.insertText(f"{clock(segment.start)}\t", time)
        cursor.insertText(" ".join(segment.text.split()), words)
        cursor.endEditBlock()

    def _line(self) -> QTextBlockFormat:
        """A line whose words stand in a column of their own beside the time."""
        column = self.fontMetrics().horizontalAdvance(_WIDEST_TIME) + SPACE[1]
        line = QTextBlockFormat()
        line.setLeftMargin(column)
        line.setTextIndent(-column)
        line.setTabPositions([QTextOption.Tab(column, QTextOption.TabType.LeftTab)])
        line.setBottomMargin(_LINE_GAP)
        return line
