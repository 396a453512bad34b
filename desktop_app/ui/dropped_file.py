"""What of the files that are dragged over the window is for it, and not for the text under them."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent

from desktop_app.core.recording import SOUND_SUFFIXES
from desktop_app.ui.model_picker import SUFFIX


def model_file(data: QMimeData) -> str:
    """The first model file among them, "" when there is none."""
    return next((path for path in _paths(data) if path.lower().endswith(SUFFIX)), "")


def sound_files(data: QMimeData) -> list[str]:
    """Those with sound in them, films too, by how their names end."""
    return [path for path in _paths(data) if path.lower().endswith(SOUND_SUFFIXES)]


def accept_copy(event: QDropEvent) -> None:
    """Take what is dragged as a copy: whoever moves a file may delete it when it was taken."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def _paths(data: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
