"""Files that are dropped on the window: their words, Stop, faults, and who comes first."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from desktop_app.core.audio import Audio
from desktop_app.core.engine import UnloadJob
from desktop_app.core.errors import Action
from desktop_app.core.events import Segment
from desktop_app.core.recording import WINDOW_SECONDS
from desktop_app.core.settings import Settings
from desktop_app.core.voice import ListenJob, ListenOptions
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.precedence import Precedence
from desktop_app.ui.recording_controller import JOB, RecordingController
from desktop_app.ui.recording_dialog import RecordingDialog
from desktop_app.ui.theme import Theme
from desktop_app.ui.transcriber import Transcriber
from tests.scripted_voice import Script, ScriptedVoice, SilentReader
from tests.ui.voice_script import ScriptedMicrophone


class Desk:
    """A window with everything that files need behind it."""

    def __init__(self, folder: Path, reader: SilentReader, script: Script) -> None:
        model = folder / "tiny.pt"
        model.write_bytes(b"a model")
        self.settings = Settings.load(folder / "settings.toml")
        self.settings.set("voice.language", "en")
        self.reader, self.voice = reader, ScriptedVoice(script)
        self.microphone = ScriptedMicrophone()
        engines = (self.reader, self.voice, self.microphone)
        self.threads = [EngineThread(lambda engine=engine: engine) for engine in engines]
        reading, writing, listening = self.threads
        self.listening = listening
        theme = Theme("light")
        self.window = MainWindow(theme, QWidget())
        self.transcriber = Transcriber(writing, self.settings, model)
        precedence = Precedence(listening, writing, JOB)
        self.files = RecordingController(reading, self.transcriber, precedence, self.window, theme)
        self.window.show()

    def open(self, *names: str) -> list[RecordingDialog]:
        self.window.sounds_dropped.emit(list(names))
        return self.files.dialogs()


@pytest.fixture
def desk(qtbot, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    desks: list[Desk] = []

    def make(script: Script = Script(), reader: SilentReader | None = None) -> Desk:  # noqa: B008
        desk = Desk(tmp_path, reader or SilentReader(), script)
        qtbot.addWidget(desk.window)
        desks.append(desk)
        return desk

    yield make
    for each in desks:
        each.files.shut_down()
        for thread in each.threads:
            assert thread.shut_down(5000)


def lines(dialog: RecordingDialog) -> list[str]:
    return dialog.text.toPlainText().split("\n")


def banners(desk: Desk) -> list[str]:
    return [banner.text() for banner in desk.window.notices.banners()]


def test_a_file_becomes_lines_with_their_times(qtbot, desk) -> None:
    (dialog,) = desk(Script(("Good morning.", " Nine  o'clock."))).open("/a/talk ü.mp3")
    assert dialog.isVisible()
    assert dialog.windowTitle() == "Transcript of talk ü.mp3"
    assert not dialog.ask_button.isEnabled()
    qtbot.waitUntil(lambda: dialog.state.text() == "0:03")
    assert lines(dialog) == ["0:00\tGood morning.", "0:01\tNine o'clock."]
    assert dialog.copy_button.isEnabled()
    assert dialog.stop_button.isHidden()
    assert dialog.resume_button.isHidden()
    assert dialog.bar.isHidden()


def test_a_long_file_goes_on_over_its_windows(qtbot, desk) -> None:
    reader = SilentReader(2.2 * WINDOW_SECONDS)
    made = desk(Script(("x",)), reader)
    (dialog,) = made.open("/a/long.mp3")
    qtbot.waitUntil(lambda: dialog.stop_button.isHidden())
    assert len(made.voice.jobs) == 3
    assert sum(job.audio.seconds for job in made.voice.jobs) == pytest.approx(reader.seconds)
    assert all(job.audio.seconds <= WINDOW_SECONDS for job in made.voice.jobs)
    assert [line.split("\t")[0] for line in lines(dialog)][1:] != ["0:00", "0:00"]
    qtbot.waitUntil(lambda: isinstance(reader.jobs[-1], UnloadJob))


def test_files_are_done_one_after_the_other(qtbot, desk) -> None:
    made = desk(Script(("one",), waits=True))
    first, second = made.open("/a/1.mp3", "/a/2.mp3")
    qtbot.waitUntil(lambda: lines(first) == ["0:00\tone"])
    assert second.state.text() == "waits for the other file"
    first.stop_button.click()
    qtbot.waitUntil(lambda: lines(second) == ["0:00\tone"])


@pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)
def test_a_file_that_is_open_comes_forward(desk) -> None:
    made = desk()
    before = made.open("/a/1.mp3", "/a/2.mp3")
    assert made.open("/a/1.mp3") == before


def test_stop_keeps_the_words_and_go_on_does_the_rest(qtbot, desk) -> None:
    made = desk(Script(("one", "two"), waits=True))
    (dialog,) = made.open("/a/talk.mp3")
    qtbot.waitUntil(lambda: len(lines(dialog)) == 2)
    dialog.stop_button.click()
    qtbot.waitUntil(dialog.resume_button.isVisible)
    qtbot.waitUntil(lambda: dialog.state.text() == "stopped at 0:02")
    made.voice.script = Script(("three",))
    dialog.resume_button.click()
    qtbot.waitUntil(lambda: dialog.state.text() == "0:03")
    assert lines(dialog) == ["0:00\tone", "0:01\ttwo", "0:02\tthree"]
    assert made.voice.jobs[-1].audio.seconds == 1.5


def test_the_end_stays_in_view_through_stop_and_go_on(qtbot, desk) -> None:
    made = desk(Script(("one",) * 60, waits=True), SilentReader(100))
    (dialog,) = made.open("/a/talk.mp3")
    bar = dialog.text.verticalScrollBar()
    qtbot.waitUntil(lambda: len(lines(dialog)) == 60)
    assert bar.value() == bar.maximum() > 0
    low = dialog.text.height()
    dialog.stop_button.click()
    qtbot.waitUntil(lambda: dialog.text.height() > low)
    made.voice.script = Script((), waits=True)
    dialog.resume_button.click()
    qtbot.waitUntil(lambda: dialog.text.height() == low)
    assert bar.value() == bar.maximum()
    bar.setValue(0)
    dialog.resize(dialog.width(), dialog.height() - 40)
    dialog.text.add(Segment(90.0, 91.0, "three"))
    assert bar.value() == 0, "who reads is left in peace"


def test_no_speech(qtbot, desk) -> None:
    (dialog,) = desk(Script(())).open("/a/quiet.mp3")
    qtbot.waitUntil(lambda: dialog.state.text() == "No speech was heard.")
    assert not dialog.save_button.isEnabled()


class TestFaults:
    def test_a_file_that_cannot_be_read(self, qtbot, desk) -> None:
        (dialog,) = desk(reader=SilentReader(0, "sound.unreadable")).open("/a/talk.mp3")
        qtbot.waitUntil(lambda: dialog.banner is not None)
        assert dialog.banner.text().startswith("No sound could be read from talk.mp3.")
        assert dialog.state.text() == ""
        dialog.banner.close_button.click()
        assert dialog.banner is None

    def test_a_damaged_file_is_written_down_as_far_as_it_goes(self, qtbot, desk) -> None:
        (dialog,) = desk(Script(("one",)), SilentReader(3.5, "sound.damaged")).open("/a/talk.mp3")
        qtbot.waitUntil(lambda: dialog.state.text() == "0:03 of it could be read")
        assert lines(dialog) == ["0:00\tone"]
        assert "damaged or incomplete" in dialog.banner.text()

    def test_a_model_that_fails_can_be_tried_again(self, qtbot, desk) -> None:
        made = desk(Script(("one",), problem="voice.failed"))
        (dialog,) = made.open("/a/talk.mp3")
        qtbot.waitUntil(lambda: dialog.banner is not None)
        made.voice.script = Script(("two",))
        dialog.banner.button.click()
        assert dialog.banner is None
        qtbot.waitUntil(lambda: lines(dialog) == ["0:00\tone", "0:01\ttwo"])

    def test_a_voice_that_dies_once_is_started_anew_unasked(self, qtbot, desk) -> None:
        made = desk(Script(("one",), problem="part.crashed", once=True))
        (dialog,) = made.open("/a/talk.mp3")
        qtbot.waitUntil(lambda: dialog.state.text() == "0:03")
        assert lines(dialog) == ["0:00\tone", "0:01\tone"]
        assert [job.audio.seconds for job in made.voice.jobs] == [3.5, 2.5]
        assert dialog.banner is None

    def test_without_a_voice_model_the_settings_are_offered(self, qtbot, desk) -> None:
        made = desk()
        made.settings.set("voice.model", "/none/small.pt")
        wishes: list[Action] = []
        made.window.notices.action_requested.connect(lambda action, _: wishes.append(action))
        (dialog,) = made.open("/a/talk.mp3")
        assert dialog.banner.text().startswith("The voice model Small is not there")
        dialog.banner.button.click()
        assert wishes == [Action.OPEN_VOICE_SETTINGS]
        made.settings.reset("voice.model")
        dialog.resume_button.click()
        qtbot.waitUntil(lambda: dialog.state.text() == "0:03")


class TestPrecedence:
    def test_who_speaks_comes_first_and_the_file_goes_on(self, qtbot, desk) -> None:
        made = desk(Script(("one",), waits=True))
        (dialog,) = made.open("/a/talk.mp3")
        qtbot.waitUntil(lambda: lines(dialog) == ["0:00\tone"])
        listening = made.listening.submit(ListenJob("listen", ListenOptions()))
        qtbot.waitUntil(lambda: dialog.state.text().startswith("waits while you dictate"))
        qtbot.waitUntil(lambda: made.transcriber.free)
        made.voice.script = Script(("spoken",))
        spoken = made.transcriber.transcribe("dictation", Audio(bytes(64_000)))
        made.listening.cancel(listening)
        made.voice.script = Script(("two",))
        qtbot.waitUntil(lambda: len(lines(dialog)) == 2)
        assert [job.id for job in made.voice.jobs] == [JOB, "dictation", JOB]
        assert lines(dialog) == ["0:00\tone", "0:01\ttwo"]
        assert spoken

    def test_a_file_that_comes_while_somebody_speaks_waits(self, qtbot, desk) -> None:
        made = desk()
        listening = made.listening.submit(ListenJob("listen", ListenOptions()))
        (dialog,) = made.open("/a/talk.mp3")
        qtbot.waitUntil(lambda: any(made.reader.jobs))
        assert dialog.state.text().startswith("waits while you dictate")
        assert made.voice.jobs == []
        made.listening.cancel(listening)
        qtbot.waitUntil(lambda: dialog.state.text() == "0:03")


class TestWords:
    @pytest.fixture
    def talk(self, qtbot, desk) -> tuple[Desk, RecordingDialog]:
        made = desk(Script(("Good morning.", "Bye.")))
        (dialog,) = made.open("/a/talk.mp3")
        qtbot.waitUntil(lambda: dialog.state.text() == "0:03")
        return made, dialog

    def test_copy(self, talk) -> None:
        talk[1].copy_button.click()
        assert QGuiApplication.clipboard().text() == "Good morning.\nBye.\n"

    def test_ask_about_it_adds_to_what_is_written(self, talk) -> None:
        made, dialog = talk
        made.window.composer.edit.set_text("Be short. ")
        dialog.ask_button.click()
        assert made.window.composer.text() == (
            "Be short.\n\nTranscript of talk.mp3:\n\n> Good morning.\n> Bye.\n\n"
        )
        assert made.window.composer.edit.textCursor().atEnd()
        assert made.files.dialogs() == [], "nothing stands over the composer"
        assert banners(made) == ["The transcript of talk.mp3 was closed."]

    @pytest.mark.parametrize(
        ("chosen", "kind", "name", "begins"),
        [
            ("talk.srt", "Text (*.txt)", "talk.srt", "1\n00:00:00,000"),
            ("talk", "WebVTT subtitles (*.vtt)", "talk.vtt", "WEBVTT"),
            ("a.b c.JSON", "Text (*.txt)", "a.b c.JSON", "{"),
            ("my.talk", "Text (*.txt)", "my.talk.txt", "Good morning."),
        ],
    )
    def test_save(
        self, talk, tmp_path: Path, monkeypatch, chosen: str, kind: str, name: str, begins: str
    ) -> None:
        answer = (str(tmp_path / chosen), kind)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)
        talk[1].save_button.click()
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)

    def test_saving_where_it_cannot_be(self, talk, tmp_path: Path) -> None:
        talk[1].save(tmp_path / "none" / "talk.txt", "text")
        assert talk[1].banner.text().startswith("The transcript could not be saved as talk.txt.")
        talk[1].save(tmp_path / "talk.txt", "text")
        assert talk[1].banner is None

    def test_closing_can_be_taken_back(self, qtbot, talk) -> None:
        made, dialog = talk
        dialog.close()
        assert made.files.dialogs() == []
        assert banners(made) == ["The transcript of talk.mp3 was closed."]
        made.window.notices.banners()[0].button.click()
        (again,) = made.files.dialogs()
        assert lines(again) == ["0:00\tGood morning.", "0:01\tBye."]
        assert again.state.text() == "0:03"

    def test_other_colours(self, talk) -> None:
        dialog = talk[1]
        before = lines(dialog)
        dialog._theme.set_choice("dark")
        assert lines(dialog) == before


def test_closing_in_mid_file_and_taking_it_back(qtbot, desk) -> None:
    made = desk(Script(("one",), waits=True))
    (dialog,) = made.open("/a/talk.mp3")
    qtbot.waitUntil(lambda: lines(dialog) == ["0:00\tone"])
    dialog.close()
    made.voice.script = Script(("two",))
    made.window.notices.banners()[0].button.click()
    (again,) = made.files.dialogs()
    qtbot.waitUntil(lambda: again.state.text() == "0:03")
    assert lines(again) == ["0:00\tone", "0:01\ttwo"]


@pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)
class TestAskingInMidFile:
    """The rest is written down all the same, and the dialog is out of the way."""

    @pytest.fixture
    def asked(self, qtbot, desk) -> tuple[Desk, RecordingDialog]:
        made = desk(Script(("one",), waits=True))
        (dialog,) = made.open("/a/talk.mp3")
        qtbot.waitUntil(lambda: lines(dialog) == ["0:00\tone"])
        dialog.ask_button.click()
        assert "> one" in made.window.composer.text()
        assert dialog.isHidden()
        assert banners(made) == ["The transcript of talk.mp3 goes on."]
        return made, dialog

    def let_go_on(self, made: Desk) -> None:
        """The voice engine is interrupted, and says the rest the next time."""
        listening = made.listening.submit(ListenJob("listen", ListenOptions()))
        made.voice.script = Script(("two",))
        made.listening.cancel(listening)

    def test_it_can_be_seen_again_meanwhile(self, asked) -> None:
        made, dialog = asked
        made.window.notices.banners()[0].button.click()
        assert dialog.isVisible()
        assert banners(made) == []

    def test_its_end_is_told(self, qtbot, asked) -> None:
        made, dialog = asked
        self.let_go_on(made)
        qtbot.waitUntil(lambda: banners(made) == ["The transcript of talk.mp3 is done."])
        assert dialog.isHidden()
        made.window.notices.banners()[0].button.click()
        assert dialog.isVisible()
        assert lines(dialog) == ["0:00\tone", "0:01\ttwo"]

    def test_a_fault_brings_it_back(self, qtbot, asked) -> None:
        made, dialog = asked
        made.voice.script = Script((), problem="voice.model_damaged")
        listening = made.listening.submit(ListenJob("listen", ListenOptions()))
        made.listening.cancel(listening)
        qtbot.waitUntil(dialog.isVisible)
        assert banners(made) == []
        assert dialog.banner is not None

    def test_the_same_file_again_brings_it_back(self, asked) -> None:
        made, dialog = asked
        assert made.open("/a/talk.mp3") == [dialog]
        assert dialog.isVisible()


def test_every_control_has_a_name_and_a_key(qtbot, desk) -> None:
    (dialog,) = desk().open("/a/talk.mp3")
    qtbot.waitUntil(lambda: dialog.state.text() == "0:03")
    for widget in (dialog.text, dialog.bar, dialog.stop_button, dialog.copy_button):
        assert widget.accessibleName()
    dialog.text.setFocus()
    reached = set()
    for _ in range(6):
        reached.add(dialog.focusWidget())
        dialog.focusNextChild()
    assert {dialog.text, dialog.copy_button, dialog.save_button, dialog.ask_button} <= reached


class TestDrop:
    def drop(self, window: MainWindow | RecordingDialog, *names: str) -> bool:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(f"/a/{name}") for name in names])
        copy, move = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction
        left = Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(QPoint(9, 9), copy | move, data, left, none)
        enter.setDropAction(move)
        enter.ignore()
        QApplication.sendEvent(window, enter)
        if enter.isAccepted():
            drop = QDropEvent(QPointF(9, 9), copy | move, data, left, none)
            drop.setDropAction(move)
            QApplication.sendEvent(window, drop)
            answers = (enter.dropAction(), drop.dropAction())
            assert answers == (copy, copy), "whoever gives the file away keeps it"
        return enter.isAccepted()

    def test_sound_files_of_every_kind(self, qtbot, desk) -> None:
        made = desk()
        assert self.drop(made.window, "a b.MP3", "picture.png", "talk.opus")
        titles = [dialog.windowTitle() for dialog in made.files.dialogs()]
        assert titles == ["Transcript of a b.MP3", "Transcript of talk.opus"]
        first, second = (dialog.pos() for dialog in made.files.dialogs())
        assert second.x() > first.x()
        assert second.y() > first.y()

    def test_a_transcript_that_covers_the_window_takes_them_too(self, desk) -> None:
        made = desk()
        (dialog,) = made.open("/a/talk.mp3")
        assert dialog.acceptDrops()
        assert not self.drop(dialog, "notes.txt", "model.gguf")
        assert self.drop(dialog, "b.mp3")
        titles = [dialog.windowTitle() for dialog in made.files.dialogs()]
        assert titles == ["Transcript of talk.mp3", "Transcript of b.mp3"]

    def test_other_files_are_none_of_it(self, desk) -> None:
        made = desk()
        assert self.drop(made.window, "film.mkv", "picture.png")
        assert made.files.dialogs() == []

    def test_the_composer_leaves_them_to_the_window(self, desk) -> None:
        edit = desk().window.composer.edit
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        data = QMimeData()
        for text, taken in (("/a/talk.mp3", False), ("https://example.org/talk.mp3", True)):
            data.setUrls([QUrl(text) if taken else QUrl.fromLocalFile(text)])
            data.setText(text)
            enter = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
            edit.dragEnterEvent(enter)
            assert enter.isAccepted() is taken

    def test_the_menu_and_the_key_ask_for_files(self, qtbot, desk, monkeypatch) -> None:
        made = desk()
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (["/a/x.wav"], ""))
        action = next(a for a in made.window.actions() if a.shortcut().toString() == "Ctrl+T")
        action.trigger()
        assert [d.windowTitle() for d in made.files.dialogs()] == ["Transcript of x.wav"]
