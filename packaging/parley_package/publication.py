"""What is put beside the packages when they are published: one list of checksums, and the notes.

    python -m parley_package.publication TAG FOLDER NOTES

Needs nothing but Python: it runs where the packages of all systems have been brought together.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop_app import __version__
from parley_package.checksums import NAME, write_checksums
from parley_setup.console import SetupError

ROOT = Path(__file__).resolve().parents[2]

LARGEST = 2 * 1024**3 - 1
"""Bytes: what GitHub takes as a file of a release is smaller than 2 GiB."""


def check_tag(tag: str, version: str = __version__) -> None:
    """Raises SetupError when the tag names another version than the sources."""
    if tag != f"v{version}":
        raise SetupError(
            f"The tag is {tag}, and the sources are those of {version}.",
            "Set __version__ in desktop_app/__init__.py, or tag another commit.",
        )


def check_packages(folder: Path, version: str = __version__) -> None:
    """Raises SetupError when there are no packages, or one is foreign or too large to publish."""
    packages = [path for path in sorted(folder.iterdir()) if path.name != NAME]
    if not packages:
        raise SetupError(f"There are no packages in {folder}.")
    for path in packages:
        if not path.name.startswith(f"parley-{version}-"):
            raise SetupError(f"{path.name} is no package of Parley {version}.")
        if path.stat().st_size > LARGEST:
            raise SetupError(f"{path.name} has 2 GiB or more, and cannot be published.")


def notes(changelog: str, version: str = __version__) -> str:
    """What the changelog says of this version, and how a file is checked. Raises SetupError."""
    for section in re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]:
        head, _, body = section.partition("\n")
        if head.split() and head.split()[0].strip("[]") == version:
            return f"{body.strip()}\n\n{_CHECKING}\n"
    raise SetupError(f"CHANGELOG.md says nothing of {version}.", f"Write a section ## {version}.")


_CHECKING = (
    "The SHA-256 of every file is in `SHA256SUMS`; beside the files, "
    "`sha256sum --check --ignore-missing SHA256SUMS` compares them."
)


def parser() -> argparse.ArgumentParser:
    """What the command line may say."""
    made = argparse.ArgumentParser("parley_package.publication", description=__doc__)
    made.add_argument("tag", help="the tag that is published: v1.2.0")
    made.add_argument("folder", type=Path, help="where the packages of all systems lie")
    made.add_argument("notes", type=Path, help="the file to write the notes to")
    return made


def main(words: Sequence[str] | None = None) -> int:
    """Look at the packages in a folder, and write what goes with them. The exit status."""
    arguments = parser().parse_args(words)
    check_tag(arguments.tag)
    check_packages(arguments.folder)
    write_checksums(arguments.folder)
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    arguments.notes.write_text(notes(changelog), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except SetupError as error:
        sys.exit(str(error))
