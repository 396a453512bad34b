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


def give_back() -> None:
    """Return to the system what was freed: glibc would keep it for later.

    Freed blocks stay in its heaps where anything lies above them; what llama.cpp made on other
    threads lies in heaps of theirs.
    """
    trim = _malloc_trim()
    if trim is not None:
        trim(0)


@cache
def _malloc_trim() -> Any | None:
    """glibc's function; None with another C library."""
    return getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
