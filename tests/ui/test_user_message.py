"""A very long message of the person is shown in part, and used whole."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop_app.core.conversation import Message, Role
from desktop_app.ui.blocks.text_view import TextView
from desktop_app.ui.bubble import SHOWN_AT_FIRST, beginning
from desktop_app.ui.text_button import TextButton
from desktop_app.ui.theme import Theme
from desktop_app.ui.transcript import Transcript
from desktop_app.ui.transcript_model import Row
from desktop_app.ui.user_message import UserMessage
from tests.ui.settled import settle

LONG = "A line of a log that was pasted\n" * 1000


def row(text: str) -> Row:
    return Row(Message("u", "", Role.USER, text, 0.0), 1, 1)


@pytest.fixture
def transcript(qtbot: QtBot, qapp: QApplication) -> Transcript:
    transcript = Transcript(Theme("light"))
    transcript.resize(800, 500)
    qtbot.addWidget(transcript)
    with qtbot.waitExposed(transcript):
        transcript.show()
    return transcript


def shown(transcript: Transcript, text: str) -> UserMessage:
    transcript.model().set_rows([row(text)])
    settle()
    view = transcript.view("u")
    assert isinstance(view, UserMessage)
    return view


def words(view: UserMessage) -> str:
    part = view.findChild(TextView)
    assert isinstance(part, TextView)
    return part.toPlainText()


def more(view: UserMessage) -> TextButton | None:
    """The button that shows the rest."""
    buttons = [part for part in view.findChildren(TextButton) if not part.isHidden()]
    return next((part for part in buttons if part.text().startswith("Show all")), None)


@pytest.mark.parametrize("text", ["short", "a" * SHOWN_AT_FIRST])
def test_what_is_not_long_is_shown_whole(transcript: Transcript, text: str) -> None:
    view = shown(transcript, text)
    assert words(view) == text
    assert more(view) is None


@pytest.mark.parametrize("text", ["a" * (SHOWN_AT_FIRST + 1), "some words " * 5000, LONG])
def test_it_ends_with_a_line_or_else_a_word(text: str) -> None:
    start = beginning(text)
    assert SHOWN_AT_FIRST // 2 <= len(start) <= SHOWN_AT_FIRST + 1
    assert start.endswith("…")
    assert text.startswith(start[:-1])
    if " " in text:
        assert text[len(start) - 1] in " \n"


def test_the_rest_is_shown_on_demand(qtbot: QtBot, transcript: Transcript) -> None:
    view = shown(transcript, LONG)
    button = more(view)
    assert button is not None
    assert button.accessibleName() == button.text() == "Show all 32,000 characters"
    assert words(view) == beginning(LONG)
    assert button.geometry().top() >= view.findChild(TextView).geometry().bottom()
    assert button in view.focus_chain()
    before = view.height()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(view.height_changed):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    settle()
    assert words(view) == LONG
    assert more(view) is None
    assert view.height() > before
    assert isinstance(QApplication.focusWidget(), TextView)


def test_other_colours_do_not_fold_it_again(transcript: Transcript) -> None:
    view = shown(transcript, LONG)
    button = more(view)
    assert button is not None
    button.click()
    view.set_theme(Theme("dark"))
    assert words(view) == LONG


def test_copy_and_edit_use_the_whole_text(transcript: Transcript) -> None:
    view = shown(transcript, LONG)
    view.buttons.copy_requested.emit()
    assert QGuiApplication.clipboard().text() == LONG
    view.edit()
    field = view.findChild(QPlainTextEdit)
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == LONG
