"""The chips of what waits: what they say, what they ask for, and how many are seen."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.document import Document, Form
from desktop_app.core.waiting import WaitingMessage
from desktop_app.ui.theme import Theme
from desktop_app.ui.waiting_bar import WaitingBar
from desktop_app.ui.waiting_chip import WaitingChip

NOTES = Document("0" * 64, "notes.txt", Form.TEXT, 9, 9)
PAPER = Document("1" * 64, "paper.pdf", Form.PDF, 9, 9)


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[WaitingBar]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    bar = WaitingBar(Theme("light"))
    column = QVBoxLayout(window)
    column.addStretch(1)
    column.addWidget(bar)
    window.show()
    yield bar
    window.close()


def show(bar: WaitingBar, *texts: str, writing: bool = True) -> list[WaitingChip]:
    bar.show_messages([WaitingMessage(text) for text in texts], writing)
    return bar.chips()


def test_it_is_hidden_while_nothing_waits(bar: WaitingBar) -> None:
    assert not bar.isVisible()
    show(bar, "one")
    assert bar.isVisible()
    show(bar)
    assert not bar.isVisible()


def test_the_first_line_that_has_words_is_shown(bar: WaitingBar) -> None:
    (chip,) = show(bar, "\n\n  one \ntwo")
    assert chip.text() == "one"


def test_a_long_line_is_named_by_its_beginning(bar: WaitingBar) -> None:
    (chip,) = show(bar, "word " * 100_000)
    assert len(chip.text()) <= 500
    assert len(chip.accessibleName()) < 80
    assert chip.accessibleName().endswith("…")


@pytest.mark.parametrize(
    ("attachments", "words"), [((NOTES,), "1 attachment"), ((NOTES, PAPER), "2 attachments")]
)
def test_what_is_attached_is_counted(bar: WaitingBar, attachments, words: str) -> None:
    bar.show_messages([WaitingMessage("one", attachments)], writing=False)
    (chip,) = bar.chips()
    assert chip.facts() == words
    assert words in chip.accessibleDescription()


def test_without_words_the_names_of_what_is_attached_are_shown(bar: WaitingBar) -> None:
    bar.show_messages([WaitingMessage("", (NOTES, PAPER))], writing=False)
    assert bar.chips()[0].text() == "notes.txt, paper.pdf"
    assert bar.chips()[0].accessibleName() == "Waits: 2 attachments"


def test_while_a_reply_is_written_the_first_is_next_and_none_is_sent(bar: WaitingBar) -> None:
    first, second = show(bar, "one", "two")
    assert (first.facts(), second.facts()) == ("next", "")
    assert not first.send_button.isVisible()
    assert not second.send_button.isVisible()
    before = first.sizeHint().height()
    show(bar, "one", "two", writing=False)
    assert (first.facts(), first.send_button.isVisible()) == ("", True)
    assert second.send_button.isVisible()
    assert first.sizeHint().height() == before, "what stands above does not move"


def test_each_button_asks_for_its_own_message(qtbot: QtBot, bar: WaitingBar) -> None:
    asked: list[tuple[str, int]] = []
    bar.edit_requested.connect(lambda place: asked.append(("edit", place)))
    bar.send_requested.connect(lambda place: asked.append(("send", place)))
    bar.withdraw_requested.connect(lambda place: asked.append(("withdraw", place)))
    first, second = show(bar, "one", "two", writing=False)
    for button in (first.edit_button, second.send_button, second.withdraw_button):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == [("edit", 0), ("send", 1), ("withdraw", 1)]


def test_every_button_has_a_name_of_its_own(bar: WaitingBar) -> None:
    chips = show(bar, "one", "two", writing=False)
    names = [button.accessibleName() for chip in chips for button in chip.buttons()]
    assert names[0] == "Send now: one"
    assert len(set(names)) == 6


def test_a_double_click_withdraws_one(qtbot: QtBot, bar: WaitingBar) -> None:
    texts = ["one", "two", "three"]

    def withdraw(place: int) -> None:
        del texts[place]
        show(bar, *texts)

    bar.withdraw_requested.connect(withdraw)
    button = show(bar, *texts)[0].withdraw_button
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)
    assert texts == ["two", "three"]


def test_braces_in_the_words_are_words(bar: WaitingBar) -> None:
    (chip,) = show(bar, "what is {x} in {message}?")
    assert chip.edit_button.accessibleName() == "Edit what waits: what is {x} in {message}?"


def test_no_more_are_seen_than_there_is_room_for(bar: WaitingBar) -> None:
    show(bar, *"abcdef")
    one = bar.chips()[0].sizeHint().height()
    assert 3 * one <= bar.sizeHint().height() < 4 * one
    bar.set_most(1)
    assert bar.sizeHint().height() == one


def test_the_keyboard_goes_to_the_next_when_one_is_gone(qtbot: QtBot, bar: WaitingBar) -> None:
    bar.window().activateWindow()
    first, second = show(bar, "one", "two")
    assert bar.focus_chip(5)
    qtbot.waitUntil(second.withdraw_button.hasFocus)
    assert bar.focus_chip(0)
    assert first.withdraw_button.hasFocus()
    show(bar)
    assert not bar.focus_chip(0)


def test_tab_goes_through_them_in_their_order(qtbot: QtBot, bar: WaitingBar) -> None:
    bar.window().activateWindow()
    first, second = show(bar, "one", "two", writing=False)
    stops = [*first.buttons(), *second.buttons()]
    stops[0].setFocus()
    for here, there in pairwise(stops):
        qtbot.waitUntil(here.hasFocus)
        qtbot.keyClick(here, Qt.Key.Key_Tab)
        assert there.hasFocus()
