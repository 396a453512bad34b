"""A model over which its engine dies while it loads, and one over which it dies later."""

from collections.abc import Callable, Iterator

import pytest

from desktop_app.core.engine import EngineSpec, LoadJob, ModelOptions
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Failed, Loaded, Loading
from desktop_app.engines.isolated import IsolatedEngine
from tests.engines.contract import chat, do
from tests.engines.faulty import FaultyOptions

MODEL = ModelOptions("/models/story teller.gguf")
LOADED = Loaded(MODEL.path, "story teller", 4096, "CPU", 1, 0.1)

pytestmark = pytest.mark.usefixtures("no_child_left")

Dying = Callable[..., IsolatedEngine]


@pytest.fixture
def dying() -> Iterator[Dying]:
    engines = []

    def make(*events: Event) -> IsolatedEngine:
        options = FaultyOptions("abort", words=(), events=events)
        engines.append(IsolatedEngine(EngineSpec("tests.engines.faulty:create", options)))
        return engines[-1]

    yield make
    for engine in engines:
        engine.close()


def problem_of(events: list[Event]) -> Problem:
    last = events[-1]
    assert isinstance(last, Failed), last
    return last.problem


def test_a_file_that_kills_its_engine_is_named_as_the_cause(dying: Dying) -> None:
    engine = dying(Loading(0.0), Loading(0.5))
    problem = problem_of(do(engine, LoadJob("load", MODEL)))
    assert problem.code == "engine.crashed_loading"
    assert "story teller.gguf" in problem.sentence.english()
    assert "damaged" in problem.remedy.english()


def test_it_is_not_loaded_a_third_time_unasked(dying: Dying) -> None:
    engine = dying(Loading(0.0))
    problems = [problem_of(do(engine, chat(model=MODEL))) for _ in range(3)]
    assert {problem.code for problem in problems} == {"engine.crashed_loading"}
    assert engine.child_pid is None
    assert problems[2] is problems[1]


@pytest.mark.parametrize("before", [(), (Loading(0.0), LOADED), (Loading(0.0, projector=True),)])
def test_a_crash_at_any_other_time_is_no_fault_of_the_file(
    dying: Dying, before: tuple[Event, ...]
) -> None:
    engine = dying(*before)
    assert problem_of(do(engine, chat(model=MODEL))).code == "engine.crashed"
