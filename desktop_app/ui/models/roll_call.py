"""Whether the models that were fetched are still there."""

from PySide6.QtCore import QObject

from desktop_app.core.disk import LookedUp
from desktop_app.core.download import Stage
from desktop_app.ui.disk import Disk
from desktop_app.ui.models.order_line import OrderLine


class RollCall(QObject):
    """Takes orders out of the line whose models are gone. Lives on the UI thread."""

    def __init__(self, line: OrderLine, disk: Disk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self._disk = disk
        self._asked: dict[int, tuple[str, ...]] = {}
        """By ticket, the orders that were asked about."""
        disk.looked.connect(self._on_look)

    def begin(self) -> None:
        """Ask after all that arrived. The answer comes later: a disk may be slow."""
        done = [order.parcel for order in self._line.orders() if order.stage is Stage.DONE]
        if done:
            ticket = self._disk.look([parcel.model for parcel in done])
            self._asked[ticket] = tuple(parcel.id for parcel in done)

    def _on_look(self, ticket: int, seen: LookedUp | None) -> None:
        for id in self._asked.pop(ticket, ()):
            order = self._line.order(id)
            if seen is None or order is None or order.stage is not Stage.DONE:
                continue
            if not seen.holds(order.parcel.model):
                self._line.remove(id)
