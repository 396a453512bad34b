"""A person types in the real window, and a scripted model answers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QListView, QWidget

from desktop_app.core.conversation import State
from desktop_app.engines.scripted import Reply, ScriptedOptions
from tests.end_to_end.conftest import close

SLOW = ScriptedOptions(replies=(Reply("word " * 40_000),), tokens_per_second=400.0)
"""Nobody waits for the end of it, however slow the machine is."""

SOON_OVER = ScriptedOptions(replies=(Reply("word " * 400),), tokens_per_second=400.0)


def part(parley, name: str, kind=QWidget):
    found = parley.window.findChild(kind, name)
    assert found is not None, f"no {name} in the window"
    return found


def say(qtbot, parley, text: str) -> None:
    """Type into the composer and press Enter, as a hand does."""
    composer = part(parley, "composer")
    composer.setFocus()
    qtbot.keyClicks(composer, text)
    qtbot.keyClick(composer, Qt.Key.Key_Return)


def texts(parley) -> list[str]:
    model = part(parley, "transcript").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def idle(parley) -> bool:
    return part(parley, "stop", QAbstractButton).isHidden()


def ask(qtbot, parley, text: str) -> None:
    say(qtbot, parley, text)
    qtbot.waitUntil(lambda: len(texts(parley)) >= 2 and texts(parley)[-1] != "" and idle(parley))


def titles(parley) -> list[str]:
    model = part(parley, "conversations", QListView).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_a_question_is_answered_and_both_are_kept(qtbot, start):
    parley = start()
    ask(qtbot, parley, "What is this?")
    assert texts(parley) == ["What is this?", "A short answer, in **Markdown**."]
    assert part(parley, "composer").toPlainText() == ""
    assert titles(parley) == ["What is this?"]
    close(parley)
    again = start()
    assert titles(again) == ["What is this?"]
    again.chat.conversations.open(again.session.summaries()[0].id)
    assert texts(again) == ["What is this?", "A short answer, in **Markdown**."]


def test_the_state_is_said_to_those_who_cannot_see_it(qtbot, start):
    parley = start()
    state = part(parley, "modelState")
    assert state.accessibleName() == "not loaded"
    ask(qtbot, parley, "Hello")
    assert state.accessibleName().startswith("ready")
    meter = part(parley, "contextMeter")
    assert "%" in meter.accessibleName()


@pytest.mark.parametrize("how", ["button", "escape"])
def test_stop_keeps_what_was_written_and_the_next_message_works(qtbot, start, how):
    parley = start(SLOW)
    say(qtbot, parley, "Go on")
    qtbot.waitUntil(lambda: len(texts(parley)) == 2 and "word" in texts(parley)[1])
    if how == "button":
        qtbot.mouseClick(part(parley, "stop", QAbstractButton), Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(parley.window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: idle(parley))
    written = texts(parley)[1]
    assert "word" in written
    assert len(written) < len("word " * 40_000)
    reply = parley.session.conversation.path()[-1]
    assert (reply.state, reply.text) == (State.STOPPED, written)
    say(qtbot, parley, "And now?")
    qtbot.waitUntil(lambda: len(texts(parley)) == 4 and "word" in texts(parley)[3])


def test_a_reply_goes_on_while_another_conversation_is_open(qtbot, start):
    parley = start(ScriptedOptions(replies=(Reply("word " * 100),), tokens_per_second=400.0))
    say(qtbot, parley, "Long one")
    qtbot.waitUntil(lambda: len(texts(parley)) == 2 and texts(parley)[1] != "")
    first = parley.session.conversation.id
    qtbot.mouseClick(part(parley, "newConversation", QAbstractButton), Qt.MouseButton.LeftButton)
    assert texts(parley) == []
    qtbot.waitUntil(lambda: not parley.session.is_writing(first))
    parley.chat.conversations.open(first)
    assert texts(parley) == ["Long one", "word " * 100]


def test_edits_and_regenerations_stand_beside_what_was_there(qtbot, start):
    parley = start()
    ask(qtbot, parley, "One")
    question, reply = parley.session.conversation.path()
    parley.chat.regenerate(reply.id)
    qtbot.waitUntil(lambda: idle(parley))
    assert len(parley.session.conversation.siblings(reply.id)) == 2
    parley.chat.edit(question.id, "Two")
    qtbot.waitUntil(lambda: idle(parley) and texts(parley)[0] == "Two")
    parley.chat.choose_sibling(parley.session.conversation.path()[0].id, -1)
    assert texts(parley)[0] == "One"
    assert {m.id for m in (question, reply)} <= set(parley.session.conversation.messages)


def test_a_deleted_message_and_a_deleted_conversation_come_back_by_undo(qtbot, start):
    parley = start()
    ask(qtbot, parley, "Keep me")
    used = parley.window.composer.context_used()
    assert used > 0
    parley.chat.delete_message(parley.session.conversation.path()[1].id)
    assert texts(parley) == ["Keep me"]
    assert part(parley, "composer").hasFocus()
    assert parley.window.composer.context_used() == 0
    parley.window.notices.banners()[0].button.click()
    assert len(texts(parley)) == 2
    assert parley.window.composer.context_used() == used
    conversation = parley.session.conversation.id
    parley.chat.conversations.delete(conversation)
    assert (titles(parley), texts(parley)) == ([], [])
    parley.window.notices.banners()[0].button.click()
    assert titles(parley) == ["Keep me"]
    assert parley.session.conversation.id == conversation
    assert len(texts(parley)) == 2


def test_a_message_comes_back_also_from_a_conversation_that_was_deleted_since(qtbot, start):
    parley = start()
    ask(qtbot, parley, "Keep me")
    parley.chat.delete_message(parley.session.conversation.path()[1].id)
    parley.chat.conversations.delete(parley.session.conversation.id)
    conversation, message = parley.window.notices.banners()
    message.button.click()
    assert titles(parley) == ["Keep me"]
    assert texts(parley) == ["Keep me", "A short answer, in **Markdown**."]
    conversation.button.click()
    assert titles(parley) == ["Keep me"]


def test_a_draft_waits_in_its_own_conversation_and_over_a_restart(qtbot, start):
    parley = start()
    ask(qtbot, parley, "First")
    qtbot.keyClicks(part(parley, "composer"), "half a thought")
    first = parley.session.conversation.id
    parley.chat.conversations.new()
    assert part(parley, "composer").toPlainText() == ""
    qtbot.keyClicks(part(parley, "composer"), "another")
    close(parley)
    again = start()
    assert part(again, "composer").toPlainText() == "another"
    again.chat.conversations.open(first)
    assert part(again, "composer").toPlainText() == "half a thought"


def test_without_a_model_the_window_says_so_and_keeps_the_text(qtbot, start, monkeypatch):
    monkeypatch.setattr("desktop_app.app.starter_model", lambda: None)
    parley = start(model="")
    say(qtbot, parley, "Hello")
    assert part(parley, "composer").toPlainText() == "Hello"
    assert parley.window.notices.banners()[0].problem.code == "model.none"
    assert texts(parley) == []


def test_pressing_everything_twice_sends_once(qtbot, start):
    parley = start(SLOW)
    composer = part(parley, "composer")
    qtbot.keyClicks(composer, "Once")
    send = part(parley, "send", QAbstractButton)
    for _ in range(2):
        send.click()
    assert texts(parley)[0] == "Once"
    assert len(texts(parley)) == 2
    for _ in range(2):
        part(parley, "stop", QAbstractButton).click()
    qtbot.waitUntil(lambda: idle(parley))
    assert len(parley.session.conversation.messages) == 2


def test_an_undo_while_the_next_reply_is_written_leaves_the_window_working(qtbot, start):
    parley = start(SOON_OVER)
    say(qtbot, parley, "First")
    qtbot.waitUntil(lambda: len(texts(parley)) == 2 and "word" in texts(parley)[1])
    parley.chat.stop()
    qtbot.waitUntil(lambda: idle(parley))
    parley.chat.delete_message(parley.session.conversation.path()[1].id)
    say(qtbot, parley, "Second")
    qtbot.waitUntil(lambda: len(texts(parley)) == 3 and "word" in texts(parley)[2])
    second = parley.session.conversation.path()[1].id
    parley.window.notices.banners()[0].button.click()
    assert [text.split()[0] for text in texts(parley)] == ["First", "word"]
    qtbot.waitUntil(lambda: idle(parley))
    parley.chat.choose_sibling(parley.session.conversation.path()[1].id, 1)
    assert parley.session.conversation.path()[1].id == second
    assert texts(parley)[2] == "word " * 400


def test_deleting_a_conversation_keeps_what_was_just_typed_in_it(qtbot, start):
    parley = start()
    ask(qtbot, parley, "Keep me")
    conversation = parley.session.conversation.id
    qtbot.keyClicks(part(parley, "composer"), "half a thought")
    parley.chat.conversations.delete(conversation)
    assert part(parley, "composer").toPlainText() == ""
    parley.window.notices.banners()[0].button.click()
    assert part(parley, "composer").toPlainText() == "half a thought"


def test_the_meter_is_that_of_the_conversation_which_is_shown(qtbot, start):
    parley = start(SOON_OVER)
    say(qtbot, parley, "Long one")
    qtbot.waitUntil(lambda: len(texts(parley)) == 2 and "word" in texts(parley)[1])
    first = parley.session.conversation.id
    parley.chat.conversations.new()
    empty = part(parley, "contextMeter").accessibleName()
    qtbot.waitUntil(lambda: not parley.session.is_writing(first))
    assert part(parley, "contextMeter").accessibleName() == empty
    parley.chat.conversations.open(first)
    assert part(parley, "contextMeter").accessibleName() != empty
