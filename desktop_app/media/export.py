"""The engine that writes conversations into files. For PDF it has Qt, which needs no window."""

import os
from collections.abc import Iterator
from typing import IO

from desktop_app.core.engine import CancelToken, Engine, EngineSpec, Job, LoadJob, UnloadJob
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Failed, Finished, Reason
from desktop_app.core.export_job import ExportJob
from desktop_app.core.export_writing import ExportWriting, StoppedError
from desktop_app.core.formula import Formula, FormulaJob, Typeset


class ExportEngine:
    """Does `ExportJob`s. It keeps nothing between two of them but the engine of formulas."""

    def __init__(self, formulas: EngineSpec | None = None) -> None:
        """`formulas` names the engine that sets them; without it they stay as they were written."""
        self._formulas = formulas
        self._setter: Engine | None = None
        self._drawn: dict[Formula, Typeset | None] = {}

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Write what is wanted; every way it can go ends in one terminal event."""
        if isinstance(job, LoadJob | UnloadJob):
            yield Finished()
            return
        if not isinstance(job, ExportJob):
            yield Failed(Problem("internal", details=f"nothing to export: {type(job).__name__}"))
            return
        try:
            yield from ExportWriting(
                job, _print, cancel, lambda formula: self._draw(formula, cancel)
            ).run()
        except StoppedError:
            yield Finished(Reason.CANCELLED)
        except ParleyError as error:
            yield Failed(error.problem)
        else:
            yield Finished()
        finally:
            self._drawn.clear()

    def close(self) -> None:
        """There is nothing to free."""

    def _draw(self, formula: Formula, cancel: CancelToken) -> Typeset | None:
        """The drawing of a formula, made once in each job; None for one that cannot be drawn."""
        if self._formulas is None:
            return None
        if formula not in self._drawn:
            self._setter = self._setter or self._formulas.create()
            events = self._setter.run(FormulaJob("formula", (formula,)), cancel)
            drawings = [event for event in events if isinstance(event, Typeset)]
            self._drawn[formula] = drawings[0] if drawings else None
        return self._drawn[formula]


def _print(html: str, file: IO[bytes]) -> Iterator[Event]:
    """Qt is imported for what needs it: a text is written without."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from desktop_app.media.paper import print_pdf

    return print_pdf(html, file)


def create(options: object = None) -> ExportEngine:
    """The engine, for an `EngineSpec`; its options name the engine of formulas, or are None."""
    assert options is None or isinstance(options, EngineSpec)
    return ExportEngine(options)
