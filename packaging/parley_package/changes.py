"""What CHANGELOG.md says of each version, for the packages that tell it in a form of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from parley_package.release import Release

_VERSION = re.compile(
    r"^## \[?(?P<version>\d[^\s\]]*)\]?(?:[\s(–-]+(?P<date>\d{4}-\d\d-\d\d))?", re.MULTILINE
)
_POINT = re.compile(r"^[-*] (.+(?:\n  .+)*)", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")

_UNKNOWN = datetime(1980, 1, 1, tzinfo=UTC)
"""For sources without a history: any, as long as it is always the same."""


@dataclass(frozen=True)
class Change:
    """One version: the sentence before its lists, "" for none, and what the lists say."""

    version: str
    date: datetime
    lead: str
    points: tuple[str, ...]


def moment(release: Release) -> datetime:
    """When the commit was made, in UTC: the time that files in packages bear."""
    return datetime.fromisoformat(release.date).astimezone(UTC) if release.date else _UNKNOWN


def read_changes(release: Release, changelog: Path) -> list[Change]:
    """The versions, newest first. The one that is packaged is always the first of them, and has
    the date of the commit when `changelog` has none."""
    text = changelog.read_text(encoding="utf-8")
    found = list(_VERSION.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    changes = [
        _change(match["version"], match["date"], text[match.end() : end], release)
        for match, end in zip(found, ends, strict=True)
    ]
    versions = [change.version for change in changes]
    if release.version in versions:
        return changes[versions.index(release.version) :]
    return [Change(release.version, moment(release), "", ()), *changes]


def _change(version: str, date: str | None, text: str, release: Release) -> Change:
    when = datetime.fromisoformat(date).replace(tzinfo=UTC) if date else moment(release)
    before_lists = re.split(r"^(?:### |[-*] )", text.partition("\n")[2], maxsplit=1, flags=re.M)[0]
    points = tuple(_plain(point) for point in _POINT.findall(text))
    return Change(version, when, _plain(before_lists), points)


def _plain(markdown: str) -> str:
    return " ".join(_LINK.sub(r"\1", markdown).replace("`", "").replace("**", "").split())
