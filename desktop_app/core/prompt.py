"""From turns to a prompt: what a template is given, and what in its output is whose.

A chat template turns messages into one text. To know which part of it the template wrote and
which part a person wrote, it is rendered twice: with the real words and with a placeholder for
each message. Only the template's own part may hold control tokens.
"""

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desktop_app.core.conversation import Role
from desktop_app.core.engine import Turn

PLACEHOLDER = "placeholder"
"""A plain word: no template looks for it, and none treats it as markup."""

Render = Callable[[Sequence[Turn]], str]
"""Renders turns with the template's opening of the reply at the end."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the prompt: of `turn`, or of the template itself when that is None.

    `text` is what the template made of it: often the turn's text without the space around it.
    With `is_thoughts` it is what was thought before the turn's text.
    """

    text: str
    turn: Turn | None = None
    is_thoughts: bool = False


def normalised(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """The turns as templates expect them: none empty but the last, none twice from one side.

    A reply that was stopped before its first word leaves two messages of the person in a row;
    many templates refuse that.
    """
    result: list[Turn] = []
    for index, turn in enumerate(turns):
        if not turn.text.strip() and index < len(turns) - 1:
            continue
        if result and result[-1].role == turn.role:
            before = result.pop()
            thoughts = "\n\n".join(filter(None, (before.thoughts, turn.thoughts)))
            turn = replace(before, text=f"{before.text}\n\n{turn.text}", thoughts=thoughts)
        result.append(turn)
    return tuple(result)


def without_system(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """The same turns with the system prompt put before the first message of the person.

    For templates that know no system role.
    """
    if not turns or turns[0].role is not Role.SYSTEM:
        return tuple(turns)
    if len(turns) == 1:
        return (replace(turns[0], role=Role.USER),)
    first = replace(turns[1], text=f"{turns[0].text}\n\n{turns[1].text}")
    return (first, *turns[2:])


def pieces(
    render: Render, turns: Sequence[Turn], veiled: Callable[[Turn], bool] = lambda turn: False
) -> list[Piece]:
    """The prompt for `turns` in pieces, each the template's or one turn's.

    Where the template does more with a message than to place it, the whole rendering is one
    piece of the template. The text of a `veiled` turn it is never given, only where to place it:
    it would take a part of the text for something else. Exceptions of `render` pass through.
    """
    marks: dict[str, Piece] = {}
    marked = [_marked(turn, marks) for turn in turns]
    expected = _split(render(marked), marks)
    seen = [mark if veiled(turn) else turn for turn, mark in zip(turns, marked, strict=True)]
    rendered = render(seen)
    for mark, piece in marks.items():
        rendered = rendered.replace(mark, piece.text)
    return _matched(rendered, expected) or _searched(rendered, turns)


def _marked(turn: Turn, marks: dict[str, Piece]) -> Turn:
    """The turn with placeholders for what it says; what they stand for is added to `marks`."""

    def mark(piece: Piece) -> str:
        name = f"{PLACEHOLDER}{secrets.token_hex(8)}"
        marks[name] = piece
        return name

    thoughts = mark(Piece(turn.thoughts, turn, is_thoughts=True)) if turn.thoughts else ""
    return replace(turn, text=mark(Piece(turn.text, turn)), thoughts=thoughts)


def _split(marked: str, marks: dict[str, Piece]) -> list[Piece]:
    """The text with placeholders, cut at them; a turn's piece still holds its whole text."""
    parts = re.split(f"({PLACEHOLDER}[0-9a-f]{{16}})", marked)
    return [marks.get(part) or Piece(part) for part in parts if part]


def _matched(rendered: str, expected: Sequence[Piece]) -> list[Piece] | None:
    """`expected` with each turn's text as it stands in `rendered`, None when it does not fit."""
    result: list[Piece] = []
    at = 0
    for index, piece in enumerate(expected):
        after = expected[index + 1] if index + 1 < len(expected) else None
        following = after.text if after is not None and after.turn is None else ""
        for text in _forms(piece):
            if rendered.startswith(text + following, at):
                result.append(replace(piece, text=text))
                at += len(text)
                break
        else:
            return None
    return result if at == len(rendered) else None


def _forms(piece: Piece) -> tuple[str, ...]:
    if piece.turn is None:
        return (piece.text,)
    text = piece.text
    return (text, text.strip(), text.rstrip(), text.lstrip())


def _searched(rendered: str, turns: Sequence[Turn]) -> list[Piece]:
    """What the person wrote, looked for in order; the template does something of its own.

    The model's words stay with the template's: only the person's must not turn into control
    tokens, and only where all of them are found.
    """
    result: list[Piece] = []
    at = 0
    for turn in turns:
        text = turn.text.strip()
        if turn.role is Role.ASSISTANT or not text:
            continue
        found = rendered.find(text, at)
        if found < 0:
            return [Piece(rendered)]
        if found > at:
            result.append(Piece(rendered[at:found]))
        result.append(Piece(text, turn))
        at = found + len(text)
    if at < len(rendered):
        result.append(Piece(rendered[at:]))
    return result
