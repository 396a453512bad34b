"""Loading something large by a native call that comes back only at its end."""

from collections.abc import Callable, Generator
from queue import SimpleQueue
from threading import Event as Flag
from threading import Thread
from typing import cast

from desktop_app.core.engine import CancelToken
from desktop_app.core.events import Loading

Progress = Callable[[float], bool]
"""Told the fraction that is loaded; answers whether to go on."""

STEP = 0.01
"""Fractions closer than this are not told: nobody sees the difference."""


class CancelledError(Exception):
    """The job was cancelled while something was being loaded."""


def load_aside(
    load: Callable[[Progress], int | None],
    free: Callable[[int], None],
    cancel: CancelToken,
) -> Generator[float, None, int | None]:
    """Run `load` on a thread and yield the fractions it tells; its pointer comes back.

    None says that it failed or was cancelled. When this is closed in between, what was loaded is
    freed.
    """
    news: SimpleQueue[float | None] = SimpleQueue()
    abandoned = Flag()
    pointers: list[int] = []

    def progress(fraction: float) -> bool:
        news.put(fraction)
        return not (cancel.is_set() or abandoned.is_set())

    def work() -> None:
        try:
            pointer = load(progress)
            if pointer:
                pointers.append(pointer)
        finally:
            news.put(None)

    thread = Thread(target=work, name="load model")
    thread.start()
    try:
        while (fraction := news.get()) is not None:
            yield fraction
    except BaseException:
        abandoned.set()
        thread.join()
        for pointer in pointers:
            free(pointer)
        raise
    thread.join()
    return pointers[0] if pointers else None


def told(
    loading: Generator[float, None, int | None], share: float = 0.0, projector: bool = False
) -> Generator[Loading, None, int | None]:
    """Pass on the fractions of `load_aside`, not too many; `share` of the bar is full already."""
    last = 0.0
    while True:
        try:
            fraction = next(loading)
        except StopIteration as end:
            return cast("int | None", end.value)
        if fraction - last >= STEP:
            last = fraction
            yield Loading(share + fraction * (1 - share), projector)
