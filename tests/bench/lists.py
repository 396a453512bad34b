"""The window of models while long lists are found, sorted and searched in it."""

from collections.abc import Iterator

from tests.bench.display import XCB, need_display
from tests.bench.figure import Better, Counts, Figure
from tests.bench.run import Run
from tests.bench.side import Side

MODELS = 2000
BAR = 50
"""Milliseconds."""


def measure(run: Run) -> Iterator[Figure]:
    """The figures of this group."""
    need_display()
    rounds = 1 if run.quick else 5
    worst: list[float] = []
    work: list[float] = []
    for number in range(rounds):
        run.say(f"{MODELS} models in the library, {number + 1}")
        with Side("listing", XCB) as side:
            late = side.ask("library", 60, models=MODELS)
        worst.append(max(longest for longest, _ in late.values()))
        work.append(max(computed for _, computed in late.values()))
    yield Figure(
        f"Lateness of a 5 ms timer in the UI thread, {MODELS:,} local models: longest",
        BAR,
        tuple(worst),
        Better.LOWER,
        "ms",
        Counts.LONGEST,
        note=f"found, sorted, searched, scrolled; {max(work):.0f} ms of work at a time at most",
    )
