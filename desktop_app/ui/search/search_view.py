"""What was found in the conversations, with what narrows the search above it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.core.chat_query import ChatQuery, Filters
from desktop_app.core.chat_search import TakenIn
from desktop_app.core.errors import Problem
from desktop_app.core.fold import fold
from desktop_app.ui.choice_box import ChoiceBox
from desktop_app.ui.search.hit_list import HitList
from desktop_app.ui.switch import Switch
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import count, say

_DAYS = (0, 1, 7, 31, 366)
"""How far back a search goes, in days; 0 to the beginning."""
_BOX = 108
"""Width of a filter (px)."""


class SearchView(QWidget):
    """Filters, a sentence on how things stand, and the list."""

    narrowed = Signal()
    """A filter is another one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.days = self._box(self.tr("When it was said"), self._days())
        self.model = self._box(self.tr("Which model answered"), [self.tr("Any model")])
        self.pictures = Switch(theme, self)
        self.pictures.setText(self.tr("With pictures"))
        self.pictures.setAccessibleName(self.tr("Only messages with pictures"))
        self.pictures.toggled.connect(self.narrowed)
        self.status = QLabel(self)
        self.status.setWordWrap(True)
        self.status.setProperty("tone", "second")
        self.list = HitList(theme, self)
        self._build()
        theme.changed.connect(self._dress)
        self._dress()

    def narrow(self, query: ChatQuery) -> ChatQuery:
        """`query` with what the filters say; what was typed counts more."""
        typed, chosen = query.filters, self._filters()
        return replace(
            query,
            filters=replace(
                typed,
                after=typed.after or (0.0 if typed.before else chosen.after),
                model=typed.model or chosen.model,
                pictures=typed.pictures or chosen.pictures,
            ),
        )

    def clear(self) -> None:
        """Narrow nothing, and show nothing."""
        for box in (self.days, self.model):
            with QSignalBlocker(box):
                box.setCurrentIndex(0)
        with QSignalBlocker(self.pictures):
            self.pictures.setChecked(False)
        self.list.hits.show_hits(())

    def set_models(self, models: tuple[str, ...]) -> None:
        """Offer these models; the one that is chosen stays so."""
        names = [self.model.itemText(place) for place in range(1, self.model.count())]
        if names == list(models):
            return
        chosen = self.model.currentText() if self.model.currentIndex() > 0 else ""
        with QSignalBlocker(self.model):
            del names[:]
            while self.model.count() > 1:
                self.model.removeItem(1)
            self.model.addItems(list(models))
            self.model.setCurrentIndex(max(0, self.model.findText(chosen)) if chosen else 0)

    def show_state(self, busy: bool, problem: Problem | None, index: TakenIn) -> None:
        """Say what there is to say of the results: none, not all yet, or why there are none."""
        sentences: list[str] = []
        if problem is not None:
            sentences = [say(problem.sentence), say(problem.remedy)]
        elif not busy:
            if not self.list.hits.rowCount():
                sentences.append(self.tr("Nothing was found."))
            if not index.is_complete:
                sentences.append(
                    self.tr(
                        "Still indexing: {done} of {total} conversations have been searched.",
                        "",
                        index.total,
                    ).format(done=count(index.done), total=count(index.total))
                )
        elif not self.list.hits.rowCount():
            return  # What is said now stands until something else is certain.
        text = " ".join(sentences)
        if text != self.status.text():
            self.status.setText(text)
            self.status.setAccessibleName(text)
        self.status.setVisible(bool(text))

    def _filters(self) -> Filters:
        days = _DAYS[self.days.currentIndex()]
        first = date.today() - timedelta(days=days - 1)
        after = datetime(first.year, first.month, first.day).timestamp() if days else 0.0
        model = self.model.currentText() if self.model.currentIndex() > 0 else ""
        return Filters(after=after, model=fold(model), pictures=self.pictures.isChecked())

    def _days(self) -> list[str]:
        return [
            self.tr("Any time"),
            self.tr("Today"),
            self.tr("Past week"),
            self.tr("Past month"),
            self.tr("Past year"),
        ]

    def _box(self, name: str, choices: list[str]) -> ChoiceBox:
        box = ChoiceBox(self._theme, _BOX)
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.view().setAccessibleName(name)
        box.addItems(choices)
        box.currentIndexChanged.connect(self.narrowed)
        return box

    def _build(self) -> None:
        boxes = QHBoxLayout()
        boxes.setSpacing(SPACE[1])
        boxes.addWidget(self.days)
        boxes.addWidget(self.model)
        boxes.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(SPACE[0], 0, SPACE[0], 0)
        head.setSpacing(SPACE[1])
        head.addLayout(boxes)
        head.addWidget(self.pictures)
        head.addWidget(self.status)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[1])
        column.addLayout(head)
        column.addWidget(self.list, 1)

    def _dress(self) -> None:
        for part in (self.status, self.pictures):
            part.setFont(self._theme.font(CAPTION))
