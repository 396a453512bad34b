"""When a model that nobody uses gives its memory back: after idle minutes, or when told to."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.settings import Settings
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.model_picker import ModelMenu
from desktop_app.ui.model_status import ModelStatus, Status


class Sleep(QObject):
    """Watches how long the engine has nothing to do. Lives on the UI thread."""

    due = Signal()
    """The model is to be unloaded, and nothing else is under way."""

    def __init__(
        self,
        engine: EngineThread,
        settings: Settings,
        status: ModelStatus,
        menu: ModelMenu,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._settings = settings
        self._status = status
        self._menu = menu
        self._over = False
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self.begin)
        # Whoever is gone with the window cannot be told that the model sleeps.
        menu.destroyed.connect(self._idle.stop)
        menu.aboutToShow.connect(self._offer)
        menu.sleep_requested.connect(self.begin)

    @property
    def minutes(self) -> float:
        """So many minutes without work it waits, 0 while it does not wait."""
        return self._idle.interval() / 60_000 if self._idle.isActive() else 0.0

    def begin(self) -> None:
        """Let the model sleep now; while it is at work, after its next idle time."""
        if self._status.state is not Status.LOADED:
            return
        if self._engine.busy:
            self.count()
        else:
            self.due.emit()

    def stir(self) -> None:
        """The engine is at work: its idle time is over."""
        self._idle.stop()

    def count(self) -> None:
        """The idle time begins, with as many minutes as are set, 0 for never."""
        minutes = self._settings.get("model.idle_minutes")
        wanted = isinstance(minutes, int) and minutes > 0
        if wanted and self._status.loaded and not self._over:
            self._idle.start(minutes * 60_000)
        else:
            self._idle.stop()

    def shut_down(self) -> None:
        """Count no more: what comes of the last jobs begins no idle time."""
        self._over = True
        self._idle.stop()

    def _offer(self) -> None:
        self._menu.offer_sleep(self._status.loaded is not None and not self._engine.busy)
