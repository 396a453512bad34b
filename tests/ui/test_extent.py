"""A Fenwick tree says what plain sums say."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.extent import Extent

heights = st.lists(st.integers(1, 500), min_size=1, max_size=60)


def tops(values: list[int]) -> list[int]:
    return [0, *accumulate(values)]


@given(values=heights, changes=st.lists(st.tuples(st.integers(0, 59), st.integers(1, 500))))
def test_places_follow_from_heights(values: list[int], changes: list[tuple[int, int]]) -> None:
    extent = Extent(values)
    for row, height in changes:
        values[row % len(values)] = height
        extent.set(row % len(values), height)
    assert [extent.top(row) for row in range(len(values) + 1)] == tops(values)
    assert extent.total == sum(values)


@given(values=heights, y=st.integers(-100, 40_000))
def test_a_place_belongs_to_the_row_that_covers_it(values: list[int], y: int) -> None:
    row = Extent(values).row_at(y)
    if y < 0:
        assert row == 0
    elif y >= sum(values):
        assert row == len(values) - 1
    else:
        assert tops(values)[row] <= y < tops(values)[row + 1]


@given(values=heights, keep=st.integers(0, 60), more=heights)
def test_rows_go_and_come_at_the_end(values: list[int], keep: int, more: list[int]) -> None:
    extent = Extent(values)
    extent.truncate(keep)
    for height in more:
        extent.append(height)
    expected = values[:keep] + more
    assert [extent[row] for row in range(len(extent))] == expected
    assert [extent.top(row) for row in range(len(expected) + 1)] == tops(expected)


def test_nothing_has_no_rows() -> None:
    assert Extent().total == 0
    assert Extent().row_at(5) == -1


@pytest.mark.parametrize("row", [-1, 2])
def test_a_row_that_there_is_not_has_no_height(row: int) -> None:
    extent = Extent([10, 20])
    with pytest.raises(IndexError):
        extent.set(row, 5)
    assert (extent.top(1), extent.total) == (10, 30)
