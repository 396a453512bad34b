"""One message that waits for the end of a reply: its first line, and what can be done with it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop_app.core.waiting import WaitingMessage
from desktop_app.ui.button import IconButton
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.text_button import TextButton
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import count

_MOST_SHOWN = 500
"""Characters of the first line that are shown: no window is wider."""
_MOST_NAMED = 60
_ICON = 14


class WaitingChip(QFrame):
    """It is the picture of whatever waits at its place: another message may come to stand there."""

    edit_requested = Signal()
    send_requested = Signal()
    withdraw_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("waitingChip")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words = ElidedLabel(self)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._attached = self._caption(theme)
        self._next = self._caption(theme)
        self._next.setText(self.tr("next"))
        self.send_button = _WordButton(theme, self.tr("Send now"), self.tr("Send now"), self)
        self.edit_button = _IconButton(theme, "edit", self.tr("Edit"), parent=self)
        self.withdraw_button = _IconButton(theme, "close", self.tr("Withdraw"), parent=self)
        self.send_button.clicked.connect(self.send_requested)
        self.edit_button.clicked.connect(self.edit_requested)
        self.withdraw_button.clicked.connect(self.withdraw_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE[2], 2, 2, 2)
        row.setSpacing(SPACE[0])
        row.addWidget(self._words, 1)
        row.addSpacing(SPACE[1])
        row.addWidget(self._attached)
        row.addWidget(self._next)
        row.addWidget(self.send_button)
        # As high with the button as without it: what stands above does not move when it comes.
        row.addStrut(self.send_button.sizeHint().height())
        for button in (self.edit_button, self.withdraw_button):
            button.setIconSize(QSize(theme.scaled(_ICON), theme.scaled(_ICON)))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_message(self, message: WaitingMessage, is_next: bool, can_send: bool) -> None:
        """Show what waits here. `is_next`: it is sent when the reply that is being written has
        ended well. `can_send`: no reply is being written."""
        line = _first_line(message.text)
        self._words.setText(line or ", ".join(filter(None, _names(message))))
        number = len(message.attachments)
        attached = ""
        if number:
            attached = self.tr("{count} attachments", "", number).format(count=count(number))
        self._attached.setText(attached)
        self._attached.setVisible(bool(number))
        self._next.setVisible(is_next and not can_send)
        self.send_button.setVisible(can_send)
        short = line if len(line) <= _MOST_NAMED else f"{line[:_MOST_NAMED]}…"
        short = short or attached
        self.setAccessibleName(self.tr("Waits: {message}").format(message=short))
        self.setAccessibleDescription(
            ", ".join(filter(None, (attached, self._next.text() if is_next else "")))
        )
        for button, words in (
            (self.send_button, self.tr("Send now: {message}")),
            (self.edit_button, self.tr("Edit what waits: {message}")),
            (self.withdraw_button, self.tr("Withdraw what waits: {message}")),
        ):
            button.setAccessibleName(words.format(message=short))

    def buttons(self) -> tuple[QWidget, ...]:
        """Where the Tab key stops, in this order."""
        return (self.send_button, self.edit_button, self.withdraw_button)

    def text(self) -> str:
        """The words that are shown."""
        return self._words.text()

    def facts(self) -> str:
        """What is said beside the words."""
        shown = (self._attached, self._next)
        return ", ".join(label.text() for label in shown if not label.isHidden())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete on one of its buttons withdraws it, as it removes an attachment."""
        if event.key() == Qt.Key.Key_Delete:
            self.withdraw_requested.emit()
        else:
            super().keyPressEvent(event)

    def _caption(self, theme: Theme) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("tone", "second")
        label.setFont(theme.font(CAPTION))
        return label


# The second press of a double click would be for what has moved under the pointer by then.


class _IconButton(IconButton):
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()


class _WordButton(TextButton):
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()


def _first_line(text: str) -> str:
    """The first line that has words, without what nobody sees anyway."""
    start = text.lstrip()[:_MOST_SHOWN]
    return start.splitlines()[0].strip() if start else ""


def _names(message: WaitingMessage) -> list[str]:
    return [attachment.name for attachment in message.attachments]
