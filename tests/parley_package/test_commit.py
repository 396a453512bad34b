import shutil
import subprocess
from pathlib import Path

import pytest

from parley_package import __main__ as program

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")

_WHO = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")


def repository(folder: Path) -> Path:
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    commit = ["git", *_WHO, "commit", "-q", "--allow-empty", "-m", "one"]
    subprocess.run(commit, cwd=folder, check=True)
    return folder


def test_the_commit_of_the_sources_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "ROOT", repository(tmp_path))
    assert len(program._git("rev-parse", "HEAD")) == 40


def test_an_archive_unpacked_in_another_repository_has_no_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpacked = repository(tmp_path) / "parley-1.0"
    unpacked.mkdir()
    monkeypatch.setattr(program, "ROOT", unpacked)
    assert program._git("rev-parse", "HEAD") == ""
