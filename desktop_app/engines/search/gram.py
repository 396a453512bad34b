"""What the index keeps of a text, and how it is asked for it.

Three letters and more go through FTS5's own trigram tokenizer. What is shorter it does not know:
for that there is a second, small index of the beginnings of words, and of single characters and
pairs of scripts that have no blanks between words. Neither keeps where in a text something
stands: what they name is looked at before it is shown.
"""

import itertools
import re

from desktop_app.core.fold import WIDE

TRIGRAM = 3
_MOST_GRAMS = 40
"""More say no more about a long phrase."""
_RUN = re.compile(rf"(?P<wide>[{WIDE}]+)|[^\W_{WIDE}]+")


def short_grams(folded: str) -> str:
    """The beginnings of words, one and two letters long, and all single wide characters and pairs;
    between blanks."""
    grams: set[str] = set()
    for match in _RUN.finditer(folded):
        run = match.group()
        if match["wide"]:
            grams.update(run)
            grams.update(map("".join, itertools.pairwise(run)))
        else:
            grams.add(run[0])
            grams.add(run[:2])
    return " ".join(map(_token, grams))


def long_question(words: tuple[str, ...]) -> str:
    """What the index of trigrams is asked for these folded words, "" nothing."""
    grams: dict[str, None] = {}
    for word in words:
        starts = range(len(word) - TRIGRAM + 1)
        grams.update(dict.fromkeys(word[start : start + TRIGRAM] for start in starts))
    return " ".join(_quoted(gram) for gram in list(grams)[:_MOST_GRAMS])


def short_question(words: tuple[str, ...]) -> str:
    """What the index of beginnings is asked for these folded words, "" nothing."""
    tokens: dict[str, None] = {}
    for word in words:
        if len(word) < TRIGRAM:
            tokens.update((_token(match.group()), None) for match in _RUN.finditer(word))
    return " ".join(map(_quoted, tokens))


def _token(gram: str) -> str:
    """A gram as FTS5's tokenizer "ascii" takes it for one word, whatever its letters."""
    return gram if gram.isascii() else "".join(f"_{ord(part):x}" for part in gram)


def _quoted(gram: str) -> str:
    return '"' + gram.replace('"', '""') + '"'
