"""The conversations as a list shows them, read anew only where they changed.

The list is wanted at every change of one of them, and there may be tens of thousands: what
changed since the last time is asked of the database, which counts it (core/migrations.py).
"""

from bisect import bisect_left, insort
from dataclasses import dataclass
from typing import Any

from desktop_app.core.transaction import Transactions

_COLUMNS = "id, title, created, changed, preset, pinned, folder"
_ALL = f"SELECT rowid, {_COLUMNS} FROM conversations WHERE deleted IS NULL"
_LAST = "SELECT coalesce(max(revision), 0) FROM revisions"
_SINCE = (
    "SELECT revision, conversation, deleted IS NULL AS listed, conversations.rowid AS rowid,"
    f" {_COLUMNS} FROM revisions LEFT JOIN conversations ON id = conversation"
    " WHERE revision > ? ORDER BY revision"
)


@dataclass(frozen=True, slots=True)
class Summary:
    """A conversation as the list shows it. Times are in seconds since the epoch; `preset` is the id
    of the preset that it has, "" for none; `folder` is the id of the folder that it is in."""

    id: str
    title: str
    created: float
    changed: float
    preset: str = ""
    pinned: bool = False
    folder: str = ""


class Summaries:
    """Reads the list. UI thread; what cannot be read is a `ParleyError`.

    To be asked between two transactions: what is taken back was never to be seen.
    """

    def __init__(self, transactions: Transactions) -> None:
        self._read = transactions.read
        self._kept: dict[str, tuple[float, int, Summary]] = {}
        """By their ids, with what they are in order by: the last change, and the row."""
        self._order: list[tuple[float, int, str]] = []
        """The same of their ids, the last changed at the end."""
        self._revision = -1
        """The last change that was seen; -1 before anything was read."""

    def all(self) -> list[Summary]:
        """The conversations that are not deleted, the last changed first. One that stayed as it
        was is the same object as the time before."""
        if self._revision < 0:
            # First how far it goes, then the rows: what changes in between is read once more.
            revision = int(self._read(_LAST)[0][0])
            self._kept = {row["id"]: _kept(row) for row in self._read(_ALL)}
            self._order = sorted(_place(kept) for kept in self._kept.values())
            self._revision = revision
        for row in self._read(_SINCE, self._revision):
            self._take(row)
        return [self._kept[id][2] for _, _, id in reversed(self._order)]

    def _take(self, row: Any) -> None:
        """One conversation that changed, or that is gone."""
        before = self._kept.get(row["conversation"])
        # A conversation of which nothing is left has no id, and is not deleted either.
        after = _kept(row) if row["id"] is not None and row["listed"] else None
        if after != before:
            if before is not None:
                del self._kept[row["conversation"]]
                del self._order[bisect_left(self._order, _place(before))]
            if after is not None:
                self._kept[row["id"]] = after
                insort(self._order, _place(after))
        self._revision = row["revision"]


def _kept(row: Any) -> tuple[float, int, Summary]:
    summary = Summary(
        row["id"],
        row["title"],
        row["created"],
        row["changed"],
        row["preset"],
        bool(row["pinned"]),
        row["folder"],
    )
    return row["changed"], row["rowid"], summary


def _place(kept: tuple[float, int, Summary]) -> tuple[float, int, str]:
    return kept[0], kept[1], kept[2].id
