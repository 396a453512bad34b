"""The settings of finding models in their dialog: the folder, the addresses, the account."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.core.engine_names import LIBRARY
from desktop_app.core.errors import Problem
from desktop_app.core.hub_access import HubAccess
from desktop_app.core.hub_setting import MODELS
from desktop_app.core.kinds.kind import Action
from desktop_app.core.paths import Places
from desktop_app.core.setting import SETTINGS
from desktop_app.core.settings import Settings
from desktop_app.ui.disk import Disk
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.models.folder_field import FolderField
from desktop_app.ui.models.hub_account import HubAccount
from desktop_app.ui.models.hub_client import HubClient
from desktop_app.ui.models.hub_fields import hub_fields, hub_head
from desktop_app.ui.models.login_dialog import LoginDialog
from desktop_app.ui.models.model_folders import ModelFolders
from desktop_app.ui.settings_dialog import SettingsDialog
from desktop_app.ui.theme import Theme
from desktop_app.ui.words import say
from tests.ui.voice_parts import ToldEngine


@pytest.fixture
def places(tmp_path: Path) -> Places:
    places = Places(tmp_path / "home")
    places.create()
    return places


@pytest.fixture
def settings(places: Places) -> Settings:
    return Settings.load(places.settings)


@pytest.fixture
def disk(qtbot: QtBot) -> Iterator[Disk]:
    thread = EngineThread(LIBRARY.create)
    yield Disk(thread)
    assert thread.shut_down(60_000)


@pytest.fixture
def folders(settings: Settings, places: Places, disk: Disk) -> ModelFolders:
    return ModelFolders(settings, places, disk)


@pytest.fixture
def hub(qtbot: QtBot) -> Iterator[HubClient]:
    thread = EngineThread(ToldEngine)
    yield HubClient(thread)
    assert thread.shut_down(60_000)


@pytest.fixture
def wishes() -> list[tuple[Action, Problem]]:
    """What the dialog for the token cannot do itself."""
    return []


@pytest.fixture
def dialog(
    qtbot: QtBot,
    settings: Settings,
    folders: ModelFolders,
    hub: HubClient,
    wishes: list[tuple[Action, Problem]],
) -> SettingsDialog:
    head = hub_head(hub, HubAccess, lambda action, problem: wishes.append((action, problem)))
    dialog = SettingsDialog(Theme("light"), settings, None, hub_fields(folders), {MODELS: head})
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def line(dialog: SettingsDialog, key: str) -> QLineEdit:
    control = dialog.rows[key].field.control
    assert isinstance(control, QLineEdit)
    return control


def folder_field(dialog: SettingsDialog) -> FolderField:
    field = dialog.rows["models.folder"].field
    assert isinstance(field, FolderField)
    return field


def choose(monkeypatch: pytest.MonkeyPatch, dialog: SettingsDialog, folder: Path | str) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    folder_field(dialog).button.click()


def put_model(folder: Path) -> None:
    (folder / "models--maker--model").mkdir(parents=True)


def test_the_usual_folder_is_named_with_its_room(
    qtbot: QtBot, dialog: SettingsDialog, places: Places
) -> None:
    assert line(dialog, "models.folder").text() == str(places.models)
    qtbot.waitUntil(lambda: "GB are free there" in folder_field(dialog).facts.text())
    row = dialog.rows["models.folder"]
    assert row.reset_button.isHidden()
    assert row.sentence() == SETTINGS["models.folder"].help


def test_another_folder_and_back(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    dialog: SettingsDialog,
    settings: Settings,
    folders: ModelFolders,
    places: Places,
    tmp_path: Path,
) -> None:
    put_model(places.models)
    other = tmp_path / "other disk"
    other.mkdir()
    choose(monkeypatch, dialog, other)
    assert settings.get("models.folder") == str(other)
    assert line(dialog, "models.folder").text() == str(other)
    stays = f"What was fetched to {places.models} stays there, and is listed as before."
    assert stays in folder_field(dialog).facts.text()
    qtbot.waitUntil(lambda: folders.added == (str(places.models),))
    put_model(other)
    dialog.rows["models.folder"].reset_button.click()
    assert settings.get("models.folder") == ""
    assert line(dialog, "models.folder").text() == str(places.models)
    assert "stays there" not in folder_field(dialog).facts.text()
    qtbot.waitUntil(lambda: folders.added == (str(other),))


def test_a_folder_without_models_is_not_kept_in_the_list(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    dialog: SettingsDialog,
    folders: ModelFolders,
    tmp_path: Path,
) -> None:
    choose(monkeypatch, dialog, tmp_path)
    qtbot.waitUntil(lambda: not folders.disk.busy)
    assert folders.added == ()


def test_nothing_chosen_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, dialog: SettingsDialog, settings: Settings
) -> None:
    choose(monkeypatch, dialog, "")
    assert settings.get("models.folder") == ""


def test_the_cache_of_the_hubs_libraries_is_listed_anyway(
    qtbot: QtBot,
    settings: Settings,
    disk: Disk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cache = tmp_path / "cache"
    put_model(cache)
    monkeypatch.setenv("HF_HUB_CACHE", str(cache))
    folders = ModelFolders(settings, Places(), disk)
    settings.set("models.folder", str(tmp_path / "elsewhere"))
    qtbot.waitUntil(lambda: not disk.busy)
    assert folders.added == ()


def test_a_folder_that_is_not_there_is_told(
    qtbot: QtBot, dialog: SettingsDialog, settings: Settings, tmp_path: Path
) -> None:
    gone = tmp_path / "drive"
    settings.set("models.folder", str(gone))
    missing = Problem("library.folder_missing", {"folder": str(gone)})
    row = dialog.rows["models.folder"]
    words = f"{say(missing.sentence)} {say(missing.remedy)}"
    qtbot.waitUntil(lambda: row.sentence() == words)
    row.reset_button.click()
    assert row.sentence() == SETTINGS["models.folder"].help


def test_an_address_counts_when_it_is_a_safe_one(
    qtbot: QtBot, dialog: SettingsDialog, settings: Settings
) -> None:
    dialog.advanced_button.setChecked(True)
    field = line(dialog, "hub.address")
    assert field.placeholderText() == "https://huggingface.co"
    field.setText("http://mirror.example")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert settings.get("hub.address") == ""
    wrong = Problem("hub.address", {"address": "http://mirror.example"})
    assert dialog.rows["hub.address"].sentence().startswith(say(wrong.sentence))
    field.setText(" https://mirror.example/ ")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert settings.get("hub.address") == "https://mirror.example"
    assert field.text() == "https://mirror.example"
    assert dialog.rows["hub.address"].sentence() == SETTINGS["hub.address"].help
    dialog.rows["hub.address"].reset_button.click()
    assert (settings.get("hub.address"), field.text()) == ("", "")


def test_a_proxy_counts_when_it_is_one(
    qtbot: QtBot, dialog: SettingsDialog, settings: Settings
) -> None:
    field = line(dialog, "hub.proxy")
    field.setText("proxy:8080")
    dialog.close()  # what was typed last is looked at, too
    assert settings.get("hub.proxy") == ""
    field.setText("http://proxy:8080")
    dialog.close()
    dialog.rows["hub.proxy"].field.finish()
    assert settings.get("hub.proxy") == "http://proxy:8080"


def test_an_unsafe_address_in_the_file_is_told(
    qtbot: QtBot, settings: Settings, folders: ModelFolders
) -> None:
    settings.set("hub.address", "http://mirror.example")
    dialog = SettingsDialog(Theme("light"), settings, None, hub_fields(folders))
    qtbot.addWidget(dialog)
    assert "no address that can be asked safely" in dialog.rows["hub.address"].sentence()


def test_logging_in_is_asked_for_and_asks_nothing_before(
    qtbot: QtBot, dialog: SettingsDialog
) -> None:
    (account,) = dialog.findChildren(HubAccount)
    assert not dialog.findChildren(LoginDialog)
    account.button.click()
    (login,) = dialog.findChildren(LoginDialog)
    assert login.isVisible()
    login.close()


def test_what_logging_in_cannot_do_is_handed_on(
    dialog: SettingsDialog, wishes: list[tuple[Action, Problem]]
) -> None:
    (account,) = dialog.findChildren(HubAccount)
    account.button.click()
    (login,) = dialog.findChildren(LoginDialog)
    login.obstacle.show_problem(Problem("hub.offline"))
    login.obstacle.buttons()[0].click()
    assert wishes == [(Action.OPEN_SETTINGS, Problem("hub.offline"))]
    assert not login.isVisible()
