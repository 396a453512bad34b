"""A line for a time in a film, as people write it: 7, 0:07, 12:30, 1:02:03."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.core.film import exact_clock, seconds_of
from desktop_app.ui.theme import Theme

_WIDTH = 84
_STEP, _LONG_STEP = 1.0, 10.0


class TimeField(QLineEdit):
    """Shows and takes seconds. Up and Down change them by one, Page Up and Page Down by ten."""

    edited = Signal(float)
    """What the person made of it; it may lie beyond the film."""

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seconds = 0.0
        self.setFixedWidth(theme.scaled(_WIDTH))
        self.setAccessibleName(words)
        self.editingFinished.connect(self._take)

    @property
    def seconds(self) -> float:
        """The time that it shows."""
        return self._seconds

    def set_seconds(self, seconds: float) -> None:
        """Show this time; nothing is emitted."""
        self._seconds = seconds
        self.setText(exact_clock(seconds))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that step. Enter takes the time, and does not press the dialog's button."""
        steps = {
            Qt.Key.Key_Up: _STEP,
            Qt.Key.Key_Down: -_STEP,
            Qt.Key.Key_PageUp: _LONG_STEP,
            Qt.Key.Key_PageDown: -_LONG_STEP,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.accept()
            return
        self._take()
        self.edited.emit(max(0.0, self._seconds + step))

    def _take(self) -> None:
        if self.text() == exact_clock(self._seconds):
            return  # What is shown is rounded; what is meant may be finer.
        seconds = seconds_of(self.text())
        if seconds is None:
            self.set_seconds(self._seconds)
        else:
            self.edited.emit(seconds)
