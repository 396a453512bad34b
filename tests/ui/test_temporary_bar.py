"""The line that says that nothing is kept, and the way out of it."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.ui.temporary_bar import TemporaryBar
from desktop_app.ui.theme import Theme


@pytest.fixture
def bar(qtbot: QtBot) -> TemporaryBar:
    bar = TemporaryBar(Theme("light"))
    qtbot.addWidget(bar)
    return bar


def test_it_is_hidden_at_first(bar: TemporaryBar) -> None:
    assert bar.isHidden()


def test_it_says_it_before_the_first_message_too(bar: TemporaryBar) -> None:
    bar.show_temporary(True, begun=False)
    assert not bar.isHidden()
    assert bar.keep_button.isHidden()
    assert "disk" in bar.words.text()


def test_what_was_begun_can_be_kept_by_mouse_and_by_key(qtbot: QtBot, bar: TemporaryBar) -> None:
    bar.show_temporary(True, begun=True)
    wishes: list[bool] = []
    bar.keep_requested.connect(lambda: wishes.append(True))
    qtbot.mouseClick(bar.keep_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(bar.keep_button, Qt.Key.Key_Space)
    assert len(wishes) == 2
    assert bar.keep_button.accessibleName()


def test_it_goes(bar: TemporaryBar) -> None:
    bar.show_temporary(True, begun=True)
    bar.show_temporary(False, begun=True)
    assert bar.isHidden()


def test_while_it_is_being_kept_nobody_asks_for_it_again(bar: TemporaryBar) -> None:
    bar.show_temporary(True, begun=True, being_kept=True)
    assert bar.keep_button.isHidden()
    assert "being kept" in bar.words.text()
    bar.show_temporary(True, begun=True)
    assert not bar.keep_button.isHidden()
    assert "nothing" in bar.words.text()


def test_it_is_as_high_with_the_button_and_without(bar: TemporaryBar) -> None:
    heights = set()
    for begun, being_kept in ((False, False), (True, False), (True, True)):
        bar.show_temporary(True, begun, being_kept)
        heights.add(bar.sizeHint().height())
    assert len(heights) == 1
