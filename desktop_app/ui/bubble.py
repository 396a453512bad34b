"""What the user wrote, in its tinted bubble, and the place where it is written anew."""

import math

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from desktop_app.ui.blocks.text_view import TextView, line_format
from desktop_app.ui.text_button import TextButton
from desktop_app.ui.theme import RADIUS_CARD, SPACE, Theme
from desktop_app.ui.words import count

_PADDING_X, _PADDING_Y = 14, 10
_RISE = 1
"""QTextDocument sets the letters this much (px) below the middle of a line."""
_WIDEST_SHARE = 0.8
"""Of the column."""
_TALLEST_EDITOR = 320
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
        inner = max(1, int(column * _WIDEST_SHARE) - 2 * _PADDING_X)
        self._view.height_at(inner)
        inner = min(inner, math.ceil(self._view.document().idealWidth()) + 1)
        height = self._view.height_at(inner)
        self._view.setGeometry(_PADDING_X, _PADDING_Y - _RISE, inner, height)
        if self._more is not None:
            hint = self._more.sizeHint()
            inner = max(inner, hint.width())
            x = _PADDING_X + (inner - hint.width() if self.isRightToLeft() else 0)
            self._more.setGeometry(x, _PADDING_Y + height + SPACE[1], hint.width(), hint.height())
            height += SPACE[1] + hint.height()
        return inner + 2 * _PADDING_X, height + 2 * _PADDING_Y

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
            words = self.tr("Show all {count} characters").format(count=count(len(self._text)))
            self._more = TextButton(self._theme, words, words, self)
            self._more.clicked.connect(self.show_all)
            self._more.clicked.connect(self.touched)
            self._more.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("user_message"))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS_CARD, RADIUS_CARD)


class MessageEditor(QWidget):
    """The bubble turned into a field: Ctrl+Enter or Send takes the words, Esc leaves them."""

    submitted = Signal(str)
    cancelled = Signal()
    height_changed = Signal()

    def __init__(self, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._field = _Field(self)
        self._field.setAccessibleName(self.tr("Edit your message"))
        self._field.setPlainText(text)
        self._field.moveCursor(QTextCursor.MoveOperation.End)
        self._field.submitted.connect(self._on_submit)
        self._field.cancelled.connect(self.cancelled)
        self._field.document().contentsChanged.connect(self._on_text)
        self._cancel = TextButton(theme, self.tr("Cancel"), self.tr("Cancel editing"), self)
        self._cancel.clicked.connect(self.cancelled)
        self._send = TextButton(
            theme, self.tr("Send"), self.tr("Send the edited message"), self, filled=True
        )
        self._send.clicked.connect(self._on_submit)
        self.setFocusProxy(self._field)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours and fonts of `theme`."""
        self._theme = theme
        self._field.setFont(theme.font())
        palette = QPalette(self._field.palette())
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Text, theme.color("text"))
        palette.setColor(QPalette.ColorRole.Highlight, theme.color("selection"))
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.color("text"))
        self._field.setPalette(palette)
        self._cancel.set_theme(theme)
        self._send.set_theme(theme)

    def place(self, column: int) -> tuple[int, int]:
        """The width and height for a column of `column` pixels."""
        width = int(column * _WIDEST_SHARE)
        inner = width - 2 * _PADDING_X
        self._field.resize(inner, self._field.height())
        lines = self._field.document().size().height()
        height = math.ceil(lines * self._field.fontMetrics().lineSpacing()) + 2
        height = min(max(height, 3 * self._field.fontMetrics().lineSpacing()), _TALLEST_EDITOR)
        self._field.setGeometry(_PADDING_X, _PADDING_Y, inner, height)
        y = _PADDING_Y + height + SPACE[1]
        x = width - _PADDING_X
        high = self._send.sizeHint().height()
        for button in (self._send, self._cancel):
            own = button.sizeHint().width()
            x -= own
            button.setGeometry(x, y, own, high)
            x -= SPACE[1]
        return width, y + high + _PADDING_Y

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("accent"), 2))
        painter.setBrush(self._theme.color("surface"))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_CARD, RADIUS_CARD
        )

    def _on_submit(self) -> None:
        text = self._field.toPlainText().strip()
        if text:
            self.submitted.emit(text)

    def _on_text(self) -> None:
        self._send.setEnabled(bool(self._field.toPlainText().strip()))
        self.height_changed.emit()


class _Field(QPlainTextEdit):
    submitted = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()
