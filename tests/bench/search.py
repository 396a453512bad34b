"""The search of very many conversations, as one types in the window."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.corpus import keep_many
from tests.bench.display import XCB, need_display
from tests.bench.figure import Better, Counts, Figure
from tests.bench.run import Run
from tests.bench.side import Side

CONVERSATIONS, MESSAGES = 10_000, 1_000_000
QUICK = 50
"""A quick run has this part of them."""
ANSWER_BAR = 100
STALL_BAR = 50
"""Milliseconds."""
_PATIENCE = 1800
"""Seconds for making the index."""


def measure(run: Run) -> Iterator[Figure]:
    """The figures of this group."""
    need_display()
    part = QUICK if run.quick else 1
    conversations, messages = CONVERSATIONS // part, MESSAGES // part
    answers: list[float] = []
    stalls: list[float] = []
    seconds = work = 0.0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        run.say(f"{messages:,} messages are written")
        keep_many(home, conversations, messages)
        for repeat in range(1 if run.quick else 3):
            run.say(f"{messages:,} messages are searched, {repeat + 1}")
            with Side("seeking", XCB) as side:
                told = side.ask("seek", _PATIENCE, home=str(home))
            answers += told["answers"]
            stalls.append(told["stall"])
            work = max(work, told["work"])
            seconds = max(seconds, told["seconds"])
    yield Figure(
        f"Words in {messages:,} messages: from the key to the first results in the list, longest",
        ANSWER_BAR,
        tuple(answers),
        Better.LOWER,
        "ms",
        Counts.LONGEST,
        note=f"each key of several searches; the index was made in {seconds:.0f} s",
    )
    yield Figure(
        "Lateness of a 5 ms timer in the UI thread meanwhile: longest",
        STALL_BAR,
        tuple(stalls),
        Better.LOWER,
        "ms",
        Counts.LONGEST,
        note=f"typed, scrolled, a hit opened; {work:.0f} ms of work at a time at most",
    )
