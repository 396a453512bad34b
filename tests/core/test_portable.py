import sys
from pathlib import Path

import pytest

from desktop_app.core.portable import FOLDER, portable_home


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a packaged program."""
    folder = tmp_path / "Träger"
    folder.mkdir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "Parley"))
    return folder


def test_it_is_portable_where_its_folder_is(folder: Path) -> None:
    (folder / FOLDER).mkdir()
    assert portable_home() == folder / FOLDER


@pytest.mark.usefixtures("folder")
def test_without_that_folder_the_systems_places_hold() -> None:
    assert portable_home() is None


def test_a_file_of_that_name_makes_nothing_portable(folder: Path) -> None:
    (folder / FOLDER).write_text("")
    assert portable_home() is None


def test_from_sources_it_never_is() -> None:
    assert portable_home() is None
