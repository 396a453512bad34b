"""The engine behind the import of conversations."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from desktop_app.core.engine import CancelToken, Job, LoadJob, UnloadJob
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Failed, Finished, Reason
from desktop_app.core.import_job import ChatImportJob, TakeBackJob
from desktop_app.core.incoming import Incoming
from desktop_app.engines.arrival.bringing import Bringing, StoppedError


class ArrivalEngine:
    """Implements `core.engine.Engine` on files and the database. It keeps nothing between jobs."""

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Do a `ChatImportJob` or a `TakeBackJob`; each ends in one terminal event."""
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
    if isinstance(job, ChatImportJob):
        yield from Bringing(job, cancel).run()
    elif isinstance(job, TakeBackJob):
        with closing(Incoming(Path(job.database))) as store:
            store.delete_all(job.ids)
    else:
        details = f"nothing to import: {type(job).__name__}"
        raise ParleyError(Problem("internal", details=details))
