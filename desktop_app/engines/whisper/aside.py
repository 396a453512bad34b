"""Calls that take long, made on a thread of their own so that a Stop is heard meanwhile."""

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from typing import Any, TypeVar

from desktop_app.core.engine import CancelToken
from desktop_app.core.events import Event
from desktop_app.engines.whisper.decoder import CancelledError

_POLL_SECONDS = 0.02

T = TypeVar("T")


def _no_news() -> Sequence[Event]:
    return ()


def _keep(_result: object) -> None:
    pass


class Aside:
    """Makes one call after another on one thread, always the same: native libraries keep things
    for each thread.

    A call that does not end when its job is cancelled is left alone; the next one waits for it.
    """

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(1, "whisper")
        self._left: Future[Any] | None = None

    def call(
        self,
        function: Callable[[], T],
        cancel: CancelToken,
        news: Callable[[], Sequence[Event]] = _no_news,
        discard: Callable[[T], None] = _keep,
    ) -> Generator[Event, None, T]:
        """What `function` returns or raises; CancelledError as soon as `cancel` is set.

        The events of `news` are yielded meanwhile. What comes of a call that was left is handed
        to `discard`, on the call's thread.
        """
        if self._left is not None:
            yield from self._wait(self._left, cancel, news)
            self._left = None
        future = self._executor.submit(function)
        done = False
        try:
            done = yield from self._wait(future, cancel, news)
        finally:
            if not done:
                future.add_done_callback(lambda left: _discard(left, discard))
                self._left = future
        return future.result()

    def settle(self) -> None:
        """Wait for the end of a call that was left."""
        left, self._left = self._left, None
        if left is not None:
            left.exception()

    def close(self) -> None:
        """Let the thread go when it has done what it is doing."""
        self._executor.shutdown(wait=False)

    def _wait(
        self,
        future: "Future[Any]",
        cancel: CancelToken,
        news: Callable[[], Sequence[Event]],
    ) -> Generator[Event, None, bool]:
        """Wait for the end of a call, however it ends."""
        while not cancel.is_set():
            with suppress(NotYet):
                future.exception(_POLL_SECONDS)
                return True
            yield from news()
        raise CancelledError


def _discard(future: "Future[T]", discard: Callable[[T], None]) -> None:
    if future.exception() is None:
        discard(future.result())
