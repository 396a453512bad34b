"""Closing the window in every state: how the process ends, and how long that takes."""

import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.display import XCB, need_display
from tests.bench.figure import Better, Counts, Figure
from tests.bench.run import Run
from tests.bench.side import Side, SideError

TIMES = 20
LIMIT = 30.0
LONG_PROMPT = " one" * 3000
SEED = 5

DELAYS = {"idle": 0.0, "loading": 0.2, "reading": 0.5, "writing": 0.5, "crashed": 0.0}
"""The states, and how long (s) at most the program is left in one before the window is closed."""

SCRIPT = {
    "replies": ["word " * 5000],
    "tokens_per_second": 50,
    "reading_tokens_per_second": 500,
    "load_seconds": 0.5,
}


def measure(run: Run) -> Iterator[Figure]:
    """The figures of this group."""
    need_display()
    chance = random.Random(SEED)
    for state in DELAYS:
        statuses, times = [], []
        for number in range(4 if run.quick else TIMES):
            run.say(f"quit while {state}, {number + 1}")
            with tempfile.TemporaryDirectory() as home:
                status, seconds = _quit(Path(home), state, real=bool(number % 2), chance=chance)
            statuses.append(status)
            times.append(seconds)
        wrong = [status for status in statuses if status != 0]
        note = f"exit status {', '.join(map(str, wrong))}" if wrong else "exit status 0 each time"
        # A wrong exit status counts as never having ended.
        values = tuple(
            seconds if status == 0 else LIMIT
            for status, seconds in zip(statuses, times, strict=True)
        )
        what = f"Quit while {state}, {len(values)} times: longest"
        yield Figure(what, 5, values, Better.LOWER, "s", Counts.LONGEST, note)


def _quit(home: Path, state: str, real: bool, chance: random.Random) -> tuple[int | None, float]:
    """Exit status and seconds from closing the window to the end of the process."""
    with Side("window", XCB) as window:
        answer = window.ask(
            "quit",
            60,
            home=str(home),
            state=state,
            prompt=LONG_PROMPT if state == "reading" else "Tell me a long story.",
            delay=chance.uniform(0, DELAYS[state]),
            script=None if real else SCRIPT,
        )
        closed = time.perf_counter()
        if answer["state"] != state:
            raise SideError(answer["state"])
        status = window.exit_status(LIMIT)
        return status, time.perf_counter() - closed
