"""Fetching a file: what is asked for, and what of it is here already.

Whatever kind of model it is, it comes through this door.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.core.hub_access import HubAccess
from desktop_app.core.hub_cache import mark, marked_names, name_below_snapshots, names_of, put_mark


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
        return Path(self.path + ".part")

    @property
    def note(self) -> Path:
        """What is known of the part: which file it is the beginning of."""
        return Path(self.path + ".part.json")


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
        if not marked.exists():
            return
        names = marked_names(marked)
        own = name_below_snapshots(blob.parent.parent, link)
        if own in names or link in names_of(blob):
            link.unlink(missing_ok=True)
        names = [name for name in names if name != own]
        if any(names_of(blob)) or any(
            (blob.parents[1] / "snapshots" / name).exists() for name in names
        ):
            put_mark(marked, names)
            return
        marked.unlink()
    blob.unlink(missing_ok=True)
