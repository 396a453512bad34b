"""The step against what it is to find out; with the real engine in test_selftest.py too."""

from pathlib import Path

import pytest

from desktop_app.cli import picture_step
from desktop_app.cli.picture_step import PictureStep
from desktop_app.cli.step import StepError
from desktop_app.core.engine import Job
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Failed, Finished, Pictured
from desktop_app.core.paths import Places
from desktop_app.core.picture import Picture


class PlayedEngine:
    """Answers the job with these events."""

    answer: tuple[Event, ...] = ()

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def run(self, job: Job, cancel: object) -> tuple[Event, ...]:
        return self.answer

    def close(self) -> None:
        pass


@pytest.fixture
def step(tmp_path: Path) -> PictureStep:
    return PictureStep(Places(tmp_path))


def answer(monkeypatch: pytest.MonkeyPatch, *events: Event) -> None:
    monkeypatch.setattr(picture_step, "IsolatedEngine", PlayedEngine)
    monkeypatch.setattr(PlayedEngine, "answer", events)


def test_the_real_engine_keeps_it(step: PictureStep) -> None:
    assert [name for name, _ in step] == ["picture"]
    assert step.keep() == "drawn.png, 48 × 32 pixels"


def test_another_size_is_a_fault(step: PictureStep, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, Pictured(Picture("0" * 64, ".png", 32, 48)), Finished())
    with pytest.raises(StepError, match="32 × 48 pixels instead of 48 × 32"):
        step.keep()


def test_a_file_that_is_not_there_is_a_fault(
    step: PictureStep, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, Pictured(Picture("0" * 64, ".png", 48, 32)), Finished())
    with pytest.raises(StepError, match=r"0000\.png is not what was kept"):
        step.keep()


def test_nothing_at_all_is_a_fault(step: PictureStep, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, Finished())
    with pytest.raises(StepError, match="no picture was made"):
        step.keep()


def test_a_failure_is_told_with_its_reason(
    step: PictureStep, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, Failed(Problem("part.not_started", details="No module named 'PIL'")))
    with pytest.raises(StepError, match="No module named 'PIL'"):
        step.keep()
