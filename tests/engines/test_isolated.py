"""The parent half, against children that really die."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from desktop_app.core.engine import (
    CancelToken,
    CountJob,
    Engine,
    EngineSpec,
    FitJob,
    LoadJob,
    LookJob,
    ModelOptions,
    UnloadJob,
)
from desktop_app.core.errors import Action, Problem
from desktop_app.core.events import (
    Event,
    Failed,
    Finished,
    Loaded,
    Looking,
    Reason,
    TextDelta,
)
from desktop_app.core.picture import PictureFolder, PictureJob
from desktop_app.core.text import Sentence
from desktop_app.engines.isolated import IsolatedEngine
from desktop_app.engines.scripted import Reply, ScriptedOptions
from tests.engines.contract import chat, do, last_of, text_of
from tests.engines.faulty import CARD, FaultyOptions

MODEL = ModelOptions("/models/story teller.gguf")
GRACE = 0.5

pytestmark = pytest.mark.usefixtures("no_child_left")

Faulty = Callable[..., IsolatedEngine]


@pytest.fixture
def faulty(tmp_path: Path) -> Iterator[Faulty]:
    engines = []

    def make(
        fault: str, *, once: bool = False, log_dir: Path | None = tmp_path, **more: Any
    ) -> IsolatedEngine:
        marker = str(tmp_path / "it happened") if once else ""
        options = FaultyOptions(fault, marker=marker, **more)
        spec = EngineSpec("tests.engines.faulty:create", options)
        engines.append(IsolatedEngine(spec, log_dir, grace=GRACE))
        return engines[-1]

    yield make
    for engine in engines:
        engine.close()


@pytest.fixture
def scripted(tmp_path: Path) -> Iterator[IsolatedEngine]:
    options = ScriptedOptions((Reply("one two three"),))
    engine = IsolatedEngine(EngineSpec("desktop_app.engines.scripted:create", options), tmp_path)
    yield engine
    engine.close()


def problem_of(events: list[Event]) -> Problem:
    last = events[-1]
    assert isinstance(last, Failed), last
    return last.problem


SIGNALS = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")


@pytest.mark.parametrize(
    ("fault", "code", "cause"),
    [
        ("segfault", "engine.crashed", ("segmentation fault", "access violation")),
        ("abort", "engine.crashed", ("it aborted itself", "exit code 3")),
        ("exit", "engine.crashed", ("exit code 3",)),
        pytest.param(
            "bus",
            "engine.crashed",
            ("its file changed or was cut while in use",),
            marks=SIGNALS,
        ),
        pytest.param("kill", "engine.no_memory", (), marks=SIGNALS),
        pytest.param("illegal", "engine.illegal_instruction", (), marks=SIGNALS),
    ],
)
def test_death_is_one_failure_keeps_the_text_and_the_next_job_works(
    faulty: Faulty, fault: str, code: str, cause: tuple[str, ...]
) -> None:
    engine = faulty(fault, once=True)
    events = do(engine, chat(MODEL, "Hi"))
    problem = problem_of(events)
    assert text_of(events) == "one two "
    assert problem.code == code
    if cause:
        words = problem.values["cause"]
        assert isinstance(words, Sentence), "it is translated"
        assert words.english() in cause
    assert do(engine, chat(MODEL, "Hi"))[-1] == Finished()


def test_details_hold_what_was_said_last_by_python_and_by_native_code(
    faulty: Faulty, tmp_path: Path
) -> None:
    details = problem_of(do(faulty("print and abort"), chat(MODEL, "Hi"))).details
    assert "native last words: größer" in details
    assert "python's last words" in details
    assert "Fatal Python error" in details, "faulthandler tells where"
    assert (tmp_path / "engine.log").read_text(encoding="utf-8").strip() == details


def test_last_log_is_kept(faulty: Faulty, tmp_path: Path) -> None:
    engine = faulty("print and abort", once=True)
    do(engine, chat(MODEL, "Hi"))
    do(engine, chat(MODEL, "Hi"))
    assert "native last words" in (tmp_path / "engine.log.1").read_text(encoding="utf-8")
    assert "native last words" not in (tmp_path / "engine.log").read_text(encoding="utf-8")


def test_without_a_log_a_crash_is_told_all_the_same(faulty: Faulty) -> None:
    problem = problem_of(do(faulty("abort", log_dir=None), chat(MODEL, "Hi")))
    assert (problem.code, problem.details) == ("engine.crashed", "")


def test_a_folder_for_logs_that_cannot_be_made_is_no_reason_to_be_silent(
    faulty: Faulty, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.touch()
    engine = faulty("none", log_dir=file / "logs")
    assert do(engine, chat(MODEL, "Hi"))[-1] == Finished()


@pytest.mark.parametrize("fault", ["raise", "sys.exit", "no end", "unpicklable", "no event"])
def test_misbehaviour_is_an_internal_problem_with_details(faulty: Faulty, fault: str) -> None:
    engine = faulty(fault, once=True)
    problem = problem_of(do(engine, chat(MODEL, "Hi")))
    assert problem.code == "internal"
    assert problem.details
    assert do(engine, chat(MODEL, "Hi"))[-1] == Finished()


def test_exceptions_keep_the_child_warm(faulty: Faulty) -> None:
    engine = faulty("raise")
    do(engine, chat(MODEL, "Hi"))
    pid = engine.child_pid
    assert problem_of(do(engine, chat(MODEL, "Hi"))).code == "internal"
    assert engine.child_pid == pid is not None


def test_a_typed_problem_arrives_as_it_is(faulty: Faulty) -> None:
    problem = problem_of(do(faulty("problem"), chat(MODEL, "Hi")))
    assert problem == Problem("model.missing", {"name": "a.gguf"})


def test_nothing_comes_after_the_first_end(faulty: Faulty) -> None:
    engine = faulty("two ends")
    for _ in range(2):
        assert text_of(do(engine, chat(MODEL, "Hi"))) == "one two "


@pytest.mark.parametrize("fault", ["stuck", "deaf", "stuck with lock"])
def test_who_does_not_heed_a_stop_is_ended(faulty: Faulty, fault: str) -> None:
    engine = faulty(fault, once=True)
    cancel = CancelToken()
    events = []
    for event in engine.run(chat(MODEL, "Hi"), cancel):
        events.append(event)
        if isinstance(event, TextDelta):
            cancel.set()
    assert problem_of(events).code == "engine.stuck"
    assert text_of(events).startswith("one two ")
    assert do(engine, chat(MODEL, "Hi"))[-1] == Finished()


def test_a_stop_while_a_picture_is_encoded_is_no_failure(faulty: Faulty) -> None:
    engine = faulty("stuck looking", once=True)
    cancel = CancelToken()
    events = []
    for event in engine.run(chat(MODEL, "Hi"), cancel):
        events.append(event)
        if isinstance(event, Looking):
            cancel.set()
    assert events[-1] == Finished(Reason.CANCELLED)
    assert engine.child_pid is None
    assert do(engine, chat(MODEL, "Hi"))[-1] == Finished()


def test_leaving_a_stuck_job_early_ends_it(faulty: Faulty) -> None:
    engine = faulty("stuck", once=True)
    for event in engine.run(chat(MODEL, "Hi"), CancelToken()):
        if event == TextDelta("two "):
            break
    assert engine.child_pid is None
    assert do(engine, chat(MODEL, "Hi"))[-1] == Finished()


@pytest.mark.parametrize("fault", ["stuck in close", "stuck with lock", "stuck"])
def test_close_ends_what_is_stuck(faulty: Faulty, fault: str) -> None:
    engine = faulty(fault)
    events = engine.run(chat(MODEL, "Hi"), CancelToken())
    assert next(events) == TextDelta("one ")
    pid = engine.child_pid
    assert pid is not None
    engine.close()
    engine.close()
    assert not psutil.pid_exists(pid)
    events.close()  # type: ignore[attr-defined]


def test_a_job_after_close_fails_and_starts_nothing(scripted: IsolatedEngine) -> None:
    scripted.close()
    assert problem_of(do(scripted, chat(MODEL, "Hi"))).code == "internal"
    assert scripted.child_pid is None


class TestNotStarted:
    def test_import_that_fails(self, faulty: Faulty) -> None:
        problem = problem_of(do(faulty("create import"), chat(MODEL, "Hi")))
        assert problem.code == "engine.not_started"
        assert "no_such_library" in problem.details

    def test_death_at_the_start(self, faulty: Faulty) -> None:
        problem = problem_of(do(faulty("create exit"), chat(MODEL, "Hi")))
        assert problem.code == "engine.not_started"
        assert "exit code 3" in problem.details

    @SIGNALS
    def test_processor_too_old(self, faulty: Faulty) -> None:
        problem = problem_of(do(faulty("create illegal"), chat(MODEL, "Hi")))
        assert problem.code == "engine.illegal_instruction"

    def test_no_such_engine(self) -> None:
        engine = IsolatedEngine(EngineSpec("desktop_app.engines.no_such:create"))
        problem = problem_of(do(engine, LoadJob("load", MODEL)))
        assert problem.code == "engine.not_started"
        assert "desktop_app.engines.no_such" in problem.details

    def test_options_that_cannot_be_sent(self) -> None:
        spec = EngineSpec("desktop_app.engines.scripted:create", lambda: None)
        engine = IsolatedEngine(spec)
        assert problem_of(do(engine, LoadJob("load", MODEL))).code == "engine.not_started"
        assert engine.child_pid is None

    def test_stop_while_a_start_hangs(self, faulty: Faulty) -> None:
        cancel = CancelToken()
        cancel.set()
        engine = faulty("create stuck")
        assert last_of(do(engine, chat(MODEL, "Hi"), cancel)).reason is Reason.CANCELLED
        assert engine.child_pid is None


class TestFaultsInARow:
    def test_third_time_is_refused_with_a_way_out(self, faulty: Faulty) -> None:
        engine = faulty("segfault")
        first, second = (problem_of(do(engine, chat(MODEL, "Hi"))) for _ in range(2))
        assert first.code == "engine.crashed"
        assert second.code == "engine.crashed_again"
        assert second.values["name"] == "story teller.gguf"
        assert second.values["cause"] == first.values["cause"]
        assert do(engine, chat(MODEL, "Hi")) == [Failed(second)]
        assert do(engine, CountJob("count", MODEL, ("Hi",))) == [Failed(second)]
        assert engine.child_pid is None, "nothing was started"

    def test_other_options_are_tried(self, faulty: Faulty) -> None:
        engine = faulty("segfault")
        for _ in range(2):
            do(engine, chat(MODEL, "Hi"))
        smaller = ModelOptions(MODEL.path, context_size=1024)
        assert text_of(do(engine, chat(smaller, "Hi"))) == "one two "

    def test_who_chooses_the_model_again_gets_one_more_try(
        self, faulty: Faulty, tmp_path: Path
    ) -> None:
        engine = faulty("segfault", once=True)
        for _ in range(2):
            do(engine, chat(MODEL, "Hi"))
            (tmp_path / "it happened").unlink()
        assert problem_of(do(engine, LoadJob("load", MODEL))).code == "engine.crashed_again"
        assert len(do(engine, chat(MODEL, "Hi"))) == 1, "refused"
        assert do(engine, LoadJob("load", MODEL))[-1] == Finished(), "it happens once only"
        assert do(engine, chat(MODEL, "Hi"))[-1] == Finished()

    def test_success_between_two_faults_forgives(self, faulty: Faulty, tmp_path: Path) -> None:
        engine = faulty("segfault", once=True)
        codes = []
        for _ in range(2):
            codes.append(problem_of(do(engine, chat(MODEL, "Hi"))).code)
            assert do(engine, chat(MODEL, "Hi"))[-1] == Finished()
            (tmp_path / "it happened").unlink()
        assert codes == ["engine.crashed", "engine.crashed"]

    def test_a_look_before_the_question_does_not_forgive(
        self, faulty: Faulty, tmp_path: Path
    ) -> None:
        engine = faulty("segfault", once=True)
        assert problem_of(do(engine, chat(MODEL, "Hi"))).code == "engine.crashed"
        assert do(engine, LookJob("look", MODEL, ()))[-1] == Finished()
        (tmp_path / "it happened").unlink()
        assert problem_of(do(engine, chat(MODEL, "Hi"))).code == "engine.crashed_again"

    def test_a_plan_in_between_does_not_forgive_and_is_not_refused(
        self, faulty: Faulty, tmp_path: Path
    ) -> None:
        engine = faulty("segfault", once=True)
        fits = [FitJob("fit", None), FitJob("fit", ModelOptions("other.gguf"))]
        assert problem_of(do(engine, chat(MODEL, "Hi"))).code == "engine.crashed"
        for job in fits:
            assert do(engine, job)[-1] == Finished()
        (tmp_path / "it happened").unlink()
        assert problem_of(do(engine, chat(MODEL, "Hi"))).code == "engine.crashed_again"
        assert do(engine, FitJob("fit", MODEL))[-1] == Finished()
        assert len(do(engine, chat(MODEL, "Hi"))) == 1, "refused"

    def test_pictures_that_cannot_be_opened_do_not_keep_others_out(
        self, faulty: Faulty, tmp_path: Path
    ) -> None:
        engine = faulty("segfault", once=True)
        jobs = [PictureJob(name, PictureFolder("/pictures"), f"/{name}.avif") for name in "abc"]
        for job in jobs[:2]:
            assert problem_of(do(engine, job)).code == "engine.crashed"
            (tmp_path / "it happened").unlink()
        (tmp_path / "it happened").touch()
        assert do(engine, jobs[2])[-1] == Finished()


class TestDevice:
    ABORTED = "/build/ggml/src/ggml-cuda/ggml-cuda.cu:109: CUDA error"

    def test_a_card_that_fails_is_named_as_often_as_it_does_and_the_text_is_kept(
        self, faulty: Faulty
    ) -> None:
        engine = faulty("abort", layers=20, last_words=self.ABORTED)
        for _ in range(3):
            events = do(engine, chat(MODEL, "hi"))
            assert text_of(events) == "one two "
            problem = problem_of(events)
            assert problem.code == "engine.device_lost"
            assert CARD in problem.sentence.english()
            assert (problem.action, problem.second) == (Action.TRY_AGAIN, Action.USE_PROCESSOR)
            assert self.ABORTED in problem.details

    def test_without_a_log_a_sudden_end_with_a_card_in_use_is_the_cards(
        self, faulty: Faulty
    ) -> None:
        engine = faulty("abort", log_dir=None, layers=1)
        assert problem_of(do(engine, chat(MODEL, "hi"))).code == "engine.device_lost"

    def test_a_card_that_holds_nothing_is_not_to_blame(self, faulty: Faulty) -> None:
        engine = faulty("abort", layers=0)
        assert problem_of(do(engine, chat(MODEL, "hi"))).code == "engine.crashed"

    def test_a_card_that_fails_once_does_not_count_against_the_model(self, faulty: Faulty) -> None:
        engine = faulty("abort", once=True, layers=20)
        assert problem_of(do(engine, chat(MODEL, "hi"))).code == "engine.device_lost"
        assert last_of(do(engine, chat(MODEL, "hi"))).reason is Reason.STOP


class TestChild:
    def test_starts_with_the_first_job_and_stays(self, scripted: IsolatedEngine) -> None:
        assert scripted.child_pid is None
        do(scripted, LoadJob("load", MODEL))
        pid = scripted.child_pid
        do(scripted, chat(MODEL, "Hi"))
        assert scripted.child_pid == pid is not None

    def test_unload_ends_it(self, scripted: IsolatedEngine) -> None:
        do(scripted, LoadJob("load", MODEL))
        do(scripted, UnloadJob("unload"))
        assert scripted.child_pid is None

    @pytest.mark.skipif(not hasattr(os, "waitid"), reason="no way to wait for it here")
    def test_death_while_idle_costs_no_job(self, scripted: IsolatedEngine) -> None:
        do(scripted, LoadJob("load", MODEL))
        assert scripted.child_pid is not None
        os.kill(scripted.child_pid, signal.SIGKILL)
        # It is dead now, and its exit code is still there for its parent.
        os.waitid(os.P_PID, scripted.child_pid, os.WEXITED | os.WNOWAIT)
        assert scripted.was_lost()
        assert not scripted.was_lost()
        events = do(scripted, chat(MODEL, "Hi"))
        assert not scripted.was_lost()
        assert text_of(events) == "one two three"
        assert any(isinstance(event, Loaded) for event in events)

    @SIGNALS
    def test_ctrl_c_is_not_its_business(self, scripted: IsolatedEngine) -> None:
        do(scripted, LoadJob("load", MODEL))
        pid = scripted.child_pid
        assert pid is not None
        os.kill(pid, signal.SIGINT)
        assert text_of(do(scripted, chat(MODEL, "Hi"))) == "one two three"
        assert scripted.child_pid == pid

    def test_a_job_that_cannot_be_sent_leaves_it_idle(self, scripted: IsolatedEngine) -> None:
        job = CountJob("count", MODEL, (lambda: None,))  # type: ignore[arg-type]
        assert problem_of(do(scripted, job)).code == "internal"
        assert text_of(do(scripted, chat(MODEL, "Hi"))) == "one two three"


def test_no_token_reaches_another_job_of_the_same_id(tmp_path: Path) -> None:
    options = ScriptedOptions((Reply("old " * 5000), Reply("new")))
    spec = EngineSpec("desktop_app.engines.scripted:create", options)
    engine: Engine = IsolatedEngine(spec, tmp_path)
    for event in engine.run(chat(MODEL, "Hi", id="one"), CancelToken()):
        if isinstance(event, TextDelta):
            break
    assert text_of(do(engine, chat(MODEL, "Hi", id="one"))) == "new"
    engine.close()
