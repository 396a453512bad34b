"""All that finding, fetching and keeping models needs, put together."""

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.errors import Problem
from desktop_app.core.kinds.kind import Action
from desktop_app.core.model_record import Records
from desktop_app.core.paths import Places, starter_model
from desktop_app.core.settings import Settings
from desktop_app.ui.engine_threads import EngineThreads
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.model_controller import ModelController
from desktop_app.ui.models.model_settings import ModelSettings
from desktop_app.ui.models.page import Page
from desktop_app.ui.models.speed_note import SpeedNote
from desktop_app.ui.setting_field import FieldMaker
from desktop_app.ui.theme import Theme

if TYPE_CHECKING:
    from desktop_app.ui.disk import Disk
    from desktop_app.ui.models.adviser import Adviser
    from desktop_app.ui.models.appraiser import Appraiser
    from desktop_app.ui.models.downloads import Downloads
    from desktop_app.ui.models.find_page import FindPage
    from desktop_app.ui.models.hub_client import HubClient
    from desktop_app.ui.models.library import Library
    from desktop_app.ui.models.models_window import ModelsWindow
    from desktop_app.ui.settings_dialog import HeadMaker

WELCOME_AFTER = 600
"""Milliseconds after the start until the card of the first start comes: the window is first."""

RELEASE_MILLISECONDS = 1500
"""How long the end of Parley waits for a model in memory that is to be deleted."""


class ModelDesk(QObject):
    """Owns what outlives the window of models, and makes each part when it is needed first, so
    that a start does not wait for what few starts need. UI thread."""

    failed = Signal(object)
    """Something to tell in the window; carries the `Problem`."""

    action_requested = Signal(object, object)
    """The `Action` of a button in the window of models, and its `Problem`."""

    diagnostics_requested = Signal()
    """Somebody reads the details of a problem there and wants to report it."""

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
        self._engines = engines
        self.model = model
        self.settings = settings
        self.records = records
        self.places = places
        self._window = window
        self.theme = theme
        self._shown: ModelsWindow | None = None
        self.own_settings = ModelSettings(
            settings, records, lambda: self.disk, model, window, theme, self
        )
        """The settings that a model has of its own."""
        self._speed = SpeedNote(engines.chat, records, self)
        for failing in (self.own_settings.failed, self._speed.failed):
            failing.connect(self.tell)
        menu = window.model_menu
        menu.models_requested.connect(lambda: self.open(Page.LIBRARY))
        menu.find_requested.connect(lambda: self.open(Page.FIND))
        menu.which_requested.connect(lambda: self.adviser.choose())
        window.closing.connect(self.close)

    def start(self) -> None:
        """Go on with what was under way when Parley ended; greet who is here for the first time."""
        if self.places.downloads.exists():
            self.downloads.start()
        if not self.settings.get("models.welcomed"):
            QTimer.singleShot(WELCOME_AFTER, self._window, self._welcome)

    @cached_property
    def disk(self) -> "Disk":
        """What looks at the disk."""
        from desktop_app.ui.disk import Disk

        return Disk(self._engines.disk, self)

    @cached_property
    def hub(self) -> "HubClient":
        """What asks the Hub."""
        from desktop_app.ui.models.hub_client import HubClient

        return HubClient(self._engines.hub, self)

    @cached_property
    def appraiser(self) -> "Appraiser":
        """What knows the memory."""
        from desktop_app.ui.models.appraiser import Appraiser

        return Appraiser(self._engines.chat, self.settings, self)

    @cached_property
    def library(self) -> "Library":
        """What knows the models on this computer."""
        from desktop_app.ui.models.library import Library
        from desktop_app.ui.models.model_release import ModelRelease

        library = Library(
            self._engines.library, self.disk, self.settings, self.records, self.places, self
        )
        library.release = ModelRelease(self._engines.chat, self.model, self).release
        library.failed.connect(self.tell)
        library.removed.connect(self._on_removal)
        return library

    @cached_property
    def downloads(self) -> "Downloads":
        """What is fetched, with the signs of it in the window."""
        from desktop_app.core.download import DownloadQueue
        from desktop_app.ui.models.download_watch import DownloadWatch
        from desktop_app.ui.models.downloads import Downloads

        queue = DownloadQueue.load(self.places.downloads)
        downloads = Downloads(self._engines.downloads, self.disk, queue, self.settings, self)
        watch = DownloadWatch(
            downloads, self._window.header, self._window.notices, self.theme, self
        )
        watch.page_requested.connect(lambda: self.open(Page.DOWNLOADS))
        watch.use_requested.connect(self.use)
        self._watch = watch
        downloads.failed.connect(self.tell)
        self.hub.logged_in.connect(downloads.log_in)
        self.model.chosen.connect(watch.withdraw)
        downloads.arrived.connect(self._on_arrival)
        for problem in queue.problems:
            self.failed.emit(problem)
        return downloads

    @cached_property
    def adviser(self) -> "Adviser":
        """What says which model to take."""
        from desktop_app.ui.models.adviser import Adviser

        return Adviser(self, self._window)

    @property
    def window(self) -> "ModelsWindow | None":
        """The window of models, None before it was opened."""
        return self._shown

    def open(self, page: Page) -> "ModelsWindow":
        """Show the window of models, with this page in front."""
        if self._shown is None:
            self._shown = self._made()
        window = self._shown
        window.show_page(page)
        window.show()
        window.raise_()
        window.activateWindow()
        return window

    def _made(self) -> "ModelsWindow":
        from desktop_app.ui.models.window_maker import make_window

        return make_window(self)

    def find(self) -> "FindPage":
        """Show the page that searches the Hub."""
        from desktop_app.ui.models.find_page import FindPage

        page = self.open(Page.FIND).page(Page.FIND)
        assert isinstance(page, FindPage)
        return page

    def log_in(self) -> None:
        """Open the dialog for the Hub's token, above the page that may need it."""
        self.find().log_in()

    def fields(self) -> dict[str, FieldMaker]:
        """The controls of the settings that no plain control can show, by their keys."""
        from desktop_app.ui.models.hub_fields import hub_fields

        return dict(hub_fields(self.library.folders))

    def head(self) -> "HeadMaker":
        """What stands above the settings of finding models."""
        from desktop_app.ui.models.hub_fields import hub_head

        return hub_head(self.hub, lambda: self.settings.hub_access().within(os.environ), self.act)

    def try_again(self, problem: Problem) -> None:
        """Go on with what failed with `problem`."""
        if problem.code.startswith("library."):
            self.library.scan()
        else:
            self.downloads.try_again(problem)

    def close(self) -> None:
        """The window of the conversation is closed, and this one with it."""
        if self._shown is not None:
            self._shown.close()

    def shut_down(self) -> None:
        """Begin nothing any more."""
        if "downloads" in self.__dict__:
            self._watch.shut_down()
            self.downloads.shut_down()
        if "library" in self.__dict__:
            if self.library.waits_for_release:
                self._engines.chat.shut_down(RELEASE_MILLISECONDS)
            self.library.shut_down()

    def act(self, action: Action, problem: Problem) -> None:
        """Do what a button in the window of models asks for, or have the main window do it."""
        repo = str(problem.values.get("repo", ""))
        match action:
            case Action.OPEN_MODELS:
                self.open(Page.LIBRARY)
            case Action.FIND_MODELS if repo:
                self.find().look_for_name(repo)
            case Action.FIND_MODELS:
                self.find()
            case Action.LOG_IN:
                self.log_in()
            case Action.OPEN_PAGE if repo:
                from desktop_app.ui.opener import open_page

                access = self.settings.hub_access().within(os.environ)
                open_page(f"{access.address}/{repo}", self._shown or self._window)
            case Action.TRY_AGAIN if problem.code.startswith(("hub.", "library.", "fetch.")):
                self.try_again(problem)
            case _:
                self.action_requested.emit(action, problem)

    def tell(self, problem: Problem) -> None:
        """Tell it where the person looks: in the window of models, or in that of the talk."""
        if self._shown is not None and self._shown.isActiveWindow():
            self._shown.tell(problem)
        else:
            self.failed.emit(problem)

    def use(self, path: str) -> None:
        """Use this model from now on, and go back to the talk with it."""
        self.model.choose(path)
        if projector := self._projector_elsewhere(path):
            self.model.choose_projector(projector)
        self._window.raise_()
        self._window.activateWindow()

    def _projector_elsewhere(self, path: str) -> str:
        """The part of a model that sees, where nobody who looks beside the model would find it:
        in another folder, or in Ollama's store, where files have no names of their own."""
        if "library" not in self.__dict__:
            return ""
        from desktop_app.core.local_model import Source

        known = next((each for each in self.library.models() if each.path == path), None)
        if known is None or not known.projector:
            return ""
        beside = Path(known.projector).parent == Path(path).parent
        return "" if beside and known.source is not Source.OLLAMA else known.projector

    def _on_arrival(self) -> None:
        """A model is here: list it, where somebody has looked at the list."""
        if "library" in self.__dict__ and self.library.looked:
            self.library.scan()

    def _on_removal(self, path: str) -> None:
        """A model is gone: it is offered no more."""
        if "downloads" in self.__dict__:
            self._watch.withdraw(path)
            self.downloads.look()

    def _welcome(self) -> None:
        """Greet, as long as nobody has brought a model."""
        if is_starter(self.model.path) and self._window.isVisible():
            self.adviser.welcome()


def is_starter(path: str) -> bool:
    """Whether this is the model that came with Parley, or none."""
    return path in ("", str(starter_model()))
