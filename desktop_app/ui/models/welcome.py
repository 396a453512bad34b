"""The first start: how small the starter model is, what this computer has, what would suit it."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.core.catalog import CatalogModel
from desktop_app.core.catalog_choice import Choice, Wish, choices
from desktop_app.core.languages import ENGLISH, whisper_code
from desktop_app.core.settings import Settings
from desktop_app.ui.models.appraiser import Appraiser
from desktop_app.ui.models.catalog_fetch import CatalogFetch
from desktop_app.ui.models.catalog_words import (
    MEGABITS,
    SEPARATOR,
    computer_words,
    facts_words,
    reason_words,
    role_words,
)
from desktop_app.ui.models.choice_row import ChoiceRow
from desktop_app.ui.models.obstacle import Obstacle
from desktop_app.ui.models.word_label import WordLabel
from desktop_app.ui.theme import CAPTION, SPACE, Theme

WELCOMED = "models.welcomed"
"""The setting that says that somebody has read this, and wants it no more."""


class Welcome(QFrame):
    """A quiet card for the empty page; a conversation with the starter model goes on meanwhile.

    It looks at the memory when it is shown. What it offers changes only as long as nothing of it
    is being fetched.
    """

    chosen = Signal(str)
    """This model file is to be used from now on; carries its path."""

    closed = Signal()
    """The card is not wanted any more."""

    action_requested = Signal(object, object)
    """The `Action` of a problem's button, and the `Problem`."""

    more_requested = Signal()
    """Other models are wanted than those that are offered: "Which model?"."""

    def __init__(
        self,
        theme: Theme,
        models: Sequence[CatalogModel],
        fetch: CatalogFetch,
        appraiser: Appraiser,
        settings: Settings,
        language: str,
        starter: str = "",
        rate: Callable[[], float] = lambda: 0.0,
        rough: Callable[[], float] = lambda: 0.0,
        parent: QWidget | None = None,
    ) -> None:
        """`language` is that of the window (as in "de" or "pt-BR"); `starter` the name of the
        model that came with Parley, "" when another one is in use; `rate` what was measured here
        (`rate_of`): bytes of weights read per second while writing, 0 when nothing was; `rough`
        the same of a model that is too small to tell more than roughly."""
        super().__init__(parent)
        self.setObjectName("settingsCard")
        self.rows: list[ChoiceRow] = []
        self._theme = theme
        self._models = tuple(models)
        self._fetch = fetch
        self._appraiser = appraiser
        self._settings = settings
        self._language = whisper_code(language) or ENGLISH
        self._rate = rate
        self._rough = rough
        self._offered: tuple[Choice, ...] = ()
        self.head = WordLabel(theme, bold=True)
        self.starter = WordLabel(theme)
        self.computer = WordLabel(theme, CAPTION, tone="second")
        self.warning = WordLabel(theme, CAPTION, tone="warning")
        self.obstacle = Obstacle(theme)
        self.obstacle.action_requested.connect(self.action_requested)
        self.note = WordLabel(theme, CAPTION, tone="second")
        self.more_button = _button(self.tr("Which model?"))
        self.close_button = _button(self.tr("Not now"))
        self._build()
        self.starter.show_words(self._starter_words(starter))
        self.more_button.clicked.connect(self.more_requested)
        self.close_button.clicked.connect(self.close_for_good)
        appraiser.changed.connect(self._look)
        fetch.changed.connect(self._show_note)
        self._look()

    def showEvent(self, event: QShowEvent) -> None:
        """Look how much memory there is."""
        super().showEvent(event)
        self._appraiser.ask()

    def close_for_good(self) -> None:
        """Remember that it was read; "Which model?" in the menu of models brings the same."""
        self._settings.set(WELCOMED, True)
        self.closed.emit()

    def offered(self) -> tuple[Choice, ...]:
        """What is offered at the moment."""
        return self._offered

    def _build(self) -> None:
        self.setAccessibleName(self.tr("Models for this computer"))
        self.head.setText(self.tr("A better model for this computer?"))
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE[2])
        self._list.setContentsMargins(0, SPACE[1], 0, SPACE[1])
        head = QHBoxLayout()
        head.setSpacing(SPACE[0])
        head.addWidget(self.head, 1)
        head.addWidget(self.more_button)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[3])
        column.setSpacing(SPACE[0])
        column.addLayout(head)
        column.addWidget(self.starter)
        column.addWidget(self.computer)
        column.addWidget(self.warning)
        column.addWidget(self.obstacle)
        column.addLayout(self._list)
        column.addWidget(self.note)

    def _look(self) -> None:
        """Offer what suits the memory as it is."""
        machine = self._appraiser.machine
        if machine is None:
            self.computer.setText(self.tr("Looking what this computer can run…"))
            self._show_note()
            return
        self.computer.setText(computer_words(machine))
        if not self._is_busy():
            wish = Wish(language=self._language)
            self._offer(choices(self._models, machine, wish, self._rate()))
        self._show_note()

    def _offer(self, offered: tuple[Choice, ...]) -> None:
        if offered == self._offered:
            return
        self._offered = offered
        focus = self.focusWidget()
        focused = focus is not None and any(row.isAncestorOf(focus) for row in self.rows)
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._row(choice, alone=len(offered) == 1) for choice in offered]
        for row in self.rows:
            self._list.addWidget(row)
            row.show()
        self._order_keys()
        if focused:
            (self.rows[0].go_button if self.rows else self.close_button).setFocus()

    def _order_keys(self) -> None:
        """Let Tab walk as one reads: what was made last would come last."""
        rows = (button for row in self.rows for button in row.buttons())
        for before, button in pairwise((self.close_button, *self.obstacle.buttons(), *rows)):
            QWidget.setTabOrder(before, button)

    def _row(self, choice: Choice, alone: bool) -> ChoiceRow:
        title = [choice.model.name]
        if not alone:
            title.insert(0, role_words(choice.role))
        if choice.recommended:
            title.append(self.tr("recommended"))
        words = SEPARATOR.join(title)
        facts = facts_words(choice.model, choice.size, choice.speed, self._language, self._rough())
        row = ChoiceRow(self._theme, self._fetch, choice.model, words, facts)
        row.setToolTip(reason_words(choice.reasons))
        row.use_requested.connect(self.chosen)
        row.action_requested.connect(self.action_requested)
        return row

    def _show_note(self) -> None:
        self.warning.show_words(self._warning_words())
        if self.obstacle.problem != self._fetch.obstacle:
            self.obstacle.show_problem(self._fetch.obstacle, "warning")
            self._order_keys()
        words = self.tr("Times are for {rate} Mbit/s. Sizes are estimates until the Hub is asked.")
        self.note.show_words(words.format(rate=MEGABITS) if self._offered else "")

    def _warning_words(self) -> str:
        if self._fetch.offline:
            return ""
        if self._appraiser.machine is not None and not self._offered:
            return self.tr(
                "None of the models that Parley knows fits into the memory that is free. The model"
                " that came with it is what runs here; closing other programs may help."
            )
        if any("tight" in choice.reasons for choice in self._offered):
            return self.tr("This only just fits: close other programs, and expect mistakes.")
        return ""

    def _starter_words(self, starter: str) -> str:
        words = self.tr(
            "{name}, which came with Parley, is very small: it answers at once, but knows little"
            " and is often wrong."
        )
        return words.format(name=starter) if starter else ""

    def _is_busy(self) -> bool:
        """Whether something that is offered is being fetched, or here and not used yet."""
        return any(
            self._fetch.asking(row.model) or self._fetch.order(row.model) is not None
            for row in self.rows
        )


def _button(words: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("kind", "quiet")
    button.setAccessibleName(words)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
