"""A button that shows a key and listens for another one when it is pressed."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

_PARTS = (
    *(Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr),
    *(Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_unknown),
)
_AWAY = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_NONE = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class KeyButton(QPushButton):
    """Escape keeps the key, Backspace takes it away, Tab goes on as everywhere."""

    chosen = Signal(str)
    """A key was pressed, as Qt writes it everywhere; "" for none."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        """`words` are what the key does."""
        super().__init__(parent)
        self._words = words
        self._shown = ""
        self.listening = False
        """Whether the next key is the new one."""
        self.setAutoDefault(False)
        self.clicked.connect(lambda: self._listen(True))

    def set_keys(self, shown: str) -> None:
        """Show these keys, written as this system does."""
        self._shown = shown
        self._listen(False)

    def event(self, event: QEvent) -> bool:
        """While it listens no key means anything else."""
        if self.listening and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the new key."""
        if not self.listening or event.key() in _AWAY:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self._listen(False)
        elif event.key() in _NONE and not event.modifiers():
            self._listen(False)
            self.chosen.emit("")
        elif event.key() not in _PARTS:
            self._listen(False)
            combined = event.keyCombination()
            pad = Qt.KeyboardModifier.KeypadModifier
            key = QKeySequence(combined.toCombined() & ~pad.value)
            self.chosen.emit(key.toString(QKeySequence.SequenceFormat.PortableText))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The person went elsewhere: the key stays."""
        super().focusOutEvent(event)
        self._listen(False)

    def _listen(self, listening: bool) -> None:
        self.listening = listening
        shown = self._shown or self.tr("none")
        self.setText(self.tr("Press a key…") if listening else shown)
        self.setAccessibleName(
            self.tr("{words}: press the new key, Escape to keep the old one")
            if listening
            else self.tr("{words}: {key}. Press to change")
        )
        name = self.accessibleName().format(words=self._words, key=shown)
        self.setAccessibleName(name)
