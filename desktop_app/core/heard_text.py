"""Words as they are heard: cut into pieces, compared, and fitted into a text that is there."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

_WITHOUT_SPACES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"  # Japanese
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese characters
)
_MARKS = "\u3001-\u3003\u3008-\u3011\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
# Compiled when somebody dictates: so many letters take longer than the rest of this file.
_PIECE = rf"\s*(?:[{_WITHOUT_SPACES}][{_MARKS}]*|[^\s{_WITHOUT_SPACES}]+)"
_SCRIPT_WITHOUT_SPACES = f"[{_WITHOUT_SPACES}{_MARKS}]"

_BEGINS_SENTENCE = re.compile(r"(?:^|\n|[.!?…:。！？：][\"'”’»)」』]*|[«„“‘¿¡「『])[ \t]*$")
_OPENING = "([{«„“‘¿¡「『（《"
_CLOSING = ".,;:!?…)]}»”’%。、，！？；：）》」』"

_ENGLISH = (
    "a an and are as at be because but by can could did do does for from had has have he her"
    " here him his how if in is it it's its just like maybe more my no not of on one or our out"
    " she should so some than that that's the their them then there these they this those to was"
    " we were what when where which while who why with would yes you your"
    " please also let let's well thanks"
)
_SMALL_WORDS = frozenset(_ENGLISH.split())
"""Words that are no names: only these surely lose their capital in mid-sentence."""


def pieces_of(text: str) -> list[str]:
    """The words of `text`, each with the space before it and the marks after it.

    Where a script sets no spaces, each character counts as one. Joined they are `text` again,
    without the space at its end.
    """
    return re.findall(_PIECE, text)


def plain(piece: str) -> str:
    """What two hearings of a word have in common: neither case nor marks."""
    letters = [c for c in unicodedata.normalize("NFKC", piece) if c.isalnum()]
    # A piece of marks alone is compared as it stands.
    return "".join(letters).casefold() or piece.strip()


def agreement(one: Sequence[str], other: Sequence[str]) -> int:
    """How many pieces at the beginning are the same word in both."""
    pairs = zip(one, other, strict=False)
    different = (n for n, (a, b) in enumerate(pairs) if plain(a) != plain(b))
    return next(different, min(len(one), len(other)))


def place_after(spoken: Sequence[str], heard: Sequence[str]) -> int:
    """Where in `heard` the words go on that follow `spoken`, an earlier hearing of its beginning.

    The two need not agree: the last words that they have in common lead over.
    """
    if not spoken:
        return 0
    ours, theirs = [plain(piece) for piece in spoken], [plain(piece) for piece in heard]
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    common = [block for block in blocks if block.size]
    if not common:
        return min(len(spoken), len(heard))
    last = common[-1]
    left = len(ours) - (last.a + last.size)
    return min(last.b + last.size + left, len(heard))


def fitted(text: str, before: str, after: str = "") -> str:
    """`text` as it is to be inserted between `before` and `after`: spaces, capital, full stop.

    Never two spaces, none where the script sets none. A sentence begins with a capital; in
    mid-sentence only words that are surely no names lose theirs, and what goes on after the
    insertion takes the full stop away.
    """
    text = text.strip()
    if not text:
        return ""
    text = _cased(text, before)
    goes_on = _goes_on(after.lstrip(" ")[:1])
    if goes_on and text != "." and text.endswith(".") and not text.endswith(".."):
        text = text[:-1]
    lead = " " if needs_space(before[-1:], text[0]) and text[0] not in _CLOSING else ""
    trail = " " if needs_space(text[-1], after[:1]) and after[0] not in _CLOSING else ""
    return lead + text + trail


def _goes_on(following: str) -> bool:
    """Whether the sentence is not over before this character."""
    return following.islower() or (following != "" and following in ".,;:!?")


def _cased(text: str, before: str) -> str:
    first = text.split(maxsplit=1)[0]
    # Only the end of what may be a long text is looked at.
    if _BEGINS_SENTENCE.search(before[-40:]):
        return text[0].upper() + text[1:] if first.islower() else text
    word = first.strip(_OPENING + _CLOSING + "\"'")
    if word.lower() in _SMALL_WORDS and word[1:] == word[1:].lower():
        return text.replace(word, word.lower(), 1)
    return text


def needs_space(left: str, right: str) -> bool:
    """Whether a space belongs between two characters; either may be ""."""
    if not left or not right or left.isspace() or right.isspace() or left in _OPENING:
        return False
    return not any(re.match(_SCRIPT_WITHOUT_SPACES, side) for side in (left, right))
