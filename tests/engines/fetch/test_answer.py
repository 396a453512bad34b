"""Whatever a server says, it is read as what it is: somebody else's words."""

import pytest

from desktop_app.engines.fetch.answer import answer_of

HUGE = "9" * 5000


def test_a_clock_that_is_wrong_does_not_count() -> None:
    """What a date is away is counted from the time that the server has."""
    date, later = "Thu, 01 Jan 2015 00:00:00 GMT", "Thu, 01 Jan 2015 00:00:07 GMT"
    assert answer_of(429, {"Retry-After": later, "Date": date}).wait == 7.0
    assert answer_of(429, {"Retry-After": later, "Date": "today"}).wait == 0.0
    assert answer_of(429, {"Retry-After": date, "Date": later}).wait == 0.0


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Length": HUGE, "Retry-After": HUGE, "Content-Range": f"bytes {HUGE}-9/{HUGE}"},
        {"Content-Length": "\u0661", "Retry-After": "soon", "Content-Range": "\u0661"},
        {"Content-Length": "-1", "Retry-After": "nan", "Content-Range": "bytes -5/-9"},
    ],
)
@pytest.mark.parametrize("status", [200, 206, 416, 429])
def test_numbers_that_are_none(status: int, headers: dict[str, str]) -> None:
    answer = answer_of(status, headers)
    assert (answer.total, answer.wait) == (0, 0.0)
    assert answer.start in (0, -1)
