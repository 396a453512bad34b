"""What the model is told before one conversation, written and kept."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.first_size import open_at
from desktop_app.ui.reading_direction import WordSide
from desktop_app.ui.theme import SPACE, Theme


class InstructionDialog(QDialog):
    """A field for the prompt of the open conversation; Ctrl+Enter keeps it, Esc leaves it."""

    kept = Signal(str)
    """The conversation is to have this prompt, "" for the one that it would have anyway."""

    kept_for_all = Signal(str)
    """The same for every conversation that has none of its own."""

    def __init__(
        self, theme: Theme, text: str, otherwise: str, parent: QWidget | None = None
    ) -> None:
        """`otherwise` is what the model is told while the field is empty."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Instructions for this conversation"))
        about = QLabel(
            self.tr("The model is told this before the first message, from its next reply on.")
        )
        about.setWordWrap(True)
        self.field = QPlainTextEdit(text)
        WordSide(self.field)
        self.field.setAccessibleName(self.tr("Instructions for this conversation"))
        self.field.setTabChangesFocus(True)
        self.field.setPlaceholderText(otherwise or self.tr("Answer in one sentence."))
        self.all_button = QPushButton(self.tr("Keep for all conversations"))
        self.all_button.setToolTip(self.tr("For every conversation that has nothing of its own"))
        self.all_button.clicked.connect(self._keep_for_all)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.keep_button = QPushButton(self.tr("Keep"))
        self.keep_button.setDefault(True)
        self.keep_button.clicked.connect(self._keep)
        buttons = QHBoxLayout()
        buttons.addWidget(self.all_button)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.keep_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[3])
        column.setSpacing(SPACE[2])
        column.addWidget(about)
        column.addWidget(self.field, 1)
        column.addLayout(buttons)
        open_at(self, QSize(theme.scaled(520), theme.scaled(320)))
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter belongs to the field; with Ctrl it keeps what stands there."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._keep()
        else:
            super().keyPressEvent(event)

    def _text(self) -> str:
        return self.field.toPlainText().strip()

    def _keep(self) -> None:
        self.kept.emit(self._text())
        self.accept()

    def _keep_for_all(self) -> None:
        self.kept_for_all.emit(self._text())
        self.accept()
