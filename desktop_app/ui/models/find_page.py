"""Searching the Hub: what is found, what a repository holds, how it would run here."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.advice import largest_parameters, usual_size
from desktop_app.core.download import Parcel
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.hub import Query, Variant
from desktop_app.core.hub_address import HubAddress, bare_name, hub_address
from desktop_app.core.judgement import Fits
from desktop_app.core.kinds.kind import Action
from desktop_app.core.model_card import target
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from desktop_app.ui.link import ask_to_open
from desktop_app.ui.models.appraiser import Appraiser
from desktop_app.ui.models.downloads import Downloads
from desktop_app.ui.models.hub_client import HubClient
from desktop_app.ui.models.library import Library
from desktop_app.ui.models.login_dialog import LoginDialog
from desktop_app.ui.models.repository import Repository
from desktop_app.ui.models.repository_pane import RepositoryPane
from desktop_app.ui.models.result_pane import ResultPane
from desktop_app.ui.models.search import Search
from desktop_app.ui.models.search_bar import SearchBar
from desktop_app.ui.models.variant_offers import VariantOffers
from desktop_app.ui.opener import open_page
from desktop_app.ui.theme import SPACE, Theme

RESULTS_WIDTH = 320
"""Width of the list beside a repository (px)."""
_WIDE = 780
"""From this width on both stand beside each other."""


class FindPage(QWidget):
    """Searches the Hub, and shows how what it finds would run here."""

    chosen = Signal(str)
    """This model file is to be used from now on; carries its path."""

    failed = Signal(object)
    """Something to tell; carries a `Problem`."""

    action_requested = Signal(object, object)
    """The `Action` of a problem's button that this page cannot do, and the `Problem`."""

    def __init__(
        self,
        theme: Theme,
        hub: HubClient,
        downloads: Downloads,
        appraiser: Appraiser,
        settings: Settings,
        places: Places,
        parent: QWidget | None = None,
        rate: Callable[[], float] = lambda: 0.0,
        library: Library | None = None,
    ) -> None:
        """`rate` is what was measured here: bytes of weights read per second while writing;
        `library` knows what is on this computer already."""
        super().__init__(parent)
        self._theme = theme
        self._hub = hub
        self._downloads = downloads
        self._appraiser = appraiser
        self._rate = rate
        self.search = Search(hub, settings.hub_access, self)
        self.repository = Repository(hub, appraiser, settings.hub_access, self)
        self._offers = VariantOffers(self.repository, downloads, settings, places, self, library)
        self.login: LoginDialog | None = None
        self.bar = SearchBar(theme, self._largest)
        self.results = ResultPane(theme, self.search)
        self.results.list.found.set_estimate(self._estimate)
        self.pane = RepositoryPane(theme, self.repository, self._offers.of)
        self._arrange()
        self._connect()
        settings.changed.append(self._on_setting)

    def open(self, text: str) -> bool:
        """Go to what an address or a name of the Hub says; False when it is none."""
        address = hub_address(text, self._offers.access().address)
        if address is None:
            return False
        self.bar.field.setText(text.strip())
        self._open(address)
        return True

    def look_for(self, query: Query) -> None:
        """Search for this, with the filters as they say."""
        self.bar.show_query(query)
        self._search()

    def look_for_name(self, repo: str) -> None:
        """Search for what a repository is called: that one is not there, or of no use."""
        self.look_for(Query(words=bare_name(repo).replace("-", " ")))

    def focus_search(self) -> None:
        """Give the search field the keyboard."""
        self.bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.field.selectAll()

    def log_in(self) -> LoginDialog:
        """Open the dialog for the token, unless it is open."""
        if self.login is not None:
            self.login.activateWindow()
            return self.login
        self.login = dialog = LoginDialog(self._theme, self._hub, self._offers.access, self)
        dialog.finished.connect(self._forget_login)
        dialog.action_requested.connect(self.action_requested)
        dialog.open()
        return dialog

    def _forget_login(self) -> None:
        self.login = None

    def showEvent(self, event: QShowEvent) -> None:
        """Look how much memory there is, and what has come or gone meanwhile."""
        super().showEvent(event)
        self._appraiser.ask()
        self._offers.look_again()
        self.repository.rate = self._rate()
        self.pane.view.refresh_variants()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits for a search that nobody sees."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.search.cancel()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show both, or one of them."""
        super().resizeEvent(event)
        self._show_panes()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape ends a search, or goes back to its results; Down goes there from the field."""
        if event.key() == Qt.Key.Key_Escape and self.search.busy:
            self.search.cancel()
        elif event.key() == Qt.Key.Key_Escape and self.pane.back_button.isVisible():
            self._go_back()
        elif event.key() == Qt.Key.Key_Down and self.bar.field.hasFocus():
            self.results.list.setFocus()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[2])
        top = QHBoxLayout()
        top.setContentsMargins(SPACE[3], 0, SPACE[3], 0)
        top.addWidget(self.bar)
        column.addLayout(top)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        # The pane has margins of its own; Qt does not turn unequal ones around.
        middle.addSpacing(SPACE[3])
        middle.addWidget(self.results)
        middle.addWidget(self.pane, 1)
        column.addLayout(middle, 1)
        self._show_panes()

    def _connect(self) -> None:
        self.bar.wanted.connect(self._search)
        self.bar.cancelled.connect(self.search.cancel)
        self.search.changed.connect(self._on_search)
        self.results.opened.connect(lambda id: self._open(HubAddress(id)))
        self.results.search_wanted.connect(self._search)
        self.results.widened.connect(self.bar.clear_filters)
        self.pane.back_requested.connect(self._go_back)
        view = self.pane.view
        view.page_requested.connect(self._open_page)
        view.link_activated.connect(self._follow)
        self._hub.logged_in.connect(self.repository.try_again)
        for told in (view.action_requested, self.results.action_requested):
            told.connect(self._act)
        variants = view.variants
        variants.fetch_requested.connect(self._fetch)
        variants.pause_requested.connect(lambda variant: self._with(variant, self._pause))
        variants.use_requested.connect(self._use)
        self._downloads.changed.connect(self._on_download)
        self._downloads.arrived.connect(self._on_arrival)
        self._offers.changed.connect(view.refresh_variants)
        self._appraiser.changed.connect(self.results.list.found.estimate_again)

    def _on_setting(self, key: str) -> None:
        """The Hub is reached in another way: what failed may not fail any more."""
        if not key.startswith("hub.") or not self.isVisible():
            return
        if self.repository.problem is not None:
            self.repository.try_again()
        elif self.search.problem is not None:
            self._search()

    def _search(self) -> None:
        words = self.bar.words()
        if words and self.open(words):
            return
        self.repository.leave()
        self.repository.changed.emit()
        self._show_panes()
        self.search.run(self.bar.query())

    def _on_search(self) -> None:
        self.bar.set_searching(self.search.busy)
        self._show_panes()

    def _open(self, address: HubAddress) -> None:
        self.repository.rate = self._rate()
        self._offers.look_again()
        self.repository.open(address)
        self.results.list.mark(address.repo)
        self.pane.view.to_top()
        self._show_panes()
        if self.results.isHidden():
            self.pane.back_button.setFocus()

    def _go_back(self) -> None:
        self.repository.leave()
        self.repository.changed.emit()
        self._show_panes()
        (self.results.list if len(self.results.list.found) else self.bar.field).setFocus()

    def _show_panes(self) -> None:
        wide = self.width() >= self._theme.scaled(_WIDE)
        opened = self.repository.address is not None
        alone = self.search.query is None  # An address was pasted: there is no list beside it.
        self.results.setVisible(not opened or (wide and not alone))
        self.pane.setVisible(opened or (wide and len(self.results.list.found) > 0))
        self.pane.set_back(opened and self.results.isHidden())
        # A small window needs its room for what was opened.
        self.bar.filters.setVisible(not (opened and self.results.isHidden()))
        beside = not self.pane.isHidden() and not self.results.isHidden()
        most = self._theme.scaled(RESULTS_WIDTH) if beside else _NO_LIMIT
        self.results.setMaximumWidth(most)
        self.results.setMinimumWidth(most if beside else 0)

    def _largest(self) -> int:
        machine = self._appraiser.machine
        return largest_parameters(machine) if machine else 0

    def _estimate(self, weights: int) -> Fits | None:
        """About how well a model of so many weights fits here, None before the memory is known."""
        return self._appraiser.judge_size(usual_size(weights))

    def _fetch(self, variant: Variant) -> None:
        self._with(variant, self._downloads.fetch)

    def _pause(self, parcel: Parcel) -> None:
        self._downloads.pause(parcel.id)

    def _use(self, variant: Variant) -> None:
        try:
            self.chosen.emit(self._offers.path(variant))
        except ParleyError as error:
            self.failed.emit(error.problem)

    def _with(self, variant: Variant, act: Callable[[Parcel], None]) -> None:
        try:
            act(self._offers.parcel(variant))
        except ParleyError as error:
            self.failed.emit(error.problem)
        self.pane.view.refresh_variants()

    def _on_download(self, id: str) -> None:
        repo = self.repository.repo
        if repo is not None and id.startswith(f"{repo.id}:"):
            self.pane.view.refresh_variants()

    def _on_arrival(self, parcel: Parcel) -> None:
        self._offers.come(parcel)
        self.pane.view.refresh_variants()

    def _act(self, action: Action, problem: Problem) -> None:
        match action:
            case Action.LOG_IN:
                self.log_in()
            case Action.OPEN_PAGE:
                self._open_page()
            case Action.FIND_MODELS:
                self._look_elsewhere()
            case Action.TRY_AGAIN if self.repository.problem == problem:
                self.repository.try_again()
            case Action.TRY_AGAIN if self.search.can_go_on:
                self.search.go_on()
            case Action.TRY_AGAIN:
                self._search()
            case _:
                self.action_requested.emit(action, problem)

    def _look_elsewhere(self) -> None:
        address = self.repository.address
        if address is None:
            self.focus_search()
        else:
            self.look_for_name(address.repo)

    def _open_page(self) -> None:
        address = self.repository.address
        if address is not None:
            open_page(f"{self._offers.access().address}/{address.repo}", self)

    def _follow(self, href: str) -> None:
        repo = self.repository.repo
        if repo is None:
            return
        leads = target(href, self._offers.access().address, repo.id, repo.commit)
        if leads:
            ask_to_open(leads, self)


_NO_LIMIT = 16777215
"""Qt's own for a widget that may be as wide as it likes (QWIDGETSIZE_MAX)."""
