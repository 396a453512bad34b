"""What is told about this Parley."""

import sys
from pathlib import Path

import pytest

from desktop_app import __version__
from desktop_app.core import about as module
from desktop_app.core.about import LICENCES, About, Kept, about, folder_to_show
from desktop_app.core.build import Build
from desktop_app.core.paths import Places

ROOT = Path(__file__).resolve().parents[2]


def test_what_is_told_of_one_that_is_run_from_its_sources(tmp_path: Path) -> None:
    told = about(Places(tmp_path))
    assert (told.version, told.build, told.portable) == (__version__, Build(), None)
    assert told.licences == ROOT / LICENCES
    libraries = dict(told.libraries)
    assert libraries["Python"] == ".".join(map(str, sys.version_info[:3]))
    assert {"PySide6-Essentials", "llama-cpp-python", "numpy"} <= set(libraries)
    assert dict(told.places) == {
        Kept.SETTINGS: tmp_path / "settings.toml",
        Kept.CONVERSATIONS: tmp_path / "conversations.db",
        Kept.MODELS: tmp_path / "models",
        Kept.LOGS: tmp_path / "logs",
    }


def test_the_folder_for_models_is_the_chosen_one(tmp_path: Path) -> None:
    assert dict(about(Places(tmp_path), "/mnt/models").places)[Kept.MODELS] == Path("/mnt/models")


def test_a_commit_is_told_in_short() -> None:
    build = Build("slim", revision="0123456789abcdef0123456789abcdef01234567")
    assert About("1", build, (), ()).commit == "012345678"
    assert About("1", Build(), (), ()).commit == ""


def test_portable_is_what_lies_beside_the_program_and_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "portable_home", lambda: tmp_path)
    assert about(Places(tmp_path)).portable == tmp_path
    assert about(Places(tmp_path / "other")).portable is None


@pytest.mark.parametrize(
    ("program", "list_"),
    [
        ("parley/Parley", "parley/THIRD_PARTY.md"),
        ("Parley.app/Contents/MacOS/Parley", "Parley.app/Contents/Resources/THIRD_PARTY.md"),
    ],
)
def test_a_packaged_program_has_the_list_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, list_: str
) -> None:
    for path in (tmp_path / program, tmp_path / list_):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / program))
    assert about(Places(tmp_path / "home")).licences == (tmp_path / list_).resolve()


def test_without_a_list_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "resources", lambda: tmp_path / "resources")
    assert about(Places(tmp_path)).licences is None


def test_the_nearest_folder_is_shown(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "file").write_text("")
    assert folder_to_show(tmp_path / "data") == tmp_path / "data"
    assert folder_to_show(tmp_path / "data" / "file") == tmp_path / "data"
    assert folder_to_show(tmp_path / "data" / "no" / "such" / "file") == tmp_path / "data"
