"""What lies in /usr/share beside the program: menus, icons, kinds of files, manual, copyright."""

from __future__ import annotations

import gzip
import shutil
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.build import IDENTIFIER
from parley_package import icon
from parley_package.changes import moment, read_changes
from parley_package.desktop_entry import desktop_entry, media_types
from parley_package.man_page import man_page
from parley_package.metainfo import metainfo
from parley_package.package_text import (
    FOLDER,
    copyright_file,
    debian_changelog,
    maintainer,
    package_name,
    read_third_party,
)
from parley_package.places import PackagePlaces
from parley_package.release import Release

ICON_SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
"""Pixels: the sizes of the icon theme that every other falls back on (hicolor)."""

COMMANDS = {"parley": "parley-console", "parley-window": "Parley"}
"""The programs on the PATH, and what they are called in the frozen tree."""


@dataclass(frozen=True)
class ShareFolder:
    """The folder `path`, which becomes /usr/share."""

    path: Path

    def fill(self, release: Release, places: PackagePlaces, window: str) -> None:
        """Write everything that any package for Linux has; `window` is what opens the window."""
        shutil.rmtree(self.path, ignore_errors=True)
        changes = read_changes(release, places.root / "CHANGELOG.md")
        self._write(f"applications/{IDENTIFIER}.desktop", desktop_entry(window))
        self._write(
            f"metainfo/{IDENTIFIER}.metainfo.xml", metainfo(release, changes, list(COMMANDS))
        )
        self._write(f"mime/packages/{IDENTIFIER}.xml", media_types())
        self._draw_icons(icon.source(places.root))

    def document(self, release: Release, places: PackagePlaces) -> None:
        """Add what .deb and .rpm have besides: the manual, copyright and changes."""
        page = man_page(release.version, moment(release))
        self._write("man/man1/parley.1.gz", page)
        self._write("man/man1/parley-window.1.gz", ".so man1/parley.1\n")
        by = maintainer()
        third_party = read_third_party(places.tree(release), places.root)
        name = package_name(release)
        changes = read_changes(release, places.root / "CHANGELOG.md")
        text = copyright_file(release, changes, third_party, by)
        self._write(f"doc/{name}/copyright", text)
        self._write(f"doc/{name}/changelog.gz", debian_changelog(release, changes, by))
        overrides = (places.packaging / "linux" / "lintian-overrides").read_text(encoding="utf-8")
        self._write(f"lintian/overrides/{name}", overrides.replace("@FOLDER@", FOLDER))

    def _draw_icons(self, svg: Path) -> None:
        icons = self.path / "icons" / "hicolor"
        for size in ICON_SIZES:
            place = icons / f"{size}x{size}" / "apps" / f"{IDENTIFIER}.png"
            place.parent.mkdir(parents=True)
            icon.draw(svg, size).save(place, format="PNG", optimize=True)
        scalable = icons / "scalable" / "apps" / f"{IDENTIFIER}.svg"
        scalable.parent.mkdir(parents=True)
        shutil.copyfile(svg, scalable)

    def _write(self, name: str, text: str) -> None:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        content = text.encode()
        # No time in it: the same text is the same file.
        path.write_bytes(gzip.compress(content, 9, mtime=0) if path.suffix == ".gz" else content)
