"""Bringing a model file into Parley's folder: copied, moved or linked.

It becomes a repository of its own in the Hub's layout (`core.cached_file`), which other programs
of that cache take for one. That is put together in a folder aside, and gets its name by one
rename when all of it is whole; until then the files that it is made of stay where they are.
"""

import hashlib
import os
import shutil
import uuid
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

from desktop_app.core import file_lock as lock
from desktop_app.core.amount import amount
from desktop_app.core.cached_file import IMPORTED, cached_anywhere, local_repo
from desktop_app.core.engine import CancelToken
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Fetching, Notice
from desktop_app.core.hub_cache import MARKS
from desktop_app.core.local_model import (
    Bring,
    ImportJob,
    LocalModel,
    ShelfPlaces,
    Shelved,
    Source,
)
from desktop_app.core.models import first_part, model_name
from desktop_app.core.ollama_store import sha256_of_blob
from desktop_app.core.pairing import find_projector, is_projector
from desktop_app.core.whole_file import sync_folder
from desktop_app.engines.library.catalogue import Catalogue, other_places, unit_of
from desktop_app.engines.library.found import Unit
from desktop_app.engines.library.index import Index
from desktop_app.engines.library.proof import BLOCK, Progress
from desktop_app.engines.library.shelving import Shelving
from desktop_app.engines.library.walk import StoppedError
from desktop_app.engines.llama.model_file import check_file, part_files, shown_name

_ASIDE = ".parley-import-"
_SPARE = 1.1
"""How much more than its size must be free for a copy."""


def bring(job: ImportJob, cancel: CancelToken) -> Iterator[Event]:
    """`Fetching` while it comes, then `Shelved`; a `Notice` where it is here already.

    Raises `ParleyError` and `StoppedError`.
    """
    path = Path(first_part(str(Path(job.path).expanduser().absolute())))
    files = part_files(path, check_file(path))
    here = _already_here(path, job.places, cancel)
    if here is not None:
        values = {"name": shown_name(path), "other": here.title}
        yield Notice(Problem("library.here_already", values))
        yield Shelved((here,))
        return
    if job.how is Bring.MOVE:
        _check_may_move(files, job.places)
    eyes = find_projector(path)
    bringing = Bringing(job, files, eyes, cancel)
    try:
        first = yield from bringing.run()
    except OSError as error:
        values = {"name": shown_name(path)}
        raise ParleyError(Problem("library.not_brought", values, str(error))) from error
    model = _model(unit_of(first, Source.PARLEY), cancel)
    if model is not None:
        yield Shelved((model,))


class Bringing:
    """Brings the parts of one model and its projector. `run` raises what `bring` does, and
    OSError of the disk; then nothing is left of it."""

    def __init__(
        self, job: ImportJob, files: tuple[Path, ...], eyes: Path | None, cancel: CancelToken
    ) -> None:
        self._how = job.how
        self._folder = Path(job.places.folder)
        self._files = files
        self._eyes = eyes
        self._cancel = cancel
        self._all = (*files, *([eyes] if eyes else []))
        self._progress = Progress(sum(file.stat().st_size for file in self._all))

    def run(self) -> Generator[Event, None, Path]:
        """Do it; the generator returns the path of the model's first file."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sweep(self._folder)
        aside = self._folder / f"{_ASIDE}{uuid.uuid4().hex[:12]}"
        aside.mkdir()
        with ExitStack() as stack:
            stack.callback(shutil.rmtree, aside, ignore_errors=True)
            held = stack.enter_context((aside / "lock").open("wb"))
            if not lock.acquire(held.fileno()):
                raise BlockingIOError(f"{aside.name} is being tidied up by another process")
            whole = aside / "repository"
            snapshot = whole / "snapshots" / IMPORTED
            snapshot.mkdir(parents=True)
            (whole / MARKS).mkdir()
            for file in self._all:
                yield from self._put(file, snapshot / file.name, whole / MARKS)
            self._stop_if_asked()
            for folder in (snapshot, whole / MARKS, snapshot.parent, whole):
                sync_folder(folder)
            repository = self._name(whole)
        yield from self._let_go()
        return repository / "snapshots" / IMPORTED / self._files[0].name

    def _put(self, source: Path, target: Path, marks: Path) -> Iterator[Fetching]:
        self._stop_if_asked()
        content = source.resolve(strict=True)
        if self._how is Bring.LINK:
            _link(content, target)
        elif self._how is not Bring.MOVE or not _tried(lambda: os.link(content, target)):
            self._check_room()
            yield from self._copy(content, target, marks)
            return
        yield from self._progress.add(content.stat().st_size)

    def _copy(self, source: Path, target: Path, marks: Path) -> Iterator[Fetching]:
        """Copy the bytes, and keep what their checksum is."""
        digest = hashlib.sha256()
        with source.open("rb") as read, target.open("xb") as write:
            while block := read.read(BLOCK):
                self._stop_if_asked()
                write.write(block)
                digest.update(block)
                yield from self._progress.add(len(block))
            write.flush()
            os.fsync(write.fileno())
        with suppress(OSError):
            os.utime(target, ns=(source.stat().st_atime_ns, source.stat().st_mtime_ns))
        (marks / digest.hexdigest()).write_text(f"{IMPORTED}/{target.name}\n", "utf-8")

    def _name(self, whole: Path) -> Path:
        """Give what is whole its name: one that is free."""
        name = local_repo(model_name(self._files[0].name))
        for number in range(1, 10_000):
            target = self._folder / (name if number == 1 else f"{name}-{number}")
            if not target.exists():
                # Between two programs that import at once the rename decides: a folder that is
                # not empty is not replaced.
                if _tried(lambda target=target: whole.rename(target)):  # type: ignore[misc]
                    return target
                if not target.exists():
                    whole.rename(target)  # it was not the name: this raises
        raise FileExistsError(f"no name is free for {name}")

    def _let_go(self) -> Iterator[Notice]:
        """After a move: delete what was moved. A projector that others see with stays."""
        if self._how is not Bring.MOVE:
            return
        sync_folder(self._folder)  # before what was moved is deleted elsewhere
        for file in self._all:
            if file == self._eyes and _is_needed(file):
                continue
            try:
                file.unlink()
            except OSError as error:
                values = {"name": shown_name(file)}
                yield Notice(Problem("library.not_removed", values, str(error)))

    def _check_room(self) -> None:
        needed = round((self._progress.total - self._progress.done) * _SPARE)
        missing = needed - shutil.disk_usage(self._folder).free
        if missing > 0:
            values = {"name": shown_name(self._files[0])}
            details = f"{amount(missing)} more are needed on the disk"
            raise ParleyError(Problem("library.not_brought", values, details))

    def _stop_if_asked(self) -> None:
        if self._cancel.is_set():
            raise StoppedError


def _link(content: Path, target: Path) -> None:
    """Let `target` lead to a file; raises `ParleyError` where that is not allowed."""
    if _tried(lambda: target.symlink_to(content)) or _tried(lambda: os.link(content, target)):
        return
    raise ParleyError(Problem("library.no_link", {"name": shown_name(target)}))


def _tried(action: Callable[[], object]) -> bool:
    """Whether the system lets us do this."""
    try:
        action()
    except (OSError, NotImplementedError):
        return False
    return True


def _already_here(path: Path, places: ShelfPlaces, cancel: CancelToken) -> LocalModel | None:
    """The model of Parley's own with the same bytes, None when there is none."""
    wanted = unit_of(path, Source.OPENED)
    if wanted is None:
        return None
    sizes = [file.size for file in wanted.files]
    index = Index(None)
    catalogue = Catalogue(ShelfPlaces("", places.folder), lambda: _stop_if(cancel))
    for unit in catalogue.units():
        alike = [file.size for file in unit.files] == sizes
        if unit.source is Source.PARLEY and alike and _same(index, unit, wanted):
            return _model(unit, cancel)
    return None


def _same(index: Index, unit: Unit, wanted: Unit) -> bool:
    pairs = zip(unit.files, wanted.files, strict=True)
    return all(
        one.same == other.same or index.fingerprint(one) == index.fingerprint(other) != ""
        for one, other in pairs
    )


def _model(unit: Unit | None, cancel: CancelToken) -> LocalModel | None:
    shelving = Shelving(Index(None), lambda: _stop_if(cancel))
    return next(shelving.models([unit]), None) if unit else None


def _stop_if(cancel: CancelToken) -> None:
    if cancel.is_set():
        raise StoppedError


def _check_may_move(files: tuple[Path, ...], places: ShelfPlaces) -> None:
    """Raise `ParleyError` for a file of another program: that would miss it."""
    folders = [place.path for place in other_places(places.home)]
    # They may be links to where there is more room.
    folders += [Path(os.path.realpath(folder)) for folder in folders]
    for file in files:
        ways = (file, file.resolve())
        kept = any(cached_anywhere(way) or sha256_of_blob(way) for way in ways)
        if kept or any(way.is_relative_to(folder) for way in ways for folder in folders):
            raise ParleyError(Problem("library.not_ours", {"name": shown_name(file)}))


def _is_needed(eyes: Path) -> bool:
    """Whether there is another model in the folder that may see with this projector."""
    others = (path for path in eyes.parent.iterdir() if path.suffix.lower() == ".gguf")
    return any(path != eyes and not is_projector(path) for path in others)


def _sweep(folder: Path) -> None:
    """Delete what imports left behind that were killed: copies, and names of files elsewhere."""
    for aside in folder.glob(f"{_ASIDE}*"):
        with suppress(OSError):
            with (aside / "lock").open("r+b") as held:
                abandoned = lock.acquire(held.fileno())
            if abandoned:
                shutil.rmtree(aside, ignore_errors=True)
