"""What a package for Linux says of itself: names, copyright, and changes as Debian writes them."""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Mapping, Sequence
from email.utils import format_datetime
from pathlib import Path

from parley_package.changes import Change
from parley_package.desktop_entry import SUMMARY
from parley_package.metainfo import DESCRIPTION, version
from parley_package.release import Release
from parley_package.version_resource import PUBLISHER

FAMILY = "parley-desktop"
"""What every edition provides and all others give way to: one of them is installed at a time.

Not "parley": in Debian, Fedora and others that is KDE's vocabulary trainer, whose versions are
higher, so that the next upgrade would put it in Parley's place.
"""

RIVAL = "parley"
"""KDE's program of that name, which also has a file /usr/bin/parley."""

FOLDER = f"usr/lib/{FAMILY}"
"""Where the frozen program lies, below /. Not in /opt, although the Filesystem Hierarchy has that
for what comes from elsewhere: lintian calls it an error, package managers of image-based systems
(rpm-ostree) may not write there, and Debian's rules for libraries of a program's own name just
this place."""

MAINTAINER = "PARLEY_MAINTAINER"
"""The variable in which whoever publishes packages gives a name and an address: A B <a@b.org>."""

NOBODY = f"{PUBLISHER} <parley@localhost.invalid>"
"""Who has not said, is nobody: a package must name somebody, and no address is made up here."""

_WIDTH = 76

_EDITIONS = {
    "slim": "This edition writes down speech with whisper.cpp.",
    "full": "This edition has OpenAI's Whisper with PyTorch besides whisper.cpp.",
}

_NOT_INSIDE = frozenset({"What developers use", "In this repository"})
"""Chapters of THIRD_PARTY.md on what no package contains, or is Parley's own."""


def package_name(release: Release) -> str:
    """What package managers call it: "parley-desktop-slim"; a variant stands behind."""
    parts = [FAMILY, release.edition.name]
    return "-".join([*parts, release.variant] if release.variant else parts)


def maintainer(environment: Mapping[str, str] = os.environ) -> str:
    """Who publishes this package, with an address."""
    return environment.get(MAINTAINER) or NOBODY


def description(release: Release) -> str:
    """One line, and below it paragraphs."""
    paragraphs = [*DESCRIPTION, _EDITIONS[release.edition.name]]
    wrapped = (textwrap.fill(paragraph, _WIDTH) for paragraph in paragraphs)
    return "\n".join([SUMMARY[0].lower() + SUMMARY[1:], "\n\n".join(wrapped)])


def debian_changelog(release: Release, changes: Sequence[Change], by: str) -> str:
    """The form is that of Debian's policy, 4.4."""
    entries = []
    for change in changes:
        points = change.points or (change.lead or f"Version {change.version}.",)
        lines = [
            f"{package_name(release)} ({version(change.version)}) unstable; urgency=medium",
            "",
            *(
                textwrap.fill(
                    point,
                    _WIDTH,
                    initial_indent="  * ",
                    subsequent_indent="    ",
                    break_on_hyphens=False,
                )
                for point in points
            ),
            "",
            f" -- {by}  {format_datetime(change.date)}",
        ]
        entries.append("\n".join(lines) + "\n")
    return "\n".join(entries)


def copyright_file(release: Release, changes: Sequence[Change], third_party: str, by: str) -> str:
    """The copyright file, in the form that Debian calls machine-readable (DEP-5)."""
    source = release.homepage or "The place that this package was fetched from."
    since = min(change.date.year for change in changes)
    works = "\n".join(f"  {work}: {licence}" for work, licence in works_of(third_party))
    return (
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
        "Upstream-Name: Parley\n"
        f"Upstream-Contact: {by}\n"
        f"Source: {source}\n"
        "\n"
        "Files: *\n"
        f"Copyright: {since} {PUBLISHER}\n"
        "License: Apache-2.0\n"
        "\n"
        f"Files: {FOLDER}/_internal/*\n"
        f"Copyright: {since} {PUBLISHER}, and those of the works named below\n"
        "License: Apache-2.0 and those of the works within\n"
        " Parley is shipped with these works of others, or those of them that this\n"
        f" edition has. Their licences and copyright notices are in /{FOLDER}/licences:\n"
        " .\n"
        f"{works}\n"
        " .\n"
        " The text of the GNU Lesser General Public License, under which Qt and some\n"
        " others are used, is in /usr/share/common-licenses/LGPL-3 and LGPL-2.1 on\n"
        " Debian. Their libraries are files of their own, and can be exchanged.\n"
        "\n"
        "License: Apache-2.0\n"
        " Licensed under the Apache License, Version 2.0. You may obtain a copy at\n"
        " https://www.apache.org/licenses/LICENSE-2.0; on Debian there is one in\n"
        " /usr/share/common-licenses/Apache-2.0.\n"
    )


def works_of(third_party: str) -> list[tuple[str, str]]:
    """Works that a package may contain, and their licences, out of THIRD_PARTY.md."""
    found = []
    for chapter in re.split(r"^## ", third_party, flags=re.MULTILINE)[1:]:
        title, _, text = chapter.partition("\n")
        if title.strip() in _NOT_INSIDE:
            continue
        for line in text.splitlines():
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            is_row = line.startswith("|") and len(cells) == 2 and not set(cells[0]) <= set("-: ")
            if is_row and cells != ["work", "licence"]:
                found.append((cells[0], cells[1]))
    return found


def read_third_party(tree: Path, root: Path) -> str:
    """THIRD_PARTY.md as it lies in the frozen program, or else in the sources."""
    inside = tree / "THIRD_PARTY.md"
    path = inside if inside.is_file() else root / "THIRD_PARTY.md"
    return path.read_text(encoding="utf-8")
