"""The list of conversations, read anew only where they changed."""

import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.core.conversation import Conversation, Role
from desktop_app.core.database import open_database
from desktop_app.core.store import Store
from desktop_app.core.summary import Summaries, Summary
from desktop_app.core.transaction import Transactions


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "conversations.db")) as store:
        yield store


def begin(store: Store, id: str, changed: float) -> Conversation:
    conversation = Conversation(id=id, title=f"Title of {id}", created=1.0, changed=changed)
    message = conversation.add(Role.USER, "Hello", "", changed)
    store.save_messages(conversation, [message], durable=False)
    return conversation


def fresh(store: Store) -> list[Summary]:
    """What somebody says who reads all of it for the first time."""
    with closing(Store.open_for_reading(store.path)) as other:
        return other.summaries()


def test_what_changes_is_seen_wherever_it_is_changed(store: Store) -> None:
    """Any hand, any order, also that of another process, against reading all of it anew."""
    dice = random.Random(5)
    begun = [begin(store, f"c{number}", float(number % 7)) for number in range(20)]
    store.summaries()
    folder = store.filing.create("Work")
    for step in range(200):
        one = dice.choice(begun)
        deed = dice.randrange(8)
        if deed == 0:
            store.rename(one.id, f"Title {step}")
        elif deed == 1:
            store.filing.pin([one.id], dice.random() < 0.5)
        elif deed == 2:
            store.filing.move([one.id], dice.choice(["", folder.id]))
        elif deed == 3:
            store.trash.put([one.id])
        elif deed == 4:
            store.trash.restore([one.id])
        elif deed == 5:
            one.add(Role.USER, "More", one.last_id(), float(step))
            store.save_messages(one, one.messages.values(), durable=False)
        elif deed == 6:
            begun.append(begin(store, f"d{step}", float(step % 5)))
        else:
            with closing(open_database(store.path).connection) as other:
                other.execute("UPDATE conversations SET title = ? WHERE id = ?", ("New", one.id))
        assert store.summaries() == fresh(store)


def test_one_that_is_deleted_for_good_is_gone(store: Store) -> None:
    for number in range(3):
        begin(store, f"c{number}", float(number))
    assert [summary.id for summary in store.summaries()] == ["c2", "c1", "c0"]
    store.trash.put(["c1"])
    store.trash.purge(["c1"])
    assert [summary.id for summary in store.summaries()] == ["c2", "c0"]


def test_only_what_changed_is_read(tmp_path: Path) -> None:
    opened = open_database(tmp_path / "conversations.db")
    with closing(opened.connection) as db:
        db.executemany(
            "INSERT INTO conversations (id, title, created, changed) VALUES (?, '', 0, ?)",
            [(f"c{number:04d}", float(number)) for number in range(1000)],
        )
        transactions = Transactions(opened)
        rows: list[int] = []

        def read(sql: str, *values: object) -> list[object]:
            found = Transactions.read(transactions, sql, *values)
            rows.append(len(found))
            return found

        transactions.read = read  # type: ignore[method-assign]
        summaries = Summaries(transactions)
        before = summaries.all()
        rows.clear()
        db.execute("UPDATE conversations SET title = 'Other' WHERE id = 'c0500'")
        after = summaries.all()
        assert sum(rows) == 1
        assert [summary.id for summary in after] == [summary.id for summary in before]
        assert [one for one in after if one not in before] == [
            Summary("c0500", "Other", 0.0, 500.0)
        ]
        assert all(one is other for one, other in zip(after, before, strict=True) if one == other)
