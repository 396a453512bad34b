"""Main memory as it is now, and giving it back."""

import ctypes
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import psutil

from desktop_app.engines.llama.cgroup import memory_limit

_STATUS = Path("/proc/self/status")
_OWN = ("RssAnon:", "RssShmem:")

_ARENA_MAX = -8
"""Of glibc's `mallopt`: how many heaps there may be."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes that are free, and that there are."""

    free: int
    total: int


def main_memory() -> Memory:
    """Main memory, or what a container may use of it. Pages of files count as free."""
    memory = psutil.virtual_memory()
    limit = memory_limit() if sys.platform == "linux" else None
    if limit is None:
        return Memory(memory.available, memory.total)
    return Memory(min(memory.available, limit.free), min(memory.total, limit.total))


def resident_bytes() -> int:
    """What of this process is in main memory, mapped files and libraries among it."""
    return int(psutil.Process().memory_info().rss)


def own_bytes() -> int:
    """What this process takes of main memory that would be free without it.

    On Linux a mapped file is none of it: its pages count as free already. Elsewhere they do not
    while they are in use, so they belong to it.
    """
    if sys.platform == "linux":
        taken = bytes_of_status(_STATUS.read_text())
    else:
        taken = resident_bytes()
    return taken


def bytes_of_status(text: str) -> int:
    """The memory of a process that belongs to no file, of Linux' `/proc/PID/status`."""
    lines = (line.split() for line in text.splitlines() if line.startswith(_OWN))
    return sum(int(line[1]) for line in lines) * 1024


def keep_one_heap() -> None:
    """Let all threads allocate from one heap; before they do.

    glibc makes a heap for each of them, and never gives back what is free at its end, which is
    many megabytes after a model was loaded on a thread of its own.
    """
    libc = _glibc()
    if libc is not None:
        libc.mallopt(_ARENA_MAX, 1)


def give_back() -> None:
    """Return to the system what was freed; glibc would keep it for later."""
    libc = _glibc()
    if libc is not None:
        libc.malloc_trim(0)


@cache
def _glibc() -> Any | None:
    """The C library, where it is glibc: others give back by themselves."""
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None
    return libc if hasattr(libc, "malloc_trim") else None
