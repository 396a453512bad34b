import os
import sys
from pathlib import Path

import pytest

from desktop_app.core import paths
from desktop_app.core.errors import ParleyError
from desktop_app.core.paths import (
    Places,
    resources,
    starter_model,
    starter_voice_model,
    voice_detection,
)


def everything(places: Places) -> list[Path]:
    return [
        places.settings,
        places.database,
        places.window,
        places.models,
        places.voice_models,
        places.pictures,
        places.logs,
        places.cache,
        places.picture_cache,
    ]


def test_a_home_holds_everything(tmp_path: Path) -> None:
    places = Places(tmp_path / "Mein Heim ü")
    assert all(path.is_relative_to(tmp_path / "Mein Heim ü") for path in everything(places))
    assert len(set(everything(places))) == 9


def test_a_relative_home_stays_where_it_was_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    places = Places(Path("here"))
    monkeypatch.chdir("/")
    assert places.database.parent == tmp_path / "here"


def test_a_tilde_is_the_users_home(home: Path) -> None:
    assert Places(Path("~/chats")).data == home / "chats"


def test_without_a_home_the_customs_of_the_system_are_followed(home: Path) -> None:
    places = Places()
    assert all(path.is_relative_to(home) for path in everything(places))
    if sys.platform == "linux":
        assert places.settings == home / ".config" / "parley" / "settings.toml"
        assert places.database == home / ".local" / "share" / "parley" / "conversations.db"
        assert places.cache == home / ".cache" / "parley"


def test_create_makes_the_folders_and_may_be_called_again(tmp_path: Path) -> None:
    places = Places(tmp_path / "a" / "b")
    places.create()
    places.create()
    assert places.logs.is_dir()
    assert places.voice_models.is_dir()
    assert places.pictures.is_dir()
    assert places.picture_cache.is_dir()
    assert places.database.parent.is_dir()
    if os.name == "posix":
        assert places.logs.stat().st_mode & 0o077 == 0
        assert places.models.stat().st_mode & 0o077 == 0
        assert places.pictures.stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_made_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ParleyError) as caught:
        Places(tmp_path / "file" / "home").create()
    assert caught.value.problem.code == "store.failed"


def test_a_checkout_has_its_resources_beside_the_package() -> None:
    assert resources() == Path(paths.__file__).parents[2] / "resources"


def test_an_installed_package_carries_its_resources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "desktop_app")
    (tmp_path / "desktop_app" / "_resources").mkdir(parents=True)
    assert resources() == tmp_path / "desktop_app" / "_resources"


def test_a_frozen_application_has_them_in_its_bundle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources() == tmp_path / "resources"
    found = {
        paths.STARTER_MODEL: starter_model,
        paths.STARTER_VOICE_MODEL: starter_voice_model,
        paths.VOICE_DETECTION: voice_detection,
    }
    models = tmp_path / "resources" / "models"
    models.mkdir(parents=True)
    for name, find in found.items():
        assert find() is None
        (models / name).touch()
        assert find() == models / name
