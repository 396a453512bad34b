"""When the speed of a reply says something new of a model."""

from desktop_app.core.events import Usage

FEWEST_TOKENS = 32
"""A shorter reply says more of how it began than of how fast the model writes."""

NOTICEABLE = 0.1
"""A difference by less than this share is the computer's mood."""


def is_news(known: float, usage: Usage) -> bool:
    """Whether `usage` tells another speed than the one that is `known`, 0 for none."""
    speed = usage.writing_tokens_per_second
    if usage.reply_tokens < FEWEST_TOKENS or speed <= 0:
        return False
    return abs(speed - known) > NOTICEABLE * known
