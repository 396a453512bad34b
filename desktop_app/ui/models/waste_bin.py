"""What has come of models that nobody wants any more, until it is gone."""

from collections.abc import Iterable

from PySide6.QtCore import QObject

from desktop_app.core.download import Parcel
from desktop_app.ui.models.carrier import Carrier
from desktop_app.ui.models.order_line import OrderLine


class WasteBin(QObject):
    """Has it thrown away, but for what an order in the line needs. Lives on the UI thread.

    It is remembered first: whatever ends Parley then, it is done at the next start.
    """

    def __init__(self, line: OrderLine, carrier: Carrier, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self._carrier = carrier
        carrier.discarded.connect(self._on_discarded)

    def go_on(self) -> None:
        """Throw away what was still to be thrown away when Parley ended."""
        wanted = _paths(order.parcel for order in self._line.orders())
        self._line.forget_waste(w.file.path for w in self._line.waste() if w.file.path in wanted)
        for waste in self._line.waste():
            self._carrier.discard(waste)

    def take(self, parcel: Parcel, newer: Parcel | None = None) -> None:
        """Throw away what has come of a parcel that is not in hand.

        `newer` is what is fetched in its place: the same again, or the model of another commit.
        """
        if newer is not None and newer.files == parcel.files:
            return
        others = [order.parcel for order in self._line.orders() if order.parcel.id != parcel.id]
        wanted = _paths([*others, newer] if newer is not None else others)
        waste = self._carrier.waste(parcel, wanted)
        self._line.throw_away(waste)
        for each in waste:
            self._carrier.discard(each)

    def _on_discarded(self, path: str) -> None:
        self._line.forget_waste((path,))


def _paths(parcels: Iterable[Parcel]) -> set[str]:
    return {file.path for parcel in parcels for file in parcel.files}
