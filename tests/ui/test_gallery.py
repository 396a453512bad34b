"""Pictures that were just seen are there at once, and what is remembered has a bound."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from desktop_app.core.picture import Picture
from desktop_app.ui import gallery as module
from desktop_app.ui.gallery import Gallery
from tests.ui.kept import Shelf, missing

SIZE = QSize(120, 120)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "pictures")


@pytest.fixture
def gallery(qtbot: QtBot, shelf: Shelf) -> Gallery:
    return Gallery(shelf.path)


def arrived(qtbot: QtBot, gallery: Gallery, picture: Picture, size: QSize = SIZE) -> None:
    qtbot.waitUntil(lambda: gallery.image(picture, size) is not None)


def test_a_picture_comes_later_and_stays(qtbot: QtBot, gallery: Gallery, shelf: Shelf) -> None:
    picture = shelf.picture("blue", 300, 200)
    hashes: list[str] = []
    gallery.arrived.connect(hashes.append)
    assert gallery.image(picture, SIZE) is None
    assert gallery.image(picture, SIZE) is None  # Asked for again while it is on its way.
    arrived(qtbot, gallery, picture)
    assert hashes == [picture.hash]
    image = gallery.image(picture, SIZE)
    assert image is not None
    assert image.size() == QSize(120, 80)
    assert image.pixelColor(3, 3).name() == "#0000ff"


def test_each_size_is_its_own(qtbot: QtBot, gallery: Gallery, shelf: Shelf) -> None:
    picture = shelf.picture()
    arrived(qtbot, gallery, picture)
    assert gallery.image(picture, QSize(60, 60)) is None
    arrived(qtbot, gallery, picture, QSize(60, 60))
    small = gallery.image(picture, QSize(60, 60))
    assert small is not None
    assert small.width() == 60


def test_a_missing_file_is_said_until_somebody_looks_again(
    qtbot: QtBot, gallery: Gallery, shelf: Shelf
) -> None:
    picture = shelf.picture("red")
    path = shelf.path(picture)
    data = path.read_bytes()
    path.unlink()
    arrived(qtbot, gallery, picture)
    image = gallery.image(picture, SIZE)
    assert image is not None
    assert image.isNull()
    path.write_bytes(data)
    gallery.look_again(picture)
    assert gallery.image(picture, SIZE) is None
    arrived(qtbot, gallery, picture)
    image = gallery.image(picture, SIZE)
    assert image is not None
    assert image.size() == QSize(120, 80)


def test_the_oldest_are_forgotten(
    qtbot: QtBot, gallery: Gallery, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CACHE_BYTES", 3 * 120 * 80 * 4)
    pictures = [shelf.picture(color) for color in ("red", "green", "blue", "yellow", "white")]
    for picture in pictures:
        arrived(qtbot, gallery, picture)
    assert gallery.kept_bytes == 3 * 120 * 80 * 4
    assert gallery.image(pictures[-1], SIZE) is not None
    assert gallery.image(pictures[0], SIZE) is None


def test_without_a_folder_all_are_missing(qtbot: QtBot) -> None:
    gallery = Gallery()
    arrived(qtbot, gallery, missing())
    image = gallery.image(missing(), SIZE)
    assert image is not None
    assert image.isNull()
