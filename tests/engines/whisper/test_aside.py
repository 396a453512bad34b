import threading
from collections.abc import Generator, Iterator

import pytest

from desktop_app.core.engine import CancelToken
from desktop_app.core.events import Event, Loading
from desktop_app.engines.whisper.aside import Aside
from desktop_app.engines.whisper.decoder import CancelledError


@pytest.fixture
def aside() -> Iterator[Aside]:
    made = Aside()
    yield made
    made.settle()
    made.close()


def result(call: Generator[Event, None, object]) -> object:
    while True:
        try:
            next(call)
        except StopIteration as end:
            return end.value


def test_calls_are_made_on_one_other_thread(aside: Aside) -> None:
    threads = {result(aside.call(threading.get_ident, CancelToken())) for _ in range(3)}
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_what_is_raised_comes_back(aside: Aside) -> None:
    with pytest.raises(ZeroDivisionError):
        result(aside.call(lambda: 1 / 0, CancelToken()))
    assert result(aside.call(lambda: 7, CancelToken())) == 7


def test_a_cancelled_call_is_left_and_the_next_one_waits_for_it(aside: Aside) -> None:
    cancel, go_on, discarded = CancelToken(), threading.Event(), []
    said: list[str] = []

    def long() -> str:
        cancel.set()
        go_on.wait()
        said.append("first")
        return "dropped"

    with pytest.raises(CancelledError):
        result(aside.call(long, cancel, discard=discarded.append))
    assert said == []
    go_on.set()
    result(aside.call(lambda: said.append("second"), CancelToken()))
    assert said == ["first", "second"]
    assert discarded == ["dropped"]


def test_nothing_is_begun_for_a_job_that_is_cancelled_while_it_waits(aside: Aside) -> None:
    cancel, go_on = CancelToken(), threading.Event()

    def long() -> None:
        cancel.set()
        go_on.wait()

    with pytest.raises(CancelledError):
        result(aside.call(long, cancel))
    begun: list[int] = []
    with pytest.raises(CancelledError):
        result(aside.call(lambda: begun.append(1), cancel))
    go_on.set()
    assert result(aside.call(lambda: len(begun), CancelToken())) == 0


def test_news_is_told_meanwhile(aside: Aside) -> None:
    go_on = threading.Event()

    def news() -> list[Event]:
        go_on.set()
        return [Loading(0.5)]

    call = aside.call(lambda: go_on.wait(), CancelToken(), news)
    assert next(call) == Loading(0.5)
    assert result(call) is True
