"""What is fetched from the Hub: models as units, and the queue of them that outlives a restart."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from desktop_app.core.errors import Problem
from desktop_app.core.fetch import RemoteFile
from desktop_app.core.hub import HubAccess, Repo, RepoFile, Variant


@dataclass(frozen=True, slots=True)
class Parcel:
    """A model that is fetched as a unit: all its parts, and its projector if it has one.

    `files` is in the order in which they are fetched. `model` is the path of the file to load
    when all are here. `title` is what to call it ("Qwen3 4B · Q4_K_M").
    """

    id: str
    title: str
    repo: str
    commit: str
    files: tuple[RemoteFile, ...]
    model: str

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(file.size for file in self.files)


class Stage(Enum):
    """How a parcel stands."""

    WAITING = "waiting"
    """In the queue behind others."""
    FETCHING = "fetching"
    PAUSED = "paused"
    FAILED = "failed"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Order:
    """A parcel in the queue. `problem` says why it failed."""

    parcel: Parcel
    stage: Stage = Stage.WAITING
    problem: Problem | None = field(default=None, compare=False)


class DownloadQueue:
    """The orders of one home, in a file of their own: `downloads.json`. UI thread.

    Written whole at each change. What was being fetched when Parley ended waits again. The
    functions in `changed` are called with the id of each order that is another.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.changed: list[Callable[[str], None]] = []

    @classmethod
    def load(cls, path: Path) -> "DownloadQueue":
        """The queue in `path`; never raises, see `problems`."""
        raise NotImplementedError

    def orders(self) -> tuple[Order, ...]:
        """All orders, the oldest first."""
        raise NotImplementedError

    def put(self, order: Order) -> None:
        """Add an order, or put it in place of the one about the same parcel."""
        raise NotImplementedError

    def remove(self, id: str) -> None:
        """Forget the order about this parcel."""
        raise NotImplementedError


def parcel_of(
    repo: Repo,
    variant: Variant,
    projector: RepoFile | None,
    folder: Path,
    access: HubAccess,
) -> Parcel:
    """What to fetch of a repository, and to where.

    `folder` is a cache in the Hub's layout: each file goes to `blobs` under its checksum, and
    gets its name in `snapshots/<commit>` when it is whole (`RemoteFile.link`). `access` must have
    an address (`HubAccess.within`). Raises `ParleyError` for a file of which the Hub names no
    checksum.
    """
    raise NotImplementedError
