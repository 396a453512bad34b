"""Finding words in the open conversation, with real messages."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.conversation import Message, Role
from desktop_app.ui.blocks.text_view import TextView
from desktop_app.ui.search.find_bar import FindBar
from desktop_app.ui.search.find_controller import FindController
from desktop_app.ui.search.word_marks import WordMarks, texts_of
from desktop_app.ui.theme import Theme
from desktop_app.ui.transcript import Transcript
from desktop_app.ui.transcript_model import Row

ANSWER = """\
Some **bold needle** here.

```python
needle = 1
```

| a | b |
|---|---|
| one | the Needle |
"""
FILLER = "Many other words, that go on and on. " * 30


def user(id: str, text: str) -> Row:
    return Row(Message(id, "", Role.USER, text, 0.0))


def reply(id: str, text: str, thought: str = "") -> Row:
    return Row(Message(id, "", Role.ASSISTANT, text, 0.0, thought=thought))


class Desk:
    """A transcript with a bar over it, and what connects them."""

    def __init__(self, qtbot: QtBot) -> None:
        self.theme = Theme("light")
        self.transcript = Transcript(self.theme)
        self.transcript.resize(800, 500)
        self.bar = FindBar(self.theme)
        qtbot.addWidget(self.transcript)
        qtbot.addWidget(self.bar)
        self.marks = WordMarks(self.theme, self.transcript)
        self.find = FindController(self.bar, self.transcript, self.marks)
        self.transcript.show()
        qtbot.waitExposed(self.transcript)
        self._qtbot = qtbot

    def show(self, *rows: Row) -> None:
        self.transcript.model().set_rows(rows)
        self.transcript.go_to_latest()

    def look_for(self, words: str, number: str) -> None:
        """Type it, and wait until so many are told."""
        if self.bar.isHidden():
            self.bar.open()
        self.bar.field.setText(words)
        self.wait(number)

    def wait(self, number: str) -> None:
        self._qtbot.waitUntil(lambda: self.bar.number.text() == number)

    def wait_for(self, done: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(done)

    def marked(self, id: str) -> list[str]:
        """What is marked in a message."""
        view = self.transcript.view(id)
        assert view is not None
        return [
            one.cursor.selectedText() for text in texts_of(view) for one in text.extraSelections()
        ]

    def strong(self) -> tuple[TextView, str]:
        """The one that is marked more strongly, which is seen."""
        accent = self.theme.color("accent")
        found = [
            (text, QTextCursor(one.cursor))
            for view in self.transcript.views.values()
            for text in texts_of(view)
            for one in text.extraSelections()
            if one.format.background().color() == accent
        ]
        ((text, cursor),) = found
        port = self.transcript.viewport()
        rect = text.cursorRect(cursor)
        place = text.viewport().mapTo(self.transcript, rect.center())
        assert port.geometry().contains(place)
        return text, cursor.selectedText()


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Desk:
    return Desk(qtbot)


def test_prose_code_and_tables_are_marked(desk: Desk) -> None:
    desk.show(user("u", "A NEEDLE?"), reply("a", ANSWER))
    desk.look_for("needle", "1 of 4")
    assert desk.marked("u") == ["NEEDLE"]
    assert desk.marked("a") == ["needle", "needle", "Needle"]


def test_steps_go_around(qtbot: QtBot, desk: Desk) -> None:
    desk.show(user("u", "A NEEDLE?"), reply("a", ANSWER))
    desk.look_for("needle", "1 of 4")
    seen = [desk.strong()[1]]
    for number in (2, 3, 4, 1):
        qtbot.keyClick(desk.bar.field, Qt.Key.Key_Return)
        assert desk.bar.number.text() == f"{number} of 4"
        seen.append(desk.strong()[1])
    assert seen == ["NEEDLE", "needle", "needle", "Needle", "NEEDLE"]
    qtbot.keyClick(desk.bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert desk.bar.number.text() == "4 of 4"
    desk.bar.previous_button.click()
    assert desk.bar.number.text() == "3 of 4"


def test_messages_without_widgets_are_counted_and_gone_to(desk: Desk) -> None:
    rows = []
    for n in range(120):
        rows.append(user(f"u{n}", f"Question {n}?"))
        rows.append(reply(f"a{n}", f"{FILLER}\n\nThe **nee**dle {n}."))
    desk.show(*rows)
    assert desk.transcript.view("a3") is None
    desk.look_for("needle 3.", "1 of 1")
    assert desk.strong()[1] == "needle 3."
    desk.bar.step(1)  # From here on, and no longer from the end.
    desk.look_for("needle", "4 of 120")
    assert desk.strong()[1] == "needle"
    desk.bar.step(-1)
    desk.wait("3 of 120")
    view = desk.transcript.view("a2")
    assert view is not None
    assert view.isAncestorOf(desk.strong()[0])


def test_typing_on_stays_where_it_began(desk: Desk) -> None:
    desk.show(*(user(f"u{n}", f"{FILLER} a needle") for n in range(40)))
    desk.transcript.show_at("u20")
    first = desk.transcript.first_visible()
    desk.bar.open()
    for end in range(1, 7):
        desk.bar.field.setText("needle"[:end])
    desk.wait(f"{int(first[1:]) + 1} of 40")


def test_the_count_follows_the_words(desk: Desk) -> None:
    desk.show(user("u", "needle"))
    desk.look_for("needle", "1 of 1")
    model = desk.transcript.model()
    model.append(user("v", "another needle"))
    desk.wait("1 of 2")
    model.update(user("v", "needle, needle"))
    desk.wait("1 of 3")
    model.remove_from(1)
    desk.wait("1 of 1")
    model.set_rows([])
    desk.wait("None")


def test_open_thoughts_count(desk: Desk) -> None:
    desk.show(reply("a", "A needle.", thought="Which needle?"))
    desk.look_for("needle", "1 of 1")
    view = desk.transcript.view("a")
    assert view is not None
    view.thoughts.set_open(True)  # type: ignore[attr-defined]
    desk.wait("1 of 2")
    assert desk.marked("a") == ["needle", "needle"]


def test_nothing_is_found(desk: Desk) -> None:
    desk.show(user("u", "words"))
    desk.look_for("needle", "None")
    assert not desk.bar.next_button.isEnabled()
    desk.bar.step(1)
    assert desk.bar.number.text() == "None"


def test_letters_that_qt_counts_twice(desk: Desk) -> None:
    desk.show(user("u", "🦜🦜 a needle 🦜"))
    desk.look_for("needle", "1 of 1")
    assert desk.marked("u") == ["needle"]


def test_closing_leaves_no_mark(qtbot: QtBot, desk: Desk) -> None:
    closed: list[bool] = []
    desk.bar.closed.connect(lambda: closed.append(True))
    desk.show(user("u", "needle"))
    desk.look_for("needle", "1 of 1")
    qtbot.keyClick(desk.bar.field, Qt.Key.Key_Escape)
    assert desk.bar.isHidden()
    assert closed == [True]
    assert desk.marked("u") == []


def test_words_of_a_hit_are_marked_in_its_message_alone(desk: Desk) -> None:
    desk.show(user("u", "needle and thread"), user("v", "needle"))
    desk.marks.set_words(("thread", "needle"), "u")
    assert desk.marked("u") == ["needle", "thread"]
    assert desk.marked("v") == []
    desk.marks.clear()
    assert desk.marked("u") == []


def test_another_theme_has_other_marks(qapp: QApplication, desk: Desk) -> None:
    desk.show(user("u", "needle"))
    desk.look_for("needle", "1 of 1")
    before = desk.theme.color("accent")
    desk.theme.set_choice("dark")
    assert desk.theme.color("accent") != before
    assert desk.strong()[1] == "needle"


def test_an_awaited_message_is_shown_in_place_of_the_end(desk: Desk) -> None:
    rows = [user(f"u{n}", FILLER) for n in range(40)]
    desk.transcript.await_message("u5")
    desk.show(*rows)
    assert desk.transcript.view("u5") is not None
    assert not desk.transcript.following
    desk.transcript.go_to_latest()
    assert desk.transcript.following


def test_a_pasted_book_is_counted_as_far_as_it_is_shown(desk: Desk) -> None:
    desk.show(user("b", "needle " * 300_000), *(user(f"u{n}", FILLER) for n in range(20)))
    assert desk.transcript.view("b") is None
    desk.bar.open()
    desk.bar.field.setText("needle")
    number = desk.bar.number
    desk.wait_for(lambda: " of " in number.text() and not number.text().endswith("…"))
    total = number.text()
    desk.transcript.show_at("b")
    assert desk.transcript.view("b") is not None
    assert number.text() == total


def test_a_very_long_reply_is_looked_at_as_it_was_written(desk: Desk) -> None:
    long = "**needle** and so on, \n\n" * 4000
    desk.show(reply("a", long), *(user(f"u{n}", FILLER) for n in range(20)))
    desk.look_for("needle", "4,000 of 4,000")
