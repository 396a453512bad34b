"""Reading values of a file that somebody else wrote, each known by its place in it."""

import math
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from desktop_app.core.utf8 import well_formed

LATEST = 253_402_300_799.0
"""The last second of the year 9999: what calendars can show."""

_MILLISECONDS_FROM = 1e11
"""Larger numbers than this (the year 5138) are milliseconds."""


class MalformedError(Exception):
    """A file is not what its format says; `place` is where, the words say why."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(f"{place}: {why}" if place else why)
        self.place = place


class Value:
    """A value with its place. Whatever is not of the wanted type raises `MalformedError`."""

    def __init__(self, raw: Any, place: str = "") -> None:
        self.raw = raw
        self.place = place

    def __getitem__(self, key: str) -> "Value":
        """A member of an object; one that is not there has the value None."""
        return Value(self.mapping().get(key), f"{self.place}.{key}" if self.place else key)

    def __bool__(self) -> bool:
        return bool(self.raw)

    def mapping(self) -> dict[str, Any]:
        """An object; None is an empty one."""
        if self.raw is None:
            return {}
        if not isinstance(self.raw, dict):
            raise self.wrong("an object")
        return self.raw

    def members(self) -> Iterator[tuple[str, "Value"]]:
        """The members of an object, by their names."""
        for key, raw in self.mapping().items():
            yield key, Value(raw, f"{self.place}.{_short(key)}")

    def items(self) -> Iterator["Value"]:
        """The items of a list; None is an empty one."""
        if self.raw is not None and not isinstance(self.raw, list):
            raise self.wrong("a list")
        for number, raw in enumerate(self.raw or ()):
            yield Value(raw, f"{self.place}[{number}]")

    def text(self) -> str:
        """A text; None is an empty one."""
        if self.raw is None:
            return ""
        if not isinstance(self.raw, str):
            raise self.wrong("a text")
        return well_formed(self.raw)

    def time(self, otherwise: float) -> float:
        """Seconds since the epoch, from such (or milliseconds) or from ISO 8601."""
        if self.raw is None or self.raw == "":
            return otherwise
        if isinstance(self.raw, str):
            return self._iso(self.raw)
        if isinstance(self.raw, bool) or not isinstance(self.raw, int | float):
            raise self.wrong("a time")
        seconds = min(max(self.raw, -LATEST * 1000), LATEST * 1000)
        if not math.isfinite(seconds):
            raise self.wrong("a time")
        seconds = float(seconds / 1000 if abs(seconds) > _MILLISECONDS_FROM else seconds)
        return min(max(seconds, 0.0), LATEST)

    def wrong(self, wanted: str) -> MalformedError:
        """That this is not what it should be."""
        found = type(self.raw).__name__ if self.raw is not None else "nothing"
        return MalformedError(self.place, f"{wanted} should be here, not {found}")

    def _iso(self, text: str) -> float:
        try:
            when = datetime.fromisoformat(text)
            if when.tzinfo is None:
                when = when.replace(tzinfo=UTC)
            return min(max(when.timestamp(), 0.0), LATEST)
        except (ValueError, OverflowError) as error:
            raise self.wrong("a time") from error


def _short(key: str) -> str:
    return key if len(key) <= 40 else f"{key[:39]}…"
