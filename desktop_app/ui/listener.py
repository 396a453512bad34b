"""The microphone as the window uses it: asked for, kept warm for a while, let go."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.engine import UnloadJob
from desktop_app.core.errors import Problem
from desktop_app.core.events import TERMINAL, Event, Failed
from desktop_app.core.settings import Settings
from desktop_app.core.voice import DevicesJob, ListenJob, ListenOptions
from desktop_app.ui.engine_thread import EngineThread

NO_LIBRARY = "microphone.no_library"

APPROACH_SECONDS = 30
"""So long the process of a microphone that nobody records with waits for the press."""


class Listener(QObject):
    """Listens for whoever asks, who keeps the ticket. Lives on the UI thread.

    After a recording the microphone stays open for the time that the settings say, so that the
    next one has the half second before its beginning; then its process is ended. The looks of
    others at which microphones there are neither lengthen that time nor end the process.
    """

    happened = Signal(int, object)
    """An event of the microphone, with the ticket of its job."""

    usable = Signal(object)
    """Whether there is a way to any microphone: the `Problem` that says why not, or `None`."""

    def __init__(
        self, microphone: EngineThread, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._microphone = microphone
        self._settings = settings
        self._open: dict[int, bool] = {}
        """The jobs that are not over, and whether each of them records."""
        self._asked = 0
        self._over = False
        self._warm = QTimer(self, singleShot=True)
        self._warm.timeout.connect(self._let_go)
        microphone.submitted.connect(self._on_submitted)
        microphone.happened.connect(self._on_event)

    def approach(self) -> None:
        """A recording may be near: start the process, and learn whether it can record at all."""
        if not self._open and not self._warm.isActive():
            self._asked = self._microphone.submit(DevicesJob("devices", self._options()))

    def listen(self) -> int:
        """Record until `stop`, or until the settings end it; the ticket of the job."""
        longest = self.longest_seconds()
        job = ListenJob(
            "listen",
            self._options(),
            silence=float(self._settings.get("voice.silence_seconds")),
            longest=float(longest),
            stay_open=self._settings.get("voice.warm_seconds") > 0,
        )
        return self._microphone.submit(job)

    def stop(self, ticket: int) -> None:
        """End a recording; what is on its way still comes before its terminal event."""
        self._microphone.cancel(ticket)

    def shut_down(self) -> None:
        """Want nothing of the microphone any more: its thread is about to end."""
        self._over = True
        self._warm.stop()

    def longest_seconds(self) -> int:
        """After so long a recording ends by itself."""
        return int(self._settings.get("voice.longest_minutes")) * 60

    def _options(self) -> ListenOptions:
        return ListenOptions(str(self._settings.get("voice.microphone")))

    def _on_submitted(self, ticket: int, job: object) -> None:
        if isinstance(job, UnloadJob):
            self._warm.stop()
            return
        self._open[ticket] = isinstance(job, ListenJob)
        if isinstance(job, ListenJob):
            self._warm.stop()

    def _on_event(self, ticket: int, event: Event) -> None:
        if isinstance(event, TERMINAL) and ticket in self._open:
            recorded = self._open.pop(ticket)
            self._keep_warm(recorded, asked=ticket == self._asked)
            if ticket == self._asked or isinstance(event, Failed):
                self.usable.emit(_hopeless(event))
        self.happened.emit(ticket, event)

    def _keep_warm(self, recorded: bool, asked: bool) -> None:
        """A job is over: set the time after which the process goes, if that was ours to say."""
        seconds = int(self._settings.get("voice.warm_seconds"))
        if self._over or any(self._open.values()):
            return  # Whoever still records sets it at the end.
        if recorded:
            self._warm.start(1000 * seconds)
        elif asked and not self._warm.isActive():
            self._warm.start(1000 * max(seconds, APPROACH_SECONDS))

    def _let_go(self) -> None:
        self._microphone.submit(UnloadJob("close"))


def _hopeless(event: Event) -> Problem | None:
    """What no other microphone and no second try would mend."""
    if isinstance(event, Failed) and event.problem.code == NO_LIBRARY:
        return event.problem
    return None
