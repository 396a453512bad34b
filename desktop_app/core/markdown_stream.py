"""Markdown that is still being written: closed blocks are parsed once, the open tail again.

A block is closed when no text that may still come can change it. CommonMark decides the blocks
line by line, so as soon as a complete line begins another block at the top level, the one before
is settled; the last block, and the definitions of links around it, stay open. An open fence is
followed without any parsing until its end.

Link definitions act backwards: when one is settled, all is parsed again, which happens once a
definition.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.core.markdown import (
    Block,
    Code,
    Continued,
    References,
    blocks_of,
    normalised,
    rest_of_list,
    tokens_of,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

_OPENING = re.compile(r"(`{3,}|~{3,})(.*)\n")


_CLOSABLE = ("fence", "bullet_list_open", "ordered_list_open")
"""Blocks of which a part may be settled while they are the last."""


@dataclass(slots=True)
class _Fence:
    """A fence at the beginning of the tail that nothing has ended yet."""

    language: str
    content: int
    """Where the code begins in the tail."""
    scanned: int
    """The lines before this place are not its end."""
    closing: re.Pattern[str]
    partial: re.Pattern[str]
    """The beginning of a line that may become the end."""


class MarkdownStream:
    """Takes a text in pieces of any size; `blocks` is at any time what is to be shown."""

    def __init__(self) -> None:
        self.generation = 0
        """Grows when blocks that were closed had to be parsed again."""
        self._closed: list[Block] = []
        self._closed_source: list[str] = []
        self._references: References = {}
        self._tail = ""
        self._fence: _Fence | None = None
        self._continued: Continued | None = None
        """Set while the tail begins in the middle of a list."""
        self._carriage_return = False
        self._parsed: list[Block] | None = []

    @property
    def closed_count(self) -> int:
        """How many blocks at the front of `blocks` stay as they are in this generation."""
        return len(self._closed)

    @property
    def blocks(self) -> list[Block]:
        """The closed blocks, and the open ones as they look so far."""
        if self._parsed is None:
            self._parsed = self._parse_tail()
        return self._closed + self._parsed

    def feed(self, text: str) -> None:
        """Take the next piece."""
        if self._carriage_return:
            text = "\r" + text
        self._carriage_return = text.endswith("\r")
        text = text.removesuffix("\r") if self._carriage_return else text
        if text:
            self._tail += normalised(text)
            self._parsed = None

    def finish(self) -> None:
        """Nothing more comes: settle the rest."""
        if self._carriage_return:
            self._carriage_return = False
            self._tail += "\n"
        references = dict(self._references)
        rest = blocks_of(tokens_of(self._tail, references), self._continued)
        self._continued = None
        self._closed_source.append(self._tail)
        self._tail = ""
        self._fence = None
        self._parsed = []
        if len(references) == len(self._references):
            self._closed += rest
        else:
            self._parse_all_again(references)

    def _parse_tail(self) -> list[Block]:
        """The blocks of the tail; those that are settled move to the closed ones first."""
        while self._fence is not None:
            if not self._close_fence(self._fence):
                return [self._open_code(self._fence)]
        tokens = tokens_of(self._tail, dict(self._references), whole=False)
        tops = _top_level(tokens)
        may_close = len(tops) > 1 or (tops and tops[-1].type in _CLOSABLE)
        if may_close and self._close_blocks():
            return self._parse_tail()
        return blocks_of(tokens, self._continued)

    def _close_blocks(self) -> bool:
        """Settle what the complete lines of the tail settle; False when that is nothing."""
        complete = self._tail[: self._tail.rfind("\n") + 1]
        tokens = tokens_of(complete, dict(self._references), whole=False)
        tops = _top_level(tokens)
        if not tops:
            return False
        lines = _lines(complete)
        last = tops[-1]
        fence = _open_fence(last, lines)
        if fence is not None:
            cut = _start(last)
        elif len(tops) > 1:
            cut = min(_end(tops[-2]), _start(last))
        else:
            return self._close_items(tokens, lines)
        if cut > 0:
            self._settle("".join(lines[:cut]))
            self._continued = None
        self._fence = fence
        return cut > 0 or fence is not None

    def _close_items(self, tokens: Sequence[Token], lines: Sequence[str]) -> bool:
        """Settle the items of the list that the tail is, up to the last; False for less than two.

        Long lists are common, and parsing them whole for each new word is not cheap.
        """
        items = [token for token in tokens if token.type == "list_item_open" and token.level == 1]
        if len(items) < 2:
            return False
        cut = _start(items[-1])
        source = "".join(lines[:cut])
        settled = tokens_of(source, dict(self._references))
        continued = rest_of_list(settled, cut, self._continued)
        self._settle(source)
        self._continued = continued
        return True

    def _settle(self, source: str) -> None:
        """Move `source`, the beginning of the tail, to what is closed."""
        references = dict(self._references)
        tokens = tokens_of(source, references)
        self._closed_source.append(source)
        self._tail = self._tail[len(source) :]
        if len(references) == len(self._references):
            self._closed += blocks_of(tokens, self._continued)
        else:
            self._parse_all_again(references)

    def _parse_all_again(self, references: References) -> None:
        self._references = references
        self._closed = blocks_of(tokens_of("".join(self._closed_source), {}))
        self.generation += 1

    def _close_fence(self, fence: _Fence) -> bool:
        """Look through the new complete lines for the end of the fence."""
        while (end := self._tail.find("\n", fence.scanned)) >= 0:
            line = self._tail[fence.scanned : end]
            if fence.closing.fullmatch(line):
                source = self._tail[: end + 1]
                text = self._tail[fence.content : fence.scanned].removesuffix("\n")
                self._closed.append(Code(text, fence.language))
                self._closed_source.append(source)
                self._tail = self._tail[len(source) :]
                self._fence = None
                return True
            fence.scanned = end + 1
        return False

    def _open_code(self, fence: _Fence) -> Code:
        """The code so far, without a last line that may turn out to be the end of the fence."""
        held_back = fence.partial.fullmatch(self._tail, fence.scanned) is not None
        end = fence.scanned if held_back else len(self._tail)
        return Code(self._tail[fence.content : end].removesuffix("\n"), fence.language)


def _top_level(tokens: Sequence[Token]) -> list[Token]:
    """The first token of each block that stands in no other."""
    return [token for token in tokens if token.level == 0 and token.nesting >= 0 and token.map]


def _start(token: Token) -> int:
    assert token.map is not None
    return token.map[0]


def _end(token: Token) -> int:
    assert token.map is not None
    return token.map[1]


def _lines(text: str) -> list[str]:
    """Lines as CommonMark has them; str.splitlines also breaks at form feeds and U+2028."""
    return [line + "\n" for line in text.split("\n")[:-1]]


def _open_fence(token: Token, lines: Sequence[str]) -> _Fence | None:
    """The fence that `token`, the last block, has left open; None when it is not one.

    An indented fence is left to the parser: its code loses as many spaces.
    """
    if token.type != "fence":
        return None
    opening = _OPENING.fullmatch(lines[_start(token)])
    if opening is None:
        return None
    marker = opening[1]
    character, length = re.escape(marker[0]), len(marker)
    closing = re.compile(rf" {{0,3}}{character}{{{length},}}[ \t]*")
    body = lines[_start(token) + 1 : _end(token)]
    if any(closing.fullmatch(line.removesuffix("\n")) for line in body):
        return None
    content = len(opening[0])
    words = token.info.split()
    return _Fence(
        language=words[0] if words else "",
        content=content,
        scanned=content + sum(map(len, body)),
        closing=closing,
        partial=re.compile(rf" {{0,3}}{character}*[ \t]*"),
    )
