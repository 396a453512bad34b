from pathlib import Path
from zipfile import ZipFile

import pytest

from parley_package.archive import write_archive
from parley_package.edition import SLIM
from parley_package.release import Release
from parley_package.tarball import write_tarball
from parley_package.target import Target


def test_a_tarball_that_fails_leaves_nothing(tmp_path: Path) -> None:
    release = Release("1.0", SLIM, Target("linux", "x86_64"), date="2026-01-01T00:00:00+00:00")
    into = tmp_path / "packages" / "parley.tar.xz"
    with pytest.raises(FileNotFoundError):
        write_tarball(release, tmp_path, tmp_path, tmp_path / "no such folder", into)
    assert list(into.parent.iterdir()) == []


def test_an_archive_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: ZipFile, *words: object, **named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ZipFile, "writestr", full)
    (tmp_path / "tree").mkdir()
    release = Release("1.0", SLIM, Target("windows", "x86_64"))
    into = tmp_path / "packages" / "parley.zip"
    with pytest.raises(OSError, match="No space left"):
        write_archive(release, tmp_path / "tree", into)
    assert list(into.parent.iterdir()) == []
