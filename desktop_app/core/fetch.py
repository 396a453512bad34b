"""Fetching a file: what is asked for. Whatever kind of model it is, it comes through this door."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file somewhere else, and what it must be. `sha256` in hex; `size` in bytes, 0 unknown.

    `path` is where it shall stand; until it is whole and proved, it stands beside that under
    another name.
    """

    url: str
    sha256: str
    size: int
    path: str


@dataclass(frozen=True, slots=True)
class FetchJob:
    """Bring a file here: `Fetching` as it grows, `Finished` when it is in place.

    Cancelling pauses: what has come stays, and the next job for the same file goes on from there.
    """

    id: str
    model: RemoteFile
