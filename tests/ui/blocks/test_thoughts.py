"""The model's thoughts, folded."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.ui.blocks.text_view import TextView
from desktop_app.ui.blocks.thoughts import ThoughtsBlock
from desktop_app.ui.text_button import TextButton
from desktop_app.ui.theme import Theme


@pytest.fixture
def block(qtbot: QtBot) -> ThoughtsBlock:
    block = ThoughtsBlock(Theme("light"))
    qtbot.addWidget(block)
    return block


def header(block: ThoughtsBlock) -> TextButton:
    (button,) = block.findChildren(TextButton)
    return button


@pytest.mark.parametrize(
    ("seconds", "thinking", "words"),
    [
        (0.2, True, "Thinking… 0 s"),
        (12.4, True, "Thinking… 12 s"),
        (12.4, False, "Thought for 12 s"),
        (0.2, False, "Thought for 1 s"),
        (0.0, False, "Thoughts"),
    ],
)
def test_the_header_says_how_long(
    block: ThoughtsBlock, seconds: float, thinking: bool, words: str
) -> None:
    block.set_seconds(seconds, thinking)
    assert header(block).text() == header(block).accessibleName() == words


def test_folded_thoughts_have_no_text_widget(block: ThoughtsBlock) -> None:
    block.append("some ")
    block.append("thoughts")
    assert block.findChild(TextView) is None
    assert block.plain_text() == "some thoughts"


def test_unfolding_shows_them_and_what_comes_after(qtbot: QtBot, block: ThoughtsBlock) -> None:
    block.append("some ")
    folded = block.place(300)
    with qtbot.waitSignal(block.height_changed):
        header(block).click()
    block.append("thoughts")
    view = block.findChild(TextView)
    assert isinstance(view, TextView)
    assert view.toPlainText() == block.plain_text() == "some thoughts"
    assert block.place(300) > folded
    header(block).click()
    assert block.place(300) == folded


def test_the_whole_text_may_be_given_again(block: ThoughtsBlock) -> None:
    block.set_open(True)
    for text in ("a", "a b", "a b", "other"):
        block.set_text(text)
        view = block.findChild(TextView)
        assert isinstance(view, TextView)
        assert view.toPlainText() == block.plain_text() == text


def test_a_longer_heading_stays_at_the_edge_where_one_begins_to_read(block: ThoughtsBlock) -> None:
    block.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    block.resize(400, block.place(400))
    block.set_seconds(10, thinking=False)
    before = block.focusProxy().geometry()
    block.set_seconds(10, thinking=False, tokens=1234)
    after = block.focusProxy().geometry()
    assert after.width() > before.width()
    assert after.right() == before.right() == 399
