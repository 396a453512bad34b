"""A message that is written anew keeps its pictures, and each can be taken out."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop_app.ui.gallery import Gallery
from desktop_app.ui.message_editor import MessageEditor
from desktop_app.ui.theme import Theme
from desktop_app.ui.transcript import Transcript
from tests.ui.kept import Shelf
from tests.ui.settled import settle
from tests.ui.shown import button, message, show, tiles, view


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "pictures")


@pytest.fixture
def gallery(qtbot: QtBot, shelf: Shelf) -> Gallery:
    return Gallery(shelf.path)


@pytest.fixture
def transcript(qtbot: QtBot, gallery: Gallery) -> Transcript:
    transcript = Transcript(Theme("light"), gallery)
    transcript.resize(800, 500)
    qtbot.addWidget(transcript)
    with qtbot.waitExposed(transcript):
        transcript.show()
    return transcript


def editor_of(transcript: Transcript) -> MessageEditor:
    button(view(transcript), "Edit your message").click()
    found = view(transcript).findChild(MessageEditor)
    assert isinstance(found, MessageEditor)
    return found


def test_an_edited_message_keeps_its_pictures(
    qtbot: QtBot, transcript: Transcript, shelf: Shelf
) -> None:
    shown = (shelf.picture("red"), shelf.film(2))
    show(transcript, message("m", "old", *shown))
    editor = editor_of(transcript)
    field = editor.findChild(QPlainTextEdit)
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText("new")
    with qtbot.waitSignal(transcript.edit_requested) as asked:
        button(editor, "Send the edited message").click()
    assert asked.args == ["m", "new", shown]


def test_a_picture_is_taken_out_while_editing(
    qtbot: QtBot, transcript: Transcript, shelf: Shelf
) -> None:
    red = shelf.picture("red", name="red.png")
    blue = shelf.picture("blue", name="blue.png")
    show(transcript, message("m", "old", red, blue))
    editor = editor_of(transcript)
    before = editor.height()
    button(editor, "Remove red.png").click()
    settle()
    (left,) = tiles(editor)
    assert left.shown.picture == blue
    qtbot.keyClick(left, Qt.Key.Key_Delete)
    assert tiles(editor) == []
    assert editor.height() < before
    with qtbot.waitSignal(transcript.edit_requested) as asked:
        button(editor, "Send the edited message").click()
    assert asked.args == ["m", "old", ()]


def test_pictures_without_words_can_be_sent_and_nothing_at_all_cannot(
    transcript: Transcript, shelf: Shelf
) -> None:
    show(transcript, message("m", "", shelf.picture(name="cat.png")))
    editor = editor_of(transcript)
    send = button(editor, "Send the edited message")
    assert send.isEnabled()
    button(editor, "Remove cat.png").click()
    assert not send.isEnabled()


def test_leaving_the_field_brings_the_pictures_back(
    qtbot: QtBot, transcript: Transcript, shelf: Shelf
) -> None:
    show(transcript, message("m", "", shelf.picture()))
    editor = editor_of(transcript)
    assert [tile for tile in tiles(view(transcript)) if not editor.isAncestorOf(tile)] == []
    button(editor, "Cancel editing").click()
    (tile,) = [tile for tile in tiles(view(transcript)) if not editor.isAncestorOf(tile)]
    assert tile.hasFocus()


def test_a_hidden_picture_stays_hidden_when_its_message_is_edited(
    qtbot: QtBot, transcript: Transcript, shelf: Shelf
) -> None:
    hidden = replace(shelf.picture(), seen=False)
    show(transcript, message("m", "old", hidden))
    editor = editor_of(transcript)
    with qtbot.waitSignal(transcript.edit_requested) as asked:
        button(editor, "Send the edited message").click()
    assert asked.args == ["m", "old", (hidden,)]
