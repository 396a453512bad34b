"""Searching the Hub: what is found, what a repository holds, how it would run here."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from desktop_app.ui.models.appraiser import Appraiser
from desktop_app.ui.models.downloads import Downloads
from desktop_app.ui.models.hub_client import HubClient
from desktop_app.ui.theme import Theme


class FindPage(QWidget):
    """Searches the Hub, and shows how what it finds would run here."""

    chosen = Signal(str)
    """This model file is to be used from now on; carries its path."""

    failed = Signal(object)
    """Something to tell; carries a `Problem`."""

    def __init__(
        self,
        theme: Theme,
        hub: HubClient,
        downloads: Downloads,
        appraiser: Appraiser,
        settings: Settings,
        places: Places,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
