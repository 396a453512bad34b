"""How much of the KV cache serves the next prompt."""

from collections.abc import Sequence


def common_prefix(first: Sequence[int], second: Sequence[int]) -> int:
    """How many tokens both begin with."""
    count = min(len(first), len(second))
    if list(first[:count]) == list(second[:count]):
        return count
    return next(
        index for index, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]
    )


def window_is_whole(lowest: int, count: int, window: int) -> bool:
    """Whether a cache cut to `count` tokens still holds what the next token attends to.

    `lowest` is the first position it holds, -1 when it is empty; `window` is the model's sliding
    window, 0 without one. llama.cpp removes the tail gladly when the window before it is gone
    already, and the logits would be wrong without a word.
    """
    if count == 0:
        return True
    return 0 <= lowest <= max(0, count - window) if window else lowest == 0
