"""From the start of the process to a window that takes typing."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.display import XCB, need_display
from tests.bench.figure import Better, Figure, spread
from tests.bench.history import keep
from tests.bench.run import Run
from tests.bench.side import Side, SideError


def measure(run: Run) -> Iterator[Figure]:
    """The figures of this group."""
    need_display()
    times, cpu = [], []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for number in range(20):
            keep(home, f"Conversation {number}", 20, 8000)
        for number in range(run.pairs + 1):
            run.say(f"start, {number} of {run.pairs}")
            seconds, spent = _start(home)
            if number:
                times.append(seconds)
                cpu.append(spent)
    yield Figure(
        "Process start to a window that takes typing, warm",
        0.8,
        tuple(times),
        Better.LOWER,
        "s",
        note=f"{spread(cpu).median:.2f} s of CPU time; 20 conversations in the list",
    )


def _start(home: Path) -> tuple[float, float]:
    """Seconds by the clock, and seconds of CPU time, until the letter is there."""
    began = time.perf_counter()
    with Side("window", XCB) as window:
        answer = window.ask("type", 60, home=str(home), script={})
        seconds = time.perf_counter() - began
        if window.exit_status(20) != 0:
            raise SideError("the window did not end well")
    return seconds, answer["cpu"]
