"""Rows that keep their identity when others come, go or change places."""

from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex

Index = QModelIndex | QPersistentModelIndex


class HasId(Protocol):
    """Anything that a row can be: it is the same row as long as it has the same id."""

    @property
    def id(self) -> str: ...


RowT = TypeVar("RowT", bound=HasId)


class SteadyRows(QAbstractListModel, Generic[RowT]):
    """A list model whose views hear only of what changed: an open editor, a selection and the
    place to which they are scrolled stay. Stretches of rows come and go at once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[RowT] = []
        self._places: dict[str, int] | None = None
        """The row of each id; None while they are not known."""

    def row_of(self, id: str) -> int:
        """The row with this id, -1 when it is not listed."""
        if self._places is None:
            self._places = {each.id: row for row, each in enumerate(self._rows)}
        return self._places.get(id, -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def _moved(self) -> None:
        """Rows came, went or changed: what was derived from where they stand is not true now."""

    def _show(self, wanted: list[RowT], all_changed: bool = False) -> None:
        """Make the rows what is wanted; `all_changed` when also equal ones look different."""
        self._remove({row.id for row in wanted})
        self._insert(wanted)
        self._put(wanted, all_changed)

    def _tell_all(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def _forget_places(self) -> None:
        self._places = None
        self._moved()

    def _remove(self, wanted: set[str]) -> None:
        row = len(self._rows) - 1
        while row >= 0:
            last = row
            while row >= 0 and self._rows[row].id not in wanted:
                row -= 1
            if row < last:
                self.beginRemoveRows(QModelIndex(), row + 1, last)
                del self._rows[row + 1 : last + 1]
                self._forget_places()
                self.endRemoveRows()
            row -= 1

    def _insert(self, wanted: list[RowT]) -> None:
        known = {row.id for row in self._rows}
        row = 0
        while row < len(wanted):
            first = row
            while row < len(wanted) and wanted[row].id not in known:
                row += 1
            if row > first:
                place = min(first, len(self._rows))
                self.beginInsertRows(QModelIndex(), place, place + row - first - 1)
                self._rows[place:place] = wanted[first:row]
                self._forget_places()
                self.endInsertRows()
            row += 1

    def _put(self, wanted: list[RowT], all_changed: bool) -> None:
        """Put the rows in the wanted order; persistent indexes (editors) move along."""
        before = self._rows
        if [row.id for row in wanted] == [row.id for row in before]:
            self._rows = wanted
            self._moved()
            pairs = enumerate(zip(before, wanted, strict=True))
            changed = [
                row for row, (old, new) in pairs if all_changed or (old is not new and old != new)
            ]
            if changed:
                self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        ids = [before[index.row()].id for index in old]
        self._rows = wanted
        self._forget_places()
        self.changePersistentIndexList(old, [self.index(self.row_of(id)) for id in ids])
        self.layoutChanged.emit()
