"""Pictures without a file get one, and leave none behind."""

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import Problem
from desktop_app.ui.loose_picture import LoosePictures
from desktop_app.ui.offer import PictureBytes, PicturePixels, PictureUrl


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "incoming"


@pytest.fixture
def loose(qtbot: QtBot) -> Iterator[LoosePictures]:
    made = LoosePictures()
    yield made
    made.shut_down()


@pytest.fixture
def told(loose: LoosePictures) -> list[tuple[int, object]]:
    told: list[tuple[int, object]] = []
    loose.written.connect(lambda number, path: told.append((number, Path(path))))
    loose.failed.connect(lambda number, problem: told.append((number, problem)))
    return told


def written(qtbot: QtBot, loose: LoosePictures, told: list, source: object, folder: Path) -> bytes:
    loose.write(len(told) + 1, source, folder)  # type: ignore[arg-type]
    wanted = len(told) + 1
    qtbot.waitUntil(lambda: len(told) == wanted)
    number, path = told[-1]
    assert number == wanted
    assert isinstance(path, Path), path
    return path.read_bytes()


def test_bytes_are_written_as_they_are(
    qtbot: QtBot, loose: LoosePictures, told: list, folder: Path
) -> None:
    assert written(qtbot, loose, told, PictureBytes(b"anything"), folder) == b"anything"
    path = told[0][1]
    assert path.parent == folder
    loose.forget(str(path))
    assert list(folder.iterdir()) == []
    loose.forget(str(path))


@pytest.mark.parametrize("alpha", [128, 255])
def test_pixels_keep_their_colours_and_holes(
    qtbot: QtBot, loose: LoosePictures, told: list, folder: Path, alpha: int
) -> None:
    forms = QImage.Format
    image = QImage(41, 30, forms.Format_RGB32 if alpha == 255 else forms.Format_ARGB32)
    image.fill(QColor(200, 100, 50, alpha))
    back = QImage.fromData(written(qtbot, loose, told, PicturePixels(image), folder))
    assert back.size() == image.size()
    assert back.pixelColor(7, 7) == QColor(200, 100, 50, alpha)


def test_addresses_are_decoded(
    qtbot: QtBot, loose: LoosePictures, told: list, folder: Path
) -> None:
    url = "data:image/png;base64," + base64.b64encode(b"\x89PNG\xff").decode().replace("/", "%2F")
    assert written(qtbot, loose, told, PictureUrl(url), folder) == b"\x89PNG\xff"
    assert (
        written(qtbot, loose, told, PictureUrl("data:image/svg+xml,%3Csvg%2F%3E"), folder)
        == b"<svg/>"
    )


def test_what_cannot_be_written_is_told(
    qtbot: QtBot, loose: LoosePictures, told: list, folder: Path
) -> None:
    loose.write(1, PictureUrl("data:nothing"), folder)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert list(folder.iterdir()) == []
    number, problem = told[0]
    assert number == 1
    assert isinstance(problem, Problem)
    assert problem.code == "picture.not_taken"


def test_a_folder_that_cannot_be_made(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file is in the way")
    loose = LoosePictures()
    problems: list[Problem] = []
    loose.failed.connect(lambda _, problem: problems.append(problem))
    loose.write(1, PictureBytes(b"x"), tmp_path / "cache" / "incoming")
    qtbot.waitUntil(lambda: [problem.code for problem in problems] == ["picture.not_taken"])
    loose.shut_down()


def test_what_a_killed_session_left_is_swept(
    qtbot: QtBot, loose: LoosePictures, told: list, folder: Path
) -> None:
    folder.mkdir(parents=True)
    (folder / "old").write_bytes(b"left behind")
    written(qtbot, loose, told, PictureBytes(b"one"), folder)
    written(qtbot, loose, told, PictureBytes(b"two"), folder)
    assert {path.read_bytes() for path in folder.iterdir()} == {b"one", b"two"}
