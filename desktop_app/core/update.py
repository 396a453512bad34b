"""Whether a newer Parley is there: what is asked where it is published, and what a version means.

One question, without a body and without anything about who asks: `HEAD {homepage}/releases/latest`.
Whoever hosts releases answers with a redirect to the page of the latest, whose address ends in its
tag. Nothing is followed, fetched or installed.
"""

import re
from dataclasses import dataclass

from desktop_app.core.hub_access import HubAccess
from desktop_app.core.room import RoomEvent, RoomJob

_TAG = re.compile(r"/releases/tag/(v?[0-9][0-9A-Za-z.!+_-]{0,60})/?$")

_VERSION = re.compile(
    r"v?(?:(?P<epoch>[0-9]{1,6})!)?(?P<release>[0-9]{1,9}(?:\.[0-9]{1,9})*)"
    r"(?P<early>[-_.]?(?:a|b|c|rc|alpha|beta|pre|preview)[-_.]?[0-9]{0,9})?"
    r"(?:(?:[-_.]?(?:post|rev|r)[-_.]?|-)(?P<post>[0-9]{1,9}))?"
    r"(?P<dev>[-_.]?dev[-_.]?[0-9]{0,9})?(?:\+[0-9a-z._-]+)?",
    re.IGNORECASE,
)
"""PEP 440, as far as versions of Parley go."""


@dataclass(frozen=True, slots=True)
class UpdateJob(RoomJob):
    """Ask which release is the latest: `Latest`, then `Finished`.

    `access` says what the way leads through, and whether anybody may be asked at all; its address
    is that of the Hub, which has nothing to do with it.
    """

    homepage: str
    access: HubAccess


@dataclass(frozen=True, slots=True)
class Latest(RoomEvent):
    """The latest release: its version, and the page that people find it on."""

    version: str
    page: str


def question_of(homepage: str) -> str:
    """The address that is asked."""
    return f"{homepage.rstrip('/')}/releases/latest"


def latest_of(homepage: str, location: str) -> Latest | None:
    """What the answer tells that leads to `location`; None where that is no page of a release.

    The page is one of ours in any case: an answer cannot send anybody elsewhere.
    """
    found = _TAG.search(location.partition("?")[0].partition("#")[0])
    if found is None or _VERSION.fullmatch(found[1]) is None:
        return None
    page = f"{homepage.rstrip('/')}/releases/tag/{found[1]}"
    return Latest(found[1].removeprefix("v"), page)


def is_newer(found: str, own: str) -> bool:
    """Whether the release `found` comes after `own`. One before its final release never does."""
    theirs, ours = _VERSION.fullmatch(found), _VERSION.fullmatch(own)
    if theirs is None or ours is None or theirs["early"] or theirs["dev"]:
        return False
    return _order(theirs) > _order(ours)


def _order(version: re.Match[str]) -> tuple[int, tuple[int, ...], int]:
    """Epoch, release without the noughts at its end, and how far after the release it is."""
    numbers = [int(number) for number in version["release"].split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    # What leads up to a release is before it; its own repairs come after it.
    before = version["early"] or (version["dev"] and not version["post"])
    after = 0 if before else 1 + int(version["post"] or 0)
    return int(version["epoch"] or 0), tuple(numbers), after
