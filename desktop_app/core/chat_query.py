"""What somebody looks for in the conversations, read from what they typed.

Words must all occur in one message, or in one title. `"words in quotes"` occur as they stand. A
word with a colon narrows the search: `model:` `before:` `after:` `on:` `has:picture` `role:me`
`folder:` `pinned:yes`. What is not understood is a word like any other, so that nothing typed is
ignored.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from desktop_app.core.conversation import Role
from desktop_app.core.fold import fold

MOST_CHARACTERS = 500
"""What is typed beyond this is left out: nobody looks for a page."""
MOST_WORDS = 24

_PIECE = re.compile(r'([^\s":]+):"([^"]*)"?|"([^"]*)"?|(\S+)')
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_ROLES = {
    "me": Role.USER,
    "user": Role.USER,
    "model": Role.ASSISTANT,
    "assistant": Role.ASSISTANT,
}
_PICTURES = ("picture", "pictures", "image", "images", "film", "films")
_YES, _NO = ("yes", "true", "1"), ("no", "false", "0")


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a search. `after` and `before` are in seconds since the epoch: from `after`
    on, and before `before`; 0 leaves a bound open. `model` and `folder` are folded parts of
    names, "" for any; None for `role` and `pinned` likewise."""

    after: float = 0.0
    before: float = 0.0
    model: str = ""
    pictures: bool = False
    role: Role | None = None
    folder: str = ""
    pinned: bool | None = None


@dataclass(frozen=True, slots=True)
class ChatQuery:
    """`words` are folded words and phrases, each of which must occur."""

    words: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is looked for."""
        return not self.words and self.filters == Filters()


def read_query(text: str) -> ChatQuery:
    """What `text` looks for; days are those of this computer's own time."""
    words: list[str] = []
    filters = Filters()
    for piece in _PIECE.finditer(text[:MOST_CHARACTERS]):
        name, value, phrase, word = piece.groups()
        if name is None and phrase is None:
            name, colon, value = word.partition(":")
            if not (colon and value):
                name = None
        narrowed = _narrowed(filters, name.lower(), value) if name else None
        if narrowed is not None:
            filters = narrowed
            continue
        folded = fold(piece.group() if name or phrase is None else phrase).strip()
        if folded and folded not in words:
            words.append(folded)
    return ChatQuery(tuple(words[:MOST_WORDS]), filters)


def _narrowed(filters: Filters, name: str, value: str) -> Filters | None:
    """`filters` with one more, None where that is no filter."""
    take = _FILTERS.get(name)
    return take(filters, value.strip()) if take and value.strip() else None


def _has(filters: Filters, value: str) -> Filters | None:
    return replace(filters, pictures=True) if value.lower() in _PICTURES else None


def _role(filters: Filters, value: str) -> Filters | None:
    role = _ROLES.get(value.lower())
    return replace(filters, role=role) if role else None


def _pinned(filters: Filters, value: str) -> Filters | None:
    if value.lower() not in _YES + _NO:
        return None
    return replace(filters, pinned=value.lower() in _YES)


def _after(filters: Filters, value: str) -> Filters | None:
    span = _span(value)
    return replace(filters, after=span[0]) if span else None


def _before(filters: Filters, value: str) -> Filters | None:
    span = _span(value)
    return replace(filters, before=span[0]) if span else None


def _on(filters: Filters, value: str) -> Filters | None:
    span = _span(value)
    return replace(filters, after=span[0], before=span[1]) if span else None


_FILTERS: dict[str, Callable[[Filters, str], Filters | None]] = {
    "model": lambda filters, value: replace(filters, model=fold(value)),
    "folder": lambda filters, value: replace(filters, folder=fold(value)),
    "has": _has,
    "role": _role,
    "pinned": _pinned,
    "after": _after,
    "before": _before,
    "on": _on,
}


def _span(text: str) -> tuple[float, float] | None:
    """The beginning and end of a year, month or day ("2025", "2025-03", "2025-03-09")."""
    match = _DATE.fullmatch(text)
    if not match:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        first = date(year, month or 1, day or 1)
        if day:
            end = first + timedelta(days=1)
        elif month:
            end = date(year + month // 12, month % 12 + 1, 1)
        else:
            end = date(year + 1, 1, 1)
        return _seconds(first), _seconds(end)
    except (ValueError, OverflowError, OSError):
        return None


def _seconds(day: date) -> float:
    return datetime(day.year, day.month, day.day).timestamp()
