"""The conversation on the screen, with real widgets and a real hand."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.core.conversation import Role, State
from desktop_app.core.errors import Problem
from desktop_app.core.events import Usage
from desktop_app.core.kinds.kind import Action
from desktop_app.ui.blocks.code import CodeBlock
from desktop_app.ui.blocks.text_view import TextView
from desktop_app.ui.message import MessageView
from desktop_app.ui.theme import Theme
from desktop_app.ui.transcript import Transcript
from desktop_app.ui.transcript_model import Row
from tests.ui.conversation_script import (
    CODE,
    PARAGRAPH,
    at_end,
    begin,
    button,
    long_conversation,
    names,
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

# Streaming


def test_a_streamed_reply_looks_like_the_whole(transcript: Transcript) -> None:
    text = f"# Head\n\n{PARAGRAPH}\n\n{CODE}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n1. one\n2. two\n"
    begin(transcript)
    for start in range(0, len(text), 7):
        stream(transcript, text[start : start + 7])
    transcript.model().update(reply("live", text))
    transcript.model().append(reply("whole", text))
    settle()
    streamed, whole = reply_view(transcript, "live"), reply_view(transcript, "whole")
    assert [type(block) for block in streamed.column.views] == [
        type(block) for block in whole.column.views
    ]
    assert [block.plain_text() for block in streamed.column.views] == [
        block.plain_text() for block in whole.column.views
    ]
    assert streamed.height() == whole.height()


def test_closed_blocks_keep_their_widgets(transcript: Transcript) -> None:
    begin(transcript)
    stream(transcript, f"words\n\n{CODE}\n\nmore")
    before = list(reply_view(transcript, "live").column.views)
    for _ in range(20):
        stream(transcript, " words and\n\n```\ncode\n```\n\n")
    assert list(reply_view(transcript, "live").column.views)[:2] == before[:2]


def test_the_paint_timer_tells_of_pieces(qtbot: QtBot, transcript: Transcript) -> None:
    begin(transcript)
    with qtbot.waitSignal(transcript.model().dataChanged):
        transcript.model().append_text("live", "soon there")
    assert reply_view(transcript, "live").column.views[0].plain_text() == "soon there"


def test_how_much_was_thought_is_said(transcript: Transcript) -> None:
    usage = Usage(thought_tokens=1240)
    show(transcript, [reply("m", "so", thought="hm", thought_seconds=12.2, usage=usage)])
    thoughts = reply_view(transcript, "m").thoughts
    assert thoughts is not None
    (header,) = thoughts.findChildren(QAbstractButton)
    assert header.text() == "Thought for 12 s, 1,240 tokens"


def test_the_clock_of_thoughts_stops_with_the_answer(transcript: Transcript) -> None:
    begin(transcript)
    transcript.model().append_thought("live", "hm")
    transcript.model().flush()
    thoughts = reply_view(transcript, "live").thoughts
    assert thoughts is not None
    (header,) = thoughts.findChildren(QAbstractButton)
    assert header.text() == "Thinking… 0 s"
    stream(transcript, "so")
    assert header.text().startswith("Thought")
    transcript.model().update(reply("live", "so", thought="hm", thought_seconds=12.2))
    assert header.text() == "Thought for 12 s"
    assert not thoughts.open


# What can be done with a message

FORK = "Go on from here in a new conversation"


@pytest.mark.parametrize(
    ("given", "offered"),
    [
        (
            row("m", "x"),
            {
                "Copy your message",
                "Read your message aloud",
                "Edit your message",
                FORK,
                "Delete your message",
            },
        ),
        (
            reply("m", "x"),
            {
                "Copy reply",
                "Read reply aloud",
                "Write another reply",
                "Edit the reply",
                FORK,
                "Delete reply",
            },
        ),
        (
            reply("m", "x", state=State.LENGTH, position=2, count=3),
            {
                "Copy reply",
                "Read reply aloud",
                "Write another reply",
                "Edit the reply",
                FORK,
                "Delete reply",
                "Continue the reply",
                "Previous version",
                "Next version",
            },
        ),
        (reply("m", "", state=State.WRITING), {"Copy reply", "Read reply aloud"}),
        (reply("m", "", state=State.STOPPED), {"Write another reply", FORK, "Delete reply"}),
        (
            reply("m", "", state=State.STOPPED, thought="First, "),
            {"Write another reply", "Continue the reply", FORK, "Delete reply"},
        ),
        (
            reply("m", "x", usage=Usage()),
            {
                "Copy reply",
                "Read reply aloud",
                "Write another reply",
                "Edit the reply",
                FORK,
                "Delete reply",
                "Show what the reply took",
            },
        ),
    ],
)
def test_offers(transcript: Transcript, given: Row, offered: set[str]) -> None:
    show(transcript, [given])
    assert names(view(transcript, "m").buttons) == offered


@pytest.mark.parametrize("role", [Role.USER, Role.ASSISTANT])
def test_buttons_that_find_no_room_beside_stand_below(transcript: Transcript, role: Role) -> None:
    transcript.resize(260, 500)
    show(transcript, [row("m", "x", role, state=State.LENGTH, position=2, count=3)])
    buttons = view(transcript, "m").buttons
    shown = [b for b in buttons.findChildren(QAbstractButton) if b.isVisibleTo(buttons)]
    assert len({each.y() for each in shown}) > 1
    for each in shown:
        assert buttons.rect().contains(each.geometry())
    for one, other in pairwise(sorted(shown, key=lambda b: (b.y(), b.x()))):
        assert not one.geometry().intersects(other.geometry())


@pytest.mark.parametrize(
    ("name", "signal", "arguments"),
    [
        ("Write another reply", "regenerate_requested", ["m"]),
        ("Continue the reply", "continue_requested", ["m"]),
        (FORK, "fork_requested", ["m"]),
        ("Delete reply", "delete_requested", ["m"]),
        ("Previous version", "sibling_requested", ["m", -1]),
        ("Next version", "sibling_requested", ["m", 1]),
    ],
)
def test_buttons_ask(
    qtbot: QtBot, transcript: Transcript, name: str, signal: str, arguments: list[object]
) -> None:
    show(transcript, [reply("m", "x", state=State.STOPPED, position=2, count=3)])
    with qtbot.waitSignal(getattr(transcript, signal)) as asked:
        button(view(transcript, "m"), name).click()
    assert asked.args == arguments


def test_copy_takes_the_source_without_thoughts(transcript: Transcript) -> None:
    show(transcript, [reply("m", "**bold**\n\n- x", thought="secret")])
    button(view(transcript, "m"), "Copy reply").click()
    assert QGuiApplication.clipboard().text() == "**bold**\n\n- x"


def test_copy_while_it_is_written(transcript: Transcript) -> None:
    begin(transcript)
    stream(transcript, "so *far*")
    button(view(transcript, "live"), "Copy reply").click()
    assert QGuiApplication.clipboard().text() == "so *far*"


def test_buttons_are_drawn_on_hover_and_keep_their_place(
    qtbot: QtBot, transcript: Transcript
) -> None:
    show(transcript, [row("m", "x"), reply("n", "y")])
    message = view(transcript, "n")
    places = [b.geometry() for b in message.findChildren(QAbstractButton)]
    hidden = message.buttons.grab().toImage()
    QApplication.sendEvent(message, _entered(message))
    assert message.buttons.grab().toImage() != hidden
    assert [b.geometry() for b in message.findChildren(QAbstractButton)] == places


def _entered(widget: QWidget) -> object:
    from PySide6.QtGui import QEnterEvent

    middle = QPointF(widget.rect().center())
    return QEnterEvent(middle, middle, QPointF(widget.mapToGlobal(middle)))


def test_stats_on_request(transcript: Transcript) -> None:
    usage = Usage(reply_tokens=1212, writing_tokens_per_second=24.2, first_token_seconds=0.42)
    show(transcript, [reply("m", "x", usage=usage)])
    buttons = view(transcript, "m").buttons
    assert not buttons.stats_shown
    button(buttons, "Show what the reply took").click()
    assert "1,212 tokens · 24/s · first in 0.4 s" in {
        child.accessibleName() for child in buttons.findChildren(QWidget) if child.isVisible()
    }
    transcript.set_show_stats(False)
    assert not buttons.stats_shown


def test_stats_name_what_pictures_took(transcript: Transcript) -> None:
    usage = Usage(
        prompt_tokens=1300,
        reused_tokens=612,
        reply_tokens=12,
        writing_tokens_per_second=24.2,
        first_token_seconds=0.42,
        image_tokens=1152,
        reused_image_tokens=576,
        encoded_images=1,
    )
    show(transcript, [reply("m", "x", usage=usage)])
    buttons = view(transcript, "m").buttons
    button(buttons, "Show what the reply took").click()
    short = "12 tokens · 24/s · first in 0.4 s"
    (label,) = [label for label in buttons.findChildren(QLabel) if short in label.text()]
    assert label.text() == f"{short} · 1,152 for pictures"
    assert label.toolTip().splitlines() == [
        "Prompt: 1,300 tokens, 612 of them known from before",
        "Pictures: 1,152 tokens, 576 of them known from before",
        "1 picture was looked at anew",
    ]
    beside = button(buttons, "Copy reply")
    transcript.resize(640, 500)
    assert label.isVisible()
    assert label.text() == short, "the longer line has no room here"
    assert label.y() == beside.y()
    transcript.resize(480, 500)
    assert label.isVisible()
    assert label.y() > beside.y(), "it has no room beside the buttons"
    assert buttons.rect().contains(label.geometry())
    assert label.accessibleName() == f"{short} · 1,152 for pictures"


def test_editing_sends_the_new_words(qtbot: QtBot, transcript: Transcript) -> None:
    show(transcript, [row("m", "old words")])
    button(view(transcript, "m"), "Edit your message").click()
    field = view(transcript, "m").findChild(QPlainTextEdit)
    assert field.toPlainText() == "old words"
    field.setPlainText("new words")
    with qtbot.waitSignal(transcript.edit_requested) as asked:
        qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == ["m", "new words", ()]
    assert not field.isVisible()


def test_escape_leaves_the_words_as_they_are(qtbot: QtBot, transcript: Transcript) -> None:
    show(transcript, [row("m", "old words")])
    button(view(transcript, "m"), "Edit your message").click()
    field = view(transcript, "m").findChild(QPlainTextEdit)
    field.setPlainText("other")
    with qtbot.assertNotEmitted(transcript.edit_requested):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible()
    assert view(transcript, "m").findChild(TextView).toPlainText() == "old words"


def test_an_edit_survives_scrolling_away(transcript: Transcript) -> None:
    show(transcript, long_conversation(100))
    button(view(transcript, "u98"), "Edit your message").click()
    view(transcript, "u98").findChild(QPlainTextEdit).setPlainText("half wr")
    transcript.verticalScrollBar().setValue(0)
    assert view(transcript, "u98").findChild(QPlainTextEdit).toPlainText() == "half wr"


def test_an_edit_far_away_does_not_stand_in_the_way(transcript: Transcript) -> None:
    show(transcript, long_conversation(100))
    button(view(transcript, "u98"), "Edit your message").click()
    bar = transcript.verticalScrollBar()
    bar.setValue(0)
    transcript.resize(500, 400)
    transcript.model().append(reply("more", PARAGRAPH))
    settle()
    for value in range(bar.maximum(), bar.maximum() - 1500, -100):
        bar.setValue(value)
        areas = [m.geometry() for m in transcript.findChildren(MessageView) if m.isVisible()]
        areas.sort(key=lambda area: area.top())
        assert all(one.bottom() < other.top() for one, other in pairwise(areas))


def test_another_version_keeps_its_place(transcript: Transcript) -> None:
    rows = [
        row("u", "Question?"),
        reply("one", PARAGRAPH * 20, position=1, count=2),
        *long_conversation(10),
    ]
    other = [rows[0], reply("two", PARAGRAPH * 30, position=2, count=2)]
    model = transcript.model()

    def choose(id: str, step: int) -> None:
        model.remove_from(1)
        model.append(other[1])

    transcript.sibling_requested.connect(choose)
    show(transcript, rows)
    transcript.verticalScrollBar().setValue(60)
    before = place(transcript, "one")
    button(view(transcript, "one"), "Next version").click()
    settle()
    assert place(transcript, "two") == before
    assert QApplication.focusWidget() is button(view(transcript, "two"), "Previous version")


# How a reply ended


@pytest.mark.parametrize(
    ("state", "note"),
    [
        (State.STOPPED, "Stopped"),
        (State.INTERRUPTED, "Interrupted"),
        (State.LENGTH, "Reached the longest reply"),
        (State.CONTEXT, "The context is full"),
    ],
)
def test_the_end_is_noted(transcript: Transcript, state: State, note: str) -> None:
    show(transcript, [reply("m", "half", state=state)])
    shown = {w.accessibleName() for w in view(transcript, "m").findChildren(QWidget)}
    assert note in shown


def test_a_failure_is_told_in_place(qtbot: QtBot, transcript: Transcript) -> None:
    problem = Problem("engine.crashed", {"cause": "SIGSEGV"}, details="the trace")
    show(transcript, [reply("m", "half", state=State.FAILED, problem=problem)])
    message = view(transcript, "m")
    shown = {w.accessibleName() for w in message.findChildren(QWidget)}
    assert "The model stopped unexpectedly (SIGSEGV)." in shown
    with qtbot.waitSignal(transcript.remedy_requested) as asked:
        button(message, "Try again").click()
    assert asked.args == ["m", Action.TRY_AGAIN]
    low = message.height()
    button(message, "Show details").click()
    assert message.height() > low
    button(message, "Copy details").click()
    assert "the trace" in QGuiApplication.clipboard().text()


def test_a_failure_with_two_ways_out_offers_both(qtbot: QtBot, transcript: Transcript) -> None:
    problem = Problem("engine.device_lost", {"device": "CUDA0"})
    show(transcript, [reply("m", "half", state=State.FAILED, problem=problem)])
    with qtbot.waitSignal(transcript.remedy_requested) as asked:
        button(view(transcript, "m"), "Use the processor alone").click()
    assert asked.args == ["m", Action.USE_PROCESSOR]
    with qtbot.waitSignal(transcript.remedy_requested) as asked:
        button(view(transcript, "m"), "Try again").click()
    assert asked.args == ["m", Action.TRY_AGAIN]


def test_a_failure_goes_when_the_reply_goes_on(transcript: Transcript) -> None:
    failed = reply("m", "half", state=State.FAILED, problem=Problem("engine.failed"))
    show(transcript, [failed])
    transcript.model().update(reply("m", "half", state=State.WRITING))
    settle()
    assert "Try again" not in names(view(transcript, "m"))


def test_a_line_marks_what_the_model_still_sees(transcript: Transcript) -> None:
    show(transcript, [row("a", "x"), reply("b", "y"), row("c", "z")])
    before = view(transcript, "c").height()
    transcript.model().set_first_seen("c")
    shown = {w.accessibleName() for w in view(transcript, "c").findChildren(QWidget)}
    assert "The model no longer sees the messages above this line" in shown
    assert view(transcript, "c").height() > before
    transcript.model().set_first_seen("")
    settle()
    assert view(transcript, "c").height() == before


# Links


@pytest.mark.parametrize(
    ("address", "openable"),
    [
        ("https://a.example/b", True),
        ("mailto:a@b.example", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("/etc/passwd", False),
    ],
)
def test_links_ask_before_they_open(
    qtbot: QtBot, transcript: Transcript, address: str, openable: bool
) -> None:
    show(transcript, [reply("m", "x")])
    view(transcript, "m").link_activated.emit(address)
    box = transcript.findChild(QMessageBox)
    assert box.isVisible()
    assert box.informativeText() == address
    assert any(b.text() == "Open" for b in box.buttons()) is openable
    box.reject()


# Everybody


def test_everything_has_a_name(transcript: Transcript) -> None:
    problem = Problem("engine.crashed", {"cause": "x"}, details="d")
    show(
        transcript,
        [
            row("a", "x", position=1, count=2),
            reply("b", f"# h\n\n{CODE}\n\n| a |\n|---|\n", thought="t", usage=Usage()),
            reply("c", "", state=State.FAILED, problem=problem),
        ],
    )
    nameless = [
        widget
        for widget in transcript.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.accessibleName()
    ]
    assert nameless == []
    assert view(transcript, "a").accessibleName() == "You"
    assert view(transcript, "b").accessibleName() == "Reply"


def test_tab_goes_from_top_to_bottom(qtbot: QtBot, transcript: Transcript) -> None:
    show(transcript, [row("a", "x"), reply("b", CODE), row("c", "y")])
    transcript.activateWindow()
    transcript.setFocus()
    reached = []
    for _ in range(60):
        transcript.focusNextChild()
        focus = QApplication.focusWidget()
        for id in "abc":
            if view(transcript, id).isAncestorOf(focus) and id not in reached[-1:]:
                reached.append(id)
        if reached[-1:] == ["c"]:
            break
    assert reached == ["a", "b", "c"]


def test_the_keyboard_shows_where_it_is(qtbot: QtBot, transcript: Transcript) -> None:
    show(transcript, [reply("a", "x")])
    message = view(transcript, "a")
    before = message.grab().toImage()
    text = message.findChildren(TextView)[0]
    transcript.activateWindow()
    text.setFocus(Qt.FocusReason.TabFocusReason)
    assert QApplication.focusWidget() is text
    assert text.has_ring
    assert message.grab().toImage() != before
    text.clearFocus()
    assert not text.has_ring


def test_one_selection_at_a_time(transcript: Transcript) -> None:
    show(transcript, [reply("a", "x"), reply("b", "y")])
    one = view(transcript, "a").findChildren(TextView)[0]
    other = view(transcript, "b").findChildren(TextView)[0]
    transcript.activateWindow()
    one.setFocus()
    one.selectAll()
    other.setFocus()
    assert not one.textCursor().hasSelection()


def test_keys_scroll(qtbot: QtBot, transcript: Transcript) -> None:
    show(transcript, long_conversation(30))
    bar = transcript.verticalScrollBar()
    text = view(transcript, "a29").findChildren(TextView)[0]
    qtbot.keyClick(text, Qt.Key.Key_Home)
    assert bar.value() == 0
    qtbot.keyClick(transcript, Qt.Key.Key_PageDown)
    assert bar.value() > 100
    qtbot.keyClick(transcript, Qt.Key.Key_End)
    assert at_end(transcript)


def test_the_wheel_over_code_scrolls_the_conversation(transcript: Transcript) -> None:
    show(transcript, long_conversation(30))
    value = transcript.verticalScrollBar().value()
    code = view(transcript, "a29").findChild(CodeBlock).findChild(QTextEdit)
    wheel(code.viewport(), 15)
    assert transcript.verticalScrollBar().value() < value


def test_another_theme_reaches_everything(
    qtbot: QtBot, theme: Theme, transcript: Transcript
) -> None:
    problem = Problem("engine.crashed", {"cause": "x"}, details="d")
    show(
        transcript,
        [
            row("a", "x"),
            reply("b", f"# h\n\n{CODE}\n\n| a |\n|---|\n", thought="t", usage=Usage()),
            reply("c", "y", state=State.FAILED, problem=problem),
        ],
    )
    transcript.model().set_first_seen("b")
    with qtbot.waitSignal(theme.changed):
        theme.set_choice("dark")
    for text in transcript.findChildren(TextView):
        colour = text.palette().text().color()
        assert colour in (theme.color("text"), theme.color("text_second"))


def test_a_row_that_changes_elsewhere_is_shown(transcript: Transcript) -> None:
    show(transcript, [row("a", "x"), reply("b", "before")])
    message = transcript.model().row(1).message
    transcript.model().update(Row(replace(message, text="after\n\n" + CODE)))
    blocks = reply_view(transcript, "b").column.views
    assert [type(block) for block in blocks][1] is CodeBlock
    assert blocks[0].plain_text() == "after"
