"""The shape of the conversations' database, as a list of named steps.

A step that was released never changes; a new shape is a new function at the end of the list.
The number of steps done stands in the database itself (`PRAGMA user_version`).
"""

import sqlite3
from collections.abc import Callable, Sequence

Migration = Callable[[sqlite3.Connection], None]


def keep_conversations(db: sqlite3.Connection) -> None:
    """Conversations, their messages as a tree, and drafts.

    `seq` keeps the order in which messages were made. `chosen` maps a parent to the child that
    is shown (JSON). `deleted` of a conversation is when, NULL while it is there. A draft belongs
    to a conversation; "" is the one that is not begun yet.
    """
    db.execute(
        """
        CREATE TABLE conversations (
            id TEXT PRIMARY KEY NOT NULL,
            title TEXT NOT NULL,
            created REAL NOT NULL,
            changed REAL NOT NULL,
            chosen TEXT NOT NULL DEFAULT '{}',
            first_seen TEXT NOT NULL DEFAULT '',
            deleted REAL
        )
        """
    )
    db.execute("CREATE INDEX conversations_by_change ON conversations (deleted, changed)")
    db.execute(
        """
        CREATE TABLE messages (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
            parent TEXT NOT NULL,
            role TEXT NOT NULL,
            text TEXT NOT NULL,
            thought TEXT NOT NULL,
            thought_seconds REAL NOT NULL,
            created REAL NOT NULL,
            state TEXT NOT NULL,
            model TEXT NOT NULL,
            usage TEXT,
            problem TEXT,
            deleted INTEGER NOT NULL
        )
        """
    )
    db.execute("CREATE INDEX messages_of_conversation ON messages (conversation, seq)")
    db.execute("CREATE INDEX messages_being_written ON messages (id) WHERE state = 'writing'")
    db.execute("CREATE TABLE drafts (conversation TEXT PRIMARY KEY NOT NULL, text TEXT NOT NULL)")


def keep_attachments(db: sqlite3.Connection) -> None:
    """Pictures and films of messages and drafts, as JSON lists.

    The index holds the few messages that have some, so that nobody reads all words to find them.
    """
    for table in ("messages", "drafts"):
        db.execute(f"ALTER TABLE {table} ADD COLUMN attachments TEXT NOT NULL DEFAULT '[]'")
    db.execute("CREATE INDEX messages_with_attachments ON messages (id) WHERE attachments <> '[]'")


def keep_presets(db: sqlite3.Connection) -> None:
    """Which preset a conversation has, by its id, "" for none.

    A conversation that is not begun yet has no row of its own: its draft keeps the preset.
    """
    for table in ("conversations", "drafts"):
        db.execute(f"ALTER TABLE {table} ADD COLUMN preset TEXT NOT NULL DEFAULT ''")


def keep_order(db: sqlite3.Connection) -> None:
    """Folders, pinned conversations, prompts of their own, messages that wait, edited replies.

    A conversation is in one folder, by its id, or in none (""). `waiting` of a draft is a JSON
    list of messages, each with `text` and `attachments`.
    """
    db.execute(
        "CREATE TABLE folders (id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL,"
        " place INTEGER NOT NULL)"
    )
    db.execute("ALTER TABLE conversations ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0")
    for name in ("folder", "system_prompt"):
        db.execute(f"ALTER TABLE conversations ADD COLUMN {name} TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE messages ADD COLUMN edited INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE drafts ADD COLUMN waiting TEXT NOT NULL DEFAULT '[]'")


def count_changes(db: sqlite3.Connection) -> None:
    """Which conversations changed since when, for the index of the search.

    The index is a file of its own, which may be lost or older than this one: it asks for the
    conversations whose `revision` is larger than the last that it has seen. `identity` tells one
    database from another that took its place.
    """
    db.execute("CREATE TABLE identity (id TEXT NOT NULL)")
    db.execute("INSERT INTO identity VALUES (lower(hex(randomblob(16))))")
    db.execute(
        "CREATE TABLE revisions (revision INTEGER PRIMARY KEY AUTOINCREMENT,"
        " conversation TEXT NOT NULL UNIQUE)"
    )
    db.execute("INSERT INTO revisions (conversation) SELECT id FROM conversations ORDER BY rowid")
    for table, column in (("conversations", "id"), ("messages", "conversation")):
        for event, row in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old")):
            # Not "OR REPLACE": in a trigger the way of the outer statement would count.
            db.execute(
                f"CREATE TRIGGER {table}_{event.lower()} AFTER {event} ON {table} BEGIN"
                f" DELETE FROM revisions WHERE conversation = {row}.{column};"
                f" INSERT INTO revisions (conversation) VALUES ({row}.{column}); END"
            )


MIGRATIONS: Sequence[Migration] = (
    keep_conversations,
    keep_attachments,
    keep_presets,
    keep_order,
    count_changes,
)

VERSION = len(MIGRATIONS)
"""The version that this Parley writes."""


def version_of(db: sqlite3.Connection) -> int:
    """How many migrations the database has seen."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Do the steps that are missing, each whole or not at all. `db` is in autocommit mode."""
    for number, migration in enumerate(migrations, start=1):
        if version_of(db) >= number:
            continue
        db.execute("BEGIN IMMEDIATE")
        try:
            if version_of(db) < number:  # else another process did it while this one waited
                migration(db)
                db.execute(f"PRAGMA user_version = {number}")
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")
