""" "Which model?": a few questions, and the models that answer them, with reasons."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.catalog import CatalogModel
from desktop_app.core.catalog_advice import Advice, advice
from desktop_app.core.catalog_choice import Wish
from desktop_app.core.catalog_text import GOOD_AT
from desktop_app.core.languages import ENGLISH, whisper_code
from desktop_app.core.local_model import LocalModel
from desktop_app.ui.choice_box import WIDE_FIELD, ChoiceBox
from desktop_app.ui.first_size import open_at
from desktop_app.ui.language_field import language_name
from desktop_app.ui.models.appraiser import Appraiser
from desktop_app.ui.models.catalog_fetch import CatalogFetch
from desktop_app.ui.models.catalog_words import (
    MEGABITS,
    computer_words,
    facts_words,
    reason_words,
    task_words,
)
from desktop_app.ui.models.choice_row import ChoiceRow
from desktop_app.ui.models.local_choice import LocalChoice
from desktop_app.ui.models.obstacle import Obstacle
from desktop_app.ui.models.word_label import WordLabel
from desktop_app.ui.scroll_page import ScrollPage
from desktop_app.ui.theme import CAPTION, SPACE, Theme

_SIZE = QSize(640, 620)


class Chooser(QDialog):
    """Answers from the catalogue and from what is on this computer. What it offers for an answer
    stays as it is while it is being fetched; another answer brings others."""

    chosen = Signal(str)
    """This model file is to be used from now on; carries its path."""

    action_requested = Signal(object, object)
    """The `Action` of a problem's button, and the `Problem`."""

    find_requested = Signal()
    """None of these: the Hub is to be searched."""

    def __init__(
        self,
        theme: Theme,
        models: Sequence[CatalogModel],
        fetch: CatalogFetch,
        appraiser: Appraiser,
        here: Callable[[], Sequence[LocalModel]],
        language: str,
        rate: Callable[[], float] = lambda: 0.0,
        rough: Callable[[], float] = lambda: 0.0,
        parent: QWidget | None = None,
    ) -> None:
        """`here` gives the models on this computer; the others are as in `Welcome`."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Which model?"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.rows: list[ChoiceRow | LocalChoice] = []
        self._theme = theme
        self._models = tuple(models)
        self._fetch = fetch
        self._appraiser = appraiser
        self._here = here
        self._rate = rate
        self._rough = rough
        self._answers: tuple[Advice, ...] = ()
        self._build(whisper_code(language) or ENGLISH)
        open_at(self, _SIZE)
        appraiser.changed.connect(self.refresh)
        fetch.changed.connect(self._show_note)
        self.refresh()

    def wish(self) -> Wish:
        """What is asked for."""
        return Wish(
            language=str(self.language_box.currentData() or ""),
            task=str(self.task_box.currentData() or ""),
            sees=self.pictures_box.isChecked(),
            quick=bool(self.pace_box.currentData()),
        )

    def refresh(self) -> None:
        """Answer anew: the memory is another, or other models are on this computer."""
        machine = self._appraiser.machine
        if machine is None:
            self.computer.setText(self.tr("Looking what this computer can run…"))
        else:
            self.computer.setText(computer_words(machine))
            answers = advice(self._models, self._here(), machine, self.wish(), self._rate())
            self._show(answers)
        self._show_note()

    def showEvent(self, event: QShowEvent) -> None:
        """Look how much memory there is."""
        super().showEvent(event)
        self._appraiser.ask()

    def _build(self, language: str) -> None:
        self.task_box = self._box(self.tr("What for"))
        self.task_box.addItem(self.tr("Anything"), "")
        for task in GOOD_AT:
            self.task_box.addItem(task_words(task), task)
        self.language_box = self._box(self.tr("Language"))
        self.language_box.addItem(self.tr("Any"), "")
        known = {code for model in self._models for code in model.languages} | {language}
        for name, code in sorted((language_name(code), code) for code in known if code):
            self.language_box.addItem(name, code)
        self.language_box.setCurrentIndex(max(0, self.language_box.findData(language)))
        self.pace_box = self._box(self.tr("What counts more"))
        self.pace_box.addItem(self.tr("Good answers"), False)
        self.pace_box.addItem(self.tr("Quick answers"), True)
        self.pictures_box = QCheckBox(self.tr("It shall see pictures"))
        self.pictures_box.toggled.connect(self.refresh)
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE[3])
        form.setVerticalSpacing(SPACE[1])
        for box in (self.task_box, self.language_box, self.pace_box):
            box.activated.connect(self.refresh)
            form.addRow(box.accessibleName(), box)
        form.addRow("", self.pictures_box)
        self.computer = WordLabel(self._theme, CAPTION, tone="second")
        self.obstacle = Obstacle(self._theme)
        self.obstacle.action_requested.connect(self.action_requested)
        self.note = WordLabel(self._theme, CAPTION, tone="second")
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[2])
        inner.setSpacing(SPACE[2])
        inner.addLayout(form)
        inner.addWidget(self.computer)
        inner.addWidget(self.obstacle)
        inner.addWidget(self._answers_card(), 1)
        inner.addWidget(self.note)
        area = ScrollPage()
        area.set_page(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addLayout(self._acts())

    def _box(self, words: str) -> ChoiceBox:
        box = ChoiceBox(self._theme, WIDE_FIELD)
        box.setAccessibleName(words)
        return box

    def _answers_card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("settingsCard")
        self._list = QVBoxLayout(card)
        self._list.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        self._list.setSpacing(SPACE[3])
        self._list.setAlignment(Qt.AlignmentFlag.AlignTop)
        card.setAccessibleName(self.tr("Models that would do"))
        return card

    def _acts(self) -> QHBoxLayout:
        self.find_button = QPushButton(self.tr("Search the Hub…"))
        self.find_button.setProperty("kind", "quiet")
        self.find_button.setAutoDefault(False)
        self.find_button.clicked.connect(self.find_requested)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.close)
        acts = QHBoxLayout()
        acts.setContentsMargins(SPACE[4], SPACE[1], SPACE[4], SPACE[3])
        acts.setSpacing(SPACE[1])
        acts.addWidget(self.find_button)
        acts.addStretch(1)
        acts.addWidget(self.close_button)
        return acts

    def _show(self, answers: tuple[Advice, ...]) -> None:
        if answers == self._answers:
            return
        self._answers = answers
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._row(answer) for answer in answers]
        for row in self.rows:
            self._list.addWidget(row)
            row.show()
            row.use_requested.connect(self._use)
        self._order_keys()

    def _order_keys(self) -> None:
        """Let Tab walk as one reads: what was made last would come last."""
        rows = (button for row in self.rows for button in row.buttons())
        asked = (self.pictures_box, *self.obstacle.buttons())
        for before, button in pairwise((*asked, *rows, self.find_button, self.close_button)):
            QWidget.setTabOrder(before, button)

    def _row(self, answer: Advice) -> ChoiceRow | LocalChoice:
        reasons = reason_words(answer.reasons)
        if answer.local is not None:
            return LocalChoice(self._theme, answer, reasons)
        assert answer.model is not None
        language, rough = self.wish().language, self._rough()
        facts = facts_words(answer.model, answer.size, answer.speed, language, rough)
        row = ChoiceRow(self._theme, self._fetch, answer.model, answer.title, facts, reasons)
        row.action_requested.connect(self.action_requested)
        return row

    def _show_note(self) -> None:
        if self.obstacle.problem != self._fetch.obstacle:
            self.obstacle.show_problem(self._fetch.obstacle, "warning")
            self._order_keys()
        if self._appraiser.machine is not None and not self._answers:
            words = self.tr(
                "Nothing that answers this fits into the memory that is free. Ask for less, or"
                " close other programs."
            )
        else:
            words = self.tr(
                "Times are for {rate} Mbit/s. Sizes are estimates until the Hub is asked."
            ).format(rate=MEGABITS)
        self.note.show_words(words)

    def _use(self, path: str) -> None:
        self.chosen.emit(path)
        self.close()
