"""Keeping temporary conversations: what becomes of them when the engine cannot copy."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core.conversation import Conversation
from desktop_app.core.engine import CancelToken, Job, ModelOptions
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Failed, Finished, Reason, TextDelta, Usage
from desktop_app.core.picture import Picture
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.session import Session
from desktop_app.core.settings import Settings
from desktop_app.core.shelving import ShelveJob
from desktop_app.core.temporary_folder import TemporaryFolder
from desktop_app.core.window_store import WindowStore
from desktop_app.engines.housekeeping import create
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.temporary_keeper import TemporaryKeeper

CRASHED = Problem("part.crashed", {"part": "housekeeping"})
FULL = Problem("temporary.full")


class Housekeeping:
    """Fails as often as there are problems, then does what is asked."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.jobs: list[Job] = []

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        self.jobs.append(job)
        if self.problems and isinstance(job, ShelveJob):
            yield Failed(self.problems.pop(0))
        else:
            yield from create().run(job, cancel)

    def close(self) -> None:
        pass


class Desk:
    def __init__(self, folder: Path) -> None:
        for name in ("data", "run"):
            (folder / name).mkdir()
        self.store = WindowStore.open(folder / "data" / "conversations.db")
        aside = TemporaryFolder(folder / "data", {"XDG_RUNTIME_DIR": str(folder / "run")})
        self.shelf = PictureShelf(folder / "data" / "pictures", aside)
        settings = Settings.load(folder / "settings.toml")
        self.session = Session(self.store, settings, self.shelf)
        self.problems: list[Problem] = []
        self.engine = Housekeeping(self.problems)
        self.thread = EngineThread(lambda: self.engine)
        self.keeper = TemporaryKeeper(self.session, self.thread)
        self.failed: list[tuple[Conversation, Problem]] = []
        self.keeper.failed.connect(lambda *told: self.failed.append(told))

    def begin(self) -> Conversation:
        """A temporary conversation that shows a picture."""
        self.session.begin_temporary()
        job = self.session.begin("Look!", ModelOptions("a.gguf"), (self.picture(b"one"),))
        self.session.apply(job.id, TextDelta("A horse."))
        self.session.apply(job.id, Finished(Reason.STOP, Usage(reply_tokens=1)))
        return self.session.conversation

    def picture(self, data: bytes) -> Picture:
        place = self.shelf.temporary.make()
        return Picture(PictureShelf(place).keep(data, ".png"), ".png", 4, 4)

    def kept(self) -> set[bytes]:
        found = self.shelf.folder.glob("*.png")
        return {path.read_bytes() for path in found}


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    assert made.thread.shut_down(5000)
    made.keeper.shut_down()
    made.store.close()


def test_it_is_kept_once_however_often_it_is_asked_for(qtbot: QtBot, desk: Desk) -> None:
    conversation = desk.begin()
    desk.keeper.keep(conversation)
    desk.keeper.keep(conversation)
    qtbot.waitUntil(lambda: not conversation.temporary)
    assert [type(job) for job in desk.engine.jobs] == [ShelveJob]
    assert desk.kept() == {b"one"}
    assert len(desk.session.summaries()) == 1


def test_a_process_that_died_is_given_another_try(qtbot: QtBot, desk: Desk) -> None:
    conversation = desk.begin()
    desk.problems[:] = [CRASHED]
    desk.keeper.keep(conversation)
    qtbot.waitUntil(lambda: not conversation.temporary)
    assert desk.failed == []
    assert desk.kept() == {b"one"}


@pytest.mark.parametrize(
    ("problems", "code"), [([CRASHED] * 2, "temporary.failed"), ([FULL], "temporary.full")]
)
def test_what_cannot_be_copied_stays_temporary(
    qtbot: QtBot, desk: Desk, problems: list[Problem], code: str
) -> None:
    conversation = desk.begin()
    desk.problems[:] = problems
    desk.keeper.keep(conversation)
    assert desk.session.temporary.keeping == {conversation.id}
    qtbot.waitUntil(lambda: len(desk.failed) == 1)
    (told, problem) = desk.failed[0]
    assert (told, problem.code) == (conversation, code)
    assert conversation.temporary
    assert desk.session.temporary.keeping == frozenset()
    assert desk.session.summaries() == []
    desk.keeper.keep(conversation)
    qtbot.waitUntil(lambda: not conversation.temporary)
    assert desk.kept() == {b"one"}


def test_what_comes_late_is_copied_when_it_is_seen(qtbot: QtBot, desk: Desk) -> None:
    conversation = desk.begin()
    desk.keeper.keep(conversation)
    qtbot.waitUntil(lambda: not conversation.temporary)
    desk.keeper.follow()
    assert not desk.thread.busy
    desk.session.drafts.save("half", (desk.picture(b"two"),))
    desk.problems[:] = [FULL]
    desk.keeper.follow()
    qtbot.waitUntil(lambda: len(desk.failed) == 1)
    assert desk.failed[0][1].code == "store.full"
    desk.keeper.follow()
    qtbot.waitUntil(lambda: desk.kept() == {b"one", b"two"})


def test_at_the_end_of_the_program_it_is_kept_at_once(qtbot: QtBot, desk: Desk) -> None:
    conversation = desk.begin()
    desk.problems[:] = [FULL]
    desk.keeper.keep(conversation)
    assert desk.thread.shut_down(5000)
    desk.keeper.shut_down()
    assert not conversation.temporary
    assert desk.kept() == {b"one"}


def test_one_that_never_was_temporary_is_not_followed(desk: Desk) -> None:
    desk.session.drafts.save("half", (desk.picture(b"two"),))
    desk.keeper.follow()
    assert not desk.thread.busy
