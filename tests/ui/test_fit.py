"""What fits is asked while somebody looks, one question at a time, and the last answer counts."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core.engine import LoadJob, ModelOptions
from desktop_app.core.errors import Problem
from desktop_app.core.events import Loaded
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.fit import Fit
from tests.ui.fit_script import CARD, CPU, AskedEngine

MODEL = ModelOptions("/m/model.gguf")
LOADED = Loaded("/m/model.gguf", "Model", 8192, "CPU", 2, 0.1)


class Desk:
    """A `Fit` over an engine, and the model that is in use."""

    def __init__(self) -> None:
        self.engine = AskedEngine()
        self.thread = EngineThread(lambda: self.engine)
        self.model: ModelOptions | None = MODEL
        self.fit = Fit(self.thread, lambda: self.model)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.engine.gate.set()
    assert desk.thread.shut_down(5000)


def context(desk: Desk) -> int:
    """The context of the plan that is known."""
    answer = desk.fit.answer
    return answer.plan.context_size if answer and answer.plan else 0


def test_nothing_is_asked_while_nobody_looks(qtbot: QtBot, desk: Desk) -> None:
    desk.fit.ask()
    desk.fit.try_value("model.context_size", 512)
    assert not desk.thread.busy
    desk.fit.watch()
    qtbot.waitUntil(lambda: context(desk) == 8192)
    desk.fit.leave()
    desk.fit.ask()
    assert not desk.fit.waits
    assert desk.engine.asked == [MODEL]


def test_what_is_typed_is_asked_about_and_only_the_last_answer_is_kept(
    qtbot: QtBot, desk: Desk
) -> None:
    seen: list[int] = []
    desk.fit.changed.connect(lambda: seen.append(context(desk)))
    desk.engine.gate.clear()
    desk.fit.watch()
    assert desk.engine.begun.wait(200)
    for typed in (3, 30, 300, 3000):
        desk.fit.try_value("model.context_size", typed)
    desk.engine.gate.set()
    qtbot.waitUntil(lambda: context(desk) == 3000)
    assert not desk.fit.waits
    sizes = [model.context_size for model in desk.engine.asked if model]
    assert sizes == [0, 3000]
    assert set(seen) == {0, 3000}, "the answer to the first question came too late to count"


def test_what_was_tried_ends_with_the_setting(qtbot: QtBot, desk: Desk) -> None:
    desk.fit.watch()
    desk.fit.try_value("model.context_size", 512)
    qtbot.waitUntil(lambda: context(desk) == 512)
    desk.fit.settings_changed()
    qtbot.waitUntil(lambda: context(desk) == 8192)


def test_a_setting_that_does_not_change_the_model_is_not_asked_about(
    qtbot: QtBot, desk: Desk
) -> None:
    desk.fit.watch()
    qtbot.waitUntil(lambda: context(desk) == 8192)
    desk.fit.try_value("model.idle_minutes", 5)
    desk.fit.try_value("sampling.top_k", 5)
    assert not desk.fit.waits


def test_a_busy_engine_is_waited_for(qtbot: QtBot, desk: Desk) -> None:
    desk.engine.gate.clear()
    desk.thread.submit(LoadJob("other", MODEL))
    desk.fit.watch()
    assert desk.fit.held_up
    desk.engine.gate.set()
    qtbot.waitUntil(lambda: context(desk) == 8192)
    assert not desk.fit.held_up


def test_an_idle_engine_holds_nothing_up(qtbot: QtBot, desk: Desk) -> None:
    desk.engine.gate.clear()
    desk.fit.watch()
    assert desk.fit.waits
    assert not desk.fit.held_up
    desk.engine.gate.set()
    qtbot.waitUntil(lambda: not desk.fit.waits)


def test_why_there_is_no_answer_is_known(qtbot: QtBot, desk: Desk) -> None:
    desk.engine.failure = Problem("model.missing", {"name": "model.gguf"})
    desk.fit.watch()
    qtbot.waitUntil(lambda: desk.fit.problem == desk.engine.failure)
    assert desk.fit.answer is None
    desk.engine.failure = None
    desk.fit.ask()
    qtbot.waitUntil(lambda: context(desk) == 8192)
    assert desk.fit.problem is None


def test_another_model_has_no_answer_yet(qtbot: QtBot, desk: Desk) -> None:
    desk.fit.watch()
    qtbot.waitUntil(lambda: context(desk) == 8192)
    desk.engine.gate.clear()
    desk.model = ModelOptions("/m/other.gguf")
    desk.fit.ask()
    assert desk.fit.answer is None
    desk.engine.gate.set()
    qtbot.waitUntil(lambda: context(desk) == 8192)
    assert desk.engine.asked[-1] == desk.model


def test_a_model_that_is_loaded_leaves_another_amount_free(qtbot: QtBot, desk: Desk) -> None:
    desk.fit.watch()
    qtbot.waitUntil(lambda: context(desk) == 8192)
    desk.thread.happened.emit(77, LOADED)
    qtbot.waitUntil(lambda: len(desk.engine.asked) == 2)
    qtbot.waitUntil(lambda: not desk.fit.waits)


def test_without_a_model_the_devices_alone_are_asked_for(qtbot: QtBot, desk: Desk) -> None:
    desk.model = None
    desk.fit.watch()
    qtbot.waitUntil(lambda: desk.fit.answer is not None)
    assert desk.engine.asked == [None]
    assert not desk.fit.about_a_model
    assert desk.fit.answer is not None
    assert (desk.fit.answer.plan, desk.fit.answer.devices) == (None, (CPU, CARD))
