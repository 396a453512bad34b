"""Which model to take: the card of the first start, and the dialog that asks what is wanted."""

from functools import cached_property

from PySide6.QtCore import QLocale, QObject

from desktop_app.core.catalog import CatalogModel, load_catalog
from desktop_app.core.catalog_choice import rate_of
from desktop_app.core.paths import resources, starter_model
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.models.catalog_fetch import CatalogFetch
from desktop_app.ui.models.model_desk import ModelDesk, is_starter
from desktop_app.ui.models.page import Page
from desktop_app.ui.models.welcome import WELCOMED, Welcome
from desktop_app.ui.saving import Saving


class Adviser(QObject):
    """Offers models of the catalogue, and has them fetched. Lives on the UI thread."""

    def __init__(self, desk: ModelDesk, window: MainWindow) -> None:
        super().__init__(desk)
        self._desk = desk
        self._window = window
        # What fails is told where the model is offered.
        self.fetch = CatalogFetch(desk.hub, desk.downloads, desk.settings, desk.places, self)
        self._saving = Saving(self)
        self._saving.failed.connect(desk.tell)
        self._greeting = False
        """Whether the card of the first start stands there."""
        desk.model.loaded.connect(self._on_load)

    @cached_property
    def catalog(self) -> tuple[CatalogModel, ...]:
        """The models that are offered."""
        return load_catalog(resources() / "catalog.toml")

    def welcome(self) -> None:
        """Put the card on the empty page; it goes when another model answers, or is sent away."""
        starter = starter_model()
        card = Welcome(
            self._desk.theme,
            self.catalog,
            self.fetch,
            self._desk.appraiser,
            self._desk.settings,
            _language(),
            starter.stem.partition(".")[0] if starter else "",
            self.rate,
            self.rough_rate,
        )
        card.chosen.connect(self._use)
        card.action_requested.connect(self._desk.act)
        card.more_requested.connect(self.choose)
        card.closed.connect(self._let_go)
        self._window.empty_page.set_card(card)
        self._greeting = True

    def _use(self, path: str) -> None:
        """The talk goes on with this model, and the keyboard in it; the card stays until then:
        what was fetched may turn out to be no model that runs here."""
        self._desk.use(path)
        self._window.composer.focus()

    def _on_load(self, path: str) -> None:
        """Whoever talks with a model of their own has answered the card, wherever they did."""
        if self._greeting and not is_starter(path):
            self._saving.done(lambda: self._desk.settings.set(WELCOMED, True))
            self._take_card()

    def _let_go(self) -> None:
        """The card was sent away: the talk goes on, and the keyboard with it."""
        self._take_card()
        self._window.composer.focus()

    def _take_card(self) -> None:
        self._greeting = False
        self._window.empty_page.set_card(None)

    def choose(self) -> None:
        """Ask what is wanted, and answer with a model: "Which model?"."""
        from desktop_app.ui.models.chooser import Chooser

        library = self._desk.library
        library.scan()
        self._desk.downloads.look()
        chooser = Chooser(
            self._desk.theme,
            self.catalog,
            self.fetch,
            self._desk.appraiser,
            library.models,
            _language(),
            self.rate,
            self.rough_rate,
            self._window,
        )
        library.changed.connect(chooser.refresh)
        chooser.chosen.connect(self._desk.use)
        chooser.action_requested.connect(self._desk.act)
        chooser.find_requested.connect(lambda: self._desk.open(Page.FIND))
        self._desk.appraiser.ask()
        chooser.open()

    def rate(self) -> float:
        """Bytes of weights read per second while writing, by what was measured here; 0 when no
        model was large enough to tell."""
        return max((rate_of(*each) for each in self._desk.records.measured()), default=0.0)

    def rough_rate(self) -> float:
        """The same by any model."""
        measured = self._desk.records.measured()
        return max((speed * size for speed, size in measured), default=0.0)


def _language() -> str:
    """The language of the window (ISO 639-1)."""
    return QLocale().name().partition("_")[0]
