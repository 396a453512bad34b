import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.film import (
    FRAMES,
    SHARE,
    Cost,
    cost,
    exact_clock,
    fitting_frames,
    frame_times,
    seconds_of,
)


def test_times_are_the_middles_of_equal_parts() -> None:
    assert frame_times(10.0, 20.0, 4) == (11.25, 13.75, 16.25, 18.75)
    assert frame_times(3.0, 4.0, 1) == (3.5,)


@pytest.mark.parametrize(("start", "end", "count"), [(0, 0, 4), (2, 1, 4), (0, 9, 0)])
def test_no_times(start: float, end: float, count: int) -> None:
    assert frame_times(start, end, count) == ()


@given(st.floats(0, 1e5), st.floats(0.1, 1e5), st.integers(1, 32))
def test_times_lie_in_the_range_and_ascend(start: float, length: float, count: int) -> None:
    times = frame_times(start, start + length, count)
    assert len(times) == count
    assert list(times) == sorted(times)
    assert start - 0.001 <= times[0]
    assert times[-1] <= start + length + 0.001


class TestCost:
    def test_pictures_and_words(self) -> None:
        assert cost(8, 100, 60.0, 4096) == Cost(800, 270, 4096)
        assert cost(8, 100, 60.0, 4096).total == 1070

    def test_what_leaves_room_fits(self) -> None:
        assert Cost(600, 0, 1000).fits
        assert not Cost(600, 1, 1000).fits
        assert Cost(600, 200, 1000).share == 0.8

    def test_of_a_context_nobody_knows_nothing_is_said(self) -> None:
        assert Cost(10**6, 0).share == 0
        assert Cost(10**6, 0).fits


class TestFittingFrames:
    def test_the_usual_number_where_there_is_room(self) -> None:
        assert fitting_frames(64, 60.0, 8192) == FRAMES
        assert fitting_frames(64, 60.0, 0) == FRAMES

    def test_as_many_as_fit_beside_the_words(self) -> None:
        frames = fitting_frames(576, 120.0, 4096)
        assert frames == 3
        assert cost(frames, 576, 120.0, 4096).fits
        assert not cost(frames + 1, 576, 120.0, 4096).fits

    def test_one_at_least(self) -> None:
        assert fitting_frames(4096, 3600.0, 2048) == 1

    @given(st.integers(1, 5000), st.floats(0, 1e5), st.integers(256, 10**6))
    def test_more_than_one_always_fits(self, tokens: int, seconds: float, context: int) -> None:
        frames = fitting_frames(tokens, seconds, context)
        assert 1 <= frames <= FRAMES
        assert frames == 1 or cost(frames, tokens, seconds, context).total <= SHARE * context + 1


class TestTimes:
    @pytest.mark.parametrize(
        ("seconds", "text"),
        [(0, "0:00"), (7, "0:07"), (7.5, "0:07.5"), (59.96, "1:00"), (3723.2, "1:02:03.2")],
    )
    def test_written(self, seconds: float, text: str) -> None:
        assert exact_clock(seconds) == text

    @pytest.mark.parametrize(
        ("text", "seconds"),
        [("7", 7), (" 0:07 ", 7), ("1:30,5", 90.5), ("1:02:03", 3723), ("90", 90), ("0:90", 90)],
    )
    def test_read(self, text: str, seconds: float) -> None:
        assert seconds_of(text) == seconds

    @pytest.mark.parametrize("text", ["", "x", "1:", "-3", "1:2:3:4", "1.2.3", "1e3", "nan", "²"])
    def test_what_is_no_time(self, text: str) -> None:
        assert seconds_of(text) is None

    @given(st.integers(0, 10**6))
    def test_what_is_written_is_read_again(self, tenths: int) -> None:
        assert seconds_of(exact_clock(tenths / 10)) == pytest.approx(tenths / 10)
