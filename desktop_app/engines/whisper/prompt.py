"""What the model is told to have come before: the person's words, and the text so far."""

import re
from collections.abc import Sequence

_MOST_WORDS, _MOST_BEFORE = 400, 200
"""Letters. Whisper takes 223 tokens, from the end, so that too long a text would lose the words."""

_SPECIAL = re.compile(r"<\|[^|]*\|>")
"""Tokens with a meaning, which text cannot bring in."""

_START_OF_WORD = re.compile(r"^\S*\s+")


def prompt_of(words: Sequence[str], before: str) -> str:
    """Both in one text. Whisper spells as its prompt does, and goes on in its style."""
    listed = ""
    for word in words:
        longer = f"{listed}, {word.strip()}" if listed else word.strip()
        if len(longer) > _MOST_WORDS:
            break
        listed = longer
    if listed:
        listed += "."
    return _SPECIAL.sub(" ", f"{listed} {_end_of(before)}").strip()


def _end_of(text: str) -> str:
    text = text.strip()
    if len(text) <= _MOST_BEFORE:
        return text
    return _START_OF_WORD.sub("", text[-_MOST_BEFORE:])
