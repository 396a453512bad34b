"""Dictation in the window, with hands on keys and buttons and a scripted microphone."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.core.audio import Audio, offset
from desktop_app.core.engine import LoadJob, ModelOptions, UnloadJob
from desktop_app.core.errors import Action, Problem
from desktop_app.core.events import Devices, Failed, Finished, Reason
from desktop_app.core.paths import Places
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.session import Session
from desktop_app.core.settings import Settings
from desktop_app.core.unsent import KeptSound, Place
from desktop_app.core.voice import DevicesJob, ListenJob
from desktop_app.core.window_store import WindowStore
from desktop_app.ui.composer import Composer
from desktop_app.ui.dictation_bar import Phase
from desktop_app.ui.dictation_controller import DictationController
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.push_to_talk import HOLD_SECONDS
from desktop_app.ui.theme import Theme
from desktop_app.ui.transcriber import Transcriber
from desktop_app.ui.transcript import Transcript
from tests.ui.voice_script import OPEN, ScriptedMicrophone, ScriptedVoice, sound

CRASHED = Failed(Problem("part.crashed", {"cause": "signal 9"}))
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@dataclass
class Desk:
    """The window with all that dictation needs, and hands to use it."""

    qtbot: QtBot
    microphone: ScriptedMicrophone
    voice: ScriptedVoice
    window: MainWindow
    session: Session
    settings: Settings
    places: Places
    controller: DictationController
    now: list[float] = field(default_factory=lambda: [0.0])
    told: list[Problem] = field(default_factory=list)

    @property
    def composer(self) -> Composer:
        return self.window.composer

    @property
    def phase(self) -> Phase:
        return self.composer.dictation._phase

    def text(self) -> str:
        return self.composer.text()

    def wait_text(self, text: str) -> None:
        self.qtbot.waitUntil(lambda: self.text() == text)

    def wait_phase(self, phase: Phase) -> None:
        self.qtbot.waitUntil(lambda: self.phase is phase)

    def tap(self) -> None:
        """Press the microphone button shortly."""
        self.qtbot.mouseClick(self.composer.voice_button, Qt.MouseButton.LeftButton)

    def record(self) -> None:
        """Begin to record, with the microphone open."""
        self.microphone.say(OPEN)
        self.tap()
        self.wait_phase(Phase.RECORDING)

    def speak(self, *words: str) -> None:
        """Say something that each draft understands as one of these, and wait for that."""
        for draft in words:
            before = len(self.voice.transcribed())
            self.voice.draft = draft
            self.microphone.say(sound())
            self.qtbot.waitUntil(lambda n=before: len(self.voice.transcribed()) > n)
            self.qtbot.waitUntil(lambda: self.controller._takes[-1].job == 0)

    def finish(self) -> None:
        """End the recording and wait for its words."""
        self.tap()
        self.wait_phase(Phase.IDLE)
        self.qtbot.waitUntil(lambda: not self.controller._takes)

    def kept(self) -> list[Path]:
        """The files of dictations that are not written down."""
        return sorted((self.places.data / "unsent").glob("*.wav"))

    def grey(self) -> str:
        """The words in grey."""
        marked = self.composer.edit.extraSelections()
        return "".join(part.cursor.selectedText() for part in marked)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    places = Places(tmp_path / "home")
    places.create()
    model = tmp_path / "base.pt"
    model.touch()
    settings = Settings.load(places.settings)
    store = WindowStore.open(places.database)
    session = Session(store, settings, PictureShelf(places.pictures))
    microphone, voice = ScriptedMicrophone(), ScriptedVoice()
    ears, mind = EngineThread(lambda: microphone), EngineThread(lambda: voice)
    theme = Theme("light")
    window = MainWindow(theme, Transcript(theme))
    qtbot.addWidget(window)
    transcriber = Transcriber(mind, settings, model)
    controller = DictationController(ears, transcriber, session, settings, places, window, theme)
    desk = Desk(qtbot, microphone, voice, window, session, settings, places, controller)
    controller.talk._ticks = lambda: desk.now[0]
    controller.failed.connect(desk.told.append)
    controller.failed.connect(window.notices.show_problem)
    window.composer.draft_changed.connect(session.drafts.save)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.composer.edit.hasFocus)
    yield desk
    voice.held.clear()
    controller.shut_down()
    assert ears.shut_down(5000)
    assert mind.shut_down(5000)
    store.close()


def test_words_come_while_one_speaks_and_are_put_right_at_the_end(desk: Desk) -> None:
    desk.record()
    assert desk.composer.voice_button.accessibleName() == "End the dictation"
    desk.speak("hello", "hello their")
    assert desk.text() == "Hello their"
    assert desk.grey() == "their"
    desk.finish()
    assert desk.text() == "Hello there."
    assert desk.grey() == ""
    assert desk.session.conversation.draft == "Hello there."
    assert desk.kept() == []
    last = desk.voice.transcribed()[-1]
    assert not last.draft
    assert last.audio.seconds == pytest.approx(1.6)


def test_in_a_temporary_conversation_the_sound_is_not_kept_either(desk: Desk) -> None:
    desk.session.begin_temporary()
    desk.record()
    desk.speak("hello", "hello their")
    place = desk.session.place(desk.places.data)
    assert {path.suffix for path in place.iterdir()} == {".wav", ".json"}
    assert desk.kept() == []
    desk.finish()
    assert list(place.iterdir()) == []
    assert desk.session.conversation.draft == "Hello there."


def test_recording_is_said_when_the_first_samples_have_come(desk: Desk) -> None:
    desk.tap()
    assert desk.phase is Phase.OPENING
    assert "Opening" in desk.composer.dictation.accessibleName()
    assert desk.composer.dictation.level.isHidden()
    desk.microphone.say(OPEN)
    desk.wait_phase(Phase.RECORDING)
    assert desk.composer.dictation.accessibleName().startswith("Recording")
    assert not desk.composer.dictation.level.isHidden()
    desk.microphone.say(sound(2.5, level=-6.0))
    desk.qtbot.waitUntil(lambda: desk.composer.dictation.time.text() == "0:02 of 10:00")
    assert desk.composer.dictation.level.levels()[-1] == pytest.approx(0.9)


def test_held_the_button_ends_the_recording_when_it_comes_up(desk: Desk) -> None:
    desk.microphone.say(OPEN)
    button = desk.composer.voice_button
    desk.qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    desk.wait_phase(Phase.RECORDING)
    desk.now[0] += HOLD_SECONDS
    desk.microphone.say(sound())
    desk.qtbot.waitUntil(lambda: desk.controller._live.dictation.seconds > 0)
    # The hand slipped off the button; whoever talks does not see that.
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton, pos=button.rect().bottomRight() * 3)
    desk.wait_text("Hello there.")


@pytest.mark.parametrize(
    ("key", "held"), [(Qt.Key.Key_Space, CONTROL_SHIFT), (Qt.Key.Key_F9, Qt.KeyboardModifier(0))]
)
def test_the_key_does_what_the_button_does(
    desk: Desk, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    desk.microphone.say(OPEN)
    desk.qtbot.keyPress(desk.composer.edit, key, held)
    desk.wait_phase(Phase.RECORDING)
    desk.now[0] += HOLD_SECONDS
    desk.microphone.say(sound())
    desk.qtbot.waitUntil(lambda: desk.controller._live.dictation.seconds > 0)
    desk.qtbot.keyRelease(desk.composer.edit, key, held)
    desk.wait_text("Hello there.")
    assert " " not in desk.text()[:1]
    desk.qtbot.waitUntil(lambda: not desk.controller.key.held.down)
    # Tapped, it goes on until the next tap.
    desk.microphone.say(OPEN)
    desk.qtbot.keyClick(desk.composer.edit, key, held)
    desk.wait_phase(Phase.RECORDING)
    desk.microphone.say(sound())
    desk.qtbot.waitUntil(lambda: desk.controller._live.dictation.seconds > 0)
    desk.qtbot.waitUntil(lambda: not desk.controller.key.held.down)
    desk.qtbot.keyClick(desk.composer.edit, key, held)
    desk.wait_text("Hello there. Hello there.")


def test_space_on_the_button_holds_as_the_pointer_does(desk: Desk) -> None:
    button = desk.composer.voice_button
    button.setFocus(Qt.FocusReason.TabFocusReason)
    desk.microphone.say(OPEN)
    desk.qtbot.keyPress(button, Qt.Key.Key_Space)
    assert desk.phase is not Phase.IDLE


def test_a_screen_reader_can_begin_and_end(desk: Desk) -> None:
    desk.microphone.say(OPEN)
    desk.composer.voice_button.click()
    desk.wait_phase(Phase.RECORDING)
    desk.microphone.say(sound())
    desk.qtbot.waitUntil(lambda: desk.controller._live.dictation.seconds > 0)
    desk.composer.voice_button.click()
    desk.wait_text("Hello there.")


def test_escape_leaves_the_text_as_it_was_and_says_so(desk: Desk) -> None:
    desk.qtbot.keyClicks(desk.composer.edit, "before ")
    desk.record()
    desk.speak("hello", "hello there")
    assert desk.text() == "before hello there"
    desk.qtbot.keyClick(desk.composer.edit, Qt.Key.Key_Escape)
    assert desk.text() == "before "
    assert desk.phase is Phase.IDLE
    assert "nothing was inserted" in desk.composer._hint.text()
    assert desk.kept() == []


def test_undo_takes_a_dictation_back_in_one_step(desk: Desk) -> None:
    desk.qtbot.keyClicks(desk.composer.edit, "before ")
    desk.record()
    desk.speak("one", "one two", "one two three")
    desk.finish()
    assert desk.text() == "before Hello there."
    desk.composer.edit.undo()
    assert desk.text() == "before "
    desk.composer.edit.redo()
    assert desk.text() == "before Hello there."


def test_writing_elsewhere_meanwhile_breaks_nothing(desk: Desk) -> None:
    desk.qtbot.keyClicks(desk.composer.edit, "AB")
    desk.composer.edit.moveCursor(desk.composer.edit.textCursor().MoveOperation.Left)
    desk.record()
    desk.speak("one")
    assert desk.text() == "A one B"
    desk.composer.edit.moveCursor(desk.composer.edit.textCursor().MoveOperation.Start)
    desk.composer.edit.insertPlainText("🙂x")
    desk.composer.edit.moveCursor(desk.composer.edit.textCursor().MoveOperation.End)
    desk.qtbot.keyClicks(desk.composer.edit, "C")
    desk.speak("one two")
    assert desk.text() == "🙂xA one two BC"
    desk.finish()
    assert desk.text() == "🙂xA Hello there. BC"


def test_a_word_put_right_by_hand_stays_right(desk: Desk) -> None:
    desk.record()
    desk.speak("buy a dock", "buy a dock now", "buy a dock now please")
    assert desk.text() == "Buy a dock now please"
    edit = desk.composer.edit
    cursor = edit.textCursor()
    cursor.setPosition(len("Buy a doc"))
    cursor.setPosition(len("Buy a dock"), cursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    desk.qtbot.keyClicks(edit, "g")
    desk.voice.final = "Buy a dock now, please. Thanks."
    desk.finish()
    assert desk.text() == "Buy a docg now please. Thanks."


def test_no_speech_leaves_no_text(desk: Desk) -> None:
    desk.voice.final = ""
    desk.record()
    desk.speak("you")
    desk.finish()
    assert desk.text() == ""
    assert desk.composer._hint.text() == "No speech heard."
    assert desk.kept() == []


def test_enter_ends_the_recording_and_sends_nothing(desk: Desk) -> None:
    sent: list[str] = []
    desk.composer.submitted.connect(sent.append)
    desk.record()
    desk.speak("hello")
    assert not desk.composer.send_button.isEnabled()
    desk.qtbot.keyClick(desk.composer.edit, Qt.Key.Key_Return)
    desk.wait_text("Hello there.")
    assert sent == []
    desk.qtbot.keyClick(desk.composer.edit, Qt.Key.Key_Return)
    assert sent == ["Hello there."]


def test_while_the_last_words_are_awaited_nothing_is_sent(desk: Desk) -> None:
    sent: list[str] = []
    desk.composer.submitted.connect(sent.append)
    desk.record()
    desk.speak("hello")
    desk.voice.held.set()
    desk.tap()
    assert desk.phase is Phase.FINISHING
    desk.qtbot.keyClick(desk.composer.edit, Qt.Key.Key_Return)
    assert sent == []
    desk.voice.held.clear()
    desk.wait_text("Hello there.")


def test_a_running_draft_makes_room_for_the_last_words(desk: Desk) -> None:
    desk.record()
    desk.speak("hello")
    desk.voice.held.set()
    desk.microphone.say(sound())
    desk.qtbot.waitUntil(lambda: desk.controller._takes[-1].job > 0)
    desk.tap()
    desk.qtbot.waitUntil(lambda: not desk.voice.transcribed()[-1].draft)
    desk.voice.held.clear()
    desk.wait_text("Hello there.")


def test_words_never_reach_another_conversation(desk: Desk) -> None:
    desk.session.begin("an older question", ModelOptions("m.gguf"))
    old = desk.session.conversation.id
    desk.session.interrupt()
    desk.qtbot.keyClicks(desk.composer.edit, "note: ")
    desk.record()
    desk.speak("hello", "hello there")
    desk.voice.held.set()
    desk.composer.flush_draft()
    desk.session.new()  # As the window does: first the session, then the text.
    desk.composer.set_text("")
    assert desk.phase is Phase.IDLE
    desk.qtbot.keyClicks(desk.composer.edit, "something else")
    desk.voice.held.clear()
    desk.qtbot.waitUntil(lambda: not desk.controller._takes)
    assert desk.text() == "something else"
    desk.session.open(old)
    assert desk.session.conversation.draft == "note: Hello there."


def test_who_comes_back_in_time_sees_the_words_arrive(desk: Desk) -> None:
    desk.session.begin("an older question", ModelOptions("m.gguf"))
    old = desk.session.conversation.id
    desk.session.interrupt()
    desk.record()
    desk.speak("hello", "hello there")
    desk.voice.held.set()
    desk.composer.flush_draft()
    desk.session.new()
    desk.composer.set_text("")
    desk.session.open(old)
    desk.composer.set_text(desk.session.conversation.draft)
    assert desk.text() == "Hello there"
    desk.qtbot.keyClicks(desk.composer.edit, " and more")
    desk.voice.final = "Hello, there."
    desk.voice.held.clear()
    desk.wait_text("Hello, there and more")


def test_a_second_dictation_may_begin_while_the_first_is_written_down(desk: Desk) -> None:
    desk.record()
    desk.speak("one")
    desk.voice.held.set()
    desk.tap()
    assert desk.phase is Phase.FINISHING
    desk.qtbot.waitUntil(lambda: not desk.controller._takes[0].listening)
    desk.microphone.say(OPEN)
    desk.tap()
    desk.wait_phase(Phase.RECORDING)
    desk.microphone.say(sound())
    desk.qtbot.waitUntil(lambda: desk.controller._live.dictation.seconds > 0)
    desk.tap()
    desk.voice.held.clear()
    desk.wait_text("Hello there. Hello there.")


def test_ten_quick_presses(desk: Desk) -> None:
    for _ in range(10):
        desk.tap()
    desk.qtbot.waitUntil(lambda: not desk.controller._takes)
    assert desk.phase is Phase.IDLE
    assert desk.text() == ""
    assert desk.composer._hint.text() == "The microphone was not open yet."
    assert desk.kept() == []


def test_a_microphone_that_goes_away_costs_no_word(desk: Desk) -> None:
    desk.record()
    desk.speak("hello")
    desk.microphone.say(Failed(Problem("microphone.lost", {"name": "USB"})))
    desk.wait_text("Hello there.")
    assert [problem.code for problem in desk.told] == ["microphone.lost"]


@pytest.mark.parametrize("code", ["microphone.busy", "microphone.blocked", "microphone.none"])
def test_a_microphone_that_does_not_open_is_told(desk: Desk, code: str) -> None:
    desk.microphone.say(Failed(Problem(code, {"name": "USB"})))
    desk.tap()
    desk.qtbot.waitUntil(lambda: [problem.code for problem in desk.told] == [code])
    desk.wait_phase(Phase.IDLE)
    assert desk.kept() == []
    assert desk.composer.voice_button.isEnabled()


def test_try_again_tries_the_microphone_again(desk: Desk) -> None:
    desk.microphone.say(Failed(Problem("microphone.none")))
    desk.tap()
    desk.qtbot.waitUntil(lambda: bool(desk.told))
    desk.microphone.say(OPEN)
    desk.window.notices.banners()[0].button.click()
    desk.wait_phase(Phase.RECORDING)


def test_without_the_library_the_button_says_why_and_what_helps(desk: Desk) -> None:
    fix = "sudo apt install libportaudio2"
    desk.microphone.devices = Failed(Problem("microphone.no_library", {"fix": fix}))
    desk.controller._listener.approach()
    button = desk.composer.voice_button
    desk.qtbot.waitUntil(lambda: not button.isEnabled())
    assert fix in button.toolTip()
    assert fix in button.accessibleDescription()
    desk.qtbot.keyClick(desk.composer.edit, Qt.Key.Key_F9)
    assert desk.phase is Phase.IDLE
    assert not any(isinstance(job, ListenJob) for job in desk.microphone.jobs)
    assert [problem.code for problem in desk.told] == ["microphone.no_library"]
    desk.microphone.devices = Devices(("USB",), "USB")  # It was installed meanwhile.
    desk.controller._listener._warm.stop()
    desk.controller._listener.approach()
    desk.qtbot.waitUntil(button.isEnabled)


def test_a_voice_engine_that_dies_is_tried_once_more_by_itself(desk: Desk) -> None:
    desk.record()
    desk.microphone.say(sound(speech=False))
    desk.qtbot.waitUntil(lambda: desk.controller._live.dictation.seconds > 0)
    desk.voice.once = [CRASHED]
    desk.finish()
    assert desk.text() == "Hello there."
    assert desk.told == []


def test_after_the_second_time_the_sound_is_kept_and_offered(desk: Desk) -> None:
    desk.record()
    desk.microphone.say(sound(speech=False))
    desk.qtbot.waitUntil(lambda: desk.controller._live.dictation.seconds > 0)
    desk.voice.once = [CRASHED, CRASHED]
    desk.finish()
    assert desk.text() == ""
    assert [problem.action for problem in desk.told] == [Action.TRY_AGAIN]
    assert len(desk.kept()) == 1
    desk.window.notices.banners()[0].button.click()
    desk.wait_text("Hello there.")
    desk.qtbot.waitUntil(lambda: desk.kept() == [])


def test_a_draft_that_fails_does_not_end_the_recording(desk: Desk) -> None:
    desk.record()
    desk.voice.once = [Failed(Problem("voice.failed"))]
    desk.speak("never heard")
    desk.microphone.say(sound())
    desk.finish()
    assert desk.text() == "Hello there."
    assert desk.told == []


def test_without_a_voice_model_nothing_is_recorded(desk: Desk) -> None:
    desk.settings.set("voice.model", str(desk.places.data / "gone.pt"))
    desk.tap()
    assert [problem.code for problem in desk.told] == ["voice.model_missing"]
    assert desk.phase is Phase.IDLE
    assert not any(isinstance(job, ListenJob) for job in desk.microphone.jobs)


def test_a_model_that_lacks_the_language_says_so_before(desk: Desk, tmp_path: Path) -> None:
    english = tmp_path / "tiny.en.pt"
    english.touch()
    desk.settings.update({"voice.model": str(english), "voice.language": "de"})
    desk.tap()
    assert [problem.code for problem in desk.told] == ["voice.language"]
    assert desk.phase is Phase.IDLE
    desk.settings.set("voice.language", "en")
    desk.record()


def test_the_model_is_loaded_at_once_and_once(desk: Desk) -> None:
    desk.record()
    desk.qtbot.waitUntil(lambda: any(isinstance(job, LoadJob) for job in desk.voice.jobs))
    desk.finish()
    desk.record()
    desk.finish()
    assert sum(isinstance(job, LoadJob) for job in desk.voice.jobs) == 1


def test_another_engine_gets_a_child_of_its_own(desk: Desk) -> None:
    desk.record()
    desk.finish()
    desk.settings.set("voice.engine", "whisper.cpp")
    desk.record()
    desk.qtbot.waitUntil(lambda: len(desk.voice.jobs) >= 3)
    kinds = [type(job) for job in desk.voice.jobs]
    assert kinds.index(UnloadJob) == len(kinds) - 1 - kinds[::-1].index(LoadJob) - 1


def test_the_microphone_is_let_go_after_a_while(desk: Desk) -> None:
    desk.settings.set("voice.warm_seconds", 0)
    desk.record()
    desk.finish()
    desk.qtbot.waitUntil(lambda: isinstance(desk.microphone.jobs[-1], UnloadJob))
    listen = next(job for job in desk.microphone.jobs if isinstance(job, ListenJob))
    assert not listen.stay_open


def test_looking_for_microphones_does_not_end_the_process(desk: Desk) -> None:
    desk.settings.set("voice.warm_seconds", 0)
    listener = desk.controller._listener
    listener.approach()
    desk.qtbot.waitUntil(listener._warm.isActive)
    assert listener._warm.interval() > 0
    listener._microphone.submit(UnloadJob("unload"))
    assert not listener._warm.isActive()
    look = listener._microphone.submit(DevicesJob("of the settings"))
    desk.qtbot.waitUntil(lambda: look not in listener._open)
    assert not listener._warm.isActive()


def test_a_look_does_not_keep_the_microphone_open_longer(desk: Desk) -> None:
    desk.record()
    desk.finish()
    warm = desk.controller._listener._warm
    desk.qtbot.waitUntil(warm.isActive)
    warm.setInterval(50_000)
    look = desk.controller._listener._microphone.submit(DevicesJob("of the settings"))
    desk.qtbot.waitUntil(lambda: look not in desk.controller._listener._open)
    assert warm.interval() == 50_000


def test_the_end_of_a_dictation_is_told_once(desk: Desk) -> None:
    ended: list[Phase] = []
    desk.controller.ended.connect(lambda: ended.append(desk.phase))
    desk.record()
    desk.speak("hello")
    assert ended == []
    desk.finish()
    assert ended == [Phase.IDLE]


def test_the_settings_reach_the_microphone(desk: Desk) -> None:
    desk.settings.update(
        {"voice.microphone": "USB", "voice.silence_seconds": 2.0, "voice.longest_minutes": 3}
    )
    desk.record()
    listen = next(job for job in desk.microphone.jobs if isinstance(job, ListenJob))
    assert listen.model.device == "USB"
    assert (listen.silence, listen.longest, listen.stay_open) == (2.0, 180.0, True)


@pytest.mark.parametrize("reason", [Reason.SILENCE, Reason.LENGTH])
def test_a_recording_that_ends_by_itself_is_written_down(desk: Desk, reason: Reason) -> None:
    desk.record()
    desk.microphone.say(sound(), Finished(reason))
    desk.wait_text("Hello there.")
    assert ("longest" in desk.composer._hint.text()) == (reason is Reason.LENGTH)


def test_the_pointer_near_the_button_starts_the_microphones_process(desk: Desk) -> None:
    desk.composer.voice_button.approached.emit()
    desk.composer.voice_button.approached.emit()
    desk.qtbot.waitUntil(lambda: bool(desk.microphone.jobs))
    assert [type(job) for job in desk.microphone.jobs] == [DevicesJob]


def test_quitting_keeps_the_words_and_the_sound(desk: Desk) -> None:
    desk.record()
    desk.speak("hello", "hello there")
    desk.controller.shut_down()
    assert desk.text() == "Hello there"
    assert len(desk.kept()) == 1


def test_what_the_last_time_left_behind_is_offered(desk: Desk) -> None:
    left = KeptSound.begin(desk.places.data / "unsent", Place("", 0, "Hello their"))
    left.append(Audio(bytes(offset(2.0))))
    left.close()
    desk.composer.set_text("Hello their and more")
    desk.controller.start()
    assert [problem.code for problem in desk.told] == ["voice.unsent"]
    assert desk.told[0].values == {"seconds": 2.0}
    desk.window.notices.banners()[0].button.click()
    desk.wait_text("Hello there and more")
    desk.qtbot.waitUntil(lambda: desk.kept() == [])


def leave_behind(desk: Desk) -> None:
    """A dictation of an earlier session, and the banner that offers it."""
    left = KeptSound.begin(desk.places.data / "unsent", Place("", 0, ""))
    left.append(Audio(bytes(offset(2.0))))
    left.close()
    desk.controller.start()


class TestThrowingAway:
    def test_goes_when_it_cannot_be_taken_back(self, desk: Desk) -> None:
        leave_behind(desk)
        (banner,) = desk.window.notices.banners()
        assert banner.second_button.text() == "Throw it away"
        banner.second_button.click()
        (undo,) = desk.window.notices.banners()
        assert undo.text() == "The recording was thrown away."
        assert len(desk.kept()) == 1
        undo.close_button.click()
        assert desk.kept() == []
        assert desk.text() == ""

    def test_can_be_taken_back(self, desk: Desk) -> None:
        leave_behind(desk)
        desk.window.notices.banners()[0].second_button.click()
        desk.window.notices.banners()[0].button.click()
        assert [problem.code for problem in desk.told] == ["voice.unsent"] * 2
        assert len(desk.kept()) == 1
        desk.window.notices.banners()[0].button.click()
        desk.wait_text("Hello there.")
        desk.qtbot.waitUntil(lambda: desk.kept() == [])

    def test_goes_when_parley_ends(self, desk: Desk) -> None:
        leave_behind(desk)
        desk.window.notices.banners()[0].second_button.click()
        desk.controller.shut_down()
        assert desk.kept() == []

    def test_what_could_not_be_written_down(self, desk: Desk) -> None:
        desk.record()
        desk.microphone.say(sound(speech=False))
        desk.qtbot.waitUntil(lambda: desk.controller._live.dictation.seconds > 0)
        desk.voice.once = [Failed(Problem("voice.failed"))]
        desk.finish()
        desk.window.notices.banners()[0].second_button.click()
        desk.window.notices.banners()[0].close_button.click()
        assert desk.kept() == []


def test_a_disk_that_takes_no_sound_is_told_and_the_words_come(desk: Desk) -> None:
    (desk.places.data / "unsent").write_text("in the way")
    desk.record()
    desk.speak("hello")
    desk.finish()
    assert desk.text() == "Hello there."
    assert [problem.code for problem in desk.told] == ["store.failed"]
