"""The place where a message is written anew: the person's own, or a reply."""

import math

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from desktop_app.core.conversation import Message, Role
from desktop_app.ui.blocks.attachment_column import AttachmentColumn
from desktop_app.ui.bubble import PADDING_X, PADDING_Y, WIDEST_SHARE
from desktop_app.ui.picture_desk import PictureDesk
from desktop_app.ui.reading_direction import WordSide
from desktop_app.ui.text_button import TextButton
from desktop_app.ui.theme import RADIUS_CARD, SPACE, Theme

_TALLEST_EDITOR = 320
"""What is longer scrolls (px)."""


class MessageEditor(QWidget):
    """The message turned into a field: Ctrl+Enter or its button takes the words, Esc leaves them.

    The pictures stand above the words, each with an X. A reply takes the whole column, and is kept
    and not sent.
    """

    submitted = Signal(str, tuple)
    """The words, and the attachments that are left."""
    cancelled = Signal()
    height_changed = Signal()

    def __init__(self, theme: Theme, desk: PictureDesk, message: Message, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        is_reply = message.role is Role.ASSISTANT
        self._share = 1.0 if is_reply else WIDEST_SHARE
        self._attachments = AttachmentColumn(
            theme, desk, message.attachments, message.id, self, removable=True
        )
        self._attachments.remove_requested.connect(self._remove)
        self._attachments.height_changed.connect(self.height_changed)
        self._field = _Field(self)
        name = self.tr("Edit the reply") if is_reply else self.tr("Edit your message")
        self._field.setAccessibleName(name)
        self._field.setPlainText(message.text)
        self._field.moveCursor(QTextCursor.MoveOperation.End)
        self._field.submitted.connect(self._on_submit)
        self._field.cancelled.connect(self.cancelled)
        self._field.document().contentsChanged.connect(self._on_text)
        self._cancel = TextButton(theme, self.tr("Cancel"), self.tr("Cancel editing"), self)
        self._cancel.clicked.connect(self.cancelled)
        words, name = self.tr("Send"), self.tr("Send the edited message")
        if is_reply:
            words, name = self.tr("Keep"), self.tr("Keep the edited reply")
        self._send = TextButton(theme, words, name, self, filled=True)
        self._send.clicked.connect(self._on_submit)
        self._held = False
        self.setFocusProxy(self._field)
        self.set_theme(theme)
        self._on_text()

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
        self._attachments.set_theme(theme)
        self._cancel.set_theme(theme)
        self._send.set_theme(theme)

    def set_held(self, held: bool) -> None:
        """A reply is being written, and the words have to wait for its end; or no longer."""
        self._held = held
        self._send.setToolTip(self.tr("When the reply above is written") if held else "")
        self._on_text()

    def place(self, column: int) -> tuple[int, int]:
        """The width and height for a column of `column` pixels."""
        width = int(column * self._share)
        inner = width - 2 * PADDING_X
        top = PADDING_Y + self._place_attachments(inner)
        self._field.resize(inner, self._field.height())
        lines = self._field.document().size().height()
        height = math.ceil(lines * self._field.fontMetrics().lineSpacing()) + 2
        height = min(max(height, 3 * self._field.fontMetrics().lineSpacing()), _TALLEST_EDITOR)
        self._field.setGeometry(PADDING_X, top, inner, height)
        y = top + height + SPACE[1]
        x = width - PADDING_X
        high = self._send.sizeHint().height()
        for button in (self._send, self._cancel):
            own = button.sizeHint().width()
            x -= own
            button.setGeometry(x, y, own, high)
            x -= SPACE[1]
        return width, y + high + PADDING_Y

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("accent"), 2))
        painter.setBrush(self._theme.color("surface"))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_CARD, RADIUS_CARD
        )

    def _place_attachments(self, inner: int) -> int:
        """At the leading edge, as the words are; returns the height that they take."""
        shown = bool(self._attachments.attachments)
        self._attachments.setVisible(shown)
        if not shown:
            return 0
        width, height = self._attachments.place(inner)
        x = PADDING_X + (inner - width if self.isRightToLeft() else 0)
        self._attachments.setGeometry(x, PADDING_Y, width, height)
        return height + SPACE[1]

    def _remove(self, number: int) -> None:
        left = list(self._attachments.attachments)
        del left[number]
        self._attachments.set_attachments(left)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)  # The X went with its picture.
        self._on_text()

    def _text(self) -> str:
        return self._field.toPlainText().strip()

    def _can_send(self) -> bool:
        return bool(self._text() or self._attachments.attachments) and not self._held

    def _on_submit(self) -> None:
        if self._can_send():
            self.submitted.emit(self._text(), self._attachments.attachments)

    def _on_text(self) -> None:
        self._send.setEnabled(self._can_send())
        self.height_changed.emit()


class _Field(QPlainTextEdit):
    submitted = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        WordSide(self)
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
