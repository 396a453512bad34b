"""What a screen reader is told without being asked: an answer once it is whole, and news."""

from typing import Any

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from pytestqt.qtbot import QtBot

from desktop_app.core.conversation import Message, Role, State
from desktop_app.core.errors import Problem
from desktop_app.ui import notices as notices_module
from desktop_app.ui import reply_announcer
from desktop_app.ui.notices import Notices
from desktop_app.ui.theme import Theme
from desktop_app.ui.transcript import Transcript
from desktop_app.ui.transcript_model import Row


class Reader:
    """Stands where Qt hands over to the system's screen reader, and remembers what it is told."""

    AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

    def __init__(self) -> None:
        self.heard: list[tuple[str, QAccessible.AnnouncementPoliteness]] = []

    def updateAccessibility(self, event: Any) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            self.heard.append((event.message(), event.politeness()))

    def isActive(self) -> bool:
        return True


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    reader = Reader()
    for module in (reply_announcer, notices_module):
        monkeypatch.setattr(module, "QAccessible", reader)
    return reader


def reply(text: str, state: State = State.COMPLETE, problem: Problem | None = None) -> Row:
    message = Message("a", "u", Role.ASSISTANT, text, 0.0, state=state, problem=problem)
    return Row(message, 1, 1)


class Written:
    """A reply that is being written, and what the reader hears of it."""

    def __init__(self, qtbot: QtBot, reader: Reader, before: str = "") -> None:
        self.reader = reader
        self.transcript = Transcript(Theme("light"))
        qtbot.addWidget(self.transcript)
        self.announcer = self.transcript.announcer
        self.model = self.transcript.model()
        asked = Row(Message("u", "", Role.USER, "Why?", 0.0), 1, 1)
        self.model.set_rows([asked, reply(before, State.WRITING)])
        self.model.set_live("a")

    def write(self, text: str) -> list[str]:
        """More of it comes; what has been told by now."""
        self.model.append_text("a", text)
        self.model.flush()
        self.announcer._feed.timeout.emit()
        return self.told

    def end(self, state: State = State.COMPLETE, problem: Problem | None = None) -> list[str]:
        text = self.model.text("a")
        self.model.set_live(None)
        self.model.update(reply(text, state, problem))
        for _ in range(3 + len(text) // reply_announcer.PIECE):
            self.announcer._feed.timeout.emit()
        return self.told

    @property
    def told(self) -> list[str]:
        return [words for words, _ in self.reader.heard]


@pytest.fixture
def written(qtbot: QtBot, reader: Reader) -> Written:
    return Written(qtbot, reader)


def test_a_finished_sentence_is_told_once_and_an_open_one_not_yet(written: Written) -> None:
    assert written.write("Because ") == []
    assert written.write("of this. And ") == ["Because of this."]
    assert written.write("of that. Not") == ["Because of this.", "And of that."]
    assert written.end() == ["Because of this.", "And of that.", "Not End of the reply."]
    politeness = {politeness for _, politeness in written.reader.heard}
    assert politeness == {QAccessible.AnnouncementPoliteness.Polite}


def test_marks_are_not_told_and_code_by_its_length(written: Written) -> None:
    written.write("Use **this**:\n\n```python\na = 1\nb = 2\n```\n\nDone.")
    told = " ".join(written.end())
    assert told == "Use this: Code, 2 lines of Python. Done. End of the reply."


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.COMPLETE, "End of the reply."),
        (State.STOPPED, "The reply was stopped."),
        (State.LENGTH, "The reply reached its longest length."),
        (State.CONTEXT, "The context is full."),
        (State.INTERRUPTED, "The reply was interrupted."),
    ],
)
def test_how_a_reply_ended_is_told(written: Written, state: State, words: str) -> None:
    assert written.end(state) == [words]


def test_a_failure_is_told_with_its_remedy(written: Written) -> None:
    written.write("So far. ")
    (told,) = written.end(State.FAILED, Problem("store.full"))
    assert told.startswith("So far. The disk is full")


def test_with_the_sentences_off_the_end_is_told(written: Written) -> None:
    written.announcer.sentences = False
    assert written.write("Because of this. And ") == []
    assert written.end() == ["End of the reply."]


def test_what_parley_reads_aloud_itself_is_not_told_as_well(written: Written) -> None:
    written.transcript.set_spoken("a")
    assert written.write("Because of this. And ") == []


def test_what_was_there_before_is_not_told_when_a_reply_goes_on(
    qtbot: QtBot, reader: Reader
) -> None:
    long = "Old words. " * 1_000
    written = Written(qtbot, reader, before=long)
    for _ in range(5):
        written.write("")
        written.announcer._feed.timeout.emit()
    assert written.told == []
    written.write("New words. And ")
    assert written.end()[0].endswith("New words.")
    assert "".join(written.told).count("Old words.") <= 1, "the last one may have been open"


def test_nothing_is_told_of_a_conversation_that_is_left(written: Written) -> None:
    written.write("Because of")
    written.model.set_rows([])
    written.model.set_live(None)
    written.announcer._feed.timeout.emit()
    assert written.told == []


def test_nothing_is_told_where_no_reader_listens(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(written.reader, "isActive", lambda: False)
    written.write("Because of this. And ")
    assert written.end() == []


def test_a_problem_interrupts_the_reader_and_news_wait(qtbot: QtBot, reader: Reader) -> None:
    notices = Notices(Theme("light"))
    qtbot.addWidget(notices)
    notices.show_problem(Problem("store.full"))
    notices.show_news("The settings were put back.")
    (problem, at_once), (news, in_time) = reader.heard
    assert "The disk is full" in problem
    assert at_once is QAccessible.AnnouncementPoliteness.Assertive
    assert news == "The settings were put back."
    assert in_time is QAccessible.AnnouncementPoliteness.Polite
