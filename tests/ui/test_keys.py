"""Keys that a person changes, and the list in which it is done."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.settings import Settings
from desktop_app.core.shortcut import SHORTCUTS
from desktop_app.ui.keys import Keys
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.shortcut_dialog import ShortcutDialog
from desktop_app.ui.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.load(tmp_path / "settings.toml")


@pytest.fixture
def window(qtbot: QtBot, settings: Settings) -> MainWindow:
    window = MainWindow(Theme("light"), QWidget())
    window.keys.use(settings)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def keys(window: MainWindow) -> Keys:
    return window.keys


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> ShortcutDialog:
    dialog = ShortcutDialog(Theme("light"), [("Esc", "Stop")], window, window.keys)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def action(window: MainWindow, id: str) -> QAction:
    found = window.findChild(QAction, id)
    assert isinstance(found, QAction)
    return found


def keys_of(window: MainWindow, id: str) -> list[str]:
    return [key.toString() for key in action(window, id).shortcuts()]


def press(qtbot: QtBot, dialog: ShortcutDialog, id: str, key: Qt.Key, with_=CTRL) -> None:
    button = dialog.key_buttons[id]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert button.listening
    qtbot.keyClick(button, key, with_)


def test_a_new_key_counts_at_once_is_shown_and_is_kept(
    window: MainWindow, keys: Keys, settings: Settings
) -> None:
    keys.set("new", ("Ctrl+K",))
    assert keys_of(window, "new") == ["Ctrl+K"]
    assert window.header.new_button.toolTip() == "New conversation (Ctrl+K)"
    assert Settings.load(settings.path).get("keys.new") == ("Ctrl+K",)
    assert "[keys]" in settings.path.read_text(encoding="utf-8")
    keys.reset("new")
    assert keys_of(window, "new") == ["Ctrl+N"]
    assert "keys" not in settings.path.read_text(encoding="utf-8")


def test_menus_tell_the_key_that_counts(window: MainWindow, keys: Keys) -> None:
    keys.set("transcribe", ("Ctrl+J",))
    texts = [entry.text() for entry in window.menu.actions()]
    assert any(text.endswith("\tCtrl+J") for text in texts)
    keys.set("transcribe", ())
    texts = [entry.text() for entry in window.menu.actions()]
    assert "Transcribe a sound file…" in texts


def test_of_two_with_one_key_by_hand_the_first_keeps_it(
    window: MainWindow, keys: Keys, settings: Settings
) -> None:
    settings.set("keys.models", ("ctrl+n", "no key at all"))
    assert keys_of(window, "new") == ["Ctrl+N"]
    assert keys_of(window, "models") == []


def test_every_action_of_the_window_is_in_the_table(window: MainWindow) -> None:
    assert {action.objectName() for action in window.actions()} <= SHORTCUTS.keys()


def test_a_key_is_changed_by_pressing_it(
    qtbot: QtBot, window: MainWindow, dialog: ShortcutDialog
) -> None:
    press(qtbot, dialog, "new", Qt.Key.Key_K, CTRL | SHIFT)
    assert keys_of(window, "new") == ["Ctrl+Shift+K"]
    assert dialog.key_buttons["new"].text() == "Ctrl+Shift+K"
    assert "Ctrl+Shift+K" in dialog.key_buttons["new"].accessibleName()
    press(qtbot, dialog, "new", Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier)
    assert keys_of(window, "new") == []


def test_escape_keeps_the_key_and_the_list_open(
    qtbot: QtBot, window: MainWindow, dialog: ShortcutDialog
) -> None:
    press(qtbot, dialog, "new", Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert keys_of(window, "new") == ["Ctrl+N"]
    assert dialog.isVisible()
    assert not dialog.key_buttons["new"].listening


def test_tab_leaves_a_listening_button(qtbot: QtBot, dialog: ShortcutDialog) -> None:
    press(qtbot, dialog, "new", Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
    assert not dialog.key_buttons["new"].listening
    assert not dialog.key_buttons["new"].hasFocus()


def test_a_clash_is_told_and_can_be_settled(
    qtbot: QtBot, window: MainWindow, dialog: ShortcutDialog
) -> None:
    press(qtbot, dialog, "new", Qt.Key.Key_O)
    assert "is taken by “Open a model file”" in dialog.told.text()
    assert keys_of(window, "new") == ["Ctrl+N"]
    dialog.take_button.click()
    assert keys_of(window, "new") == ["Ctrl+O"]
    assert keys_of(window, "open_model") == []
    assert not dialog.told.isVisible()


def test_the_systems_keys_are_refused_with_a_sentence(
    qtbot: QtBot, window: MainWindow, dialog: ShortcutDialog
) -> None:
    press(qtbot, dialog, "new", Qt.Key.Key_C)
    assert "has its meaning in every program" in dialog.told.text()
    assert not dialog.take_button.isVisible()
    assert keys_of(window, "new") == ["Ctrl+N"]


def test_one_and_all_go_back(qtbot: QtBot, window: MainWindow, dialog: ShortcutDialog) -> None:
    press(qtbot, dialog, "new", Qt.Key.Key_K)
    press(qtbot, dialog, "models", Qt.Key.Key_N)
    dialog._resets["new"].click()
    assert "is taken by “All models”" in dialog.told.text(), "its first key is another's now"
    dialog.reset_button.click()
    assert keys_of(window, "new") == ["Ctrl+N"]
    assert keys_of(window, "models") == ["Ctrl+M"]


def test_the_list_can_be_searched_by_words_and_by_keys(dialog: ShortcutDialog) -> None:
    def seen() -> set[str]:
        labels = [label for label in dialog.area.findChildren(QLabel) if label.isVisible()]
        return {label.text() for label in labels}

    dialog.search.setText("screenshot")
    assert seen() == {"Attach a screenshot"}
    dialog.search.setText("ctrl+m")
    assert "All models" in seen()
    assert "New conversation" not in seen()
    dialog.search.setText("stop")
    assert "Stop" in seen()
