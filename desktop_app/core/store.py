"""Where conversations are kept: an SQLite database in WAL mode, on the UI thread.

Durable writes are on the medium when the call returns (synchronous=FULL); others survive the
death of the program, but may not survive that of the computer. What cannot be kept is raised as
`ParleyError`, and everything older stays as it was.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from desktop_app.core.attachment import Attachment
from desktop_app.core.conversation import Conversation, Message, State
from desktop_app.core.database import Opened, open_database, open_for_reading, open_in_memory
from desktop_app.core.errors import ParleyError
from desktop_app.core.filing import Filing
from desktop_app.core.record import (
    COLUMNS,
    attachments_of,
    attachments_text,
    message_of,
    row_of,
)
from desktop_app.core.summary import Summaries, Summary
from desktop_app.core.transaction import Transactions
from desktop_app.core.trash import Trash
from desktop_app.core.utf8 import well_formed

_SAVE_CONVERSATION = """
    INSERT INTO conversations
        (id, title, created, changed, chosen, first_seen, preset, system_prompt)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET title = excluded.title, changed = excluded.changed,
        chosen = excluded.chosen, first_seen = excluded.first_seen, preset = excluded.preset,
        system_prompt = excluded.system_prompt
"""

# Columns by name: one whose name is damaged is an error of SQLite's, and not a surprise.
_LOAD_MESSAGES = f"SELECT {', '.join(COLUMNS)} FROM messages WHERE conversation = ? ORDER BY seq"

# An update keeps `seq`, and with it the message's place among its siblings.
_SAVE_MESSAGE = f"""
    INSERT INTO messages ({", ".join(COLUMNS)}) VALUES ({", ".join("?" * len(COLUMNS))})
    ON CONFLICT (id) DO UPDATE SET
        {", ".join(f"{name} = excluded.{name}" for name in COLUMNS[1:])}
"""

# The condition is that of the index in core/migrations.py, so that it can be used.
_ATTACHMENTS = """
    SELECT attachments FROM messages WHERE attachments <> '[]'
    UNION ALL SELECT attachments FROM drafts WHERE attachments <> '[]'
    UNION ALL SELECT waiting FROM drafts WHERE waiting <> '[]'
"""

_HASH = re.compile(r"[0-9a-f]{64}")


class Store:
    """The kept conversations. `problems` is what opening found, for the person to read."""

    def __init__(self, opened: Opened) -> None:
        self.path = opened.path
        self.problems = opened.problems
        self._db = opened.connection
        self._transactions = transactions = Transactions(opened)
        self._read = transactions.read
        self._writing = transactions.writing
        self._summaries = Summaries(transactions)
        self.filing = Filing(transactions)
        """Pins and folders."""
        self.trash = Trash(transactions)
        """What was deleted."""

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open or begin the database at `path`; never raises, see `problems`.

        Replies that were being written when the program last went away are marked interrupted.
        """
        store = cls(open_database(path))
        store._mark_interrupted()
        return store

    @classmethod
    def open_for_reading(cls, path: Path) -> Self:
        """Open `path` beside a running window: nothing is repaired, every save is refused."""
        return cls(open_for_reading(path))

    @classmethod
    def restored(cls, image: bytes) -> Self:
        """What `image` of another one had, in memory alone. Raises sqlite3.Error."""
        return cls(Opened(open_in_memory(image), Path()))

    def image(self) -> bytes:
        """All that is in it, as its file would have it. Raises sqlite3.Error."""
        return self._db.serialize()

    def summaries(self) -> list[Summary]:
        """The conversations that are not deleted, the last changed first."""
        return self._summaries.all()

    def load(self, id: str) -> Conversation:
        """A conversation with all its branches, deleted or not; `KeyError` when there is none."""
        rows = self._read("SELECT * FROM conversations WHERE id = ?", id)
        if not rows:
            raise KeyError(id)
        messages = self._read(_LOAD_MESSAGES, id)
        try:
            return Conversation.restored(
                id,
                rows[0]["title"],
                rows[0]["created"],
                rows[0]["changed"],
                self.draft(id),
                [message_of(row) for row in messages],
                json.loads(rows[0]["chosen"]),
                rows[0]["first_seen"],
                self.draft_attachments(id),
                rows[0]["preset"],
                rows[0]["system_prompt"],
            )
        except (ValueError, KeyError, TypeError) as error:
            raise ParleyError(self._transactions.unreadable(error)) from error

    def draft(self, id: str) -> str:
        """The unsent text of a conversation; `id` "" is the one that is not begun yet."""
        rows = self._read("SELECT text FROM drafts WHERE conversation = ?", id)
        return str(rows[0]["text"]) if rows else ""

    def draft_attachments(self, id: str) -> tuple[Attachment, ...]:
        """What stands unsent beside that text."""
        rows = self._read("SELECT attachments FROM drafts WHERE conversation = ?", id)
        return attachments_of(rows[0]["attachments"]) if rows else ()

    def draft_preset(self) -> str:
        """The preset of the conversation that is not begun yet, "" for none."""
        rows = self._read("SELECT preset FROM drafts WHERE conversation = ''")
        return str(rows[0]["preset"]) if rows else ""

    def waiting(self, id: str) -> str:
        """The messages that wait in a conversation, as core/waiting.py writes them."""
        rows = self._read("SELECT waiting FROM drafts WHERE conversation = ?", id)
        return str(rows[0]["waiting"]) if rows else "[]"

    def picture_hashes(self) -> set[str]:
        """The hashes of all pictures that a message or a draft shows, deleted or not.

        They are looked for in the kept text as it is: also what cannot be read any more counts.
        """
        rows = self._read(_ATTACHMENTS)
        return {found for row in rows for found in _HASH.findall(row["attachments"])}

    def is_alone(self) -> bool:
        """Whether all conversations are in this file: it was opened without a problem, and no
        other one lies beside it."""
        beside = self.path.parent.glob(f"{self.path.name.partition('.')[0]}*{self.path.suffix}")
        return not self.problems and all(path == self.path for path in beside)

    def save_messages(
        self,
        conversation: Conversation,
        messages: Iterable[Message],
        durable: bool,
        waiting: str | None = None,
    ) -> None:
        """Keep these messages, new or changed, and their conversation: all of it or nothing.

        `waiting` is what waits in it from now on; `None` leaves that as it is.
        """
        rows = [row_of(conversation.id, message) for message in messages]
        with self._writing(durable):
            self._save_conversation(conversation)
            self._db.executemany(_SAVE_MESSAGE, rows)
            if waiting is not None:
                self._save_waiting(conversation.id, waiting)

    def save_message(self, conversation: Conversation, message: Message, durable: bool) -> None:
        """Keep one message, new or changed, and its conversation."""
        self.save_messages(conversation, [message], durable)

    def save_conversation(self, conversation: Conversation) -> None:
        """Keep title, preset, draft (words and attachments) and the branch that is shown."""
        with self._writing(durable=False):
            self._save_conversation(conversation)

    def save_draft(
        self, id: str, text: str, attachments: tuple[Attachment, ...] = (), preset: str = ""
    ) -> None:
        """Keep what is unsent in a conversation; `id` "" is the one that is not begun yet.

        `preset` is the one that this is to have; others keep theirs themselves.
        """
        with self._writing(durable=False):
            self._save_draft(id, text, attachments, "" if id else preset)

    def save_waiting(
        self, id: str, waiting: str, draft: tuple[str, tuple[Attachment, ...]] | None = None
    ) -> None:
        """Keep what waits in a conversation, "[]" for nothing; and with it its draft, which
        stays as it is when `None`. `id` is never that of the one that is not begun yet."""
        with self._writing(durable=True):
            if draft is not None:
                self._save_draft(id, *draft)
            self._save_waiting(id, waiting)

    def rename(self, id: str, title: str) -> None:
        """Give a conversation another title."""
        with self._writing(durable=False):
            self._db.execute(
                "UPDATE conversations SET title = ? WHERE id = ?", (well_formed(title), id)
            )

    def remove_messages(self, conversation: Conversation, ids: Sequence[str]) -> None:
        """Take out messages that never counted; a conversation that is empty then goes too."""
        with self._writing(durable=True):
            self._save_conversation(conversation)
            self._db.executemany("DELETE FROM messages WHERE id = ?", [(id,) for id in ids])
            self._db.execute(
                "DELETE FROM conversations WHERE id = :id"
                " AND NOT EXISTS (SELECT 1 FROM messages WHERE conversation = :id)",
                {"id": conversation.id},
            )
            if not conversation.messages:
                self._save_draft(conversation.id, "", ())

    def set_conversation_deleted(self, id: str, deleted: bool) -> None:
        """Hide a conversation, or bring it back."""
        (self.trash.put if deleted else self.trash.restore)([id])

    def close(self) -> None:
        """Fold the write-ahead log into the file and let go of it. May be called twice."""
        # Closed already, or the disk is full: then the log keeps everything until it can be.
        with suppress(sqlite3.Error, UnicodeDecodeError):
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.close()

    def _mark_interrupted(self) -> None:
        try:
            with self._writing(durable=False):
                self._db.execute(
                    "UPDATE messages SET state = ? WHERE state = 'writing'",
                    (State.INTERRUPTED.value,),
                )
        except ParleyError as error:
            if all(problem.code != error.problem.code for problem in self.problems):
                self.problems.append(error.problem)

    def _save_conversation(self, conversation: Conversation) -> None:
        self._db.execute(
            _SAVE_CONVERSATION,
            (
                conversation.id,
                well_formed(conversation.title),
                conversation.created,
                conversation.changed,
                json.dumps(conversation.chosen),
                conversation.first_seen,
                conversation.preset,
                well_formed(conversation.system_prompt),
            ),
        )
        self._save_draft(conversation.id, conversation.draft, conversation.draft_attachments)

    def _save_draft(
        self, id: str, text: str, attachments: tuple[Attachment, ...], preset: str = ""
    ) -> None:
        if text or attachments or preset:
            self._db.execute(
                "INSERT INTO drafts (conversation, text, attachments, preset) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (conversation) DO UPDATE SET text = excluded.text,"
                " attachments = excluded.attachments, preset = excluded.preset",
                (id, well_formed(text), attachments_text(attachments), preset),
            )
        else:
            self._db.execute(
                "UPDATE drafts SET text = '', attachments = '[]', preset = ''"
                " WHERE conversation = ?",
                (id,),
            )
            self._db.execute("DELETE FROM drafts WHERE conversation = ? AND waiting = '[]'", (id,))

    def _save_waiting(self, id: str, waiting: str) -> None:
        self._db.execute(
            "INSERT INTO drafts (conversation, text, attachments, preset, waiting)"
            " VALUES (?, '', '[]', '', ?)"
            " ON CONFLICT (conversation) DO UPDATE SET waiting = excluded.waiting",
            (id, waiting),
        )
        self._db.execute(
            "DELETE FROM drafts WHERE conversation = ? AND waiting = '[]'"
            " AND text = '' AND attachments = '[]' AND preset = ''",
            (id,),
        )
