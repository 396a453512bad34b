"""What is in a backup: one zip file of these names, with a list of them and their checksums."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.core.migrations import VERSION
from desktop_app.core.paths import Places

MANIFEST = "manifest.json"
"""The last entry: what the others are."""

FORMAT = 1
"""The version of the format that this Parley writes; it reads no newer one."""

MOST_MANIFEST_BYTES = 256 * 2**20
"""More than a million pictures need."""

MOST_SMALL_BYTES = 64 * 2**20
"""More than a file of settings, of presets, a kept picture, a kept text or a note has."""

DATABASE = "conversations.db"
PICTURES = "pictures"
UNSENT = "unsent"
"""Dictations that are not written down yet: what was said is nowhere else."""

FOLDERS = (PICTURES, UNSENT)
"""What is many files."""

_PICTURE = re.compile(rf"{PICTURES}/([0-9a-f]{{64}})\.(?:png|jpg|txt)")
_SOUND = re.compile(rf"{UNSENT}/[0-9]{{1,20}}\.wav")
_NOTE = re.compile(rf"{UNSENT}/[0-9]{{1,20}}\.json")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class NewerBackupError(Exception):
    """A newer Parley wrote it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in it. `size` is in bytes, unpacked."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `schema` is the version of the database in it, `made` is in
    seconds since the epoch."""

    made: float
    program: str
    schema: int
    conversations: int
    entries: tuple[Entry, ...]

    def to_bytes(self) -> bytes:
        """As it stands in the file."""
        entries = [
            {"name": each.name, "size": each.size, "sha256": each.sha256} for each in self.entries
        ]
        values = {
            "parley_backup": FORMAT,
            "made": self.made,
            "program": self.program,
            "schema": self.schema,
            "conversations": self.conversations,
            "entries": entries,
        }
        return json.dumps(values, indent=1).encode("utf-8")

    @classmethod
    def from_bytes(cls, data: bytes) -> "Manifest":
        """Raises `ValueError` where that makes no sense, `NewerBackupError` for a newer one."""
        try:
            values = json.loads(data)
            format = values["parley_backup"]
            if type(format) is not int or format < 1:
                raise ValueError("no version")
            if format > FORMAT or int(values["schema"]) > VERSION:
                raise NewerBackupError
            return cls(
                float(values["made"]),
                str(values["program"]),
                int(values["schema"]),
                int(values["conversations"]),
                tuple(_entry(each) for each in values["entries"]),
            )
        except (KeyError, TypeError, OverflowError, RecursionError, UnicodeDecodeError) as error:
            raise ValueError(str(error)) from error


def files_of(places: Places) -> dict[str, Path]:
    """Where the files of a home stand, by their names in a backup; `FOLDERS` are one each."""
    return {
        DATABASE: places.database,
        PICTURES: places.pictures,
        UNSENT: places.unsent,
        "settings.toml": places.settings,
        "presets.toml": places.presets,
        "models.toml": places.records,
    }


def most_bytes(name: str) -> int | None:
    """How large the entry `name` may be at most, None when nothing is known of that.

    Raises `ValueError` for a name that no backup has: this keeps every other path out.
    """
    if name == DATABASE or _SOUND.fullmatch(name):
        return None  # Somebody may have talked for an hour.
    if name in ("settings.toml", "presets.toml", "models.toml"):
        return MOST_SMALL_BYTES
    if _PICTURE.fullmatch(name) or _NOTE.fullmatch(name):
        return MOST_SMALL_BYTES
    raise ValueError(name)


def hash_in(name: str) -> str:
    """The SHA-256 that the name of a kept picture or text says, "" for another file."""
    match = _PICTURE.fullmatch(name)
    return match[1] if match else ""


def name_in(folder: str, file: str) -> str:
    """The name in a backup of a file in one of `FOLDERS`, "" when it is none of Parley's."""
    name = f"{folder}/{file}"
    return name if any(each.fullmatch(name) for each in (_PICTURE, _SOUND, _NOTE)) else ""


def _entry(values: Any) -> Entry:
    entry = Entry(str(values["name"]), int(values["size"]), str(values["sha256"]))
    if entry.size < 0 or not _SHA256.fullmatch(entry.sha256):
        raise ValueError(entry.name)
    return entry
