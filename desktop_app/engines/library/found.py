"""What a look at the disk finds, before any file is opened."""

import os
import stat
from dataclasses import dataclass

from desktop_app.core.local_model import Source


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it is now. `same` is equal for two names of one file."""

    path: str
    size: int
    modified_ns: int
    same: tuple[int, int]

    @property
    def name(self) -> str:
        """Without its folder."""
        return self.path.rpartition(os.sep)[2]


@dataclass(frozen=True, slots=True)
class Unit:
    """One model: its files in order, without looking into them.

    `hint` is what its place calls it, "" nothing of use; `projector` is the one that its place
    says belongs to it. `missing` is the name of a part that is not there. `beside` are the folders
    in which a projector may be.
    """

    files: tuple[Found, ...]
    source: Source
    hint: str = ""
    repo: str = ""
    projector: str = ""
    missing: str = ""
    beside: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The file to load."""
        return self.files[0].path

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


def find(path: str) -> Found | None:
    """The regular file at `path`, also where a link leads to it; None where there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116 - thousands of them, and a Path takes as long again
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(status.st_mode):
        return None  # To open a pipe would wait for its other end.
    same = status.st_dev, status.st_ino
    return Found(path, status.st_size, status.st_mtime_ns, same)
