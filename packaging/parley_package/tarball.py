"""The archive for Linux that is unpacked anywhere, and run from there without an installation."""

from __future__ import annotations

import lzma
import tarfile
from datetime import datetime
from pathlib import Path
from tarfile import TarFile, TarInfo

from parley_package.changes import moment
from parley_package.packed_file import PROGRAM, packed_files
from parley_package.release import Release

TOP = "parley"
"""The one folder in the archive."""

SCRIPT = "add-to-menu.sh"

NOTE = "README.txt"

_PRESET = 1
"""Of xz: a third of it are models, which no preset makes smaller."""


def write_tarball(release: Release, tree: Path, share: Path, linux: Path, into: Path) -> Path:
    """Write the tree, `share` beside its programs, and a note and a script from the folder
    `linux` to `into`, and return that.

    The same input and release give the same bytes.
    """
    time = moment(release)
    into.parent.mkdir(parents=True, exist_ok=True)
    part = into.with_name(f"{into.name}.part")
    try:
        with (
            lzma.open(part, "wb", preset=_PRESET) as packed,
            tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive,
        ):
            archive.addfile(_entry(TOP, 0o755, time, kind=tarfile.DIRTYPE))
            for beside, mode in ((NOTE, 0o644), (SCRIPT, PROGRAM)):
                _add(archive, _entry(f"{TOP}/{beside}", mode, time), linux / beside)
            _add_folder(archive, tree, TOP, time)
            archive.addfile(_entry(f"{TOP}/share", 0o755, time, kind=tarfile.DIRTYPE))
            _add_folder(archive, share, f"{TOP}/share", time)
        part.replace(into)
    finally:
        # On a full disk it would stay, and be listed among the packages.
        part.unlink(missing_ok=True)
    return into


def _add_folder(archive: TarFile, folder: Path, name: str, time: datetime) -> None:
    for file in packed_files(folder):
        entry = _entry(f"{name}/{file.name}", file.mode, time)
        if file.link:
            entry.type, entry.linkname = tarfile.SYMTYPE, file.link
            archive.addfile(entry)
        elif file.is_directory:
            entry.type = tarfile.DIRTYPE
            archive.addfile(entry)
        else:
            _add(archive, entry, file.path)


def _add(archive: TarFile, entry: TarInfo, path: Path) -> None:
    entry.size = path.stat().st_size
    with path.open("rb") as file:
        archive.addfile(entry, file)


def _entry(name: str, mode: int, time: datetime, kind: bytes = tarfile.REGTYPE) -> TarInfo:
    entry = TarInfo(name)
    entry.mode, entry.mtime, entry.type = mode, int(time.timestamp()), kind
    entry.uname = entry.gname = "root"
    return entry
