"""The engine over llama.cpp's own benchmark of itself, and what it takes of memory."""

from collections.abc import Iterator
from typing import Any

from tests.bench.figure import Better, Counts, Figure, ratios, spread
from tests.bench.native import Native, native_speed
from tests.bench.reading import prompt
from tests.bench.run import MODEL, Run
from tests.bench.side import Side, SideError

CONTEXT_SIZE = 4096
READ, WRITTEN = 512, 128
TURNS = [["question", "user", "Tell me a long story about the keeper of a lighthouse."]]

BUFFERS = ("model", "KV", "compute")
ALLOWED, BESIDE = 1.05, 100e6
"""The bar: so many times what llama.cpp allocates, and so many bytes for the program itself."""

LOADS = 10
MEGABYTE = 1e6


def measure(run: Run) -> Iterator[Figure]:
    """The figures of this group."""
    yield from _speed(run)
    with Side("everything") as everything:
        yield _resident(run, everything)
    with Side("everything") as everything:
        yield _growth(run, everything)


def _speed(run: Run) -> Iterator[Figure]:
    reading: list[float] = []
    writing: list[float] = []
    native: list[Native] = []
    with Side("everything") as everything, Side("bare_loop") as loop:
        for side in (everything, loop):
            side.ask("load", model=str(MODEL), context_size=CONTEXT_SIZE)
        everything.ask("chat", turns=prompt(loop, "warm", READ), tokens=1)
        for number in range(run.pairs):
            run.say(f"beside llama-bench, {number + 1} of {run.pairs}")
            for name in ("ours", "native") if number % 2 else ("native", "ours"):
                if name == "native":
                    native.append(native_speed(READ, WRITTEN))
                else:
                    reading.append(_read(everything, loop, number))
                    writing.append(_written(everything))
    yield Figure(
        f"Writing {WRITTEN} tokens over llama-bench tg{WRITTEN}, which does not sample",
        0.95,
        tuple(ratios(writing, [one.writing for one in native])),
        note=f"llama-bench: {spread([one.writing for one in native]).median:.0f} tokens/s",
    )
    yield Figure(
        f"Reading {READ} tokens over llama-bench pp{READ}",
        0.97,
        tuple(ratios(reading, [one.reading for one in native])),
        note=f"llama-bench: {spread([one.reading for one in native]).median:.0f} tokens/s",
    )


def _read(everything: Side, loop: Side, number: int) -> float:
    """Tokens per second of a prompt that begins like no other one but for the template's start."""
    answer = everything.ask("chat", turns=prompt(loop, f"{number}th page", READ), tokens=1)
    usage = answer["usage"]
    return float((usage["prompt_tokens"] - usage["reused_tokens"]) / answer["reading"])


def _written(everything: Side) -> float:
    everything.ask("begin", turns=TURNS, tokens=WRITTEN + 8)
    answer = everything.ask("write", tokens=WRITTEN)
    everything.ask("end")
    return float(answer["tokens"] / answer["seconds"])


def _resident(run: Run, everything: Side) -> Figure:
    run.say("memory with a full context")
    with Side("buffers") as side:
        sizes: dict[str, float] = side.ask("load", model=str(MODEL), context_size=CONTEXT_SIZE)
    if missing := [kind for kind in BUFFERS if not sizes.get(kind)]:
        raise SideError(f"llama.cpp did not say what it takes for {missing}")
    told = sum(sizes.values())
    everything.ask("load", model=str(MODEL), context_size=CONTEXT_SIZE)
    _fill(everything)
    resident = everything.ask("memory")
    return Figure(
        f"Resident memory of the engine over {ALLOWED} × (weights, KV cache, compute buffers)"
        f" + {BESIDE / MEGABYTE:.0f} MB",
        1,
        (resident / (ALLOWED * told + BESIDE),),
        Better.LOWER,
        counts=Counts.LONGEST,
        note=f"{resident / MEGABYTE:.0f} MB; llama.cpp says {told / MEGABYTE:.0f} MB",
    )


def _growth(run: Run, everything: Side) -> Figure:
    """What ten loads and unloads leave behind, each with a conversation in between."""
    after: list[float] = []
    for number in range(4 if run.quick else LOADS):
        run.say(f"loading and unloading, {number + 1} of {LOADS}")
        everything.ask("reload" if after else "load", model=str(MODEL), context_size=CONTEXT_SIZE)
        everything.ask("chat", turns=TURNS, tokens=16)
        after.append(everything.ask("unload"))
    return Figure(
        f"Memory of the engine after {LOADS} loads and unloads, over that after the first",
        1.05,
        (after[-1] / after[0],),
        Better.LOWER,
        counts=Counts.LONGEST,
        note=f"{after[0] / MEGABYTE:.0f} MB after the first",
    )


def _fill(everything: Side) -> dict[str, Any]:
    """Have three quarters of the context read."""
    turns = [["question", "user", " one" * (CONTEXT_SIZE * 3 // 4)]]
    answer: dict[str, Any] = everything.ask("chat", turns=turns, tokens=4, seconds=180)
    return answer
