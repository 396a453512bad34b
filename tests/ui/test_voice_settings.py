"""The settings of voice: real controls over engines that do as they are told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.core.audio import Audio
from desktop_app.core.engine_names import LIBRARY
from desktop_app.core.errors import KINDS, Problem
from desktop_app.core.events import Captured, Devices, Failed, Fetching, Finished, Listening
from desktop_app.core.languages import LANGUAGES
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from desktop_app.core.voice import ListenJob, ListenOptions
from desktop_app.core.voice_form import form_path
from desktop_app.core.voice_models import VOICE_MODELS, VoiceModel
from desktop_app.ui import microphone_field
from desktop_app.ui import voice_settings as voice_settings_module
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.language_field import language_name
from desktop_app.ui.microphone_field import MicrophoneField
from desktop_app.ui.settings_dialog import SettingsDialog
from desktop_app.ui.theme import Theme
from desktop_app.ui.transcriber import system_language
from desktop_app.ui.voice_model_field import VoiceModelField
from desktop_app.ui.voice_model_row import VoiceModelRow
from desktop_app.ui.voice_settings import VoiceSettings
from tests.ui.voice_parts import MicrophoneEngine, ToldEngine

BASE, TINY = VOICE_MODELS["base"], VOICE_MODELS["tiny"]


class Home:
    """One home with its voice settings, and the dialog when that is open."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self._qtbot = qtbot
        self.places = Places(folder)
        self.places.create()
        self.folder = self.places.voice_models
        self.settings = Settings.load(self.places.settings)
        self.fetch_engine = ToldEngine()
        self.microphone_engine = MicrophoneEngine()
        self.fetch = EngineThread(lambda: self.fetch_engine)
        self.microphone = EngineThread(lambda: self.microphone_engine)
        self.disk = EngineThread(LIBRARY.create)
        self.voice = VoiceSettings(
            self.fetch, self.disk, self.microphone, self.settings, self.places
        )
        self.told: list[Problem] = []
        self.voice.failed.connect(self.told.append)

    def open(self, at: str = "voice.model") -> SettingsDialog:
        dialog = SettingsDialog(Theme("light"), self.settings, None, self.voice.fields())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self._qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        self._qtbot.waitUntil(dialog.isActiveWindow)
        dialog.reveal(at)
        field = dialog.rows[at].field
        self._qtbot.waitUntil(lambda: field.isAncestorOf(dialog.focusWidget()))
        return dialog

    def put(self, model: VoiceModel) -> Path:
        path = model.path(self.folder)
        path.write_bytes(b"weights")
        return path

    def pause(self, model: VoiceModel) -> Path:
        part = model.remote(self.folder).part
        part.write_bytes(b"part")
        return part

    def close(self) -> None:
        assert self.fetch.shut_down(60_000)
        assert self.microphone.shut_down(60_000)
        assert self.disk.shut_down(60_000)


@pytest.fixture
def starter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "whisper-tiny.en.pt"
    path.touch()
    monkeypatch.setattr(voice_settings_module, "starter_voice_model", lambda: path)
    return path


@pytest.fixture
def at_home(qtbot: QtBot, starter: Path, tmp_path: Path) -> Iterator[Home]:
    home = Home(qtbot, tmp_path / "home")
    yield home
    home.close()


def models(dialog: SettingsDialog) -> VoiceModelField:
    field = dialog.rows["voice.model"].field
    assert isinstance(field, VoiceModelField)
    return field


def row(dialog: SettingsDialog, name: str) -> VoiceModelRow:
    return models(dialog).rows[name]


def box(dialog: SettingsDialog, key: str) -> QComboBox:
    control = dialog.rows[key].field.control
    assert isinstance(control, QComboBox)
    return control


def microphone(dialog: SettingsDialog) -> MicrophoneField:
    field = dialog.rows["voice.microphone"].field
    assert isinstance(field, MicrophoneField)
    return field


def choose(control: QComboBox, value: str) -> None:
    at = control.findData(value)
    assert at >= 0
    control.setCurrentIndex(at)
    control.activated.emit(at)


def choices(control: QComboBox) -> list[str]:
    return [control.itemText(at) for at in range(control.count())]


def test_each_model_says_what_it_can(at_home: Home) -> None:
    dialog = at_home.open()
    assert set(models(dialog).rows) == set(VOICE_MODELS)
    assert row(dialog, "base").facts() == "145 MB · many languages · 7 times as fast as Large"
    assert row(dialog, "tiny.en").facts().startswith("Came with Parley · English only")
    assert "no translation" in row(dialog, "large-v3-turbo").facts()
    for name, model in VOICE_MODELS.items():
        assert row(dialog, name).radio.text() == model.label
        assert row(dialog, name).radio.accessibleDescription() == row(dialog, name).facts()


def test_the_rest_is_folded(at_home: Home) -> None:
    at_home.pause(VOICE_MODELS["medium"])
    dialog = at_home.open()
    shown = [name for name, row in models(dialog).rows.items() if row.isVisible()]
    assert shown == ["tiny.en", "base", "small", "medium", "large-v3-turbo"]
    models(dialog).all_button.click()
    assert all(row.isVisible() for row in models(dialog).rows.values())
    models(dialog).all_button.click()
    assert not row(dialog, "large-v3").isVisible()


def test_only_what_is_here_can_be_chosen(qtbot: QtBot, at_home: Home, starter: Path) -> None:
    at_home.put(BASE)
    dialog = at_home.open()
    assert row(dialog, "tiny.en").radio.isChecked()
    assert not row(dialog, "small").radio.isEnabled()
    reset = dialog.rows["voice.model"].reset_button
    assert reset.isHidden()
    row(dialog, "base").radio.setFocus()
    qtbot.keyClick(row(dialog, "base").radio, Qt.Key.Key_Space)
    assert at_home.settings.get("voice.model") == str(BASE.path(at_home.folder))
    assert not reset.isHidden()
    row(dialog, "tiny.en").radio.click()
    # The starter is the default, not a path: it lies elsewhere in the next version.
    assert at_home.settings.get("voice.model") == ""
    assert reset.isHidden()


def test_arrows_go_through_what_is_here(qtbot: QtBot, at_home: Home) -> None:
    for model in (BASE, VOICE_MODELS["small"]):
        at_home.put(model)
    dialog = at_home.open()
    assert row(dialog, "tiny.en").radio.hasFocus()
    qtbot.keyClick(row(dialog, "tiny.en").radio, Qt.Key.Key_Down)
    qtbot.keyClick(row(dialog, "base").radio, Qt.Key.Key_Down)
    assert row(dialog, "small").radio.hasFocus()
    qtbot.keyClick(row(dialog, "small").radio, Qt.Key.Key_Up)
    qtbot.keyClick(row(dialog, "base").radio, Qt.Key.Key_Space)
    assert at_home.settings.get("voice.model") == str(BASE.path(at_home.folder))


def test_fetch_pause_go_on_arrive(qtbot: QtBot, at_home: Home) -> None:
    dialog = at_home.open()
    base = row(dialog, "base")
    assert (base.go_button.text(), base.drop_button.isHidden()) == ("Fetch", True)
    base.go_button.setFocus()
    qtbot.keyClick(base.go_button, Qt.Key.Key_Space)
    assert (base.go_button.text(), base.drop_button.text()) == ("Pause", "Cancel")
    assert base.go_button.accessibleName() == "Pause: Base"
    half = BASE.size // 2
    at_home.fetch_engine.events.put(Fetching(half, BASE.size))
    qtbot.waitUntil(lambda: base.facts() == "73 MB of 145 MB")
    assert base.bar.isVisible()
    assert abs(base.bar.value() / base.bar.maximum() - 0.5) < 0.01

    part = at_home.pause(BASE)
    base.go_button.click()
    qtbot.waitUntil(lambda: base.go_button.text() == "Go on")
    assert base.facts() == "Paused at 4 bytes of 145 MB"
    assert base.go_button.hasFocus()
    base.go_button.click()
    assert base.go_button.text() == "Pause"

    part.rename(BASE.path(at_home.folder))
    at_home.fetch_engine.events.put(Finished())
    qtbot.waitUntil(base.radio.isChecked)
    assert at_home.settings.get("voice.model") == str(BASE.path(at_home.folder))
    assert base.go_button.isHidden()
    assert base.drop_button.hasFocus()
    assert at_home.told == []


def test_an_arrival_takes_no_focus_away(qtbot: QtBot, at_home: Home) -> None:
    dialog = at_home.open()
    base = row(dialog, "base")
    base.go_button.setFocus()
    base.go_button.click()
    box(dialog, "voice.language").setFocus()
    at_home.put(BASE)
    at_home.fetch_engine.events.put(Finished())
    qtbot.waitUntil(base.radio.isChecked)
    assert box(dialog, "voice.language").hasFocus()


def test_cancel_throws_away_what_came(qtbot: QtBot, at_home: Home) -> None:
    part = at_home.pause(BASE)
    dialog = at_home.open()
    assert row(dialog, "base").drop_button.text() == "Cancel"
    row(dialog, "base").drop_button.click()
    qtbot.waitUntil(lambda: row(dialog, "base").go_button.text() == "Fetch")
    assert not part.exists()


def test_fetching_goes_on_when_the_settings_are_closed(qtbot: QtBot, at_home: Home) -> None:
    dialog = at_home.open()
    row(dialog, "base").go_button.click()
    dialog.close()
    at_home.put(BASE)
    at_home.fetch_engine.events.put(Finished())
    chosen = str(BASE.path(at_home.folder))
    qtbot.waitUntil(lambda: at_home.settings.get("voice.model") == chosen)
    assert row(at_home.open(), "base").radio.isChecked()


def test_what_was_chosen_meanwhile_stays_chosen(qtbot: QtBot, at_home: Home) -> None:
    tiny = at_home.put(TINY)
    dialog = at_home.open()
    row(dialog, "base").go_button.click()
    row(dialog, "tiny").radio.click()
    at_home.put(BASE)
    at_home.fetch_engine.events.put(Finished())
    qtbot.waitUntil(lambda: row(dialog, "base").radio.isEnabled())
    assert at_home.settings.get("voice.model") == str(tiny)


def test_a_fetch_that_fails_is_told_and_tried_again(qtbot: QtBot, at_home: Home) -> None:
    dialog = at_home.open()
    row(dialog, "base").go_button.click()
    problem = Problem("fetch.offline", {"name": "base.pt", "host": "files.invalid"})
    at_home.fetch_engine.events.put(Failed(problem))
    qtbot.waitUntil(lambda: at_home.told == [problem])
    assert row(dialog, "base").go_button.text() == "Fetch"
    at_home.voice.try_again(problem)
    assert row(dialog, "base").go_button.text() == "Pause"


@pytest.mark.parametrize("leave", ["close", "escape"])
def test_a_deleted_model_goes_when_the_settings_are_closed(
    qtbot: QtBot, at_home: Home, leave: str
) -> None:
    path = at_home.put(BASE)
    made = form_path(path, at_home.places.voice_cache)
    made.parent.mkdir()
    made.touch()
    at_home.settings.set("voice.model", str(path))
    dialog = at_home.open()
    row(dialog, "base").drop_button.click()
    assert at_home.settings.get("voice.model") == ""
    assert row(dialog, "tiny.en").radio.isChecked()
    assert path.exists()
    if leave == "close":
        dialog.close()
    else:
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not path.exists())
    # What whisper.cpp was given of it goes as well.
    qtbot.waitUntil(lambda: not made.exists())


def test_a_deleted_model_can_be_kept(at_home: Home) -> None:
    path = at_home.put(BASE)
    at_home.settings.set("voice.model", str(path))
    dialog = at_home.open()
    base = row(dialog, "base")
    base.drop_button.click()
    assert base.facts() == "Is deleted when you close the settings"
    assert not base.radio.isEnabled()
    assert base.drop_button.text() == "Keep"
    base.drop_button.click()
    assert base.radio.isChecked()
    dialog.close()
    assert path.exists()
    assert at_home.settings.get("voice.model") == str(path)


def test_a_model_that_cannot_be_deleted_is_told(
    qtbot: QtBot, at_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_home.put(BASE)
    dialog = at_home.open()
    row(dialog, "base").drop_button.click()

    def refuse(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(f"{path} is open elsewhere")

    monkeypatch.setattr(Path, "unlink", refuse)
    dialog.close()
    qtbot.waitUntil(lambda: bool(at_home.told))
    (problem,) = at_home.told
    assert problem.code == "fetch.not_deleted"
    assert row(dialog, "base").radio.isEnabled()


def test_a_damaged_model_is_deleted_and_fetched_again(qtbot: QtBot, at_home: Home) -> None:
    path = at_home.put(BASE)
    dialog = at_home.open()
    base = row(dialog, "base")
    base.drop_button.click()
    assert base.go_button.text() == "Fetch again"
    base.go_button.click()
    assert base.go_button.text() == "Pause"
    at_home.fetch_engine.events.put(Finished())
    qtbot.waitUntil(base.radio.isChecked)
    dialog.close()
    assert path.exists()


def test_a_file_of_ones_own(at_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "mine & yours.pt"
    own.touch()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(own), ""))
    dialog = at_home.open()
    models(dialog).file_button.click()
    assert at_home.settings.get("voice.model") == str(own)
    assert row(dialog, "own").radio.isChecked()
    assert row(dialog, "own").radio.text() == "mine && yours"
    assert row(dialog, "own").facts() == "Your own file"
    assert row(dialog, "own").drop_button.isHidden()
    own.unlink()
    assert row(at_home.open(), "own").facts() == "This file is not there any more"
    row(dialog, "tiny.en").radio.click()
    assert "own" not in models(dialog).rows


def test_no_file_is_chosen(at_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    dialog = at_home.open()
    models(dialog).file_button.click()
    assert at_home.settings.get("voice.model") == ""


def test_the_way_back_is_the_starter(at_home: Home) -> None:
    at_home.settings.set("voice.model", str(at_home.put(BASE)))
    dialog = at_home.open()
    dialog.rows["voice.model"].reset_button.click()
    assert at_home.settings.get("voice.model") == ""
    assert row(dialog, "tiny.en").radio.isChecked()


def test_microphones_come_and_go(
    qtbot: QtBot, at_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(microphone_field, "LOOK_MILLISECONDS", 10)
    dialog = at_home.open("voice.microphone")
    control = box(dialog, "voice.microphone")
    qtbot.waitUntil(lambda: control.count() == 3)
    assert choices(control) == ["System default (Built-in)", "Built-in", "Headset"]
    choose(control, "Headset")
    assert at_home.settings.get("voice.microphone") == "Headset"
    at_home.microphone_engine.answer = Devices(("Built-in",), "Built-in")
    qtbot.waitUntil(lambda: control.currentText() == "Headset (not connected)")
    assert dialog.rows["voice.microphone"].sentence().startswith("Until it is connected")
    assert at_home.settings.get("voice.microphone") == "Headset"
    at_home.microphone_engine.answer = Devices((), "")
    qtbot.waitUntil(lambda: choices(control) == ["System default", "Headset (not connected)"])
    at_home.microphone_engine.answer = Devices(("Headset",), "Headset")
    qtbot.waitUntil(lambda: control.currentText() == "Headset")
    assert choices(control) == ["System default (Headset)", "Headset"]
    choose(control, "")
    assert at_home.settings.get("voice.microphone") == ""


def test_nobody_asks_for_microphones_that_nobody_sees(qtbot: QtBot, at_home: Home) -> None:
    dialog = at_home.open("theme")
    row = dialog.rows["voice.microphone"]
    assert row.visibleRegion().isEmpty()
    assert at_home.microphone_engine.asked == 0
    dialog.reveal("voice.microphone")
    qtbot.waitUntil(lambda: at_home.microphone_engine.asked > 0)
    dialog.close()
    # The process that only looked is not needed any more.
    qtbot.waitUntil(lambda: at_home.microphone_engine.unloaded == 1)


def test_a_microphone_in_use_is_left_alone(qtbot: QtBot, at_home: Home) -> None:
    dialog = at_home.open("voice.microphone")
    qtbot.waitUntil(lambda: box(dialog, "voice.microphone").count() == 3)
    at_home.microphone.submit(ListenJob("listen", ListenOptions()))
    dialog.close()
    at_home.close()
    assert at_home.microphone_engine.unloaded == 0


def test_a_microphone_is_tested(qtbot: QtBot, at_home: Home) -> None:
    engine = at_home.microphone_engine
    engine.sounds = [Listening("Headset", 48_000, 1), Captured(Audio(), -6.0, True)]
    dialog = at_home.open("voice.microphone")
    field = microphone(dialog)
    qtbot.waitUntil(lambda: box(dialog, "voice.microphone").count() == 3)
    choose(box(dialog, "voice.microphone"), "Headset")
    assert field.meter.isHidden()
    qtbot.keyClick(field.test_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: max(field.meter.levels()) == pytest.approx(0.9))
    assert field.meter.isVisible()
    assert engine.heard_from == ["Headset"]
    qtbot.keyClick(field.test_button, Qt.Key.Key_Space)
    qtbot.waitUntil(field.meter.isHidden)
    assert not field.test_button.isChecked()


def test_why_a_microphone_does_not_hear(qtbot: QtBot, at_home: Home) -> None:
    problem = Problem("microphone.busy", {"name": "Built-in"})
    at_home.microphone_engine.failure = Failed(problem)
    dialog = at_home.open("voice.microphone")
    field = microphone(dialog)
    field.test_button.click()
    qtbot.waitUntil(lambda: dialog.rows["voice.microphone"].sentence().startswith("The microph"))
    assert (field.meter.isHidden(), field.test_button.isChecked()) == (True, False)
    qtbot.waitUntil(lambda: box(dialog, "voice.microphone").count() == 3)
    choose(box(dialog, "voice.microphone"), "Headset")
    assert dialog.rows["voice.microphone"].sentence().startswith("The default follows")


@pytest.mark.parametrize("end", ["close", "choose", "record"])
def test_a_test_ends_by_itself(qtbot: QtBot, at_home: Home, end: str) -> None:
    dialog = at_home.open("voice.microphone")
    field = microphone(dialog)
    qtbot.waitUntil(lambda: box(dialog, "voice.microphone").count() == 3)
    field.test_button.click()
    qtbot.waitUntil(lambda: at_home.microphone_engine.heard_from == [""])
    if end == "close":
        dialog.close()
    elif end == "choose":
        choose(box(dialog, "voice.microphone"), "Headset")
    else:
        recording = at_home.microphone.submit(ListenJob("listen", ListenOptions("Built-in")))
    qtbot.waitUntil(lambda: not field.test_button.isChecked())
    if end == "record":
        qtbot.waitUntil(lambda: at_home.microphone_engine.heard_from == ["", "Built-in"])
        at_home.microphone.cancel(recording)


def test_why_there_are_no_microphones(qtbot: QtBot, at_home: Home) -> None:
    fix = "sudo apt install libportaudio2"
    problem = Problem("microphone.no_library", {"fix": fix})
    at_home.microphone_engine.answer = Failed(problem)
    dialog = at_home.open("voice.microphone")
    words = f"{KINDS[problem.code].sentence} {fix}"
    qtbot.waitUntil(lambda: dialog.rows["voice.microphone"].sentence() == words)
    assert choices(box(dialog, "voice.microphone")) == ["System default"]


def test_languages(at_home: Home) -> None:
    dialog = at_home.open("voice.language")
    control = box(dialog, "voice.language")
    system = language_name(system_language())
    assert choices(control)[:2] == [f"System language ({system})", "Detect by itself"]
    assert {control.itemData(at) for at in range(3, control.count())} == set(LANGUAGES)
    choose(control, "auto")
    assert at_home.settings.get("voice.language") == "auto"


def test_languages_bear_their_own_names() -> None:
    assert language_name("en") == "English"
    assert language_name("de") == "Deutsch – German"
    assert language_name("zh") == "中文 – Chinese"
    assert language_name("jw") == "Jawa – Javanese"
    assert language_name("xx") == "xx"
    assert all(language_name(code) for code in LANGUAGES)


def test_a_language_that_the_model_lacks_is_said(at_home: Home) -> None:
    at_home.put(BASE)
    dialog = at_home.open("voice.language")
    control, language = box(dialog, "voice.language"), dialog.rows["voice.language"]
    choose(control, "de")
    words = "The voice model “Tiny, English” understands English only."
    assert language.sentence() == words
    row(dialog, "base").radio.click()
    assert language.sentence() == "The language that you speak."
    row(dialog, "tiny.en").radio.click()
    assert language.sentence() == words
    choose(control, "en")
    assert language.sentence() == "The language that you speak."


def test_a_setting_is_brought_into_view(at_home: Home) -> None:
    dialog = at_home.open("voice.microphone")
    control = box(dialog, "voice.microphone")
    assert control.hasFocus()
    assert not control.visibleRegion().isEmpty()
