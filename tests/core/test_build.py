import sys
from pathlib import Path

import pytest

from desktop_app.core.build import Build, program_folder, read_build


def test_without_a_file_it_is_run_from_its_sources(tmp_path: Path) -> None:
    assert read_build(tmp_path / "build.toml") == Build("source")
    assert not read_build(tmp_path / "build.toml").is_packaged


def test_a_packaged_program_knows_its_edition(tmp_path: Path) -> None:
    file = tmp_path / "build.toml"
    file.write_text('edition = "slim"\nvariant = "cuda"\nhomepage = "https://example.org/p"\n')
    build = read_build(file)
    assert build == Build("slim", "cuda", "https://example.org/p")
    assert build.is_packaged


@pytest.mark.parametrize("text", ["edition = ", "edition = 3\n", '"' * 9])
def test_a_file_that_says_nothing_is_as_none(tmp_path: Path, text: str) -> None:
    file = tmp_path / "build.toml"
    file.write_text(text)
    assert read_build(file) == Build("source")


def test_a_program_from_sources_has_no_folder() -> None:
    assert program_folder() is None


@pytest.mark.parametrize(
    ("program", "folder"),
    [
        ("opt/parley/Parley", "opt/parley"),
        ("Programs/Parley.app/Contents/MacOS/Parley", "Programs"),
    ],
)
def test_a_packaged_one_lies_in_the_folder_that_is_moved_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, folder: str
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / program))
    assert program_folder() == (tmp_path / folder).resolve()
