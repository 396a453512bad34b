"""What is published: the packages of one version, their sums, and what the changelog says."""

import hashlib
from pathlib import Path

import pytest

from desktop_app import __version__
from parley_package import publication
from parley_setup.console import SetupError

CHANGELOG = """\
# Changelog

Words before.

## 1.3.0 (unreleased)

### Added

- New.

## [1.2.0] – 2026-11-22

The sentence.

### Fixed

- A fault.

## 1.1.0 – 2026-01-01

- Old.
"""


def test_notes_are_one_section() -> None:
    told = publication.notes(CHANGELOG, "1.2.0")
    assert told.startswith("The sentence.\n\n### Fixed\n\n- A fault.\n\n")
    assert "Old" not in told
    assert "sha256sum --check" in told


def test_the_last_and_an_undated_section() -> None:
    assert publication.notes(CHANGELOG, "1.1.0").startswith("- Old.\n")
    assert publication.notes(CHANGELOG, "1.3.0").startswith("### Added\n")


def test_a_version_without_a_section_is_not_published() -> None:
    with pytest.raises(SetupError, match=r"nothing of 1\.2"):
        publication.notes(CHANGELOG, "1.2")


def test_this_version_has_a_section() -> None:
    changelog = (publication.ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "### Added" in publication.notes(changelog)


def test_a_tag_names_the_version_of_the_sources() -> None:
    publication.check_tag("v1.2.0", "1.2.0")
    for tag in ("1.2.0", "v1.2.1", "v1.2.0rc1"):
        with pytest.raises(SetupError, match="The tag is"):
            publication.check_tag(tag, "1.2.0")


def test_foreign_missing_and_huge_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="no packages"):
        publication.check_packages(tmp_path, "1.2.0")
    package = tmp_path / "parley-1.2.0-slim-linux-x86_64.deb"
    package.touch()
    publication.check_packages(tmp_path, "1.2.0")
    with package.open("r+b") as file:
        file.truncate(publication.LARGEST + 1)
    with pytest.raises(SetupError, match="2 GiB"):
        publication.check_packages(tmp_path, "1.2.0")
    package.rename(tmp_path / "parley-1.1.0-slim-linux-x86_64.deb")
    with pytest.raises(SetupError, match=r"no package of Parley 1\.2\.0"):
        publication.check_packages(tmp_path, "1.2.0")


def test_one_list_of_sums_over_all(tmp_path: Path) -> None:
    folder = tmp_path / "packages"
    folder.mkdir()
    (folder / f"parley-{__version__}-slim-macos-arm64.dmg").write_bytes(b"a")
    (folder / f"parley-{__version__}-full-linux-arm64.rpm").write_bytes(b"b")
    (folder / "SHA256SUMS").write_text("of before")
    words = [f"v{__version__}", str(folder), str(tmp_path / "notes.md")]
    assert publication.main(words) == 0
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    sums = {line.split("  ")[1]: line.split("  ")[0] for line in lines}
    assert sums == {
        f"parley-{__version__}-slim-macos-arm64.dmg": hashlib.sha256(b"a").hexdigest(),
        f"parley-{__version__}-full-linux-arm64.rpm": hashlib.sha256(b"b").hexdigest(),
    }
    assert (tmp_path / "notes.md").read_text(encoding="utf-8").strip()
