"""A long conversation: what the tenth turn costs next to the second."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tests.bench.figure import Better, Figure, spread
from tests.bench.run import MODEL, Run
from tests.bench.side import Side, SideError

CONTEXT_SIZE = 4096
REPLY_TOKENS = 16
SUBJECTS = ("tea", "rain", "fire", "stone", "light", "wood", "snow", "salt", "sand", "wind")
LAST = len(SUBJECTS)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, with its numbers of tokens; `first_token` in seconds."""

    turns: list[list[str]]
    first_token: float
    prompt: int
    reused: int
    reply: int


def measure(run: Run) -> Iterator[Figure]:
    """The figures of this group."""
    first_tokens: list[float] = []
    bare: list[float] = []
    evaluated: list[float] = []
    with Side("everything") as everything, Side("bare_loop") as loop:
        for side in (everything, loop):
            side.ask("load", model=str(MODEL), context_size=CONTEXT_SIZE)
        for number in range(run.pairs):
            run.say(f"a conversation of {LAST} turns, {number + 1} of {run.pairs}")
            asked = _conversation(everything, number)
            first_tokens.append(asked[-1].first_token / asked[1].first_token)
            bare.append(_decoding(loop, asked[-1]) / _decoding(loop, asked[1]))
            evaluated += _shares(asked)
    yield Figure(
        f"First-token time of turn {LAST} over turn 2, same length of question",
        1.2,
        tuple(first_tokens),
        Better.LOWER,
        note=f"llama_decode of the same tokens at the same depths: {spread(bare).median:.2f}",
    )
    yield Figure(
        "Tokens evaluated in a follow-up turn over tokens that are new",
        1.1,
        tuple(evaluated),
        Better.LOWER,
    )


def _conversation(everything: Side, number: int) -> list[Asked]:
    """Ask every question in turn."""
    turns = [["system", "system", f"This is conversation {number}. Answer in a few words."]]
    result = []
    for turn, subject in enumerate(SUBJECTS, start=1):
        question = f"Please tell me something that few people know about {subject}, if you can."
        turns.append([f"question {number}.{turn}", "user", question])
        answer = everything.ask("chat", turns=turns, tokens=REPLY_TOKENS)
        usage = answer["usage"]
        result.append(
            Asked(
                list(turns),
                answer["first_token"],
                usage["prompt_tokens"],
                usage["reused_tokens"],
                usage["reply_tokens"],
            )
        )
        turns.append([answer["id"], "assistant", answer["text"]])
    return result


def _shares(asked: list[Asked]) -> list[float]:
    """Evaluated over new tokens, of each follow-up."""
    new = [this.prompt - before.prompt - before.reply for before, this in pairwise(asked)]
    if len(set(new)) != 1:
        raise SideError(f"the questions are not of the same length: {new}")
    return [(this.prompt - this.reused) / new[0] for this in asked[1:]]


def _decoding(loop: Side, asked: Asked) -> float:
    """Seconds of one `llama_decode` of what this question had evaluated."""
    answer = loop.ask("read", turns=asked.turns, first=asked.reused)
    return float(answer["seconds"])
