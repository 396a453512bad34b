"""What About needs while it is open, and what looks for newer versions while the window is."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.core.build import this_build
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from desktop_app.ui.engine_threads import EngineThreads
from desktop_app.ui.fit_question import FitQuestion
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.theme import Theme

if TYPE_CHECKING:
    from desktop_app.ui.about_dialog import AboutDialog
    from desktop_app.ui.update_check import UpdateCheck


class AboutDesk(QObject):
    """Opens About, and asks the engine for the devices then. UI thread, as long as `window`."""

    diagnostics_requested = Signal()

    def __init__(
        self,
        engines: EngineThreads,
        settings: Settings,
        places: Places,
        window: MainWindow,
        theme: Theme,
    ) -> None:
        super().__init__(window)
        self._settings = settings
        self._places = places
        self._window = window
        self._theme = theme
        self._question = FitQuestion(engines.chat, "about", self)
        self._question.changed.connect(self._show_devices)
        self._dialog: AboutDialog | None = None
        self.updates = self._looking(engines)
        """None where this build does not know where newer ones are published."""
        window.about_requested.connect(self.open)

    def start(self) -> None:
        """The window is there: look for newer versions, where that is wanted."""
        if self.updates is not None:
            self.updates.start()

    def open(self) -> "AboutDialog":
        """Show it, with the devices as they are now as soon as they are known."""
        from desktop_app.core.about import about
        from desktop_app.ui.about_dialog import AboutDialog

        if self._dialog is None:
            facts = about(self._places, self._settings.get("models.folder"))
            self._dialog = dialog = AboutDialog(self._theme, facts, self.updates, self._window)
            dialog.diagnostics_requested.connect(self.diagnostics_requested)
            for gone in (dialog.finished, dialog.destroyed):
                gone.connect(partial(self._forget, dialog))
            dialog.open()
            self._question.ask()
        return self._dialog

    def _looking(self, engines: EngineThreads) -> "UpdateCheck | None":
        if not (homepage := this_build().homepage):
            return None
        from desktop_app.ui.update_check import UpdateCheck

        return UpdateCheck(engines.hub, self._settings, self._window, homepage)

    def _show_devices(self) -> None:
        if self._dialog is not None and not self._question.is_open:
            self._dialog.show_devices(self._question.answer, self._question.problem)

    def _forget(self, dialog: "AboutDialog", *_: object) -> None:
        # One that was closed is destroyed later, when another one may be open.
        if self._dialog is dialog:
            self._dialog = None
