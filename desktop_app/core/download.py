"""What is fetched from the Hub: models as units, and the queue of them that outlives a restart."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar, get_origin, get_type_hints
from urllib.parse import quote, urlsplit

from desktop_app.core import hub_cache
from desktop_app.core.errors import KINDS, ParleyError, Problem
from desktop_app.core.fetch import RemoteFile
from desktop_app.core.hub import Repo, RepoFile, Variant
from desktop_app.core.hub_access import HubAccess
from desktop_app.core.record import problem_values
from desktop_app.core.whole_file import set_aside, write_whole

_T = TypeVar("_T")

_VERSION = 1
"""Of the file with the queue; one of another Parley is set aside, not guessed at."""


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


@dataclass(frozen=True, slots=True)
class Waste:
    """A file of which is to be thrown away what has come; if `whole`, also from its place."""

    file: RemoteFile
    whole: bool = False


class DownloadQueue:
    """The orders of one home, in a file of their own: `downloads.json`. UI thread.

    Written whole at each change. What was being fetched when Parley ended waits again, and what
    was to be thrown away is known until that is done. The
    functions in `changed` are called with the id of each order that is another.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.changed: list[Callable[[str], None]] = []
        self._orders: dict[str, Order] = {}
        self._waste: dict[str, Waste] = {}

    @classmethod
    def load(cls, path: Path) -> "DownloadQueue":
        """The queue in `path`; never raises, see `problems`."""
        queue = cls(path)
        try:
            kept = _kept(path.read_bytes())
            orders, waste = [*_read(kept)], [*_read_waste(kept)]
        except FileNotFoundError:
            pass
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            queue._set_aside(error)
        else:
            queue._orders = {order.parcel.id: order for order in orders}
            queue._waste = {each.file.path: each for each in waste}
        return queue

    def orders(self) -> tuple[Order, ...]:
        """All orders in their line: the oldest first, unless they were moved."""
        return tuple(self._orders.values())

    def put(self, order: Order) -> None:
        """Add an order, or put it in place of the one about the same parcel.

        Raises `ParleyError` when the file cannot be written; the order counts all the same.
        """
        self._orders[order.parcel.id] = order
        self._tell_and_save(order.parcel.id)

    def remove(self, id: str) -> None:
        """Forget the order about this parcel; raises as `put` does."""
        if self._orders.pop(id, None) is not None:
            self._tell_and_save(id)

    def move(self, id: str, place: int) -> None:
        """Give an order another place in the line, 0 the first; raises as `put` does."""
        if id not in self._orders:
            return
        others = [order for key, order in self._orders.items() if key != id]
        others.insert(place, self._orders[id])
        self._orders = {order.parcel.id: order for order in others}
        self._tell_and_save(id)

    def waste(self) -> tuple[Waste, ...]:
        """What is still to be thrown away."""
        return tuple(self._waste.values())

    def throw_away(self, waste: Iterable[Waste]) -> None:
        """Remember that this is to be thrown away; raises as `put` does."""
        for each in waste:
            before = self._waste.get(each.file.path)
            whole = each.whole or (before is not None and before.whole)
            self._waste[each.file.path] = Waste(each.file, whole)
        self._save()

    def forget_waste(self, paths: Iterable[str]) -> None:
        """The files with these paths are thrown away, or wanted again; raises as `put` does."""
        gone = [self._waste.pop(path, None) for path in paths]
        if any(gone):
            self._save()

    def _save(self) -> None:
        try:
            write_whole(self.path, _written(self.orders(), self.waste()))
        except OSError as error:
            raise ParleyError(Problem("downloads.failed", details=str(error))) from error

    def _tell_and_save(self, id: str) -> None:
        try:
            self._save()
        finally:
            for told in tuple(self.changed):
                told(id)

    def _set_aside(self, error: Exception) -> None:
        name = self.path.name
        with suppress(OSError):
            name = set_aside(self.path).name
        details = f"{type(error).__name__}: {error}"
        self.problems.append(Problem("downloads.damaged", {"name": name}, details))


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
    an address (`HubAccess.within`). The file that is loaded comes last, so that no program takes
    a model for whole of which parts are still to come.

    Raises `ParleyError` for a file of which the Hub names no checksum, and for names that could
    lead out of the folder.
    """
    first, *others = variant.files
    wanted = [*([projector] if projector else []), *others, first]
    hub_cache.check_distinct(repo.id, (file.path for file in wanted))
    files = tuple(_remote_file(repo, file, folder, access) for file in wanted)
    name = repo.summary.name.removesuffix("-GGUF").removesuffix("-gguf").replace("-", " ")
    return Parcel(
        id=f"{repo.id}:{first.path}",
        title=" · ".join(part for part in (name, variant.quantization) if part),
        repo=repo.id,
        commit=repo.commit,
        files=files,
        model=files[-1].link,
    )


def _remote_file(repo: Repo, file: RepoFile, folder: Path, access: HubAccess) -> RemoteFile:
    repository = hub_cache.repo_folder(folder, repo.id)
    link = hub_cache.snapshot(repository, repo.id, repo.commit, file.path)
    try:
        path = hub_cache.blob(repository, file.sha256)
    except ValueError as error:
        host = urlsplit(access.address).hostname or access.address
        values = {"host": host, "name": link.name}
        raise ParleyError(Problem("hub.no_checksum", values)) from error
    return RemoteFile(
        url=f"{access.address}/{repo.id}/resolve/{repo.commit}/{quote(file.path)}",
        sha256=path.name,
        size=file.size,
        path=str(path),
        link=str(link),
        ours=True,
        ref=_reference(repository, repo),
    )


def _reference(repository: Path, repo: Repo) -> str:
    """What the commit is to be called, "" where it was asked for by its own name."""
    with suppress(ValueError):
        if repo.revision != repo.commit:
            hub_cache.reference(repository, repo.revision)
            return repo.revision
    return ""


def _written(orders: tuple[Order, ...], waste: tuple[Waste, ...]) -> bytes:
    kept = [
        {
            "stage": order.stage.value,
            "problem": problem_values(order.problem) if order.problem else None,
            "parcel": asdict(order.parcel),
        }
        for order in orders
    ]
    left = [asdict(each) for each in waste]
    return json.dumps({"version": _VERSION, "orders": kept, "waste": left}, indent=1).encode()


def _kept(data: bytes) -> dict[str, Any]:
    """What stands in a file; raises what comes of data that is not of that kind, as do others."""
    kept: dict[str, Any] = json.loads(data)
    if kept["version"] != _VERSION:
        raise ValueError(f"version {kept['version']!r}")
    return kept


def _read_waste(kept: dict[str, Any]) -> Iterator[Waste]:
    for values in kept.get("waste", ()):
        yield _of_kinds(Waste, {**values, "file": _file_of(values["file"])})


def _read(kept: dict[str, Any]) -> Iterator[Order]:
    """The orders in a file."""
    for values in kept["orders"]:
        stage = Stage(values["stage"])
        # Whoever fetched it is gone.
        stage = Stage.WAITING if stage is Stage.FETCHING else stage
        yield Order(_parcel_of(values["parcel"]), stage, _problem_of(values["problem"]))


def _parcel_of(values: dict[str, Any]) -> Parcel:
    files = tuple(_file_of(file) for file in values["files"])
    return _of_kinds(Parcel, values | {"files": files})


def _file_of(values: dict[str, Any]) -> RemoteFile:
    file = _of_kinds(RemoteFile, values)
    if file.link:
        hub_cache.check_place(Path(file.path), Path(file.link), file.sha256)
    return file


def _of_kinds(kind: type[_T], values: dict[str, Any]) -> _T:
    """A `kind` with these values, each of the type that its field has; raises TypeError."""
    made = kind(**values)
    for name, wanted in get_type_hints(kind).items():
        if not isinstance(getattr(made, name), get_origin(wanted) or wanted):
            raise TypeError(f"{name}: {getattr(made, name)!r}")
    return made


def _problem_of(values: dict[str, Any] | None) -> Problem | None:
    if values is None:
        return None
    code = values["code"] if values["code"] in KINDS else "internal"
    return Problem(code, {**values["values"]}, str(values["details"]))
