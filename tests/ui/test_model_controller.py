"""What the header says of the model, and when the model is loaded and let go."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop_app.core.engine import CancelToken, FitJob, Job, LoadJob, ModelOptions, UnloadJob
from desktop_app.core.errors import Problem
from desktop_app.core.events import (
    Event,
    Failed,
    Finished,
    Fitted,
    Loaded,
    Loading,
    Looking,
    Notice,
    Planned,
    Reading,
    Reason,
    TextDelta,
    Usage,
)
from desktop_app.core.projector import Sight
from desktop_app.core.settings import Settings
from desktop_app.core.thinking import Thinks
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.model_controller import ModelController
from desktop_app.ui.theme import Theme
from desktop_app.ui.transcript import Transcript
from tests.model_pair import eyes, model

LOADED = Loaded("/m/starter.gguf", "Model", 8192, "CPU", 2, 0.1)


class LoadingEngine:
    """Loads at once, or fails with the problem that it was given; remembers its jobs."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.problem: Problem | None = None
        self.notice: Problem | None = None
        self.loaded = LOADED

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        self.jobs.append(job)
        if self.problem:
            yield Failed(self.problem)
            return
        if isinstance(job, LoadJob):
            yield Loading(0.5)
            yield replace(self.loaded, model=job.model.path)
            if self.notice:
                yield Notice(self.notice)
        yield Fitted(None, (), "a test") if isinstance(job, FitJob) else Finished()

    def close(self) -> None:
        """Nothing to free."""


class PatientEngine(LoadingEngine):
    """Loads the model `large` until it is stopped, any other one at once."""

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        if isinstance(job, LoadJob) and job.model.path.endswith("large.gguf"):
            self.jobs.append(job)
            yield Loading(0.1)
            while not cancel.is_set():
                time.sleep(0.001)
            yield Finished(Reason.CANCELLED)
        else:
            yield from super().run(job, cancel)


patient = pytest.mark.parametrize("engine", [PatientEngine], indirect=True, ids=["patient"])


@pytest.fixture
def engine(request) -> LoadingEngine:
    return getattr(request, "param", LoadingEngine)()


@pytest.fixture
def thread(qtbot, engine):
    thread = EngineThread(lambda: engine)
    yield thread
    assert thread.shut_down(5000)


@pytest.fixture
def window(qtbot):
    theme = Theme("light")
    window = MainWindow(theme, Transcript(theme))
    qtbot.addWidget(window)
    return window


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings.load(tmp_path / "settings.toml")


@pytest.fixture
def controller(thread, settings, window) -> Iterator[ModelController]:
    controller = ModelController(thread, settings, window, Path("/m/starter.gguf"))
    yield controller
    controller.shut_down()


def state(window) -> str:
    return window.header.state_label.accessibleName()


def test_the_starter_model_serves_until_another_is_chosen(qtbot, controller, settings, window):
    assert controller.path == str(Path("/m/starter.gguf"))
    assert state(window) == "not loaded"
    with qtbot.waitSignal(controller.chosen) as chosen:
        controller.choose("/m/model.gguf")
    assert chosen.args == ["/m/model.gguf"]
    assert controller.options().path == "/m/model.gguf"
    assert settings.get("model.recent") == ("/m/model.gguf",)
    qtbot.waitUntil(lambda: state(window).startswith("ready"))
    assert "CPU, 2 threads" in state(window)


def test_without_any_model_there_is_nothing_to_ask(thread, settings, window):
    controller = ModelController(thread, settings, window, None)
    assert controller.options() is None
    assert window.header.model_button.text() == "Choose a model"


def test_the_three_phases_of_a_reply_are_told(controller, window):
    controller.observe(1, Loading(0.25))
    assert state(window).startswith("loading, 25 %")
    controller.observe(1, LOADED)
    controller.observe(1, Planned(3000, 0, 8192))
    controller.observe(1, Reading(1240, 3000))
    assert state(window) == "reading 1,240 of 3,000 tokens"
    controller.observe(1, TextDelta("Hello"))
    assert state(window).startswith("writing")
    controller.observe(1, Finished())
    assert state(window).startswith("ready")


def test_a_model_that_is_asked_for_is_loading_before_its_engine_says_so(
    qtbot, controller, thread, window
):
    thread.submit(LoadJob("load", controller.options()))
    assert state(window).startswith("loading, 0 %")  # The event loop has not run since.
    qtbot.waitUntil(lambda: state(window).startswith("ready"))
    thread.submit(LoadJob("again", controller.options()))
    assert state(window).startswith("ready")


def test_typing_wakes_the_model_once(qtbot, controller, engine, window):
    controller.wake()
    controller.wake()
    qtbot.waitUntil(lambda: state(window).startswith("ready"))
    controller.wake()
    assert [type(job) for job in engine.jobs] == [LoadJob]


def test_an_idle_model_falls_asleep_and_typing_wakes_it(qtbot, controller, engine, window):
    controller.wake()
    qtbot.waitUntil(lambda: state(window).startswith("ready"))
    qtbot.waitUntil(lambda: controller.sleep.minutes == 15)  # once its last event is here
    controller.sleep.begin()
    qtbot.waitUntil(lambda: any(isinstance(job, UnloadJob) for job in engine.jobs))
    qtbot.waitUntil(lambda: state(window).startswith("asleep"))
    qtbot.waitUntil(lambda: not controller._own_tickets)
    controller.wake()
    qtbot.waitUntil(lambda: state(window).startswith("ready"))


def test_nothing_falls_asleep_when_the_window_is_gone(qtbot, controller, window):
    controller.wake()
    qtbot.waitUntil(lambda: controller.sleep.minutes == 15)
    window.model_menu.deleteLater()
    qtbot.waitUntil(lambda: not controller.sleep.minutes)


def test_a_model_that_never_sleeps_has_no_timer(qtbot, controller, settings, window):
    settings.set("model.idle_minutes", 0)
    controller.wake()
    qtbot.waitUntil(lambda: state(window).startswith("ready"))
    assert not controller.sleep.minutes


def test_a_model_that_is_never_to_sleep_any_more_does_not(qtbot, controller, settings, window):
    settings.changed.append(lambda _: controller.settings_changed())
    controller.wake()
    qtbot.waitUntil(lambda: controller.sleep.minutes == 15)
    settings.set("model.idle_minutes", 0)
    assert not controller.sleep.minutes


def test_nothing_falls_asleep_once_the_window_is_closed(qtbot, controller, window):
    controller.wake()
    qtbot.waitUntil(lambda: controller.sleep.minutes == 15)
    controller.shut_down()
    assert not controller.sleep.minutes
    controller.sleep.count()
    assert not controller.sleep.minutes


def test_a_load_that_fails_is_told_and_the_state_is_true(qtbot, controller, engine, window):
    engine.problem = Problem("model.missing", {"name": "model.gguf"})
    with qtbot.waitSignal(controller.failed) as failed:
        controller.choose("/m/model.gguf")
    assert failed.args == [engine.problem]
    assert state(window) == "not loaded"


def test_after_a_crash_nothing_is_loaded_by_itself(controller, engine, window):
    controller.observe(7, LOADED)
    controller.observe(7, Failed(Problem("engine.crashed", {"cause": "a segmentation fault"})))
    assert state(window).startswith("stopped unexpectedly")
    controller.wake()
    assert engine.jobs == []


@patient
def test_choosing_another_model_does_not_wait_for_the_one_before(qtbot, controller, engine, window):
    controller.choose("/m/large.gguf")
    qtbot.waitUntil(lambda: state(window).startswith("loading"))
    controller.choose("/m/model.gguf")
    qtbot.waitUntil(lambda: state(window).startswith("ready"))
    assert [job.model.path for job in engine.jobs] == ["/m/large.gguf", "/m/model.gguf"]


@patient
def test_stop_is_heard_while_the_model_is_loaded_ahead_of_a_message(
    qtbot, controller, engine, window
):
    controller.choose("/m/large.gguf")
    qtbot.waitUntil(lambda: state(window).startswith("loading"))
    window.composer.stop_requested.emit()
    qtbot.waitUntil(lambda: state(window) == "not loaded")


def test_a_model_that_cannot_see_is_there_all_the_same(controller, window):
    controller.observe(1, LOADED)
    controller.observe(2, Failed(Problem("model.cannot_see", {"name": "Model"})))
    assert state(window).startswith("ready")
    assert controller._unwanted is None


def test_a_load_that_is_stopped_half_way_leaves_no_model(controller, window):
    controller.observe(1, LOADED)
    controller.observe(2, Loading(0.5))
    controller.observe(2, Finished(Reason.CANCELLED))
    assert state(window) == "not loaded"


def test_the_eyes_of_a_model_that_is_there_are_loaded_beside_it(controller, window):
    controller.observe(1, LOADED)
    controller.observe(2, Loading(0.5, projector=True))
    assert state(window).startswith("loading, 50 %")
    controller.observe(2, Looking(0, 1))
    controller.observe(2, Finished(Reason.CANCELLED))
    assert state(window).startswith("ready")


def test_a_file_that_failed_is_not_tried_again_at_every_word(
    qtbot, controller, engine, settings, window
):
    engine.problem = Problem("model.truncated", {"name": "model.gguf"})
    with qtbot.waitSignal(controller.failed):
        controller.wake()
    engine.problem = None
    controller.wake()
    settings.set("model.context_size", 1024)
    controller.wake()
    qtbot.waitUntil(lambda: state(window).startswith("ready"))
    assert [job.model.context_size for job in engine.jobs] == [0, 1024]


def test_a_load_says_nothing_of_how_full_the_context_is(controller, window):
    window.composer.set_context(4096, 8192)
    controller.observe(1, LOADED)
    controller.observe(1, Finished(usage=Usage(context_size=8192)))
    assert window.composer.meter.text() == "50 % of 8k"


@patient
@pytest.mark.parametrize("way", ["button", "escape"])
def test_a_load_for_which_no_message_waits_can_be_stopped(qtbot, controller, window, way):
    window.show()
    qtbot.waitExposed(window)
    controller.choose("/m/large.gguf")
    qtbot.waitUntil(lambda: state(window).startswith("loading, 10 %"))
    assert window.header.stop_button.isVisible()
    assert not window.composer.is_busy()
    if way == "button":
        qtbot.mouseClick(window.header.stop_button, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(window.composer.edit, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: state(window) == "not loaded")
    assert not window.header.stop_button.isVisible()
    controller.wake()
    assert state(window) == "not loaded", "what was stopped begins again only when it is asked for"
    controller.choose("/m/large.gguf")
    qtbot.waitUntil(lambda: state(window).startswith("loading, 10 %"))


def test_what_a_load_has_to_tell_is_told(qtbot, controller, engine):
    engine.notice = Problem("model.no_template", {"name": "model.gguf"})
    with qtbot.waitSignal(controller.failed) as told:
        controller.choose("/m/model.gguf")
    assert told.args == [engine.notice]


def test_a_question_about_memory_changes_nothing(qtbot, controller, engine, thread, window):
    controller.wake()
    qtbot.waitUntil(lambda: controller.sleep.minutes > 0)
    before = state(window)
    controller.fit.watch()
    assert state(window) == before
    qtbot.waitUntil(lambda: controller.fit.answer is not None)
    assert state(window) == before
    assert controller.sleep.minutes
    engine.problem = Problem("model.missing", {"name": "model.gguf"})
    controller.fit.ask()
    qtbot.waitUntil(lambda: controller.fit.problem is not None)
    assert state(window) == before


def test_a_question_about_memory_loads_nothing(controller, thread, window):
    thread.submit(FitJob("fit", controller.options()))
    assert state(window) == "not loaded"


def test_an_engine_that_died_of_a_question_has_no_model(qtbot, controller, engine, window):
    controller.wake()
    qtbot.waitUntil(lambda: state(window).startswith("ready"))
    engine.problem = Problem("engine.crashed", {"cause": "a segmentation fault"})
    controller.fit.watch()
    qtbot.waitUntil(lambda: state(window).startswith("stopped unexpectedly"))


def test_an_engine_that_died_while_nobody_needed_it_has_no_model(
    qtbot, controller, thread, engine, window
):
    controller.wake()
    qtbot.waitUntil(lambda: controller.sleep.minutes > 0)
    thread.lost.emit()
    assert state(window) == "not loaded"
    assert not controller.sleep.minutes
    controller.wake()
    qtbot.waitUntil(lambda: state(window).startswith("ready"))
    assert [type(job) for job in engine.jobs] == [LoadJob, LoadJob]


def test_a_device_that_is_lost_takes_the_model_with_it(controller, window):
    controller.observe(7, LOADED)
    controller.observe(7, Failed(Problem("engine.device_lost", {"device": "CUDA0"})))
    assert state(window).startswith("stopped unexpectedly")


def test_a_model_is_loaded_anyway_until_another_is_chosen(qtbot, controller, engine, window):
    engine.problem = Problem("model.too_big", {"name": "m", "needed": "9 GB", "available": "1 GB"})
    with qtbot.waitSignal(controller.failed):
        controller.choose("/m/model.gguf")
    engine.problem = None
    controller.load_anyway()
    qtbot.waitUntil(lambda: state(window).startswith("ready"))
    controller.choose("/m/model.gguf")
    assert controller.options().anyway
    controller.choose("/m/other.gguf")
    controller.choose("/m/model.gguf")
    assert not controller.options().anyway
    assert [job.model.anyway for job in engine.jobs[:2]] == [False, True]
    qtbot.waitUntil(lambda: not controller._own_tickets)


def test_the_processor_alone_is_used_from_now_on(qtbot, controller, engine, settings, window):
    controller.use_processor()
    qtbot.waitUntil(lambda: state(window).startswith("ready"))
    assert settings.get("model.device") == "CPU"
    assert [job.model.device for job in engine.jobs] == ["CPU"]


def test_it_sleeps_when_it_is_told_and_wakes_by_typing(qtbot, controller, engine, window):
    menu = window.model_menu
    menu.set_models([], current="/m/model.gguf")
    menu.aboutToShow.emit()
    assert not sleep_entry(menu).isEnabled()
    controller.wake()
    qtbot.waitUntil(lambda: controller.sleep.minutes > 0)
    menu.aboutToShow.emit()
    sleep_entry(menu).trigger()
    qtbot.waitUntil(lambda: state(window).startswith("asleep"))
    assert "given back" in window.header.state_label.accessibleDescription()
    qtbot.waitUntil(lambda: not controller._own_tickets)
    menu.aboutToShow.emit()
    assert not sleep_entry(menu).isEnabled()
    controller.wake()
    qtbot.waitUntil(lambda: state(window).startswith("ready"))
    assert [type(job) for job in engine.jobs] == [LoadJob, UnloadJob, LoadJob]


def sleep_entry(menu):
    (found,) = (action for action in menu.actions() if action.text() == "Let it sleep now")
    return found


@patient
def test_nothing_sleeps_that_is_at_work(qtbot, controller, engine, thread, window):
    window.model_menu.set_models([], current="/m/model.gguf")
    controller.wake()
    qtbot.waitUntil(lambda: controller.sleep.minutes > 0)
    ticket = thread.submit(LoadJob("other", ModelOptions("/m/large.gguf")))
    window.model_menu.aboutToShow.emit()
    assert not sleep_entry(window.model_menu).isEnabled()
    controller.sleep.begin()
    assert state(window).startswith("ready")
    assert controller.sleep.minutes
    thread.cancel(ticket)
    qtbot.waitUntil(lambda: not thread.busy)
    assert not any(isinstance(job, UnloadJob) for job in engine.jobs)


def test_the_header_says_where_the_layers_are(qtbot, controller, engine, window):
    engine.loaded = Loaded("/m/m.gguf", "M", 8192, "CUDA", 4, 0.1, layers=20, all_layers=33)
    controller.wake()
    qtbot.waitUntil(lambda: "CUDA, 20 of 33 layers, 4 threads" in state(window))
    assert "8,192" in window.header.state_label.accessibleDescription()


def test_the_light_bulb_belongs_to_models_that_think(qtbot, controller, engine, window):
    bulb = window.composer.think_button
    assert bulb.isHidden()
    engine.loaded = Loaded("/m/m.gguf", "M", 8192, "CPU", 4, 0.1, thinks=Thinks.SWITCH)
    controller.wake()
    qtbot.waitUntil(lambda: not bulb.isHidden())
    controller.choose("/m/other.gguf")
    assert bulb.isHidden()
    qtbot.waitUntil(lambda: not bulb.isHidden())


def test_a_model_that_is_not_the_one_in_memory_is_not_ready(qtbot, controller, engine, window):
    controller.wake()
    qtbot.waitUntil(lambda: controller.sleep.minutes > 0)
    engine.problem = Problem("model.too_big", {"name": "m", "needed": "9 GB", "available": "1 GB"})
    with qtbot.waitSignal(controller.failed):
        controller.choose("/m/model.gguf")
    assert state(window) == "not loaded"
    assert "8,192" not in window.empty_page._line.text()
    engine.problem = None
    controller.choose("/m/starter.gguf")
    qtbot.waitUntil(lambda: state(window).startswith("ready"))


def test_a_reply_of_the_model_before_is_not_said_to_be_of_the_chosen_one(controller, window):
    controller.observe(1, LOADED)
    controller.choose("/m/model.gguf")
    controller.observe(1, Planned(3, 0, 8192))
    controller.observe(1, TextDelta("Hello"))
    assert state(window).startswith("writing")
    assert "starter" in state(window)
    assert "CPU" not in state(window)


def test_what_was_loaded_last_says_nothing_of_the_file_chosen_since(controller, engine, window):
    """A load that was stopped too late: its word comes when another file is chosen."""
    bulb = window.composer.think_button
    controller.choose("/m/model.gguf")
    controller.observe(1, replace(LOADED, model="/m/large.gguf", thinks=Thinks.SWITCH))
    assert bulb.isHidden()
    assert not state(window).startswith("ready")
    engine.problem = Problem("model.not_gguf", {"name": "model.gguf"})
    assert controller._choice.go_back("/m/model.gguf", "model.not_gguf")


class TestSight:
    """The part of the model that sees; the files are real."""

    @pytest.fixture
    def controller(self, thread, settings, window, tmp_path) -> ModelController:
        starter = model(tmp_path / "llava.gguf", "LLaVA v1.5 7B")
        controller = ModelController(thread, settings, window, starter)
        controller.told = []
        controller.failed.connect(controller.told.append)
        settings.changed.append(lambda _: controller.settings_changed())
        return controller

    def test_a_load_waits_until_the_projector_is_found(self, qtbot, controller, engine, tmp_path):
        right = str(eyes(tmp_path / "mmproj.gguf"))
        assert controller.sight() is Sight.UNKNOWN
        controller.wake()
        controller.wake()
        assert engine.jobs == []
        qtbot.waitUntil(lambda: bool(engine.jobs))
        assert [job.model.projector for job in engine.jobs] == [right]
        assert (controller.sight(), controller.projector) == (Sight.SEES, right)

    def test_a_message_that_cannot_wait_has_it_at_once(self, controller, tmp_path):
        right = str(eyes(tmp_path / "mmproj.gguf"))
        assert controller.options().projector == right

    def test_a_stop_before_it_is_found_loads_nothing(self, qtbot, controller, engine, window):
        controller.wake()
        window.composer.stop_requested.emit()
        qtbot.waitUntil(lambda: controller.sight() is Sight.NO_PROJECTOR)
        assert engine.jobs == []
        assert not controller._own_tickets

    def test_another_model_has_other_eyes(self, qtbot, controller, engine, tmp_path):
        eyes(tmp_path / "mmproj.gguf")
        other = model(tmp_path / "words.gguf", "Words 1B", width=32)
        assert controller.options().projector
        changes = []
        controller.sight_changed.connect(lambda: changes.append(controller.sight()))
        controller.choose(str(other))
        assert controller.sight() is Sight.UNKNOWN
        qtbot.waitUntil(lambda: bool(engine.jobs))
        assert engine.jobs[-1].model.path == str(other)
        assert engine.jobs[-1].model.projector == ""
        assert changes == [Sight.UNKNOWN, Sight.CANNOT]

    def test_a_model_may_be_chosen_in_the_settings(self, controller, settings, tmp_path):
        other = model(tmp_path / "words.gguf", "Words 1B", width=32)
        assert controller.options()
        assert controller.sight() is Sight.NO_PROJECTOR
        settings.set("model.path", str(other))
        assert controller.options().path == str(other)
        assert controller.sight() is Sight.CANNOT

    def test_a_projector_is_chosen(self, qtbot, controller, settings, tmp_path):
        (tmp_path / "eyes").mkdir()
        right = str(eyes(tmp_path / "eyes" / "mine.gguf"))
        controller.options()
        assert controller.sight() is Sight.NO_PROJECTOR
        controller.choose_projector(right)
        qtbot.waitUntil(lambda: controller.sight() is Sight.SEES)
        assert controller.options().projector == right
        assert controller.told == []

    def test_a_projector_is_not_used_as_a_model(
        self, qtbot, controller, engine, settings, tmp_path
    ):
        right = str(eyes(tmp_path / "mmproj.gguf"))
        settings.set("model.recent", ("/m/one.gguf", right))
        before = controller.path
        controller.choose(right)
        qtbot.waitUntil(lambda: bool(controller.told))
        assert [problem.code for problem in controller.told] == ["projector.offered"]
        assert controller.path == before
        assert settings.get("model.recent") == ("/m/one.gguf",)
        assert engine.jobs == []

    def test_without_a_model_no_projector_can_be_chosen(self, thread, settings, window):
        controller = ModelController(thread, settings, window, None)
        told = []
        controller.failed.connect(told.append)
        controller.choose_projector("/m/mmproj.gguf")
        assert [problem.code for problem in told] == ["model.none"]
        assert controller.sight() is Sight.CANNOT

    def test_after_the_end_nothing_is_loaded(self, qtbot, controller, engine):
        controller.wake()
        controller.shut_down()
        assert controller.options().path
        assert engine.jobs == []
