"""Going on from what was said, in the real window: edited replies, forks, instructions."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit

from desktop_app.core.conversation import State
from desktop_app.engines.scripted import Reply, ScriptedOptions
from desktop_app.ui.instruction_dialog import InstructionDialog
from desktop_app.ui.message_editor import MessageEditor
from tests.end_to_end.conftest import close
from tests.end_to_end.test_chat import SLOW, ask, idle, say, texts


def view(parley, number):
    return parley.transcript.view(parley.session.conversation.path()[number].id)


def press(qtbot, parley, number, name):
    """The button of a message by the beginning of its accessible name."""
    buttons = view(parley, number).findChildren(QAbstractButton)
    (button,) = [each for each in buttons if each.accessibleName().startswith(name)]
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def editor(parley, number) -> MessageEditor:
    (found,) = view(parley, number).findChildren(MessageEditor)
    return found


def field(parley, number) -> QPlainTextEdit:
    return editor(parley, number).findChild(QPlainTextEdit)


def test_a_reply_is_edited_by_hand_and_its_own_words_stay(qtbot, start):
    parley = start()
    ask(qtbot, parley, "Hello")
    own = texts(parley)[1]
    press(qtbot, parley, 1, "Edit the reply")
    assert field(parley, 1).toPlainText() == own
    field(parley, 1).setPlainText("A better answer.")
    qtbot.keyClick(field(parley, 1), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert texts(parley) == ["Hello", "A better answer."]
    reply = parley.session.conversation.path()[1]
    assert reply.edited
    qtbot.waitUntil(lambda: view(parley, 1) is not None)
    notes = [label.text() for label in view(parley, 1).findChildren(QLabel)]
    assert "Edited by you" in notes
    press(qtbot, parley, 1, "Previous version")
    assert texts(parley) == ["Hello", own]


def test_escape_leaves_a_reply_as_it_was(qtbot, start):
    parley = start()
    ask(qtbot, parley, "Hello")
    own = texts(parley)[1]
    press(qtbot, parley, 1, "Edit the reply")
    field(parley, 1).setPlainText("Nothing.")
    qtbot.keyClick(field(parley, 1), Qt.Key.Key_Escape)
    assert texts(parley) == ["Hello", own]
    assert len(parley.session.conversation.messages) == 2
    assert view(parley, 1).isAncestorOf(QGuiApplication.focusObject())


def test_words_that_are_edited_while_a_reply_is_written_wait_for_its_end(qtbot, start):
    parley = start(SLOW)
    say(qtbot, parley, "Hello")
    qtbot.waitUntil(lambda: "word" in texts(parley)[1])
    parley.chat.stop()
    qtbot.waitUntil(lambda: idle(parley))
    press(qtbot, parley, 1, "Edit the reply")
    field(parley, 1).setPlainText("A better answer.")
    say(qtbot, parley, "And now?")
    qtbot.waitUntil(lambda: not idle(parley))
    qtbot.keyClick(field(parley, 1), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert field(parley, 1).toPlainText() == "A better answer.", "nothing is lost"
    parley.chat.stop()
    qtbot.waitUntil(lambda: idle(parley))
    qtbot.keyClick(field(parley, 1), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert texts(parley) == ["Hello", "A better answer."]


def test_a_reply_goes_on_after_its_last_thought_also_in_another_run(qtbot, start):
    thinks = ScriptedOptions((Reply("Yes.", thought="hm " * 40_000),), tokens_per_second=400.0)
    parley = start(thinks)
    say(qtbot, parley, "Hello")
    reply = parley.session.conversation.path()[1].id
    qtbot.waitUntil(lambda: "hm" in parley.session.words_of(reply)[1])
    parley.chat.stop()
    qtbot.waitUntil(lambda: idle(parley))
    kept = parley.session.conversation.messages[reply]
    assert (kept.text, kept.state) == ("", State.STOPPED)
    close(parley)

    again = start(ScriptedOptions((Reply("Yes.", thought="so be it"),)))
    again.chat.conversations.open(again.session.summaries()[0].id)
    qtbot.waitUntil(lambda: view(again, 1) is not None)
    press(qtbot, again, 1, "Continue the reply")
    qtbot.waitUntil(lambda: idle(again))
    done = again.session.conversation.messages[reply]
    assert (done.text, done.thought, done.state) == (
        "Yes.",
        kept.thought + "so be it",
        State.COMPLETE,
    )
    assert len(again.session.conversation.messages) == 2


def test_a_fork_goes_on_elsewhere_and_the_old_one_stays(qtbot, start):
    parley = start()
    ask(qtbot, parley, "Hello")
    ask(qtbot, parley, "And now?")
    old = parley.session.conversation.id
    press(qtbot, parley, 1, "Go on from here")
    assert len(texts(parley)) == 2
    assert parley.session.conversation.id != old
    assert parley.window.windowTitle().startswith("Hello (2)")
    assert parley.window.conversations.current_id() == parley.session.conversation.id
    ask(qtbot, parley, "Another way?")
    assert len(texts(parley)) == 4
    parley.chat.conversations.open(old)
    assert texts(parley)[2] == "And now?"


def test_a_fork_is_in_the_folder_of_the_old_one(qtbot, start):
    parley = start()
    say(qtbot, parley, "Hello?")
    qtbot.waitUntil(lambda: idle(parley))
    folder = parley.session.filing.create("Sea")
    old = parley.session.conversation.id
    parley.session.filing.move([old], folder.id)
    parley.chat.conversations.fork(parley.session.conversation.last_id())
    fork = parley.session.conversation.id
    assert fork != old
    assert {each.id for each in parley.session.summaries() if each.folder == folder.id} == {
        old,
        fork,
    }
    assert parley.window.conversations.current_id() == fork


def test_a_fork_leaves_what_stands_in_the_composer_where_it_was(qtbot, start):
    parley = start()
    ask(qtbot, parley, "Hello")
    old = parley.session.conversation.id
    qtbot.keyClicks(parley.window.composer.edit, "half a thought")
    press(qtbot, parley, 0, "Go on from here")
    assert parley.window.composer.text() == ""
    parley.chat.conversations.open(old)
    assert parley.window.composer.text() == "half a thought"


def dialog(parley) -> InstructionDialog:
    parley.window.menu.instructions_requested.emit()
    return parley.window.findChildren(InstructionDialog)[-1]


def test_a_conversation_has_instructions_of_its_own(qtbot, start):
    parley = start()
    shown = dialog(parley)
    qtbot.keyClicks(shown.field, "Answer in verse.")
    qtbot.keyClick(shown.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    button = parley.window.header.instruction_button
    assert (button.isVisible(), button.toolTip()) == (True, "Answer in verse.")
    ask(qtbot, parley, "Hello")
    kept = parley.session.conversation.id
    parley.chat.conversations.new()
    assert not button.isVisible()
    close(parley)
    again = start()
    again.chat.conversations.open(kept)
    assert again.session.conversation.system_prompt == "Answer in verse."
    button = again.window.header.instruction_button
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    shown = again.window.findChildren(InstructionDialog)[-1]
    shown.field.clear()
    shown.keep_button.click()
    assert not button.isVisible()
    assert again.session.conversation.system_prompt == ""


def test_instructions_for_all_conversations_are_the_setting(qtbot, start):
    parley = start()
    shown = dialog(parley)
    qtbot.keyClicks(shown.field, "Answer in verse.")
    shown.all_button.click()
    assert parley.settings.get("chat.system_prompt") == "Answer in verse."
    assert parley.session.conversation.system_prompt == ""
    assert dialog(parley).field.placeholderText() == "Answer in verse."


def test_what_was_stopped_goes_on_where_it_ended(qtbot, start):
    parley = start(SLOW)
    say(qtbot, parley, "Hello")
    qtbot.waitUntil(lambda: len(texts(parley)) == 2 and "word" in texts(parley)[1])
    parley.chat.stop()
    qtbot.waitUntil(lambda: idle(parley))
    before = texts(parley)[1]
    press(qtbot, parley, 1, "Continue the reply")
    qtbot.waitUntil(lambda: len(texts(parley)[1]) > len(before))
    parley.chat.stop()
    qtbot.waitUntil(lambda: idle(parley))
    assert texts(parley)[1].startswith(before)
    assert parley.session.conversation.path()[1].state is State.STOPPED
