"""Walking through folders for model files."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.engines.library.found import Found, find

DEEPEST = 8
"""Levels of folders below the one that is looked through."""

_SUFFIX = ".gguf"


class StoppedError(Exception):
    """The person pressed Stop."""


@dataclass(slots=True)
class Walk:
    """Looks through folders, each of them once however many ways lead to it.

    What may not be read is passed over, as is what is hidden. `between` is called between two
    folders; it may raise to break off.
    """

    between: Callable[[], None]
    _seen: set[tuple[int, int]] = field(default_factory=set)

    def files(
        self, root: str, skip: Sequence[str] = (), depth: int = DEEPEST
    ) -> Iterator[tuple[str, list[Found]]]:
        """Each folder below `root` with model files in it, and these by their names.

        Folders right below `root` whose names begin with one of `skip` are left out.
        """
        waiting = [(root, depth)]
        while waiting:
            folder, left = waiting.pop()
            self.between()
            if not self._is_new(folder):
                continue
            names, folders = _entries(folder)
            if folder == root and skip:
                folders = [name for name in folders if not name.startswith(tuple(skip))]
            around = Path(folder)
            if left:
                waiting.extend((str(around / name), left - 1) for name in reversed(folders))
            found = [find(around / name) for name in names]
            if files := [file for file in found if file is not None]:
                yield folder, files

    def _is_new(self, folder: str) -> bool:
        """Whether it is a folder that was not looked through yet: links may lead in circles."""
        try:
            status = Path(folder).stat()
        except (OSError, ValueError):
            return False
        same = status.st_dev, status.st_ino
        if same in self._seen:
            return False
        self._seen.add(same)
        return True


def _entries(folder: str) -> tuple[list[str], list[str]]:
    """The names of model files and of folders in it, sorted; none of what may not be read."""
    names: list[str] = []
    folders: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.name.lower().endswith(_SUFFIX):
                    names.append(entry.name)
                elif _is_folder(entry):
                    folders.append(entry.name)
    except OSError:
        pass
    return sorted(names), sorted(folders)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
