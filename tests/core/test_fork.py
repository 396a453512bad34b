import pytest

from desktop_app.core.conversation import Conversation, Role, State
from desktop_app.core.fork import forked, numbered


def talk() -> Conversation:
    made = Conversation(title="Fish", preset="tutor", system_prompt="Be brief.")
    one = made.add(Role.USER, "One?", "", 1.0)
    reply = made.add(Role.ASSISTANT, "Yes.", one.id, 2.0, model="Small", thought="Hm.")
    made.add(Role.USER, "Two?", reply.id, 3.0)
    made.add(Role.ASSISTANT, "No.", one.id, 4.0)
    made.choose(list(made.messages)[2])
    return made


def test_it_has_what_was_said_up_to_there() -> None:
    old = talk()
    reply = old.path()[1]
    new = forked(old, reply.id, 9.0)
    assert [message.text for message in new.path()] == ["One?", "Yes."]
    assert len(new.messages) == 2
    copy = new.path()[1]
    assert (copy.model, copy.thought, copy.created) == ("Small", "Hm.", 2.0)
    assert (new.title, new.preset, new.system_prompt) == ("Fish (2)", "tutor", "Be brief.")
    assert (new.created, new.changed, new.draft) == (9.0, 9.0, "")


def test_no_message_is_in_both() -> None:
    old = talk()
    new = forked(old, old.last_id(), 9.0)
    assert new.id != old.id
    assert not old.messages.keys() & new.messages.keys()
    assert [message.text for message in old.path()] == [message.text for message in new.path()]


def test_a_reply_that_is_being_written_is_taken_as_far_as_it_came() -> None:
    old = Conversation()
    one = old.add(Role.USER, "One?", "", 1.0)
    reply = old.add(Role.ASSISTANT, "Ye", one.id, 2.0, state=State.WRITING)
    assert forked(old, reply.id, 9.0).path()[1].state is State.INTERRUPTED


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Fish", "Fish (2)"),
        ("Fish (2)", "Fish (3)"),
        ("Fish (9) (10)", "Fish (9) (11)"),
        ("Fish(2)", "Fish(2) (2)"),
        ("(2)", "(2) (2)"),
        ("", " (2)"),
    ],
)
def test_titles_are_numbered(title: str, expected: str) -> None:
    assert numbered(title) == expected
