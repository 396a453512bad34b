"""Formulas for the window: asked for once, set in another process, kept."""

import itertools
from collections import OrderedDict

from PySide6.QtCore import QByteArray, QObject, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtSvg import QSvgRenderer

from desktop_app.core.errors import Problem
from desktop_app.core.events import TERMINAL, Event, Failed
from desktop_app.core.formula import Formula, FormulaJob, Typeset, Untypeset
from desktop_app.ui.engine_thread import EngineThread

PATIENCE = 15_000
"""Milliseconds without a word after which the engine is stopped, and killed if it must be: it
bounds each formula itself, so this is for one that hangs where nothing bounds it."""
KEPT = 2_000
"""Formulas that are remembered."""
KEPT_CHARACTERS = 30_000_000
"""Characters of their drawings."""
RENDERERS = 400
_FAILURES = 3
"""After so many failures one after the other the engine is left alone."""

Answer = Typeset | Untypeset


class Typesetter(QObject):
    """Lives on the UI thread, as long as the window. Nothing here waits."""

    settled = Signal()
    """Formulas that were asked for have got their answers."""

    def __init__(self, engine: EngineThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._answers: OrderedDict[Formula, Answer] = OrderedDict()
        self._size = 0
        self._wanted: dict[Formula, None] = {}
        """Asked for, in that order, and not answered."""
        self._ticket = 0
        self._numbers = itertools.count(1)
        self._impatient = False
        self._failures = 0
        self._renderers: OrderedDict[tuple[str, str], QSvgRenderer] = OrderedDict()
        self._soon = self._timer(0, self._submit)
        self._tell = self._timer(0, self.settled.emit)
        self._patience = self._timer(PATIENCE, self._on_impatience)
        engine.happened.connect(self._on_event)

    def answer(self, formula: Formula) -> Answer | None:
        """What has become of `formula`; None while nobody knows: `settled` says when."""
        answer = self._answers.get(formula)
        if answer is not None:
            self._answers.move_to_end(formula)
            return answer
        if self._failures >= _FAILURES:
            return Untypeset(formula, Problem("formula.failed"))
        self._wanted.setdefault(formula)
        if not self._ticket:
            self._soon.start()
        return None

    def renderer(self, drawing: Typeset, color: QColor) -> QSvgRenderer:
        """What paints `drawing` in a colour, at any size."""
        key = (drawing.svg, color.name())
        if key not in self._renderers:
            if len(self._renderers) >= RENDERERS:
                self._renderers.popitem(last=False)[1].deleteLater()
            svg = drawing.svg.replace('"black"', f'"{color.name()}"')
            self._renderers[key] = QSvgRenderer(QByteArray(svg.encode()), self)
        self._renderers.move_to_end(key)
        return self._renderers[key]

    def _timer(self, interval: int, act: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(act)
        return timer

    def _submit(self) -> None:
        if self._ticket or not self._wanted:
            return
        self._impatient = False
        job = FormulaJob(f"formula {next(self._numbers)}", tuple(self._wanted))
        self._ticket = self._engine.submit(job)
        self._patience.start()

    def _on_event(self, ticket: int, event: Event) -> None:
        if ticket != self._ticket:
            return
        if isinstance(event, Typeset | Untypeset):
            self._failures = 0
            self._patience.start()
            self._keep(event)
        elif isinstance(event, TERMINAL):
            self._on_end(event)

    def _on_end(self, event: Event) -> None:
        """The job is over; if it broke, the formula at which it did is not tried again."""
        self._ticket = 0
        self._patience.stop()
        if isinstance(event, Failed) or self._impatient:
            self._failures += not self._impatient
            blamed = list(self._wanted)[: 1 if self._failures < _FAILURES else None]
            code = "formula.too_slow" if self._impatient else "formula.failed"
            for formula in blamed:
                self._keep(Untypeset(formula, Problem(code)))
        if self._wanted:
            self._soon.start()

    def _on_impatience(self) -> None:
        self._impatient = True
        self._engine.cancel(self._ticket)

    def _keep(self, answer: Answer) -> None:
        self._wanted.pop(answer.formula, None)
        self._answers[answer.formula] = answer
        self._size += _size_of(answer)
        while len(self._answers) > KEPT or (
            self._size > KEPT_CHARACTERS and len(self._answers) > 1
        ):
            self._size -= _size_of(self._answers.popitem(last=False)[1])
        self._tell.start()


def _size_of(answer: Answer) -> int:
    return len(answer.svg) if isinstance(answer, Typeset) else 0
