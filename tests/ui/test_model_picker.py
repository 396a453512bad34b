"""The menu of model files."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.ui.model_picker import ModelMenu
from desktop_app.ui.theme import Theme


@pytest.fixture
def menu(qtbot: QtBot) -> ModelMenu:
    menu = ModelMenu(Theme("light"))
    qtbot.addWidget(menu)
    return menu


def files(menu: ModelMenu) -> list[QAction]:
    return [action for action in menu.actions() if action.data()]


def entry(menu: ModelMenu, words: str) -> QAction:
    (found,) = (action for action in menu.actions() if action.text().startswith(words))
    return found


def test_recent_files_and_the_starter_each_once(menu: ModelMenu) -> None:
    menu.set_models(["/a/one.gguf", "/b/two.gguf", "/a/one.gguf"], "/s/starter.gguf")
    assert [action.data() for action in files(menu)] == [
        "/a/one.gguf",
        "/b/two.gguf",
        "/s/starter.gguf",
    ]
    menu.set_models(["/s/starter.gguf"], "/s/starter.gguf")
    assert len(files(menu)) == 1


def test_name_and_folder_are_shown(menu: ModelMenu, home: Path) -> None:
    menu.set_models([home / "models" / "R&D 7B.gguf"])
    name, _, folder = files(menu)[0].text().partition("\t")
    assert name == "R&&D 7B"
    assert folder in (f"~/{Path('models')}", str(home / "models"))


def test_a_long_folder_is_cut_in_its_middle(menu: ModelMenu) -> None:
    menu.set_models(["/data/" + "long/" * 30 + "last/model.gguf"])
    folder = files(menu)[0].text().partition("\t")[2]
    assert len(folder) <= 36
    assert folder.startswith("/data/")
    assert folder.endswith("/last")


def test_a_file_of_the_hubs_cache_is_told_by_its_repository(menu: ModelMenu, home: Path) -> None:
    folder = home / "hub" / "models--maker--name-GGUF" / "snapshots" / ("0" * 40)
    menu.set_models([folder / "Name-Q8_0.gguf"])
    assert files(menu)[0].text() == "Name-Q8_0\tmaker/name-GGUF"
    menu.set_models([home / "snapshots" / "x" / "Name.gguf"])
    assert files(menu)[0].text().endswith("x")


def test_the_current_one_is_marked(menu: ModelMenu) -> None:
    menu.set_models(["/a/one.gguf", "/b/two.gguf"], current="/b/two.gguf")
    one, two = files(menu)
    assert one.icon().isNull()
    assert not two.icon().isNull()


def test_choosing_tells_the_path(qtbot: QtBot, menu: ModelMenu) -> None:
    menu.set_models(["/a/one.gguf", "/b/two.gguf"])
    with qtbot.waitSignal(menu.model_chosen) as told:
        files(menu)[1].trigger()
    assert told.args == ["/b/two.gguf"]


@pytest.mark.parametrize("answer", ["/x/found.gguf", ""])
def test_a_file_can_be_opened(
    qtbot: QtBot, menu: ModelMenu, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    asked: list[str] = []

    def ask(parent: object, title: str, folder: str, filter: str) -> tuple[str, str]:
        asked.append(folder)
        assert "*.gguf" in filter
        return answer, ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    chosen: list[str] = []
    menu.model_chosen.connect(chosen.append)
    menu.set_models([], current="/models/now.gguf")
    entry(menu, "Open a model").trigger()
    assert asked == [str(Path("/models"))]
    assert chosen == ([answer] if answer else [])


@pytest.mark.parametrize("answer", ["/x/mmproj.gguf", ""])
def test_the_part_that_sees_can_be_chosen(
    menu: ModelMenu, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (answer, ""))
    chosen: list[str] = []
    menu.projector_chosen.connect(chosen.append)
    menu.set_models(["/models/now.gguf"], current="/models/now.gguf")
    entry(menu, "Choose the part that sees").trigger()
    assert chosen == ([answer] if answer else [])


def test_the_part_that_sees_is_named(menu: ModelMenu) -> None:
    menu.set_models(["/m/now.gguf"], current="/m/now.gguf", projector="/m/mmproj-R&D.gguf")
    action = entry(menu, "Choose the part that sees")
    assert action.text().endswith("\tmmproj-R&&D")
    assert action.toolTip() == "/m/mmproj-R&D.gguf"


def test_without_a_model_there_is_no_part_to_choose(menu: ModelMenu) -> None:
    menu.set_models(["/m/one.gguf"])
    assert [action for action in menu.actions() if "part that sees" in action.text()] == []


def test_a_projector_is_never_offered_as_a_model(menu: ModelMenu) -> None:
    menu.set_models(["/m/mmproj-model-f16.gguf", "/m/one.gguf", "/m/one.MMPROJ-Q8_0.gguf"])
    assert [action.data() for action in files(menu)] == ["/m/one.gguf"]
