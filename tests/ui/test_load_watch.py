"""The mark on the disk: there while a model is loaded, and after a load that nobody survived."""

from pathlib import Path

import pytest

from desktop_app.core.engine import ChatJob, FitJob, LoadJob, ModelOptions, UnloadJob
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Failed, Finished, Loaded, Loading, Reason
from desktop_app.core.load_mark import LoadMark
from desktop_app.engines.scripted import ScriptedEngine, ScriptedOptions
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.load_watch import LoadWatch

MODEL = ModelOptions("/m/model.gguf")
LOADED = Loaded(MODEL.path, "Model", 8192, "CPU", 2, 0.1)


@pytest.fixture
def mark(tmp_path: Path) -> LoadMark:
    return LoadMark(tmp_path / "loading")


@pytest.fixture
def watch(qtbot, mark):
    thread = EngineThread(lambda: ScriptedEngine(ScriptedOptions()))
    yield LoadWatch(thread, mark)
    assert thread.shut_down(5000)


def load(watch: LoadWatch, *events: Event) -> None:
    watch.expect(1, LoadJob("load", MODEL))
    for event in events:
        watch.observe(1, event)


def test_it_is_there_while_a_model_is_loaded(watch, mark):
    load(watch, Loading(0.0), Loading(0.5))
    assert mark.read() == MODEL.path
    watch.observe(1, LOADED)
    assert mark.read() == ""


@pytest.mark.parametrize(
    "end", [Finished(Reason.CANCELLED), Failed(Problem("model.damaged", {"name": "m"}))]
)
def test_it_goes_where_the_load_ends_otherwise(watch, mark, end):
    load(watch, Loading(0.0), end)
    assert mark.read() == ""


@pytest.mark.parametrize("code", ["engine.crashed_loading", "engine.no_memory"])
def test_it_stays_where_the_engine_died_of_it(watch, mark, code):
    load(watch, Loading(0.0), Failed(Problem(code)))
    watch.shut_down()
    assert mark.read() == MODEL.path
    load(watch, Loading(0.0), LOADED)
    assert mark.read() == ""


def test_a_crash_in_an_answer_leaves_none(watch, mark):
    watch.expect(1, ChatJob("a", MODEL, ()))
    for event in (Loading(0.0), LOADED, Failed(Problem("engine.crashed"))):
        watch.observe(1, event)
    assert mark.read() == ""


def test_a_projector_and_what_loads_nothing_leave_none(watch, mark):
    load(watch, Loading(0.2, projector=True))
    watch.expect(2, UnloadJob("unload"))
    watch.observe(2, Finished())
    watch.expect(3, FitJob("fit", MODEL))
    watch.observe(3, Failed(Problem("engine.crashed")))
    assert mark.read() == ""


def test_to_close_the_window_in_mid_load_is_no_crash(watch, mark):
    load(watch, Loading(0.0))
    watch.shut_down()
    assert mark.read() == ""
