"""Where pictures stand follows from their sizes alone."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize

from desktop_app.ui.blocks.tiling import ALONE, GAP, ROW_HEIGHT, SMALLEST, WIDEST, tiled

SIDES = st.integers(1, 2048)
SIZES = st.builds(QSize, SIDES, SIDES)


def test_one_picture_keeps_its_shape() -> None:
    (place,) = tiled([QSize(2048, 1024)], 600).places
    assert place == QRect(0, 0, 360, 180)
    (place,) = tiled([QSize(1000, 2000)], 600).places
    assert place.size() == QSize(140, 280)


def test_one_small_picture_is_not_made_larger() -> None:
    (place,) = tiled([QSize(100, 90)], 600).places
    assert place.size() == QSize(100, 90)
    (dot,) = tiled([QSize(1, 1)], 600).places
    assert dot.size() == QSize(SMALLEST, SMALLEST)


def test_one_picture_gives_way_to_a_narrow_window() -> None:
    (place,) = tiled([QSize(2000, 1000)], 200).places
    assert place.size() == QSize(200, 100)


def test_rows_end_together_or_begin_together() -> None:
    sizes = [QSize(300, 200)] * 4
    places = tiled(sizes, 450).places
    assert [place.y() for place in places] == [0, 0, ROW_HEIGHT + GAP, ROW_HEIGHT + GAP]
    uneven = [QSize(300, 200)] * 3
    ends = tiled(uneven, 450)
    assert ends.places[2].right() == ends.places[1].right() == ends.size.width() - 1
    begins = tiled(uneven, 450, leading=True)
    assert begins.places[2].left() == begins.places[0].left() == 0
    assert begins.size == ends.size


def test_nothing_takes_no_room() -> None:
    assert tiled([], 600).size == QSize(0, 0)


@given(st.lists(SIZES, min_size=1, max_size=12), st.integers(80, 800), st.booleans())
def test_every_picture_is_seen_whole_and_alone(
    sizes: list[QSize], width: int, leading: bool
) -> None:
    tiling = tiled(sizes, width, leading=leading)
    assert len(tiling.places) == len(sizes)
    whole = QRect(0, 0, tiling.size.width(), tiling.size.height())
    assert tiling.size.width() <= width
    for number, place in enumerate(tiling.places):
        assert whole.contains(place)
        assert place.height() >= SMALLEST
        assert place.width() >= min(SMALLEST, width)
        assert place.width() <= max(WIDEST, ALONE.width())
        assert not any(place.intersects(other) for other in tiling.places[:number])
    assert max(place.bottom() for place in tiling.places) == tiling.size.height() - 1
