"""The part of a model that sees, in the whole window: found, missing, chosen, offered."""

import pytest

from desktop_app.core.errors import Action
from desktop_app.core.paths import Places
from desktop_app.core.picture import Picture
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.projector import Sight
from desktop_app.core.store import Store
from tests.model_pair import eyes, model


def told(parley) -> list[str]:
    return [banner.problem.code for banner in parley.window.notices.banners() if banner.problem]


def banner(parley, code: str):
    found = parley.window.notices.banners()
    return next(one for one in found if one.problem is not None and one.problem.code == code)


def test_a_projector_opened_as_a_model_becomes_its_eyes(qtbot, start, tmp_path):
    llava = model(tmp_path / "models" / "llava.gguf", "LLaVA v1.5 7B")
    (tmp_path / "eyes").mkdir()
    projector = str(eyes(tmp_path / "eyes" / "mmproj.gguf"))
    parley = start(model=str(llava))
    parley.model.options()
    assert parley.model.sight() is Sight.NO_PROJECTOR

    parley.window.model_menu.model_chosen.emit(projector)
    qtbot.waitUntil(lambda: told(parley) == ["projector.offered"])
    assert parley.model.path == str(llava)
    banner(parley, "projector.offered").button.click()
    qtbot.waitUntil(lambda: parley.model.sight() is Sight.SEES)
    assert told(parley) == []
    assert parley.settings.get("model.projector") == projector
    menu = parley.window.model_menu
    assert any(action.text().endswith("\tmmproj") for action in menu.actions())


def test_a_wrong_one_is_refused_with_a_way_out(qtbot, start, tmp_path, monkeypatch):
    llava = model(tmp_path / "models" / "llava.gguf", "LLaVA v1.5 7B")
    (tmp_path / "eyes").mkdir()
    wrong = str(eyes(tmp_path / "eyes" / "mmproj-wrong.gguf", width=32))
    right = str(eyes(tmp_path / "eyes" / "mmproj-right.gguf"))
    parley = start(model=str(llava))
    menu = parley.window.model_menu
    menu.projector_chosen.emit(wrong)
    qtbot.waitUntil(lambda: told(parley) == ["projector.wrong"])
    refused = banner(parley, "projector.wrong")
    assert refused.problem.action is Action.CHOOSE_PROJECTOR
    monkeypatch.setattr(menu, "_ask", lambda *_: right)
    refused.button.click()
    qtbot.waitUntil(lambda: parley.model.projector == right)
    assert told(parley) == []


def test_pictures_that_nobody_shows_are_deleted_some_time_after_the_start(
    qtbot, start, tmp_path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("desktop_app.app.SWEEP_AFTER", 0)
    monkeypatch.setattr("desktop_app.core.picture_sweep.KEPT_SECONDS", -1)
    places = Places(tmp_path / "home")
    shelf = PictureShelf(places.pictures)
    gone = Picture(shelf.keep(b"shown nowhere", ".png"), ".png", 1, 1)
    drafted = Picture(shelf.keep(b"in the draft", ".png"), ".png", 1, 1)
    store = Store.open(places.database)
    store.save_draft("", "", (drafted,))
    store.close()
    start()
    qtbot.waitUntil(lambda: not shelf.has(gone))
    assert shelf.has(drafted)
