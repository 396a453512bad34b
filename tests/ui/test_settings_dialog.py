"""The settings page follows from the table, and what it changes counts at once."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.core import update_setting
from desktop_app.core.build import Build
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.setting import SETTINGS
from desktop_app.core.settings import Settings
from desktop_app.ui.settings_dialog import SettingsDialog
from desktop_app.ui.theme import Theme


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.load(tmp_path / "settings.toml")


@pytest.fixture
def dialog(qtbot: QtBot, settings: Settings) -> SettingsDialog:
    dialog = SettingsDialog(Theme("light"), settings)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def control(dialog: SettingsDialog, key: str) -> QWidget:
    return dialog.rows[key].field.control


def type_number(qtbot: QtBot, dialog: SettingsDialog, key: str, text: str) -> None:
    line = control(dialog, key)
    assert isinstance(line, QLineEdit)
    line.setText(text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_every_setting_with_a_section_has_a_row(dialog: SettingsDialog) -> None:
    here = [setting for setting in SETTINGS.values() if setting.here is None or setting.here()]
    assert set(dialog.rows) == {setting.key for setting in here if setting.section}
    for key, row in dialog.rows.items():
        assert row.sentence() == SETTINGS[key].help
        assert control(dialog, key).accessibleName() == SETTINGS[key].label


@pytest.mark.parametrize("homepage", ["", "https://example.org/parley"])
def test_updates_are_offered_where_there_is_somewhere_to_look(
    qtbot: QtBot, settings: Settings, monkeypatch: pytest.MonkeyPatch, homepage: str
) -> None:
    monkeypatch.setattr(update_setting, "this_build", lambda: Build("slim", homepage=homepage))
    dialog = SettingsDialog(Theme("light"), settings)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    captions = [label.text() for label in dialog.findChildren(QLabel)]
    assert ("updates.check" in dialog.rows) is bool(homepage)
    assert ("Updates" in captions) is bool(homepage)
    assert settings.get("updates.check") is False


def test_advanced_ones_are_folded(dialog: SettingsDialog) -> None:
    assert dialog.rows["theme"].isVisible()
    assert not dialog.rows["sampling.top_k"].isVisible()
    dialog.advanced_button.click()
    assert dialog.rows["sampling.top_k"].isVisible()
    dialog.advanced_button.click()
    assert not dialog.rows["sampling.top_k"].isVisible()


def test_a_choice_counts_at_once(dialog: SettingsDialog, settings: Settings) -> None:
    changed: list[str] = []
    settings.changed.append(changed.append)
    box = control(dialog, "theme")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("dark"))
    box.activated.emit(box.currentIndex())
    assert settings.get("theme") == "dark"
    assert changed == ["theme"]
    assert Settings.load(settings.path).get("theme") == "dark"


def test_a_switch(qtbot: QtBot, dialog: SettingsDialog, settings: Settings) -> None:
    box = control(dialog, "chat.enter_sends")
    assert isinstance(box, QCheckBox)
    assert box.isChecked()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert settings.get("chat.enter_sends") is False


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("model.context_size", "4096", 4096),
        ("sampling.temperature", "0.7", 0.7),
        ("sampling.temperature", "0,7", 0.7),
        ("sampling.seed", "4294967294", 4294967294),
    ],
)
def test_numbers(
    qtbot: QtBot, dialog: SettingsDialog, settings: Settings, key: str, text: str, value: float
) -> None:
    type_number(qtbot, dialog, key, text)
    assert settings.get(key) == value


def test_enter_presses_no_button(qtbot: QtBot, dialog: SettingsDialog) -> None:
    pressed: list[str] = []
    for button in dialog.findChildren(QPushButton):
        button.clicked.connect(lambda: pressed.append("a button"))
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    control(dialog, "model.context_size").setFocus()
    type_number(qtbot, dialog, "model.context_size", "2048")
    assert pressed == []
    assert dialog.isVisible()


def test_an_empty_number_is_as_the_model_wants_it(
    qtbot: QtBot, dialog: SettingsDialog, settings: Settings
) -> None:
    type_number(qtbot, dialog, "sampling.temperature", "0.7")
    type_number(qtbot, dialog, "sampling.temperature", "")
    assert settings.get("sampling.temperature") is None


@pytest.mark.parametrize(
    ("key", "lowest", "words"),
    [
        ("model.context_size", 0, "Automatic"),
        ("model.idle_minutes", 0, "Never"),
        ("model.threads", 0, "Automatic"),
        ("model.gpu_layers", -1, "All that fit"),
        ("sampling.max_tokens", 0, "No limit"),
    ],
)
@pytest.mark.parametrize("typed", ["", "the lowest"])
def test_a_number_with_a_meaning_is_shown_in_words(
    qtbot: QtBot,
    dialog: SettingsDialog,
    settings: Settings,
    key: str,
    lowest: int,
    words: str,
    typed: str,
) -> None:
    line = control(dialog, key)
    assert isinstance(line, QLineEdit)
    type_number(qtbot, dialog, key, "20")
    assert line.text() == "20"
    assert words not in line.accessibleDescription()
    type_number(qtbot, dialog, key, typed and str(lowest))
    assert settings.get(key) == lowest
    assert (line.text(), line.placeholderText()) == ("", words)
    assert line.accessibleDescription() == f"{words}. {SETTINGS[key].help}"


@pytest.mark.parametrize(
    ("key", "words"), [("sampling.top_k", "As the model wants it"), ("sampling.seed", "Drawn anew")]
)
def test_a_number_that_is_not_set_says_what_counts(
    dialog: SettingsDialog, settings: Settings, key: str, words: str
) -> None:
    line = control(dialog, key)
    assert isinstance(line, QLineEdit)
    assert settings.get(key) is None
    assert (line.text(), line.placeholderText()) == ("", words)


def test_no_layers_is_an_amount(qtbot: QtBot, dialog: SettingsDialog, settings: Settings) -> None:
    type_number(qtbot, dialog, "model.gpu_layers", "0")
    line = control(dialog, "model.gpu_layers")
    assert isinstance(line, QLineEdit)
    assert (settings.get("model.gpu_layers"), line.text()) == (0, "0")


def test_a_unit_stands_beside_the_number_and_not_in_it(
    qtbot: QtBot, dialog: SettingsDialog
) -> None:
    line = control(dialog, "model.idle_minutes")
    assert isinstance(line, QLineEdit)
    assert line.text() == "15"
    assert line.accessibleDescription() == f"min. {SETTINGS['model.idle_minutes'].help}"
    assert line.textMargins().right() > line.fontMetrics().horizontalAdvance("min")
    with_unit = line.grab(QRect(line.width() // 2, 0, line.width() // 2, line.height()))
    type_number(qtbot, dialog, "model.idle_minutes", "")
    without = line.grab(QRect(line.width() // 2, 0, line.width() // 2, line.height()))
    assert with_unit.toImage() != without.toImage()


@pytest.mark.parametrize("text", ["9", "-1", "warm", "nan"])
def test_what_cannot_be_used_is_refused_in_words(
    qtbot: QtBot, dialog: SettingsDialog, settings: Settings, text: str
) -> None:
    type_number(qtbot, dialog, "sampling.temperature", text)
    assert settings.get("sampling.temperature") is None
    assert dialog.rows["sampling.temperature"].sentence() == "Please give a number from 0 to 5."
    type_number(qtbot, dialog, "sampling.temperature", "1")
    assert dialog.rows["sampling.temperature"].sentence() == SETTINGS["sampling.temperature"].help
    assert settings.get("sampling.temperature") == 1


def test_the_way_back(qtbot: QtBot, dialog: SettingsDialog, settings: Settings) -> None:
    row = dialog.rows["model.context_size"]
    assert row.reset_button.isHidden()
    type_number(qtbot, dialog, "model.context_size", "4096")
    assert not row.reset_button.isHidden()
    row.reset_button.click()
    assert settings.get("model.context_size") == 0
    line = control(dialog, "model.context_size")
    assert isinstance(line, QLineEdit)
    assert line.text() == ""
    assert line.placeholderText() == "Automatic"
    assert row.reset_button.isHidden()


def test_a_text_is_kept_a_moment_after_the_last_key(
    qtbot: QtBot, dialog: SettingsDialog, settings: Settings
) -> None:
    edit = control(dialog, "chat.system_prompt")
    assert isinstance(edit, QPlainTextEdit)
    with qtbot.waitSignal(dialog.rows["chat.system_prompt"].field.edited):
        qtbot.keyClicks(edit, "Be brief.")
    assert settings.get("chat.system_prompt") == "Be brief."


@pytest.mark.parametrize("leave", ["close", "escape"])
def test_what_was_typed_last_is_kept(
    qtbot: QtBot, dialog: SettingsDialog, settings: Settings, leave: str
) -> None:
    edit = control(dialog, "chat.system_prompt")
    assert isinstance(edit, QPlainTextEdit)
    edit.setPlainText("Be kind.")
    line = control(dialog, "model.context_size")
    assert isinstance(line, QLineEdit)
    line.setText("2048")
    if leave == "close":
        dialog.close()
    else:
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert settings.get("chat.system_prompt") == "Be kind."
    assert settings.get("model.context_size") == 2048


def test_a_file_that_cannot_be_written_is_told(
    qtbot: QtBot, dialog: SettingsDialog, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = Problem("settings.failed")

    def refuse(key: str, value: object) -> None:
        raise ParleyError(problem)

    monkeypatch.setattr(settings, "set", refuse)
    with qtbot.waitSignal(dialog.failed) as told:
        type_number(qtbot, dialog, "model.context_size", "4096")
    assert told.args == [problem]


def test_tab_is_no_trap(qtbot: QtBot, dialog: SettingsDialog) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    edit = control(dialog, "chat.system_prompt")
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert not edit.hasFocus()


def test_a_list_of_words_has_a_line_for_each(
    qtbot: QtBot, dialog: SettingsDialog, settings: Settings
) -> None:
    edit = control(dialog, "voice.words")
    assert isinstance(edit, QPlainTextEdit)
    assert edit.toPlainText() == ""
    edit.setPlainText("Ünal\n\n  Parley \n")
    dialog.rows["voice.words"].field.finish()
    assert settings.get("voice.words") == ("Ünal", "Parley")
    dialog.rows["voice.words"].refresh()
    assert edit.toPlainText() == "Ünal\nParley"
    edit.clear()
    dialog.rows["voice.words"].field.finish()
    assert settings.get("voice.words") == ()


def test_nothing_is_cut_off_at_the_smallest(qtbot: QtBot, dialog: SettingsDialog) -> None:
    dialog.advanced_button.click()
    dialog.resize(dialog.minimumSizeHint())
    for row in dialog.rows.values():
        right = row.field.mapTo(dialog, row.field.rect().topRight()).x()
        assert right < dialog.width()
        assert row.width() >= row.minimumSizeHint().width()
    # There is room for it in the smallest window.
    assert dialog.width() <= 640


def test_an_advanced_setting_is_unfolded_to_be_shown(qtbot: QtBot, dialog: SettingsDialog) -> None:
    dialog.reveal("voice.idle_minutes")
    line = control(dialog, "voice.idle_minutes")
    qtbot.waitUntil(lambda: not line.visibleRegion().isEmpty())
    assert dialog.advanced_button.isChecked()


def test_a_revealed_setting_stays_in_view_while_the_page_grows(
    qtbot: QtBot, settings: Settings
) -> None:
    grown = QWidget()
    heads = {"Model": lambda theme: grown}
    dialog = SettingsDialog(Theme("light"), settings, None, None, heads)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.reveal("hub.offline")
    control = dialog.rows["hub.offline"].field.control
    qtbot.waitUntil(lambda: not control.visibleRegion().isEmpty())
    before = dialog._page.height()
    grown.setFixedHeight(500)
    qtbot.waitUntil(lambda: dialog._page.height() > before)
    qtbot.waitUntil(lambda: not control.visibleRegion().isEmpty())
