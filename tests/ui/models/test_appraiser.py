"""The memory is asked for when nobody waits for the engine, and the last answer holds."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core.engine import CancelToken, FitJob, Job, LoadJob, ModelOptions
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Failed, Finished, Fitted, Loaded
from desktop_app.core.judgement import Fits
from desktop_app.core.machine import Machine
from desktop_app.core.settings import Settings
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.models.appraiser import Appraiser
from tests.model_headers import llama_3b

GIGABYTE = 10**9
SMALL = Machine(2 * GIGABYTE, 4 * GIGABYTE)
LARGE = Machine(30 * GIGABYTE, 32 * GIGABYTE)
MODEL = ModelOptions("/m/model.gguf")


class MemoryEngine:
    """Answers a question with `machine`, fails with `failure`; `gate` holds other jobs up."""

    def __init__(self) -> None:
        self.machine: Machine | None = SMALL
        self.failure: Problem | None = None
        self.order: list[str] = []
        self.gate = threading.Event()
        self.gate.set()

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        self.order.append(job.id)
        if isinstance(job, FitJob):
            assert job.model is None
            yield Failed(self.failure) if self.failure else Fitted(None, (), "", None, self.machine)
            return
        self.gate.wait(200)
        yield Loaded("/m/model.gguf", "Model", 8192, "CPU", 1, 0.1)
        yield Finished()

    def close(self) -> None:
        """Nothing to free."""


class Desk:
    def __init__(self, folder: Path) -> None:
        self.engine = MemoryEngine()
        self.thread = EngineThread(lambda: self.engine)
        self.settings = Settings.load(folder / "settings.toml")
        self.appraiser = Appraiser(self.thread, self.settings)
        self.changes: list[Machine | None] = []
        self.appraiser.changed.connect(lambda: self.changes.append(self.appraiser.machine))


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.engine.gate.set()
    assert desk.thread.shut_down(5000)


def known(qtbot: QtBot, desk: Desk, machine: Machine) -> None:
    qtbot.waitUntil(lambda: desk.appraiser.machine == machine and not desk.appraiser.asking)


def test_nothing_is_known_before_it_is_asked(desk: Desk) -> None:
    assert desk.appraiser.machine is None
    assert desk.appraiser.judge([llama_3b()]) is None
    assert desk.appraiser.judge_size(GIGABYTE) is None
    assert not desk.thread.busy


def test_the_memory_is_told_once_it_is_another(qtbot: QtBot, desk: Desk) -> None:
    desk.appraiser.ask()
    known(qtbot, desk, SMALL)
    desk.appraiser.ask()
    qtbot.waitUntil(lambda: len(desk.engine.order) == 2 and not desk.appraiser.asking)
    desk.engine.machine = LARGE
    desk.appraiser.ask()
    known(qtbot, desk, LARGE)
    assert desk.changes == [SMALL, LARGE]


def test_a_busy_engine_is_asked_when_it_is_free(qtbot: QtBot, desk: Desk) -> None:
    desk.engine.gate.clear()
    desk.thread.submit(LoadJob("first", MODEL))
    desk.appraiser.ask()
    desk.appraiser.ask()
    desk.thread.submit(LoadJob("reply", MODEL))
    desk.engine.gate.set()
    known(qtbot, desk, SMALL)
    assert desk.engine.order == ["first", "reply", "appraise"], "a reply waits for nothing"


def test_a_model_that_is_loaded_leaves_another_amount_free(qtbot: QtBot, desk: Desk) -> None:
    desk.appraiser.ask()
    known(qtbot, desk, SMALL)
    desk.engine.machine = LARGE
    desk.thread.submit(LoadJob("load", MODEL))
    known(qtbot, desk, LARGE)


def test_who_never_asked_is_told_nothing(qtbot: QtBot, desk: Desk) -> None:
    desk.thread.submit(LoadJob("load", MODEL))
    qtbot.waitUntil(lambda: not desk.thread.busy)
    desk.thread.submit(LoadJob("again", MODEL))
    qtbot.waitUntil(lambda: len(desk.engine.order) == 2 and not desk.thread.busy)
    assert desk.engine.order == ["load", "again"]
    assert desk.changes == []


def test_the_last_answer_holds_when_the_engine_cannot_answer(qtbot: QtBot, desk: Desk) -> None:
    desk.appraiser.ask()
    known(qtbot, desk, SMALL)
    desk.engine.failure = Problem("engine.failed")
    desk.appraiser.ask()
    qtbot.waitUntil(lambda: len(desk.engine.order) == 2 and not desk.appraiser.asking)
    desk.engine.failure, desk.engine.machine = None, None
    desk.appraiser.ask()
    qtbot.waitUntil(lambda: len(desk.engine.order) == 3 and not desk.appraiser.asking)
    assert desk.appraiser.machine == SMALL


def test_a_model_is_judged_by_the_memory_and_the_settings(qtbot: QtBot, desk: Desk) -> None:
    desk.engine.machine = LARGE
    desk.appraiser.ask()
    known(qtbot, desk, LARGE)
    assert desk.appraiser.judge_size(40 * GIGABYTE) is Fits.TOO_LARGE
    header = llama_3b()
    first = desk.appraiser.judge([header])
    assert first is not None
    assert desk.appraiser.judge([header]) is first, "made once"
    desk.settings.set("model.context_size", 512)
    second = desk.appraiser.judge([header])
    assert second is not None
    assert second.plan.context_size == 512
    assert desk.changes == [LARGE, LARGE]
    desk.settings.set("theme", "dark")
    assert desk.changes == [LARGE, LARGE]


def test_no_header_is_no_judgement(qtbot: QtBot, desk: Desk) -> None:
    desk.appraiser.ask()
    known(qtbot, desk, SMALL)
    assert desk.appraiser.judge([]) is None
