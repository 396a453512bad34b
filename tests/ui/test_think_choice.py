"""The light bulb shows whose word counts on thoughts, and a press changes just that."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import Problem
from desktop_app.core.model_record import Record, Records, key_of
from desktop_app.core.override import Overrides
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.preset import Preset, Presets
from desktop_app.core.session import Session
from desktop_app.core.settings import Settings
from desktop_app.core.store import Store
from desktop_app.core.thinking import Thinks
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.theme import Theme
from desktop_app.ui.think_button import ThinkButton
from desktop_app.ui.think_choice import ThinkChoice

ONE, OTHER = "/models/one.gguf", "/models/other.gguf"


class Model(QObject):
    """Which model is used."""

    chosen = Signal(str)
    path = ONE

    def choose(self, path: str) -> None:
        self.path = path
        self.chosen.emit(path)


class Desk:
    def __init__(self, folder: Path) -> None:
        self.settings = Settings.load(folder / "settings.toml")
        self.records = Records.load(folder / "models.toml")
        self.presets = Presets.load(folder / "presets.toml")
        self.presets.put(Preset("quick", "Quick", "p", settings={"thinking.mode": "off"}, own=True))
        overrides = Overrides(self.records, self.presets)
        self.store = Store.open(folder / "conversations.db")
        shelf = PictureShelf(Path("nowhere"))
        self.session = Session(self.store, self.settings, shelf, overrides=overrides)
        self.model = Model()
        theme = Theme("light")
        self.window = MainWindow(theme, QWidget())
        self.button: ThinkButton = self.window.composer.think_button
        self.button.set_thinks(Thinks.SWITCH)
        self.choice = ThinkChoice(
            self.settings, self.records, overrides, self.session, self.model, self.window
        )

    def own_mode(self) -> object:
        return self.records.of(key_of(ONE)).settings.get("thinking.mode")


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    qtbot.addWidget(desk.window)
    yield desk
    desk.store.close()


def test_a_press_changes_the_setting_of_all(desk: Desk) -> None:
    assert desk.button.isChecked(), "the model does so by itself"
    desk.button.click()
    assert desk.settings.get("thinking.mode") == "off"
    assert not desk.button.isChecked()
    desk.settings.set("thinking.mode", "on")
    assert desk.button.isChecked()


def test_a_model_that_has_its_own_gets_another(desk: Desk) -> None:
    desk.records.put(key_of(ONE), Record(settings={"thinking.mode": "off", "sampling.top_k": 5}))
    assert not desk.button.isChecked()
    desk.button.click()

    assert desk.own_mode() == "on"
    assert desk.records.of(key_of(ONE)).settings["sampling.top_k"] == 5
    assert desk.settings.get("thinking.mode") == "auto"
    desk.settings.set("thinking.mode", "off")
    assert desk.button.isChecked()
    desk.model.choose(OTHER)
    assert not desk.button.isChecked()


def test_a_preset_is_not_asked(desk: Desk) -> None:
    desk.session.set_preset("quick")
    desk.choice.refresh()
    assert not desk.button.isChecked()
    assert not desk.button.isEnabled()
    desk.session.set_preset("translate")
    desk.choice.refresh()
    assert desk.button.isChecked()
    assert desk.button.isEnabled()


def test_what_cannot_be_saved_is_told(desk: Desk, tmp_path: Path) -> None:
    told: list[Problem] = []
    desk.choice.failed.connect(told.append)
    desk.settings.path = tmp_path / "gone" / "settings.toml"
    desk.button.click()

    assert [problem.code for problem in told] == ["settings.failed"]
