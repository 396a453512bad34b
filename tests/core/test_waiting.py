import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core.conversation import Message, Role, State
from desktop_app.core.errors import ParleyError
from desktop_app.core.picture import Picture
from desktop_app.core.store import Store
from desktop_app.core.waiting import Queue, WaitingMessage, may_follow

HASH = "ab" * 32
PICTURE = Picture(HASH, ".png", 640, 480, name="cat.png")
ONE, TWO, THREE = (WaitingMessage(words) for words in ("one", "two", "three"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path / "chats.db")
    yield store
    store.close()


def test_messages_wait_in_the_order_in_which_they_came(store: Store) -> None:
    queue = Queue(store)
    queue.add("c", ONE)
    queue.add("c", TWO)
    assert queue.of("c") == (ONE, TWO)


def test_every_conversation_has_its_own(store: Store) -> None:
    queue = Queue(store)
    queue.add("c", ONE)
    queue.add("d", TWO)
    assert (queue.of("c"), queue.of("d"), queue.of("e")) == ((ONE,), (TWO,), ())


def test_one_is_withdrawn_and_put_back_in_its_place(store: Store) -> None:
    queue = Queue(store)
    for message in (ONE, TWO, THREE):
        queue.add("c", message)
    assert queue.take("c", 1) == TWO
    assert queue.of("c") == (ONE, THREE)
    queue.put_back("c", 1, TWO)
    assert queue.of("c") == (ONE, TWO, THREE)


def test_none_is_withdrawn_where_none_waits(store: Store) -> None:
    with pytest.raises(IndexError):
        Queue(store).take("c", 0)


def test_an_empty_message_does_not_wait(store: Store) -> None:
    queue = Queue(store)
    queue.add("c", WaitingMessage(" \n"))
    assert queue.of("c") == ()


def test_all_are_there_after_a_restart(store: Store) -> None:
    message = WaitingMessage("what is 你好?\n", (PICTURE,))
    Queue(store).add("c", message)
    store.close()
    again = Store.open(store.path)
    assert Queue(again).of("c") == (message,)
    again.close()


def test_a_waiting_picture_is_not_swept_away(store: Store) -> None:
    Queue(store).add("c", WaitingMessage("", (PICTURE,)))
    assert store.picture_hashes() == {HASH}


def test_the_draft_beside_them_stays(store: Store) -> None:
    queue = Queue(store)
    store.save_draft("c", "half a", (PICTURE,))
    queue.add("c", ONE)
    assert (store.draft("c"), store.draft_attachments("c")) == ("half a", (PICTURE,))
    store.save_draft("c", "")
    assert queue.of("c") == (ONE,)
    queue.take("c", 0)
    assert store._read("SELECT * FROM drafts") == []


def test_what_cannot_be_kept_changes_nothing(store: Store) -> None:
    queue = Queue(store)
    queue.add("c", ONE)
    (pages,) = store._db.execute("PRAGMA page_count").fetchone()
    store._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(ParleyError):
        queue.add("c", WaitingMessage("long " * 20_000))
    assert queue.of("c") == (ONE,)


@pytest.mark.parametrize("kept", ["", "{", "null", "7", '"a"', '{"text": "a"}', "[" * 100_000])
def test_what_is_damaged_is_left_out(store: Store, kept: str) -> None:
    store.save_waiting("c", kept)
    assert Queue(store).of("c") == ()


def test_damage_takes_nothing_beside_it_along(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    store.save_waiting("c", '[3, {"text": 4}, {"text": "secret", "attachments": [9]}]')
    with caplog.at_level(logging.WARNING):
        assert Queue(store).of("c") == (WaitingMessage("secret"),)
    assert "secret" not in caplog.text


@pytest.mark.parametrize("state", State)
def test_only_a_reply_that_ended_well_is_followed(state: State) -> None:
    reply = Message("r", "q", Role.ASSISTANT, "words", 0.0, state=state)
    assert may_follow(reply) is (state is State.COMPLETE)
