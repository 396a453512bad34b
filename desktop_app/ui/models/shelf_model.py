"""The models of this computer as rows: sorted, filtered, each with what is known of it.

Sorting and filtering are done here, over plain values: a QSortFilterProxyModel would ask for two
values through Qt for each of the 22,000 comparisons that 2,000 rows need, which holds the window
up for longer than the 50 ms that it may.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.core.judgement import Fits, fits_words
from desktop_app.core.local_model import LocalModel
from desktop_app.ui.models.model_words import abilities
from desktop_app.ui.models.shelf_entry import Entry
from desktop_app.ui.words import say, size_words

Index = QModelIndex | QPersistentModelIndex

_NO_INDEX = QModelIndex()
_NUMBER = re.compile(r"\d+")
_DIGITS = 12


class Order(Enum):
    """What stands first."""

    NAME = "name"
    SIZE = "size"
    DATE = "date"
    SPEED = "speed"


class ShelfRole(IntEnum):
    """What a row holds besides its words."""

    ENTRY = Qt.ItemDataRole.UserRole + 1
    FITS = Qt.ItemDataRole.UserRole + 2
    IN_USE = Qt.ItemDataRole.UserRole + 3


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are shown: those with all these words, and with what is asked for."""

    words: str = ""
    sees: bool = False
    thinks: bool = False
    fits: bool = False


class ShelfModel(QAbstractListModel):
    """Rows of `Entry`. `fits` tells how well a model fits, None where that is not known yet."""

    def __init__(
        self, fits: Callable[[LocalModel], Fits | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._fits = fits
        self._entries: tuple[Entry, ...] = ()
        self._texts: dict[str, str] = {}
        """What each model can be found by, by its path; made when somebody searches."""
        self._rows: list[Entry] = []
        self._order = Order.NAME
        self._filter = Filter()
        self._in_use = ""

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name; for assistive tools all that the row shows."""
        if not index.isValid():
            return None
        entry = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.name
            case ShelfRole.ENTRY:
                return entry
            case ShelfRole.FITS:
                return self._fits(entry.model)
            case ShelfRole.IN_USE:
                return entry.model.path == self._in_use
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(entry)
            case Qt.ItemDataRole.ToolTipRole:
                return entry.model.path
        return None

    def entry(self, row: int) -> Entry:
        """What stands in a row."""
        return self._rows[row]

    def entries(self) -> Sequence[Entry]:
        """What is shown, in its order."""
        return self._rows

    def row_of(self, path: str) -> int:
        """The row of the model with this path; -1 where it is not shown."""
        found = (row for row, entry in enumerate(self._rows) if entry.model.path == path)
        return next(found, -1)

    @property
    def total(self) -> int:
        """How many there are, shown or not."""
        return len(self._entries)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these models."""
        if tuple(entries) != self._entries:
            self._entries = tuple(entries)
            self._texts.clear()
            self._arrange()

    def set_order(self, order: Order) -> None:
        """Sort by something else."""
        self._order = order
        self._arrange()

    def set_filter(self, wanted: Filter) -> None:
        """Show others of them."""
        self._filter = replace(wanted, words=wanted.words.casefold())
        self._arrange()

    def set_in_use(self, path: str) -> None:
        """The model with this path is used from now on."""
        rows = [self.row_of(self._in_use), self.row_of(path)]
        self._in_use = path
        for row in rows:
            self._renew(row)

    def renew(self, path: str) -> None:
        """What is known of this model is something else."""
        self._renew(self.row_of(path))

    def renew_all(self) -> None:
        """What is known of all of them is something else."""
        if self._filter.fits:
            self._arrange()
        elif self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def _renew(self, row: int) -> None:
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row))

    def _arrange(self) -> None:
        rows = sorted(filter(self._is_shown, self._entries), key=_KEYS[self._order])
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def _is_shown(self, entry: Entry) -> bool:
        wanted, model = self._filter, entry.model
        if (wanted.sees and not model.sees) or (wanted.thinks and not model.thinks):
            return False
        if wanted.fits and (model.problem or self._fits(model) is Fits.TOO_LARGE):
            return False
        return not wanted.words or self._has_words(entry, wanted.words.split())

    def _has_words(self, entry: Entry, words: Sequence[str]) -> bool:
        text = self._texts.get(entry.model.path)
        if text is None:
            text = self._texts[entry.model.path] = entry.text
        return all(word in text for word in words)

    def _spoken(self, entry: Entry) -> str:
        model, fits = entry.model, self._fits(entry.model)
        parts = [
            entry.name,
            self.tr("in use") if model.path == self._in_use else "",
            size_words(model.size),
            *entry.facts,
            *(words for _, words in abilities(model)),
            self.tr("cannot be used") if model.problem else say(fits_words(fits)) if fits else "",
        ]
        return ", ".join(filter(None, parts))


def _by_name(entry: Entry) -> tuple[str, str]:
    """As people sort: the number 10 comes after 9."""
    padded = _NUMBER.sub(lambda number: number[0].zfill(_DIGITS), entry.name.casefold())
    return padded, entry.model.path


_KEYS: dict[Order, Callable[[Entry], tuple[float | str, ...]]] = {
    Order.NAME: _by_name,
    Order.SIZE: lambda entry: (-entry.model.size, *_by_name(entry)),
    Order.DATE: lambda entry: (-entry.model.modified, *_by_name(entry)),
    Order.SPEED: lambda entry: (-entry.record.speed, *_by_name(entry)),
}
