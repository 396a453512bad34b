"""The steps of the zoom."""

import pytest

from desktop_app.core.reading_setting import LEAST_ZOOM, MOST_ZOOM, ZOOM_STEPS, next_zoom


@pytest.mark.parametrize(
    ("percent", "steps", "then"),
    [
        *((100, 1, 110), (100, -1, 90), (105, 1, 110), (105, -1, 100), (100, 3, 150)),
        *((300, 1, 300), (50, -4, 50), (100, 0, 100), (100, 99, 300)),
    ],
)
def test_steps(percent: int, steps: int, then: int) -> None:
    assert next_zoom(percent, steps) == then


def test_the_steps_are_those_that_the_setting_allows() -> None:
    assert (ZOOM_STEPS[0], ZOOM_STEPS[-1]) == (LEAST_ZOOM, MOST_ZOOM)
    assert list(ZOOM_STEPS) == sorted(set(ZOOM_STEPS))
