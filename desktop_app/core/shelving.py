"""The jobs of keeping what temporary conversations show, and of taking that back."""

from dataclasses import dataclass

from desktop_app.core.room import RoomEvent, RoomJob


@dataclass(frozen=True, slots=True)
class Copied:
    """A file that was not there before; `modified` is its time, in nanoseconds."""

    name: str
    modified: int


@dataclass(frozen=True, slots=True)
class ShelveJob(RoomJob):
    """Copy the files `names` of the folder `source`, as far as they are there, into the folder of
    kept pictures, `folder`: `Shelved`, then `Finished`. When it fails, none of them was copied."""

    source: str
    folder: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shelved(RoomEvent):
    """The files that were copied; others of the job were there already."""

    files: tuple[Copied, ...]


@dataclass(frozen=True, slots=True)
class UnshelveJob(RoomJob):
    """Delete these files from `folder`, but for those that somebody else has kept since."""

    folder: str
    files: tuple[Copied, ...]
