"""A field to look for something in: Esc ends that, Enter and the arrow keys go on."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.core.chat_query import MOST_CHARACTERS


class SearchField(QLineEdit):
    """One line. What Qt's own leaves alone of the keys becomes signals here."""

    cancelled = Signal()
    """Esc."""
    confirmed = Signal(int)
    """Enter: 1, with Shift: -1."""
    descended = Signal()
    """Down: on to what is below."""

    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        """`name` is what assistive tools call it, `words` stand in it while it is empty."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(words)
        self.setMaxLength(MOST_CHARACTERS)
        self.setClearButtonEnabled(True)

    def event(self, event: QEvent) -> bool:
        """Esc belongs to this field while it has the keyboard, and to nobody's shortcut."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of the keys that leave the field."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.confirmed.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Down:
            self.descended.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()
