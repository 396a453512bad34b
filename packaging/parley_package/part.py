"""The parts of the frozen program, and which of them a file or a module belongs to.

A part is an installed work, by its name in the lock, or one of the names that stand here.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable
from functools import cached_property
from importlib import metadata
from pathlib import PurePosixPath

PARLEY = "Parley"
PYTHON = "Python"
SYSTEM = "system libraries"
MODELS = "models"
OTHER = "other"
"""What belongs to nothing known here."""

STARTER = "pyinstaller"
"""Its start program is what both programs begin with."""

NATIVE = re.compile(r"\.(so|dylib|dll)(\.[.\d]+)?$", re.IGNORECASE)
"""The end of the name of a native library; Python's own modules on Windows end in .pyd."""

EXTENSION = re.compile(r"\.(cpython-[^.]+|abi3|cp\d+-[^.]+)\.(so|pyd)$|\.pyd$", re.IGNORECASE)
"""The end of the name of one of Python's modules in native code."""

_PYTHON_FILE = re.compile(
    r"^(base_library\.zip$|python3\.\d+/|lib-dynload/|Python(\.framework/|$)"
    r"|(lib)?python3[.\d]*[a-z]?\.(so|dll|dylib))"
)
_PYTHON_MODULE = re.compile(r"^(_sysconfigdata[\w-]*|_sitebuiltins|__mp_main__)$")
_STARTER_MODULE = re.compile(r"^(_?pyi_|pyimod|pyiboot|struct$)")

_OURS = frozenset({"LICENSE", "THIRD_PARTY.md", "bin", "licences", "resources"})
"""What lies at the top and is Parley's; besides the icon, in a bundle for macOS."""

_MOVED = {PurePosixPath("resources/whisper"): "openai-whisper"}
"""Files of others that lie among Parley's resources, by their folder."""


def canonical(name: str) -> str:
    """The name of a work as the lock writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def is_library(name: str) -> bool:
    """Whether the file of this name is a native library, and none of Python's modules."""
    return bool(NATIVE.search(name)) and not EXTENSION.search(name)


class Owners:
    """Who owns what, by the lists of files that installed works come with."""

    def __init__(self, works: Iterable[metadata.Distribution]) -> None:
        self.works = {canonical(work.name): work for work in works}

    @classmethod
    def installed(cls) -> Owners:
        """By what is installed in this environment, which is what was frozen."""
        return cls(metadata.distributions())

    @cached_property
    def _files(self) -> dict[str, str]:
        return {
            row[0]: name
            for name, work in self.works.items()
            for row in csv.reader((work.read_text("RECORD") or "").splitlines())
        }

    @cached_property
    def _namespaces(self) -> dict[str, str]:
        """Packages without a file of their own, by one of the works that share them."""
        found: dict[str, str] = {}
        for file, name in self._files.items():
            for folder in PurePosixPath(file).parents:
                found.setdefault(".".join(folder.parts), name)
        return found

    def of_file(self, place: PurePosixPath) -> str:
        """The part that the file belongs to which lies at `place` among what is installed."""
        if place.parts[0] in _OURS or (len(place.parts) == 1 and place.suffix == ".icns"):
            return self._of_resource(place)
        if owner := self._files.get(str(place)):
            return owner
        if _PYTHON_FILE.match(str(place)):
            return PYTHON
        if is_library(place.name):
            return SYSTEM
        if EXTENSION.search(place.name) and place.name.split(".")[0] in sys.stdlib_module_names:
            return PYTHON
        return OTHER

    def _of_resource(self, place: PurePosixPath) -> str:
        if place.parts[1:2] == ("models",):
            return MODELS
        return next((_MOVED[folder] for folder in place.parents if folder in _MOVED), PARLEY)

    def of_module(self, name: str) -> str:
        """The part that a module of Python belongs to."""
        top = name.partition(".")[0]
        path = name.replace(".", "/")
        for file in (f"{path}.py", f"{path}/__init__.py"):
            if owner := self._files.get(file):
                return owner
        if top == "desktop_app":
            return PARLEY
        if _STARTER_MODULE.match(name):
            return STARTER
        if top in sys.stdlib_module_names or _PYTHON_MODULE.match(top):
            return PYTHON
        return self._namespaces.get(name, OTHER)
