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
            paths, folders = _entries(folder, skip if folder == root else ())
            if left:
                waiting.extend((below, left - 1) for below in reversed(folders))
            found = [find(path) for path in paths]
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


def _entries(folder: str, skip: Sequence[str]) -> tuple[list[str], list[str]]:
    """The paths of model files and of folders in it, sorted; none of what may not be read."""
    files: list[str] = []
    folders: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.name.lower().endswith(_SUFFIX):
                    files.append(entry.path)
                elif _is_folder(entry) and not entry.name.startswith(tuple(skip)):
                    folders.append(entry.path)
    except OSError:
        pass
    return sorted(files), sorted(folders)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
