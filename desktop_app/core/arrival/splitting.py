"""A file of many conversations, taken apart one by one: half a gigabyte never lies in memory.

What is looked for are the ends of the objects in the outermost list; the objects themselves are
read by Python's json. A text in quotes is passed over in one step, however long it is.
"""

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from desktop_app.core.arrival.value import MalformedError

MOST_CHARACTERS = 256 * 2**20
"""Of one conversation, with the pictures that are written out in it."""

DEEPEST = 200
"""Objects in objects; conversations take some ten."""

_BEFORE = codecs.BOM_UTF8 + b" \t\r\n"
"""What may stand before the first sign of a file."""

_TOKEN = re.compile(r'[^"{}\[\]]*+(?:([{\[])|([}\]])|("(?:[^"\\]++|\\.)*+(")?))', re.DOTALL)


class ForeignError(MalformedError):
    """It is no JSON from its first sign on: a file of another kind."""


def conversations(blocks: Iterable[bytes]) -> Iterator[Any]:
    """The items of the outermost list of a JSON file, or the one object that it is.

    `blocks` are the file's bytes in order. Raises `MalformedError`; places count from 0.
    `ForeignError` for what does not even begin as JSON does.
    """
    splitter = _Splitter()
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        for block in blocks:
            yield from splitter.feed(decoder.decode(block))
        yield from splitter.feed(decoder.decode(b"", True))
        yield from splitter.finish()
    except UnicodeDecodeError as error:
        begun = splitter.begun or error.object.lstrip(_BEFORE)[:1] in (b"[", b"{")
        raise (MalformedError if begun else ForeignError)(
            splitter.place, "this is not text in UTF-8"
        ) from error
    splitter.end()


class _Splitter:
    """Takes text piece by piece, and gives whole items."""

    def __init__(self) -> None:
        self._text = ""
        self._at = 0
        self._wait = 0
        self._depth = 0
        self._list: bool | None = None
        """Whether the file is a list; None before its first sign."""
        self._over = False
        self._begin = 0
        self._separated = True
        self._number = 0

    @property
    def place(self) -> str:
        """Which item is being read."""
        return f"[{self._number}]" if self._list else ""

    @property
    def begun(self) -> bool:
        """Whether it began as JSON does."""
        return self._list is not None

    def feed(self, text: str) -> Iterator[Any]:
        """The items that are whole now."""
        if not text:
            return
        self._text += text
        if len(self._text) - self._at < self._wait:
            # A long text in quotes: to look again at each piece of it would take for ever.
            self._check_length()
            return
        self._wait = 0
        yield from self._items()
        keep = self._begin if self._depth > bool(self._list) else self._at
        self._text = self._text[keep:]
        self._at -= keep
        self._begin -= keep
        self._check_length()

    def finish(self) -> Iterator[Any]:
        """The items in what still waited."""
        self._wait = 0
        yield from self._items()

    def end(self) -> None:
        """Raise `MalformedError` unless the file ended where it should."""
        rest = self._text[self._at :].strip()
        if not self._over:
            if self.begun:
                raise MalformedError(self.place, "the file ends too early")
            if rest:
                raise ForeignError("", "this is not JSON")
            raise MalformedError("", "there is nothing in the file")
        if rest:
            raise MalformedError(self.place, "something stands behind the end")

    def _items(self) -> Iterator[Any]:
        base = 1 if self._list else 0
        while True:
            token = _TOKEN.match(self._text, self._at)
            if token is None:
                self._wait = 2 * (len(self._text) - self._at)
                return
            opening, closing, quoted, closed = token.groups()
            if quoted and not closed:
                self._wait = 2 * (len(self._text) - self._at)
                return
            if self._over:
                raise MalformedError(self.place, "something stands behind the end")
            start = token.start(1) if opening else token.start(2) if closing else token.start(3)
            if self._depth <= base:
                self._check_between(self._text[self._at : start], bool(opening), bool(closing))
            if opening:
                if self._depth == 0 and self._list is None:
                    self._list = opening == "["
                    base = 1 if self._list else 0
                    if not self._list:
                        self._begin = start
                elif self._depth == base:
                    self._begin = start
                self._depth += 1
                if self._depth > DEEPEST:
                    raise MalformedError(self.place, f"more than {DEEPEST} objects in objects")
            elif closing:
                self._depth -= 1
                if self._depth == 0:
                    if self._list and closing != "]":
                        raise MalformedError(self.place, "a bracket of another sort")
                    self._over = True
                if self._depth < 0:
                    raise MalformedError(self.place, "a bracket too many")
            elif self._depth <= base:
                raise MalformedError(self.place, "an object should be here")
            self._at = token.end()
            if closing and self._depth == base and not (self._over and self._list):
                yield self._decoded(self._text[self._begin : self._at])
                self._number += 1
                self._separated = False

    def _check_length(self) -> None:
        if len(self._text) > MOST_CHARACTERS:
            raise MalformedError(self.place, f"longer than {MOST_CHARACTERS:,} characters")

    def _check_between(self, text: str, opening: bool, closing: bool) -> None:
        """What stands between two items: one comma, and nothing else."""
        between = text.strip()
        if self._depth == 0:
            if between or not opening:
                raise ForeignError("", "this is not JSON")
        elif not self._list:
            return
        elif (opening and between != ("" if self._separated else ",")) or (closing and between):
            raise MalformedError(self.place, "an object should be here")

    def _decoded(self, text: str) -> Any:
        try:
            return json.loads(text, parse_constant=_refuse)
        except json.JSONDecodeError as error:
            why = f"{error.msg}, line {error.lineno} of it"
            raise MalformedError(self.place, why) from error
        except (ValueError, RecursionError) as error:
            raise MalformedError(self.place, str(error)[:200]) from error


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no number")
