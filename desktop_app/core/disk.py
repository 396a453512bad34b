"""What is on the disk, asked for and answered: the window itself must not wait for one.

A drive that is not connected any more, or a network file system whose server is gone, keeps
whoever asks waiting for minutes.
"""

from dataclasses import dataclass

from desktop_app.core.fetch import RemoteFile
from desktop_app.core.room import RoomEvent, RoomJob


@dataclass(frozen=True, slots=True)
class Spot:
    """What stands at a path. `size` is in bytes, 0 for a folder; `disk` tells disks apart.

    `writable` and `has_models` are said of folders alone: whether Parley may write there, and
    whether there are models in it, in the layout of the Hub's cache.
    """

    path: str
    size: int = 0
    folder: bool = False
    disk: int = 0
    writable: bool = False
    has_models: bool = False


@dataclass(frozen=True, slots=True)
class Space:
    """Bytes of a disk that are free, of all. `folder` is the one of which that is said."""

    free: int
    total: int
    folder: str = ""
    disk: int = 0


@dataclass(frozen=True, slots=True)
class LookUpJob(RoomJob):
    """Look what stands at `paths`, and what room there is at `room`, "" for nowhere.

    A folder that is not there yet has the room of the one that it will be made in. `template` is
    a model of which the chat template is wanted, "" for none. Answered by `LookedUp`, then
    `Finished`.
    """

    paths: tuple[str, ...] = ()
    room: str = ""
    template: str = ""


@dataclass(frozen=True, slots=True)
class LookedUp(RoomEvent):
    """What stands there: `spots` of those `asked` paths where anything does.

    `space` is None when nobody knows; `template` is "" where there is none, and where none was
    asked for.
    """

    asked: tuple[str, ...] = ()
    spots: tuple[Spot, ...] = ()
    space: Space | None = None
    template: str = ""

    def spot(self, path: str) -> Spot | None:
        """What stands at this path, None for nothing."""
        return next((spot for spot in self.spots if spot.path == path), None)

    def holds(self, path: str) -> bool:
        """Whether anything stands there."""
        return self.spot(path) is not None

    def here(self, file: RemoteFile) -> int | None:
        """Bytes of the file in its place, where only whole ones come; None when it is not."""
        spot = self.spot(file.link or file.path)
        return spot.size if spot is not None else None

    def come(self, file: RemoteFile) -> int:
        """How much of a file is here: all that is in its place, or what has come of it."""
        here = self.here(file)
        return here if here is not None else max(0, self.begun(file))

    def begun(self, file: RemoteFile) -> int:
        """Bytes of what has come of a file that is not whole; -1 when it was not begun."""
        parts = (self.spot(path) for path in _parts(file))
        return next((part.size for part in parts if part is not None), -1)


def paths_of(file: RemoteFile) -> tuple[str, ...]:
    """Where to look for a file: in its place, and at what has come of it."""
    return file.link or file.path, *_parts(file)


def _parts(file: RemoteFile) -> tuple[str, ...]:
    """Where a part of it may stand, that which counts first: see `RemoteFile.note`."""
    part = f"{file.path}.part"
    return (str(file.own_note.with_suffix("")), part) if file.link else (part,)
