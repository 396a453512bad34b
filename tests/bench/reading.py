"""Reading speed: the prefill in chunks, with its events, over one `llama_decode` of the same."""

from collections.abc import Iterator

from tests.bench.figure import Figure, ratios, spread
from tests.bench.run import MODEL, Run
from tests.bench.side import Side, SideError

CONTEXT_SIZE = 4096
TOKENS = 512


def measure(run: Run) -> Iterator[Figure]:
    """The figures of this group."""
    ours: list[float] = []
    bare: list[float] = []
    with Side("everything") as everything, Side("bare_loop") as loop:
        for side in (everything, loop):
            side.ask("load", model=str(MODEL), context_size=CONTEXT_SIZE)
        _read(everything, prompt(loop, "warm", TOKENS))
        reused = int(_read(everything, prompt(loop, "first", TOKENS))["reused_tokens"])
        for number in range(run.pairs):
            run.say(f"reading {TOKENS} tokens, {number + 1} of {run.pairs}")
            turns = prompt(loop, f"{number}th page", TOKENS + reused)
            for name in ("ours", "bare") if number % 2 else ("bare", "ours"):
                if name == "ours":
                    answer = _read(everything, turns)
                    evaluated = answer["prompt_tokens"] - answer["reused_tokens"]
                    ours.append(evaluated / answer["seconds"])
                else:
                    answer = loop.ask("read", turns=turns, first=reused)
                    evaluated = answer["tokens"]
                    bare.append(evaluated / answer["seconds"])
                if evaluated != TOKENS:
                    raise SideError(f"{name} evaluated {evaluated} tokens, not {TOKENS}")
    yield Figure(
        f"Reading speed over one llama_decode of the same {TOKENS} tokens",
        0.95,
        tuple(ratios(ours, bare)),
        note=f"one decode: {spread(bare).median:.0f} tokens/s",
    )


def prompt(loop: Side, start: str, tokens: int) -> list[list[str]]:
    """Turns that make a prompt of exactly so many tokens, and begin with words of their own."""
    system = ["system", "system", f"{start}: you answer briefly."]
    words = 1
    for _ in range(20):
        turns = [system, ["question", "user", " one" * words]]
        missing = tokens - loop.ask("count", turns=turns)
        if not missing:
            return turns
        words += missing
    raise SideError(f"no prompt of {tokens} tokens was found")


def _read(everything: Side, turns: list[list[str]]) -> dict[str, float]:
    answer = everything.ask("chat", turns=turns, tokens=1)
    return {"seconds": answer["reading"], **answer["usage"]}
