"""The model looks at what is attached before it is asked, when it has nothing else to do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.engine import CancelToken, ChatJob, Job, LookJob, ModelOptions
from desktop_app.core.errors import Problem
from desktop_app.core.events import (
    Event,
    Failed,
    Finished,
    Loaded,
    Looking,
    Measured,
    Notice,
    Reason,
)
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.projector import Sight
from desktop_app.ui.composer import Composer
from desktop_app.ui.early_look import EarlyLook
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.theme import Theme
from tests.ui.picture_script import picture

MODEL = ModelOptions("/models/eyes.gguf", projector="/models/mmproj-eyes.gguf")
LOADED = Loaded("/models/eyes.gguf", "eyes", 4096, "CPU", 1, 0.1)


class Model(QObject):
    """A model that sees, unless it is told otherwise."""

    sight_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.seen = Sight.SEES
        self.model = MODEL

    def sight(self) -> Sight:
        return self.seen

    def options(self) -> ModelOptions | None:
        return self.model


class Eyes:
    """An engine that looks at every picture; each costs 64 tokens more than the one before."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.costs: dict[str, int] = {}
        self.failure: Problem | None = None
        self.notice: Problem | None = None

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        self.jobs.append(job)
        if self.failure is not None:
            yield Failed(self.failure)
            return
        if isinstance(job, ChatJob):
            yield LOADED
        elif isinstance(job, LookJob):
            number = len(job.images)
            if self.notice is not None:
                yield Notice(self.notice)
            for image in job.images:
                self.costs.setdefault(image.hash, 64 * (len(self.costs) + 1))
            yield Measured(tuple(self.costs[image.hash] for image in job.images))
            for n in range(0 if job.measure_only else number):
                yield Looking(n + 1, number)
        yield Finished()

    def close(self) -> None:
        pass


class Desk:
    def __init__(self, folder: Path) -> None:
        self.eyes = Eyes()
        self.thread = EngineThread(lambda: self.eyes)
        self.model = Model()
        self.composer = Composer(Theme("light"))
        self.bar = self.composer.bar
        shelf = PictureShelf(folder)
        self.look = EarlyLook(self.thread, self.composer, shelf, self.model)
        self.problems: list[Problem] = []
        self.look.failed.connect(self.problems.append)

    @property
    def looks(self) -> list[LookJob]:
        return [job for job in self.eyes.jobs if isinstance(job, LookJob)]

    @property
    def at_rest(self) -> bool:
        """Whether all that is attached was seen."""
        return not self.look._busy and self.look._next() is None

    def facts(self) -> list[str]:
        return [chip.facts() for chip in self.bar.chips().values()]

    def pause(self) -> None:
        """A second goes by without anything being added."""
        if self.look._pause.isActive():
            self.look._pause.stop()
            self.look._pause.timeout.emit()


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    qtbot.addWidget(desk.composer)
    yield desk
    desk.look.shut_down()
    assert desk.thread.shut_down(5000)


def test_it_tells_what_pictures_cost(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    desk.bar.add(1, "a", picture("a"))
    desk.bar.add(2, "b", picture("b"))
    assert desk.looks == []
    desk.pause()
    wanted = ["1600 × 1067 · 64 tokens", "1600 × 1067 · 128 tokens"]
    qtbot.waitUntil(lambda: desk.facts() == wanted)
    job = desk.looks[0]
    assert job.model == MODEL
    assert job.measure_only
    assert [image.hash for image in job.images] == [picture("a").hash, picture("b").hash]
    assert job.images[0].path == str(tmp_path / picture("a").file_name)


def test_pictures_are_seen_one_by_one_so_that_a_question_waits_for_one_at_most(
    qtbot: QtBot, desk: Desk
) -> None:
    desk.bar.add(1, "a", picture("a"))
    desk.bar.add(2, "b", picture("b"))
    desk.pause()
    qtbot.waitUntil(lambda: len(desk.looks) == 3)
    qtbot.waitUntil(lambda: desk.at_rest)
    seen = [[image.hash for image in job.images] for job in desk.looks if not job.measure_only]
    assert seen == [[picture("a").hash], [picture("b").hash]]
    assert not desk.look._pause.isActive()


def test_a_stop_ends_the_look_that_a_message_waits_for(qtbot: QtBot, desk: Desk) -> None:
    stopped: list[bool] = []

    def wait(job: Job, cancel: CancelToken) -> Iterator[Event]:
        while not cancel.is_set():
            yield Looking(0, 1)
        stopped.append(True)
        yield Finished(Reason.CANCELLED)

    desk.eyes.run = wait  # type: ignore[method-assign]
    desk.bar.add(1, "a", picture("a"))
    desk.pause()
    qtbot.waitUntil(lambda: bool(desk.look._looks))
    desk.composer.stop_requested.emit()
    qtbot.waitUntil(lambda: stopped == [True])


def test_what_was_seen_is_not_looked_at_again(qtbot: QtBot, desk: Desk) -> None:
    desk.bar.add(1, "a", picture("a"))
    desk.pause()
    qtbot.waitUntil(lambda: desk.at_rest)
    desk.bar.add(2, "a", picture("a"))
    assert not desk.look._pause.isActive()
    assert desk.facts()[1] == "1600 × 1067 · 64 tokens"
    desk.bar.add(3, "b", picture("b"))
    desk.pause()
    qtbot.waitUntil(lambda: len(desk.looks) == 4)
    hashes = [image.hash for job in desk.looks for image in job.images]
    assert hashes == [picture("a").hash] * 2 + [picture("b").hash] * 2
    qtbot.waitUntil(lambda: desk.at_rest)


def test_not_while_a_reply_is_written(qtbot: QtBot, desk: Desk) -> None:
    desk.look._on_submitted(99, ChatJob("reply", MODEL, ()))
    desk.bar.add(1, "a", picture("a"))
    desk.pause()
    assert desk.looks == []
    desk.look._on_event(99, Finished())
    desk.pause()
    qtbot.waitUntil(lambda: len(desk.looks) >= 1)


def test_a_model_without_eyes_is_not_asked(qtbot: QtBot, desk: Desk) -> None:
    desk.model.seen = Sight.NO_PROJECTOR
    desk.bar.add(1, "a", picture("a"))
    assert not desk.look._pause.isActive()
    desk.model.seen = Sight.SEES
    desk.model.sight_changed.emit()
    desk.pause()
    qtbot.waitUntil(lambda: "tokens" in desk.facts()[0])


def test_another_model_counts_otherwise(qtbot: QtBot, desk: Desk) -> None:
    desk.bar.add(1, "a", picture("a"))
    desk.pause()
    qtbot.waitUntil(lambda: "tokens" in desk.facts()[0])
    desk.model.model = ModelOptions("/models/others.gguf", projector="/models/other.gguf")
    desk.model.sight_changed.emit()
    assert desk.facts() == ["1600 × 1067"]
    desk.pause()
    qtbot.waitUntil(lambda: desk.looks[-1].model == desk.model.model)
    qtbot.waitUntil(lambda: desk.at_rest)


def test_after_a_failure_it_waits_for_the_person(qtbot: QtBot, desk: Desk) -> None:
    desk.eyes.failure = Problem("engine.crashed", {"cause": "segmentation fault"})
    desk.bar.add(1, "a", picture("a"))
    desk.pause()
    qtbot.waitUntil(lambda: [problem.code for problem in desk.problems] == ["engine.crashed"])
    desk.bar.add(2, "b", picture("b"))
    desk.pause()
    assert len(desk.looks) == 1
    desk.eyes.failure = None
    desk.thread.submit(ChatJob("reply", MODEL, ()))
    qtbot.waitUntil(desk.look._pause.isActive)
    desk.pause()
    qtbot.waitUntil(lambda: desk.at_rest)
    assert "tokens" in desk.facts()[1]


def test_after_a_load_that_never_ended_it_waits_for_the_person(qtbot: QtBot, desk: Desk) -> None:
    desk.look.hold_back()
    desk.bar.add(1, "a", picture("a"))
    desk.pause()
    assert desk.looks == []
    desk.thread.submit(ChatJob("c", desk.model.options(), ()))
    qtbot.waitUntil(lambda: not desk.look._busy)
    desk.pause()
    qtbot.waitUntil(lambda: desk.at_rest)
    assert desk.looks


def test_what_the_load_for_a_look_has_to_tell_is_told(qtbot: QtBot, desk: Desk) -> None:
    desk.eyes.notice = Problem("model.on_processor", {"device": "CUDA0"})
    desk.bar.add(1, "a", picture("a"))
    desk.pause()
    qtbot.waitUntil(lambda: desk.eyes.notice in desk.problems)
    qtbot.waitUntil(lambda: desk.at_rest)


def test_what_is_removed_is_not_looked_at(desk: Desk) -> None:
    desk.bar.add(1, "a", picture("a"))
    desk.bar.set_attachments(())
    assert not desk.look._pause.isActive()


def test_nothing_begins_after_the_end(desk: Desk) -> None:
    desk.bar.add(1, "a", picture("a"))
    desk.look.shut_down()
    assert not desk.look._pause.isActive()
    desk.bar.add(2, "b", picture("b"))
    desk.look._on_event(99, Finished())
    assert not desk.look._pause.isActive()
