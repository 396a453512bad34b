"""Fetching a file: what is asked for, and what of it is here already.

Whatever kind of model it is, it comes through this door.
"""

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from desktop_app.core.hub_access import HubAccess
from desktop_app.core.hub_cache import (
    is_marked,
    mark,
    marked_names,
    name_below_snapshots,
    names_of,
    put_mark,
)
from desktop_app.core.room import RoomJob


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file somewhere else, and what it must be. `sha256` in hex; `size` in bytes, 0 unknown.

    `path` is where it shall stand; until it is whole and proved, it stands beside that under
    another name. `link` is the name by which programs know it, where that is another one, as in
    the Hub's cache: it comes to be when the file is in place, and with it the name that its commit
    has, `ref` ("main"; "" for none). With `ours` the token for the Hub is shown to the Hub (and to
    nobody that it sends us on to).
    """

    url: str
    sha256: str
    size: int
    path: str
    link: str = ""
    ours: bool = False
    ref: str = ""

    @property
    def name(self) -> str:
        """What to call it in a sentence."""
        return Path(self.link or self.path).name

    @property
    def part(self) -> Path:
        """Where the bytes that have come stand until all of them are here."""
        return self.note.with_suffix("")

    @property
    def note(self) -> Path:
        """What is known of the part: which file it is the beginning of.

        In a cache that several people share, the part that another one began may be closed to
        this one, who then has one of their own; as soon as it is begun, it is the one that counts.
        """
        own = self.own_note
        return own if self.link and own.exists() else Path(self.path + ".part.json")

    @property
    def own_note(self) -> Path:
        """The note of the part that this person has where that of another is in the way."""
        return Path(f"{self.path}.{_person()}.part.json")


@dataclass(frozen=True, slots=True)
class FetchJob:
    """Bring a file here: `Fetching` as it grows, `Finished` when it is in place.

    Cancelling pauses: what has come stays, and the next job for the same file goes on from there.
    `more` are the bytes of other files that are to come with it: without room for them too, it is
    not begun.
    """

    id: str
    model: RemoteFile
    access: HubAccess = field(default_factory=HubAccess)
    more: int = 0


@cache
def _person() -> str:
    """What tells the parts of this person from those of others in the same cache."""
    user = getattr(os, "getuid", lambda: 0)()
    home = os.path.expanduser("~")  # noqa: PTH111 - it never raises, where nobody has a home
    return hashlib.sha256(f"{user} {home}".encode(errors="surrogateescape")).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class DiscardJob(RoomJob):
    """Throw away what has come of a file; if `whole`, take it also from its place.

    `Finished` when nothing is left of it. What another process fetches at the moment stays.
    """

    file: RemoteFile
    whole: bool = False


def bytes_here(file: RemoteFile) -> int:
    """How much of a file that is not whole yet has come; 0 when nothing was begun."""
    try:
        return file.part.stat().st_size
    except OSError:
        return 0


def discard(file: RemoteFile) -> None:
    """Throw away what has come of a file that nobody fetches at the moment; raises OSError.

    A folder that is not there any more has nothing to throw away.
    """
    for path in (file.part, file.note):
        with suppress(FileNotFoundError):
            path.unlink()


def take_back(file: RemoteFile) -> None:
    """Delete a file from its place, with the name and the mark that it got there.

    For one that nothing needs any more. Where others keep files too, one that is not marked as
    brought by Parley stays, and so does one that has another name. Raises OSError; what is gone
    already is no error.
    """
    blob = Path(file.path)
    if file.link:
        marked, link = mark(blob), Path(file.link)
        names = marked_names(marked)
        if not _is_ours(file, names):
            return
        own = name_below_snapshots(blob.parent.parent, link)
        if own in names or link in names_of(blob):
            link.unlink(missing_ok=True)
        names = {name: time for name, time in names.items() if name != own}
        if any(names_of(blob)) or any(
            (blob.parents[1] / "snapshots" / name).exists() for name in names
        ):
            put_mark(marked, names)
            return
        marked.unlink()
    blob.unlink(missing_ok=True)


def _is_ours(file: RemoteFile, names: Mapping[str, str]) -> bool:
    """Whether the file in its place is the one that its mark is about, or gone already."""
    blob, link = Path(file.path), Path(file.link)
    own = name_below_snapshots(blob.parent.parent, link)
    if blob.exists():
        return is_marked(blob, names.values())
    if link.is_symlink() or not link.exists():
        return bool(names)
    return is_marked(link, [names.get(own, "")])
