"""Opening the conversations' database, whatever state the file is in.

Every path ends in a connection: to the file; to a fresh one where the old was damaged (set
aside, never overwritten) or written by a newer Parley (left alone); on a full or read-only disk
to what can still be read; and where no file can be had, to an empty one in memory. The last two
refuse every word, so that nobody takes it for kept.
"""

import errno
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

from desktop_app.core.errors import Problem
from desktop_app.core.migrations import VERSION, migrate, version_of
from desktop_app.core.record import COLUMNS
from desktop_app.core.whole_file import set_aside

CHECKED_BYTES = 16 * 2**20
"""Up to this size all pages are checked at every start (some 0.1 s); above, SQLite's own look at
the header and the schema must do, unless damage was met in the last session."""

BUSY_SECONDS = 5.0
"""How long to wait for another process, such as a backup, that holds the database."""

ALMOST_FULL_BYTES = 2**20

_COMPANIONS = ("-wal", "-shm")
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection in autocommit mode, the file behind it, and what to tell the person.

    `refusal` is why nothing may be written through this connection.
    """

    connection: sqlite3.Connection
    path: Path
    problems: list[Problem] = field(default_factory=list)
    refusal: Problem | None = None


def open_database(path: Path) -> Opened:
    """Open `path` for reading and writing, creating or migrating it as needed."""
    problems: list[Problem] = []
    try:
        if damage := damage_of(path):
            aside = set_aside(path, _COMPANIONS)
            _suspicion(path).unlink(missing_ok=True)
            problems.append(Problem("store.damaged", {"name": aside.name}, damage))
        if _version_of_file(path) > VERSION:
            problems.append(Problem("store.newer", {"name": path.name}))
            beside = path.with_name(f"{path.stem}.version-{VERSION}{path.suffix}")
            opened = open_database(beside)
            return replace(opened, problems=problems + opened.problems)
        connection = _connect(path)
        try:
            migrate(connection)
        except BaseException:
            connection.close()
            raise
        return Opened(connection, path, problems)
    except (sqlite3.Error, OSError) as error:
        return _last_resort(path, [*problems, problem_of(error, path)])


def open_for_reading(path: Path) -> Opened:
    """Open `path` without changing anything, also while a window writes to it."""
    refusal = Problem("store.failed", details="opened for reading only")
    problems: list[Problem] = []
    try:
        if damage := damage_of(path):
            problems.append(_unreadable(path, damage))
        elif (version := _version_of_file(path)) > VERSION:
            problems.append(Problem("store.newer", {"name": path.name}))
        elif path.exists():
            if version < VERSION:
                connection = _renewed_copy(_connect_read_only(path))
            else:
                connection = _connect(path)
            return Opened(connection, path, refusal=refusal)
    except (sqlite3.Error, OSError) as error:
        problems.append(_unreadable(path, str(error)))
    return Opened(open_in_memory(), path, problems, refusal)


def connect_read_only(path: Path) -> sqlite3.Connection:
    """A connection to `path` as it is, which changes nothing, also while a window writes to it.
    Raises sqlite3.Error."""
    return _connect_read_only(path)


def damage_of(path: Path) -> str:
    """What is wrong with the file, "" when nothing is or there is none.

    It is looked at through a read-only connection: closing another kind would carry the
    write-ahead log into a damaged file that is to be kept as it is. Raises what is no damage,
    such as a file that may not be read.
    """
    if not path.exists():
        return ""
    size = path.stat().st_size
    if size == 0:
        return "the file is empty"
    thorough = size <= CHECKED_BYTES or _suspicion(path).exists()
    db = _connect_read_only(path)
    try:
        if version_of(db) > VERSION:
            return ""
        return _fault(db, thorough)
    except UnicodeDecodeError as error:
        # SQLite names the damaged table in its message, with whatever bytes the name now has.
        return str(error)
    except sqlite3.DatabaseError as error:
        # To these questions a sound file gives no ordinary error.
        if is_damage(error) or _code(error) == sqlite3.SQLITE_ERROR:
            return str(error)
        raise
    finally:
        db.close()


def suspect(path: Path) -> None:
    """Let the next start check every page, because damage was met while running."""
    try:
        _suspicion(path).touch()
    except OSError:
        # The disk is in trouble already; SQLite's own look at the file remains.
        return


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the error says that the file is damaged."""
    return _code(error) in _DAMAGE


def problem_of(error: sqlite3.Error | OSError, path: Path) -> Problem:
    """Why something could not be kept."""
    if isinstance(error, OSError):
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    else:
        # Where a file cannot grow, SQLite may also speak of an input/output error.
        full = _code(error) == sqlite3.SQLITE_FULL or (
            _code(error) in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and _almost_full(path)
        )
    return Problem("store.full" if full else "store.failed", details=str(error))


def _fault(db: sqlite3.Connection, thorough: bool) -> str:
    """What is wrong with the conversations, "" when nothing is found."""
    names = {str(row[0]) for row in db.execute("SELECT name FROM sqlite_master")}
    if version_of(db) <= 0:
        return "these are not Parley's conversations" if names else ""
    if not {"conversations", "messages", "drafts"} <= names:
        return "its tables are missing"
    # The list of conversations is read at every start: found here, damage is set aside in time.
    db.execute("SELECT * FROM conversations").fetchall()
    db.execute("SELECT * FROM drafts").fetchall()
    if version_of(db) == VERSION:
        db.execute("SELECT text, attachments, preset, waiting FROM drafts LIMIT 0").fetchall()
        db.execute(
            "SELECT preset, pinned, folder, system_prompt FROM conversations LIMIT 0"
        ).fetchall()
        db.execute("SELECT id, name, place FROM folders LIMIT 0").fetchall()
        db.execute("SELECT id FROM identity LIMIT 0").fetchall()
        db.execute("SELECT revision, conversation FROM revisions LIMIT 0").fetchall()
        db.execute(f"SELECT {', '.join(COLUMNS)} FROM messages LIMIT 0").fetchall()
        for table in ("conversations", "messages"):
            # Nothing is written: what follows a change of theirs is only read and understood.
            db.execute(f"EXPLAIN INSERT INTO {table} DEFAULT VALUES").fetchall()
            db.execute(f"EXPLAIN UPDATE {table} SET id = id").fetchall()
            db.execute(f"EXPLAIN DELETE FROM {table}").fetchall()
    if thorough:
        found = [str(row[0]) for row in db.execute("PRAGMA quick_check(10)")]
        if found != ["ok"]:
            return "\n".join(found)
    return ""


def _version_of_file(path: Path) -> int:
    if not path.exists():
        return 0
    db = _connect_read_only(path)
    try:
        return version_of(db)
    finally:
        db.close()


def _last_resort(path: Path, problems: list[Problem]) -> Opened:
    """A connection where the usual one cannot be had: `problems` ends with the reason."""
    refusal = problems[-1]
    with suppress(OSError):
        if path.is_file() and path.stat().st_size == 0:
            # Begun just now, on a full disk: not to be taken for damage at the next start.
            path.unlink()
    if path.exists():
        # A full disk has no room for the index that processes share; alone it needs none, and
        # writes work again as soon as there is space.
        with suppress(sqlite3.Error):
            return Opened(_proven(_connect(path, alone=True)), path, problems)
        with suppress(sqlite3.Error):
            readable = _proven(_connect_read_only(path, immutable=True))
            return Opened(readable, path, problems, refusal)
        with suppress(sqlite3.Error):
            # With its write-ahead log, which an immutable connection would not see.
            copy = _renewed_copy(_connect(path, alone=True))
            return Opened(copy, path, problems, refusal)
    return Opened(open_in_memory(), path, problems, refusal)


def _renewed_copy(source: sqlite3.Connection) -> sqlite3.Connection:
    """The conversations of an older version as this one has them, in memory, where the file is
    not to be brought up to date. Closes `source`. Raises sqlite3.Error."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    copy.text_factory = _text
    try:
        with closing(source):
            source.backup(copy)
        migrate(copy)
    except BaseException:
        copy.close()
        raise
    return _proven(copy)


def _proven(db: sqlite3.Connection) -> sqlite3.Connection:
    """`db` if it can be read as it is; raises sqlite3.Error."""
    try:
        if version_of(db) != VERSION:
            raise sqlite3.DatabaseError("these conversations are of another version")
        if fault := _fault(db, thorough=False):
            raise sqlite3.DatabaseError(fault)
    except BaseException:
        db.close()
        raise
    return db


def _connect(path: Path, alone: bool = False) -> sqlite3.Connection:
    """A connection for reading and writing; `alone` keeps other processes out."""
    db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    db.text_factory = _text
    try:
        if alone:
            db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA journal_mode = WAL")
        # On macOS fsync stops at the drive's cache; these reach the medium. No-ops elsewhere.
        db.execute("PRAGMA fullfsync = ON")
        db.execute("PRAGMA checkpoint_fullfsync = ON")
    except BaseException:
        db.close()
        raise
    return db


def _connect_read_only(path: Path, immutable: bool = False) -> sqlite3.Connection:
    """A connection that changes nothing; `immutable` leaves the write-ahead log unread, too."""
    posix = path.absolute().as_posix()
    # "file:///C:/…", and for a Windows share "file:////server/…": SQLite takes no host name.
    uri = f"file://{'' if posix.startswith('/') else '/'}{quote(posix)}?mode=ro"
    if immutable:
        uri += "&immutable=1"
    db = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    db.text_factory = _text
    return db


def open_in_memory(image: bytes = b"") -> sqlite3.Connection:
    """A database that is nowhere on the disk: what an `image` of another one has, else empty.

    Raises sqlite3.Error.
    """
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.text_factory = _text
    try:
        if image:
            db.deserialize(image)
        migrate(db)
    except BaseException:
        db.close()
        raise
    return db


def _text(data: bytes) -> str:
    """One damaged letter must not hide a conversation."""
    return data.decode("utf-8", "replace")


def _suspicion(path: Path) -> Path:
    return path.with_name(path.name + "-suspect")


def _unreadable(path: Path, details: str) -> Problem:
    return Problem("store.unreadable", {"name": path.name}, details)


def _almost_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < ALMOST_FULL_BYTES
    except OSError:
        return False


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; errors of Python's own making have none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
