"""Pictures come from other threads, as large as they were asked for."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop_app.ui.picture_reader import PictureReader, picture_reader, read_picture
from tests.ui.kept import Shelf, missing


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "pictures")


@pytest.fixture
def reader(qtbot: QtBot) -> PictureReader:
    return picture_reader()


class Heard:
    """What a reader said."""

    def __init__(self, reader: PictureReader) -> None:
        self.images: dict[int, QImage] = {}
        self.order: list[int] = []
        reader.read.connect(self.hear)

    def hear(self, ticket: int, image: QImage) -> None:
        self.images[ticket] = image
        self.order.append(ticket)


@pytest.mark.parametrize(
    ("own", "wanted", "got"),
    [
        ((300, 200), None, (300, 200)),
        ((300, 200), (150, 150), (150, 100)),
        ((300, 200), (900, 900), (300, 200)),
        ((200, 300), (90, 90), (60, 90)),
        ((1000, 4), (100, 100), (100, 1)),
        # One pixel less than fits: it was computed from the size and rounded, and counts.
        ((1000, 667), (360, 241), (360, 241)),
    ],
)
def test_a_picture_fits_and_is_never_larger_than_it_is(
    shelf: Shelf, own: tuple[int, int], wanted: tuple[int, int] | None, got: tuple[int, int]
) -> None:
    path = shelf.path(shelf.picture("red", *own))
    size = QSize(*wanted) if wanted else QSize()
    image = read_picture(str(path), size)
    assert image.size() == QSize(*got)
    assert image.pixelColor(0, 0).name() == "#ff0000"


def test_what_is_asked_for_last_comes_before_what_waits(
    qtbot: QtBot, shelf: Shelf, reader: PictureReader
) -> None:
    heard = Heard(reader)
    paths = [shelf.path(shelf.picture(color)) for color in ("red", "green", "blue", "yellow")]
    tickets = [reader.request(path) for path in paths * 3]
    qtbot.waitUntil(lambda: len(heard.images) == len(tickets))
    assert heard.order.index(tickets[-1]) < heard.order.index(tickets[4])
    assert all(image.size() == QSize(300, 200) for image in heard.images.values())
    assert heard.images[tickets[1]].pixelColor(5, 5).name() == "#008000"


def test_a_picture_that_is_not_there_is_told_of(
    qtbot: QtBot, shelf: Shelf, reader: PictureReader
) -> None:
    heard = Heard(reader)
    ticket = reader.request(shelf.path(missing()))
    qtbot.waitUntil(lambda: ticket in heard.images)
    assert heard.images[ticket].isNull()


def test_a_file_that_is_no_picture_is_told_of(
    qtbot: QtBot, tmp_path: Path, reader: PictureReader
) -> None:
    path = tmp_path / "words.png"
    path.write_text("not a picture")
    heard = Heard(reader)
    ticket = reader.request(path)
    qtbot.waitUntil(lambda: ticket in heard.images)
    assert heard.images[ticket].isNull()


def test_what_is_forgotten_is_not_read(qtbot: QtBot, shelf: Shelf, reader: PictureReader) -> None:
    heard = Heard(reader)
    path = shelf.path(shelf.picture("red", 1200, 1200))
    tickets = [reader.request(path) for _ in range(6)]
    reader.forget(tickets[-1])  # Still waiting: the first ones have the threads.
    qtbot.waitUntil(lambda: len(heard.images) == 5)
    last = reader.request(path)
    qtbot.waitUntil(lambda: last in heard.images)
    assert tickets[-1] not in heard.images


def test_at_the_end_nothing_is_begun_any_more(qtbot: QtBot, shelf: Shelf) -> None:
    reader = PictureReader()
    heard = Heard(reader)
    path = shelf.path(shelf.picture("red", 1200, 1200))
    for _ in range(9):
        reader.request(path)
    reader.finish()
    assert reader.idle
    qtbot.waitUntil(lambda: len(heard.images) >= 1)
    assert len(heard.images) <= 2
