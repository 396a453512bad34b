"""One set-up at a time: a second one waits for the first, and then finds its work done."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from parley_setup.console import Console


@contextmanager
def alone(lock: Path, console: Console) -> Iterator[None]:
    """Hold `lock` for the length of the block. The system lets go of it when a process dies."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        if not _take(file):
            console.say("Another set-up is under way here; waiting for its end.")
            while not _take(file):
                time.sleep(0.5)
        yield


def _take(file: IO[str]) -> bool:
    """Try to lock the file."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
