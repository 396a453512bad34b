"""What is on its way: how far it has come, and what can be done about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui.models.downloads import Downloads
from desktop_app.ui.theme import Theme


class DownloadsPage(QWidget):
    """What is on its way: how far it has come, and what can be done about it."""

    chosen = Signal(str)
    """This model file is to be used from now on; carries its path."""

    failed = Signal(object)
    """Something to tell; carries a `Problem`."""

    def __init__(
        self,
        theme: Theme,
        downloads: Downloads,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
