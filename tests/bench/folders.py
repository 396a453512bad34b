"""The list of very many conversations in many folders, as one puts them in order."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.corpus import file_many, keep_many
from tests.bench.display import XCB, need_display
from tests.bench.figure import Better, Counts, Figure
from tests.bench.run import Run
from tests.bench.side import Side

CONVERSATIONS, FOLDERS = 10_000, 50
QUICK = 10
"""A quick run has this part of the conversations."""
BAR = 50
"""Milliseconds."""


def measure(run: Run) -> Iterator[Figure]:
    """The figures of this group."""
    need_display()
    number = CONVERSATIONS // (QUICK if run.quick else 1)
    worst: list[float] = []
    work: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for repeat in range(1 if run.quick else 5):
            run.say(f"{number:,} conversations in {FOLDERS} folders, {repeat + 1}")
            home = Path(folder) / str(repeat)
            keep_many(home, number, 4 * number)
            file_many(home, FOLDERS)
            with Side("arranging", XCB) as side:
                late = side.ask("arrange", 120, home=str(home))
            worst.append(max(longest for longest, _ in late.values()))
            for words, (_, computed) in late.items():
                work[words] = max(work.get(words, 0.0), computed)
    slowest = max(work, key=lambda words: work[words])
    yield Figure(
        f"Lateness of a 5 ms timer in the UI thread, {number:,} conversations in {FOLDERS} folders:"
        " longest",
        BAR,
        tuple(worst),
        Better.LOWER,
        "ms",
        Counts.LONGEST,
        note=f"folded, opened, pinned, moved, renamed, asked;"
        f" {work[slowest]:.0f} ms of work at a time at most ({slowest})",
    )
