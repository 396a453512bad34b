"""Words that still change, in a text that the person goes on writing."""

import random

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop_app.ui.dictated_text import DictatedText
from desktop_app.ui.theme import Theme


@pytest.fixture
def edit(qtbot: QtBot) -> QPlainTextEdit:
    edit = QPlainTextEdit()
    qtbot.addWidget(edit)
    return edit


def dictate(edit: QPlainTextEdit) -> DictatedText:
    return DictatedText(edit, Theme("light"))


def place(edit: QPlainTextEdit, start: int, end: int | None = None) -> None:
    """Put the cursor there, or select up to `end`."""
    cursor = edit.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start if end is None else end, QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)


def grey(edit: QPlainTextEdit) -> list[str]:
    return [part.cursor.selectedText() for part in edit.extraSelections()]


def test_words_come_at_the_cursor_and_the_cursor_behind_them(edit: QPlainTextEdit) -> None:
    edit.setPlainText("ab")
    place(edit, 1)
    text = dictate(edit)
    text.show("one", " two")
    assert edit.toPlainText() == "a one two b"
    assert grey(edit) == ["two "]
    edit.insertPlainText("!")
    assert edit.toPlainText() == "a one two !b"


def test_a_selection_gives_way_to_the_first_words_and_not_before(edit: QPlainTextEdit) -> None:
    edit.setPlainText("I like cats.")
    place(edit, 7, 11)
    text = dictate(edit)
    text.show("", "")
    assert edit.toPlainText() == "I like cats."
    text.show("", "dogs")
    assert edit.toPlainText() == "I like dogs."
    text.take_back()
    assert edit.toPlainText() == "I like cats."


def test_after_other_keys_it_is_taken_back_as_well(edit: QPlainTextEdit) -> None:
    text = dictate(edit)
    text.show("one", "")
    place(edit, 0)
    edit.insertPlainText("kept ")
    text.take_back()
    assert edit.toPlainText() == "kept "


@pytest.mark.parametrize(("at", "signal"), [(1, "taken"), (5, "all_taken"), (7, "all_taken")])
def test_what_the_person_changes_is_theirs(edit: QPlainTextEdit, at: int, signal: str) -> None:
    text = dictate(edit)
    heard: list[str] = []
    text.taken.connect(lambda: heard.append("taken"))
    text.all_taken.connect(lambda: heard.append("all_taken"))
    text.show("One", " two")
    place(edit, at)
    edit.insertPlainText("X")
    assert heard == [signal]
    text.show("three", "") if signal == "all_taken" else text.show("", "two three")
    mended = "One two"[:at] + "X" + "One two"[at:]
    assert edit.toPlainText() == mended + " three"


def test_two_of_them_keep_apart(edit: QPlainTextEdit) -> None:
    first = dictate(edit)
    first.show("One", " too")
    second = dictate(edit)
    second.show("", "Three")
    assert edit.toPlainText() == "One too Three"
    first.show("One two.", "")
    second.show("Three four", "")
    assert edit.toPlainText() == "One two. Three four"


def test_characters_beyond_the_first_plane(edit: QPlainTextEdit) -> None:
    edit.setPlainText("🙂🙂")
    place(edit, 4)
    text = dictate(edit)
    text.show("🙂 one", " 🙂")
    text.show("🙂 one", " 🙂 two")
    assert edit.toPlainText() == "🙂🙂 🙂 one 🙂 two"
    assert text.before() == "🙂🙂"
    assert grey(edit) == ["🙂 two"]


@pytest.mark.parametrize("seed", range(30))
def test_whatever_is_written_around_it_stays(edit: QPlainTextEdit, seed: int) -> None:
    chance = random.Random(seed)
    text = dictate(edit)
    typed = ""
    for number in range(30):
        if chance.random() < 0.5:
            text.show("heard " * chance.randrange(4), "pending" * chance.randrange(2))
        else:
            place(edit, chance.randrange(len(edit.toPlainText()) + 1))
            edit.insertPlainText(chr(0x400 + number))
            typed += chr(0x400 + number)
    assert sorted(c for c in edit.toPlainText() if c >= "\u0400") == list(typed)
    text.close()
    assert grey(edit) == []
