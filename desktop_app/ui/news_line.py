"""A line in a dialog that says what has just happened, with a way back where there is one."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop_app.core.errors import Problem
from desktop_app.ui.style_property import set_style_property
from desktop_app.ui.theme import SPACE
from desktop_app.ui.words import say


class NewsLine(QWidget):
    """Empty, and of no height, until something is told. It is said aloud as well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self.undo_button = QPushButton(self.tr("Undo"))
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE[3], 0, SPACE[3], 0)
        row.addWidget(self._label, 1)
        row.addWidget(self.undo_button)
        self.tell("")

    def text(self) -> str:
        """What is said at the moment."""
        return self._label.text()

    def tell(self, words: str, tone: str = "second", undoable: bool = False) -> None:
        """Say `words`; "" for nothing any more."""
        self._label.setText(words)
        set_style_property(self._label, "tone", tone)
        self.undo_button.setVisible(undoable)
        self.setVisible(bool(words))
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._label, words))

    def tell_problem(self, problem: Problem) -> None:
        """Say what went wrong, with the remedy and the details."""
        words = f"{say(problem.sentence)} {say(problem.remedy)}"
        self.tell(f"{words}\n{problem.details}".strip(), "error")
