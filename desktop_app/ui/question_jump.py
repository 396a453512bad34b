"""The ways from question to question: back, on, and a list of all of them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.ui.text_button import TextButton
from desktop_app.ui.theme import SPACE, Theme

MOST_LISTED = 200
"""Questions in the list; of more the last ones."""
_LONGEST = 60
"""Characters of a question in the list."""


class QuestionJump(QWidget):
    """Three small buttons in the strip below the words."""

    step_requested = Signal(int)
    """To the question before (-1) or after (1) what is seen."""
    chosen = Signal(int)
    """To the question in this row."""

    def __init__(
        self,
        theme: Theme,
        questions: Callable[[], Sequence[tuple[int, str]]],
        parent: QWidget,
    ) -> None:
        """`questions` gives the row and the words of each."""
        super().__init__(parent)
        self._questions = questions
        self._back = TextButton(theme, "\u2191", self.tr("Previous question"), self)
        self._list = TextButton(theme, "\u2630", self.tr("All questions"), self)
        self._on = TextButton(theme, "\u2193", self.tr("Next question"), self)
        self._back.setToolTip(self.tr("Previous question") + " (Ctrl+\u2191)")
        self._list.setToolTip(self.tr("All questions"))
        self._on.setToolTip(self.tr("Next question") + " (Ctrl+\u2193)")
        self._back.clicked.connect(lambda: self.step_requested.emit(-1))
        self._on.clicked.connect(lambda: self.step_requested.emit(1))
        self._list.clicked.connect(self._open)

    def sizeHint(self) -> QSize:
        hints = [button.sizeHint() for button in self._buttons()]
        return QSize(sum(hint.width() for hint in hints), max(hint.height() for hint in hints))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours and fonts of `theme`."""
        for button in self._buttons():
            button.set_theme(theme)

    def resizeEvent(self, event: object) -> None:
        x = 0
        for button in self._buttons():
            hint = button.sizeHint()
            button.setGeometry(x, 0, hint.width(), self.height())
            x += hint.width()

    def menu(self) -> QMenu:
        """The list of the questions, each by its first words."""
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("All questions"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for row, words in self._questions()[-MOST_LISTED:]:
            action = menu.addAction(_first_words(words) or self.tr("(without words)"))
            action.triggered.connect(lambda _=False, row=row: self.chosen.emit(row))
        return menu

    def _open(self) -> None:
        menu = self.menu()
        menu.popup(self._list.mapToGlobal(QPoint(0, -menu.sizeHint().height() - SPACE[0])))

    def _buttons(self) -> tuple[TextButton, ...]:
        return (self._back, self._list, self._on)


def _first_words(text: str) -> str:
    line = next((line.strip() for line in text[:2_000].split("\n") if line.strip()), "")
    short = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}\u2026"
    return short.replace("&", "&&")
