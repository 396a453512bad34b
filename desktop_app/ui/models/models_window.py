"""The window of models: those on this computer, those on the Hub, and what is on its way."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui.models.page import Page
from desktop_app.ui.theme import Theme


class ModelsWindow(QWidget):
    """A window of its own beside the conversation, which goes on meanwhile."""

    closed = Signal()

    def __init__(
        self, theme: Theme, pages: dict[Page, QWidget], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pages = pages

    def show_page(self, page: Page) -> None:
        """Bring this page to the front."""
        raise NotImplementedError
