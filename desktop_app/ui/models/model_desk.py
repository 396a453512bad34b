"""All that finding, fetching and keeping models needs, put together."""

from PySide6.QtCore import QObject, Signal

from desktop_app.core.download import DownloadQueue, Parcel
from desktop_app.core.errors import Problem
from desktop_app.core.model_record import Records
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from desktop_app.ui.engine_threads import EngineThreads
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.model_controller import ModelController
from desktop_app.ui.models.appraiser import Appraiser
from desktop_app.ui.models.downloads import Downloads
from desktop_app.ui.models.hub_client import HubClient
from desktop_app.ui.models.library import Library
from desktop_app.ui.models.page import Page
from desktop_app.ui.theme import Theme


class ModelDesk(QObject):
    """Owns what outlives the window of models, and makes that when it is wanted. UI thread."""

    failed = Signal(object)
    """Something to tell in the window; carries the `Problem`."""

    def __init__(
        self,
        engines: EngineThreads,
        model: ModelController,
        settings: Settings,
        records: Records,
        places: Places,
        window: MainWindow,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._settings = settings
        self._places = places
        self._window = window
        self._theme = theme
        self.hub = HubClient(engines.hub, self)
        self.library = Library(engines.library, settings, records, places, self)
        self.appraiser = Appraiser(engines.chat, settings, self)
        queue = DownloadQueue.load(places.downloads)
        self.downloads = Downloads(engines.downloads, queue, settings, self)
        self.problems = tuple(queue.problems)
        for failing in (self.library.failed, self.downloads.failed):
            failing.connect(self.failed)
        self.downloads.arrived.connect(self._on_arrival)
        window.model_menu.models_requested.connect(lambda: self.open(Page.LIBRARY))
        window.model_menu.find_requested.connect(lambda: self.open(Page.FIND))

    def start(self) -> None:
        """Go on with what was under way when Parley ended."""
        self.downloads.start()

    def open(self, page: Page) -> None:
        """Show the window of models, with this page in front."""

    def try_again(self, problem: Problem) -> None:
        """Go on with what failed with `problem`."""
        self.downloads.try_again(problem)

    def shut_down(self) -> None:
        """Begin nothing any more."""
        self.downloads.shut_down()

    def _on_arrival(self, parcel: Parcel) -> None:
        """A model is here: offer it, and list it."""
