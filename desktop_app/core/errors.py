"""Everything that can go wrong, each as one sentence and a remedy.

A `Problem` is what crosses boundaries: a code, the values of its sentence and details to copy.
The sentences stand once, in `KINDS`; whoever shows a problem translates them there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_app.core.kinds.document import DOCUMENT_KINDS
from desktop_app.core.kinds.engine import ENGINE_KINDS
from desktop_app.core.kinds.exchange import EXCHANGE_KINDS
from desktop_app.core.kinds.formula import FORMULA_KINDS
from desktop_app.core.kinds.housekeeping import HOUSEKEEPING_KINDS
from desktop_app.core.kinds.hub import HUB_KINDS
from desktop_app.core.kinds.keeping import KEEPING_KINDS
from desktop_app.core.kinds.kind import Action, Kind
from desktop_app.core.kinds.model import MODEL_KINDS
from desktop_app.core.kinds.picture import PICTURE_KINDS
from desktop_app.core.kinds.search import SEARCH_KINDS
from desktop_app.core.kinds.voice import VOICE_KINDS
from desktop_app.core.text import Sentence, Value

CONTEXT = "Problem"

KINDS: Mapping[str, Kind] = {
    **MODEL_KINDS,
    **ENGINE_KINDS,
    **VOICE_KINDS,
    **PICTURE_KINDS,
    **DOCUMENT_KINDS,
    **HUB_KINDS,
    **KEEPING_KINDS,
    **FORMULA_KINDS,
    **SEARCH_KINDS,
    **EXCHANGE_KINDS,
    **HOUSEKEEPING_KINDS,
}
"""Every sort of problem by its code."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that went wrong (or that the person should know), ready to cross a boundary.

    `code` is a key of `KINDS`, `values` fill its sentence, `details` is untranslated text for
    copying (a library's log lines, a traceback).
    """

    code: str
    values: Mapping[str, Value] = field(default_factory=dict)
    details: str = ""

    def __post_init__(self) -> None:
        if self.code not in KINDS:
            raise KeyError(f"no such problem: {self.code}")

    @property
    def sentence(self) -> Sentence:
        """What happened."""
        kind = KINDS[self.code]
        number = self.values.get(kind.counts)
        return Sentence(
            CONTEXT, kind.sentence, self.values, number if isinstance(number, int) else None
        )

    @property
    def remedy(self) -> Sentence:
        """What the person can do about it."""
        return Sentence(CONTEXT, KINDS[self.code].remedy, self.values)

    @property
    def action(self) -> Action:
        """What the button beside it does."""
        return KINDS[self.code].action

    @property
    def second(self) -> Action:
        """What the other button does, for those who do not want the first."""
        return KINDS[self.code].second


class ParleyError(Exception):
    """Carries a `Problem` up to the place that turns it into an event or shows it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence.english())
        self.problem = problem
