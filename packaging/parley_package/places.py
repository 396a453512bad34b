"""Where packaging reads and writes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from parley_package.release import Release


@dataclass(frozen=True)
class PackagePlaces:
    """The folders below `root`, the source tree. All that is made lies in `dist`."""

    root: Path

    @property
    def packaging(self) -> Path:
        """What packages are made with: spec, scripts, templates."""
        return self.root / "packaging"

    @property
    def models(self) -> Path:
        """The starter models, as set-up fetched them."""
        return self.root / "resources" / "models"

    @property
    def output(self) -> Path:
        """The finished packages and their checksums."""
        return self.root / "dist" / "packages"

    @property
    def proof(self) -> Path:
        """What the proof says of an installed package, and the pictures that it took."""
        return self.root / "dist" / "proof"

    def work(self, release: Release) -> Path:
        """What is needed on the way, and may be deleted."""
        return self.root / "dist" / "work" / release.name

    def tree(self, release: Release) -> Path:
        """The frozen program: one folder, as it will lie on the user's disk."""
        return self.root / "dist" / "program" / release.name / "parley"

    def package(self, release: Release, kind: str) -> Path:
        """The finished package of this kind."""
        return self.output / release.file_name(kind)
