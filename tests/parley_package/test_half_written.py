import io
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from parley_package import deb_archive, linux, nfpm_config
from parley_package.archive import write_archive
from parley_package.edition import SLIM
from parley_package.places import PackagePlaces
from parley_package.release import Release
from parley_package.share_folder import ShareFolder
from parley_package.tarball import write_tarball
from parley_package.target import Target
from parley_setup.console import Console


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


def test_a_deb_that_fails_while_it_is_compressed_is_no_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def begun(nfpm: str, config: Path, kind: str, package: Path) -> list[str]:
        return [sys.executable, "-c", "import sys; open(sys.argv[1], 'w').close()", str(package)]

    def full(package: Path) -> None:
        assert package.exists(), "nfpm has made it"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(nfpm_config, "find", lambda: "nfpm")
    monkeypatch.setattr(nfpm_config, "nfpm_config", lambda *_: "{}")
    monkeypatch.setattr(nfpm_config, "command", begun)
    monkeypatch.setattr(linux, "host_libraries", lambda tree: None)
    for part in ("fill", "document"):
        monkeypatch.setattr(ShareFolder, part, lambda *_: None)
    monkeypatch.setattr(deb_archive, "compress", full)
    release = Release("1.0", SLIM, Target("linux", "x86_64"))
    places = PackagePlaces(tmp_path)
    places.work(release).mkdir(parents=True)
    with pytest.raises(OSError, match="No space left"):
        linux.make_installers(release, places, Console(tmp_path / "log", io.StringIO()))
    assert list(places.output.iterdir()) == []
