"""Reading the messages of a real window, with a voice that the test lets speak."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from desktop_app.core.conversation import Message, Role, State
from desktop_app.core.errors import Problem
from desktop_app.core.settings import Settings
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.speech import read_aloud as module
from desktop_app.ui.speech.read_aloud import ReadAloud
from desktop_app.ui.speech.speaker import Speaker
from desktop_app.ui.theme import Theme
from desktop_app.ui.transcript import Transcript
from desktop_app.ui.transcript_model import Row, TranscriptModel
from tests.ui.settled import settle
from tests.ui.speech.scripted import ScriptedSynthesizer

ANSWER = "First *sentence*. Second sentence.\n\n```\nx = 1\n```"
SAID = ["First sentence.", "Second sentence.", "Code, one line."]


def row(id: str, text: str, role: Role = Role.ASSISTANT, state: State = State.COMPLETE) -> Row:
    return Row(Message(id, "", role, text, 0.0, state=state))


class Room:
    """A window, what reads in it, and the voice."""

    def __init__(self, theme: Theme, settings: Settings) -> None:
        self.settings = settings
        self.transcript = Transcript(theme)
        self.window = MainWindow(theme, self.transcript)
        self.voice = ScriptedSynthesizer()
        nothing = Problem("speech.no_voice", {"fix": "Enter this."})
        speaker = Speaker([lambda: self.voice], lambda: nothing)
        self.reader = ReadAloud(self.window, self.transcript, theme, settings, speaker)
        self.problems: list[Problem] = []
        self.reader.problem.connect(self.problems.append)

    @property
    def model(self) -> TranscriptModel:
        return self.transcript.model()

    def show(self, *rows: Row) -> None:
        self.window.set_empty(False)
        self.model.set_rows(rows)
        settle()

    def button(self, message: str) -> QAbstractButton:
        """The button of a message that reads it, or stops that."""
        view = self.transcript.view(message)
        assert view is not None
        buttons = view.buttons.findChildren(QAbstractButton)
        (found,) = (b for b in buttons if b.accessibleName().split()[0] in ("Read", "Stop"))
        return found

    def begin_answer(self, id: str = "live") -> None:
        """The person asked, and the answer begins."""
        self.model.append(row(id, "", state=State.WRITING))
        self.model.set_live(id)

    def stream(self, text: str, id: str = "live") -> None:
        self.model.append_text(id, text)
        self.model.flush()


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    monkeypatch.setattr(module, "FEED_MILLISECONDS", 1)
    room = Room(Theme("light"), Settings.load(tmp_path / "settings.toml"))
    qtbot.addWidget(room.window)
    with qtbot.waitExposed(room.window):
        room.window.show()
    yield room
    room.reader.shut_down()


def listen(qtbot: QtBot, room: Room, *sentences: str) -> None:
    """Hear these to their ends, in this order."""
    for sentence in sentences:
        qtbot.waitUntil(lambda sentence=sentence: room.voice.saying == sentence)
        room.voice.finish()


def test_a_message_is_read_by_its_button(qtbot: QtBot, room: Room) -> None:
    room.show(row("u", "A question?", Role.USER), row("a", ANSWER))
    qtbot.mouseClick(room.button("a"), Qt.MouseButton.LeftButton)
    assert room.reader.bar.isVisible()
    listen(qtbot, room, *SAID)
    qtbot.waitUntil(lambda: not room.reader.bar.isVisible())
    assert room.voice.said == SAID
    assert room.reader.message == ""


def test_the_same_button_stops_it(qtbot: QtBot, room: Room) -> None:
    room.show(row("a", ANSWER))
    button = room.button("a")
    place, name = button.geometry(), button.accessibleName()
    button.click()
    settle()
    assert (button.text(), button.accessibleName()) == ("Stop reading", "Stop reading reply")
    assert button.geometry() == place  # What is beside it keeps its place.
    button.click()
    assert (room.voice.saying, button.accessibleName()) == ("", name)
    assert room.reader.bar.isHidden()


def marked(room: Room, message: str) -> list[str]:
    view = room.transcript.view(message)
    assert view is not None
    return [
        selection.cursor.selectedText()
        for edit in view.findChildren(QTextEdit)
        for selection in edit.extraSelections()
    ]


def test_the_sentence_that_is_said_is_marked(qtbot: QtBot, room: Room) -> None:
    room.show(row("a", "Yes. No. Yes.\n\n1. One [link](http://x.y).\n\n```\nx\n```\n\nYes."))
    room.button("a").click()
    for sentence, shade in (
        ("Yes.", ["Yes."]),
        ("No.", ["No."]),
        ("Yes.", ["Yes."]),
        ("1. One link.", ["One link."]),
        ("Code, one line.", []),
    ):
        qtbot.waitUntil(lambda sentence=sentence: room.voice.saying == sentence)
        assert marked(room, "a") == shade
        room.voice.finish()
    qtbot.waitUntil(lambda: room.voice.saying == "Yes.")
    view = room.transcript.view("a")
    assert view is not None
    (last,) = (edit for edit in view.findChildren(QTextEdit) if edit.extraSelections())
    assert last.toPlainText() == "Yes."  # Not the one at the beginning.
    room.voice.finish()
    qtbot.waitUntil(lambda: marked(room, "a") == [])


def test_a_message_that_goes_while_it_is_marked_is_forgotten(qtbot: QtBot, room: Room) -> None:
    room.show(row("a", ANSWER))
    room.button("a").click()
    assert marked(room, "a") == ["First sentence."]
    room.show(row("b", "Other words."))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    room.button("b").click()
    assert marked(room, "b") == ["Other words."]


def test_the_persons_own_message_can_be_read(qtbot: QtBot, room: Room) -> None:
    room.show(row("u", "A question?", Role.USER))
    room.button("u").click()
    listen(qtbot, room, "A question?")


def test_a_key_reads_the_last_answer_and_stops(qtbot: QtBot, room: Room) -> None:
    room.show(row("a", "Old."), row("b", "New."), row("u", "Asked.", Role.USER))
    room.window.activateWindow()
    qtbot.waitUntil(room.window.isActiveWindow)
    qtbot.keyClick(room.window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert room.voice.saying == "New."
    qtbot.keyClick(room.window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert room.voice.saying == ""
    assert any(key == "Ctrl+R" for key, _ in room.window.shortcuts())


def test_an_answer_is_read_while_it_is_written(qtbot: QtBot, room: Room) -> None:
    room.settings.set("speech.every_answer", True)
    room.begin_answer()
    room.stream("One sentence. Anoth")
    listen(qtbot, room, "One sentence.")
    room.stream("er one. And")
    listen(qtbot, room, "Another one.")
    room.stream(" the last")
    room.model.set_live(None)
    room.model.update(row("live", "One sentence. Another one. And the last"))
    listen(qtbot, room, "And the last")
    qtbot.waitUntil(lambda: not room.reader.speaker.active)
    assert room.voice.said == ["One sentence.", "Another one.", "And the last"]


def test_only_by_wish_every_answer_is_read(qtbot: QtBot, room: Room) -> None:
    room.begin_answer()
    room.stream("One. Two. Three.")
    room.model.set_live(None)
    settle()
    assert room.voice.said == []


def test_an_answer_that_goes_on_is_read_from_there_on(qtbot: QtBot, room: Room) -> None:
    room.settings.set("speech.every_answer", True)
    room.show(row("a", "Old words. Half a", state=State.WRITING))
    room.model.set_live("a")
    room.stream(" sentence. More", "a")
    listen(qtbot, room, "Half a sentence.")


def test_a_long_message_is_taken_in_by_pieces(
    qtbot: QtBot, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PIECE", 37)
    sentences = [f"Sentence number {number} of many." for number in range(8)]
    room.show(row("a", " ".join(sentences[:4]) + "\n\n" + " ".join(sentences[4:])))
    room.button("a").click()
    listen(qtbot, room, *sentences)
    qtbot.waitUntil(lambda: not room.reader.speaker.active)
    assert room.voice.said == sentences


def test_thoughts_are_not_read(qtbot: QtBot, room: Room) -> None:
    room.settings.set("speech.every_answer", True)
    room.begin_answer()
    room.model.append_thought("live", "I think. Therefore I am.")
    room.model.flush()
    room.stream("Hello. And")
    listen(qtbot, room, "Hello.")
    assert room.voice.said == ["Hello."]


@pytest.mark.parametrize("gone", ["deleted", "other conversation", "new question"])
def test_it_falls_silent_when_its_message_is_gone(qtbot: QtBot, room: Room, gone: str) -> None:
    room.show(row("u", "Hm?", Role.USER), row("a", ANSWER))
    room.button("a").click()
    assert room.voice.saying
    if gone == "deleted":
        room.model.remove_from(1)
    elif gone == "other conversation":
        room.show(row("x", "Other words."))
    else:
        room.begin_answer()
    assert room.voice.saying == ""
    assert room.reader.bar.isHidden()


def test_the_bar_pauses_and_goes_on(qtbot: QtBot, room: Room) -> None:
    room.show(row("a", ANSWER))
    room.button("a").click()
    bar = room.reader.bar
    bar.pause_button.setFocus()
    bar.pause_button.click()
    assert room.voice.paused
    assert bar.resume_button.isVisible()
    assert not bar.pause_button.isVisible()
    bar.resume_button.click()
    assert not room.voice.paused
    bar.stop_button.click()
    assert room.voice.saying == ""
    assert bar.isHidden()


def test_the_microphone_silences_the_voice(qtbot: QtBot, room: Room) -> None:
    room.reader.hush()  # Nothing is read: nothing happens.
    room.show(row("a", ANSWER))
    room.button("a").click()
    room.reader.hush()
    assert room.voice.paused
    assert room.reader.bar.resume_button.isVisible()


def test_the_voice_goes_on_after_the_microphone(qtbot: QtBot, room: Room) -> None:
    room.show(row("a", ANSWER))
    room.button("a").click()
    room.reader.hush()
    room.reader.hush()  # A second dictation before the first is over.
    room.reader.go_on()
    assert not room.voice.paused
    assert room.voice.saying == SAID[0]


def test_an_answer_that_comes_while_the_microphone_listens_waits(qtbot: QtBot, room: Room) -> None:
    room.settings.set("speech.every_answer", True)
    room.show()
    room.reader.hush()
    room.begin_answer()
    room.stream("One sentence. And the next one. ")
    qtbot.waitUntil(lambda: bool(room.reader._said))
    assert room.reader.speaker.paused
    room.reader.go_on()
    listen(qtbot, room, "One sentence.")
    assert not room.voice.paused


@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_what_the_person_paused_stays_paused(qtbot: QtBot, room: Room, when: str) -> None:
    room.show(row("a", ANSWER))
    room.button("a").click()
    if when == "before":
        room.reader.bar.pause_button.click()
    room.reader.hush()
    if when == "meanwhile":
        room.reader.bar.resume_button.click()
        room.reader.bar.pause_button.click()
    room.reader.go_on()
    assert room.voice.paused


def test_what_was_stopped_or_left_for_a_question_stays_silent(qtbot: QtBot, room: Room) -> None:
    room.show(row("a", ANSWER))
    room.button("a").click()
    room.reader.hush()
    room.begin_answer()
    room.reader.go_on()
    assert room.voice.saying == ""
    assert not room.reader.speaker.active


def test_the_speed_is_kept_as_a_setting(qtbot: QtBot, room: Room) -> None:
    room.show(row("a", ANSWER))
    menu = room.reader.bar.rate_button.menu()
    (faster,) = (action for action in menu.actions() if action.data() == 1.5)
    faster.trigger()
    assert room.settings.get("speech.rate") == 1.5
    assert faster.isChecked()
    assert room.reader.bar.rate_button.accessibleName() == "Speed: 1.5\u202f×"
    room.button("a").click()
    assert room.voice.rates == [1.5]


def test_a_voice_that_fails_is_told_of(qtbot: QtBot, room: Room) -> None:
    room.show(row("a", ANSWER))
    room.button("a").click()
    room.voice.fail()
    assert [problem.code for problem in room.problems] == ["speech.failed"]
    assert room.reader.bar.isHidden()
    assert room.button("a").text() == "Read aloud"


def test_an_answer_that_nothing_can_read_goes_on_unheard(qtbot: QtBot, room: Room) -> None:
    room.voice = ScriptedSynthesizer(())
    room.settings.set("speech.every_answer", True)
    room.begin_answer()
    assert [problem.code for problem in room.problems] == ["speech.no_voice"]
    room.stream("One. Two. Three.")
    room.model.set_live(None)
    assert room.reader.message == ""
    assert room.reader.bar.isHidden()
    assert len(room.problems) == 1


def test_a_voice_that_fails_over_a_piece_is_told_of(
    qtbot: QtBot, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ScriptedSynthesizer, "say", lambda voice, *_: voice.fail())
    room.settings.set("speech.every_answer", True)
    room.begin_answer()
    room.stream("One. Two. Three.")
    qtbot.waitUntil(lambda: len(room.problems) == 1)
    assert room.reader.bar.isHidden()


def test_every_control_of_the_bar_has_a_name(room: Room) -> None:
    for button in room.reader.bar.findChildren(QAbstractButton):
        assert button.accessibleName()
        assert button.toolTip()
