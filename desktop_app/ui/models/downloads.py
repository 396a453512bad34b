"""What is being fetched from the Hub, as the window knows it."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop_app.core.download import DownloadQueue, Order, Parcel
from desktop_app.core.errors import Problem
from desktop_app.core.settings import Settings
from desktop_app.ui.engine_thread import EngineThread


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a parcel has come, in bytes; `speed` in bytes a second and `seconds` left, 0 while
    they are not known. `tries` is above 0 while nothing comes, as in `Fetching`."""

    done: int
    total: int
    speed: float = 0.0
    seconds: float = 0.0
    tries: int = 0


class Downloads(QObject):
    """Fetches parcels, one after the other, and remembers them. UI thread, as long as the window.

    What waited when Parley ended goes on when it starts.
    """

    changed = Signal(str)
    """Another stage, or more bytes, of the order with this id; also when it is gone."""

    arrived = Signal(object)
    """All files of an order are in their places; carries the `Parcel`."""

    failed = Signal(object)
    """An order could not be fetched, or the list not saved; carries the `Problem`."""

    def __init__(
        self,
        engine: EngineThread,
        queue: DownloadQueue,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._queue = queue
        self._settings = settings

    def orders(self) -> tuple[Order, ...]:
        """What was asked for, the oldest first; done ones until they are forgotten."""
        return self._queue.orders()

    def progress(self, id: str) -> Progress:
        """How far an order has come."""
        raise NotImplementedError

    def start(self) -> None:
        """Go on with what waited when Parley ended."""
        raise NotImplementedError

    def fetch(self, parcel: Parcel) -> None:
        """Fetch a parcel, or go on with it. One that is under way is left as it is."""
        raise NotImplementedError

    def pause(self, id: str) -> None:
        """Stop fetching; what has come stays."""
        raise NotImplementedError

    def cancel(self, id: str) -> None:
        """Stop fetching, throw away what has come, and forget the order."""
        raise NotImplementedError

    def forget(self, id: str) -> None:
        """Take an order that is done or failed out of the list; files stay."""
        raise NotImplementedError

    def try_again(self, problem: Problem) -> None:
        """Go on with the order that failed with `problem`."""
        raise NotImplementedError

    def shut_down(self) -> None:
        """Begin nothing any more."""
