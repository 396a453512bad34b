"""A home in one file, while a window goes on writing to it."""

import hashlib
import shutil
import sqlite3
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, closing
from glob import escape
from pathlib import Path

from desktop_app import __version__
from desktop_app.core import file_lock
from desktop_app.core.backup import (
    DATABASE,
    FOLDERS,
    MANIFEST,
    Entry,
    Manifest,
    files_of,
    name_in,
)
from desktop_app.core.database import connect_read_only, problem_of
from desktop_app.core.engine import CancelToken
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event
from desktop_app.core.housekeeping import BackedUp, BackupJob
from desktop_app.core.migrations import version_of
from desktop_app.core.paths import Places
from desktop_app.core.whole_file import open_whole
from desktop_app.engines.housekeeping.stop import BLOCK, FULL, Progress, StoppedError

_PAGES = 512
"""Pages of the database copied between two looks whether it is to stop."""

_COUNT = "SELECT count(*) FROM conversations WHERE deleted IS NULL"


class BackingUp:
    """Does one `BackupJob`. `run` yields its events but the terminal one.

    Raises `ParleyError` and `StoppedError`, and then there is no new file.
    """

    def __init__(self, job: BackupJob, cancel: CancelToken) -> None:
        self._places = job.places
        self._path = Path(job.path)
        self._cancel = cancel
        self._entries: list[Entry] = []
        self._conversations = 0
        self._schema = 0

    def run(self) -> Iterator[Event]:
        """Write all of it."""
        aside = copies(self._places)
        try:
            aside.mkdir(mode=0o700, parents=True, exist_ok=True)
            with ExitStack() as held:
                if lock := file_lock.hold(aside.with_suffix(".lock")):
                    held.callback(lock.close)
                    _empty(aside)  # What a killed one has left there holds words,
                    for left in self._path.parent.glob(f".{escape(self._path.name)}.*.tmp"):
                        left.unlink()  # and so does what it had of its file.
                folder = held.enter_context(tempfile.TemporaryDirectory(dir=aside))
                yield from self._write(Path(folder) / DATABASE)
            size = self._path.stat().st_size
        except OSError as error:
            raise self._failure(error.errno in FULL, error) from error
        except sqlite3.Error as error:
            full = problem_of(error, self._places.database).code == "store.full"
            raise self._failure(full, error) from error
        yield BackedUp(str(self._path), size, self._conversations, len(self._entries))

    def _failure(self, full: bool, error: Exception) -> ParleyError:
        code = "backup.full" if full else "backup.failed"
        return ParleyError(Problem(code, {"name": self._path.name}, str(error)))

    def _write(self, copy: Path) -> Iterator[Event]:
        self._copy_database(copy)
        files = {DATABASE: copy}
        for name, path in files_of(self._places).items():
            if name in FOLDERS and path.is_dir():
                named = {name_in(name, each.name): each for each in sorted(path.iterdir())}
                files |= {within: each for within, each in named.items() if within}
            elif name != DATABASE and path.is_file():
                files[name] = path
        progress = Progress(sum(_size(path) for path in files.values()), self._cancel)
        with open_whole(self._path) as out, zipfile.ZipFile(out, "w") as archive:
            for name, path in files.items():
                yield from self._add(archive, name, path, progress)
            progress.check()
            manifest = Manifest(
                time.time(), __version__, self._schema, self._conversations, tuple(self._entries)
            )
            info = _info(MANIFEST, packed=True)
            archive.writestr(info, manifest.to_bytes())

    def _copy_database(self, copy: Path) -> None:
        """As it is at one moment, by SQLite's own means."""
        with (
            closing(connect_read_only(self._places.database)) as source,
            closing(sqlite3.connect(copy, isolation_level=None)) as target,
        ):
            # What is written from now on does not count, and lets nothing begin anew.
            source.execute("BEGIN")
            self._schema = version_of(source)
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            source.backup(target, pages=_PAGES, progress=self._on_pages)
            target.execute("PRAGMA journal_mode = DELETE")
            self._conversations = int(target.execute(_COUNT).fetchone()[0])

    def _on_pages(self, *_: int) -> None:
        if self._cancel.is_set():
            raise StoppedError

    def _add(
        self, archive: zipfile.ZipFile, name: str, path: Path, progress: Progress
    ) -> Iterator[Event]:
        try:
            source = path.open("rb")
        except FileNotFoundError:
            if name == DATABASE:
                raise
            return  # Swept since, as nobody shows it any more, or written down.
        with source:
            # Pictures are packed already.
            packed = not name.endswith((".png", ".jpg"))
            with archive.open(_info(name, packed), "w", force_zip64=True) as entry:
                hash, size = hashlib.sha256(), 0
                while block := source.read(BLOCK):
                    entry.write(block)
                    hash.update(block)
                    size += len(block)
                    yield from progress.add(len(block))
        self._entries.append(Entry(name, size, hash.hexdigest()))


def copies(places: Places) -> Path:
    """The folder for copies of the database while they are packed."""
    return places.cache / "housekeeping"


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        shutil.rmtree(path, ignore_errors=True)


def _info(name: str, packed: bool) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, time.localtime()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    info.external_attr = 0o600 << 16
    return info


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
