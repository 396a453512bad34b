"""The results of a search, or why there are none."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop_app.core.hub import Query
from desktop_app.ui.models.obstacle import Obstacle
from desktop_app.ui.models.result_list import ResultList
from desktop_app.ui.models.search import MOST, Search
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import count


class ResultPane(QWidget):
    """A picture of a `Search`: a list, and a line that says how things stand."""

    opened = Signal(str)
    """The person wants to see this repository; carries its id."""

    search_wanted = Signal()
    """They want what is trending."""

    widened = Signal()
    """They want to search without filters."""

    action_requested = Signal(object, object)
    """The `Action` of a problem's button and the `Problem`."""

    def __init__(self, theme: Theme, search: Search, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self._was_busy = False
        self.list = ResultList(theme)
        self.list.opened.connect(self.opened)
        self.list.end_reached.connect(search.go_on)
        self.more_button = QPushButton(self.tr("Show more"))
        self.more_button.setAccessibleName(self.tr("Show more models"))
        self.more_button.setProperty("kind", "quiet")
        self.more_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more_button.clicked.connect(search.go_on)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Searching…"))
        self.obstacle = Obstacle(theme)
        self.obstacle.action_requested.connect(self.action_requested)
        self.blank = QLabel()
        self.blank.setWordWrap(True)
        self.blank.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.blank.setProperty("tone", "second")
        self.button = QPushButton()
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self._press)
        self.status = QLabel()
        self.status.setWordWrap(True)
        self.status.setProperty("tone", "second")
        self.status.setFont(theme.font(CAPTION))
        self._middle = QWidget()
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        middle.setSpacing(SPACE[2])
        middle.addStretch(1)
        middle.addWidget(self.blank)
        middle.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, SPACE[1])
        row.setSpacing(0)
        column = QVBoxLayout()
        row.addLayout(column, 1)
        row.addSpacing(SPACE[1])  # No margin: Qt does not turn unequal ones around.
        column.setSpacing(SPACE[1])
        for widget in (self.bar, self.obstacle, self.status):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._middle, 1)
        column.addStretch()
        search.began.connect(self.list.found.clear)
        search.found.connect(self.list.found.add)
        search.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how things stand."""
        search, found = self._search, len(self.list.found)
        self.bar.setVisible(search.busy)
        self.obstacle.show_problem(search.problem)
        self.list.setVisible(found > 0)
        if self.more_button.hasFocus() and not search.can_go_on:
            self.list.setFocus()  # where the keyboard goes on once the button is gone
        self.more_button.setVisible(found > 0 and search.can_go_on)
        self._middle.setVisible(not found and search.problem is None)
        self.status.setText(self._status_words(found))
        self.status.setVisible(bool(self.status.text()))
        self.blank.setText(self._blank_words())
        self.blank.setVisible(bool(self.blank.text()))
        words = self._button_words()
        self.button.setText(words)
        self.button.setAccessibleName(words)
        self.button.setVisible(bool(words))
        if self._was_busy and not search.busy:
            news = self.status.text() or self.blank.text()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, news))
        self._was_busy = search.busy

    def _status_words(self, found: int) -> str:
        search = self._search
        if search.busy:
            return self.tr("Searching…") if not found else self.tr("Searching for more…")
        if not found or search.query is None:
            return ""
        if search.can_go_on:
            return self.tr("The first {count} models", "", found).format(count=count(found))
        if found >= MOST:
            words = self.tr("The first {count}: more words find what stands behind them.")
            return words.format(count=count(found))
        return self.tr("{count} models", "", found).format(count=count(found))

    def _blank_words(self) -> str:
        if self._search.query is None:
            return self.tr(
                "Here you find models that run on your own computer. Search by a name, "
                "or paste the address of one."
            )
        return "" if self._search.busy else self.tr("Nothing was found.")

    def _button_words(self) -> str:
        query = self._search.query
        if query is None:
            return self.tr("Show what is trending")
        if self._search.busy or not is_filtered(query):
            return ""
        return self.tr("Search without the filters")

    def _press(self) -> None:
        (self.search_wanted if self._search.query is None else self.widened).emit()


def is_filtered(query: Query) -> bool:
    """Whether something other than its words narrows a search."""
    narrow = (query.task.value, query.licence, query.author)
    return any(narrow) or query.least_parameters > 0 or query.most_parameters > 0
