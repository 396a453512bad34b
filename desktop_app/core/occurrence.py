"""Where words occur in a text, and the piece of it that shows them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.core.fold import WIDE, fold, is_wide, places

SNIPPET = 160
"""Characters of a snippet."""
_BEFORE = 40
"""How many of them stand before the first hit."""

Range = tuple[int, int]
"""First character and the one behind the last."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text on one line, and the ranges of the hits in it."""

    text: str
    ranges: tuple[Range, ...] = ()


def occurrences(text: str, word: str) -> list[Range]:
    """Where `word` stands in `text`, whatever its case and accents; they do not overlap."""
    wanted = fold(word)
    if not wanted:
        return []
    folded = fold(text)
    found: list[Range] = []
    start = folded.find(wanted)
    while start != -1:
        found.append((start, start + len(wanted)))
        start = folded.find(wanted, start + len(wanted))
    where = places(text, folded) if found else None
    if where is None:
        return found
    # An accent behind the last letter belongs to it.
    return [(where[start], where[end - 1] + 1) for start, end in found]


def first_place(folded: str, wanted: str, start: int = 0) -> int:
    """Where `wanted` stands first in `folded`, from `start` on, -1 nowhere. Both are folded.

    One or two letters count at the beginning of a word alone, as the index has them: an "a"
    somewhere says nothing. Scripts without blanks between words know no such beginning.
    """
    if len(wanted) > 2 or is_wide(wanted):
        return folded.find(wanted, start)
    match = _beginning(wanted).search(folded, start)
    return match.start() if match else -1


def snippet(text: str, words: Iterable[str]) -> Snippet:
    """The piece of `text` around the first hit of these folded `words`, blanks for line ends."""
    folded = fold(text)
    words = tuple(words)
    first = min((at for word in words if (at := first_place(folded, word)) >= 0), default=0)
    where = places(text, folded)
    middle = where[first] if where else first
    start = max(0, middle - _BEFORE)
    if start:
        blank = text.find(" ", start, middle)
        start = start if blank == -1 else blank + 1
    piece = " ".join(text[start : start + SNIPPET].split())
    lead = "…" if start else ""
    shown = lead + piece + ("…" if start + SNIPPET < len(text) else "")
    return Snippet(shown, tuple(joined(hits(shown, words))))


def hits(text: str, words: Sequence[str]) -> list[Range]:
    """Where any of these folded words stands in a short `text`, as `first_place` understands it."""
    folded = fold(text)
    where = places(text, folded)
    found: list[Range] = []
    for word in words:
        start = first_place(folded, word)
        while start != -1:
            end = start + len(word)
            found.append((where[start], where[end - 1] + 1) if where else (start, end))
            start = first_place(folded, word, end)
    return sorted(found)


def joined(ranges: Iterable[Range]) -> list[Range]:
    """Ranges in their order, those that touch or overlap as one."""
    result: list[Range] = []
    for start, end in sorted(ranges):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


@lru_cache(maxsize=64)
def _beginning(word: str) -> re.Pattern[str]:
    """`word` where a word begins; one that begins with a sign stands anywhere."""
    return re.compile((rf"(?<![^\W_{WIDE}])" if word[0].isalnum() else "") + re.escape(word))
