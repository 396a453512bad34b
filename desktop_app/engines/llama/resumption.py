"""What stands before the words of a reply that goes on: its thoughts, opened and perhaps ended."""

import re
from dataclasses import dataclass

from desktop_app.core.engine import Turn
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.prompt import Piece
from desktop_app.engines.llama.thoughts import (
    CHANNEL,
    END,
    HARMONY_ANSWER,
    HARMONY_REPLY,
    LINE_CHANNEL,
    LINE_CHANNEL_END,
    MESSAGE,
    PAIRS,
    answer_opening,
    opened_by,
)

_CLOSED_AT_END = re.compile(
    "(" + "|".join(map(re.escape, (*PAIRS.values(), LINE_CHANNEL_END))) + r")\s*$"
)


@dataclass(frozen=True, slots=True)
class Resumption:
    """What comes between the end of a prompt and the words of a reply that goes on.

    `closing` is the marker that ends the thoughts it leaves open, "" where the answer goes on.
    """

    pieces: tuple[Piece, ...]
    closing: str = ""


@dataclass(frozen=True, slots=True)
class _Way:
    """How thoughts are opened where they are not yet, the marker that ends them, and all that is
    to be written so that the answer comes."""

    opening: str
    closing: str
    ending: str


def marker_named(source: str) -> str:
    """What opens thoughts for a model with this chat template, "" where it names no thoughts."""
    pairs = (first for first, last in PAIRS.items() if first in source or last in source)
    return next(pairs, LINE_CHANNEL if LINE_CHANNEL in source else "")


def resumption(partial: Turn, end: str, marker: str, *, thinking: bool) -> Resumption:
    """How `partial` goes on after `end`, the end of a prompt, for a model whose thoughts are
    opened by `marker`.

    One with words has its thoughts before them. One that has thoughts alone goes on with these, or
    answers now where `thinking` is not wanted any more; raises ParleyError (`model.thinks_not`)
    where the model has no way to think.
    """
    thoughts = partial.thoughts
    way = _way(end, marker) if thoughts.strip() else None
    if way is None:
        if not partial.text:
            raise ParleyError(Problem("model.thinks_not"))
        return Resumption(_written(answer_opening(end)))
    if partial.text or not thinking:
        said = Piece(thoughts.strip(), partial, is_thoughts=True)
        return Resumption((*_written(way.opening), said, *_written(way.ending)))
    said = Piece(thoughts, partial, is_thoughts=True)
    return Resumption((*_written(way.opening), said), way.closing)


def _way(end: str, marker: str) -> _Way | None:
    if closing := opened_by(end):
        return _Way("", closing, answer_opening(end))
    if end.endswith(HARMONY_REPLY):
        opening = f"{CHANNEL}analysis{MESSAGE}"
        return _Way(opening, END, f"{END}{HARMONY_REPLY}{HARMONY_ANSWER}")
    if not marker or _CLOSED_AT_END.search(end):
        return None
    if marker == LINE_CHANNEL:
        return _Way(f"{marker}thought\n", LINE_CHANNEL_END, f"\n{LINE_CHANNEL_END}")
    return _Way(f"{marker}\n", PAIRS[marker], f"\n{PAIRS[marker]}\n\n")


def _written(text: str) -> tuple[Piece, ...]:
    return (Piece(text),) if text else ()
