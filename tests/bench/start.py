"""From the start of the process to a window that takes typing."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.display import XCB, need_display
from tests.bench.figure import Better, Figure
from tests.bench.history import keep
from tests.bench.run import Run
from tests.bench.side import Side, SideError


def measure(run: Run) -> Iterator[Figure]:
    """The figures of this group."""
    need_display()
    times = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for number in range(20):
            keep(home, f"Conversation {number}", 20, 8000)
        for number in range(run.pairs + 1):
            run.say(f"start, {number} of {run.pairs}")
            seconds = _start(home)
            if number:
                times.append(seconds)
    yield Figure(
        "Process start to a window that takes typing, warm",
        0.8,
        tuple(times),
        Better.LOWER,
        "s",
        note="painted, and a typed letter stands in the composer; 20 conversations in the list",
    )


def _start(home: Path) -> float:
    began = time.perf_counter()
    with Side("window", XCB) as window:
        window.ask("type", 60, home=str(home), script={})
        seconds = time.perf_counter() - began
        if window.exit_status(20) != 0:
            raise SideError("the window did not end well")
    return seconds
