"""A long conversation: what the tenth turn costs next to the second."""

from collections.abc import Iterator

from tests.bench.figure import Better, Figure
from tests.bench.run import MODEL, Run
from tests.bench.side import Side, SideError

CONTEXT_SIZE = 4096
REPLY_TOKENS = 16
SUBJECTS = ("tea", "rain", "fire", "stone", "light", "wood", "snow", "salt", "sand", "wind")
LAST = len(SUBJECTS)


def measure(run: Run) -> Iterator[Figure]:
    """The figures of this group."""
    first_tokens: list[float] = []
    evaluated: list[float] = []
    with Side("everything") as everything:
        everything.ask("load", model=str(MODEL), context_size=CONTEXT_SIZE)
        for number in range(run.pairs):
            run.say(f"a conversation of {LAST} turns, {number + 1} of {run.pairs}")
            times, shares = _conversation(everything, number)
            first_tokens.append(times[LAST - 1] / times[1])
            evaluated += shares
    yield Figure(
        f"First-token time of turn {LAST} over turn 2, same length of question",
        1.2,
        tuple(first_tokens),
        Better.LOWER,
    )
    yield Figure(
        "Tokens evaluated in a follow-up turn over tokens that are new",
        1.1,
        tuple(evaluated),
        Better.LOWER,
    )


def _conversation(everything: Side, number: int) -> tuple[list[float], list[float]]:
    """The first-token time of every turn, and of each follow-up evaluated over new tokens."""
    turns = [["system", "system", f"This is conversation {number}. Answer in a few words."]]
    times: list[float] = []
    shares: list[float] = []
    before = new = 0
    for turn, subject in enumerate(SUBJECTS, start=1):
        question = f"Please tell me something that few people know about {subject}, if you can."
        turns.append([f"question {number}.{turn}", "user", question])
        answer = everything.ask("chat", turns=turns, tokens=REPLY_TOKENS)
        usage = answer["usage"]
        times.append(answer["first_token"])
        if before:
            if new and usage["prompt_tokens"] - before != new:
                raise SideError("the questions are not of the same length")
            new = usage["prompt_tokens"] - before
            shares.append((usage["prompt_tokens"] - usage["reused_tokens"]) / new)
        before = usage["prompt_tokens"] + usage["reply_tokens"]
        turns.append([answer["id"], "assistant", answer["text"]])
    return times, shares
