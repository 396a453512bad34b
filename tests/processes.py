"""What this process and those that it started have open, for tests that look from outside."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TypeVar

import psutil

Found = TypeVar("Found")


def of_family(
    ask: Callable[[psutil.Process], Iterable[Found]],
) -> list[Found]:
    """What `ask` finds of this process and all below it; one that ends meanwhile has nothing."""
    parent = psutil.Process()
    found: list[Found] = []
    for process in (parent, *parent.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):
            found += ask(process)
    return found
