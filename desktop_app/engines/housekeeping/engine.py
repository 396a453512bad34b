"""The engine behind the page about a person's data, which also keeps what was temporary."""

from collections.abc import Iterator

from desktop_app.core.engine import CancelToken, Job, LoadJob, UnloadJob
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Failed, Finished, Reason
from desktop_app.core.housekeeping import BackupJob, CheckJob, ForgetJob, WeighJob
from desktop_app.core.shelving import ShelveJob, UnshelveJob
from desktop_app.engines.housekeeping.backing_up import BackingUp
from desktop_app.engines.housekeeping.checking import Checking, forget
from desktop_app.engines.housekeeping.shelving import shelve, unshelve
from desktop_app.engines.housekeeping.stop import StoppedError
from desktop_app.engines.housekeeping.weighing import Weighing


class HousekeepingEngine:
    """Implements `core.engine.Engine` on the files of a home. It keeps nothing between jobs."""

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Do a job of `core.housekeeping` or `core.shelving`; each ends in one terminal event."""
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
    if isinstance(job, WeighJob):
        yield from Weighing(job, cancel).run()
    elif isinstance(job, BackupJob):
        yield from BackingUp(job, cancel).run()
    elif isinstance(job, CheckJob):
        yield from Checking(job, cancel).run()
    elif isinstance(job, ForgetJob):
        forget(job)
    elif isinstance(job, ShelveJob):
        yield shelve(job, cancel)
    elif isinstance(job, UnshelveJob):
        unshelve(job)
    else:
        details = f"nothing to look after: {type(job).__name__}"
        raise ParleyError(Problem("internal", details=details))
