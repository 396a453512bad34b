"""An engine of formulas that draws a box for whatever it is given, at once."""

from collections.abc import Iterator

from desktop_app.core.engine import CancelToken, Job
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Failed, Finished
from desktop_app.core.formula import Formula, FormulaJob, Typeset, Untypeset

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 24">'
    '<rect x="0" y="0" width="48" height="24" fill="black"/></svg>'
)


class BoxEngine:
    """Boxes, two em wide and one high; `\\bad` is refused, at `\\crash` the engine breaks down."""

    def __init__(self) -> None:
        self.asked: list[Formula] = []

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Answer a `FormulaJob`."""
        assert isinstance(job, FormulaJob)
        for formula in job.formulas:
            self.asked.append(formula)
            if "crash" in formula.latex:
                yield Failed(Problem("part.crashed"))
                return
            if "bad" in formula.latex:
                yield Untypeset(formula, Problem("formula.unknown", {"name": "\\bad"}))
            else:
                yield Typeset(formula, SVG, 2.0, 0.75, 0.25)
        yield Finished()

    def close(self) -> None:
        """Nothing."""
