"""From the file to the chip, with an engine that does as the test says."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from desktop_app.core.document import Document, Documented, DocumentJob, Form, PagesRead
from desktop_app.core.engine import CancelToken, CountJob, Job, ModelOptions, UnloadJob
from desktop_app.core.errors import Problem
from desktop_app.core.events import Counted, Event, Failed, Finished, Loaded, Reason
from desktop_app.core.paths import Places
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.session import Session
from desktop_app.core.settings import Settings
from desktop_app.core.store import Store
from desktop_app.ui.document_controller import DocumentController
from desktop_app.ui.document_tokens import DocumentTokens, Load, room, sample_of, scaled
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.gallery import Gallery
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.theme import Theme
from desktop_app.ui.transcript import Transcript

MODEL = ModelOptions("/models/Small-1B.Q4_K_M.gguf")
DIED = Problem("part.crashed", {"cause": "segmentation fault"}, "the log")


class Reader:
    """Keeps the name of every file as its text, once `gate` is open; `failures` come first."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.failures: list[Problem] = []
        self.jobs: list[Job] = []

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        self.jobs.append(job)
        if not isinstance(job, DocumentJob):
            yield Finished()
            return
        yield PagesRead(1, 2)
        while not self.gate.wait(0.005):
            if cancel.is_set():
                yield Finished(Reason.CANCELLED)
                return
        if self.failures:
            yield Failed(self.failures.pop(0))
            return
        text = f"words of {job.name}"
        hash = PictureShelf(Path(job.folder.path)).keep(text.encode(), ".txt")
        yield Documented(Document(hash, job.name, Form.TEXT, len(text), len(text)))
        yield Finished()

    def close(self) -> None:
        pass


class Counter:
    """Counts a token for every character, or fails."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.failing = False

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        del cancel
        self.jobs.append(job)
        if self.failing:
            yield Failed(Problem("model.missing", {"name": "x"}))
            return
        yield Loaded("/m", "m", 1000, "CPU", 1, 0.0)
        assert isinstance(job, CountJob)
        yield Counted(tuple(map(len, job.texts)))

    def close(self) -> None:
        pass


class Model(QObject):
    chosen = Signal(str)
    sight_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.value: ModelOptions | None = MODEL

    def options(self) -> ModelOptions | None:
        return self.value


class Desk:
    """A window with everything that documents need behind it."""

    def __init__(self, home: Path) -> None:
        places = Places(home)
        places.create()
        self.store = Store.open(places.database)
        self.shelf = PictureShelf(places.pictures)
        self.session = Session(self.store, Settings.load(places.settings), self.shelf)
        self.reader, self.counter = Reader(), Counter()
        self.reading = EngineThread(lambda: self.reader)
        self.counting = EngineThread(lambda: self.counter)
        theme = Theme("light")
        self.window = MainWindow(theme, Transcript(theme, Gallery(self.shelf.path)))
        self.composer = self.window.composer
        self.bar = self.composer.bar
        self.model = Model()
        self.tokens = DocumentTokens(self.counting, self.composer, self.shelf, self.model)
        numbers = iter(range(1, 100))
        self.documents = DocumentController(
            self.session,
            self.reading,
            self.tokens,
            self.shelf,
            places,
            self.window,
            theme,
            lambda: next(numbers),
        )
        self.problems: list[Problem] = []
        self.documents.problem.connect(self.problems.append)
        self.elsewhere: list[tuple[Document, str]] = []
        self.documents.made.connect(lambda *made: self.elsewhere.append(made))
        self.window.show()

    def facts(self) -> list[str]:
        return [chip.facts() for chip in self.bar.chips().values()]

    def close(self) -> None:
        self.documents.shut_down()
        self.tokens.shut_down()
        self.reader.gate.set()
        for thread in (self.reading, self.counting):
            assert thread.shut_down(5000)
        self.store.close()
        self.window.close()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "home")
    qtbot.addWidget(desk.window)
    yield desk
    desk.close()


def test_how_far_it_is_stands_on_the_chip(desk: Desk, qtbot: QtBot) -> None:
    desk.reader.gate.clear()
    desk.documents.take("/files/a.pdf", "")
    assert desk.facts() == ["being prepared…"]
    assert not desk.bar.making_pictures
    qtbot.waitUntil(lambda: desk.facts() == ["page 1 of 2"])
    desk.reader.gate.set()
    qtbot.waitUntil(lambda: not desk.bar.making)


def test_once_more_after_a_death_and_no_more_after_two(desk: Desk, qtbot: QtBot) -> None:
    desk.reader.failures = [DIED]
    desk.documents.take("/files/a.pdf", "")
    qtbot.waitUntil(lambda: len(desk.composer.attachments()) == 1)
    desk.reader.failures = [DIED, DIED]
    desk.documents.take("/files/b.pdf", "")
    qtbot.waitUntil(lambda: bool(desk.problems))
    assert desk.problems == [Problem("document.crashed", {"name": "b.pdf"}, "the log")]
    assert len(desk.bar.chips()) == 1


def test_what_is_for_another_draft_gets_there(desk: Desk, qtbot: QtBot) -> None:
    desk.documents.take("/files/a.pdf", "another")
    qtbot.waitUntil(lambda: bool(desk.elsewhere))
    document, draft = desk.elsewhere[0]
    assert (document.name, draft) == ("a.pdf", "another")
    assert not desk.bar.chips()


def test_the_chip_comes_back_with_its_draft(desk: Desk, qtbot: QtBot) -> None:
    desk.reader.gate.clear()
    desk.documents.take("/files/a.pdf", "")
    desk.composer.set_attachments(())
    assert [chip.name() for chip in desk.bar.chips().values()] == ["a.pdf"]
    desk.reader.gate.set()
    qtbot.waitUntil(lambda: len(desk.composer.attachments()) == 1)


def test_a_file_that_holds_the_process_up_is_given_up(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.ui.document_controller.SECONDS", 0.0)
    monkeypatch.setattr("desktop_app.ui.document_controller._GRACE_SECONDS", 0.05)
    desk.reader.gate.clear()
    desk.documents.take("/files/a.pdf", "")
    qtbot.waitUntil(lambda: bool(desk.problems))
    assert desk.problems == [Problem("document.too_slow", {"name": "a.pdf"})]
    assert not desk.bar.chips()


def test_a_process_that_does_not_hear_a_stop_was_too_slow(desk: Desk, qtbot: QtBot) -> None:
    desk.reader.failures = [Problem("part.stuck")]
    desk.documents.take("/files/a.pdf", "")
    qtbot.waitUntil(lambda: bool(desk.problems))
    assert desk.problems[0].code == "document.too_slow"


def test_what_waits_in_line_is_not_late(desk: Desk, qtbot: QtBot) -> None:
    desk.reader.gate.clear()
    for name in "ab":
        desk.documents.take(f"/files/{name}.pdf", "")
    desk.bar.chips()[1].remove_button.click()
    desk.reader.gate.set()
    qtbot.waitUntil(lambda: [one.name for one in desk.composer.attachments()] == ["b.pdf"])
    assert desk.problems == []


def test_the_process_is_let_go_when_nothing_comes(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.documents._idle.setInterval(0)
    desk.documents.take("/files/a.pdf", "")
    qtbot.waitUntil(lambda: any(isinstance(job, UnloadJob) for job in desk.reader.jobs))


def test_it_is_counted_by_the_model_once(desk: Desk, qtbot: QtBot) -> None:
    desk.documents.take("/files/a.pdf", "")
    qtbot.waitUntil(lambda: any("tokens" in facts for facts in desk.facts()))
    (document,) = desk.composer.attachments()
    (job,) = desk.counter.jobs
    assert isinstance(job, CountJob)
    assert job.texts[0].startswith('File "a.pdf":\n```\nwords of a.pdf')
    assert isinstance(document, Document)
    assert desk.tokens.of(document) == len(job.texts[0])
    assert desk.facts() == [f"14 bytes · {len(job.texts[0])} tokens"]
    assert desk.tokens.load().tokens == len(job.texts[0])
    desk.tokens.reconsider()
    desk.model.value = None
    desk.tokens.reconsider()
    assert desk.facts() == ["14 bytes"]
    assert desk.counter.jobs == [job]


def test_after_a_failure_it_is_not_counted_until_a_model_is_there(desk: Desk, qtbot: QtBot) -> None:
    desk.counter.failing = True
    desk.documents.take("/files/a.pdf", "")
    qtbot.waitUntil(lambda: len(desk.counter.jobs) == 1 and not desk.counting.busy)
    desk.counter.failing = False
    desk.tokens.reconsider()
    assert not desk.tokens._pause.isActive()
    desk.model.value = ModelOptions("/models/other.gguf")
    desk.tokens.reconsider()
    qtbot.waitUntil(lambda: any("tokens" in facts for facts in desk.facts()))


def test_after_a_start_that_crashed_nothing_is_loaded_for_it(desk: Desk, qtbot: QtBot) -> None:
    desk.tokens.hold_back()
    desk.documents.take("/files/a.pdf", "")
    qtbot.waitUntil(lambda: len(desk.composer.attachments()) == 1)
    assert not desk.tokens._pause.isActive()
    assert desk.counter.jobs == []


def test_a_text_that_is_gone_is_told_when_a_part_is_to_be_chosen(desk: Desk, qtbot: QtBot) -> None:
    desk.documents.take("/files/a.pdf", "")
    qtbot.waitUntil(lambda: len(desk.composer.attachments()) == 1)
    (document,) = desk.composer.attachments()
    assert isinstance(document, Document)
    desk.shelf.path(document).unlink()
    desk.documents.choose_part(document)
    assert [problem.code for problem in desk.problems] == ["document.gone"]


def test_of_a_long_text_samples_tell_the_rest() -> None:
    text = "a" * 1_000_000 + "b" * 1_000_000
    sample = sample_of(text)
    assert len(sample) == 400_000
    assert sample.count("a") == sample.count("b")
    assert scaled(100_000, len(text) / len(sample)) == 500_000
    assert sample_of("short") == "short"
    assert scaled(7, 1.0) == 7


def test_when_documents_are_too_long() -> None:
    assert not Load(10**6, 0).too_long
    assert Load(851, 1000).too_long
    assert not Load(850, 1000).too_long
    assert room(0) == 0
