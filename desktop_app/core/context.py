"""Which turns the model no longer sees when a conversation outgrows the context window."""

from collections.abc import Sequence
from typing import NamedTuple

RESERVED_TOKENS = 512
"""Room for the reply when no longest reply is set."""


class Exchange(NamedTuple):
    """What a user's message and the reply to it cost, in tokens; `answer` is 0 before it."""

    question: int
    answer: int


def reply_room(context_size: int, max_tokens: int) -> int:
    """Tokens of the window that a prompt leaves to the reply: never more than a quarter."""
    return min(max_tokens or RESERVED_TOKENS, context_size // 4)


def first_kept(exchanges: Sequence[Exchange], fixed: int, budget: int) -> int:
    """The index of the first exchange that the model still sees.

    `fixed` is what is always there (the system prompt, the template's frame), `budget` what the
    whole prompt may take. The conversation is walked from its start: whenever a question does
    not fit, the oldest exchanges go until three quarters of the budget are used, so that the
    tokens in front stay the same (and stay in the KV cache) for several turns. The answer
    depends on the history alone: what was cut for an earlier question is cut again.
    """
    first, total = 0, fixed
    for index, exchange in enumerate(exchanges):
        total += exchange.question
        if total > budget:
            while first < index and 4 * total > 3 * budget:
                total -= sum(exchanges[first])
                first += 1
        total += exchange.answer
    return first
