"""A field in which something is renamed in its place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit


class NameField(QLineEdit):
    """Takes a name: Enter, or leaving it, keeps what was typed, Esc does not."""

    ended = Signal(object)
    """The name that was typed, None to leave it as it is."""

    left = Signal()
    """It was ended by a key, and the keyboard is to go back to where it was before."""

    def __init__(self) -> None:
        super().__init__()
        self._before = ""
        self.hide()

    def begin(self, name: str) -> None:
        """Ask for a name in place of this one."""
        self._before = name
        self.setText(name)
        self.show()
        self.selectAll()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Take no name any more."""
        self._end(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc end it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end(self.text().strip())
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self._end(None)
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """As Enter, unless another window came forward."""
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        ):
            self._end(self.text().strip())

    def _end(self, name: str | None) -> None:
        if not self.isHidden():
            self.hide()
            self.ended.emit(None if name == self._before else name)
