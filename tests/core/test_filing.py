"""Pins and folders: kept, undone, and never in the way of what is written."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core.conversation import Conversation, Role
from desktop_app.core.errors import ParleyError
from desktop_app.core.filing import NAME_LENGTH, Filing
from desktop_app.core.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path / "conversations.db")
    for id in "abc":
        conversation = Conversation(id=id, title=id.upper())
        conversation.add(Role.USER, "Hello", "")
        store.save_messages(conversation, conversation.messages.values(), durable=True)
    yield store
    store.close()


@pytest.fixture
def filing(store: Store) -> Filing:
    return store.filing


def stands(store: Store) -> dict[str, tuple[bool, str]]:
    return {each.id: (each.pinned, each.folder) for each in store.summaries()}


def names(filing: Filing) -> list[str]:
    return [folder.name for folder in filing.folders()]


def test_a_pin_stays_when_the_conversation_goes_on(store: Store, filing: Filing) -> None:
    filing.pin(["a", "b"], True)
    filing.pin(["b"], False)
    conversation = store.load("a")
    conversation.add(Role.USER, "More", conversation.last_id())
    store.save_messages(conversation, conversation.messages.values(), durable=True)
    assert stands(store) == {"a": (True, ""), "b": (False, ""), "c": (False, "")}


def test_to_put_away_is_not_to_carry_on(store: Store, filing: Filing) -> None:
    before = {each.id: each.changed for each in store.summaries()}
    filing.pin("ab", True)
    filing.move("bc", filing.create("Work").id)
    assert {each.id: each.changed for each in store.summaries()} == before


def test_folders_come_in_the_persons_order(filing: Filing) -> None:
    one, two, three = (filing.create(name) for name in ("One", "Two", "Three"))
    assert filing.folders() == [one, two, three]
    filing.arrange([three.id, one.id, "there is no such folder"])
    assert filing.folders() == [three, one, two]
    filing.create("Four")
    assert names(filing) == ["Three", "One", "Two", "Four"]


def test_a_name_is_one_line_and_never_blank(filing: Filing) -> None:
    folder = filing.create("  My \n  work ")
    assert names(filing) == ["My work"]
    filing.rename(folder.id, "   ")
    assert names(filing) == ["My work"]
    filing.rename(folder.id, "\ud800" + "x" * 1000)
    (name,) = names(filing)
    assert len(name) == NAME_LENGTH


def test_a_pinned_conversation_that_is_moved_is_where_it_was_moved_to(
    store: Store, filing: Filing
) -> None:
    work = filing.create("Work").id
    filing.move(["a"], work)
    filing.pin(["a"], True)
    assert stands(store)["a"] == (True, work)
    filing.move(["a"], work)
    assert stands(store)["a"] == (False, work)
    filing.move(["a"], "")
    assert stands(store)["a"] == (False, "")


def test_nothing_goes_into_a_folder_that_is_not_there(store: Store, filing: Filing) -> None:
    before = stands(store)
    filing.move("ab", "gone")
    assert stands(store) == before


def test_several_go_back_where_they_were(store: Store, filing: Filing) -> None:
    work, home = filing.create("Work").id, filing.create("Home").id
    filing.move(["a"], work)
    filing.pin(["b"], True)
    before, all_before = filing.filed(["a", "b", "c", "unknown"]), stands(store)
    filing.move("abc", home)
    filing.put(before)
    assert stands(store) == all_before


def test_a_deleted_folder_comes_back_with_what_was_in_it(store: Store, filing: Filing) -> None:
    one, two = filing.create("One"), filing.create("Two")
    filing.move("ab", one.id)
    store.set_conversation_deleted("b", True)
    removed = filing.remove(one.id)
    assert removed is not None
    assert (names(filing), stands(store)) == (["Two"], {"a": (False, ""), "c": (False, "")})

    filing.move(["a"], two.id)  # and is left there by the undo
    filing.restore(removed)
    filing.restore(removed)
    store.set_conversation_deleted("b", False)
    assert names(filing) == ["One", "Two"]
    assert stands(store) == {"a": (False, two.id), "b": (False, one.id), "c": (False, "")}
    assert filing.remove("unknown") is None


def test_beside_an_open_window_nothing_is_changed(store: Store, filing: Filing) -> None:
    filing.create("Work")
    reading = Store.open_for_reading(store.path)
    assert names(reading.filing) == ["Work"]
    for change in (
        lambda: reading.filing.create("Home"),
        lambda: reading.filing.pin(["a"], True),
        lambda: reading.trash.put(["a"]),
        lambda: reading.trash.purge(["a"]),
    ):
        with pytest.raises(ParleyError):
            change()
    reading.close()
    assert names(filing) == ["Work"]
