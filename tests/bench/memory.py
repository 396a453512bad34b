"""What the program keeps in memory while nothing happens."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil

from tests.bench.display import XCB, need_display
from tests.bench.figure import Better, Figure, spread
from tests.bench.history import keep
from tests.bench.run import Run
from tests.bench.side import Side

MEGABYTE = 1e6


def measure(run: Run) -> Iterator[Figure]:
    """The figures of this group."""
    need_display()
    window, whole, share = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        conversation = keep(home, "Twenty messages", 20, 8000)
        for number in range(3):
            run.say(f"memory, {number + 1} of 3")
            with Side("window", XCB) as side:
                side.ask("show", 60, home=str(home), conversation=conversation)
                process = psutil.Process(side.pid)
                family = [process, *process.children(recursive=True)]
                window.append(process.memory_info().rss / MEGABYTE)
                whole.append(sum(one.memory_info().rss for one in family) / MEGABYTE)
                share.append(process.memory_full_info().pss / MEGABYTE)
    note = f"with only its share of what others use as well: {spread(share).median:.0f} MB"
    what = "Resident memory, window shown, 20-message conversation open"
    yield Figure(f"{what}: its process", 130, tuple(window), Better.LOWER, "MB", note=note)
    yield Figure(f"{what}: all processes, engine not loaded", 180, tuple(whole), Better.LOWER, "MB")
