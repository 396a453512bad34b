"""How many threads serve a model best on this computer."""

import os
import subprocess
import sys
from pathlib import Path

import psutil

from desktop_app.core.memory_plan import Plan
from desktop_app.engines.llama.cgroup import processor_limit

_SPARED_FROM = 3
"""With so many cores one is left to the window and the rest of the system. Of two it would be half
of all, and the system gives a window that wants a processor for a moment one of them anyway."""

_BESIDE_CARDS = 2
"""Threads for a model that is wholly on graphics cards: what is left is looking up embeddings."""


def default_threads() -> int:
    """The number of threads to compute with: the fast physical cores, one of them spared.

    Slow cores hold the fast ones up at every barrier, and two threads on one core gain nothing.
    """
    return threads_for(_fast_cores(), _allowed())


def threads_beside(plan: Plan, wanted: int = 0) -> int:
    """The threads for a model that is run by `plan`: as many as are `wanted`, 0 chooses."""
    if wanted:
        return wanted
    threads = default_threads()
    if 0 < plan.all_layers <= plan.gpu_layers:
        threads = min(threads, _BESIDE_CARDS)
    return threads


def threads_for(fast_cores: int, allowed: float) -> int:
    """The threads for so many fast cores when the process may use `allowed` processors at once.

    That is no whole number where a container has a quota; whoever uses more waits for the rest
    of the period, all threads of a computation together.
    """
    cores = min(fast_cores, int(allowed))
    return max(1, cores - 1 if cores >= _SPARED_FROM else cores)


def count_cpus(text: str) -> int:
    """How many processors a list like "0-7,16" of the Linux kernel names."""
    count = 0
    for part in text.strip().split(","):
        first, _, last = part.partition("-")
        if first.isdigit():
            count += int(last or first) - int(first) + 1
    return count


def _allowed() -> float:
    if sys.platform == "linux":
        allowed: float = len(os.sched_getaffinity(0))
        allowed = min(allowed, processor_limit() or allowed)
    else:
        allowed = os.cpu_count() or 1
    return allowed


def _fast_cores() -> int:
    if sys.platform == "linux":
        fast = _fast_cores_of_linux()
    elif sys.platform == "darwin":
        fast = _fast_cores_of_macos()
    else:
        fast = 0
    return fast or psutil.cpu_count(logical=False) or os.cpu_count() or 1


def _fast_cores_of_linux() -> int:
    """The cores with two threads each of a hybrid Intel processor, 0 elsewhere."""
    try:
        fast = count_cpus(Path("/sys/devices/cpu_core/cpus").read_text())
        siblings = Path("/sys/devices/system/cpu/cpu0/topology/thread_siblings_list").read_text()
    except OSError:
        return 0
    return fast // max(1, count_cpus(siblings))


def _fast_cores_of_macos() -> int:
    command = ["/usr/sbin/sysctl", "-n", "hw.perflevel0.physicalcpu"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=5, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return 0
    text = answer.stdout.strip()
    return int(text) if text.isdigit() else 0
