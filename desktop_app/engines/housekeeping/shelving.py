"""What a temporary conversation shows, copied into the folder of kept pictures: all or nothing."""

from contextlib import suppress
from pathlib import Path

from desktop_app.core.engine import CancelToken
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.shelving import Copied, Shelved, ShelveJob, UnshelveJob
from desktop_app.engines.housekeeping.stop import FULL, StoppedError


def shelve(job: ShelveJob, cancel: CancelToken) -> Shelved:
    """Copy them. Raises `ParleyError` and `StoppedError`, and then none of them was copied."""
    copied: list[Copied] = []
    try:
        for name in job.names:
            if cancel.is_set():
                raise StoppedError
            if file := _copied(Path(job.source) / name, Path(job.folder)):
                copied.append(file)
    except (OSError, StoppedError) as error:
        unshelve(UnshelveJob(job.id, job.folder, tuple(copied)))
        if isinstance(error, StoppedError):
            raise
        code = "full" if error.errno in FULL else "failed"
        raise ParleyError(Problem(f"temporary.{code}", details=str(error))) from error
    return Shelved(tuple(copied))


def unshelve(job: UnshelveJob) -> None:
    """Delete the files of an `UnshelveJob`. One that cannot be deleted goes with the next sweep."""
    for file in job.files:
        path = Path(job.folder) / file.name
        with suppress(OSError):
            # Whoever else keeps the same file gives it another time.
            if path.stat().st_mtime_ns == file.modified:
                path.unlink()


def _copied(source: Path, folder: Path) -> Copied | None:
    """Keep the file `source`; None where it is not there, or its copy was there before."""
    try:
        data = source.read_bytes()
    except FileNotFoundError:
        return None
    target = folder / source.name
    there = target.exists()
    PictureShelf(folder).keep(data, source.suffix)
    return None if there else Copied(source.name, target.stat().st_mtime_ns)
