"""What is deleted can be brought back for thirty days, and then leaves nothing behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core.conversation import Conversation, Role, State
from desktop_app.core.engine import ModelOptions
from desktop_app.core.events import Finished, TextDelta
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.session import Session
from desktop_app.core.settings import Settings
from desktop_app.core.store import Store
from desktop_app.core.trash import ARRIVING, KEPT_DAYS, Deleted, Trash

DAY = 86_400
MODEL = ModelOptions("/m.gguf")


class Clock:
    now = 1.8e9

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path / "conversations.db")
    for id in "abc":
        conversation = Conversation(id=id, title=id.upper(), draft=f"draft of {id}")
        question = conversation.add(Role.USER, f"A secret of {id}.", "")
        conversation.add(Role.ASSISTANT, "Hush.", question.id)
        store.save_messages(conversation, conversation.messages.values(), durable=True)
    yield store
    store.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def trash(store: Store, clock: Clock) -> Trash:
    store.trash = Trash(store._transactions, clock)
    return store.trash


@pytest.fixture
def session(store: Store, trash: Trash, tmp_path: Path) -> Session:
    return Session(store, Settings(tmp_path / "settings.toml"), PictureShelf(tmp_path / "p"))


def listed(store: Store) -> set[str]:
    return {summary.id for summary in store.summaries()}


def test_what_is_deleted_is_listed_with_when(store: Store, trash: Trash, clock: Clock) -> None:
    trash.put("a")
    clock.now += DAY
    trash.put("ab")
    assert trash.deleted() == [Deleted("b", "B", clock.now), Deleted("a", "A", clock.now - DAY)]
    assert listed(store) == {"c"}
    trash.restore("ac")
    assert [each.id for each in trash.deleted()] == ["b"]
    assert listed(store) == {"a", "c"}


@pytest.mark.parametrize(
    ("age", "left"),
    [(0, 30), (1, 30), (DAY, 29), (29.5 * DAY, 1), (30 * DAY, 0), (99 * DAY, 0), (-99 * DAY, 30)],
)
def test_begun_days_count(age: float, left: int) -> None:
    assert Deleted("a", "A", 1.8e9).days_left(1.8e9 + age) == left


def test_only_what_lies_there_for_long_enough_is_overdue(trash: Trash, clock: Clock) -> None:
    trash.put("a")
    clock.now += DAY
    trash.put("b")
    clock.now += (KEPT_DAYS - 1) * DAY
    assert trash.overdue() == []
    clock.now += 1
    assert trash.overdue() == ["a"]


def test_what_is_deleted_for_good_leaves_nothing(store: Store, trash: Trash) -> None:
    trash.put("ab")
    assert trash.purge("abc") == 2
    assert listed(store) == {"c"}
    assert trash.deleted() == []
    assert store.draft("a") == ""
    assert store.draft("c") == "draft of c"
    with pytest.raises(KeyError):
        store.load("a")
    assert len(store.load("c").messages) == 2
    trash.restore("a")
    assert listed(store) == {"c"}
    store.close()
    kept = store.path.read_bytes()
    assert b"A secret of a." not in kept
    assert b"A secret of c." in kept


def test_a_reply_that_is_still_written_brings_nothing_back(store: Store, session: Session) -> None:
    job = session.begin("Tell me", MODEL)
    conversation = session.conversation.id
    session.apply(job.id, TextDelta("It is"))
    session.delete(conversation)
    session.purge(conversation)
    session.apply(job.id, TextDelta(" too late."))
    session.apply(job.id, Finished())
    session.interrupt()
    assert conversation not in listed(store)
    with pytest.raises(KeyError):
        store.load(conversation)


def test_a_conversation_that_is_not_deleted_keeps_its_reply(store: Store, session: Session) -> None:
    job = session.begin("Tell me", MODEL)
    session.purge(session.conversation.id)
    session.apply(job.id, TextDelta("Here it is."))
    session.apply(job.id, Finished())
    reply = store.load(session.conversation.id).messages[job.id]
    assert (reply.text, reply.state) == ("Here it is.", State.COMPLETE)


def test_several_are_deleted_and_come_back_together(store: Store, session: Session) -> None:
    session.open("a")
    session.delete("a", "b")
    assert session.conversation.messages == {}
    assert [each.id for each in session.deleted()] == ["b", "a"]
    session.restore("a", "b")
    assert listed(store) == {"a", "b", "c"}


def test_a_conversation_begins_in_the_folder_that_was_chosen(
    store: Store, session: Session
) -> None:
    work = session.filing.create("Work").id
    session.new(work)
    begun = session.begin("In here", MODEL)
    session.apply(begun.id, Finished())
    session.new()
    session.begin("Out there", MODEL)
    assert {each.title: each.folder for each in store.summaries()} == {
        **dict.fromkeys("ABC", ""),
        "In here": work,
        "Out there": "",
    }


def test_another_conversation_is_not_for_the_folder(store: Store, session: Session) -> None:
    session.new(session.filing.create("Work").id)
    session.open("a")
    assert session.folder == ""


def test_what_is_being_imported_is_not_in_it(store: Store) -> None:
    store._db.execute("UPDATE conversations SET deleted = ? WHERE id = 'a'", (ARRIVING + 1,))
    assert store.trash.deleted() == []
    assert store.trash.overdue() == []
