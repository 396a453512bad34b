"""Formulas between the window and the process that sets them."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from desktop_app.core.formula import Formula, Typeset, Untypeset
from desktop_app.ui import typesetter as module
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.typesetter import Typesetter
from tests.ui.formula_script import BoxEngine


@pytest.fixture
def engine() -> BoxEngine:
    return BoxEngine()


@pytest.fixture
def typesetter(qtbot: QtBot, engine: BoxEngine) -> Iterator[Typesetter]:
    thread = EngineThread(lambda: engine)
    yield Typesetter(thread)
    assert thread.shut_down(5000)


def kind(typesetter: Typesetter, latex: str) -> type | None:
    answer = typesetter.answer(Formula(latex))
    return None if answer is None else type(answer)


def test_it_is_asked_for_once_and_kept(
    qtbot: QtBot, typesetter: Typesetter, engine: BoxEngine
) -> None:
    for _ in range(3):
        assert kind(typesetter, "x") is None
    qtbot.waitUntil(lambda: kind(typesetter, "x") is Typeset)
    assert kind(typesetter, "x") is Typeset
    assert engine.asked == [Formula("x")]


def test_display_is_another_one(qtbot: QtBot, typesetter: Typesetter, engine: BoxEngine) -> None:
    typesetter.answer(Formula("x"))
    typesetter.answer(Formula("x", display=True))
    qtbot.waitUntil(lambda: typesetter.answer(Formula("x", display=True)) is not None)
    assert len(engine.asked) == 2


def test_what_cannot_be_set_says_why(qtbot: QtBot, typesetter: Typesetter) -> None:
    qtbot.waitUntil(lambda: kind(typesetter, "\\bad") is Untypeset)
    answer = typesetter.answer(Formula("\\bad"))
    assert isinstance(answer, Untypeset)
    assert answer.problem.code == "formula.unknown"


def test_one_that_breaks_the_engine_keeps_no_other_back(
    qtbot: QtBot, typesetter: Typesetter, engine: BoxEngine
) -> None:
    for latex in ("a", "\\crash", "b"):
        typesetter.answer(Formula(latex))
    qtbot.waitUntil(lambda: kind(typesetter, "b") is Typeset)
    answer = typesetter.answer(Formula("\\crash"))
    assert isinstance(answer, Untypeset)
    assert answer.problem.code == "formula.failed"
    assert engine.asked.count(Formula("\\crash")) == 1


def test_an_engine_that_only_breaks_is_left_alone(
    qtbot: QtBot, typesetter: Typesetter, engine: BoxEngine
) -> None:
    for number in range(8):
        typesetter.answer(Formula(f"\\crash {number}"))
    qtbot.waitUntil(lambda: kind(typesetter, "\\crash 7") is Untypeset)
    assert len(engine.asked) == 3
    assert kind(typesetter, "y") is Untypeset


def test_only_so_many_are_kept(
    qtbot: QtBot, typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch, engine: BoxEngine
) -> None:
    monkeypatch.setattr(module, "KEPT", 2)
    for latex in "abc":
        typesetter.answer(Formula(latex))
    qtbot.waitUntil(lambda: kind(typesetter, "c") is Typeset)
    assert kind(typesetter, "a") is None  # asked for anew
    qtbot.waitUntil(lambda: len(engine.asked) == 4)


def test_a_renderer_a_colour(qtbot: QtBot, typesetter: Typesetter) -> None:
    qtbot.waitUntil(lambda: kind(typesetter, "x") is Typeset)
    drawing = typesetter.answer(Formula("x"))
    assert isinstance(drawing, Typeset)
    red = typesetter.renderer(drawing, QColor("red"))
    assert red.isValid()
    assert typesetter.renderer(drawing, QColor("red")) is red
    assert typesetter.renderer(drawing, QColor("blue")) is not red
