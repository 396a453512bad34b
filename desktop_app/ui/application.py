"""The one QApplication, which hears of the files that macOS opens with Parley."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """On macOS a double click on a model reaches the running program as an event; elsewhere the
    file stands on the command line of another start, which hands it over (`SingleInstance`).

    Overrides `event`, which sees the application's own events alone: a filter on the application
    would have Python look at every event of every widget.
    """

    file_opened = Signal(str)
    """The system wants this file opened: its path. Also for the one Parley was started with."""

    def event(self, event: QEvent) -> bool:
        """Tell of a file to open; an address that is no file here is left to others."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_opened.emit(event.file())
            return True
        return super().event(event)
