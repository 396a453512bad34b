"""A package of Debian's as a file: what it says of itself, and an older one made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from parley_package.proof.command import ProofError, run

OLDER = "0.0.9"

_UNPACKING = 600
"""Seconds: what xz has packed takes a while on a small computer."""


@dataclass(frozen=True)
class DebFile:
    """`files` are the paths of everything that is no folder, as "usr/bin/parley"."""

    path: Path
    name: str
    version: str
    files: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> DebFile:
        """Raises ProofError where it is none."""
        told = run(["dpkg-deb", "--field", str(path), "Package", "Version"], 60)
        fields = dict(line.split(": ", 1) for line in told.splitlines() if ": " in line)
        listed = run(["dpkg-deb", "--contents", str(path)], _UNPACKING)
        return cls(path, fields["Package"], fields["Version"], tuple(listed_files(listed)))

    @property
    def folder(self) -> str:
        """That of the program, "usr/lib/…". Raises ProofError where there is none."""
        for file in self.files:
            if file.endswith("/parley-console"):
                return file.rpartition("/")[0]
        raise ProofError(f"There is no program parley-console in {self.path.name}")

    @property
    def desktop_entry(self) -> str:
        """The path of the desktop file."""
        return self._only("usr/share/applications/", ".desktop")

    @property
    def metainfo(self) -> str:
        """The path of what software centres are told."""
        return self._only("usr/share/metainfo/", ".metainfo.xml")

    def _only(self, folder: str, ending: str) -> str:
        found = [file for file in self.files if file.startswith(folder) and file.endswith(ending)]
        if len(found) != 1:
            raise ProofError(f"There are {len(found)} files *{ending} in {folder}, and not one")
        return found[0]


def make_older(path: Path, work: Path) -> Path:
    """The same package under a lower version, with a file that the newer one no longer has."""
    tree, made = work / "older", work / "older.deb"
    run(["dpkg-deb", "--raw-extract", str(path), str(tree)], _UNPACKING)
    control = tree / "DEBIAN" / "control"
    text = control.read_text(encoding="utf-8")
    control.write_text(with_version(text, OLDER), encoding="utf-8")
    (tree / DebFile.read(path).folder / "in-the-older-one-alone").touch()
    # Not packed tightly: it is read once.
    run(["dpkg-deb", "-Zgzip", "-z1", "--build", str(tree), str(made)], _UNPACKING)
    return made


def with_version(control: str, version: str) -> str:
    """The control file of a package under another version."""
    return re.sub(r"^Version: .*$", f"Version: {version}", control, count=1, flags=re.MULTILINE)


def listed_files(listing: str) -> list[str]:
    """The paths in what `dpkg-deb --contents` prints, which is what tar does; no folders."""
    found = []
    for line in listing.splitlines():
        kind, _, _, _, _, name = [*line.split(None, 5), *([""] * 6)][:6]
        if name and not kind.startswith("d"):
            found.append(name.partition(" -> ")[0].removeprefix("./"))
    return found
