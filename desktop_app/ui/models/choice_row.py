"""One model of the catalogue in a card: what it is, what to expect of it, and how to get it."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from desktop_app.core.catalog import CatalogModel
from desktop_app.core.download import Order, Stage
from desktop_app.core.errors import Problem
from desktop_app.ui.models.catalog_fetch import CatalogFetch
from desktop_app.ui.models.catalog_words import summary_words
from desktop_app.ui.models.download_words import state_words
from desktop_app.ui.models.fetch_row import FetchRow, offer
from desktop_app.ui.models.word_label import WordLabel
from desktop_app.ui.style_property import set_style_property
from desktop_app.ui.theme import Theme


class ChoiceRow(FetchRow):
    """A picture of how a model stands; what the person does goes to `CatalogFetch`, or out."""

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
        super().__init__(theme, parent)
        self.model = model
        self._fetch = fetch
        self._facts = facts
        self.title = WordLabel(theme, bold=True)
        self.title.setText(title)
        self.summary = WordLabel(theme)
        self.drop_button.clicked.connect(lambda: fetch.cancel(model))
        self.setAccessibleName(title)
        self._build((self.title, self.summary))
        self.summary.show_words(about or summary_words(model))
        fetch.changed.connect(self._on_change)
        self.show_state()

    def show_state(self) -> None:
        """Show how the model stands now."""
        fetch, model, focused = self._fetch, self.model, self._focused()
        order, path, asking = fetch.order(model), fetch.path(model), fetch.asking(model)
        under_way = order if order is not None and order.stage is not Stage.DONE else None
        words = self._words(under_way)
        self.state.setText(words)
        self.setAccessibleDescription(words)
        self._show_trouble(fetch.problem(model))
        progress = fetch.downloads.progress(under_way.parcel.id) if under_way else None
        self._show_progress(progress, model.name)
        able = bool(path) or not (asking or fetch.offline)
        # One that is disabled would hand the keyboard to the next model.
        self.go_button.setEnabled(able or focused is self.go_button)
        offer(self.go_button, self._go_words(order, path), model.name)
        offer(self.drop_button, self.tr("Cancel") if under_way or asking else "", model.name)
        set_style_property(self.go_button, "kind", "primary" if path else None)
        self._settle(focused)

    def _words(self, order: Order | None) -> str:
        if self._fetch.asking(self.model):
            return self.tr("Asking the Hub for its files…")
        if order is None:
            return self._facts
        downloads = self._fetch.downloads
        return state_words(downloads, order, downloads.progress(order.parcel.id))

    def _show_trouble(self, problem: Problem | None) -> None:
        before = self.sentence.text()
        self._show_problem(problem, self.model.name)
        heir = self._fetch.heir(self.model)
        if problem is None and heir and not self._fetch.asking(self.model):
            words = self.tr(
                "{repo} is not on the Hub any more. {heir} is called the same, and fetched the"
                " most; it is somebody else's."
            )
            self.sentence.show_words(words.format(repo=self.model.repo, heir=heir))
        words = self.sentence.text()
        # What goes wrong with an order is announced by the notice of it.
        if words and words != before and self.isVisible() and not self._fetch.order(self.model):
            words = f"{words} {self.remedy.text()}".strip()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _go_words(self, order: Order | None, path: str) -> str:
        if path:
            return self.tr("Use it")
        if self._fetch.problem(self.model) is not None:
            return self.tr("Try again")
        if order is None and self._fetch.heir(self.model):
            return self.tr("Fetch that one")
        if order is None or order.stage is Stage.DONE:
            return self.tr("Download")
        return self.tr("Go on") if order.stage is Stage.PAUSED else self.tr("Pause")

    def _go(self) -> None:
        order, path = self._fetch.order(self.model), self._fetch.path(self.model)
        if path:
            self.use_requested.emit(path)
        elif order is not None and order.stage in (Stage.WAITING, Stage.FETCHING):
            self._fetch.downloads.pause(order.parcel.id)
        else:
            self._fetch.fetch(self.model)

    def _on_change(self, id: str) -> None:
        if id in ("", self.model.id):
            self.show_state()
