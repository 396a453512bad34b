"""The text of the composer: its keys, its growth and what it takes from the clipboard."""

import re

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QInputMethodEvent,
    QKeyEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from desktop_app.ui.offer import offer_of
from desktop_app.ui.reading_direction import WordSide

_SHARE_OF_WINDOW = 0.4
_LINES_IN_NEED = 2
_NARROWEST = 80
_LONG_LINE = 8_000
"""Qt lays out a line again at each key; one of 2 MB took 1.7 s. Longer ones are folded."""
_SEAM = "\u2060\u2060\n"
"""Ends a folded part. Two invisible word joiners before a line's end: nobody writes that."""
_TOO_LONG = re.compile(rf"[^\n]{{{_LONG_LINE}}}(?=[^\n])")


class ComposerEdit(QPlainTextEdit):
    """A plain text that asks to be sent (`submitted`) instead of taking Enter."""

    submitted = Signal()
    waiting_requested = Signal()
    """Up was pressed in an empty text while a message waits."""
    offered = Signal(object)
    """Something was pasted that is no text: an `Offer`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer")
        self.setAccessibleName(self.tr("Message"))
        self.set_purpose("")
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(2)
        self.enter_sends = True
        self.has_waiting = False
        self._wanted = 0
        self._composing = False
        self._history: list[str] = []
        self._place: int | None = None
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.textChanged.connect(self._grow)
        WordSide(self)
        self._grow()

    def sizeHint(self) -> QSize:
        """As high as the text, within its share of the window."""
        return QSize(super().sizeHint().width(), self._wanted)

    def minimumSizeHint(self) -> QSize:
        """Some lines, where banners and a small window leave no more."""
        few = self.fontMetrics().lineSpacing() * _LINES_IN_NEED
        return QSize(_NARROWEST, min(self._wanted, few))

    def text(self) -> str:
        """What the person wrote, exactly."""
        return self.toPlainText().replace(_SEAM, "")

    def set_purpose(self, words: str) -> None:
        """Say what is done with what is written here, "" for anything."""
        self.setPlaceholderText(words or self.tr("Ask anything, or type / for presets…"))

    @property
    def composing(self) -> bool:
        """Whether an input method is putting letters together: the keys belong to it."""
        return self._composing

    def set_text(self, text: str) -> None:
        """Put `text` in place of what is there, the cursor after it."""
        self.setPlainText(_folded(text))
        self.moveCursor(QTextCursor.MoveOperation.End)

    def set_history(self, texts: list[str]) -> None:
        """The messages that Up brings back, oldest first."""
        self._history = list(texts)
        self._place = None

    def remember(self, text: str) -> None:
        """Add a message to those that Up brings back."""
        if not self._history or self._history[-1] != text:
            self._history.append(text)
        self._place = None

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Know whether an input method is composing: its Enter belongs to it."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter sends, Shift+Enter is a new line, Up and Down walk through what was sent; what
        waits comes first."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._composing:
                event.accept()
            elif self._sends(event.modifiers()):
                event.accept()
                self.submitted.emit()
            else:
                self._new_line()
            return
        if event.key() == Qt.Key.Key_Up and self.has_waiting and not self.text():
            self.waiting_requested.emit()
            return
        if event.key() == Qt.Key.Key_Up and self._recall(-1):
            return
        if event.key() == Qt.Key.Key_Down and self._recall(1):
            return
        super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text, and what is for the window: it is handed on when it is pasted."""
        return source.hasText() or bool(offer_of(source, read=False))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text, in one step that undo takes back; pictures and files are offered."""
        if offer := offer_of(source):
            self.offered.emit(offer)
            return
        self.textCursor().insertText(_folded(source.text()))
        self.ensureCursorVisible()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take text; everything else that is dragged belongs to the window."""
        if offer_of(event.mimeData(), read=False):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """As when it came."""
        if offer_of(event.mimeData(), read=False):
            event.ignore()
        else:
            super().dragMoveEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied has no seams."""
        data = QMimeData()
        selected = self.textCursor().selection().toPlainText()
        data.setText(selected.replace(_SEAM, ""))
        return data

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self._grow()

    def _sends(self, modifiers: Qt.KeyboardModifier) -> bool:
        held = modifiers & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.ControlModifier:
            return True
        return self.enter_sends and held == Qt.KeyboardModifier.NoModifier

    def _new_line(self) -> None:
        # Qt's own Shift+Enter would be U+2028, which a model reads as another character.
        self.textCursor().insertBlock()
        self.ensureCursorVisible()

    def _recall(self, step: int) -> bool:
        """Show an earlier (-1) or later (1) sent message; only over what was not changed."""
        text = self.text()
        place = self._place
        if place is None or place >= len(self._history) or text != self._history[place]:
            if text or step > 0:
                return False
            place = len(self._history)
        wanted = place + step
        if wanted < 0 or wanted > len(self._history) or not self._history:
            return False
        self._place = wanted
        self.set_text(self._history[wanted] if wanted < len(self._history) else "")
        return True

    def _grow(self) -> None:
        """Take the height of the text, up to a share of the window; then it scrolls."""
        line = self.fontMetrics().lineSpacing()
        most = max(line * 3, round(self.window().height() * _SHARE_OF_WINDOW))
        frame = 2 * round(self.document().documentMargin())
        height = line
        block = self.document().firstBlock()
        needed = 0.0
        # Only as far as it shows: a pasted book is not measured to its end.
        while block.isValid() and needed < most:
            needed += self.blockBoundingRect(block).height()
            block = block.next()
        height = min(max(height, round(needed)), most) + frame
        if height != self._wanted:
            self._wanted = height
            self.updateGeometry()
        fits = needed < most
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )


def _folded(text: str) -> str:
    """`text` with seams in its endless lines, so that typing stays quick."""
    return _TOO_LONG.sub(lambda part: part.group() + _SEAM, text)
