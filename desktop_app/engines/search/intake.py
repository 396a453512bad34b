"""Taking in what changed in the conversations: slice by slice, the newest first.

Of the revisions (core/migrations.py, `count_changes`) all above `low` up to `high` are in the
index. What changed since stands above; what was never looked at below. Both numbers are kept in
the same transaction as what they speak of.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from desktop_app.core.chat_search import TakenIn
from desktop_app.core.conversation import State
from desktop_app.core.fold import fold
from desktop_app.engines.search.gram import short_grams
from desktop_app.engines.search.index_file import fact, set_fact

SLOTS = 256
"""Places for each second."""
_LATEST = 2**40
"""Seconds; a clock that says more is wrong."""
_MERGED_PAGES = 64
"""How much of the index is put in order at a time."""

# Attachments of other kinds, such as texts, are no pictures.
_MESSAGES = """
    SELECT seq, id, parent, role, text, created, state, model,
        instr(attachments, '"kind": "picture"') OR instr(attachments, '"kind": "film"'), deleted
    FROM messages WHERE conversation = ? ORDER BY seq
"""


@dataclass(slots=True)
class Marks:
    """Which revisions are taken in: those above `low`, up to `high`."""

    low: int
    high: int


class Intake:
    """Brings `index` up to date with `source`, two connections in autocommit mode."""

    def __init__(self, source: sqlite3.Connection, index: sqlite3.Connection) -> None:
        self._source = source
        self._index = index
        self._added: list[tuple[int, str]] = []
        """Places and folded texts of this slice."""
        self._used: set[int] = set()

    def slice(self, seconds: float, stopped: Callable[[], bool]) -> TakenIn:
        """Take in as many conversations as `seconds` allow, at least one; how far that is.

        Raises sqlite3.Error; nothing of the slice is then taken in.
        """
        if self.state().is_complete:
            return self.state()  # Whoever only looks needs no lock.
        until = time.monotonic() + seconds
        self._added, self._used = [], set()
        self._source.execute("BEGIN")  # One state of the conversations for the whole slice.
        try:
            self._index.execute("BEGIN IMMEDIATE")
            try:
                marks = self._marks()
                for revision, conversation in self._missing(marks):
                    self._take(conversation)
                    marks.high = max(marks.high, revision)
                    marks.low = min(marks.low, revision - 1)
                    if stopped() or time.monotonic() > until:
                        break
                else:
                    marks.low = 0
                self._write()
                set_fact(self._index, "low", marks.low)
                set_fact(self._index, "high", marks.high)
            except BaseException:
                if self._index.in_transaction:
                    self._index.execute("ROLLBACK")
                raise
            self._index.execute("COMMIT")
        finally:
            self._source.execute("ROLLBACK")
        return self.state()

    def state(self) -> TakenIn:
        """How much of the conversations is in the index."""
        marks = self._marks()
        total, missing = self._source.execute(
            "SELECT count(*), count(*) FILTER (WHERE revision > ? OR revision <= ?) FROM revisions",
            (marks.high, marks.low),
        ).fetchone()
        return TakenIn(total - missing, total)

    def tidy(self) -> bool:
        """Put a part of the index in order, so that questions are answered sooner; whether there
        is more to do."""
        before = self._index.total_changes
        for table in ("long_grams", "short_grams"):
            self._index.execute(
                f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)", (_MERGED_PAGES,)
            )
        return self._index.total_changes - before > 2 * 2

    def waste(self) -> tuple[int, int]:
        """How many places nobody has any more, and how many there are."""
        row = self._index.execute(
            "SELECT count(*), (SELECT count(*) FROM messages) FROM messages WHERE conversation = ''"
        ).fetchone()
        return int(row[0]), int(row[1])

    def _marks(self) -> Marks:
        low, high = fact(self._index, "low"), fact(self._index, "high")
        if high:
            return Marks(int(low), int(high))
        last = self._source.execute("SELECT coalesce(max(revision), 0) FROM revisions").fetchone()
        return Marks(last[0], last[0])

    def _missing(self, marks: Marks) -> Iterator[tuple[int, str]]:
        """Revisions and their conversations: those that changed since, then the newest of the
        others."""
        since = self._source.execute(
            "SELECT revision, conversation FROM revisions WHERE revision > ? ORDER BY revision",
            (marks.high,),
        )
        yield from since.fetchall()
        yield from self._source.execute(
            "SELECT revision, conversation FROM revisions WHERE revision <= ?"
            " ORDER BY revision DESC",
            (marks.low,),
        )

    def _take(self, id: str) -> None:
        """Let the index have this conversation as it is now, or no longer."""
        row = self._source.execute(
            "SELECT title, changed, pinned, folder, coalesce("
            " (SELECT name FROM folders WHERE folders.id = folder), '') FROM conversations"
            " WHERE id = ? AND deleted IS NULL",
            (id,),
        ).fetchone()
        if row is None:
            self._index.execute("DELETE FROM conversations WHERE id = ?", (id,))
            self._index.execute(
                "UPDATE messages SET conversation = '' WHERE conversation = ?", (id,)
            )
            return
        title, changed, pinned, _, folder = row
        self._index.execute(
            "INSERT OR REPLACE INTO conversations VALUES (?, ?, ?, ?, ?, ?)",
            (id, title, fold(title), changed, pinned, fold(folder)),
        )
        self._take_messages(id)

    def _take_messages(self, conversation: str) -> None:
        known = {
            id: (place, print)
            for id, place, print in self._index.execute(
                "SELECT id, place, print FROM messages WHERE conversation = ?", (conversation,)
            )
        }
        hidden: set[str] = set()
        for row in self._source.execute(_MESSAGES, (conversation,)):
            seq, id, parent, role, text, created, state, model, pictures, deleted = row
            if deleted or parent in hidden:
                hidden.add(id)
                continue
            print = _print(text, model, pictures)
            if id in known and (known[id][1] == print or state == State.WRITING.value):
                del known[id]
            elif state != State.WRITING.value:
                place = self._free_place(created)
                self._added.append((place, fold(text)))
                self._index.execute(
                    "INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (place, seq, id, conversation, created, role, model, pictures, print),
                )
        self._index.executemany(
            "UPDATE messages SET conversation = '' WHERE place = ?",
            [(place,) for place, _ in known.values()],
        )

    def _free_place(self, created: float) -> int:
        """A place that nobody had yet, as near as can be to this time."""
        place = int(created * SLOTS) if 0 < created < _LATEST else 0
        while True:
            taken, last = self._index.execute(
                "SELECT min(place), max(place) FROM messages WHERE place BETWEEN ? AND ?",
                (place, place + SLOTS - 1),
            ).fetchone()
            if taken != place:
                return place
            # Behind all of this second: those that were brought together have one time.
            place = int(last) + 1

    def _write(self) -> None:
        # In the order of their places: FTS5 begins a new part of the index where one steps back.
        self._added.sort()
        self._index.executemany("INSERT INTO long_grams (rowid, text) VALUES (?, ?)", self._added)
        self._index.executemany(
            "INSERT INTO short_grams (rowid, text) VALUES (?, ?)",
            ((place, short_grams(folded)) for place, folded in self._added),
        )


def _print(text: str, model: str, pictures: int) -> bytes:
    """Tells one state of a message from another."""
    whole = f"{model}\0{pictures}\0{text}".encode("utf-8", "surrogatepass")
    return blake2b(whole, digest_size=8).digest()
