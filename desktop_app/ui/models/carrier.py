"""Brings one parcel at a time, file after file, and knows how far each has come."""

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop_app.core.delivery import Delivery
from desktop_app.core.disk import LookedUp, paths_of
from desktop_app.core.download import Parcel, Waste
from desktop_app.core.errors import Problem
from desktop_app.core.events import Fetching
from desktop_app.core.fetch import RemoteFile
from desktop_app.core.hub_access import HubAccess
from desktop_app.ui.disk import Disk
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.fetch_controller import FetchController


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a parcel has come, in bytes; `speed` in bytes a second and `seconds` left, 0 while
    they are not known. `tries` is above 0 while nothing comes, as in `Fetching`. `checking` says
    that what is here is being looked at, so that no bytes are expected."""

    done: int
    total: int
    speed: float = 0.0
    seconds: float = 0.0
    tries: int = 0
    checking: bool = False


class Carrier(QObject):
    """Has the files of a parcel fetched, one after the other. Lives on the UI thread.

    `access` says how the Hub is reached at the moment, `clock` is a monotonic one, in seconds.
    """

    heard = Signal(str)
    """Something is another thing with the file in this path."""

    came = Signal()
    """New bytes of the parcel have come."""

    arrived = Signal()
    """The last file of the parcel is in its place; `parcel` is None again after that."""

    missed = Signal(object)
    """A file could not be fetched; carries the `Problem`. The parcel is still in hand."""

    discarded = Signal(str)
    """Nothing more is to be thrown away of the file in this path."""

    failed = Signal(object)
    """What has come of a file could not be thrown away; carries the `Problem`."""

    def __init__(
        self,
        engine: EngineThread,
        disk: Disk,
        access: Callable[[], HubAccess],
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._access = access
        self._clock = clock
        self._fetches = FetchController(engine, disk.engine, self)
        self._disk = disk
        self._delivery: Delivery | None = None
        """The one in hand."""
        self._look = 0
        """The ticket of the question what of it is here, 0 when that is known."""
        self._whole: set[str] = set()
        """Paths of its files that stand in their places."""
        self._begun: set[str] = set()
        """Paths of those of which there is something that the engine looks at first."""
        self._heard = False
        """Whether the engine has said anything of the file under way."""
        self._asks = False
        """Whether what is told of that file is what was known before the engine was asked."""
        self._looks = False
        """Whether there is something of it that the engine looks at first."""
        self._doubted: set[str] = set()
        """Paths of files that are not taken for right because they are there."""
        self._new: dict[str, set[str]] = {}
        """By parcel, the paths of files that were not here before it was fetched, and that no
        parcel has that arrived since."""
        self._here: dict[str, Mapping[str, int]] = {}
        """By parcel, the bytes that are here of each file, as far as is known."""
        self._looked: set[str] = set()
        """Parcels of which nothing has happened since that was asked."""
        self._looks_at: dict[int, Parcel] = {}
        """By ticket, the parcel of which that is asked."""
        self._fetches.changed.connect(self._on_bytes)
        self._fetches.arrived.connect(self._on_file)
        self._fetches.missed.connect(self._on_missed)
        self._fetches.failed.connect(self._on_failure)
        self._fetches.discarded.connect(lambda file: self.discarded.emit(file.path))
        disk.looked.connect(self._on_look)

    @property
    def parcel(self) -> Parcel | None:
        """The one in hand."""
        return self._delivery.parcel if self._delivery else None

    def doubt(self, parcel: Parcel) -> None:
        """What is in place of a parcel may be damaged: let the engine look, and fetch it again."""
        self._doubted.update(file.path for file in parcel.files)

    def bring(self, parcel: Parcel) -> None:
        """Take a parcel in hand: fetch of it what is not in its place."""
        self._delivery = Delivery(parcel, self._here.get(parcel.id, {}))
        self._look = self._disk.look(_places(parcel))

    def go_on(self) -> None:
        """Fetch the next file of the parcel in hand, or the same one again after `missed`."""
        assert self._delivery is not None
        while (file := self._delivery.file) and self._is_done(file):
            self._delivery.on_arrived()
        if file is not None:
            self._looks = file.path in self._begun
            self._begun.add(file.path)
            self._heard, self._asks = False, True
            self._fetches.fetch(file, self._access(), self._delivery.more)
            self._asks = False
        else:
            for new in self._new.values():
                new.difference_update(file.path for file in self._delivery.parcel.files)
            self._delivery = None
            self.arrived.emit()

    def stop(self) -> None:
        """Lay down the parcel in hand; what has come stays."""
        delivery, self._delivery = self._delivery, None
        if delivery is None:
            return
        if self._look:
            self._look = 0
        else:
            self._here[delivery.parcel.id] = dict(delivery.here)
            self._looked.discard(delivery.parcel.id)
            if delivery.file is not None:
                self._fetches.pause(delivery.file)

    def waste(self, parcel: Parcel, wanted: Collection[str]) -> tuple[Waste, ...]:
        """What is to be thrown away of a parcel that is not in hand (any more).

        Files whose paths are `wanted` stay, and so do those that were here before it was fetched.
        """
        new = self._new.pop(parcel.id, set())
        self._here.pop(parcel.id, None)
        self._looked.discard(parcel.id)
        left = (file for file in parcel.files if file.path not in wanted)
        return tuple(Waste(file, whole=file.path in new) for file in left)

    def discard(self, waste: Waste) -> None:
        """Throw it away, as soon as nobody writes to it: see `discarded`."""
        self._fetches.discard(waste.file, waste.whole)

    def progress(self, parcel: Parcel) -> Progress:
        """How far a parcel has come."""
        delivery = self._delivery
        if delivery is None or delivery.parcel.id != parcel.id:
            if parcel.id not in self._looked:
                self._looked.add(parcel.id)
                self._looks_at[self._disk.look(_places(parcel))] = parcel
            done = sum(self._here.get(parcel.id, {}).values())
            return Progress(min(done, parcel.size), parcel.size)
        done = min(delivery.done, delivery.total)
        looking = self._looks and not self._heard
        checking = bool(self._look) or done >= delivery.total or looking
        return Progress(
            done, delivery.total, delivery.speed, delivery.seconds, delivery.tries, checking
        )

    def _on_look(self, ticket: int, seen: LookedUp | None) -> None:
        """The disk was looked at. Where it did not answer, the engine finds out."""
        if ticket == self._look and self._delivery is not None:
            self._look = 0
            self._take_in(self._delivery.parcel, seen)
            self.go_on()
        elif (parcel := self._looks_at.pop(ticket, None)) and seen is not None:
            self._here[parcel.id] = {file.path: seen.come(file) for file in parcel.files}
            self.heard.emit(parcel.files[0].path)

    def _take_in(self, parcel: Parcel, seen: LookedUp | None) -> None:
        """This is here of the parcel in hand."""
        self._whole, self._begun = set(), set()
        new = self._new.setdefault(parcel.id, set())
        if seen is None:
            return
        self._delivery = Delivery(parcel, {file.path: seen.come(file) for file in parcel.files})
        for file in parcel.files:
            here = seen.here(file)
            if here is not None and (not file.size or here == file.size):
                self._whole.add(file.path)
            else:
                new.add(file.path)
            if file.path in self._whole or seen.begun(file) >= 0:
                self._begun.add(file.path)

    def _on_bytes(self, path: str) -> None:
        """The controller of files heard something."""
        fetching = self._fetches.under_way.get(path)
        delivery = self._delivery
        if delivery is not None and fetching is not None and self._is_in_hand(path):
            if not self._asks:
                self._hear(delivery, fetching)
        else:
            self._looked.clear()  # It may be of several parcels.
        self.heard.emit(path)

    def _hear(self, delivery: Delivery, fetching: Fetching) -> None:
        """The engine says how far the file under way has come."""
        before = delivery.done
        delivery.on_fetching(fetching, self._clock())
        if self._heard and delivery.done > before:
            self.came.emit()
        self._heard = True

    def _on_file(self, path: str) -> None:
        if self._delivery is not None and self._is_in_hand(path):
            self._doubted.discard(path)
            self._delivery.on_arrived()
            self.go_on()

    def _on_missed(self, path: str, problem: Problem) -> None:
        if self._is_in_hand(path):
            self.missed.emit(problem)

    def _on_failure(self, problem: Problem) -> None:
        if problem.code == "fetch.not_deleted":  # The others were told of by `missed`.
            self.failed.emit(problem)

    def _is_done(self, file: RemoteFile) -> bool:
        return file.path not in self._doubted and file.path in self._whole

    def _is_in_hand(self, path: str) -> bool:
        file = self._delivery.file if self._delivery else None
        return file is not None and file.path == path


def _places(parcel: Parcel) -> list[str]:
    """Where to look for its files."""
    return [path for file in parcel.files for path in paths_of(file)]
