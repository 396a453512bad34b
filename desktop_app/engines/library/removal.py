"""Deleting a model that Parley brought: its files, their marks, and the folders left empty."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from desktop_app.core import file_lock as lock
from desktop_app.core.cached_file import Cached, cached
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event
from desktop_app.core.hub_cache import MARKS, marked_names, name_below_snapshots, names_of, put_mark
from desktop_app.core.local_model import Removed, RemoveJob
from desktop_app.core.models import part_names
from desktop_app.core.pairing import is_projector
from desktop_app.engines.llama.model_file import shown_name


def remove(job: RemoveJob) -> Iterator[Event]:
    """Delete the model of `job`, and tell what that freed. Raises `ParleyError`.

    Whose it is is looked up on the disk, whatever the job says.
    """
    name = shown_name(Path(job.model.path))
    files = [_ours(path, job.places.folder) for path in job.model.files]
    if not files or None in files:
        raise ParleyError(Problem("library.not_ours", {"name": name}))
    known = [file for file in files if file is not None]
    eyes = _ours(job.model.projector, job.places.folder)
    if eyes is not None and not _is_needed(eyes, known):
        known.append(eyes)
    freed = 0
    try:
        with ExitStack() as stack:
            for note in dict.fromkeys(_notes(known)):
                stack.enter_context(_alone_with(note))
            for file in known:
                freed += _delete(file)
        for folder in dict.fromkeys(file.folder for file in known):
            _tidy(folder)
    except OSError as error:
        raise ParleyError(Problem("library.not_removed", {"name": name}, str(error))) from error
    yield Removed(freed)


def _ours(path: str, cache: str) -> Cached | None:
    """The file as one of Parley's own in its folder, None when it is none."""
    found = cached(Path(path), Path(cache)) if path and cache else None
    return found if found and found.is_ours else None


def _notes(files: list[Cached]) -> Iterator[Path]:
    """The notes that a fetch which brings one of these files holds."""
    first = files[0]
    if len(files) < len(part_names(first.path.name)):
        # Which blobs the other parts will be is not known: any fetch there may bring them.
        yield from (first.folder / "blobs").glob("*.part.json")
    for file in files:
        if sha256 := file.sha256:
            blobs = file.folder / "blobs"
            yield blobs / f"{sha256}.part.json"
            yield from blobs.glob(f"{sha256}.*.part.json")


@contextmanager
def _alone_with(note: Path) -> Iterator[None]:
    """Keep fetches of a file away meanwhile; raises BlockingIOError where one is under way."""
    try:
        note.parent.mkdir(exist_ok=True)
        held = lock.hold(note)
    except OSError:
        # Nobody else can make it here either, or it is another person's: their matter.
        held = None
    else:
        if held is None:
            raise BlockingIOError(f"{note.name} is being fetched")
    try:
        yield
    finally:
        if held is not None:
            if os.name == "nt":  # which deletes no open file
                held.close()
            if not note.with_suffix("").exists():  # of a part that waits it stays
                with suppress(OSError):
                    note.unlink()
            held.close()


def _is_needed(eyes: Cached, leaving: list[Cached]) -> bool:
    """Whether a model that stays may see with this projector."""
    going = {file.path for file in leaving} | {eyes.path}
    others = (eyes.folder / "snapshots").rglob("*")
    return any(
        path not in going and path.suffix.lower() == ".gguf" and not is_projector(path)
        for path in others
    )


def _delete(file: Cached) -> int:
    """Delete a file; how many bytes that frees. A blob with another name in the cache stays."""
    blob, sha256 = file.blob, file.sha256
    if blob is None:
        freed = _freed_by(file.path)
        file.path.unlink()
        _unmark(file, sha256)
        return freed
    if any(path != file.path for path in names_of(blob)):
        file.path.unlink()
        return 0
    freed = _freed_by(blob)
    # The name first: nobody then finds one that leads nowhere.
    file.path.unlink()
    blob.unlink(missing_ok=True)
    _unmark(file, sha256)
    return freed


def _freed_by(path: Path) -> int:
    """What deleting a name frees: nothing where it is a link, or the bytes have another name."""
    status = path.lstat()
    return 0 if path.is_symlink() or status.st_nlink > 1 else status.st_size


def _unmark(file: Cached, sha256: str) -> None:
    """Take the name of a file out of its mark, and the mark away with the last of them."""
    if not sha256:
        return
    mark = file.folder / MARKS / sha256
    gone = name_below_snapshots(file.folder, file.path)
    names = {name: time for name, time in marked_names(mark).items() if name != gone}
    if any((file.folder / "snapshots" / name).exists() for name in names):
        put_mark(mark, names)
    else:
        mark.unlink(missing_ok=True)


def _tidy(repository: Path) -> None:
    """Delete the folders that are empty, and the whole repository when nothing of it is left."""
    for name in ("snapshots", "blobs"):
        _prune(repository / name)
    if (repository / "snapshots").exists() or (repository / "blobs").exists():
        return
    for folder in (repository / "refs", repository / MARKS):
        # Names of commits that are gone, and marks of files that other programs deleted.
        for path in () if folder.is_symlink() else folder.rglob("*"):
            if path.is_file():
                path.unlink()
        _prune(folder)
    with suppress(OSError):  # other programs keep something in it
        repository.rmdir()


def _prune(folder: Path) -> None:
    """Delete what is empty from a folder downwards, it included. What is not empty stays."""
    if not folder.is_dir() or folder.is_symlink():
        return
    for below in list(folder.iterdir()):
        _prune(below)
    with suppress(OSError):
        folder.rmdir()
