"""The window while a reply streams into a long conversation."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.display import XCB, need_display
from tests.bench.figure import Better, Figure, ratios, spread
from tests.bench.history import keep, reply
from tests.bench.run import Run
from tests.bench.side import Side, SideError

MESSAGES, CHARACTERS = 500, 200_000
TOKENS, PER_SECOND = 4000, 200
RUNS = 5


def measure(run: Run) -> Iterator[Figure]:
    """The figures of this group."""
    need_display()
    with tempfile.TemporaryDirectory() as folder:
        yield from _streaming(run, Path(folder))
        yield _work(run, Path(folder))


def _streaming(run: Run, folder: Path) -> Iterator[Figure]:
    tokens = 600 if run.quick else TOKENS
    most, longest, opening, rates = [], [], [], []
    for number in range(2 if run.quick else RUNS):
        run.say(f"{tokens} tokens into {MESSAGES} messages, {number + 1}")
        home = folder / f"streaming {number}"
        conversation = keep(home, "Long", MESSAGES, CHARACTERS)
        with Side("window", XCB) as window:
            answer = window.ask(
                "stream", 120, home=str(home), conversation=conversation, script=_script(tokens)
            )
            if window.exit_status(20) != 0:
                raise SideError("the window did not end well")
        if answer["tokens"] < tokens:
            raise SideError(f"{answer['tokens']} tokens came instead of {tokens}")
        most.append(answer["most"])
        longest.append(answer["longest"])
        opening.append(1000 * answer["opening"])
        rates.append(answer["tokens_per_second"])
    note = f"{spread(rates).median:.0f} tokens/s arrived"
    late = f"Lateness of a {5} ms timer in the UI thread while {tokens:,} tokens stream in"
    lower = Better.LOWER
    yield Figure(f"{late}: 99.9th percentile", 50, tuple(most), lower, "ms", note=note)
    yield Figure(f"{late}: longest", 100, tuple(longest), lower, "ms")
    what = f"Opening a conversation of {MESSAGES} messages, {CHARACTERS:,} characters"
    yield Figure(what, 500, tuple(opening), lower, "ms")


def _work(run: Run, folder: Path) -> Figure:
    """CPU time of the UI thread for equal replies, in a short and a long conversation in turn."""
    home = folder / "work"
    short = keep(home, "Short", MESSAGES // 10, CHARACTERS // 10)
    long = keep(home, "Long", MESSAGES, CHARACTERS)
    spent: dict[str, list[float]] = {short: [], long: []}
    order = [
        conversation
        for number in range(run.pairs)
        for conversation in ((short, long) if number % 2 else (long, short))
    ]
    run.say(f"work per paint in {len(order)} replies")
    with Side("window", XCB) as window:
        # One more at the start, which is not counted: everything is drawn for the first time.
        answer = window.ask(
            "work", home=str(home), conversations=[long, short, *order], script=_script(300)
        )
        window.hear(60)
        for conversation in order:
            answer = window.hear(60)
            spent[conversation].append(1000 * answer["seconds"] / answer["tokens"])
        window.exit_status(20)
    return Figure(
        "Work of the UI thread per token as the history grows tenfold",
        1.1,
        tuple(ratios(spent[long], spent[short])),
        Better.LOWER,
        note=f"{spread(spent[long]).median:.2f} ms of CPU a token, at {PER_SECOND} tokens/s",
    )


def _script(tokens: int) -> dict[str, object]:
    """A reply of so many pieces, which is about what the scripted engine makes of a text."""
    from desktop_app.engines.scripted import pieces_of

    pieces = pieces_of(reply(8 * tokens))
    return {
        "replies": ["".join(pieces[:tokens])],
        "tokens_per_second": PER_SECOND,
        "context_size": 1_000_000,
    }
