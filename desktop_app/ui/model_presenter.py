"""What the window says of the model in use, in the header, the composer and the empty page."""

from PySide6.QtCore import QObject

from desktop_app.core.models import model_name
from desktop_app.core.thinking import Thinks
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.model_status import ModelStatus
from desktop_app.ui.words import count


class ModelPresenter(QObject):
    """Brings them up to date with the model's status; decides nothing. Lives on the UI thread."""

    def __init__(
        self, window: MainWindow, status: ModelStatus, starter: str, parent: QObject | None = None
    ) -> None:
        """`starter` is the path of the model that came with Parley, "" without one."""
        super().__init__(parent)
        self._header = window.header
        self._composer = window.composer
        self._empty_page = window.empty_page
        self._status = status
        self._starter = starter

    def show_model(self, path: str) -> None:
        """Name the model in this file, "" for none."""
        name = model_name(path) if path else ""
        self._status.follow(path)
        self._header.set_model(name, path)
        self._empty_page.set_model(name, self._about(path) if path else "")

    def show_thinks(self) -> None:
        """Offer to think as the model can, as far as that is known: it is when it was loaded."""
        if ready := self._status.ready:
            self._composer.think_button.set_thinks(ready.thinks, ready.thinks_unasked)
        else:
            self._composer.think_button.set_thinks(Thinks.NEVER)

    def show_context(self) -> None:
        """Let the composer measure by the context of the model that was loaded."""
        if ready := self._status.ready:
            self._composer.set_context(self._composer.context_used(), ready.context_size)

    def _about(self, path: str) -> str:
        """One line of what the model can do on this machine."""
        if path == self._starter:
            line = self.tr("A very small model to begin with: quick, and often wrong.")
        else:
            line = self.tr("Answers on this computer alone; nothing that you write leaves it.")
        if ready := self._status.ready:
            seen = self.tr("It sees up to {size} tokens at once.", "", ready.context_size)
            line += " " + seen.format(size=count(ready.context_size))
        return line
