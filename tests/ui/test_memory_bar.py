"""The bar shows every part, the free rest, and what is beyond the end of the memory."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop_app.ui.memory_bar import MemoryBar, Part
from desktop_app.ui.memory_legend import MemoryLegend
from desktop_app.ui.theme import Theme

WEIGHTS = Part("Weights", 300, "accent")
CACHE = Part("Context", 200, "code_function")
FREE = Part("Stays free", 500, "")


@pytest.fixture
def bar(qtbot: QtBot) -> MemoryBar:
    bar = MemoryBar(Theme("light"))
    qtbot.addWidget(bar)
    bar.resize(1000, 14)
    bar.set_parts((WEIGHTS, CACHE), 1000)
    bar.show()
    return bar


def colour(bar: MemoryBar, x: int) -> str:
    """The colour in the middle of the bar."""
    return bar.grab().toImage().pixelColor(x, bar.height() // 2).name()


def token(name: str, theme: str = "light") -> str:
    return QColor(Theme(theme).color(name)).name()


def test_each_part_has_its_share_of_what_is_free(bar: MemoryBar) -> None:
    assert bar.edges() == [(0, 300), (300, 500)]
    assert bar.end() == 1000
    assert colour(bar, 150) == token("accent")
    assert colour(bar, 400) == token("code_function")
    assert colour(bar, 700) == token("code_surface")


def test_nothing_that_takes_memory_is_too_small_to_be_seen(bar: MemoryBar) -> None:
    bar.set_parts((WEIGHTS, Part("Context", 1, "code_function")), 10**9)
    (_, first), (left, right) = bar.edges()
    assert first == left
    assert right - left >= 2


@pytest.mark.parametrize("free", [1, 500, 501, 100_000])
def test_all_parts_are_inside(bar: MemoryBar, free: int) -> None:
    tiny = tuple(Part(str(n), 1, "accent") for n in range(5))
    bar.set_parts((*tiny, CACHE, WEIGHTS), free)
    edges = bar.edges()
    assert edges[0][0] == 0
    assert edges[-1][1] <= bar.width() + 0.001
    assert all(left < right for left, right in edges)


def test_what_is_beyond_the_end_is_an_error(bar: MemoryBar) -> None:
    bar.set_parts((WEIGHTS, CACHE), 400)
    assert bar.over == 100
    assert bar.end() == 800
    assert colour(bar, 900) == token("error")
    assert colour(bar, 700) == token("code_function")


def test_where_nobody_knows_what_is_free_nothing_is_too_much(bar: MemoryBar) -> None:
    bar.set_parts((WEIGHTS, CACHE), 0)
    assert bar.over == 0
    assert bar.edges() == [(0, 600), (600, 1000)]


def test_it_begins_at_the_right_where_one_reads_from_there(bar: MemoryBar) -> None:
    bar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert colour(bar, 850) == token("accent")
    assert colour(bar, 300) == token("code_surface")


def test_stripes_tell_a_part_from_its_neighbours_without_colours(bar: MemoryBar) -> None:
    def colours() -> set[str]:
        return {colour(bar, x) for x in range(320, 480)}

    assert len(colours()) == 1
    bar.set_parts((WEIGHTS, Part("Context", 200, "code_function", striped=True)), 1000)
    assert len(colours()) > 1


def test_it_is_as_dark_as_the_theme(qtbot: QtBot) -> None:
    bar = MemoryBar(Theme("dark"))
    qtbot.addWidget(bar)
    bar.resize(100, 14)
    bar.set_parts((WEIGHTS,), 300)
    assert colour(bar, 50) == token("accent", "dark")


def test_a_narrow_legend_has_more_rows(qtbot: QtBot) -> None:
    legend = MemoryLegend(Theme("light"))
    qtbot.addWidget(legend)
    legend.set_parts((WEIGHTS, CACHE, FREE))
    wide, narrow = legend.heightForWidth(2000), legend.heightForWidth(1)
    assert narrow == 3 * wide
    assert legend.heightForWidth(legend.minimumSizeHint().width()) == narrow
    assert legend.heightForWidth(legend.minimumSizeHint().width() * 2 + 24) == 2 * wide


def test_a_legend_from_right_to_left_has_its_words_beside_their_colours(qtbot: QtBot) -> None:
    legend = MemoryLegend(Theme("light"))
    qtbot.addWidget(legend)
    legend.set_parts((WEIGHTS,))
    legend.resize(400, legend.heightForWidth(400))
    there = legend.grab().toImage()
    legend.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    back = legend.grab().toImage()
    ground = QColor(there.pixel(200, 1))

    def inked(image: QImage, x: range) -> int:
        pixels = (image.pixelColor(at, y) for at in x for y in range(image.height()))
        return sum(pixel != ground for pixel in pixels)

    words, amount = inked(there, range(20, 200)), inked(there, range(200, 400))
    assert words > 1.2 * amount
    assert inked(back, range(200, 380)) == pytest.approx(words, rel=0.05)  # Glyphs lie otherwise.
    assert inked(back, range(200)) == pytest.approx(amount, rel=0.05)
