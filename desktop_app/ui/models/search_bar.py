"""What to look for on the Hub: words or an address, and what narrows the search."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.hub import Query, Sort, Task
from desktop_app.ui.button import SteadyButton
from desktop_app.ui.choice_box import ChoiceBox
from desktop_app.ui.theme import SPACE, Theme

MOST_RESULTS = 300
"""Repositories that a search brings at once: a page of the Hub's, of some megabytes."""

_BOX = 144
"""Width of a filter (px)."""
_FITTING = -1
"""As a size: what this computer has room for."""
_SIZES = (0, _FITTING, 2_000_000_000, 4_000_000_000, 9_000_000_000, 15_000_000_000, 35_000_000_000)
"""Numbers of weights that a model may have at most; 0 for any."""
_LICENCES = ("", "apache-2.0", "mit", "gemma", "llama3.3", "cc-by-4.0", "cc-by-nc-4.0", "other")
"""The Hub's names of those that most models have."""
_LICENCE_NAMES = {
    "apache-2.0": "Apache 2.0",
    "mit": "MIT",
    "gemma": "Gemma",
    "llama3.3": "Llama 3.3",
    "cc-by-4.0": "CC BY 4.0",
    "cc-by-nc-4.0": "CC BY-NC 4.0",
}


class SearchBar(QWidget):
    """A field and a row of filters. It searches at Enter, and when a filter is another."""

    wanted = Signal()
    """Search for `query()`, or go to the address in `words()`."""

    cancelled = Signal()
    """The search that is under way is not wanted any more."""

    def __init__(
        self, theme: Theme, largest: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        """`largest` is the number of weights that this computer has room for, 0 unknown."""
        super().__init__(parent)
        self._largest = largest
        self._searching = False
        self.field = _Field(self)
        self.field.setAccessibleName(self.tr("Search for models"))
        self.field.setPlaceholderText(self.tr("Words, an address of the Hub, or maker/name:Q4_K_M"))
        self.field.setClearButtonEnabled(True)
        self.field.setMaxLength(500)
        self.field.returnPressed.connect(self.wanted)
        self.button = SteadyButton(parent=self)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self._press)
        self.task = _box(theme, self.tr("What it can do"), self._tasks())
        self.sizes = _box(theme, self.tr("Its size"), [self._size_words(size) for size in _SIZES])
        self.licence = _box(theme, self.tr("Its licence"), self._licences())
        self.sort = _box(theme, self.tr("What comes first"), self._sorts())
        self.boxes = (self.task, self.sizes, self.licence, self.sort)
        for box in self.boxes:
            box.currentIndexChanged.connect(self.wanted)
        line = QHBoxLayout()
        line.setSpacing(SPACE[1])
        line.addWidget(self.field, 1)
        line.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[1])
        column.addLayout(line)
        self.filters = _Flow(self.boxes, self)
        column.addWidget(self.filters)
        self.set_searching(False)

    def words(self) -> str:
        """What stands in the field."""
        return self.field.text().strip()

    def query(self) -> Query:
        """What to search for."""
        size = _SIZES[self.sizes.currentIndex()]
        return Query(
            words=self.words(),
            task=list(Task)[self.task.currentIndex()],
            licence=_LICENCES[self.licence.currentIndex()],
            most_parameters=self._largest() if size == _FITTING else size,
            sort=list(Sort)[self.sort.currentIndex()],
            limit=MOST_RESULTS,
        )

    def show_query(self, query: Query) -> None:
        """Let the field and the filters say this; a size or licence that no filter has is left."""
        choices = (
            (self.task, list(Task).index(query.task)),
            (self.sizes, _place(_SIZES, query.most_parameters)),
            (self.licence, _place(_LICENCES, query.licence)),
            (self.sort, list(Sort).index(query.sort)),
        )
        for box, place in choices:
            with QSignalBlocker(box):
                box.setCurrentIndex(place)
        self.field.setText(query.words)

    def clear_filters(self) -> None:
        """Search again for the same words, and nothing else."""
        self.show_query(Query(self.words(), sort=self.query().sort))
        self.wanted.emit()

    def set_searching(self, searching: bool) -> None:
        """Whether a search is under way, which the button then cancels."""
        self._searching = searching
        words = self.tr("Cancel") if searching else self.tr("Search")
        self.button.setText(words)
        self.button.setAccessibleName(self.tr("Cancel the search") if searching else words)

    def _press(self) -> None:
        (self.cancelled if self._searching else self.wanted).emit()

    def _tasks(self) -> list[str]:
        return [self.tr("Any task"), self.tr("Writes text"), self.tr("Sees pictures")]

    def _size_words(self, size: int) -> str:
        if size == _FITTING:
            return self.tr("Fits here")
        if not size:
            return self.tr("Any size")
        return self.tr("Under {count}B").format(count=size // 10**9)

    def _licences(self) -> list[str]:
        words = {"": self.tr("Any licence"), "other": self.tr("Another licence")}
        return [words.get(licence) or _LICENCE_NAMES[licence] for licence in _LICENCES]

    def _sorts(self) -> list[str]:
        words = {
            Sort.TRENDING: self.tr("Trending"),
            Sort.DOWNLOADS: self.tr("Most downloads"),
            Sort.LIKES: self.tr("Most likes"),
            Sort.CHANGED: self.tr("Newest"),
        }
        return [words[sort] for sort in Sort]


class _Field(QLineEdit):
    """Keeps Enter to itself: the window would press what has the keyboard after it with it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Search by Enter, and nothing else."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class _Flow(QWidget):
    """Boxes beside each other, in as many rows as the width needs."""

    def __init__(self, boxes: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self._boxes = boxes
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE[1])
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._arrange(len(boxes))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count the columns anew."""
        super().resizeEvent(event)
        wide = max(box.width() for box in self._boxes) + SPACE[1]
        most = max(1, (event.size().width() + SPACE[1]) // wide)
        rows = -(-len(self._boxes) // most)
        self._arrange(-(-len(self._boxes) // rows))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._grid.setColumnStretch(self._columns, 0)
        self._columns = columns
        for number, box in enumerate(self._boxes):
            self._grid.addWidget(box, number // columns, number % columns)
        self._grid.setColumnStretch(columns, 1)


def _place(values: Sequence[object], value: object) -> int:
    return values.index(value) if value in values else 0


def _box(theme: Theme, name: str, words: Sequence[str]) -> ChoiceBox:
    box = ChoiceBox(theme, _BOX)
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.addItems(list(words))
    return box
