"""The reviewed table of native libraries: what each is, and the licence that it stands under.

A wheel brings libraries of others, and the freezer those of the system that it runs on; no file
of theirs says whose they are. So the table does, packaging/licences/native.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from parley_package.licence_rule import is_permitted
from parley_setup.console import SetupError

FOLDER = Path(__file__).resolve().parents[1] / "licences"
"""The table, and the texts that it names."""

RUNTIME_OF_GCC = "GPL-3.0-or-later WITH GCC-exception-3.1"
"""The GPL, and yet no trouble: whatever GCC has compiled may have its runtime, under any terms."""

_SHAPE = re.compile(r"^lib|(-[0-9a-f]{8,32})*(\.\d+)*\.(so|dll|dylib|pyd|cpython|abi3)\b.*$", re.I)


@dataclass(frozen=True)
class Entry:
    """One work: its licence as an SPDX expression, the texts of it by their names in the folder,
    the copyright that stands above the first of them, and where the sources are to be had."""

    name: str
    licence: str = ""
    files: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    copyright: str = ""
    source: str = ""

    @property
    def is_permitted(self) -> bool:
        """Whether Parley may be shipped with it."""
        return self.licence == RUNTIME_OF_GCC or is_permitted(self.licence)

    def has(self, place: PurePosixPath) -> bool:
        """Whether the library that lies at `place` is of this work."""
        stem = shape(place.name).lower()
        return any(
            fnmatchcase(str(place), pattern)
            if "/" in pattern
            else fnmatchcase(stem, pattern.lower())
            for pattern in self.files
        )


@dataclass(frozen=True)
class NativeTable:
    """The whole table; `works` are by their names in the lock, `models` by their files."""

    libraries: tuple[Entry, ...]
    works: Mapping[str, Entry]
    models: Mapping[str, Entry]

    def of(self, place: PurePosixPath) -> Entry | None:
        """The work that the library at `place` is of, None for an unknown one."""
        return next((entry for entry in self.libraries if entry.has(place)), None)


def shape(name: str) -> str:
    """What a library is called on every system: "heif" of libheif-7a3e919c.so.1.23.0."""
    return _SHAPE.sub("", name)


def read_table(folder: Path = FOLDER) -> NativeTable:
    """The table in `folder`. Raises SetupError for one that does not hold together."""
    told = tomllib.loads((folder / "native.toml").read_text(encoding="utf-8"))
    table = NativeTable(
        tuple(_entry(entry) for entry in told.get("library", ())),
        {name: _entry({"name": name, **entry}) for name, entry in told.get("work", {}).items()},
        {name: _entry(entry) for name, entry in told.get("model", {}).items()},
    )
    for entry in (*table.libraries, *table.works.values(), *table.models.values()):
        _check(entry, folder)
    return table


def _entry(told: Mapping[str, object]) -> Entry:
    lists = {name: tuple(value) for name, value in told.items() if isinstance(value, list)}
    return Entry(**{**told, **lists})  # type: ignore[arg-type]


def _check(entry: Entry, folder: Path) -> None:
    missing = [text for text in entry.texts if not (folder / text).is_file()]
    if missing:
        raise SetupError(
            f"The text of {entry.name}'s licence, {missing[0]}, is missing.",
            "Put it into packaging/licences.",
        )
    if "LGPL" in entry.licence and not entry.source:
        raise SetupError(
            f"Where the sources of {entry.name} are to be had is not said.",
            "The LGPL asks for it: add `source` in packaging/licences/native.toml.",
        )
