import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.conversation import TITLE_LENGTH, Conversation, Message, Role, title_of
from desktop_app.core.picture import Picture


def texts(messages: list[Message]) -> list[str]:
    return [message.text for message in messages]


def branching() -> tuple[Conversation, dict[str, str]]:
    """a ─ b ┬ c ─ d
    └ e ─ f, with the ids of the messages by their text."""
    conversation = Conversation()
    ids: dict[str, str] = {"": ""}
    for text, parent in (("a", ""), ("b", "a"), ("c", "b"), ("d", "c"), ("e", "b"), ("f", "e")):
        ids[text] = conversation.add(Role.USER, text, ids[parent]).id
    return conversation, ids


def test_the_path_goes_through_what_was_added_last() -> None:
    conversation, ids = branching()
    assert texts(conversation.path()) == ["a", "b", "e", "f"]
    assert conversation.last_id() == ids["f"]
    assert conversation.siblings(ids["e"]) == [ids["c"], ids["e"]]


def test_choosing_shows_another_branch_and_the_way_to_it() -> None:
    conversation, ids = branching()
    conversation.choose(ids["c"])
    assert texts(conversation.path()) == ["a", "b", "c", "d"]
    conversation.choose(ids["f"])
    assert texts(conversation.path()) == ["a", "b", "e", "f"]
    assert texts(conversation.path_to(ids["d"])) == ["a", "b", "c", "d"]


def test_a_deleted_message_is_hidden_with_all_below_it() -> None:
    conversation, ids = branching()
    conversation.set_deleted(ids["e"], True)
    assert texts(conversation.path()) == ["a", "b", "c", "d"]
    assert conversation.siblings(ids["c"]) == [ids["c"]]
    conversation.set_deleted(ids["b"], True)
    assert texts(conversation.path()) == ["a"]
    conversation.set_deleted(ids["b"], False)
    conversation.set_deleted(ids["e"], False)
    assert texts(conversation.path()) == ["a", "b", "e", "f"]


def test_nothing_shown_has_no_last_message() -> None:
    conversation = Conversation()
    assert conversation.last_id() == ""
    only = conversation.add(Role.USER, "a", "")
    conversation.set_deleted(only.id, True)
    assert conversation.path() == []
    assert conversation.last_id() == ""


def test_only_a_message_without_an_answer_can_be_taken_out() -> None:
    conversation, ids = branching()
    with pytest.raises(ValueError, match="deleted, not removed"):
        conversation.remove(ids["e"])
    conversation.remove(ids["f"])
    conversation.remove(ids["e"])
    assert texts(conversation.path()) == ["a", "b", "c", "d"]
    with pytest.raises(KeyError):
        conversation.remove(ids["e"])


def test_a_message_never_moves() -> None:
    conversation, ids = branching()
    message = conversation.messages[ids["f"]]
    with pytest.raises(ValueError, match="never moves"):
        conversation.put(Message(message.id, ids["a"], Role.USER, "f", 0.0))


def test_a_choice_of_a_message_that_is_gone_shows_the_newest() -> None:
    conversation, ids = branching()
    restored = Conversation.restored(
        "id", "", 0.0, 0.0, "", conversation.messages.values(), {ids["b"]: "nowhere"}
    )
    assert texts(restored.path()) == ["a", "b", "e", "f"]


def test_titles() -> None:
    assert title_of("") == ""
    assert title_of(" \n\t\n  Which fish fly?  \nAnd why?") == "Which fish fly?"
    assert title_of("x" * TITLE_LENGTH) == "x" * TITLE_LENGTH
    assert title_of("word " * 30) == ("word " * 12).strip() + "\u2026"
    assert title_of("x" * 100) == "x" * TITLE_LENGTH + "\u2026"


@given(st.text())
def test_a_title_is_one_short_line(text: str) -> None:
    title = title_of(text)
    assert len(title) <= TITLE_LENGTH + 1
    assert len(title.splitlines()) <= 1
    assert bool(title) == bool(text.strip())


def test_without_words_what_is_shown_gives_the_title() -> None:
    pasted, cat = Picture("d0" * 32, ".png", 9, 9), Picture("ca" * 32, ".jpg", 9, 9, "cat.jpg")
    assert title_of(" \n", (pasted, cat)) == "cat.jpg"
    assert title_of("Which fish?", (cat,)) == "Which fish?"
    assert title_of("", (pasted,)) == ""
