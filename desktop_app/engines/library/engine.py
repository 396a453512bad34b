"""The engine behind the library of models."""

from collections.abc import Iterator

from desktop_app.core.disk import LookUpJob
from desktop_app.core.engine import CancelToken, Job, LoadJob, UnloadJob
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Failed, Finished, Reason
from desktop_app.core.fetch import DiscardJob
from desktop_app.core.local_model import ImportJob, RemoveJob, ScanJob, VerifyJob
from desktop_app.engines.library.bringing import bring
from desktop_app.engines.library.discarding import throw_away
from desktop_app.engines.library.lookup import look_up
from desktop_app.engines.library.proof import verify
from desktop_app.engines.library.removal import remove
from desktop_app.engines.library.scan import scan
from desktop_app.engines.library.walk import StoppedError


class LibraryEngine:
    """Implements `core.engine.Engine` on the disk alone. It keeps nothing between two jobs."""

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Do a `LibraryJob`, a `LookUpJob` or a `DiscardJob`; each ends in one terminal event."""
        if isinstance(job, LoadJob | UnloadJob):
            yield Finished()
            return
        try:
            yield from _events(job, cancel)
        except StoppedError:
            yield Finished(Reason.CANCELLED)
        except ParleyError as error:
            yield Failed(error.problem)
        else:
            yield Finished()

    def close(self) -> None:
        """There is nothing to free."""


def _events(job: Job, cancel: CancelToken) -> Iterator[Event]:
    """What a job has to say before its end. Raises `ParleyError` and `StoppedError`."""
    match job:
        case ScanJob():
            return scan(job, cancel)
        case ImportJob():
            return bring(job, cancel)
        case VerifyJob():
            return verify(job, cancel)
        case RemoveJob():
            return remove(job)
        case LookUpJob():
            return look_up(job, cancel)
        case DiscardJob():
            return throw_away(job)
        case _:
            details = f"nothing that a library does: {type(job).__name__}"
            raise ParleyError(Problem("internal", details=details))
