"""What a picture's file is called outside of Parley, and that it gets there whole."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.picture_file import copy_to, file_name, mime_of, save_as
from tests.ui.kept import Shelf, missing


@pytest.fixture
def shelf(tmp_path: Path, qapp: QApplication) -> Shelf:
    return Shelf(tmp_path / "pictures")


@pytest.mark.parametrize(
    ("name", "kept", "called"),
    [
        ("cat.jpeg", "aa.jpg", "cat.jpg"),
        ("cat.heic", "aa.png", "cat.png"),
        ("cat", "aa.png", "cat.png"),
        ("walk.mp4 0:05", "aa.png", "walk.mp4 0 05.png"),
        ("v1.2 of the plan", "aa.png", "v1.2 of the plan.png"),
        ("../../etc/passwd", "aa.png", "etc passwd.png"),
        ("a\nb\t.png", "aa.png", "a b.png"),
        ("…", "aa.png", "….png"),
        ("  .png", "aa.png", "Picture.png"),
        ("", "aa.jpg", "Picture.jpg"),
        ("x" * 300 + ".png", "aa.png", "x" * 100 + ".png"),
    ],
)
def test_a_file_is_called_as_the_person_knows_it(name: str, kept: str, called: str) -> None:
    assert file_name(name, Path(kept)) == called


def test_a_dragged_picture_is_a_file_of_its_own(shelf: Shelf) -> None:
    picture = shelf.picture("red", name="cat.heic")
    (url,) = mime_of(shelf.path(picture), picture.name).urls()
    lent = Path(url.toLocalFile())
    assert lent.name == "cat.png"
    assert lent.read_bytes() == shelf.path(picture).read_bytes()
    assert shelf.folder not in lent.parents


def test_two_pictures_of_one_name_are_not_confused(shelf: Shelf) -> None:
    red, blue = shelf.picture("red", name="a.png"), shelf.picture("blue", name="a.png")
    lent = [Path(mime_of(shelf.path(p), p.name).urls()[0].toLocalFile()) for p in (red, blue)]
    assert [path.name for path in lent] == ["a.png", "a.png"]
    assert lent[0].read_bytes() != lent[1].read_bytes()


def test_a_picture_is_saved_where_the_person_says(
    qtbot: QtBot, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    proposed: list[str] = []

    def choose(parent: QWidget, title: str, path: str, filter: str) -> tuple[str, str]:
        proposed.append(path)
        return str(tmp_path / "saved"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    picture = shelf.picture()
    assert save_as(parent, shelf.path(picture), "cat.heic") is None
    assert Path(proposed[0]).name == "cat.png"
    assert (tmp_path / "saved.png").read_bytes() == shelf.path(picture).read_bytes()


def test_a_name_without_an_ending_replaces_nothing(
    qtbot: QtBot, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (str(tmp_path / "a"), ""))
    (tmp_path / "a.png").write_bytes(b"somebody else's")
    picture = shelf.picture("red", name="red.png")
    for _ in range(2):
        assert save_as(parent, shelf.path(picture), picture.name) is None
    assert (tmp_path / "a.png").read_bytes() == b"somebody else's"
    for name in ("a (2).png", "a (3).png"):
        assert (tmp_path / name).read_bytes() == shelf.path(picture).read_bytes()


def test_saving_is_given_up_without_a_word(
    qtbot: QtBot, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: ("", ""))
    parent = QWidget()
    qtbot.addWidget(parent)
    assert save_as(parent, shelf.path(shelf.picture()), "a.png") is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pictures"]


def test_what_cannot_be_saved_is_said(shelf: Shelf, tmp_path: Path) -> None:
    path = shelf.path(shelf.picture())
    problem = copy_to(path, tmp_path / "no such folder" / "a.png")
    assert problem is not None
    assert problem.code == "picture.not_saved"
    assert problem.values == {"name": "a.png"}
    gone = copy_to(shelf.path(missing()), tmp_path / "a.png")
    assert gone is not None
    assert gone.code == "picture.gone"
    assert copy_to(path, path) is None
    assert path.stat().st_size > 0
