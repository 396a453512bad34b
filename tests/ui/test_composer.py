"""The composer: what sends, what does not, and that no text is ever lost."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.composer import Composer
from desktop_app.ui.dictation_bar import Phase
from desktop_app.ui.offer import Offer
from desktop_app.ui.theme import Theme
from tests.ui.picture_script import picture


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(900, 600)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def composer(window: QWidget) -> Composer:
    composer = Composer(Theme("light"), window)
    composer.resize(760, 90)
    window.show()
    composer.focus()
    return composer


def sent(composer: Composer) -> list[str]:
    texts: list[str] = []
    composer.submitted.connect(texts.append)
    return texts


def test_what_scripts_rely_on(composer: Composer) -> None:
    assert isinstance(composer.findChild(QWidget, "composer"), QPlainTextEdit)
    send = composer.findChild(QPushButton, "send")
    stop = composer.findChild(QPushButton, "stop")
    assert send is composer.send_button
    assert stop is composer.stop_button
    assert stop.isHidden()
    assert not send.isHidden()


def test_enter_sends_and_keeps_the_text_until_it_is_told(qtbot: QtBot, composer: Composer) -> None:
    texts = sent(composer)
    qtbot.keyClicks(composer.edit, "Hello there")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    assert texts == ["Hello there"]
    assert composer.text() == "Hello there"
    composer.clear()
    assert composer.text() == ""


def test_blanks_beside_a_picture_are_no_words(qtbot: QtBot, composer: Composer) -> None:
    texts = sent(composer)
    qtbot.keyClicks(composer.edit, "  ")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    assert texts == []
    composer.bar.add(1, "a.png", picture("a.png"))
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    assert texts == [""]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_shift_enter_is_a_new_line(qtbot: QtBot, composer: Composer, key: Qt.Key) -> None:
    texts = sent(composer)
    qtbot.keyClicks(composer.edit, "a")
    qtbot.keyClick(composer.edit, key, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(composer.edit, "b")
    assert composer.text() == "a\nb"
    assert texts == []


def test_the_keypad_sends_too(qtbot: QtBot, composer: Composer) -> None:
    texts = sent(composer)
    qtbot.keyClicks(composer.edit, "7")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert texts == ["7"]


def test_enter_belongs_to_an_input_method_that_composes(qtbot: QtBot, composer: Composer) -> None:
    texts = sent(composer)
    qtbot.keyClicks(composer.edit, "x")
    QApplication.sendEvent(composer.edit, QInputMethodEvent("nihao", []))
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    assert texts == []
    assert composer.text() == "x"
    commit = QInputMethodEvent()
    commit.setCommitString("你好")
    QApplication.sendEvent(composer.edit, commit)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    assert texts == ["x你好"]


def test_where_enter_does_not_send_control_enter_does(qtbot: QtBot, composer: Composer) -> None:
    texts = sent(composer)
    composer.set_enter_sends(False)
    qtbot.keyClicks(composer.edit, "a")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    assert composer.text() == "a\n"
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert texts == ["a\n"]


@pytest.mark.parametrize("text", ["", "  ", "\n\n"])
def test_nothing_is_not_sent(qtbot: QtBot, composer: Composer, text: str) -> None:
    texts = sent(composer)
    composer.set_text(text)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    assert texts == []


def test_send_is_there_when_there_is_something_to_send(qtbot: QtBot, composer: Composer) -> None:
    assert not composer.send_button.isEnabled()
    qtbot.keyClicks(composer.edit, "a")
    assert composer.send_button.isEnabled()
    texts = sent(composer)
    qtbot.mouseClick(composer.send_button, Qt.MouseButton.LeftButton)
    assert texts == ["a"]


def test_while_busy_an_empty_one_shows_stop_alone(qtbot: QtBot, composer: Composer) -> None:
    composer.set_busy(True)
    assert composer.send_button.isHidden()
    assert not composer.stop_button.isHidden()
    with qtbot.waitSignal(composer.stop_requested):
        qtbot.mouseClick(composer.stop_button, Qt.MouseButton.LeftButton)
    composer.set_busy(False)
    assert composer.stop_button.isHidden()
    assert not composer.send_button.isHidden()


def test_while_busy_what_is_written_can_be_sent_and_stop_stays(
    qtbot: QtBot, composer: Composer
) -> None:
    texts = sent(composer)
    composer.set_busy(True)
    qtbot.keyClicks(composer.edit, "next question")
    assert composer.send_button.isVisible()
    assert composer.stop_button.isVisible()
    assert composer.send_button.accessibleName() == "Send after this answer"
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    qtbot.mouseClick(composer.send_button, Qt.MouseButton.LeftButton)
    assert texts == ["next question", "next question"]
    assert composer.text() == "next question", "until it is told that the message waits"
    composer.clear()
    assert composer.send_button.isHidden()
    composer.set_busy(False)
    assert composer.send_button.accessibleName() == "Send"


def test_a_send_button_that_goes_leaves_the_keyboard_to_the_text(
    qtbot: QtBot, composer: Composer
) -> None:
    """On Stop the second of two presses would end the answer."""
    composer.window().activateWindow()
    qtbot.waitUntil(composer.edit.hasFocus)
    composer.set_busy(True)
    composer.set_text("a")
    composer.send_button.setFocus()
    composer.clear()
    assert composer.edit.hasFocus()


def test_up_asks_for_what_waits_before_what_was_sent(qtbot: QtBot, composer: Composer) -> None:
    asked: list[bool] = []
    composer.waiting_requested.connect(lambda: asked.append(True))
    composer.set_history(["sent"])
    composer.set_waiting(True)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Up)
    assert (asked, composer.text()) == ([True], "")
    composer.set_text("something")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Up)
    assert asked == [True], "only in an empty text"
    composer.clear()
    composer.set_waiting(False)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Up)
    assert composer.text() == "sent"


def test_what_is_not_ready_makes_no_room(composer: Composer) -> None:
    assert composer.unready() == ""
    composer.bar.add(1, "a.png")
    assert "attached" in composer.unready()
    composer.bar.drop(1)
    composer.set_phase(Phase.RECORDING)
    assert "dictation" in composer.unready()


def test_escape_stops_only_while_there_is_something_to_stop(
    qtbot: QtBot, composer: Composer
) -> None:
    stops: list[bool] = []
    composer.stop_requested.connect(lambda: stops.append(True))
    composer.window().activateWindow()
    qtbot.waitUntil(composer.edit.hasFocus)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Escape)
    assert stops == []
    composer.set_busy(True)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Escape)
    assert stops == [True]


def test_while_dictating_escape_cancels_and_enter_ends_it(qtbot: QtBot, composer: Composer) -> None:
    texts = sent(composer)
    said: list[str] = []
    composer.dictation_cancelled.connect(lambda: said.append("cancelled"))
    composer.dictation_ended.connect(lambda: said.append("ended"))
    composer.stop_requested.connect(lambda: said.append("stopped"))
    composer.window().activateWindow()
    qtbot.waitUntil(composer.edit.hasFocus)
    qtbot.keyClicks(composer.edit, "a")
    composer.set_busy(True)  # An answer is being written meanwhile.
    composer.set_phase(Phase.RECORDING)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Escape)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    assert said == ["cancelled", "ended"]
    composer.set_phase(Phase.IDLE)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Escape)
    assert said == ["cancelled", "ended", "stopped"]
    assert texts == []


@pytest.mark.parametrize("phase", [Phase.OPENING, Phase.RECORDING, Phase.FINISHING])
def test_a_dictation_has_the_row_and_nothing_is_sent(composer: Composer, phase: Phase) -> None:
    composer.set_text("a")
    composer.set_phase(phase)
    assert not composer.send_button.isEnabled()
    assert not composer.dictation.isHidden()
    assert composer.meter.isHidden()
    composer.set_phase(Phase.IDLE)
    assert composer.send_button.isEnabled()
    assert composer.dictation.isHidden()
    assert not composer.meter.isHidden()


def test_another_text_is_announced_before_it_is_there(composer: Composer) -> None:
    composer.set_text("old")
    seen: list[str] = []
    composer.replaced.connect(lambda: seen.append(composer.text()))
    composer.set_text("new")
    assert seen == ["old"]


def test_a_hint_stays_until_the_next_key(qtbot: QtBot, composer: Composer) -> None:
    composer.say("No speech heard.")
    assert composer._hint.text() == "No speech heard."
    qtbot.keyClicks(composer.edit, "a")
    assert composer._hint.text() == ""


def test_up_walks_through_what_was_sent(qtbot: QtBot, composer: Composer) -> None:
    composer.set_history(["first", "second"])
    qtbot.keyClick(composer.edit, Qt.Key.Key_Up)
    assert composer.text() == "second"
    qtbot.keyClick(composer.edit, Qt.Key.Key_Up)
    assert composer.text() == "first"
    qtbot.keyClick(composer.edit, Qt.Key.Key_Up)
    assert composer.text() == "first"
    qtbot.keyClick(composer.edit, Qt.Key.Key_Down)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Down)
    assert composer.text() == ""


def test_up_never_takes_the_place_of_words(qtbot: QtBot, composer: Composer) -> None:
    composer.set_history(["sent"])
    qtbot.keyClicks(composer.edit, "draft")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Up)
    assert composer.text() == "draft"


def test_up_brings_back_the_message_just_sent(qtbot: QtBot, composer: Composer) -> None:
    qtbot.keyClicks(composer.edit, "hello")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    composer.clear()
    qtbot.keyClick(composer.edit, Qt.Key.Key_Up)
    assert composer.text() == "hello"


def test_it_grows_with_its_text_up_to_a_share_of_the_window(composer: Composer) -> None:
    one = composer.edit.sizeHint().height()
    composer.set_text("a\nb\nc")
    three = composer.edit.sizeHint().height()
    assert three > one
    composer.set_text("\n".join("many" for _ in range(500)))
    assert three < composer.edit.sizeHint().height() <= composer.window().height() * 0.4 + 8
    composer.clear()
    assert composer.edit.sizeHint().height() == one


def test_a_wrapped_line_makes_it_grow_as_well(composer: Composer) -> None:
    one = composer.edit.sizeHint().height()
    composer.set_text("word " * 100)
    assert composer.edit.sizeHint().height() > one


@pytest.mark.parametrize(
    "text",
    ["ab " * 300_000, "🙂" * 9_000, "x" * 8_001 + "\n" + "y" * 8_000 + "\n\n" + "z" * 16_000],
)
def test_an_endless_line_comes_out_as_it_went_in(composer: Composer, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    composer.edit.insertFromMimeData(data)
    assert composer.text() == text
    longest = max(len(line) for line in composer.edit.toPlainText().split("\n"))
    assert longest < 10_000  # Qt lays out a line again at each key.
    composer.edit.selectAll()
    assert composer.edit.createMimeDataFromSelection().text() == text
    composer.set_text(text)
    assert composer.text() == text


def test_paste_is_plain_text(composer: Composer) -> None:
    data = QMimeData()
    data.setText("bold")
    data.setHtml("<b>bold</b><img src='http://example.org/x.png'>")
    composer.edit.insertFromMimeData(data)
    assert composer.text() == "bold"


def test_a_file_is_not_taken_as_text(composer: Composer) -> None:
    offers: list[Offer] = []
    composer.edit.offered.connect(offers.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/models/some.GGUF")])
    data.setText("/models/some.GGUF")
    assert composer.edit.canInsertFromMimeData(data)
    composer.edit.insertFromMimeData(data)
    assert composer.text() == ""
    assert offers == [Offer(model="/models/some.GGUF")]


def test_a_draft_is_told_once(qtbot: QtBot, composer: Composer) -> None:
    drafts: list[str] = []
    composer.draft_changed.connect(drafts.append)
    composer.set_text("restored")
    composer.flush_draft()
    assert drafts == []
    with qtbot.waitSignal(composer.draft_changed):
        qtbot.keyClicks(composer.edit, " and more")
    composer.flush_draft()
    assert drafts == ["restored and more"]


def test_tab_leaves_it(qtbot: QtBot, composer: Composer) -> None:
    qtbot.keyClicks(composer.edit, "a")
    composer.window().activateWindow()
    qtbot.waitUntil(composer.edit.hasFocus)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Tab)
    assert composer.attach_button.hasFocus()
    qtbot.keyClick(composer.attach_button, Qt.Key.Key_Tab)
    assert composer.voice_button.hasFocus()
    qtbot.keyClick(composer.voice_button, Qt.Key.Key_Tab)
    assert composer.send_button.hasFocus()
    assert "\t" not in composer.text()


def test_the_focus_moves_with_the_button_it_is_on(qtbot: QtBot, composer: Composer) -> None:
    composer.set_text("a")
    composer.window().activateWindow()
    qtbot.waitUntil(composer.edit.hasFocus)
    composer.send_button.setFocus()
    composer.set_busy(True)
    assert composer.stop_button.hasFocus()
