"""The engine that brings files here."""

import traceback
from collections.abc import Iterator

from desktop_app.core.engine import CancelToken, Job, UnloadJob
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Failed, Finished, Reason
from desktop_app.core.fetch import FetchJob
from desktop_app.engines.fetch.options import FetchOptions
from desktop_app.engines.fetch.patience import Patience
from desktop_app.engines.fetch.transfer import PausedError, Transfer


class FetchEngine:
    """Implements `core.engine.Engine` by an HTTP client. One file at a time."""

    def __init__(self, options: FetchOptions) -> None:
        self._options = options
        self._patience = Patience(options)

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Do `job`; every way it can go ends in one terminal event."""
        if isinstance(job, UnloadJob):
            yield Finished()
            return
        if not isinstance(job, FetchJob):
            yield Failed(Problem("internal", details=f"not to fetch: {type(job).__name__}"))
            return
        if cancel.is_set():
            yield Finished(Reason.CANCELLED)
            return
        end: Event
        try:
            yield from Transfer(job, self._options, self._patience, cancel).run()
            end = Finished()
        except PausedError:
            end = Finished(Reason.CANCELLED)
        except ParleyError as error:
            end = Failed(error.problem)
        except Exception:
            end = Failed(Problem("internal", details=traceback.format_exc()))
        yield end

    def close(self) -> None:
        """Nothing is kept between two jobs."""
