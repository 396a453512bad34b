"""The microphone button and the key: what a hand does to them, and what they say."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.dictation_bar import DictationBar, Phase
from desktop_app.ui.level_meter import LevelMeter
from desktop_app.ui.push_to_talk import HOLD_SECONDS, PushToTalk, TalkKey
from desktop_app.ui.theme import Theme
from desktop_app.ui.voice_button import VoiceButton

LEFT = Qt.MouseButton.LeftButton


class Recorder:
    """Something that records, and a clock that goes when the test says so."""

    def __init__(self) -> None:
        self.now = 0.0
        self.on = False
        self.happened: list[str] = []
        self.talk = PushToTalk(lambda: self.on, lambda: self.now)
        self.talk.begun.connect(lambda: self._turn(True, "begun"))
        self.talk.ended.connect(lambda: self._turn(False, "ended"))

    def _turn(self, on: bool, word: str) -> None:
        self.on = on
        self.happened.append(word)


@pytest.fixture
def recorder(qapp: QApplication) -> Recorder:
    return Recorder()


@pytest.fixture
def button(qtbot: QtBot) -> Iterator[VoiceButton]:
    window = QWidget()
    qtbot.addWidget(window)
    button = VoiceButton(Theme("light"), window)
    button.resize(32, 32)
    window.show()
    qtbot.waitExposed(window)
    yield button
    window.close()


def gestures(button: VoiceButton) -> list[str]:
    """The signals of the button from now on, by name."""
    seen: list[str] = []
    button.went_down.connect(lambda: seen.append("down"))
    button.came_up.connect(lambda: seen.append("up"))
    button.tapped.connect(lambda: seen.append("tapped"))
    return seen


def test_what_scripts_rely_on(button: VoiceButton) -> None:
    assert button.objectName() == "microphone"
    assert button.accessibleName() == "Dictate"


def test_the_pointer_presses_and_releases(qtbot: QtBot, button: VoiceButton) -> None:
    seen = gestures(button)
    qtbot.mouseClick(button, LEFT)
    assert seen == ["down", "up"]
    qtbot.mouseClick(button, Qt.MouseButton.RightButton)
    assert seen == ["down", "up"]


def test_a_release_beside_the_button_counts(qtbot: QtBot, button: VoiceButton) -> None:
    seen = gestures(button)
    qtbot.mousePress(button, LEFT)
    qtbot.mouseMove(button, button.rect().bottomRight() * 2)
    assert seen == ["down"]
    qtbot.mouseRelease(button, LEFT, pos=button.rect().bottomRight() * 2)
    assert seen == ["down", "up"]


def test_space_presses_once_however_long_it_is_held(qtbot: QtBot, button: VoiceButton) -> None:
    seen = gestures(button)
    qtbot.keyPress(button, Qt.Key.Key_Space)
    for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
        again = QKeyEvent(kind, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True)
        QApplication.sendEvent(button, again)
    assert seen == ["down"]
    # On X11 one of them now and then does not look like repeating.
    qtbot.keyRelease(button, Qt.Key.Key_Space)
    qtbot.keyPress(button, Qt.Key.Key_Space)
    assert seen == ["down"]
    qtbot.keyRelease(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: seen == ["down", "up"])


def test_space_is_let_go_with_the_focus(qtbot: QtBot, button: VoiceButton) -> None:
    seen = gestures(button)
    button.setFocus()
    qtbot.keyPress(button, Qt.Key.Key_Space)
    button.clearFocus()
    assert seen == ["down", "up"]


def test_a_screen_readers_press_is_a_tap(button: VoiceButton) -> None:
    seen = gestures(button)
    button.click()
    assert seen == ["tapped"]


def test_a_button_that_is_disabled_under_the_hand_is_let_go(
    qtbot: QtBot, button: VoiceButton
) -> None:
    seen = gestures(button)
    qtbot.mousePress(button, LEFT)
    button.set_unavailable("No library. Install it.")
    assert seen == ["down", "up"]
    assert not button.isEnabled()
    assert button.toolTip() == "No library. Install it."
    button.set_unavailable("")
    assert button.isEnabled()
    assert "Hold to talk" in button.toolTip()


@pytest.mark.parametrize(
    ("phase", "words", "full"),
    [
        (Phase.IDLE, "Dictate", False),
        (Phase.OPENING, "End the dictation", False),
        (Phase.RECORDING, "End the dictation", True),
        (Phase.FINISHING, "Dictate", False),
    ],
)
def test_it_looks_as_the_dictation_stands(
    button: VoiceButton, phase: Phase, words: str, full: bool
) -> None:
    button.set_phase(phase)
    assert button.accessibleName() == words
    assert bool(button.property("recording")) is full


def test_a_tap_goes_on_until_the_next(recorder: Recorder) -> None:
    recorder.talk.press()
    recorder.now += HOLD_SECONDS / 2
    recorder.talk.release()
    assert recorder.happened == ["begun"]
    recorder.talk.press()
    recorder.now += HOLD_SECONDS * 2
    recorder.talk.release()
    assert recorder.happened == ["begun", "ended"]


def test_what_is_held_ends_with_its_release(recorder: Recorder) -> None:
    recorder.talk.press()
    recorder.now += HOLD_SECONDS
    recorder.talk.release()
    assert recorder.happened == ["begun", "ended"]


def test_a_release_ends_nothing_that_is_over(recorder: Recorder) -> None:
    recorder.talk.press()
    recorder.on = False  # Cancelled, or the microphone is gone.
    recorder.now += HOLD_SECONDS
    recorder.talk.release()
    assert recorder.happened == ["begun"]
    recorder.talk.release()
    assert recorder.happened == ["begun"]


def test_a_held_key_is_let_go_with_the_window(qtbot: QtBot, recorder: Recorder) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    key = TalkKey(recorder.talk, window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyPress(window, Qt.Key.Key_F9)
    assert recorder.happened == ["begun"]
    recorder.now += HOLD_SECONDS
    QApplication.sendEvent(QApplication.instance(), QEvent(QEvent.Type.ApplicationDeactivate))
    assert recorder.happened == ["begun", "ended"]
    assert [sequence.toString() for sequence in key.action.shortcuts()] == [
        "Ctrl+Shift+Space",
        "F9",
    ]


def test_a_key_that_repeats_itself_is_held(qtbot: QtBot, recorder: Recorder) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    TalkKey(recorder.talk, window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyPress(window, Qt.Key.Key_F9)
    recorder.now += HOLD_SECONDS
    qtbot.keyRelease(window, Qt.Key.Key_F9)
    qtbot.keyPress(window, Qt.Key.Key_F9)
    assert recorder.happened == ["begun"]
    qtbot.keyRelease(window, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: recorder.happened == ["begun", "ended"])


def test_the_meter_shows_the_newest_level_last(qtbot: QtBot) -> None:
    meter = LevelMeter(Theme("light"))
    qtbot.addWidget(meter)
    for level in (-100.0, -30.0, 0.0, 6.0):
        meter.add(level)
    assert meter.levels()[-4:] == [0.0, 0.5, 1.0, 1.0]
    picture = meter.grab().toImage()
    assert picture.pixelColor(picture.width() - 1, 1) != picture.pixelColor(0, 1)
    meter.clear()
    assert set(meter.levels()) == {0.0}


def test_every_phase_has_words(qtbot: QtBot) -> None:
    bar = DictationBar(Theme("light"))
    qtbot.addWidget(bar)
    assert bar.isHidden()
    said = []
    for phase in (Phase.OPENING, Phase.RECORDING, Phase.FINISHING):
        bar.set_phase(phase)
        assert not bar.isHidden()
        assert "Esc" in bar.accessibleName()
        said.append(bar.accessibleName())
    assert len(set(said)) == 3
    bar.set_seconds(65.9, 600)
    assert bar.time.text() == "1:05 of 10:00"
    bar.set_phase(Phase.IDLE)
    assert bar.isHidden()


def test_only_a_person_who_comes_here_approaches(qtbot: QtBot, button: VoiceButton) -> None:
    with qtbot.assertNotEmitted(button.approached):
        button.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    assert button.hasFocus()
    button.clearFocus()
    with qtbot.waitSignal(button.approached):
        button.setFocus(Qt.FocusReason.TabFocusReason)
