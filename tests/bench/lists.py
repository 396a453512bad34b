"""The window of models while long lists are found, sorted and searched in it."""

from collections.abc import Iterator

from tests.bench.display import XCB, need_display
from tests.bench.figure import Better, Counts, Figure
from tests.bench.run import Run
from tests.bench.side import Side

MODELS = 2000
RESULTS = 10_000
BAR = 50
"""Milliseconds."""


def measure(run: Run) -> Iterator[Figure]:
    """The figures of this group."""
    need_display()
    yield _lateness(
        run, "listing", "library", {"models": MODELS}, "local models", "sorted, searched, scrolled"
    )
    yield _lateness(
        run, "finding", "find", {"results": RESULTS}, "search results", "scrolled to the end"
    )


def _lateness(run: Run, name: str, do: str, values: dict[str, int], what: str, acts: str) -> Figure:
    """How late a timer is while the side `name` does what it is told to, at most."""
    (number,) = values.values()
    worst: list[float] = []
    work: list[float] = []
    for repeat in range(1 if run.quick else 5):
        run.say(f"{number} {what}, {repeat + 1}")
        with Side(name, XCB) as side:
            late = side.ask(do, 120, **values)
        worst.append(max(longest for longest, _ in late.values()))
        work.append(max(computed for _, computed in late.values()))
    return Figure(
        f"Lateness of a 5 ms timer in the UI thread, {number:,} {what}: longest",
        BAR,
        tuple(worst),
        Better.LOWER,
        "ms",
        Counts.LONGEST,
        note=f"found, {acts}; {max(work):.0f} ms of work at a time at most",
    )
