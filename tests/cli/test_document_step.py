"""The step against what it is to find out."""

from pathlib import Path

import pytest

from desktop_app.cli import document_step
from desktop_app.cli.document_step import DocumentStep
from desktop_app.cli.step import StepError
from desktop_app.core.document import Document, Documented, Form
from desktop_app.core.engine import Job
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Failed, Finished
from desktop_app.core.paths import Places
from desktop_app.core.picture_shelf import PictureShelf


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
def step(tmp_path: Path) -> DocumentStep:
    return DocumentStep(Places(tmp_path))


def answer(monkeypatch: pytest.MonkeyPatch, *events: Event) -> None:
    monkeypatch.setattr(document_step, "IsolatedEngine", PlayedEngine)
    monkeypatch.setattr(PlayedEngine, "answer", events)


def test_the_real_engine_reads_them(step: DocumentStep) -> None:
    assert [name for name, _ in step] == ["documents"]
    assert step.read() == "old.txt, page.pdf, letter.docx"


def test_other_words_are_a_fault(step: DocumentStep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PictureShelf, "text", lambda *_: "something else")
    answer(monkeypatch, Documented(Document("0" * 64, "x", Form.TEXT, 1, 1)), Finished())
    with pytest.raises(StepError, match=r"old\.txt was read as 'something else'"):
        step.read()


def test_nothing_at_all_is_a_fault(step: DocumentStep, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, Finished())
    with pytest.raises(StepError, match=r"old\.txt was not read"):
        step.read()


def test_a_problem_is_told(step: DocumentStep, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, Failed(Problem("part.not_started", details="no module named pypdf")))
    with pytest.raises(StepError, match=r"old\.txt: .*no module named pypdf"):
        step.read()
