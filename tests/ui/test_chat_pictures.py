"""From a picture in a message to the session and back: looking, stopping, hiding, asking anew."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.conversation import Role, State
from desktop_app.core.engine import CancelToken, ChatJob, Job, ModelOptions
from desktop_app.core.errors import Problem
from desktop_app.core.events import (
    Event,
    Finished,
    Loaded,
    Looking,
    Planned,
    Reading,
    Reason,
    TextDelta,
    Usage,
)
from desktop_app.core.picture import Image
from desktop_app.core.session import Session
from desktop_app.core.settings import Settings
from desktop_app.core.store import Store
from desktop_app.ui.chat_controller import ChatController
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.gallery import Gallery
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.message_editor import MessageEditor
from desktop_app.ui.model_controller import ModelController
from desktop_app.ui.theme import Theme
from desktop_app.ui.transcript import Transcript
from desktop_app.ui.user_message import UserMessage
from tests.ui.kept import Shelf
from tests.ui.settled import settle

LOADED = Loaded("/m/model.gguf", "Model", 4096, "CPU", 2, 0.1)
USAGE = Usage(prompt_tokens=80, reply_tokens=1, image_tokens=64, context_size=4096)


class LookingEngine:
    """Looks at what it is shown, and answers while `gate` is open."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.gate = threading.Event()
        self.gate.set()

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        self.jobs.append(job)
        if not isinstance(job, ChatJob):
            yield Finished()
            return
        total = sum(isinstance(part, Image) for turn in job.turns for part in turn.shown)
        yield LOADED
        yield Planned(80, 0, 4096, image_tokens=64)
        yield Looking(0, total)
        while not self.gate.wait(0.005):
            if cancel.is_set():
                yield Finished(Reason.CANCELLED)
                return
        yield Looking(total, total)
        yield Reading(16, 16)
        yield TextDelta("Red.")
        yield Finished(usage=USAGE)

    def close(self) -> None:
        """Nothing to free."""


class Desk:
    """A window that chats with this engine."""

    def __init__(self, home: Path, engine: LookingEngine) -> None:
        self.engine = engine
        self.shelf = Shelf(home / "pictures")
        self.store = Store.open(home / "conversations.db")
        settings = Settings.load(home / "settings.toml")
        self.session = Session(self.store, settings, self.shelf.shelf)
        self.thread = EngineThread(lambda: engine)
        theme = Theme("light")
        self.transcript = Transcript(theme, Gallery(self.shelf.path))
        self.window = MainWindow(theme, self.transcript)
        self.model = ModelController(self.thread, settings, self.window, Path("/m/model.gguf"))
        self.chat = ChatController(
            self.session, self.thread, self.window, self.transcript, lambda: ModelOptions("/m")
        )
        self.problems: list[Problem] = []
        self.chat.problem.connect(self.problems.append)
        self.chat.start()
        self.window.show()

    def ask(self, text: str, *colors: str) -> None:
        shown = tuple(self.shelf.picture(color, name=f"{color}.png") for color in colors)
        self.chat._start(lambda model: self.session.begin(text, model, shown))

    @property
    def state(self) -> str:
        return self.window.header.state_label.accessibleName()

    def question(self) -> UserMessage:
        """The first message's widget."""
        settle()
        view = self.transcript.view(self.session.conversation.path()[0].id)
        assert isinstance(view, UserMessage)
        return view

    def answered(self) -> bool:
        return self.session.conversation.path()[-1].state is not State.WRITING

    def shown(self, job: int) -> list[tuple[str, ...]]:
        """The hashes of what each of the person's turns shows in the job with this number."""
        asked = self.engine.jobs[job]
        assert isinstance(asked, ChatJob)
        return [
            tuple(part.hash for part in turn.shown if isinstance(part, Image))
            for turn in asked.turns
            if turn.role is Role.USER
        ]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path, LookingEngine())
    qtbot.addWidget(desk.window)
    yield desk
    desk.engine.gate.set()
    desk.chat.shut_down()
    assert desk.thread.shut_down(5000)
    desk.store.close()


def button(inside: QWidget, name: str) -> QAbstractButton:
    (found,) = [b for b in inside.findChildren(QAbstractButton) if b.accessibleName() == name]
    return found


def test_looking_is_told_where_reading_is(qtbot: QtBot, desk: Desk) -> None:
    desk.engine.gate.clear()
    desk.ask("Which is red?", "red", "blue")
    qtbot.waitUntil(lambda: desk.state == "looking at picture 1 of 2…")
    desk.engine.gate.set()
    qtbot.waitUntil(desk.answered)
    qtbot.waitUntil(lambda: desk.state.startswith("ready"))
    assert desk.session.conversation.path()[-1].text == "Red."


def test_stop_is_heard_while_the_model_looks(qtbot: QtBot, desk: Desk) -> None:
    desk.engine.gate.clear()
    desk.ask("What is it?", "red")
    qtbot.waitUntil(lambda: desk.state == "looking at the picture…")
    desk.window.composer.stop_requested.emit()
    qtbot.waitUntil(desk.answered)
    question, answer = desk.session.conversation.path()
    assert answer.state is State.STOPPED
    assert [one.name for one in question.attachments] == ["red.png"]  # type: ignore[union-attr]
    desk.engine.gate.set()
    desk.chat.regenerate(answer.id)
    qtbot.waitUntil(lambda: desk.session.conversation.path()[-1].text == "Red.")
    assert desk.shown(1) == desk.shown(0)
    assert len(desk.shown(1)[0]) == 1


def test_a_hidden_picture_is_not_shown_to_the_model_from_then_on(qtbot: QtBot, desk: Desk) -> None:
    desk.ask("Which is red?", "red", "blue")
    qtbot.waitUntil(desk.answered)
    question = desk.session.conversation.path()[0]
    desk.transcript.seen_requested.emit(question.id, 0, False)
    assert [one.seen for one in desk.session.conversation.path()[0].attachments] == [False, True]
    tile = desk.question().attachments
    assert tile is not None
    assert [one.seen for one in tile.attachments] == [False, True]
    kept = desk.store.load(desk.session.conversation.id).path()[0]
    assert [one.seen for one in kept.attachments] == [False, True]
    desk.ask("And now?")
    qtbot.waitUntil(desk.answered)
    blue = question.attachments[1].hash  # type: ignore[union-attr]
    assert desk.shown(-1) == [(blue,), ()]
    desk.transcript.seen_requested.emit(question.id, 0, True)
    assert [one.seen for one in desk.session.conversation.path()[0].attachments] == [True, True]


def test_an_edited_message_is_asked_anew_with_the_pictures_that_are_left(
    qtbot: QtBot, desk: Desk
) -> None:
    desk.ask("Which is red?", "red", "blue")
    qtbot.waitUntil(desk.answered)
    question = desk.session.conversation.path()[0]
    button(desk.question(), "Edit your message").click()
    editor = desk.question().findChild(MessageEditor)
    assert isinstance(editor, MessageEditor)
    button(editor, "Remove blue.png").click()
    button(editor, "Send the edited message").click()
    qtbot.waitUntil(lambda: len(desk.engine.jobs) == 2 and desk.answered())
    edited = desk.session.conversation.path()[0]
    assert edited.id != question.id
    assert edited.attachments == question.attachments[:1]
    assert desk.shown(1) == [(question.attachments[0].hash,)]  # type: ignore[union-attr]
    # The one before is still there, with both.
    desk.transcript.sibling_requested.emit(edited.id, -1)
    assert desk.session.conversation.path()[0].attachments == question.attachments


def test_pictures_go_and_come_back_with_their_message(qtbot: QtBot, desk: Desk) -> None:
    desk.ask("", "red")
    qtbot.waitUntil(desk.answered)
    question = desk.session.conversation.path()[0]
    undo: list[object] = []
    desk.chat.undoable.connect(lambda sentence, back: undo.append(back))
    qtbot.keyClick(button(desk.question(), "Delete your message"), Qt.Key.Key_Space)
    assert desk.session.conversation.path() == []
    (back,) = undo
    assert callable(back)
    back()
    assert desk.session.conversation.path()[0] == replace(question)
    assert desk.question().attachments is not None
