"""From which side the blocks of exported HTML are read: each as its own first letter is."""

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_ENOUGH = 1000
"""Letters that are looked at."""

_BLOCKS = frozenset(
    f"{name}_open"
    for name in ("paragraph", "heading", "blockquote", "bullet_list", "ordered_list", "td", "th")
)


def reads_from_right(text: str) -> bool:
    """Whether the first letter of a text is one that is read from right to left."""
    for letter in text[:_ENOUGH]:
        side = unicodedata.bidirectional(letter)
        if side in ("L", "R", "AL"):
            return side != "L"
    return False


def direction(text: str, paper: bool) -> str:
    """The attribute of an element with this text, with a space before it; browsers look for
    themselves, Qt has to be told."""
    if not paper:
        return ' dir="auto"'
    return ' dir="rtl"' if reads_from_right(text) else ""


def direct_blocks(parser: "MarkdownIt", paper: bool) -> None:
    """Have each block of what `parser` renders stand at the side from which it is read."""

    def rule(state: "StateCore") -> None:
        tokens = state.tokens
        for number, token in enumerate(tokens):
            if token.type not in _BLOCKS:
                continue
            if not paper:
                token.attrSet("dir", "auto")
            elif "style" in token.attrs:
                continue  # A side of its own, which Qt would turn over.
            elif reads_from_right(_words_after(tokens, number)):
                token.attrSet("dir", "rtl")

    parser.core.ruler.push("direction", rule)


def _words_after(tokens: "Sequence[Token]", number: int) -> str:
    """The first words within the block that begins there."""
    depth = 0
    for token in tokens[number:]:
        depth += token.nesting
        if token.type == "inline":
            return token.content
        if depth <= 0:
            break
    return ""
