"""What a screen reader is told without being asked: an answer once it is whole, and news."""

from typing import Any

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from pytestqt.qtbot import QtBot

from desktop_app.core.conversation import Message, Role
from desktop_app.core.errors import Problem
from desktop_app.ui import notices as notices_module
from desktop_app.ui import transcript as transcript_module
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
    for module in (transcript_module, notices_module):
        monkeypatch.setattr(module, "QAccessible", reader)
    return reader


def reply(text: str) -> Row:
    return Row(Message("a", "u", Role.ASSISTANT, text, 0.0), 1, 1)


def test_an_answer_is_told_once_and_whole(qtbot: QtBot, reader: Reader) -> None:
    transcript = Transcript(Theme("light"))
    qtbot.addWidget(transcript)
    transcript.resize(600, 400)
    transcript.show()
    model = transcript.model()
    model.set_rows([Row(Message("u", "", Role.USER, "Why?", 0.0), 1, 1), reply("")])
    model.set_live("a")
    model.append_text("a", "Because ")
    model.append_text("a", "of **this**.")
    assert reader.heard == [], "not while it is written: a reader would begin anew at every word"
    model.set_live(None)
    model.update(reply("Because of **this**."))
    assert len(reader.heard) == 1
    assert "Because of" in reader.heard[0][0]


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
