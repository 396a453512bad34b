"""A bare Debian in a folder: made once by debootstrap, kept as an archive, unpacked for a proof."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from parley_package.proof.apt_source import AptSource, settings
from parley_package.proof.command import ProofError, run, start
from parley_package.proof.namespace import PERSON, Circumstances, User, as_root, as_user

_MAKING, _UNPACKING, _INSTALLING = 1800, 600, 1800
"""Seconds; the mirror may be slow."""

_FOREIGN = ("python3", "python", "gcc", "cc", "clang", "ld")
"""What the person's computer has not, and a developer's has."""

_APT = ("apt-get", "--assume-yes", "--no-install-recommends", "-o", "Dpkg::Use-Pty=0")

_WORLD = ("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
"""Variables by which this computer reaches a mirror."""


class CleanRoot:
    """The one in `path`. What runs in there is gone with the process that started it."""

    def __init__(self, path: Path, user: User = PERSON) -> None:
        self.path = path
        self.user = user

    @property
    def home(self) -> Path:
        """The user's, seen from outside."""
        return self.inside(self.user.home)

    def inside(self, place: str) -> Path:
        """The path outside of what is `place` in there."""
        return self.path / place.lstrip("/")

    def unpack(self, archive: Path, source: AptSource) -> None:
        """Fill it, and let its apt reach the mirror as this computer does."""
        self.path.mkdir(parents=True)
        # Not self.path itself: the archive has the right owner and mode for that.
        run(["tar", "-xpf", str(archive), "-C", str(self.path)], _UNPACKING)
        shutil.copyfile("/etc/resolv.conf", self.inside("etc/resolv.conf"))
        self._write("etc/apt/sources.list", source.line)
        told = "\n".join(settings(run(["apt-config", "dump"], 60)))
        self._write("etc/apt/apt.conf.d/90host", f"{told}\n")
        # Nothing that is installed starts a service: there is no system around it.
        self._write("usr/sbin/policy-rc.d", "#!/bin/sh\nexit 101\n").chmod(0o755)
        self._add_user()

    def foreign(self) -> list[str]:
        """The programs in there that would make it no bare system."""
        folders = ("usr/bin", "usr/local/bin", "bin")
        return [
            name
            for name in _FOREIGN
            if any(os.path.lexists(self.inside(f"{folder}/{name}")) for folder in folders)
        ]

    def install(self, *packages: str) -> str:
        """Install by apt what stands in its mirror, or lies in there as a file."""
        self.administer([*_APT, "update"])
        return self.administer([*_APT, "install", *packages])

    def install_file(self, package: Path) -> str:
        """Install the package that this file is."""
        place = self.inside(f"tmp/{package.name}")
        shutil.copyfile(package, place)
        try:
            return self.install(f"/tmp/{package.name}")
        finally:
            place.unlink()

    def remove(self, name: str, *, purge: bool = False) -> str:
        """Remove a package by its name; with `purge` what it configured too."""
        return self.administer([*_APT, "purge" if purge else "remove", name])

    def version_of(self, name: str) -> str:
        """Of an installed package, "" where it is not installed."""
        words = ["dpkg-query", "--showformat=${db:Status-Status} ${Version}", "--show", name]
        status, _, version = self.administer(words, statuses=(0, 1)).partition(" ")
        return version if status == "installed" else ""

    def administer(self, words: Sequence[str], statuses: Sequence[int] = (0,)) -> str:
        """Run this as its root; what it prints."""
        variables = {name: os.environ[name] for name in _WORLD if name in os.environ}
        return run(as_root(self.path, words, variables), _INSTALLING, statuses=statuses)

    def run(
        self,
        words: Sequence[str],
        limit: float,
        found: Circumstances | None = None,
        statuses: Sequence[int] = (0,),
    ) -> str:
        """Run this as the user; what it prints."""
        return run(as_user(self.path, words, self.user, found), limit, statuses=statuses)

    def start(
        self, words: Sequence[str], found: Circumstances, log: Path
    ) -> subprocess.Popen[bytes]:
        """Start this as the user, and go on."""
        return start(as_user(self.path, words, self.user, found), log=log)

    def write_for_user(self, place: str, text: str) -> None:
        """Write a file of the user's own, and make the folders that it needs."""
        path = self.inside(place)
        new = [folder for folder in path.parents if not folder.exists()]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        for each in (*new, path):
            os.chown(each, self.user.number, self.user.number)

    def give(self, path: Path) -> None:
        """Make the user the owner of this and of all that is in it."""
        for each in (path, *path.rglob("*")):
            os.chown(each, self.user.number, self.user.number, follow_symlinks=False)

    def _add_user(self) -> None:
        for name, line in (("passwd", self.user.passwd()), ("group", self.user.group())):
            with self.inside(f"etc/{name}").open("a", encoding="utf-8") as file:
                file.write(line)
        for place in (self.user.home, self.user.runtime):
            folder = self.inside(place)
            folder.mkdir(parents=True)
            folder.chmod(0o700)
            self.give(folder)

    def _write(self, name: str, text: str) -> Path:
        path = self.inside(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path


def archive_of(source: AptSource, cache: Path, work: Path) -> Path:
    """The archive with a bare system from `source`: out of `cache`, where it is made once.

    Raises ProofError.
    """
    archive = cache / f"root-{source.suite}-{platform.machine()}.tar"
    if archive.is_file():
        return archive
    cache.mkdir(parents=True, exist_ok=True)
    fresh, part = work / "fresh", archive.with_suffix(".part")
    run(debootstrap(source, fresh), _MAKING)
    # Once installed, the packages that it is made of are not needed any more.
    for package in fresh.glob("var/cache/apt/archives/*.deb"):
        package.unlink()
    run(["tar", "-cpf", str(part), "--numeric-owner", "-C", str(fresh), "."], _UNPACKING)
    shutil.rmtree(fresh)
    part.replace(archive)
    return archive


def debootstrap(source: AptSource, into: Path) -> list[str]:
    """The command that makes a bare system."""
    command = ["debootstrap", "--variant=minbase", f"--components={','.join(source.components)}"]
    if source.keyring:
        command.append(f"--keyring={source.keyring}")
    return [*command, source.suite, str(into), source.mirror]


def need_bare(root: CleanRoot) -> None:
    """Raises ProofError where there is more in it than a person's computer has."""
    if foreign := root.foreign():
        raise ProofError(f"There is {', '.join(foreign)} in the clean root")
