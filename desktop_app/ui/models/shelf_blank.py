"""What stands in the place of a list in which there is nothing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.theme import SPACE, Theme


class ShelfBlank(QWidget):
    """Says why nothing is listed, and what can be done about it."""

    find_requested = Signal()
    add_requested = Signal()
    clear_requested = Signal()
    """All models are to be shown, whatever was searched for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel()
        self.words.setFont(theme.font(1.12))
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setProperty("tone", "second")
        self.find_button = self._button(self.tr("Find models"), "primary")
        self.find_button.clicked.connect(self.find_requested)
        self.add_button = self._button(self.tr("Add a folder…"))
        self.add_button.clicked.connect(self.add_requested)
        self.clear_button = self._button(self.tr("Show all"))
        self.clear_button.clicked.connect(self.clear_requested)
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        row.addStretch(1)
        for button in (self.add_button, self.find_button, self.clear_button):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(SPACE[3])
        column.addStretch(1)
        column.addWidget(self.words)
        column.addLayout(row)
        column.addStretch(1)

    def explain(self, scanning: bool, filtered: bool) -> None:
        """Nothing is found yet, nothing of what is looked for, or nothing at all."""
        if filtered:
            words = self.tr("No model here is like that.")
        elif scanning:
            words = self.tr("Looking for models on this computer…")
        else:
            words = self.tr("There is no model on this computer yet.")
        self.words.setText(words)
        self.clear_button.setVisible(filtered)
        for button in (self.add_button, self.find_button):
            button.setVisible(not filtered and not scanning)

    def _button(self, words: str, kind: str = "") -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if kind:
            button.setProperty("kind", kind)
        return button
