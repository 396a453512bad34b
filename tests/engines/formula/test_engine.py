"""Formulas become drawings, and none of them takes the engine with it."""

import sys
from xml.etree import ElementTree

import pytest

from desktop_app.core.engine import CancelToken
from desktop_app.core.engine_names import FORMULA
from desktop_app.core.events import Event, Finished, Reason
from desktop_app.core.formula import Formula, FormulaJob, Typeset, Untypeset
from desktop_app.engines.formula.engine import FormulaEngine
from desktop_app.engines.isolated import IsolatedEngine


def answers(*sources: str, display: bool = True, seconds: float = 20.0) -> list[Event]:
    formulas = tuple(Formula(source, display) for source in sources)
    engine = FormulaEngine(seconds)
    events = list(engine.run(FormulaJob("job", formulas), CancelToken()))
    assert events.pop() == Finished()
    return events


def test_a_drawing_of_outlines() -> None:
    (drawn,) = answers(r"\frac{a}{b}")
    assert isinstance(drawn, Typeset)
    root = ElementTree.fromstring(drawn.svg)
    kinds = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert kinds == {"svg", "path", "rect"}
    width, height = (float(part) for part in root.attrib["viewBox"].split()[2:])
    assert width / height == pytest.approx(drawn.width / (drawn.ascent + drawn.descent), rel=0.01)


def test_in_a_line_it_is_lower() -> None:
    (wide,) = answers(r"\sum_{i=1}^n i")
    (low,) = answers(r"\sum_{i=1}^n i", display=False)
    assert isinstance(wide, Typeset)
    assert isinstance(low, Typeset)
    assert low.ascent + low.descent < wide.ascent + wide.descent


@pytest.mark.parametrize(
    "source",
    [
        r"\int_0^\infty e^{-x^2}\,dx=\frac{\sqrt{\pi}}{2}",
        r"\begin{align} a&=b\\ c&=d\end{align}",
        r"\begin{aligned}a&=b\\&=c\end{aligned}",
        r"\begin{eqnarray}a&=&b\\c&=&d\end{eqnarray}",
        r"\begin{flalign*}a&=b\end{flalign*}",
        r"\begin{pmatrix}1&2\\3&4\end{pmatrix}",
        r"\begin{cases}1&x>0\\0&\text{otherwise}\end{cases}",
        r"\operatorname{argmax}_x f(x) \in \mathbb{R}",
        r"x = 1 \tag{3}\label{eq:x}",
        r"\left.\frac{a}{b}\right|_{x=0}",
        r"f'(x) \leq \hat{y}",
    ],
)
def test_what_models_write(source: str) -> None:
    assert isinstance(answers(source)[0], Typeset)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (r"\foo x", "formula.unknown"),
        (r"\ce{H2O}", "formula.unknown"),
        (r"\text{你好}", "formula.character"),
        (r"\frac{", "formula.broken"),
        (r"\left( x", "formula.broken"),
        ("a & b", "formula.broken"),
        ("", "formula.broken"),
        ("{}", "formula.broken"),
        (r"\def\a{\a\a}\a", "formula.too_large"),
        ("{" * 3000 + "x" + "}" * 3000, "formula.too_large"),
        (r"\hspace{99999em}x", "formula.too_large"),
        (r"\rule{1em}{99999em}", "formula.too_large"),
        ("x" * 1_000_000, "formula.too_large"),
    ],
)
def test_what_stays_as_it_was_written(source: str, code: str) -> None:
    bad, good = answers(source, "x")
    assert isinstance(bad, Untypeset)
    assert bad.problem.code == code
    assert isinstance(good, Typeset)


def test_one_that_would_take_for_ever_ends_and_the_next_is_set() -> None:
    slow, good = answers(r"\sqrt{" * 80 + "x" + "}" * 80, "x", seconds=0.2)
    assert isinstance(slow, Untypeset)
    assert slow.problem.code == "formula.too_slow"
    assert isinstance(good, Typeset)
    assert sys.getprofile() is None


def test_a_stop_between_two() -> None:
    token = CancelToken()
    job = FormulaJob("job", (Formula("x"), Formula("y")))
    events = FormulaEngine().run(job, token)
    assert isinstance(next(events), Typeset)
    token.set()
    assert list(events) == [Finished(Reason.CANCELLED)]


def test_in_a_process_of_its_own() -> None:
    engine = IsolatedEngine(FORMULA, family="part")
    try:
        job = FormulaJob("job", (Formula("x^2"), Formula(r"\foo")))
        kinds = [type(event) for event in engine.run(job, CancelToken())]
    finally:
        engine.close()
    assert kinds == [Typeset, Untypeset, Finished]


def test_lines_are_not_counted() -> None:
    counted, plain = answers(r"\begin{align}a\end{align}", r"\begin{align*}a\end{align*}")
    assert isinstance(counted, Typeset)
    assert isinstance(plain, Typeset)
    assert counted.svg == plain.svg
