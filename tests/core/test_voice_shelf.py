"""What is said of each voice model follows from the files, the settings and what is under way."""

from pathlib import Path

import pytest

from desktop_app.core.events import Fetching
from desktop_app.core.voice_models import VOICE_MODELS
from desktop_app.core.voice_shelf import Item, Shelf, shelf

BASE = VOICE_MODELS["base"]


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    path = tmp_path / "resources" / "whisper-tiny.en.pt"
    path.parent.mkdir()
    path.touch()
    return path


def of(name: str, items: list[Item]) -> Item:
    (item,) = [item for item in items if item.model is VOICE_MODELS[name]]
    return item


def test_nothing_is_there(tmp_path: Path) -> None:
    items = list(shelf(tmp_path, None, "", {}))
    assert [item.model for item in items] == list(VOICE_MODELS.values())
    assert {(item.state, item.chosen, item.done) for item in items} == {(Shelf.ABSENT, False, 0)}
    assert of("base", items).path == str(tmp_path / "base.pt")


def test_the_starter_is_used_until_another_is_chosen(tmp_path: Path, starter: Path) -> None:
    item = of("tiny.en", list(shelf(tmp_path, starter, "", {})))
    assert (item.state, item.chosen, item.path) == (Shelf.STARTER, True, str(starter))
    BASE.path(tmp_path).touch()
    items = list(shelf(tmp_path, starter, str(BASE.path(tmp_path)), {}))
    assert of("tiny.en", items).chosen is False
    assert of("base", items).chosen is True


def test_the_starter_is_shown_once(tmp_path: Path, starter: Path) -> None:
    fetched = tmp_path / "tiny.en.pt"
    fetched.touch()
    item = of("tiny.en", list(shelf(tmp_path, starter, "", {})))
    assert (item.state, item.chosen, item.path) == (Shelf.STARTER, True, str(starter))
    item = of("tiny.en", list(shelf(tmp_path, starter, str(fetched), {})))
    assert (item.state, item.chosen, item.path) == (Shelf.HERE, True, str(fetched))


def test_a_part_is_paused_or_under_way(tmp_path: Path) -> None:
    file = BASE.remote(tmp_path)
    file.part.write_bytes(b"part")
    item = of("base", list(shelf(tmp_path, None, "", {})))
    assert (item.state, item.done, item.total) == (Shelf.PAUSED, 4, BASE.size)
    item = of("base", list(shelf(tmp_path, None, "", {file.path: Fetching(7, BASE.size)})))
    assert (item.state, item.done) == (Shelf.FETCHING, 7)


def test_what_is_to_be_deleted(tmp_path: Path) -> None:
    BASE.path(tmp_path).touch()
    path = str(BASE.path(tmp_path))
    assert of("base", list(shelf(tmp_path, None, "", {}))).state is Shelf.HERE
    assert of("base", list(shelf(tmp_path, None, "", {}, {path}))).state is Shelf.LEAVING


def test_a_file_of_the_person_comes_first(tmp_path: Path) -> None:
    own = tmp_path / "mine.pt"
    own.touch()
    first, *rest = shelf(tmp_path, None, str(own), {})
    assert first == Item(str(own), None, Shelf.OWN, chosen=True)
    assert len(rest) == len(VOICE_MODELS)
    own.unlink()
    first, *_ = shelf(tmp_path, None, str(own), {})
    assert first.state is Shelf.MISSING
