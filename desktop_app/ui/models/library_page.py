"""The models on this computer: a list to sort and filter, and what is known of the chosen one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui.models.appraiser import Appraiser
from desktop_app.ui.models.library import Library
from desktop_app.ui.theme import Theme


class LibraryPage(QWidget):
    """Lists the models on this computer, and what is known of each."""

    chosen = Signal(str)
    """This model file is to be used from now on; carries its path."""

    failed = Signal(object)
    """Something to tell; carries a `Problem`."""

    def __init__(
        self,
        theme: Theme,
        library: Library,
        appraiser: Appraiser,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
