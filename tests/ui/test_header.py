"""The header's state is always in words, and the words are its accessible name."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from desktop_app.ui.header import Header
from desktop_app.ui.theme import Theme


@pytest.fixture
def header(qtbot: QtBot) -> Header:
    header = Header(Theme("light"))
    header.resize(900, 44)
    qtbot.addWidget(header)
    header.show()
    return header


@pytest.mark.parametrize(
    ("say", "text"),
    [
        (lambda header: header.set_not_loaded(), "not loaded"),
        (lambda header: header.set_loading(0.42, 3.2), "loading, 42 % · 3 s"),
        (lambda header: header.set_reading(1240, 3000), "reading 1,240 of 3,000 tokens"),
        (lambda header: header.set_looking(0, 1), "looking at the picture…"),
        (lambda header: header.set_looking(0, 2), "looking at picture 1 of 2…"),
        (lambda header: header.set_looking(1, 2), "looking at picture 2 of 2…"),
        (lambda header: header.set_looking(2, 2), "looking at picture 2 of 2…"),
        (lambda header: header.set_writing(24.4), "writing, 24 tokens/s"),
        (lambda header: header.set_writing(3.14), "writing, 3.1 tokens/s"),
        (lambda header: header.set_writing(0), "writing"),
        (lambda header: header.set_idle("CPU, 2 threads"), "ready · CPU, 2 threads"),
        (lambda header: header.set_asleep(), "asleep · wakes as soon as you type"),
        (
            lambda header: header.set_crashed(),
            "stopped unexpectedly · starts again with your next message",
        ),
    ],
)
def test_states_in_words(header: Header, say: Callable[[Header], None], text: str) -> None:
    say(header)
    label = header.findChild(QLabel, "modelState")
    assert label is not None
    assert label.text().replace("\u2002", " ") == text
    assert label.accessibleName() == label.text()


def test_the_device_is_remembered_for_the_states_after(header: Header) -> None:
    header.set_idle("CPU, 7 threads")
    header.set_writing(24)
    assert header.state_label.text().endswith("CPU, 7 threads")


def test_the_bar_is_shown_while_something_has_an_end(header: Header) -> None:
    header.set_loading(0.25, 1)
    assert header._bar.isVisible()
    assert header._bar.value() == 250
    assert header.stop_button.isVisible()
    header.set_reading(30, 60)
    assert header._bar.value() == 500
    header.set_reading(0, 0)
    assert header._bar.value() == 0
    header.set_writing(5)
    assert not header._bar.isVisible()


def test_the_name_opens_the_menu_of_models(qtbot: QtBot, header: Header) -> None:
    menu = QMenu(header)
    menu.addAction("A model")
    header.set_model_menu(menu)
    header.set_model("Qwen3 4B", "/models/qwen.gguf")
    assert header.model_button.text() == "Qwen3 4B"
    assert "Qwen3 4B" in header.model_button.accessibleName()
    assert header.model_button.toolTip() == "/models/qwen.gguf"
    assert header.model_button.menu() is menu
    header.set_model("")
    assert header.model_button.text() == "Choose a model"


def test_a_long_state_gives_way(qtbot: QtBot, header: Header) -> None:
    header.set_model("A model with a name that is very long indeed, and then some more")
    header.set_crashed()
    header.resize(420, 44)
    end = header.more_button.mapTo(header, QPoint(header.more_button.width(), 0)).x()
    assert header.minimumSizeHint().width() <= 420
    assert end <= 420
    assert header.state_label.toolTip() == header.state_label.text()


def test_the_panels_buttons_come_with_its_folding(qtbot: QtBot, header: Header) -> None:
    header.set_panel_shown(True)
    assert header.panel_button.isHidden()
    header.set_panel_shown(False)
    assert header.panel_button.isVisible()
    with qtbot.waitSignal(header.panel_requested):
        qtbot.mouseClick(header.panel_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(header.new_requested):
        qtbot.mouseClick(header.new_button, Qt.MouseButton.LeftButton)


def test_it_is_44_pixels_high(header: Header) -> None:
    assert header.sizeHint().height() <= 44
    assert header.minimumHeight() == 44


def test_the_state_tells_more_on_hovering(header: Header) -> None:
    header.set_idle("CPU, 2 threads", "Up to 8,192 tokens")
    header.resize(1000, 44)
    assert "8,192" in header.state_label.toolTip()
    assert header.state_label.accessibleDescription() == "Up to 8,192 tokens"
    header.set_writing(5)
    assert "8,192" not in header.state_label.toolTip()
