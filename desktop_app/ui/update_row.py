"""On About: the wish to look for a newer Parley, and what came of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_app.core.errors import Problem
from desktop_app.core.update import Latest
from desktop_app.ui.link import ask_to_open
from desktop_app.ui.text_button import TextButton
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.update_check import UpdateCheck, newer_words
from desktop_app.ui.words import say


class UpdateRow(QWidget):
    """A button, and the answer in a line; where there is a newer one, the way to its page."""

    def __init__(self, theme: Theme, check: UpdateCheck) -> None:
        super().__init__()
        self._check = check
        self._page = ""
        words = self.tr("Look for a newer one")
        self.button = TextButton(theme, words, words)
        self.button.clicked.connect(check.ask)
        self.answer = QLabel()
        self.answer.setTextFormat(Qt.TextFormat.PlainText)
        self.answer.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.answer.setWordWrap(True)
        self.answer.setFont(theme.font(CAPTION))
        self.answer.setProperty("tone", "second")
        self.page_button = TextButton(
            theme, self.tr("Open its page"), self.tr("Open its page"), filled=True
        )
        self.page_button.clicked.connect(lambda: ask_to_open(self._page, self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[0])
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.answer)
        column.addWidget(self.page_button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._say("")
        check.asking.connect(self._on_asking)
        check.found.connect(self._on_found)
        check.newest.connect(self._on_newest)
        check.failed.connect(self._on_failure)

    def _on_asking(self) -> None:
        self._say(self.tr("Asking…"))
        self.button.setEnabled(False)

    def _on_found(self, latest: Latest) -> None:
        self._say(newer_words(latest.version), latest.page)

    def _on_newest(self) -> None:
        self._say(self.tr("This is the newest."))

    def _on_failure(self, problem: Problem) -> None:
        self._say(say(problem.sentence))

    def _say(self, words: str, page: str = "") -> None:
        self.button.setEnabled(True)
        self._page = page
        self.answer.setText(words)
        self.answer.setVisible(bool(words))
        self.page_button.setVisible(bool(page))
