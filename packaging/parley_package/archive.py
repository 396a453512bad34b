"""The portable archive for Windows: unpacked anywhere, all that Parley keeps lies beside it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from desktop_app.core.portable import FOLDER
from parley_package.release import Release

TOP = "Parley"
"""The one folder in the archive."""

NOTE = (
    "Parley keeps your conversations, settings and models in this folder as long as it lies "
    "beside the program.\r\nTake it with you, or delete it, and Parley keeps them in your "
    "account's own folders.\r\n"
)

_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""Where a ZIP's calendar begins."""

_FILE = 0o100644 << 16


def write_archive(release: Release, tree: Path, into: Path) -> Path:
    """Write `tree` and a folder for data to `into`, and return that.

    The same tree and release give the same bytes: names are sorted, times are the release's.
    """
    time = timestamp(release.date)
    into.parent.mkdir(parents=True, exist_ok=True)
    part = into.with_name(f"{into.name}.part")
    try:
        with ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name, path in sorted(_named(tree)):
                entry = _entry(name, time)
                entry.file_size = path.stat().st_size
                with path.open("rb") as source, archive.open(entry, "w") as target:
                    while piece := source.read(1 << 20):
                        target.write(piece)
            archive.writestr(_entry(f"{TOP}/{FOLDER}/README.txt", time), NOTE)
        part.replace(into)
    finally:
        # On a full disk it would stay, and be listed among the packages.
        part.unlink(missing_ok=True)
    return into


def timestamp(date: str) -> tuple[int, int, int, int, int, int]:
    """`date` (ISO 8601, "" unknown) as a ZIP has it, in UTC: a file's time has no zone there."""
    when = datetime.fromisoformat(date).astimezone(UTC) if date else _EARLIEST
    when = max(when, _EARLIEST)
    return when.year, when.month, when.day, when.hour, when.minute, when.second


def _named(tree: Path) -> Iterator[tuple[str, Path]]:
    for path in tree.rglob("*"):
        place = path.relative_to(tree)
        if path.is_file() and place.parts[0] != FOLDER:
            yield f"{TOP}/{place.as_posix()}", path


def _entry(name: str, time: tuple[int, int, int, int, int, int]) -> ZipInfo:
    entry = ZipInfo(name, time)
    entry.compress_type = zipfile.ZIP_DEFLATED
    # As if made by Unix: else the system that it is made on would stand in it.
    entry.create_system = 3
    entry.external_attr = _FILE
    return entry
