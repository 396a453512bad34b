"""The light bulb says whether the model thinks, and lets one choose."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.core.thinking import Mode, Thinks
from desktop_app.ui.theme import Theme
from desktop_app.ui.think_button import ThinkButton


@pytest.fixture
def button(qtbot: QtBot) -> ThinkButton:
    button = ThinkButton(Theme("light"))
    qtbot.addWidget(button)
    button.set_thinks(Thinks.SWITCH)
    return button


def test_a_model_that_never_thinks_has_none(qtbot: QtBot, button: ThinkButton) -> None:
    button.set_thinks(Thinks.NEVER)
    assert button.isHidden()
    with qtbot.assertNotEmitted(button.chosen):
        button.toggle_thinking()


@pytest.mark.parametrize(
    ("thinks", "unasked", "mode", "pressed"),
    [
        (Thinks.SWITCH, True, Mode.AUTO, True),
        (Thinks.SWITCH, False, Mode.AUTO, False),
        (Thinks.SWITCH, False, Mode.ON, True),
        (Thinks.SWITCH, True, Mode.OFF, False),
        (Thinks.ALWAYS, True, Mode.AUTO, True),
        (Thinks.ALWAYS, True, Mode.OFF, False),
        (Thinks.EFFORT, True, Mode.AUTO, False),
        (Thinks.EFFORT, True, Mode.ON, True),
    ],
)
def test_it_shows_what_the_model_does(
    button: ThinkButton, thinks: Thinks, unasked: bool, mode: Mode, pressed: bool
) -> None:
    button.set_mode(mode)
    button.set_thinks(thinks, unasked)
    assert not button.isHidden()
    assert button.isChecked() is pressed


def test_hand_and_keys_turn_it(qtbot: QtBot, button: ThinkButton) -> None:
    chosen: list[str] = []
    button.chosen.connect(chosen.append)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    button.toggle_thinking()
    assert chosen == ["off", "on", "off"]


def test_its_words_say_what_it_turns(button: ThinkButton) -> None:
    assert button.accessibleName() == "Think before answering"
    button.set_key("Ctrl+Shift+T")
    assert button.toolTip() == "Think before answering (Ctrl+Shift+T)"
    button.set_thinks(Thinks.EFFORT)
    assert button.accessibleName() == "Think longer before answering"


def test_it_is_lit_while_it_is_on(button: ThinkButton) -> None:
    lit = button.icon().pixmap(16, 16).toImage()
    button.set_mode(Mode.OFF)
    assert button.icon().pixmap(16, 16).toImage() != lit
