"""Writing speed, and the CPU time that the layers above the bare loop cost."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any

from tests.bench.figure import Better, Figure, ratios, spread
from tests.bench.run import MODEL, Run
from tests.bench.side import Side, SideError

CONTEXT_SIZE = 4096
SIDES = ("everything", "bare_loop", "whole_llama")
TURNS = [["question", "user", "Tell me a long story about the keeper of a lighthouse."]]

SHORT, LONG = 128, 2000

SLICES = 10
"""The long replies are written in so many slices, in turn: each is a pair at the same depth."""

PAUSE = 0.001
"""Seconds that stand for decoding a token where only the layers above it are measured."""

Rates = dict[str, list[float]]


def measure(run: Run) -> Iterator[Figure]:
    """The figures of this group."""
    with ExitStack() as stack:
        sides = _loaded(stack, 0.0)
        short = _short(run, sides)
        long, cpu = _long(run, sides)
    over_bare, over_llama = "Writing speed over the bare loop", "Writing speed over Llama's"
    for length, rates in ((SHORT, short), (LONG, long)):
        values = tuple(ratios(rates["everything"], rates["bare_loop"]))
        note = f"bare loop: {spread(rates['bare_loop']).median:.0f} tokens/s"
        yield Figure(f"{over_bare}, {length:,} tokens", 0.97, values, note=note)
    for length, rates, bar in ((SHORT, short, 1.0), (LONG, long, 1.04)):
        values = tuple(ratios(rates["everything"], rates["whole_llama"]))
        note = f"Llama: {spread(rates['whole_llama']).median:.0f} tokens/s"
        yield Figure(f"{over_llama}, {length:,} tokens", bar, values, note=note)
    with ExitStack() as stack:
        yield from _layers(run, _loaded(stack, PAUSE), cpu)


def _loaded(stack: ExitStack, pause: float) -> dict[str, Side]:
    sides = {name: stack.enter_context(Side(name)) for name in SIDES}
    for side in sides.values():
        side.ask("load", model=str(MODEL), context_size=CONTEXT_SIZE, pause=pause)
    return sides


def _begin(sides: dict[str, Side], tokens: int) -> None:
    """Let all read the same prompt and write the first token."""
    counts = {
        name: side.ask("begin", turns=TURNS, tokens=tokens)["prompt_tokens"]
        for name, side in sides.items()
    }
    if len(set(counts.values())) != 1:
        raise SideError(f"the prompts are not the same: {counts}")


def _short(run: Run, sides: dict[str, Side]) -> Rates:
    """Tokens per second of whole replies of SHORT tokens."""
    rates: Rates = {name: [] for name in sides}
    for number in range(run.pairs):
        run.say(f"writing {SHORT} tokens, {number + 1} of {run.pairs}")
        for name in _order(number):
            side = sides[name]
            side.ask("begin", turns=TURNS, tokens=SHORT + 8)
            answer = side.ask("write", tokens=SHORT)
            rates[name].append(answer["tokens"] / answer["seconds"])
            side.ask("end")
    return rates


def _long(run: Run, sides: dict[str, Side]) -> tuple[Rates, Rates]:
    """Tokens per second of the slices of one long reply, and CPU seconds per token."""
    length = LONG // SLICES if not run.quick else 40
    rates: Rates = {name: [] for name in sides}
    cpu: Rates = {name: [] for name in sides}
    _begin(sides, LONG + 64)
    for number in range(SLICES):
        run.say(f"writing {length} of {LONG} tokens, {number + 1} of {SLICES}")
        for name in _order(number):
            answer = sides[name].ask("write", tokens=length, seconds=120)
            rates[name].append(answer["tokens"] / answer["seconds"])
            cpu[name].append(answer["cpu"] / answer["written"])
    for side in sides.values():
        side.ask("end")
    return rates, cpu


def _layers(run: Run, sides: dict[str, Side], real_cpu: Rates) -> Iterator[Figure]:
    """CPU time per token with decoding replaced by a pause, less that of the bare loop."""
    length = LONG if not run.quick else 300
    cpu: Rates = {name: [] for name in sides}
    for number in range(run.pairs):
        run.say(f"the layers alone over {length} tokens, {number + 1} of {run.pairs}")
        for name in _order(number):
            sides[name].ask("begin", turns=TURNS, tokens=length + 64)
            answer = sides[name].ask("write", tokens=length)
            cpu[name].append(1000 * answer["cpu"] / answer["written"])
            sides[name].ask("end")
    ours = _added(cpu["everything"], cpu["bare_loop"])
    llamas = _added(cpu["whole_llama"], cpu["bare_loop"])
    real = spread(_added(real_cpu["everything"], real_cpu["bare_loop"]))
    yield Figure(
        "CPU time added per token by all of that",
        0.2,
        tuple(ours),
        Better.LOWER,
        "ms",
        note=f"with real decoding, where its own noise is in it: {1000 * real.median:.2f} ms",
    )
    yield Figure(
        f"Python CPU time per token at {LONG:,} tokens over Llama's",
        0.1,
        tuple(ratios(ours, llamas)),
        Better.LOWER,
        note=f"Llama: {spread(llamas).median:.2f} ms a token",
    )


def _added(whole: Sequence[float], bare: Sequence[float]) -> list[float]:
    return [mine - least for mine, least in zip(whole, bare, strict=True)]


def _order(number: int) -> Sequence[Any]:
    """Who comes first changes from round to round."""
    first = number % len(SIDES)
    return (*SIDES[first:], *SIDES[:first])
