"""Steps of the proof: an upgrade keeps what a person has, and a removal leaves nothing else."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley_package.proof.command import ProofError
from parley_package.proof.conversation import read_conversations
from parley_package.proof.deb_file import DebFile, make_older
from parley_package.proof.report import Step
from parley_package.proof.stage import ONLINE, WINDOW, Stage, need
from parley_package.proof.window import open_window

_QUESTION = "Name a river."

_SYSTEMS_OWN = ("dev", "home", "proc", "run", "sys", "tmp", "var/cache", "var/lib/dpkg", "var/log")
"""Folders of a root in which a removed program may be spoken of."""


@dataclass(frozen=True)
class RemovalSteps:
    """The package is installed before, and no longer behind them."""

    stage: Stage

    def __iter__(self) -> Iterator[Step]:
        yield Step("remove", lambda: self.remove(purge=False))
        yield Step("install an older one", self.install_older, foundation=True)
        yield Step("chat with the older one", lambda: self.stage.chat("older", _QUESTION))
        yield Step("upgrade", self.upgrade)
        yield Step("conversations after it", self.kept)
        yield Step("purge", lambda: self.remove(purge=True))

    def remove(self, *, purge: bool) -> str:
        """The program goes wholly, and what is the user's stays as it is."""
        stage = self.stage
        before = fingerprints(stage.root.home)
        stage.root.remove(stage.deb.name, purge=purge)
        left = leftovers(stage.root.path, stage.deb)
        need(not left, f"Left behind: {', '.join(left[:5])}")
        need(fingerprints(stage.root.home) == before, "The home is not what it was")
        return f"nothing is left but the {len(before)} files of the user"

    def install_older(self) -> str:
        """One of a lower version."""
        stage = self.stage
        older = stage.older or make_older(stage.deb.path, stage.work)
        stage.root.install_file(older)
        return f"{stage.deb.name} {stage.root.version_of(stage.deb.name)}"

    def upgrade(self) -> str:
        """The new one takes the place of the older, and of every file that only that had."""
        stage = self.stage
        before = stage.root.version_of(stage.deb.name)
        stage.root.install_file(stage.deb.path)
        now = stage.root.version_of(stage.deb.name)
        need(before != now == stage.deb.version, f"From {before} to {now}")
        folder = stage.root.inside(stage.deb.folder)
        there = {path.relative_to(stage.root.path).as_posix() for path in _files(folder)}
        strange = sorted(there - set(stage.deb.files))
        need(not strange, f"Left of the older one: {', '.join(strange[:5])}")
        return f"from {before} to {now}"

    def kept(self) -> str:
        """What was asked before the upgrade is kept, and shown."""
        stage = self.stage
        found = read_conversations(stage.root)
        before = next((each for each in found if each.question == _QUESTION and each.answer), None)
        if before is None:
            raise ProofError("The conversation with the older one is gone")
        log = stage.log("upgraded")
        with open_window(stage.root, stage.screen, [WINDOW], ONLINE, log) as window:
            title = window.show_last(before.title)
            window.screen.picture(stage.kept / "upgraded.png")
        return f"{len(found)} are there, and “{title}” is shown"


def leftovers(root: Path, deb: DebFile) -> list[str]:
    """What of an installed package is still there: its files, and links that lead to them."""
    own = {file for file in deb.files if os.path.lexists(root / file)}
    if (root / deb.folder).exists():
        own.add(deb.folder)
    links = (path for path in _files(root) if path.is_symlink())
    own |= {
        path.relative_to(root).as_posix()
        for path in links
        if f"{Path(deb.folder).name}/" in os.fspath(path.readlink())
        and not _is_below(path.relative_to(root), _SYSTEMS_OWN)
    }
    return sorted(own)


def fingerprints(folder: Path) -> dict[str, str]:
    """Of each file in a folder, by its place in there."""
    return {path.relative_to(folder).as_posix(): _fingerprint(path) for path in _files(folder)}


def _fingerprint(path: Path) -> str:
    if path.is_symlink() or not path.is_file():
        return "no file"
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    """Everything in it that is no folder; links to folders are none."""
    for name, folders, files in os.walk(folder):
        for each in (*files, *folders):
            path = Path(name, each)
            if path.is_symlink() or not path.is_dir():
                yield path


def _is_below(path: Path, folders: Sequence[str]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)
