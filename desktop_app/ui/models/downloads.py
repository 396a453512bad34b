"""What is being fetched from the Hub, as the window knows it."""

import os
import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop_app.core.download import DownloadQueue, Order, Parcel, Stage
from desktop_app.core.errors import Problem
from desktop_app.core.hub_access import HubAccess
from desktop_app.core.settings import Settings
from desktop_app.ui.disk import Disk
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.models.carrier import Carrier, Progress
from desktop_app.ui.models.order_line import OrderLine, is_of_network
from desktop_app.ui.models.patience import CRASHES, NETWORK, Patience
from desktop_app.ui.models.roll_call import RollCall
from desktop_app.ui.models.waste_bin import WasteBin

__all__ = ["CLOSED", "Downloads", "Progress"]

_UNDER_WAY = (Stage.WAITING, Stage.FETCHING)
CLOSED = ("hub.gated", "hub.token", "hub.not_found")
"""Problems that may be none for another account."""


class Downloads(QObject):
    """Fetches parcels, one after the other, and remembers them. UI thread, as long as the window.

    What waited when Parley ended goes on when it starts. What the network breaks off is tried
    again by itself, after growing pauses and when the network is back; until then nothing else
    is begun unasked.
    """

    changed = Signal(str)
    """Another stage, or more bytes, of the order with this id; also when it is gone."""

    arrived = Signal(object)
    """All files of an order are in their places; carries the `Parcel`."""

    failed = Signal(object)
    """An order could not be fetched, or the list not saved; carries the `Problem`."""

    mended = Signal(str)
    """The problem with this code is no news any more: something comes again."""

    def __init__(
        self,
        engine: EngineThread,
        disk: Disk,
        queue: DownloadQueue,
        settings: Settings,
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._line = OrderLine(queue, self)
        self._settings = settings
        self.disk = disk
        self._carrier = Carrier(engine, disk, self._access, self, clock)
        self._patience = Patience(self)
        self._over = False
        self._bin = WasteBin(self._line, self._carrier, self)
        self._roll_call = RollCall(self._line, disk, self)
        self._carrier.heard.connect(self._on_file)
        self._carrier.came.connect(self._mend)
        self._carrier.arrived.connect(self._on_arrival)
        self._carrier.missed.connect(self._on_missed)
        self._carrier.failed.connect(self.failed)
        self._patience.due.connect(self._try_again)
        self._line.changed.connect(self.changed)
        self._line.failed.connect(self.failed)
        settings.changed.append(self._on_setting)

    def orders(self) -> tuple[Order, ...]:
        """What was asked for, in the order in which it is fetched; done ones until forgotten."""
        return self._line.orders()

    def order(self, id: str) -> Order | None:
        """The order with this id."""
        return self._line.order(id)

    @property
    def current(self) -> Order | None:
        """The order that is being fetched."""
        parcel = self._carrier.parcel
        return self.order(parcel.id) if parcel else None

    @property
    def obstacle(self) -> Problem | None:
        """Why nothing is fetched though something waits."""
        if self._access().offline:
            return Problem("hub.offline")
        return self._patience.problem if self._patience.waiting else None

    def on_its_way(self, order: Order) -> bool:
        """Whether an order goes on without anybody's help."""
        return order.stage in _UNDER_WAY or self.tries_again(order)

    def tries_again(self, order: Order) -> bool:
        """Whether a failed order is tried again by itself."""
        return is_of_network(order) and self._patience.waiting

    def progress(self, id: str) -> Progress:
        """How far an order has come."""
        order = self.order(id)
        if order is None:
            return Progress(0, 0)
        if order.stage is Stage.DONE:
            return Progress(order.parcel.size, order.parcel.size)
        return self._carrier.progress(order.parcel)

    def overall(self) -> Progress | None:
        """How far all has come that is on its way; None when nothing is."""
        ids = [order.parcel.id for order in self.orders() if self.on_its_way(order)]
        if not ids:
            return None
        parts = [self.progress(id) for id in ids]
        done, total = sum(part.done for part in parts), sum(part.total for part in parts)
        speed = max(part.speed for part in parts)
        tries = max(part.tries for part in parts)
        return Progress(done, total, speed, (total - done) / speed if speed else 0.0, tries)

    def start(self) -> None:
        """Go on with what waited when Parley ended, or what the network alone kept away, and
        throw away what was still to be thrown away then."""
        self._bin.go_on()
        self._line.revive()
        self._next()

    def look(self) -> None:
        """Forget the models that arrived and are not there any more, as soon as that is known."""
        self._roll_call.begin()

    def fetch(self, parcel: Parcel) -> None:
        """Fetch a parcel, or go on with it. One that is under way is left as it is."""
        order = self.order(parcel.id)
        self._patience.hurry()
        if order is None or order.stage not in _UNDER_WAY:
            if order is None or order.stage is Stage.DONE:
                self._carrier.doubt(parcel)
            if order is not None and order.stage is not Stage.DONE:
                self._bin.take(order.parcel, parcel)
            self._line.put(Order(parcel, Stage.WAITING))
            if self._access().offline:
                self.failed.emit(Problem("hub.offline"))
        self._next()

    def pause(self, id: str) -> None:
        """Stop fetching; what has come stays."""
        order = self.order(id)
        if order is None or not self.on_its_way(order):
            return
        self._lay_down(id)
        self._line.put(replace(order, stage=Stage.PAUSED, problem=None))
        self._next()

    def cancel(self, id: str) -> None:
        """Stop fetching, throw away what has come, and forget the order.

        What another order needs as well stays, and so do files that were here before.
        """
        order = self.order(id)
        if order is None:
            return
        self._lay_down(id)
        if order.stage is not Stage.DONE:
            self._bin.take(order.parcel)
        self._line.remove(id)
        self._next()

    def forget(self, id: str) -> None:
        """Take an order that is done or failed out of the list; files stay."""
        order = self.order(id)
        if order is not None and order.stage in (Stage.DONE, Stage.FAILED):
            self._line.remove(id)

    def prefer(self, id: str) -> None:
        """Fetch this order before all others; the one under way waits, with what has come."""
        order = self.order(id)
        if order is None or order.stage is Stage.DONE:
            return
        self._line.move_to_front(id)
        current = self.current
        if current is not None and current.parcel.id != id:
            self._make_way()
        self.fetch(order.parcel)

    def move_up(self, id: str) -> None:
        """Let an order change places with the one before it in the line."""
        passed, order = self._line.move_up(id), self.order(id)
        if passed is None or order is None or order.stage is not Stage.WAITING:
            return
        if passed.stage is Stage.FETCHING:
            self._make_way()
            self._next()

    def try_again(self, problem: Problem) -> None:
        """Go on with the order that failed with `problem`."""
        for order in self.orders():
            if order.stage is Stage.FAILED and order.problem == problem:
                self.fetch(order.parcel)

    def log_in(self) -> None:
        """Another account asks the Hub from now on: go on with what was closed to the last one."""
        for order in self.orders():
            problem = order.problem
            if order.stage is Stage.FAILED and problem is not None and problem.code in CLOSED:
                self.fetch(order.parcel)

    def shut_down(self) -> None:
        """Begin nothing any more."""
        self._over = True
        self._patience.hurry()

    def _next(self) -> None:
        """Begin with the first order that waits, unless there is one under way."""
        if self._over or self._carrier.parcel is not None or self.obstacle is not None:
            return
        waiting = (order for order in self.orders() if order.stage is Stage.WAITING)
        order = next(waiting, None)
        if order is None:
            return
        self._line.put(replace(order, stage=Stage.FETCHING, problem=None))
        self._carrier.bring(order.parcel)

    def _lay_down(self, id: str) -> None:
        """Take an order out of the hands of the carrier, if it is there."""
        if self._carrier.parcel is not None and self._carrier.parcel.id == id:
            self._carrier.stop()

    def _make_way(self) -> None:
        """Let the order under way wait again."""
        order = self.current
        if order is not None:
            self._lay_down(order.parcel.id)
            self._line.put(replace(order, stage=Stage.WAITING))

    def _on_file(self, path: str) -> None:
        for order in self.orders():
            if any(file.path == path for file in order.parcel.files):
                self.changed.emit(order.parcel.id)

    def _on_arrival(self) -> None:
        order = next(order for order in self.orders() if order.stage is Stage.FETCHING)
        self._line.put(replace(order, stage=Stage.DONE, problem=None))
        self._mend()
        self.arrived.emit(order.parcel)
        self._next()

    def _on_missed(self, problem: Problem) -> None:
        order = self.current
        if self._over or order is None:
            return
        if problem.code in CRASHES:
            if self._patience.forgives_crash():
                self._carrier.go_on()
                return
            details = f"{problem.sentence.english()}\n{problem.details}".strip()
            problem = Problem("fetch.stopped", {"name": order.parcel.title}, details)
        self._lay_down(order.parcel.id)
        is_news = problem.code not in NETWORK or self._patience.problem is None
        if problem.code in NETWORK:
            self._patience.wait(problem)
        self._line.put(replace(order, stage=Stage.FAILED, problem=problem))
        if is_news:
            self.failed.emit(problem)
        self._tell_all()
        self._next()

    def _mend(self) -> None:
        """The network does as it should."""
        problem = self._patience.problem
        self._patience.forget()
        if problem is not None:
            self._line.revive()
            self.mended.emit(problem.code)

    def _try_again(self) -> None:
        self._line.revive()
        self._next()

    def _on_setting(self, key: str) -> None:
        if not key.startswith("hub."):
            return
        if self._access().offline:
            self._make_way()
        else:
            self._patience.hurry()
            self._line.revive()
        self._tell_all()
        self._next()

    def _tell_all(self) -> None:
        """What keeps orders waiting is another thing."""
        for order in self.orders():
            if order.stage is not Stage.DONE:
                self.changed.emit(order.parcel.id)

    def _access(self) -> HubAccess:
        return self._settings.hub_access().within(os.environ)
