"""Work that blocks, on a thread of its own, so that a Stop is heard while it does."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TypeVar

from desktop_app.core.engine import CancelToken
from desktop_app.engines.fetch.download import TICK_SECONDS

T = TypeVar("T")


class StoppedError(Exception):
    """The person does not want it any more."""


def aside(work: Callable[[], T], cancel: CancelToken) -> T:
    """What `work` returns or raises; `StoppedError` as soon as `cancel` is set.

    A thread cannot be ended. One that nobody waits for any more runs into its own time limit,
    and is no reason for the process to stay.
    """
    answer: Future[T] = Future()

    def run() -> None:
        try:
            answer.set_result(work())
        except BaseException as error:
            answer.set_exception(error)

    threading.Thread(target=run, name="hub", daemon=True).start()
    while not cancel.is_set():
        wait((answer,), TICK_SECONDS)
        if answer.done():
            return answer.result()
    raise StoppedError
