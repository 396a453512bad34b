"""The folder of what is not to be kept: where it is, whose it is, and that it goes."""

import stat
import sys
from pathlib import Path

import pytest

from desktop_app.core.temporary_folder import TemporaryFolder


@pytest.fixture
def memory(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "run").mkdir()
    return {"XDG_RUNTIME_DIR": str(tmp_path / "run")}


def test_it_is_made_when_it_is_needed(tmp_path: Path, memory: dict[str, str]) -> None:
    folder = TemporaryFolder(tmp_path, memory)
    assert folder.path is None
    made = folder.make()
    assert made.is_dir()
    assert made.parent == tmp_path / "run"
    assert folder.make() == folder.path == made


@pytest.mark.skipif(sys.platform == "win32", reason="who may read is said in another way there")
def test_nobody_else_may_read_it(tmp_path: Path, memory: dict[str, str]) -> None:
    made = TemporaryFolder(tmp_path, memory).make()
    assert stat.S_IMODE(made.stat().st_mode) == 0o700


def test_it_goes_with_all_that_is_in_it(tmp_path: Path, memory: dict[str, str]) -> None:
    folder = TemporaryFolder(tmp_path, memory)
    (folder.make() / "incoming").mkdir()
    (folder.make() / "incoming" / "picture").write_text("secret")
    folder.clear()
    folder.clear()
    assert folder.path is None
    assert not any((tmp_path / "run").iterdir())


def test_what_a_killed_program_left_goes_at_the_next_start(
    tmp_path: Path, memory: dict[str, str]
) -> None:
    left = TemporaryFolder(tmp_path, memory).make()
    other = TemporaryFolder(tmp_path / "another home", memory).make()
    TemporaryFolder(tmp_path, memory).clear()
    assert not left.exists()
    assert other.is_dir()


def test_it_is_made_anew_where_somebody_took_it_away(
    tmp_path: Path, memory: dict[str, str]
) -> None:
    folder = TemporaryFolder(tmp_path, memory)
    folder.make().rmdir()
    assert folder.make().is_dir()


def test_without_a_folder_in_memory_there_is_another_one(tmp_path: Path) -> None:
    folder = TemporaryFolder(tmp_path, {"XDG_RUNTIME_DIR": str(tmp_path / "not there")})
    made = folder.make()
    assert made.is_dir()
    folder.clear()
    assert not made.exists()


def test_what_is_somebody_elses_is_not_written_to(tmp_path: Path, memory: dict[str, str]) -> None:
    first = TemporaryFolder(tmp_path, memory)
    theirs = first.make()
    folder = TemporaryFolder(tmp_path, memory)
    assert folder.make() != theirs
    folder.clear()
