"""Deleted conversations: they can be brought back for thirty days."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desktop_app.core.transaction import Transactions

KEPT_DAYS = 30
"""How long a deleted conversation can be brought back, in days."""

_DAY = 86_400.0

ARRIVING = 1e12
"""A time of deletion that is none: such a conversation is being imported, and hidden until all of
it is there. Nobody lists it, and it is in no trash."""


@dataclass(frozen=True, slots=True)
class Deleted:
    """A deleted conversation as the list of them shows it; `deleted` is when, in seconds since
    the epoch."""

    id: str
    title: str
    deleted: float

    def days_left(self, now: float) -> int:
        """Days until it may be deleted for good, begun ones counted; 0 when it is overdue."""
        left = self.deleted + KEPT_DAYS * _DAY - now
        # A clock that ran ahead gives nobody more than there is.
        return min(max(0, -int(-left // _DAY)), KEPT_DAYS)


class Trash:
    """Hides conversations, brings them back, deletes them for good.

    UI thread; what cannot be saved is a `ParleyError`, and then nothing has changed.
    """

    def __init__(self, transactions: Transactions, clock: Callable[[], float] = time.time) -> None:
        """`clock` gives seconds since the epoch."""
        self._of = transactions
        self._clock = clock

    def deleted(self) -> list[Deleted]:
        """What is in it, the last deleted first."""
        rows = self._of.read(
            # What is being imported is hidden too, and is nobody's to bring back.
            "SELECT id, title, deleted FROM conversations WHERE deleted < ?"
            " ORDER BY deleted DESC, rowid DESC",
            ARRIVING,
        )
        return [Deleted(**row) for row in rows]

    def put(self, conversations: Iterable[str]) -> None:
        """Hide conversations; one that is hidden stays as it is."""
        rows = [(self._clock(), id) for id in conversations]
        with self._of.writing(durable=True):
            self._of.db.executemany(
                "UPDATE conversations SET deleted = ? WHERE id = ? AND deleted IS NULL", rows
            )

    def restore(self, conversations: Iterable[str]) -> None:
        """Bring conversations back."""
        rows = [(id,) for id in conversations]
        with self._of.writing(durable=True):
            self._of.db.executemany("UPDATE conversations SET deleted = NULL WHERE id = ?", rows)

    def overdue(self) -> list[str]:
        """The ids of those that were deleted more than `KEPT_DAYS` ago."""
        since = self._clock() - KEPT_DAYS * _DAY
        rows = self._of.read("SELECT id FROM conversations WHERE deleted < ?", since)
        return [row["id"] for row in rows]

    def purge(self, conversations: Iterable[str]) -> int:
        """Delete conversations for good, with all their words; only what is in the trash. How
        many these were.

        The pictures in them go with the next sweep, if nobody else shows them.
        """
        rows = [(id,) for id in conversations]
        with self._of.writing(durable=True):
            # The words are gone from the file too, not only from its index.
            self._of.db.execute("PRAGMA secure_delete = ON")
            for table in ("drafts", "messages"):
                self._of.db.executemany(
                    f"DELETE FROM {table} WHERE conversation IN"
                    " (SELECT id FROM conversations WHERE id = ? AND deleted IS NOT NULL)",
                    rows,
                )
            gone = self._of.db.executemany(
                "DELETE FROM conversations WHERE id = ? AND deleted IS NOT NULL", rows
            )
        return gone.rowcount
