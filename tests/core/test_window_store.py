"""Every wish of a store finds the conversation where it is: in the file, or in memory alone."""

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.core.conversation import Conversation, Role
from desktop_app.core.store import Store
from desktop_app.core.window_store import WindowStore

IDS = ("id", "conversation")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[WindowStore]:
    store = WindowStore.open(tmp_path / "conversations.db")
    yield store
    store.close()


def wishes() -> dict[str, Callable[..., object]]:
    """The methods of a store that are about one conversation."""
    found = {}
    for name, method in inspect.getmembers(Store, inspect.isfunction):
        first = list(inspect.signature(method).parameters)[1:2]
        if not name.startswith("_") and first and first[0] in IDS:
            found[name] = method
    return found


def test_each_is_answered_for_temporary_ones_too() -> None:
    # A message is saved by way of `save_messages`; what is in no list is put into no trash.
    elsewhere = {"save_message", "set_conversation_deleted"}
    missing = wishes().keys() - vars(WindowStore).keys() - elsewhere
    assert not missing
    assert len(wishes()) > len(elsewhere)


def test_both_sorts_are_told_apart(store: WindowStore, tmp_path: Path) -> None:
    kept, passing = Conversation(), Conversation()
    store.begin_temporary(passing.id)
    for conversation in (kept, passing):
        message = conversation.add(Role.USER, f"words of {conversation.id}", "")
        store.save_message(conversation, message, durable=True)
        store.save_draft(conversation.id, "a draft")
        store.save_waiting(conversation.id, "[1]")
        store.rename(conversation.id, "A name")
    for conversation in (kept, passing):
        loaded = store.load(conversation.id)
        assert loaded.title == "A name"
        assert [said.text for said in loaded.path()] == [f"words of {conversation.id}"]
        assert loaded.temporary is (conversation is passing)
        assert store.draft(conversation.id) == "a draft"
        assert store.waiting(conversation.id) == "[1]"
    assert [summary.id for summary in store.summaries()] == [kept.id]
    beside = Store.open_for_reading(tmp_path / "conversations.db")
    with pytest.raises(KeyError):
        beside.load(passing.id)
    assert beside.draft(passing.id) == ""
    beside.close()


def test_messages_are_removed_where_they_are(store: WindowStore) -> None:
    passing = Conversation()
    store.begin_temporary(passing.id)
    message = passing.add(Role.USER, "no", "")
    store.save_messages(passing, [message], durable=True)
    store.save_conversation(passing)
    passing.remove(message.id)
    store.remove_messages(passing, [message.id])
    with pytest.raises(KeyError):
        store.load(passing.id)
