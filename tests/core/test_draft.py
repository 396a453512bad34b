from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core.conversation import Conversation, Role
from desktop_app.core.draft import Drafts
from desktop_app.core.errors import ParleyError
from desktop_app.core.picture import Picture
from desktop_app.core.store import Store

CAT = Picture("a" * 64, ".jpg", 640, 480, "cat.jpg")
DOG = Picture("b" * 64, ".png", 100, 100)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path / "conversations.db")
    yield store
    store.close()


class Desk:
    """Drafts, with the conversations that are in memory beside them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.opened = Conversation()
        self.written: dict[str, Conversation] = {}
        self.drafts = Drafts(store, lambda: self.opened, self.written.get)

    def begun(self) -> Conversation:
        """A kept conversation."""
        conversation = Conversation()
        message = conversation.add(Role.USER, "Hello", "", 1.0)
        self.store.save_messages(conversation, [message], durable=False)
        return conversation


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def test_all_that_are_not_begun_share_one(desk: Desk) -> None:
    desk.drafts.save("half a thought", (CAT,))
    assert desk.drafts.id == ""
    assert (desk.store.draft(""), desk.store.draft_attachments("")) == ("half a thought", (CAT,))
    desk.opened = desk.begun()
    assert desk.drafts.id == desk.opened.id
    assert desk.opened.draft == ""


def test_writing_on_in_its_words_leaves_what_is_attached(desk: Desk) -> None:
    desk.drafts.save("one", (CAT,))
    desk.drafts.save("one two")
    desk.drafts.change(desk.drafts.id, lambda text: f"{text} three")
    assert desk.store.draft("") == desk.opened.draft == "one two three"
    assert desk.store.draft_attachments("") == desk.opened.draft_attachments == (CAT,)


def test_what_is_made_later_lands_where_it_belongs(desk: Desk) -> None:
    desk.opened = first = desk.begun()
    desk.drafts.save("and", (CAT,))
    desk.drafts.attach(first.id, DOG)
    assert first.draft_attachments == (CAT, DOG)

    desk.opened = Conversation()
    desk.drafts.attach(first.id, CAT)
    assert desk.opened.draft_attachments == ()
    again = desk.store.load(first.id)
    assert (again.draft, again.draft_attachments) == ("and", (CAT, DOG, CAT))


def test_a_conversation_that_is_being_answered_hears_of_it_too(desk: Desk) -> None:
    desk.opened = first = desk.begun()
    desk.written[first.id] = first
    desk.opened = Conversation()
    desk.drafts.change(first.id, lambda text: f"{text}later")
    assert first.draft == desk.store.draft(first.id) == "later"


def test_the_preset_of_one_that_is_not_begun_stays(desk: Desk) -> None:
    desk.opened.preset = "aunt"
    desk.drafts.save("Dear aunt")
    desk.drafts.change("", lambda text: f"{text},")
    assert (desk.store.draft(""), desk.store.draft_preset()) == ("Dear aunt,", "aunt")


def test_what_cannot_be_saved_is_as_before(desk: Desk) -> None:
    desk.drafts.save("kept")
    desk.store.close()
    with pytest.raises(ParleyError):
        desk.drafts.save("lost", (DOG,))
    assert (desk.opened.draft, desk.opened.draft_attachments) == ("kept", ())
