"""How long a Stop takes, pressed at any moment."""

import random
from collections.abc import Iterator

from tests.bench.figure import Better, Figure, spread
from tests.bench.run import MODEL, Run
from tests.bench.side import Side, SideError

CONTEXT_SIZE = 8192
LONG_PROMPT = 4000
WRITING_STOPS, READING_STOPS = 20, 15
SEED = 20


def measure(run: Run) -> Iterator[Figure]:
    """The figures of this group."""
    chance = random.Random(SEED)
    with Side("everything") as everything:
        everything.ask("load", model=str(MODEL), context_size=CONTEXT_SIZE)
        writing = _while_writing(run, everything, chance)
        reading = _while_reading(run, everything, chance)
    yield _figure("Stop to engine idle, while writing", 100, writing)
    prompt = f"while reading a {LONG_PROMPT:,}-token prompt on the CPU"
    yield _figure(f"Stop to engine idle, {prompt}", 250, reading)


def _while_writing(run: Run, everything: Side, chance: random.Random) -> list[float]:
    times = []
    turns = [["question", "user", "Tell me a long story about a ship."]]
    for number in range(5 if run.quick else WRITING_STOPS):
        run.say(f"stopping while writing, {number + 1}")
        after, delay = chance.randint(1, 30), chance.uniform(0, 0.05)
        times.append(everything.ask("stop_writing", turns=turns, after=after, delay=delay))
    return times


def _while_reading(run: Run, everything: Side, chance: random.Random) -> list[float]:
    """What was read before a Stop is reused, so the stops walk through the one long prompt."""
    times = []
    turns = [["question", "user", " one" * LONG_PROMPT]]
    for number in range(4 if run.quick else READING_STOPS):
        run.say(f"stopping while reading, {number + 1}")
        answer = everything.ask("stop_reading", turns=turns, delay=chance.uniform(0.05, 2.5))
        if answer["prompt_tokens"] < LONG_PROMPT or answer["written"]:
            raise SideError(f"not stopped while reading the long prompt: {answer}")
        times.append(answer["seconds"])
    return times


def _figure(what: str, bar: float, seconds: list[float]) -> Figure:
    values = tuple(1000 * value for value in seconds)
    note = f"longest of {len(values)}: {spread(values).longest:.0f} ms"
    return Figure(what, bar, values, Better.LOWER, "ms", note=note)
