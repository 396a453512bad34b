"""Loops: a model that has lost its way says the same again and again.

People repeat themselves too ("no, no, no"), so a few repetitions are kept as they are, and more of
them wherever there was the time to say them: see `gate`.
"""

import re
import zlib
from collections.abc import Sequence

from desktop_app.core.phantom import plain

_KEPT_WORDS = 6
"""A single word so many times in a row is still somebody speaking with emphasis."""

_KEPT_PHRASES = 3
"""A phrase of two words or more so many times in a row is still speech."""

_LONGEST = 30
"""Words of the longest phrase that is looked for."""

_REPETITIVE = 2.4
"""How much zlib may gain on a text that says anything new (openai-whisper's own value)."""

_CHARACTERS = re.compile(r"(\D{1,20}?)\1{7,}")
"""The same few characters eight times: for scripts without spaces. Digits may well be zeros."""


def is_repetitive(text: str) -> bool:
    """Whether `text` says little for its length: it is a loop, or the sound repeats itself."""
    data = text.encode()
    return len(data) > _REPETITIVE * len(zlib.compress(data))


def without_loops(text: str) -> str:
    """`text` with each loop cut after its first round."""
    text = _CHARACTERS.sub(r"\1", text).strip()
    words = text.split()
    plain_words = [plain(word) for word in words]
    kept: list[int] = []
    at = 0
    while at < len(words):
        length, rounds = _loop(plain_words, at)
        kept.extend(range(at, at + length))
        at += length * rounds
    if len(kept) == len(words):
        return text
    return " ".join(words[index] for index in kept)


def repeats(text: str, before: Sequence[str]) -> bool:
    """Whether `text` says once more what the last few of `before` said already."""
    said = plain(text)
    last = [plain(other) for other in before[-_KEPT_PHRASES:]]
    if len(last) < _KEPT_PHRASES or not said:
        return False
    return all(other == said for other in last)


def _loop(words: Sequence[str], at: int) -> tuple[int, int]:
    """The length of the phrase at `at`, and how many times it is said in a loop there.

    (1, 1) when there is no loop.
    """
    for length in range(1, min(_LONGEST, (len(words) - at) // 2) + 1):
        phrase = words[at : at + length]
        rounds = 1
        while words[at + rounds * length : at + (rounds + 1) * length] == phrase:
            rounds += 1
        if rounds > (_KEPT_WORDS if length == 1 else _KEPT_PHRASES) and any(phrase):
            return length, rounds
    return 1, 1
