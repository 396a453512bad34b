"""From the microphone to the composer: speaking instead of typing."""

from PySide6.QtCore import QObject, Signal

from desktop_app.core.paths import Places
from desktop_app.core.session import Session
from desktop_app.core.settings import Settings
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.transcriber import Transcriber


class DictationController(QObject):
    """Joins microphone, voice engine and composer. Lives on the UI thread."""

    failed = Signal(object)
    """Something to tell through the notices; carries a `Problem`."""

    def __init__(
        self,
        microphone: EngineThread,
        transcriber: Transcriber,
        session: Session,
        settings: Settings,
        places: Places,
        window: MainWindow,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)

    def start(self) -> None:
        """Offer what the last time left behind."""

    def shut_down(self) -> None:
        """End a dictation; its sound is kept for the next start."""
