"""The files of a frozen tree as they are packed: sorted, with the modes that they should have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.portable import FOLDER

PROGRAM, PLAIN, DIRECTORY = 0o755, 0o644, 0o755

_LIBRARY = re.compile(r"\.so(\.\d+)*$")


@dataclass(frozen=True)
class PackedFile:
    """`name` is its place below the tree, with slashes; `link` is where a link leads, else ""."""

    name: str
    path: Path
    mode: int
    link: str = ""

    @property
    def is_directory(self) -> bool:
        """Whether it is a folder, and no link to one."""
        return not self.link and self.path.is_dir()


def packed_files(tree: Path) -> list[PackedFile]:
    """Everything in `tree`, folders before what is in them, without what a portable one keeps."""
    return [
        _packed(path, path.relative_to(tree).as_posix())
        for path in sorted(tree.rglob("*"), key=lambda path: path.relative_to(tree).parts)
        if path.relative_to(tree).parts[0] != FOLDER
    ]


def _packed(path: Path, name: str) -> PackedFile:
    if path.is_symlink():
        return PackedFile(name, path, 0o777, path.readlink().as_posix())
    if path.is_dir():
        return PackedFile(name, path, DIRECTORY)
    # Nobody runs a library, and PyInstaller marks all of them as programs.
    runs = path.stat().st_mode & 0o111 and not _LIBRARY.search(path.name)
    return PackedFile(name, path, PROGRAM if runs else PLAIN)
