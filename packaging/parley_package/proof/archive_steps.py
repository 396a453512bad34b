"""Steps of the proof: the archive that is run where it was unpacked, and taken along."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.core.portable import FOLDER
from parley_package.proof.command import run
from parley_package.proof.removal_steps import fingerprints
from parley_package.proof.report import SkippedError, Step
from parley_package.proof.stage import ONLINE, SETTINGS, Stage, ask, need
from parley_package.proof.window import open_window

_PLACE = "/srv/Zoës Köfferchen"
"""In the root: no folder of the user's own, and neither short nor plain."""

_LIMIT, _UNPACKING = 120, 600
"""Seconds."""


@dataclass(frozen=True)
class ArchiveSteps:
    """What it needs of the system was installed for the package."""

    stage: Stage

    def __iter__(self) -> Iterator[Step]:
        yield Step("tarball", self.unpack)
        yield Step("portable", self.portable)

    def unpack(self) -> str:
        """It runs from any folder, started from any other."""
        stage = self.stage
        if stage.tarball is None:
            raise SkippedError("there is none beside the package")
        place = stage.root.inside(_PLACE)
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        run(["tar", "-xf", str(stage.tarball), "-C", str(place)], _UNPACKING)
        stage.root.give(place)
        told = stage.root.run([self._program("bin/parley"), "--version"], _LIMIT).strip()
        return f"{told} in {_PLACE}"

    def portable(self) -> str:
        """With its folder beside it, it leaves the home alone."""
        stage = self.stage
        if stage.tarball is None:
            raise SkippedError("there is none beside the package")
        data = stage.root.inside(self._program(FOLDER))
        stage.root.write_for_user(self._program(f"{FOLDER}/settings.toml"), SETTINGS)
        before = fingerprints(stage.root.home)
        words, log = [self._program("Parley")], stage.log("portable")
        with open_window(stage.root, stage.screen, words, ONLINE, log) as window:
            parley = [self._program("bin/parley")]
            told = ask(window, "Name a city.", parley, stage.kept / "portable.png")
        now = fingerprints(stage.root.home)
        changed = sorted(name for name in now | before if now.get(name) != before.get(name))
        need(not changed, f"In the home, this changed: {', '.join(changed[:5])}")
        need((data / "conversations.db").is_file(), f"The conversation is not in {FOLDER}")
        return f"{told}; the home is as it was"

    def _program(self, name: str) -> str:
        return f"{_PLACE}/parley/{name}"
