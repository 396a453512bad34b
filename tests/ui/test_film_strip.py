import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from desktop_app.ui.film_strip import PICTURES, SHORTEST, FilmStrip
from desktop_app.ui.theme import Theme


@pytest.fixture
def strip(qtbot) -> FilmStrip:
    strip = FilmStrip(Theme("light"))
    qtbot.addWidget(strip)
    strip.resize(408, 56)
    strip.set_seconds(100.0)
    strip.show()
    return strip


def drag(strip: FilmStrip, start: int, end: int) -> None:
    """From one place (pixels) to another, as a hand does."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(strip, left, none, QPoint(start, 20))
    for x in (start, (start + end) // 2, end):
        QTest.mouseMove(strip, QPoint(x, 20))
    QTest.mouseRelease(strip, left, none, QPoint(end, 20))


def moves(strip: FilmStrip) -> list[tuple[float, float]]:
    seen: list[tuple[float, float]] = []
    strip.moved.connect(lambda start, end: seen.append((start, end)))
    return seen


def test_each_handle_is_dragged_where_it_is(strip: FilmStrip) -> None:
    seen = moves(strip)
    drag(strip, 2, 104)
    assert seen[-1] == (pytest.approx(25, abs=1), 100.0)
    drag(strip, 405, 304)
    assert seen[-1] == (pytest.approx(25, abs=1), pytest.approx(75, abs=1))


def test_the_nearer_handle_comes_to_where_one_clicks(strip: FilmStrip) -> None:
    seen = moves(strip)
    drag(strip, 104, 104)
    assert seen[-1] == (pytest.approx(25, abs=1), 100.0)


def test_handles_do_not_pass_each_other(strip: FilmStrip) -> None:
    strip.set_range(40.0, 60.0)
    seen = moves(strip)
    drag(strip, 164, 400)
    assert seen[-1] == (pytest.approx(60 - SHORTEST), 60.0)
    strip.set_range(40.0, 60.0)
    drag(strip, 244, 2)
    assert seen[-1] == (40.0, pytest.approx(40 + SHORTEST))


def test_outside_it_is_the_end(strip: FilmStrip) -> None:
    seen = moves(strip)
    drag(strip, 380, 900)
    assert seen[-1] == (0.0, 100.0)


def test_from_right_to_left(strip: FilmStrip) -> None:
    strip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    seen = moves(strip)
    drag(strip, 405, 304)
    assert seen[-1] == (pytest.approx(25, abs=1), 100.0)


def test_before_the_film_is_known_nothing_moves(qtbot) -> None:
    strip = FilmStrip(Theme("light"))
    qtbot.addWidget(strip)
    seen = moves(strip)
    drag(strip, 2, 50)
    assert seen == []
    assert strip.times() == ()
    assert strip.picture_at(3.0) is None


def test_its_pictures_stand_in_their_places_and_what_is_not_wanted_pales(
    strip: FilmStrip,
) -> None:
    assert len(strip.times()) == PICTURES
    for number, at in enumerate(strip.times()):
        image = QImage(30, 20, QImage.Format.Format_RGB32)
        image.fill(QColor("red" if number % 2 else "blue"))
        strip.set_picture(at, image)
    strip.set_range(50.0, 100.0)
    seen = strip.grab().toImage()
    scale = seen.width() / strip.width()
    pale, clear = (seen.pixelColor(int(x * scale), int(28 * scale)) for x in (76, 280))
    assert clear.name() == "#ff0000"
    assert pale.red() > 220
    assert pale.green() > 120
