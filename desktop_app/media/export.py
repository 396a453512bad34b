"""The engine that writes conversations into files. For PDF it has Qt, which needs no window."""

import os
from collections.abc import Iterator
from typing import IO

from desktop_app.core.engine import CancelToken, Job, LoadJob, UnloadJob
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Failed, Finished, Reason
from desktop_app.core.export_job import ExportJob
from desktop_app.core.export_writing import ExportWriting, StoppedError


class ExportEngine:
    """Does `ExportJob`s. It keeps nothing between two of them."""

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Write what is wanted; every way it can go ends in one terminal event."""
        if isinstance(job, LoadJob | UnloadJob):
            yield Finished()
            return
        if not isinstance(job, ExportJob):
            yield Failed(Problem("internal", details=f"nothing to export: {type(job).__name__}"))
            return
        try:
            yield from ExportWriting(job, _print, cancel).run()
        except StoppedError:
            yield Finished(Reason.CANCELLED)
        except ParleyError as error:
            yield Failed(error.problem)
        else:
            yield Finished()

    def close(self) -> None:
        """There is nothing to free."""


def _print(html: str, file: IO[bytes]) -> Iterator[Event]:
    """Qt is imported for what needs it: a text is written without."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from desktop_app.media.paper import print_pdf

    return print_pdf(html, file)


def create(options: object = None) -> ExportEngine:
    """The engine, for an `EngineSpec`; it has no options."""
    del options
    return ExportEngine()
