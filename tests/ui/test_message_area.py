"""Where messages lie, what of them is there, and what stays where it is."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from desktop_app.core.conversation import State
from desktop_app.core.events import Usage
from desktop_app.ui.blocks.text_view import TextView
from desktop_app.ui.latest_button import LatestButton
from desktop_app.ui.message import MessageView
from desktop_app.ui.transcript import Transcript
from tests.ui.conversation_script import (
    CODE,
    PARAGRAPH,
    at_end,
    begin,
    long_conversation,
    place,
    reply,
    reply_view,
    row,
    show,
    stream,
    view,
    wheel,
)
from tests.ui.settled import settle
from tests.ui.shown import is_made_ahead

# Only what is near has widgets


def test_a_conversation_opens_at_its_end_with_few_widgets(transcript: Transcript) -> None:
    show(transcript, long_conversation(500))
    assert at_end(transcript)
    assert transcript.view("a499") is not None
    assert transcript.view("u0") is None
    assert len(transcript.findChildren(MessageView)) < 20


def test_widgets_come_and_go_with_scrolling(transcript: Transcript) -> None:
    show(transcript, long_conversation(200))
    bar = transcript.verticalScrollBar()
    bar.setValue(0)
    settle()
    assert transcript.view("u0") is not None
    assert transcript.view("a199") is None
    assert len(transcript.findChildren(MessageView)) < 30


def test_what_is_seen_is_there_at_once_and_its_neighbours_one_by_one(
    qtbot: QtBot, transcript: Transcript
) -> None:
    made: list[int] = []
    show(transcript, [row(f"u{n}", f"Question {n}?") for n in range(100)])
    qtbot.waitUntil(lambda: is_made_ahead(transcript))
    transcript.rearranged.connect(lambda: made.append(len(transcript.views)))
    transcript.go_to(30)
    top = transcript.verticalScrollBar().value()
    bottoms = [each.geometry().bottom() for each in transcript.views.values()]
    assert max(bottoms) >= top + transcript.viewport().height() - 1
    assert not is_made_ahead(transcript)
    qtbot.waitUntil(lambda: is_made_ahead(transcript))
    assert made[-1] > made[0] + 1
    assert all(later - before <= 1 for before, later in pairwise(made))


def test_what_is_looked_at_stays_while_heights_become_known(transcript: Transcript) -> None:
    show(transcript, long_conversation(200))
    bar = transcript.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    for _ in range(60):
        shown = [id for id in transcript.model().ids() if transcript.view(id) is not None]
        first = next(
            id for id in shown if place(transcript, id) + view(transcript, id).height() > 0
        )
        before = place(transcript, first)
        bar.setValue(bar.value() - 40)
        assert place(transcript, first) == before + 40


def test_messages_stand_one_below_the_other(transcript: Transcript) -> None:
    show(transcript, long_conversation(40))
    bar = transcript.verticalScrollBar()
    for value in range(0, bar.maximum(), 333):
        bar.setValue(value)
        ids = [id for id in transcript.model().ids() if transcript.view(id) is not None]
        for above, below in pairwise(ids):
            if transcript.model().number(below) == transcript.model().number(above) + 1:
                end = place(transcript, above) + view(transcript, above).height()
                assert place(transcript, below) == end


def test_another_width_keeps_the_place(transcript: Transcript) -> None:
    show(transcript, long_conversation(60))
    transcript.verticalScrollBar().setValue(2000)
    ids = [id for id in transcript.model().ids() if transcript.view(id) is not None]
    first = next(id for id in ids if place(transcript, id) + view(transcript, id).height() > 0)
    before = place(transcript, first)
    transcript.resize(500, 500)
    assert place(transcript, first) == before


@pytest.mark.parametrize("reset", [False, True])
def test_a_message_that_has_the_keyboard_goes_with_those_after_it(
    qtbot: QtBot, transcript: Transcript, reset: bool
) -> None:
    """Qt scrolls to the next that takes the keyboard, which is about to go as well."""
    rows = [
        each for n in range(12) for each in (row(f"u{n}", "Why?"), reply(f"a{n}", PARAGRAPH * 6))
    ]
    show(transcript, rows)
    transcript.activateWindow()
    qtbot.waitUntil(transcript.isActiveWindow)
    transcript.go_to(4)
    qtbot.waitUntil(lambda: is_made_ahead(transcript))
    next(part for part in view(transcript, "a2").focus_chain() if part.isVisible()).setFocus()
    assert view(transcript, "a2").isAncestorOf(QApplication.focusWidget())
    if reset:
        transcript.model().set_rows(rows[:5])
    else:
        transcript.model().remove_from(5)
    settle()
    qtbot.waitUntil(lambda: is_made_ahead(transcript))
    assert transcript.views.keys() <= set(transcript.model().ids())
    assert transcript.view("u2") is not None


def test_a_selection_keeps_its_widget(transcript: Transcript) -> None:
    show(transcript, long_conversation(200))
    selected = view(transcript, "a199").findChildren(TextView)[0]
    selected.selectAll()
    transcript.verticalScrollBar().setValue(0)
    assert view(transcript, "a199").isAncestorOf(selected)
    assert selected.textCursor().hasSelection()


# Following


def test_it_follows_an_answer_at_the_end(transcript: Transcript) -> None:
    show(transcript, long_conversation(10))
    begin(transcript)
    for _ in range(30):
        stream(transcript, PARAGRAPH + "\n\n")
        assert at_end(transcript)
    assert not transcript.findChild(LatestButton).isVisible()


@pytest.mark.parametrize("how", ["wheel", "key", "bar", "press", "select"])
def test_it_lets_go_at_once(qtbot: QtBot, transcript: Transcript, how: str) -> None:
    show(transcript, long_conversation(10))
    begin(transcript)
    stream(transcript, PARAGRAPH * 5)
    text = view(transcript, "live").findChildren(TextView)[0]
    if how == "wheel":
        wheel(text.viewport(), 1)
    elif how == "key":
        qtbot.keyClick(transcript, Qt.Key.Key_PageUp)
    elif how == "bar":
        bar = transcript.verticalScrollBar()
        bar.setValue(bar.value() - 5)
    elif how == "press":
        qtbot.mousePress(text.viewport(), Qt.MouseButton.LeftButton)
    else:
        text.selectAll()
    assert not transcript.following
    before = place(transcript, "live")
    stream(transcript, PARAGRAPH * 20)
    assert place(transcript, "live") == before
    assert transcript.findChild(LatestButton).isVisible()


@pytest.mark.parametrize("height", [700, 300])
def test_another_height_does_not_let_go(transcript: Transcript, height: int) -> None:
    show(transcript, long_conversation(10))
    begin(transcript)
    stream(transcript, PARAGRAPH * 5)
    transcript.resize(800, height)
    settle()
    assert transcript.following
    assert at_end(transcript)


def test_more_room_moves_no_words_for_who_reads_further_up(transcript: Transcript) -> None:
    show(transcript, long_conversation(20))
    transcript.verticalScrollBar().setValue(400)
    before = place(transcript, "a1")
    transcript.resize(800, 700)
    settle()
    assert place(transcript, "a1") == before
    assert not transcript.following


def test_the_pill_leads_back(qtbot: QtBot, transcript: Transcript) -> None:
    show(transcript, long_conversation(20))
    transcript.verticalScrollBar().setValue(0)
    pill = transcript.findChild(LatestButton)
    assert pill.isVisible()
    assert pill.accessibleName()
    assert not pill.geometry().intersects(transcript.viewport().geometry())
    qtbot.mouseClick(pill, Qt.MouseButton.LeftButton)
    assert at_end(transcript)
    assert transcript.following
    assert not pill.isVisible()


def test_scrolling_back_to_the_end_follows_again(transcript: Transcript) -> None:
    show(transcript, long_conversation(20))
    bar = transcript.verticalScrollBar()
    bar.setValue(bar.maximum() - 300)
    assert not transcript.following
    bar.setValue(bar.maximum())
    assert transcript.following


@pytest.mark.parametrize(
    "start", ["A sentence that", "```python\ndef f(x):\n    ret", "- one\n- tw"]
)
def test_a_continued_reply_goes_on_in_its_last_block(transcript: Transcript, start: str) -> None:
    show(transcript, [row("u", "Go"), reply("live", start, state=State.STOPPED)])
    transcript.model().update(reply("live", start, state=State.WRITING))
    transcript.model().set_live("live")
    transcript.model().append_text("live", "urn of it")
    transcript.model().flush()
    shown = "".join(
        part.toPlainText() for part in reply_view(transcript, "live").findChildren(QTextEdit)
    )
    assert f"{start[-2:]}urn of it" in shown


def test_the_end_of_a_reply_moves_nothing(transcript: Transcript) -> None:
    show(transcript, long_conversation(10))
    begin(transcript)
    text = PARAGRAPH * 10 + "\n\n" + CODE
    stream(transcript, text)
    wheel(view(transcript, "live").findChildren(TextView)[0].viewport(), 30)
    value, before = transcript.verticalScrollBar().value(), place(transcript, "live")
    transcript.model().update(reply("live", text, usage=Usage(reply_tokens=5)))
    transcript.model().set_live(None)
    settle()
    assert (transcript.verticalScrollBar().value(), place(transcript, "live")) == (value, before)


def test_where_one_jumps_is_shown_before_what_is_around_it(
    transcript: Transcript, qtbot: QtBot
) -> None:
    rows = [row(f"u{n}", f"Question {n}?") for n in range(200)]
    show(transcript, rows)
    for jump, id in (
        (lambda: transcript.show_at("u100"), "u100"),
        (transcript.go_to_latest, "u199"),
    ):
        transcript.verticalScrollBar().setValue(0)
        qtbot.waitUntil(lambda: is_made_ahead(transcript))
        jump()
        before, seen = place(transcript, id), len(transcript.views)
        assert 0 <= before < transcript.viewport().height()
        qtbot.waitUntil(lambda: is_made_ahead(transcript))
        assert len(transcript.views) > seen
        assert place(transcript, id) == before
