"""Showing the real window a picture: dropped, asked about, asked about again; and what fails."""

import os
import shutil
import signal
from pathlib import Path

import pytest
from PIL import Image as Painter
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.core.conversation import State
from desktop_app.core.engine_names import chat_engine
from desktop_app.engines.isolated import IsolatedEngine
from tests.end_to_end.conftest import close
from tests.end_to_end.test_chat import idle, part, say, texts
from tests.seeing_model import COLOURS

pytestmark = pytest.mark.model


@pytest.fixture
def pair(starter_model, seeing_projector, tmp_path) -> Path:
    """A model that sees, and its projector beside it."""
    folder = tmp_path / "models"
    folder.mkdir()
    (folder / "model.gguf").symlink_to(starter_model)
    shutil.copy(seeing_projector, folder / "mmproj-colours.gguf")
    return folder / "model.gguf"


@pytest.fixture
def engines(tmp_path):
    """The engines that were made, the last one the one in use."""
    return []


@pytest.fixture
def seeing(start, pair, tmp_path, engines):
    """The whole program with its own engines and a model that sees."""

    def engine():
        engines.append(IsolatedEngine(chat_engine(tmp_path / "seen"), tmp_path))
        return engines[-1]

    parley = start(engine, model=str(pair))
    parley.settings.update(
        {"model.threads": 1, "model.context_size": 1024, "sampling.temperature": 0.0,
         "sampling.max_tokens": 12}
    )  # fmt: skip
    return parley


def picture(folder: Path, colour: str, size: tuple[int, int] = (640, 480)) -> Path:
    path = folder / f"{colour}.jpg"
    Painter.new("RGB", size, COLOURS[colour]).save(path)
    return path


def drop(parley, *paths: Path) -> None:
    """Let go of files over the window, as a file manager does."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    middle = parley.window.rect().center()
    enter = QDragEnterEvent(QPoint(middle), copy, mime, left, none)
    QApplication.sendEvent(parley.window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(parley.window, QDropEvent(QPointF(middle), copy, mime, left, none))


def attached(parley) -> int:
    return len(parley.window.composer.bar.attachments())


def answered(parley, count: int) -> bool:
    return len(texts(parley)) == count and texts(parley)[-1] != "" and idle(parley)


def test_a_picture_is_dropped_asked_about_and_asked_about_again(qtbot, seeing, tmp_path):
    parley = seeing
    drop(parley, picture(tmp_path, "red"))
    qtbot.waitUntil(lambda: attached(parley) == 1)
    say(qtbot, parley, "What colour is it?")
    qtbot.waitUntil(lambda: answered(parley, 2))
    assert "red" in texts(parley)[-1].lower()
    assert attached(parley) == 0
    first = parley.session.conversation.path()[-1]
    say(qtbot, parley, "Are you sure?")
    qtbot.waitUntil(lambda: answered(parley, 4))
    question, _, _, second = parley.session.conversation.path()

    assert question.attachments[0].name == "red.jpg"
    assert first.usage.image_tokens > 0
    assert second.usage.reused_image_tokens == second.usage.image_tokens == first.usage.image_tokens
    assert second.usage.encoded_images == 0

    (tmp_path / "red.jpg").unlink()
    close(parley)


def test_two_pictures_in_two_turns_are_told_apart(qtbot, seeing, tmp_path):
    parley = seeing
    for number, colour in enumerate(("blue", "red"), start=1):
        drop(parley, picture(tmp_path, colour))
        qtbot.waitUntil(lambda: attached(parley) == 1)
        say(qtbot, parley, "What colour is it?")
        count = 2 * number
        qtbot.waitUntil(lambda count=count: answered(parley, count))
        assert colour in texts(parley)[-1].lower()


def test_a_kill_while_it_looks_loses_nothing(qtbot, seeing, engines, tmp_path):
    parley = seeing
    killed = []

    def kill(ticket: int, event: object) -> None:
        if type(event).__name__ == "Looking" and not killed:
            killed.append(engines[-1].child_pid)
            os.kill(killed[0], signal.SIGKILL)

    parley.engine.happened.connect(kill, Qt.ConnectionType.DirectConnection)
    drop(parley, picture(tmp_path, "green"))
    qtbot.waitUntil(lambda: attached(parley) == 1)
    qtbot.waitUntil(lambda: bool(killed))
    assert attached(parley) == 1, "what was attached stays"
    say(qtbot, parley, "What colour is it?")
    qtbot.waitUntil(lambda: len(texts(parley)) == 2 and idle(parley))
    reply = parley.session.conversation.path()[-1]
    if reply.state is State.FAILED:
        parley.chat.regenerate(reply.id)
        qtbot.waitUntil(lambda: answered(parley, 2))

    assert parley.session.conversation.path()[0].attachments
    assert "green" in texts(parley)[-1].lower()


def test_what_cannot_be_shown_is_said_before_it_is_sent(qtbot, start, starter_model, tmp_path):
    parley = start(model=str(starter_model))
    drop(parley, picture(tmp_path, "red"))
    qtbot.waitUntil(lambda: attached(parley) == 1)
    bar = parley.window.composer.bar
    qtbot.waitUntil(lambda: bar.blocked)
    say(qtbot, parley, "What colour is it?")

    assert texts(parley) == []
    assert part(parley, "composer").toPlainText() == "What colour is it?"
    assert any("cannot see" in label.text() for label in bar.findChildren(QLabel))
