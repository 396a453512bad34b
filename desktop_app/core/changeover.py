"""What is done to a home while nobody has its files open: a backup takes their place, or they go.

What is to be done is written down first, in one file. From then on it happens, whatever comes in
between: the next start finds the note and carries on before anything is opened. Until then
nothing has happened. So there is the old home or the new one, never some of both.

Whoever calls this holds the lock of the home (`core/file_lock.py`).
"""

import errno
import json
import logging
import os
import shutil
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from desktop_app.core import file_lock
from desktop_app.core.backup import DATABASE, files_of
from desktop_app.core.errors import Problem
from desktop_app.core.housekeeping import Part
from desktop_app.core.paths import Places
from desktop_app.core.whole_file import sync_folder, write_whole

RESTORING = "restoring"
"""The folder of a backup that was unpacked and checked."""

NOTE = "changeover.json"
"""What is under way."""

_ASIDE = "aside-"
"""How the folders begin in which what was here before lies."""

_COMPANIONS = ("-wal", "-shm", "-suspect")
_ALWAYS = frozenset(DATABASE + end for end in _COMPANIONS)
"""What may still come into being beside the old database, and must not stay beside the new one."""

_OPEN_LOGS = ("parley.log", "crash.log")
"""This process writes to them: they are emptied, not taken away."""

_log = logging.getLogger(__name__)


class Deed(Enum):
    """What was done."""

    RESTORED = "restored"
    UNDONE = "undone"
    """What was set aside is back."""
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it; with a `problem` that of a restored one is that nothing has changed."""

    deed: Deed
    problem: Problem | None = None


def asides(places: Places) -> list[Path]:
    """The folders of what was here before backups were restored, the newest first."""
    with suppress(OSError):
        found = [each for each in places.data.iterdir() if each.name.startswith(_ASIDE)]
        return sorted((each for each in found if each.is_dir()), reverse=True)
    return []


def begin_restore(places: Places) -> None:
    """Have the checked backup take the place of what is here, which is set aside.

    Raises OSError.
    """
    _begin_swap(places, places.data / RESTORING, Deed.RESTORED)


def begin_undo(places: Places) -> None:
    """Have what was set aside last take the place of what is here; nothing where there is none.

    Raises OSError.
    """
    if found := asides(places):
        _begin_swap(places, found[0], Deed.UNDONE)


def begin_erase(places: Places, parts: Collection[Part]) -> None:
    """Have these parts of the home deleted. Raises OSError.

    Models are those in Parley's own folder, voice models with them: what other programs use as
    well is not touched.
    """
    _write(places, {"deed": Deed.ERASED.value, "parts": sorted(part.value for part in parts)})


def carry_out(places: Places) -> Outcome | None:
    """Do what was begun; None when nothing was. Raises OSError where the home is left half done,
    and must not be opened."""
    note = _read(places)
    if note is None:
        return None
    if note.get("deed") == Deed.ERASED.value:
        outcome = _erase(places, {Part(value) for value in note["parts"]})
    else:
        outcome = _swap(places, _Swap(places, note), Deed(note["deed"]))
    sync_folder(places.data)
    (places.data / NOTE).unlink(missing_ok=True)
    sync_folder(places.data)
    return outcome


def settle(places: Places) -> Outcome | None:
    """Carry out what somebody else had begun and was killed at, unless a window is at it.

    For those who read a home without holding its lock. Raises OSError.
    """
    if not (places.data / NOTE).exists():
        return None
    lock = file_lock.hold(places.data / file_lock.HOME)
    if lock is None:
        return None
    with closing(lock):
        return carry_out(places)


def _begin_swap(places: Places, fresh: Path, deed: Deed) -> None:
    name = time.strftime(f"{_ASIDE}%Y%m%d-%H%M%S")
    number = 1
    while (places.data / name).exists():
        number += 1
        name = f"{name.partition('_')[0]}_{number}"
    files = _files(places)
    note = {
        "deed": deed.value,
        "fresh": fresh.name,
        "aside": name,
        "had": [name for name, path in files.items() if path.exists() or name in _ALWAYS],
        "brought": [name for name in files if (fresh / name).exists()],
    }
    _write(places, note)


class _Swap:
    """One home for another, file by file; each step may be done twice."""

    def __init__(self, places: Places, note: dict[str, Any]) -> None:
        self.fresh = places.data / Path(str(note["fresh"])).name
        self.aside = places.data / Path(str(note["aside"])).name
        self._had = set(note["had"])
        self._brought = set(note["brought"])
        self._files = _files(places)

    def forth(self) -> None:
        """Set aside what is here, and put in place what was brought."""
        self.aside.mkdir(mode=0o700, exist_ok=True)
        for name, target in self._files.items():
            new, old = self.fresh / name, self.aside / name
            if name in self._had and target.exists() and not old.exists():
                _move(target, old)
            if name in self._brought and new.exists():
                with suppress(OSError):
                    target.rmdir()  # An empty folder that a start has made since.
                _move(new, target)
            elif name not in self._brought and name in self._had and target.is_file():
                target.unlink()  # Copied to another disk, and not yet deleted on this one.

    def back(self) -> None:
        """Have it as it was."""
        for name, target in self._files.items():
            new, old = self.fresh / name, self.aside / name
            if name in self._brought and target.exists() and not new.exists():
                _move(target, new)
            if name in self._had and old.exists():
                with suppress(OSError):
                    target.rmdir()
                _move(old, target)


def _swap(places: Places, swap: _Swap, deed: Deed) -> Outcome:
    try:
        swap.forth()
    except OSError as error:
        _log.warning("a backup cannot be put in place: %s", error)
        swap.back()
        with suppress(OSError):
            swap.aside.rmdir()
        return Outcome(deed, Problem("backup.not_restored", details=str(error)))
    # It was made of other conversations, which may have the same numbers.
    for path in _index_files(places):
        path.unlink(missing_ok=True)
    shutil.rmtree(swap.fresh, ignore_errors=True)
    with suppress(OSError):
        swap.aside.rmdir()  # There was nothing to keep.
    return Outcome(deed)


def _erase(places: Places, parts: Collection[Part]) -> Outcome:
    left: list[str] = []
    for path in _doomed(places, parts):
        try:
            _delete(path)
        except OSError as error:
            _log.warning("%s cannot be deleted: %s", path, error)
            left.append(str(path))
    if Part.LOGS in parts:
        _empty_logs(places.logs)
    if left:
        problem = Problem("erase.left", {"name": Path(left[0]).name}, "\n".join(left))
        return Outcome(Deed.ERASED, problem)
    return Outcome(Deed.ERASED)


def _doomed(places: Places, parts: Collection[Part]) -> Iterator[Path]:
    """The files and folders of these parts, the words first."""
    data = places.data
    if Part.CONVERSATIONS in parts:
        # Damaged ones that were set aside and those of other versions are conversations too.
        yield from sorted(data.glob(f"{places.database.stem}*{places.database.suffix}*"))
        yield from _index_files(places)
        yield from (places.pictures, places.unsent, places.picture_cache)
        yield from (data / RESTORING, *asides(places))
        yield from (places.cache / name for name in ("incoming", "housekeeping"))
    if Part.SETTINGS in parts:
        for path in (places.settings, places.presets, places.records):
            yield from sorted(path.parent.glob(f"{path.stem}*{path.suffix}"))
        yield places.window
    if Part.VOICE_MODELS in parts:
        yield places.voice_models
    if Part.MODELS in parts:
        yield from (places.models, places.downloads)
    if Part.CACHE in parts and places.cache.is_dir():
        yield from sorted(places.cache.iterdir())


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _empty_logs(folder: Path) -> None:
    with suppress(OSError):
        for path in folder.iterdir():
            with suppress(OSError):
                if path.name in _OPEN_LOGS:
                    os.truncate(path, 0)
                else:
                    _delete(path)


def _files(places: Places) -> dict[str, Path]:
    """All that a swap moves, by its names in a folder of its own; the log before its database."""
    database = places.database
    logs = {DATABASE + end: database.with_name(database.name + end) for end in _COMPANIONS}
    return {**logs, **files_of(places)}


def _index_files(places: Places) -> Iterable[Path]:
    index = places.search_index
    return [index.with_name(index.name + end) for end in ("", "-wal", "-shm", "-journal")]


def _move(source: Path, target: Path) -> None:
    """Rename, or copy whole where the settings are on another disk."""
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV or source.is_dir():
            raise
        write_whole(target, source.read_bytes())
        source.unlink()


def _write(places: Places, note: dict[str, Any]) -> None:
    write_whole(places.data / NOTE, json.dumps(note).encode("utf-8"))


def _read(places: Places) -> dict[str, Any] | None:
    try:
        note = json.loads((places.data / NOTE).read_bytes())
    except FileNotFoundError:
        return None
    except ValueError:
        _log.warning("the note of a changeover makes no sense")
        return None
    return note if isinstance(note, dict) else None
