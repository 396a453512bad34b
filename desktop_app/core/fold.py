"""Words as they are compared when something is looked for: neither case nor accents count.

The text that is searched and the words that are looked for are folded alike, here alone, so that
it does not matter which version of SQLite keeps the index.
"""

import re
import unicodedata

WIDE = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f"  # Burmese
    "\u1780-\u17ff"  # Khmer
    "\u2e80-\u9fff"  # Chinese, Japanese
    "\uac00-\ud7af"  # Korean
    "\uf900-\ufaff"
    "\U0001f000-\U0003ffff"
)
"""Scripts without blanks between words, as ranges for a class of characters."""

_WIDE = re.compile(f"[{WIDE}]")

_SHIFTING: set[str] = set()
"""The characters met so far that another number of characters stands for when folded."""


class _Table(dict[int, str]):
    """What each character becomes, found out when it is met first (`str.translate`)."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = "".join(
            part
            for part in unicodedata.normalize("NFKD", character.casefold())
            if not unicodedata.combining(part)
        ).casefold()
        if character.isspace() or character == "\0":
            folded = " "
        elif unicodedata.category(character) == "Lo" or not folded:
            # Hangul and others are whole letters; what they are made of is nobody's word. A mark
            # alone vanishes.
            folded = "" if unicodedata.combining(character) else character
        if len(folded) != 1:
            _SHIFTING.add(character)
        self[code] = folded
        return folded


_TABLE = _Table()


def fold(text: str) -> str:
    """`text` without case and accents; every white space is a blank."""
    return text.translate(_TABLE)


def places(text: str, folded: str) -> list[int] | None:
    """Where each character of `folded`, and its end, stands in `text`; None: at the same place.

    `folded` is what `fold` made of `text`.
    """
    if len(folded) == len(text) and not any(character in text for character in _SHIFTING):
        return None
    found = [
        place for place, character in enumerate(text) for _ in range(len(_TABLE[ord(character)]))
    ]
    found.append(len(text))
    return found


def is_wide(word: str) -> bool:
    """Whether any character of `word` belongs to a script without blanks between words."""
    return _WIDE.search(word) is not None
