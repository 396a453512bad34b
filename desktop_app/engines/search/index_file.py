"""The file of the index: its shape, and opening it whatever it has become."""

import logging
import sqlite3
from contextlib import suppress
from pathlib import Path

from desktop_app.core.database import is_damage

VERSION = 1
"""Of the shape below and of what is put into it; another one is thrown away and made anew."""

BUSY_SECONDS = 2.0
"""How long to wait for another process, such as the command line beside a window."""

_COMPANIONS = ("", "-wal", "-shm", "-journal")

# A `place` is made of the time of a message, so that the newest stand last: the words are asked
# for from there backwards, and that ends as soon as enough are found. A message that changed or
# went leaves its place to nobody (`conversation` is then ""): FTS5 has no text to unlearn it by.
_SHAPE = """
    CREATE TABLE facts (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL);
    CREATE TABLE conversations (
        id TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, folded TEXT NOT NULL,
        changed REAL NOT NULL, pinned INTEGER NOT NULL, folder TEXT NOT NULL
    );
    CREATE TABLE messages (
        place INTEGER PRIMARY KEY NOT NULL, seq INTEGER NOT NULL, id TEXT NOT NULL,
        conversation TEXT NOT NULL, created REAL NOT NULL, role TEXT NOT NULL,
        model TEXT NOT NULL, pictures INTEGER NOT NULL, print BLOB NOT NULL
    );
    CREATE INDEX messages_of_conversation ON messages (conversation, place);
    CREATE INDEX messages_of_model ON messages (model, place);
    CREATE INDEX messages_with_pictures ON messages (place) WHERE pictures;
    CREATE VIRTUAL TABLE long_grams USING fts5 (
        text, content = '', detail = 'none', columnsize = 0, tokenize = 'trigram case_sensitive 1'
    );
    CREATE VIRTUAL TABLE short_grams USING fts5 (
        text, content = '', detail = 'none', columnsize = 0,
        tokenize = "ascii tokenchars '_'"
    );
"""

_log = logging.getLogger(__name__)


def open_index(path: Path, identity: str) -> sqlite3.Connection:
    """The index of the database with this identity: the one at `path`, or an empty one in its
    place where that is damaged, of another shape or of another database. In autocommit mode.
    Raises sqlite3.Error and OSError where there can be none."""
    try:
        db = _connect(path)
        if _belongs(db, identity):
            return db
        db.close()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if not is_worthless(error):
            raise
        _log.warning("the index of the search is made anew: %s", error)
    throw_away(path)
    db = _connect(path)
    db.executescript(f"BEGIN IMMEDIATE; {_SHAPE} PRAGMA user_version = {VERSION}; COMMIT")
    set_fact(db, "identity", identity)
    return db


def throw_away(path: Path) -> None:
    """Delete the index with all that SQLite keeps beside it. Raises OSError."""
    for companion in _COMPANIONS:
        path.with_name(path.name + companion).unlink(missing_ok=True)


def is_worthless(error: Exception) -> bool:
    """Whether the file is to blame, and not the disk or another process."""
    if isinstance(error, UnicodeDecodeError):
        return True
    if not isinstance(error, sqlite3.Error):
        return False
    # To our own questions a sound file of the right shape gives no ordinary error.
    code = int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF
    return is_damage(error) or code == sqlite3.SQLITE_ERROR


def fact(db: sqlite3.Connection, name: str) -> str:
    """What was noted under `name`, "" nothing."""
    row = db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else ""


def set_fact(db: sqlite3.Connection, name: str, value: object) -> None:
    """Note something."""
    db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, str(value)))


def _belongs(db: sqlite3.Connection, identity: str) -> bool:
    if db.execute("PRAGMA user_version").fetchone()[0] != VERSION:
        return False
    return fact(db, "identity") == identity


def _connect(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        # What a power cut takes from an index is read again from the conversations.
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA cache_size = -16000")
        with suppress(OSError):
            path.chmod(0o600)
    except BaseException:
        db.close()
        raise
    return db
