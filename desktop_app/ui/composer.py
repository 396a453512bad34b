"""Where the person writes: a card that grows with its text, the context meter, Send or Stop."""

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.context_meter import ContextMeter
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.model_picker import SUFFIX
from desktop_app.ui.theme import CAPTION, PROSE_WIDTH, SPACE, Theme

_SHARE_OF_WINDOW = 0.4
_DRAFT_PAUSE = 400
_FEWEST_LINES = 1
_PADDING = 10


class Composer(QFrame):
    """The card below the conversation. It keeps the text until it is told to clear it."""

    submitted = Signal(str)
    stop_requested = Signal()
    draft_changed = Signal(str)
    """The text as it stands, a moment after the last key."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composerCard")
        self.setMaximumWidth(PROSE_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._theme = theme
        self._busy = False
        self._told = ""
        self._pause = QTimer(self, singleShot=True, interval=_DRAFT_PAUSE)
        self._pause.timeout.connect(self.flush_draft)
        self._build(theme)
        theme.changed.connect(self._tint)
        self._tint()
        self._refresh()

    def text(self) -> str:
        """What is written at the moment."""
        return self.edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Put `text` in place of what is there, the cursor after it. It is no new draft."""
        self.edit.setPlainText(text)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        self._told = text
        self._pause.stop()

    def clear(self) -> None:
        """Empty it."""
        self.set_text("")

    def set_busy(self, busy: bool) -> None:
        """Show Stop in place of Send while an answer is written. Typing stays possible."""
        had_focus = self.send_button.hasFocus() or self.stop_button.hasFocus()
        self._busy = busy
        self.send_button.setVisible(not busy)
        self.stop_button.setVisible(busy)
        if had_focus:
            (self.stop_button if busy else self.send_button).setFocus()
        self._escape.setEnabled(busy)
        self._hint.setText("")
        self._refresh()

    def is_busy(self) -> bool:
        """Whether Stop is shown."""
        return self._busy

    def set_context(self, used: int, size: int) -> None:
        """How many tokens of the context are used; `size` 0 when it is not known yet."""
        self.meter.set_context(used, size)

    def context_used(self) -> int:
        """How many tokens the meter shows as used."""
        return self.meter.used

    def set_history(self, texts: list[str]) -> None:
        """The messages that Up brings back, oldest first."""
        self.edit.set_history(texts)

    def set_enter_sends(self, enter: bool) -> None:
        """Whether Enter sends; if not, Ctrl+Enter does and Enter begins a new line."""
        self.edit.enter_sends = enter

    def focus(self) -> None:
        """Put the cursor into the text."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush_draft(self) -> None:
        """Emit `draft_changed` now if the text is another one than was told last."""
        self._pause.stop()
        text = self.text()
        if text != self._told:
            self._told = text
            self.draft_changed.emit(text)

    def _build(self, theme: Theme) -> None:
        self.edit = _Edit(self)
        self.edit.submitted.connect(self._submit)
        self.edit.textChanged.connect(self._on_text_changed)
        self._hint = ElidedLabel(self)
        self._hint.setProperty("tone", "second")
        self._hint.setFont(theme.font(CAPTION))
        self.meter = ContextMeter(theme, self)
        self.send_button = self._round("send", self.tr("Send"), self.tr("Send (Enter)"))
        self.send_button.clicked.connect(self._submit)
        self.stop_button = self._round("stop", self.tr("Stop"), self.tr("Stop (Esc)"))
        self.stop_button.clicked.connect(self.stop_requested)
        self.stop_button.hide()
        # Wherever the focus is in the window, and only while there is something to stop.
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._escape.activated.connect(self.stop_requested)
        self._escape.setEnabled(False)

        margin = round(self.edit.document().documentMargin())
        row = QHBoxLayout()
        row.setContentsMargins(margin, 0, margin, 0)
        row.setSpacing(SPACE[2])
        row.addWidget(self._hint, 1)
        row.addWidget(self.meter)
        row.addWidget(self.send_button)
        row.addWidget(self.stop_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[2] - margin, _PADDING, SPACE[2] - margin, _PADDING)
        column.setSpacing(_PADDING)
        column.addWidget(self.edit)
        column.addLayout(row)

    def _round(self, name: str, words: str, hint: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        button.setAccessibleName(words)
        button.setToolTip(hint)
        button.setIconSize(QSize(16, 16))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _submit(self) -> None:
        if not self.text().strip():
            return
        if self._busy:
            self._hint.setText(self.tr("Still writing: your text is kept. Esc stops the answer."))
            return
        text = self.text()
        self._pause.stop()
        self.edit.remember(text)
        self.submitted.emit(text)

    def _on_text_changed(self) -> None:
        self._hint.setText("")
        self._pause.start()
        self._refresh()

    def _refresh(self) -> None:
        self.send_button.setEnabled(not self._busy and not self.edit.document().isEmpty())

    def _tint(self) -> None:
        self.send_button.setIcon(self._theme.icon("send", "accent_on"))
        self.stop_button.setIcon(self._theme.icon("stop", "accent_on"))


class _Edit(QPlainTextEdit):
    """The text itself: its keys, its growth and what it takes from the clipboard."""

    submitted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("composer")
        self.setAccessibleName(self.tr("Message"))
        self.setPlaceholderText(self.tr("Ask anything…"))
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(2)
        self.enter_sends = True
        self._composing = False
        self._history: list[str] = []
        self._place: int | None = None
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.textChanged.connect(self._grow)
        self._grow()

    def set_history(self, texts: list[str]) -> None:
        self._history = list(texts)
        self._place = None

    def remember(self, text: str) -> None:
        if not self._history or self._history[-1] != text:
            self._history.append(text)
        self._place = None

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Know whether an input method is composing: its Enter belongs to it."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter sends, Shift+Enter is a new line, Up and Down walk through what was sent."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._composing:
                event.accept()
            elif self._sends(event.modifiers()):
                event.accept()
                self.submitted.emit()
            else:
                self._new_line()
            return
        if event.key() == Qt.Key.Key_Up and self._recall(-1):
            return
        if event.key() == Qt.Key.Key_Down and self._recall(1):
            return
        super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text only: a model file that is dropped belongs to the window."""
        if any(url.path().lower().endswith(SUFFIX) for url in source.urls()):
            return False
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text, in one step that undo takes back."""
        self.textCursor().insertText(source.text())
        self.ensureCursorVisible()

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
        text = self.toPlainText()
        place = self._place
        if place is None or place >= len(self._history) or text != self._history[place]:
            if text or step > 0:
                return False
            place = len(self._history)
        wanted = place + step
        if wanted < 0 or wanted > len(self._history) or not self._history:
            return False
        self._place = wanted
        self.setPlainText(self._history[wanted] if wanted < len(self._history) else "")
        self.moveCursor(QTextCursor.MoveOperation.End)
        return True

    def _grow(self) -> None:
        """Take the height of the text, up to a share of the window; then it scrolls."""
        line = self.fontMetrics().lineSpacing()
        most = max(line * 3, round(self.window().height() * _SHARE_OF_WINDOW))
        frame = 2 * round(self.document().documentMargin())
        height = line * _FEWEST_LINES
        block = self.document().firstBlock()
        needed = 0.0
        # Only as far as it shows: a pasted book is not measured to its end.
        while block.isValid() and needed < most:
            needed += self.blockBoundingRect(block).height()
            block = block.next()
        height = min(max(height, round(needed)), most) + frame
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
        fits = needed < most
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )
