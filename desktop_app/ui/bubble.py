"""What the user wrote, in its tinted bubble."""

import math

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from desktop_app.ui.blocks.text_view import TextView, line_format
from desktop_app.ui.text_button import TextButton
from desktop_app.ui.theme import RADIUS_CARD, SPACE, Theme
from desktop_app.ui.words import count

PADDING_X, PADDING_Y = 14, 10
"""Between the edge of a bubble and its words (px)."""
_RISE = 1
"""QTextDocument sets the letters this much (px) below the middle of a line."""
WIDEST_SHARE = 0.8
"""Of the column."""
SHOWN_AT_FIRST = 20_000
"""Characters of a pasted text that are laid out unasked: breaking megabytes into lines takes
seconds, in which the window stands still."""


def beginning(text: str) -> str:
    """As much of `text` as is shown unasked, up to the end of a line or else of a word."""
    if len(text) <= SHOWN_AT_FIRST:
        return text
    for mark in ("\n", " "):
        end = text.rfind(mark, SHOWN_AT_FIRST // 2, SHOWN_AT_FIRST)
        if end != -1:
            return text[:end].rstrip() + "…"
    return text[:SHOWN_AT_FIRST] + "…"


class Bubble(QWidget):
    """Plain text: nobody expects the stars in a question to turn into bold words.

    Of a very long text it shows the beginning, and a button that shows the rest.
    """

    touched = Signal()
    height_changed = Signal()

    def __init__(self, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = TextView(self)
        self._view.setAccessibleName(self.tr("Your message"))
        self._view.touched.connect(self.touched)
        self.setFocusProxy(self._view)
        self._text = text
        self._shown = beginning(text)
        self._more: TextButton | None = None
        self.set_theme(theme)

    def set_text(self, text: str) -> None:
        """Show other words."""
        self._text = text
        self._shown = beginning(text)
        self._write()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours and fonts of `theme`."""
        self._theme = theme
        self._view.wear(theme, theme.font())
        self._write()
        self.update()

    def place(self, column: int) -> tuple[int, int]:
        """The width and height for a column of `column` pixels; as narrow as the words allow."""
        inner = max(1, int(column * WIDEST_SHARE) - 2 * PADDING_X)
        self._view.height_at(inner)
        inner = min(inner, math.ceil(self._view.document().idealWidth()) + 1)
        height = self._view.height_at(inner)
        self._view.setGeometry(PADDING_X, PADDING_Y - _RISE, inner, height)
        if self._more is not None:
            hint = self._more.sizeHint()
            inner = max(inner, hint.width())
            x = PADDING_X + (inner - hint.width() if self.isRightToLeft() else 0)
            self._more.setGeometry(x, PADDING_Y + height + SPACE[1], hint.width(), hint.height())
            height += SPACE[1] + hint.height()
        return inner + 2 * PADDING_X, height + 2 * PADDING_Y

    def show_all(self) -> None:
        """Lay out the whole text; takes a second for each megabyte or so."""
        if self._more is not None and self._more.hasFocus():
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._shown = self._text
        self._write()
        self.height_changed.emit()

    def _write(self) -> None:
        with self._view.writing() as cursor:
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.removeSelectedText()
            cursor.setBlockFormat(line_format(self._view.font()))
            cursor.insertText(self._shown)
        self._offer_rest()

    def _offer_rest(self) -> None:
        if self._more is not None:
            self._more.hide()
            self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab does not stop here any more.
            self._more.deleteLater()
            self._more = None
        if self._shown != self._text:
            length = len(self._text)
            words = self.tr("Show all {count} characters", "", length).format(count=count(length))
            self._more = TextButton(self._theme, words, words, self)
            self._more.clicked.connect(self.show_all)
            self._more.clicked.connect(self.touched)
            self._more.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.color("message_line"))
        painter.setBrush(self._theme.color("user_message"))
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, RADIUS_CARD, RADIUS_CARD)
