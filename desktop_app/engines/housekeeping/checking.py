"""A backup, unpacked beside the home and looked at as a whole: the home itself is not touched.

Whoever made the file may have meant ill: only names that a backup has are written, each as an
ordinary file, and no more bytes than it says of itself and the disk has room for.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from desktop_app.core.backup import (
    DATABASE,
    FOLDERS,
    MANIFEST,
    MOST_MANIFEST_BYTES,
    Entry,
    Manifest,
    NewerBackupError,
    hash_in,
    most_bytes,
)
from desktop_app.core.changeover import RESTORING, asides
from desktop_app.core.database import connect_read_only, damage_of, open_database, suspect
from desktop_app.core.engine import CancelToken
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event
from desktop_app.core.housekeeping import Checked, CheckJob, ForgetJob
from desktop_app.core.migrations import VERSION, migrate, version_of
from desktop_app.core.whole_file import sync_folder
from desktop_app.engines.housekeeping.stop import BLOCK, FULL, Progress

SPARE_BYTES = 64 * 2**20
"""What stays free on the disk, for the program to go on."""

_LOCAL_HEADER = b"PK\x03\x04"
_SQLITE = b"SQLite format 3\x00"
_SHAPE = """
    SELECT type, name, CASE type WHEN 'trigger' THEN sql ELSE '' END FROM sqlite_master
    WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
"""


class Checking:
    """Does one `CheckJob`. `run` yields its events but the terminal one.

    Raises `ParleyError` and `StoppedError`, and then nothing is left of what was unpacked.
    """

    def __init__(self, job: CheckJob, cancel: CancelToken) -> None:
        self._path = Path(job.path)
        self._folder = job.places.data / RESTORING
        self._cancel = cancel

    def run(self) -> Iterator[Event]:
        """Unpack and check all of it."""
        shutil.rmtree(self._folder, ignore_errors=True)
        try:
            yield from self._check()
        except BaseException as error:
            shutil.rmtree(self._folder, ignore_errors=True)
            if isinstance(error, OSError):
                code = "no_room" if error.errno in FULL else "not_restored"
                raise self._problem(code, details=str(error)) from error
            raise

    def _check(self) -> Iterator[Event]:
        try:
            archive = zipfile.ZipFile(self._path)
        except OSError as error:
            raise self._problem("missing", details=str(error)) from error
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise self._problem("cut" if self._begins_as_zip() else "unknown") from error
        with archive:
            manifest = self._manifest(archive)
            infos = self._infos(archive, manifest)
            self._folder.mkdir(mode=0o700)
            for folder in FOLDERS:
                (self._folder / folder).mkdir(mode=0o700)
            room = shutil.disk_usage(self._folder).free - SPARE_BYTES
            total = sum(entry.size for entry in manifest.entries)
            if total > room:
                raise self._problem("no_room")
            progress = Progress(total, self._cancel)
            for entry in manifest.entries:
                yield from self._unpack(archive, infos[entry.name], entry, progress)
        conversations = self._check_database()
        for folder in FOLDERS:
            sync_folder(self._folder / folder)
        sync_folder(self._folder)
        files = len(manifest.entries)
        yield Checked(manifest.made, manifest.program, conversations, files)

    def _manifest(self, archive: zipfile.ZipFile) -> Manifest:
        infos = [info for info in archive.infolist() if info.filename == MANIFEST]
        if len(infos) != 1:
            raise self._problem("unknown")
        if infos[0].file_size > MOST_MANIFEST_BYTES:
            raise self._damaged(MANIFEST)
        try:
            with archive.open(infos[0]) as file:
                data = file.read(MOST_MANIFEST_BYTES + 1)
            if len(data) > MOST_MANIFEST_BYTES:
                raise ValueError("too long")
            return Manifest.from_bytes(data)
        except NewerBackupError as error:
            raise self._problem("newer") from error
        except (*_BROKEN, ValueError) as error:
            raise self._damaged(MANIFEST, error) from error

    def _infos(self, archive: zipfile.ZipFile, manifest: Manifest) -> dict[str, zipfile.ZipInfo]:
        """What the file holds, by name: exactly what it says of itself, and nothing else."""
        infos: dict[str, zipfile.ZipInfo] = {}
        for info in archive.infolist():
            if info.filename in infos or info.flag_bits & 1 or info.is_dir():
                raise self._damaged(info.filename)
            infos[info.filename] = info
        del infos[MANIFEST]
        named: set[str] = set()
        for entry in manifest.entries:
            try:
                most = most_bytes(entry.name)
            except ValueError as error:
                raise self._damaged(entry.name) from error
            if entry.name in named or entry.name not in infos:
                raise self._damaged(entry.name)
            if infos[entry.name].file_size != entry.size or (most and entry.size > most):
                raise self._damaged(entry.name)
            named.add(entry.name)
        for name in infos:
            if name not in named:
                raise self._damaged(name)
        if DATABASE not in named:
            raise self._damaged(DATABASE)
        return infos

    def _unpack(
        self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, entry: Entry, progress: Progress
    ) -> Iterator[Event]:
        hash, size = hashlib.sha256(), 0
        with (self._folder / entry.name).open("xb") as target:
            try:
                with archive.open(info) as source:
                    while block := source.read(BLOCK):
                        if entry.name == DATABASE and not size and not block.startswith(_SQLITE):
                            raise self._damaged(DATABASE)
                        size += len(block)
                        if size > entry.size:
                            raise self._damaged(entry.name)
                        hash.update(block)
                        target.write(block)
                        yield from progress.add(len(block))
            except _BROKEN as error:
                raise self._damaged(entry.name, error) from error
            target.flush()
            os.fsync(target.fileno())
        found = hash.hexdigest()
        if size != entry.size or found != entry.sha256 or hash_in(entry.name) not in ("", found):
            raise self._damaged(entry.name)

    def _check_database(self) -> int:
        """Every page of it, and that it is the one that this Parley makes, after the steps that
        an older one misses. How many conversations are in it."""
        path = self._folder / DATABASE
        try:
            suspect(path)  # All pages, however many there are.
            if damage := damage_of(path):
                raise self._damaged(DATABASE, details=damage)
            path.with_name(f"{DATABASE}-suspect").unlink(missing_ok=True)
            with closing(connect_read_only(path)) as db:
                if version_of(db) > VERSION:
                    raise self._problem("newer")
            opened = open_database(path)
            with closing(opened.connection) as db:
                if opened.problems or _shape_of(db) != _usual_shape():
                    details = "; ".join(str(each.details) for each in opened.problems)
                    raise self._damaged(DATABASE, details=details)
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                count = "SELECT count(*) FROM conversations WHERE deleted IS NULL"
                return int(db.execute(count).fetchone()[0])
        except sqlite3.Error as error:
            raise self._damaged(DATABASE, error) from error

    def _begins_as_zip(self) -> bool:
        with suppress(OSError), self._path.open("rb") as file:
            return file.read(len(_LOCAL_HEADER)) == _LOCAL_HEADER
        return False

    def _damaged(
        self, place: str, error: Exception | None = None, details: str = ""
    ) -> ParleyError:
        shown = place if place.isprintable() and len(place) < 100 else json.dumps(place)[:100]
        return self._problem("damaged", shown, details or (str(error) if error else ""))

    def _problem(self, code: str, place: str = "", details: str = "") -> ParleyError:
        values = {"name": self._path.name, **({"place": place} if place else {})}
        return ParleyError(Problem(f"backup.{code}", values, details))


def forget(job: ForgetJob) -> None:
    """Do a `ForgetJob`; what cannot be deleted is still weighed, and shown."""
    folders = [job.places.data / RESTORING, *(asides(job.places) if job.aside else ())]
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What the library says of an archive that is damaged, or packed as no backup is."""


def _shape_of(db: sqlite3.Connection) -> set[tuple[str, ...]]:
    """The tables, indexes and triggers: one that is not ours could change words later on."""
    return {tuple(map(str, row)) for row in db.execute(_SHAPE)}


def _usual_shape() -> set[tuple[str, ...]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        migrate(db)
        return _shape_of(db)
