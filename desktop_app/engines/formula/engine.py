"""The engine of formulas: ziamath, with a limit to everything that a formula may ask for."""

import re
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from xml.etree import ElementTree

from desktop_app.core.engine import CancelToken, Job
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Failed, Finished, Reason
from desktop_app.core.formula import LONGEST, Formula, FormulaJob, Typeset, Untypeset

with warnings.catch_warnings():
    # It asks for its fonts as Python no longer likes to be asked.
    warnings.simplefilter("ignore", DeprecationWarning)
    from ziamath.config import config
    from ziamath.tex import tex2mml
    from ziamath.zmath import Latex

SECONDS: Final = 2.0
"""What one formula may take. Nested roots take ziamath twice as long with each level."""
LARGEST_DRAWING: Final = 1_000_000
"""Characters of SVG."""
WIDEST: Final = 1_000.0
HIGHEST: Final = 200.0
"""In sizes of the font; a rule can be asked for that is as long as a mile."""
_SIZE: Final = 24.0
_MARGIN: Final = 1.0
"""Room around the outlines for their soft edges, in pixels at that size."""
_BOOKKEEPING = re.compile(r"\\(?:label)\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z])")
"""What only a document has a use for."""
_ALIGNED = re.compile(r"\\(begin|end)\{(?:eqnarray|flalign)\*?\}")
"""Environments that ziamath does not know, and one that looks nearly like them."""
_NUMBERED = re.compile(r"\\(begin|end)\{(align|gather|equation|multline|alignat)\}")
"""Environments that would count their lines; nothing here refers to a number."""
_TAG = re.compile(r"\\tag\*?\{([^{}]*)\}")
_COMMAND = re.compile(r"\\[A-Za-z]+")


class TooSlowError(Exception):
    """A formula took longer than it may."""


class FormulaEngine:
    """Sets formulas. Each is a world of its own: what is wrong with one is said of that one."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        config.svg2 = False  # Plain paths: Qt draws no symbols.
        config.precision = 2

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Do a `FormulaJob`; a LoadJob has nothing to do beyond the import of this module."""
        if not isinstance(job, FormulaJob):
            yield Finished()
            return
        for formula in job.formulas:
            if cancel.is_set():
                yield Finished(Reason.CANCELLED)
                return
            try:
                yield self._set(formula, cancel)
            except MemoryError:
                yield Failed(Problem("formula.failed"))
                return
        yield Finished()

    def close(self) -> None:
        """Nothing to free."""

    def _set(self, formula: Formula, cancel: CancelToken) -> Event:
        if len(formula.latex) > LONGEST:
            return Untypeset(formula, Problem("formula.too_large"))
        try:
            with _limited(self._seconds, cancel):
                return _typeset(formula)
        except ParleyError as error:
            return Untypeset(formula, error.problem)
        except (TooSlowError, RecursionError) as error:
            code = "formula.too_slow" if isinstance(error, TooSlowError) else "formula.too_large"
            return Untypeset(formula, Problem(code))
        except MemoryError:
            raise
        except Exception as error:  # Whatever stands in a formula, and whatever reads it.
            details = f"{type(error).__name__}: {error}"[:500]
            return Untypeset(formula, Problem("formula.broken", details=details))


def _typeset(formula: Formula) -> Typeset:
    latex = _ALIGNED.sub(r"\\\1{aligned}", formula.latex)
    latex = _NUMBERED.sub(r"\\\1{\2*}", latex)
    latex = _TAG.sub(r"\\qquad\\text{(\1)}", _BOOKKEEPING.sub("", latex))
    mathml = tex2mml(latex, inline=not formula.display)
    drawing = Latex(latex, size=_SIZE, inline=not formula.display, margin=_MARGIN)
    _check(mathml, drawing.font)
    box = drawing.node.bbox
    width = box.xmax - box.xmin
    height = box.ymax - box.ymin
    if not (0 < width <= WIDEST * _SIZE and 0 < height <= HIGHEST * _SIZE):
        empty = width <= 0 or height <= 0
        raise ParleyError(Problem("formula.broken" if empty else "formula.too_large"))
    svg = drawing.svg()
    if len(svg) > LARGEST_DRAWING:
        raise ParleyError(Problem("formula.too_large"))
    return Typeset(
        formula,
        svg,
        (width + 2 * _MARGIN) / _SIZE,
        (box.ymax + _MARGIN) / _SIZE,
        (_MARGIN - box.ymin) / _SIZE,
    )


def _check(mathml: str, font: Any) -> None:
    """Refuse what would be drawn as a word or as an empty box in place of what it means."""
    for element in ElementTree.fromstring(mathml).iter():
        text = element.text or ""
        spoken = element.tag.endswith("mtext")
        if not spoken and (command := _COMMAND.search(text)):
            raise ParleyError(Problem("formula.unknown", {"name": command[0]}))
        for character in text:
            if not (character.isspace() or character.isascii() or _has(font, character)):
                raise ParleyError(Problem("formula.character", {"name": character}))


def _has(font: Any, character: str) -> bool:
    # What has no looks of its own (function application, invisible times) is not drawn.
    return 0x2060 <= ord(character) <= 0x2064 or bool(font.glyphindex(character))


@contextmanager
def _limited(seconds: float, cancel: CancelToken) -> Iterator[None]:
    """Raise TooSlowError at the next call of a function after `seconds`, or after a Stop.

    The libraries are Python all through, and have no way to be asked.
    """
    until = time.monotonic() + seconds

    def look(frame: object, event: str, argument: object) -> None:
        if time.monotonic() > until or cancel.is_set():
            raise TooSlowError

    before = sys.getprofile()
    sys.setprofile(look)
    try:
        yield
    finally:
        sys.setprofile(before)
