"""The orders in their line, saved at each change; who cannot save tells it and goes on."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_app.core.download import DownloadQueue, Order, Stage, Waste
from desktop_app.core.errors import ParleyError
from desktop_app.ui.models.patience import NETWORK


class OrderLine(QObject):
    """A `DownloadQueue` as the window needs it. Lives on the UI thread."""

    changed = Signal(str)
    """The order with this id is another, has another place, or is gone."""

    failed = Signal(object)
    """The line could not be saved; carries the `Problem`. What was changed counts all the same."""

    def __init__(self, queue: DownloadQueue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        queue.changed.append(self.changed.emit)

    def orders(self) -> tuple[Order, ...]:
        """All of them, the first in line first."""
        return self._queue.orders()

    def order(self, id: str) -> Order | None:
        """The one with this id."""
        return next((order for order in self.orders() if order.parcel.id == id), None)

    def put(self, order: Order) -> None:
        """Add an order, or put it in place of the one about the same parcel."""
        self._save(partial(self._queue.put, order))

    def remove(self, id: str) -> None:
        """Forget an order."""
        self._save(partial(self._queue.remove, id))

    def move_to_front(self, id: str) -> None:
        """Let an order be the first."""
        self._save(partial(self._queue.move, id, 0))

    def move_up(self, id: str) -> Order | None:
        """Let an order pass the one before it, done ones aside; the one that was passed."""
        ids = [order.parcel.id for order in self.orders()]
        line = [order for order in self.orders() if order.stage is not Stage.DONE]
        at = next((at for at, order in enumerate(line) if order.parcel.id == id), 0)
        if at == 0:
            return None
        passed = line[at - 1]
        self._save(partial(self._queue.move, id, ids.index(passed.parcel.id)))
        return passed

    def revive(self) -> None:
        """Let what failed by the network alone wait again."""
        for order in self.orders():
            if is_of_network(order):
                self.put(replace(order, stage=Stage.WAITING, problem=None))

    def waste(self) -> tuple[Waste, ...]:
        """What is still to be thrown away."""
        return self._queue.waste()

    def throw_away(self, waste: Iterable[Waste]) -> None:
        """Remember that this is to be thrown away, also when Parley ends before."""
        self._save(partial(self._queue.throw_away, tuple(waste)))

    def forget_waste(self, paths: Iterable[str]) -> None:
        """The files with these paths are thrown away, or wanted again."""
        self._save(partial(self._queue.forget_waste, tuple(paths)))

    def _save(self, change: Callable[[], None]) -> None:
        try:
            change()
        except ParleyError as error:
            self.failed.emit(error.problem)


def is_of_network(order: Order) -> bool:
    """Whether an order failed by something that passes by itself."""
    problem = order.problem
    return order.stage is Stage.FAILED and problem is not None and problem.code in NETWORK
