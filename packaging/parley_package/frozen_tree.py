"""The frozen program as a folder: where in it things lie, on each system, and what is in it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path, PurePosixPath

from parley_package.bundle import Bundle

INTERNAL = "_internal"
"""PyInstaller's folder beside the programs, for all that they are made of."""

_DOT = "__dot__"
"""What PyInstaller writes in a bundle for the dot in the name of a folder: codesign takes a folder
with one for a bundle of its own."""


@dataclass(frozen=True)
class FrozenTree:
    """The tree in the folder `path`, of whatever system: it shows which by what is in it."""

    path: Path

    @property
    def contents(self) -> tuple[Path, ...]:
        """The folders that stand for the search path of Python in the frozen program."""
        inside = Bundle(self.path / "Parley.app").contents
        if inside.is_dir():
            return inside / "Frameworks", inside / "Resources"
        return (self.path / INTERNAL,)

    @property
    def resources(self) -> Path:
        """The folder of Parley's own resources; data lies in the last of the `contents`."""
        return self.contents[-1] / "resources"

    @property
    def programs(self) -> tuple[Path, ...]:
        """Both programs, wherever they would lie: the windowed one first."""
        bundle = Bundle(self.path / "Parley.app")
        if bundle.contents.is_dir():
            return bundle.program, bundle.console
        if (self.path / "Parley.exe").exists():
            return self.path / "Parley.exe", self.path / "parley.com"
        return self.path / "Parley", self.path / "parley-console"

    @cached_property
    def files(self) -> tuple[Path, ...]:
        """Every file, links left out: what they lead to is there by itself."""
        return tuple(path for path in self._all() if path.is_file() and not path.is_symlink())

    @cached_property
    def links(self) -> tuple[Path, ...]:
        """Every symbolic link, to files and to folders."""
        return tuple(path for path in self._all() if path.is_symlink())

    def _all(self) -> Iterator[Path]:
        return iter(sorted(self.path.rglob("*")))

    def place(self, file: Path) -> PurePosixPath | None:
        """Where `file` would lie among installed libraries; None for what lies outside."""
        for folder in self.contents:
            if file.is_relative_to(folder):
                place = file.relative_to(folder).as_posix()
                return PurePosixPath(place.replace(_DOT, "."))
        return None

    @cached_property
    def places(self) -> dict[PurePosixPath, Path]:
        """Every file among the `contents`, by its `place`."""
        found = ((self.place(file), file) for file in self.files)
        return {place: file for place, file in found if place is not None}

    @cached_property
    def modules(self) -> dict[str, int]:
        """The modules that lie in the programs, with the bytes that they take there.

        Both programs have the same ones. Empty where there is no program to read.
        """
        return next((found for found in map(archived, self.programs) if found), {})

    def programs_modules(self) -> Iterator[tuple[Path, dict[str, int]]]:
        """Each program that is there, and the modules in it."""
        for program in self.programs:
            if program.is_file():
                yield program, archived(program)


def archived(program: Path) -> dict[str, int]:
    """The modules that PyInstaller has packed into `program`, and the bytes that each takes.

    Empty for a file that is no such program.
    """
    readers = import_module("PyInstaller.archive.readers")
    try:
        archive = readers.CArchiveReader(str(program))
    except (OSError, readers.ArchiveReadError):
        return {}
    found: dict[str, int] = {}
    for name, entry in archive.toc.items():
        if entry[-1] == "z":
            modules = archive.open_embedded_archive(name)
            found |= {module: length for module, (_, _, length) in modules.toc.items()}
    return found


def base_modules(tree: FrozenTree) -> list[str]:
    """The modules of base_library.zip, which Python needs before it can read the programs."""
    file = tree.places.get(PurePosixPath("base_library.zip"))
    if file is None:
        return []
    with zipfile.ZipFile(file) as archive:
        return [name.rpartition(".")[0].replace("/", ".") for name in archive.namelist()]
