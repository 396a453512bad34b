"""What a repository of the Hub holds: its models, how they would run here, and its card."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.errors import Problem
from desktop_app.core.hub import Repo, RepoSummary, Variant
from desktop_app.ui.models.card_view import CardView
from desktop_app.ui.models.obstacle import Obstacle
from desktop_app.ui.models.repository import Repository
from desktop_app.ui.models.result_model import day_words, sees, short_number
from desktop_app.ui.models.variant_list import VariantList
from desktop_app.ui.models.variant_row import Offer
from desktop_app.ui.models.word_label import WordLabel
from desktop_app.ui.switch import Switch
from desktop_app.ui.theme import CAPTION, PROSE_WIDTH, SPACE, Theme
from desktop_app.ui.words import count, form, size_words

_JOINED = "\u00a0"
"""A space at which no line ends."""

Describe = Callable[[Variant], Offer]
"""How a variant is offered at the moment."""


class RepositoryView(QScrollArea):
    """A picture of a `Repository`. What the person does is a signal."""

    page_requested = Signal()
    """They want to see its page on the Hub."""

    link_activated = Signal(str)
    """A link of the card was chosen; nothing has been opened."""

    action_requested = Signal(object, object)
    """The `Action` of a problem's button and the `Problem`."""

    def __init__(
        self,
        theme: Theme,
        repository: Repository,
        describe: Describe,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("The model"))
        self._theme = theme
        self._repository = repository
        self.name = WordLabel(theme, 1.25, bold=True)
        self.maker = WordLabel(theme, tone="second")
        self.facts = WordLabel(theme, CAPTION, tone="second")
        self.page_button = QPushButton(self.tr("Its page on the Hub"))
        self.page_button.setAccessibleDescription(self.tr("Opens in the browser"))
        self.page_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.page_button.clicked.connect(self.page_requested)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(self.tr("Looking into it…"))
        self.obstacle = Obstacle(theme)
        self.gate = Obstacle(theme)
        for label in (self.name, self.maker, self.facts):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for told in (self.obstacle, self.gate):
            told.action_requested.connect(self.action_requested)
        self.projector = Switch(theme)
        self.projector.toggled.connect(repository.set_with_projector)
        self.variants = VariantList(theme, describe)
        self.card_title = WordLabel(theme, 1.12, bold=True)
        self.card_title.setText(self.tr("About this model"))
        self.card = CardView(theme)
        self._shown_card = ""
        self.card.link_activated.connect(self.link_activated)
        self._page = QWidget()
        self._page.setObjectName("repository")
        self._build()
        self.setWidget(self._page)
        self.viewport().setAutoFillBackground(False)
        self._page.setAutoFillBackground(False)
        repository.changed.connect(self.refresh)
        repository.judged.connect(self._on_judged)
        repository.card_changed.connect(self._show_card)
        self.refresh()

    def refresh(self) -> None:
        """Show what is known."""
        repository = self._repository
        repo, address = repository.repo, repository.address
        self.name.show_words(_readable(repo.id if repo else address.repo if address else ""))
        self.maker.show_words(self._maker(repo))
        self.facts.show_words(self._facts(repo.summary) if repo else "")
        self.page_button.setVisible(repo is not None)
        self.busy.setVisible(repository.busy)
        self.obstacle.show_problem(repository.problem or repository.missing())
        gated = Problem("hub.gated", {"repo": repo.id}) if repo and repo.gated else None
        self.gate.show_problem(gated, "warning")
        self._show_projector(repo)
        self.variants.show_variants(repo.variants if repo else (), self._first(), self._several())
        self._show_card()
        self._order_stops()

    def refresh_variants(self) -> None:
        """A download has come further, or the memory is another."""
        self.variants.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap; nothing is scrolled sideways."""
        super().resizeEvent(event)
        self._page.setMaximumWidth(self.viewport().width())

    def to_top(self) -> None:
        """Another repository is shown from its beginning."""
        self.verticalScrollBar().setValue(0)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE[2])
        head.addWidget(self.page_button)
        head.addStretch(1)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(SPACE[3], SPACE[1], SPACE[3], SPACE[4])
        column.setSpacing(SPACE[1])
        for label in (self.name, self.maker, self.facts):
            column.addWidget(label)
        column.addLayout(head)
        column.addWidget(self.busy)
        column.addWidget(self.obstacle)
        column.addWidget(self.gate)
        column.addWidget(self.projector)
        column.addWidget(self.variants)
        column.addSpacing(SPACE[2])
        column.addWidget(self.card_title)
        column.addWidget(self.card)
        column.addStretch(1)
        for widget in (self.busy, self.variants, self.card):
            widget.setMaximumWidth(self._theme.scaled(PROSE_WIDTH))

    def _show_projector(self, repo: Repo | None) -> None:
        sizes = [file.size for file in repo.projectors] if repo else []
        self.projector.setVisible(bool(sizes))
        if not sizes:
            return
        first = repo.projectors[0].size if repo else 0
        words = self.tr("With the part that sees pictures ({size} more)")
        self.projector.setText(words.format(size=size_words(first)))
        self.projector.setAccessibleName(self.projector.text())
        self.projector.setChecked(self._repository.with_projector)

    def _show_card(self) -> None:
        text = self._repository.card
        if text != self._shown_card:
            self._shown_card = text
            self.card.show_card(text)
            self._order_stops()
        for widget in (self.card_title, self.card):
            widget.setVisible(bool(text))

    def _on_judged(self, variant: Variant) -> None:
        if self._repository.judging:
            self.variants.refresh(variant)
        else:
            self.variants.lead(self._first())
            self._order_stops()

    def _order_stops(self) -> None:
        """Rows and banners come and go; the keyboard passes by all from top to bottom."""
        stops: list[QWidget] = [self.page_button, *self.obstacle.buttons(), *self.gate.buttons()]
        stops += [self.projector, *self.variants.buttons()]
        stops += [proxy for view in self.card.column.views if (proxy := view.focusProxy())]
        for before, after in pairwise([*stops, self.card.more_button]):
            QWidget.setTabOrder(before, after)

    def _first(self) -> Variant | None:
        """The variant that stands above the others."""
        return self._repository.wanted() or self._repository.advice()

    def _several(self) -> bool:
        repo = self._repository.repo
        return repo is not None and len({one.title for one in repo.variants}) > 1

    def _maker(self, repo: Repo | None) -> str:
        if repo is None:
            return ""
        words = [self.tr("by {maker}").format(maker=repo.summary.maker)]
        if repo.summary.licence:
            words.append(repo.summary.licence)
        if sees(repo.summary) or repo.projectors:
            words.append(self.tr("sees pictures"))
        return " · ".join(words)

    def _facts(self, summary: RepoSummary) -> str:
        words = []
        if summary.parameters:
            amount = short_number(summary.parameters)
            words.append(self.tr("{count} parameters").format(count=amount))
        if summary.context:
            amount = count(summary.context)
            seen = self.tr("up to {count} tokens of context", "", form(summary.context))
            words.append(seen.format(count=amount))
        fetched = self.tr("{count} downloads", "", form(summary.downloads))
        words.append(fetched.format(count=short_number(summary.downloads)))
        liked = self.tr("{count} likes", "", form(summary.likes))
        words.append(liked.format(count=short_number(summary.likes)))
        if day := day_words(summary.changed):
            words.append(self.tr("changed {day}").format(day=day))
        return " · ".join(each.replace(" ", _JOINED) for each in words)


def _readable(id: str) -> str:
    """The name without its maker, so that it breaks where a line ends: at its marks."""
    name = id.partition("/")[2] or id
    return name.replace("-", "-\u200b").replace("_", "_\u200b")
