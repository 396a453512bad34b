"""A person sends on while a reply is being written, in the real window."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from desktop_app.core.document import Document, Form
from desktop_app.core.engine import CancelToken, ChatJob, Job
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Failed, Finished, TextDelta
from desktop_app.core.paths import Places
from desktop_app.core.store import Store
from desktop_app.core.waiting import Queue
from desktop_app.engines.scripted import Reply, ScriptedOptions
from tests.conftest import ROOT
from tests.end_to_end.conftest import close
from tests.end_to_end.test_chat import SLOW, SOON_OVER, ask, idle, part, say, texts

NOTES = Document("ab" * 32, "notes.txt", Form.TEXT, 9, 9)


def chips(parley):
    return parley.window.waiting_bar.chips()


def waiting(parley) -> list[str]:
    return [chip.text() for chip in chips(parley)]


def press(qtbot, button) -> None:
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def begin(qtbot, parley, *waits: str) -> None:
    """A question is being answered, and these wait."""
    say(qtbot, parley, "First")
    qtbot.waitUntil(lambda: len(texts(parley)) == 2 and "word" in texts(parley)[1])
    for text in waits:
        say(qtbot, parley, text)
    assert waiting(parley) == list(waits)


def stop(qtbot, parley) -> None:
    parley.chat.stop()
    qtbot.waitUntil(lambda: idle(parley))


def questions(parley) -> list[str]:
    return texts(parley)[::2]


def quiet(parley) -> bool:
    return parley.session.jobs_running == 0


def test_two_messages_that_wait_are_answered_in_their_order(qtbot, start):
    parley = start(SOON_OVER)
    begin(qtbot, parley, "Second", "Third")
    assert parley.window.composer.text() == ""
    assert parley.window.composer.stop_button.isVisible()
    assert parley.window.waiting_bar.isVisible()
    assert chips(parley)[0].facts() == "next"
    qtbot.waitUntil(lambda: quiet(parley) and idle(parley), timeout=30_000)
    assert questions(parley) == ["First", "Second", "Third"]
    assert all(text.endswith("word ") for text in texts(parley)[1::2])
    assert waiting(parley) == []
    assert not parley.window.waiting_bar.isVisible()


def test_they_are_answered_while_another_conversation_is_shown(qtbot, start):
    parley = start(SOON_OVER)
    begin(qtbot, parley, "Second", "Third")
    first = parley.session.conversation.id
    parley.chat.conversations.new()
    assert waiting(parley) == []
    say(qtbot, parley, "Elsewhere")
    qtbot.waitUntil(lambda: quiet(parley), timeout=30_000)
    assert questions(parley) == ["Elsewhere"]
    parley.chat.conversations.open(first)
    assert questions(parley) == ["First", "Second", "Third"]
    assert waiting(parley) == []


def test_after_stop_they_wait_until_the_person_sends_them(qtbot, start):
    parley = start(SLOW)
    begin(qtbot, parley, "Second", "Third")
    assert not chips(parley)[0].send_button.isVisible()
    stop(qtbot, parley)
    assert waiting(parley) == ["Second", "Third"]
    assert questions(parley) == ["First"]
    press(qtbot, chips(parley)[1].send_button)
    qtbot.waitUntil(lambda: not idle(parley))
    assert questions(parley) == ["First", "Third"]
    assert waiting(parley) == ["Second"]
    assert chips(parley)[0].facts() == "next"


class FailingChat:
    """Begins a reply with `words`, and fails at it when it is told to."""

    def __init__(self, problem: Problem, words: str = "word ") -> None:
        self.problem = problem
        self.words = words
        self.told = Event()

    def run(self, job: Job, cancel: CancelToken) -> Iterator[object]:
        if isinstance(job, ChatJob):
            yield TextDelta(self.words)
            self.told.wait(60)
            yield Failed(self.problem)
        else:
            yield Finished()

    def close(self) -> None:
        self.told.set()


def test_after_a_failure_they_wait(qtbot, start):
    engine = FailingChat(Problem("part.crashed", {"name": "the model"}))
    parley = start(lambda: engine)
    begin(qtbot, parley, "Second")
    engine.told.set()
    qtbot.waitUntil(lambda: idle(parley))
    assert questions(parley) == ["First"]
    assert waiting(parley) == ["Second"]
    assert chips(parley)[0].send_button.isVisible()


def test_a_refused_message_leaves_alone_what_is_being_typed(qtbot, start):
    engine = FailingChat(Problem("message.too_long"), words="")
    parley = start(lambda: engine)
    say(qtbot, parley, "A whole book")
    qtbot.waitUntil(lambda: not idle(parley))
    qtbot.keyClicks(part(parley, "composer"), "half a thought")
    engine.told.set()
    qtbot.waitUntil(lambda: idle(parley))
    assert questions(parley) == ["A whole book"]
    assert parley.window.composer.text() == "half a thought"


def test_a_refused_message_stays_where_others_wait_behind_it(qtbot, start):
    engine = FailingChat(Problem("message.too_long"), words="")
    parley = start(lambda: engine)
    say(qtbot, parley, "A whole book")
    qtbot.waitUntil(lambda: not idle(parley))
    say(qtbot, parley, "Second")
    engine.told.set()
    qtbot.waitUntil(lambda: idle(parley))
    assert questions(parley) == ["A whole book"]
    assert waiting(parley) == ["Second"]


def test_what_waits_outlives_a_restart_and_is_not_sent_by_itself(qtbot, start):
    parley = start(SLOW)
    begin(qtbot, parley, "Second", "Third")
    close(parley)
    again = start()
    again.chat.conversations.open(again.session.summaries()[0].id)
    assert waiting(again) == ["Second", "Third"]
    assert quiet(again)
    press(qtbot, chips(again)[0].send_button)
    qtbot.waitUntil(lambda: quiet(again) and idle(again) and waiting(again) == [])
    assert questions(again) == ["First", "Second", "Third"]


def test_what_waits_outlives_a_kill(tmp_path):
    home = tmp_path / "home"
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.end_to_end.waiting_program", str(home)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    line = program.stdout.readline()
    program.send_signal(signal.SIGKILL)
    program.wait()
    program.stdout.close()
    assert line == "waits\n"
    store = Store.open(Places(home).database)
    (summary,) = store.summaries()
    assert [message.text for message in Queue(store).of(summary.id)] == ["Second", "Third"]
    assert store.draft(summary.id) == ""
    store.close()


def test_one_is_edited_and_what_stood_in_the_composer_takes_its_place(qtbot, start):
    parley = start(SLOW)
    begin(qtbot, parley, "Second", "Third")
    composer = parley.window.composer
    press(qtbot, chips(parley)[0].edit_button)
    assert (composer.text(), waiting(parley)) == ("Second", ["Third"])
    press(qtbot, chips(parley)[0].edit_button)
    assert (composer.text(), waiting(parley)) == ("Third", ["Second"])
    composer.edit.setFocus()
    qtbot.keyClicks(composer.edit, "!")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    assert waiting(parley) == ["Second", "Third!"]


def test_up_in_an_empty_composer_brings_back_the_last_one(qtbot, start):
    parley = start(SLOW)
    begin(qtbot, parley, "Second", "Third")
    composer = parley.window.composer
    qtbot.keyClick(composer.edit, Qt.Key.Key_Up)
    assert (composer.text(), waiting(parley)) == ("Third", ["Second"])


def test_one_is_withdrawn_and_brought_back(qtbot, start):
    parley = start(SLOW)
    begin(qtbot, parley, "Second", "Third")
    press(qtbot, chips(parley)[0].withdraw_button)
    assert waiting(parley) == ["Third"]
    parley.window.notices.banners()[0].button.click()
    assert waiting(parley) == ["Second", "Third"]


def test_the_undo_finds_its_conversation(qtbot, start):
    parley = start(SLOW)
    begin(qtbot, parley, "Second")
    there = parley.session.conversation.id
    press(qtbot, chips(parley)[0].withdraw_button)
    undo = parley.window.notices.banners()[0].button
    parley.chat.conversations.delete(there)
    assert parley.session.conversation.id != there
    undo.click()
    assert parley.session.conversation.id == there
    assert waiting(parley) == ["Second"]


def test_attachments_wait_with_their_words(qtbot, start):
    parley = start(SLOW)
    begin(qtbot, parley)
    composer = parley.window.composer
    composer.set_attachments([NOTES])
    say(qtbot, parley, "What is this?")
    assert composer.attachments() == ()
    assert chips(parley)[0].facts() == "1 attachment, next"
    press(qtbot, chips(parley)[0].edit_button)
    assert (composer.text(), composer.attachments()) == ("What is this?", (NOTES,))
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    stop(qtbot, parley)
    press(qtbot, chips(parley)[0].send_button)
    assert parley.session.conversation.path()[2].attachments == (NOTES,)


def test_a_message_without_words_is_named_by_what_is_attached(qtbot, start):
    parley = start(SLOW)
    begin(qtbot, parley)
    parley.window.composer.set_attachments([NOTES])
    say(qtbot, parley, "")
    assert waiting(parley) == ["notes.txt"]
    assert "1 attachment" in chips(parley)[0].accessibleName()


def test_a_deleted_conversation_takes_what_waits_and_undo_brings_it_back(qtbot, start):
    parley = start(SLOW)
    begin(qtbot, parley, "Second")
    there = parley.session.conversation.id
    parley.chat.conversations.delete(there)
    assert waiting(parley) == []
    qtbot.waitUntil(lambda: quiet(parley))
    parley.window.notices.banners()[0].button.click()
    assert waiting(parley) == ["Second"]
    assert chips(parley)[0].send_button.isVisible()
    assert questions(parley) == ["First"]


def test_a_fork_has_none_and_the_old_one_goes_on(qtbot, start):
    parley = start(SOON_OVER)
    begin(qtbot, parley, "Second")
    there = parley.session.conversation.id
    parley.chat.conversations.fork(parley.session.conversation.last_id())
    assert waiting(parley) == []
    qtbot.waitUntil(lambda: quiet(parley), timeout=30_000)
    assert questions(parley) == ["First"]
    parley.chat.conversations.open(there)
    assert questions(parley) == ["First", "Second"]


@pytest.mark.parametrize("method", ["save_waiting", "save_messages"])
def test_what_cannot_be_saved_stays_where_it_is_and_is_said(qtbot, start, monkeypatch, method):
    parley = start(SLOW)
    begin(qtbot, parley, "Second")

    def full(*_, **__):
        raise ParleyError(Problem("store.full"))

    if method == "save_messages":
        stop(qtbot, parley)
        monkeypatch.setattr(parley.store, method, full)
        press(qtbot, chips(parley)[0].send_button)
        assert questions(parley) == ["First"]
    else:
        monkeypatch.setattr(parley.store, method, full)
        say(qtbot, parley, "Third")
        assert parley.window.composer.text() == "Third"
        press(qtbot, chips(parley)[0].withdraw_button)
        press(qtbot, chips(parley)[0].edit_button)
        assert parley.window.composer.text() == "Third"
    assert waiting(parley) == ["Second"]
    assert parley.window.notices.banners()


def test_stop_counts_even_if_the_reply_ends_before_it_is_heard(qtbot, start):
    """The person wanted quiet, and not the next answer."""
    parley = start(ScriptedOptions(replies=(Reply("word " * 60),), tokens_per_second=200.0))
    begin(qtbot, parley, "Second")
    monkeypatched = parley.engine.cancel
    parley.engine.cancel = lambda ticket: None
    parley.chat.stop()
    qtbot.waitUntil(lambda: idle(parley))
    parley.engine.cancel = monkeypatched
    assert texts(parley)[1] == "word " * 60
    assert waiting(parley) == ["Second"]
    assert quiet(parley)


def test_a_reader_who_scrolled_up_stays_there(qtbot, start):
    parley = start(SOON_OVER)
    parley.window.resize(700, 480)
    begin(qtbot, parley, "Second")
    qtbot.waitUntil(lambda: parley.transcript.verticalScrollBar().maximum() > 200)
    parley.transcript.go_to(0)
    assert not parley.transcript.following
    qtbot.waitUntil(lambda: len(texts(parley)) == 4, timeout=30_000)
    assert not parley.transcript.following


def test_the_keyboard_reaches_them_and_delete_withdraws(qtbot, start):
    parley = start(SLOW)
    begin(qtbot, parley, "Second", "Third")
    composer = parley.window.composer
    parley.window.activateWindow()
    qtbot.waitUntil(composer.edit.hasFocus)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert chips(parley)[1].withdraw_button.hasFocus()
    qtbot.keyClick(chips(parley)[1].withdraw_button, Qt.Key.Key_Delete)
    assert waiting(parley) == ["Second"]
    assert chips(parley)[0].withdraw_button.hasFocus()
    qtbot.keyClick(chips(parley)[0].withdraw_button, Qt.Key.Key_Delete)
    assert composer.edit.hasFocus()


def test_the_first_message_after_stop_goes_ahead_of_what_waits(qtbot, start):
    parley = start(SOON_OVER)
    begin(qtbot, parley, "Second")
    stop(qtbot, parley)
    say(qtbot, parley, "Instead")
    qtbot.waitUntil(lambda: quiet(parley) and idle(parley), timeout=30_000)
    assert questions(parley) == ["First", "Instead", "Second"]


def test_what_is_being_attached_is_not_pushed_aside(qtbot, start):
    parley = start(SLOW)
    begin(qtbot, parley, "Second")
    composer = parley.window.composer
    composer.bar.add(7, "on its way.png")
    press(qtbot, chips(parley)[0].edit_button)
    assert (waiting(parley), composer.text()) == (["Second"], "")


def test_two_megabytes_wait(qtbot, start):
    parley = start(SLOW)
    begin(qtbot, parley)
    text = "word " * 400_000
    parley.window.composer.set_text(text)
    qtbot.keyClick(part(parley, "composer"), Qt.Key.Key_Return)
    assert parley.session.queue.of(parley.session.conversation.id)[0].text == text
    assert len(waiting(parley)[0]) < 1000
    press(qtbot, chips(parley)[0].edit_button)
    assert parley.window.composer.text() == text


def test_a_wider_window_shows_no_more_than_three(qtbot, start):
    parley = start(SLOW)
    begin(qtbot, parley, *(f"Number {n}" for n in range(8)))
    bar = parley.window.waiting_bar
    one = chips(parley)[0].sizeHint().height()
    qtbot.waitUntil(lambda: chips(parley)[-1].height() == one)
    assert 3 * one <= bar.height() < 4 * one
    last = chips(parley)[-1].withdraw_button
    parley.window.activateWindow()
    last.setFocus()
    qtbot.waitUntil(lambda: not last.visibleRegion().isEmpty())


def test_stop_is_reached_beside_send(qtbot, start):
    parley = start(SLOW)
    begin(qtbot, parley, "Second")
    qtbot.keyClicks(part(parley, "composer"), "Third")
    assert part(parley, "send", QAbstractButton).isVisible()
    press(qtbot, part(parley, "stop", QAbstractButton))
    qtbot.waitUntil(lambda: idle(parley))
    assert (waiting(parley), parley.window.composer.text()) == (["Second"], "Third")


def test_after_an_answer_nothing_waits_and_messages_are_sent_at_once(qtbot, start):
    parley = start()
    ask(qtbot, parley, "First")
    ask(qtbot, parley, "Second")
    assert waiting(parley) == []
