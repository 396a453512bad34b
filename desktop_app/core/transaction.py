"""How the database of conversations is read and changed: in transactions, each whole or not at all.

On the UI thread. What SQLite says becomes a `ParleyError`, with the problem that a person reads.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from desktop_app.core.database import Opened, is_damage, problem_of, suspect
from desktop_app.core.errors import ParleyError, Problem


class Transactions:
    """The one way to the opened database, shared by all who keep something in it."""

    def __init__(self, opened: Opened) -> None:
        self.db = opened.connection
        self.db.row_factory = sqlite3.Row
        self._path = opened.path
        self._refusal = opened.refusal

    def read(self, sql: str, *values: object) -> list[Any]:
        """All rows of an answer, each with its columns by name."""
        try:
            return self.db.execute(sql, values).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            self._problem_of(error)
            raise ParleyError(self.unreadable(error)) from error

    @contextmanager
    def writing(self, durable: bool) -> Iterator[None]:
        """One transaction. A durable one is on the medium when it is left."""
        if self._refusal:
            raise ParleyError(self._refusal)
        try:
            self.db.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            self.db.execute("BEGIN IMMEDIATE")
            yield
            self.db.execute("COMMIT")
        except BaseException as error:
            self._roll_back()
            if isinstance(error, sqlite3.Error | UnicodeDecodeError):
                raise ParleyError(self._problem_of(error)) from error
            raise

    def unreadable(self, error: Exception) -> Problem:
        """What to tell when something that is kept cannot be read."""
        return Problem("store.unreadable", {"name": self._path.name}, str(error))

    def _roll_back(self) -> None:
        # After a full disk SQLite has rolled back by itself.
        with suppress(sqlite3.Error, UnicodeDecodeError):
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")

    def _problem_of(self, error: sqlite3.Error | UnicodeDecodeError) -> Problem:
        # SQLite speaks of a damaged schema with whatever bytes a name now has.
        if isinstance(error, UnicodeDecodeError) or is_damage(error):
            suspect(self._path)
            return self.unreadable(error)
        return problem_of(error, self._path)
