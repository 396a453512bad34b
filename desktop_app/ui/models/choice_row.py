"""One model of the catalogue in a card: what it is, what to expect of it, and how to get it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.catalog import CatalogModel
from desktop_app.core.download import Order, Stage
from desktop_app.core.errors import Problem
from desktop_app.ui.button import SteadyButton
from desktop_app.ui.models.catalog_fetch import CatalogFetch
from desktop_app.ui.models.catalog_words import summary_words
from desktop_app.ui.models.download_words import percent_of, state_words
from desktop_app.ui.models.word_label import WordLabel
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import say

_STEPS = 1000
_SHARE_OF_BUTTONS = 0.4
"""Where the buttons would take more of the width than this, they stand below the words."""


class ChoiceRow(QWidget):
    """A picture of how a model stands; what the person does goes to `CatalogFetch`, or out."""

    use_requested = Signal(str)
    """The model is here, and to be used; carries the path of its file."""

    def __init__(
        self,
        theme: Theme,
        fetch: CatalogFetch,
        model: CatalogModel,
        title: str,
        facts: str,
        about: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`title` is its first line and `about` its second, "" for what the catalogue says of it;
        `facts` are the third, as long as nothing is being done about it."""
        super().__init__(parent)
        self.model = model
        self._fetch = fetch
        self._facts = facts
        self.title = WordLabel(theme, bold=True)
        self.title.setText(title)
        self.summary = WordLabel(theme)
        self._about = about or summary_words(model)
        self.state = WordLabel(theme, CAPTION, tone="second")
        self.trouble = WordLabel(theme, CAPTION, tone="error")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _STEPS)
        self.drop_button = _button("quiet")
        self.drop_button.clicked.connect(lambda: fetch.cancel(model))
        self.go_button = _button()
        self.go_button.clicked.connect(self._go)
        self.setAccessibleName(title)
        self._build()
        self.summary.show_words(self._about)
        fetch.changed.connect(self._on_change)
        self.show_state()

    def show_state(self) -> None:
        """Show how the model stands now."""
        order, problem = self._fetch.order(self.model), self._fetch.problem(self.model)
        path = self._fetch.path(self.model)
        under_way = order is not None and order.stage is not Stage.DONE
        words = self._words(order if under_way else None)
        self.state.setText(words)
        self.setAccessibleDescription(words)
        self.trouble.show_words(self._trouble_words(problem))
        self._show_bar(order if under_way else None)
        asking = self._fetch.asking(self.model)
        self.go_button.setEnabled(bool(path) or not (asking or self._fetch.offline))
        self._say(self.go_button, self._go_words(order, path))
        self._say(self.drop_button, self.tr("Cancel") if under_way or asking else "")
        kind = "primary" if path else None
        if self.go_button.property("kind") != kind:
            self.go_button.setProperty("kind", kind)
            self.go_button.style().unpolish(self.go_button)
            self.go_button.style().polish(self.go_button)
        self._arrange(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the words where beside them too little is left."""
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self.title, self.summary, self.state, self.trouble):
            words.addWidget(label)
        self._acts = QHBoxLayout()
        self._acts.setSpacing(SPACE[1])
        self._acts.addStretch(1)
        self._acts.addWidget(self.drop_button)
        self._acts.addWidget(self.go_button)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(SPACE[2])
        self._row.addLayout(words, 1)
        self._row.addLayout(self._acts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[0])
        column.addLayout(self._row)
        column.addWidget(self.bar)

    def _words(self, order: Order | None) -> str:
        if self._fetch.asking(self.model):
            return self.tr("Asking the Hub for its files…")
        if order is None:
            return self._facts
        downloads = self._fetch.downloads
        return state_words(downloads, order, downloads.progress(order.parcel.id))

    def _trouble_words(self, problem: Problem | None) -> str:
        if problem is not None:
            return f"{say(problem.sentence)} {say(problem.remedy)}"
        heir = self._fetch.heir(self.model)
        if not heir or self._fetch.asking(self.model):
            return ""
        words = self.tr(
            "{repo} is not on the Hub any more. {heir} is called the same, and fetched the most;"
            " it is somebody else's."
        )
        return words.format(repo=self.model.repo, heir=heir)

    def _show_bar(self, order: Order | None) -> None:
        self.bar.setVisible(order is not None)
        if order is None:
            return
        progress = self._fetch.downloads.progress(order.parcel.id)
        self.bar.setValue(_STEPS * progress.done // progress.total if progress.total else 0)
        name = self.tr("How much of {model} is here").format(model=self.model.name)
        self.bar.setAccessibleName(name)
        self.bar.setAccessibleDescription(
            self.tr("{percent} %").format(percent=percent_of(progress))
        )

    def _go_words(self, order: Order | None, path: str) -> str:
        if path:
            return self.tr("Use it")
        if order is None and self._fetch.heir(self.model):
            return self.tr("Fetch that one")
        if order is None or order.stage is Stage.DONE:
            return self.tr("Download")
        match order.stage:
            case Stage.WAITING | Stage.FETCHING:
                return self.tr("Pause")
            case Stage.PAUSED:
                return self.tr("Go on")
            case _:
                return self.tr("Try again")

    def _go(self) -> None:
        order, path = self._fetch.order(self.model), self._fetch.path(self.model)
        if path:
            self.use_requested.emit(path)
        elif order is not None and order.stage in (Stage.WAITING, Stage.FETCHING):
            self._fetch.downloads.pause(order.parcel.id)
        else:
            self._fetch.fetch(self.model)

    def _say(self, button: QPushButton, words: str) -> None:
        if not words and button.hasFocus():
            self.go_button.setFocus()  # The keyboard stays in this row.
        button.setText(words)
        button.setVisible(bool(words))
        button.setAccessibleName(f"{words}: {self.model.name}")

    def _on_change(self, id: str) -> None:
        if id in ("", self.model.id):
            self.show_state()

    def _arrange(self, width: int) -> None:
        beside = self._acts.sizeHint().width() <= width * _SHARE_OF_BUTTONS
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        edge = Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag(0)
        self._row.setAlignment(self._acts, edge)


def _button(kind: str = "") -> QPushButton:
    button = SteadyButton()
    if kind:
        button.setProperty("kind", kind)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
