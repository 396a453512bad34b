"""Conversations on their way into the database: hidden until all of them are there.

They are written in slices, so that a window that saves a word meanwhile waits for some
milliseconds, and carry a mark in place of the time at which they were deleted. One statement at
the end takes it off; whatever goes wrong before leaves nothing that anybody sees.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from desktop_app.core.conversation import Conversation
from desktop_app.core.database import damage_of, open_database
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.record import COLUMNS, row_of
from desktop_app.core.store import Store
from desktop_app.core.trash import ARRIVING

ABANDONED_SECONDS = 86_400.0
"""After this what an import left behind that was killed is nobody's any more."""

_ROWS = 50
_CHARACTERS = 500_000
"""Of a slice, at most: some milliseconds."""

_PAUSE_SECONDS = 0.002

_SAVE = f"INSERT INTO messages ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"


class Incoming(Store):
    """The database for one import. `mark` is what its conversations carry meanwhile."""

    def __init__(self, path: Path) -> None:
        """Open or begin the database; raises `ParleyError` for one that is damaged or newer."""
        try:
            damage = damage_of(path)
        except Exception as error:
            raise ParleyError(Problem("store.failed", details=str(error))) from error
        if damage:
            raise ParleyError(Problem("store.unreadable", {"name": path.name}, damage))
        super().__init__(open_database(path))
        if self.problems:
            self.close()
            raise ParleyError(self.problems[0])
        self.mark = ARRIVING + time.time()

    def state_of(self, id: str) -> tuple[bool, bool]:
        """Whether there is a conversation with this id, and whether it is deleted."""
        rows = self._read("SELECT deleted FROM conversations WHERE id = ?", id)
        return bool(rows), bool(rows) and rows[0]["deleted"] is not None

    def texts(self, id: str) -> dict[str, str]:
        """What is said in a conversation, by the ids of its messages."""
        rows = self._read("SELECT id, text FROM messages WHERE conversation = ?", id)
        return {row["id"]: row["text"] for row in rows}

    def has_message(self, ids: Sequence[str]) -> bool:
        """Whether a message, of any conversation, has one of these ids."""
        for at in range(0, len(ids), 500):
            some = ids[at : at + 500]
            marks = ", ".join("?" * len(some))
            if self._read(f"SELECT 1 FROM messages WHERE id IN ({marks}) LIMIT 1", *some):
                return True
        return False

    def keep_hidden(self, conversation: Conversation) -> None:
        """Keep a conversation with all its messages, not to be seen yet."""
        with self._writing(durable=False):
            self._save_conversation(conversation)
            self._db.execute(
                "UPDATE conversations SET deleted = ? WHERE id = ?", (self.mark, conversation.id)
            )
        rows = (row_of(conversation.id, each) for each in conversation.messages.values())
        for piece in _slices(rows):
            time.sleep(_PAUSE_SECONDS)
            with self._writing(durable=False):
                # Not the usual way, which replaces a message with the same id.
                self._db.executemany(_SAVE, piece)

    def show(self) -> None:
        """Let all that was kept hidden be seen, at once and for good."""
        with self._writing(durable=True):
            self._db.execute(
                "UPDATE conversations SET deleted = NULL WHERE deleted = ?", (self.mark,)
            )

    def drop(self, all: bool = False) -> None:
        """Take out what was kept hidden, and what killed imports left: `all` of that, where none
        is under way, else what has been there for long."""
        rows = self._read(
            "SELECT id FROM conversations WHERE deleted = ? OR deleted BETWEEN ? AND ?",
            self.mark,
            ARRIVING,
            self.mark - (0 if all else ABANDONED_SECONDS),
        )
        for row in rows:
            while self._dropped(row["id"]):
                time.sleep(_PAUSE_SECONDS)

    def delete_all(self, ids: Iterable[str]) -> None:
        """Delete conversations as a person does: they can be brought back."""
        when = time.time()
        chosen = list(ids)
        for at in range(0, len(chosen), _ROWS):
            with self._writing(durable=True):
                self._db.executemany(
                    "UPDATE conversations SET deleted = ? WHERE id = ? AND deleted IS NULL",
                    [(when, id) for id in chosen[at : at + _ROWS]],
                )
            time.sleep(_PAUSE_SECONDS)

    def _dropped(self, id: str) -> bool:
        """Take out a slice of a conversation; whether there is more of it."""
        with self._writing(durable=False):
            gone = self._db.execute(
                "DELETE FROM messages WHERE seq IN"
                " (SELECT seq FROM messages WHERE conversation = ? LIMIT ?)",
                (id, _ROWS),
            )
            if gone.rowcount < _ROWS:
                self._db.execute("DELETE FROM conversations WHERE id = ?", (id,))
                return False
        return True


def _slices(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    """The rows in pieces that are quickly written."""
    piece: list[tuple[Any, ...]] = []
    size = 0
    for row in rows:
        piece.append(row)
        size += sum(len(value) for value in row if isinstance(value, str))
        if len(piece) >= _ROWS or size > _CHARACTERS:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece
