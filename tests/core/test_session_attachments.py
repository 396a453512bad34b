"""What a session does with pictures and films; its words are in test_session.py."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.core.attachment import Film, with_seen
from desktop_app.core.conversation import Conversation, Role, State
from desktop_app.core.engine import ModelOptions
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Failed, Finished, TextDelta
from desktop_app.core.picture import Picture
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.scribe import Refused
from desktop_app.core.session import Session
from desktop_app.core.settings import Settings
from desktop_app.core.store import Store

MODEL = ModelOptions("/models/Seeing-1B.gguf", projector="/models/mmproj.gguf")
TOO_LONG = Failed(Problem("message.too_long", {"tokens": 5000, "limit": 4000}))
FILM = Film("cats.mp4", 12.0, 0.0, 12.0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "conversations.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = Store.open(path)
    yield store
    store.close()


@pytest.fixture
def shelf(tmp_path: Path) -> PictureShelf:
    return PictureShelf(tmp_path / "pictures")


@pytest.fixture
def session(store: Store, shelf: PictureShelf, tmp_path: Path) -> Session:
    return Session(store, Settings(tmp_path / "settings.toml"), shelf)


@pytest.fixture
def cat(shelf: PictureShelf) -> Picture:
    return Picture(shelf.keep(b"a cat", ".jpg"), ".jpg", 640, 480, "cat.jpg")


@pytest.fixture
def dog(shelf: PictureShelf) -> Picture:
    return Picture(shelf.keep(b"a dog", ".png"), ".png", 100, 100)


def kept(path: Path, id: str) -> Conversation:
    """What is in the file, as another process sees it."""
    store = Store.open_for_reading(path)
    try:
        return store.load(id)
    finally:
        store.close()


def answer(session: Session, job: str) -> None:
    session.apply(job, TextDelta("A cat."))
    session.apply(job, Finished())


def test_a_message_keeps_what_it_shows_and_the_model_sees_it(
    session: Session, shelf: PictureShelf, path: Path, cat: Picture
) -> None:
    job = session.begin("What is it?", MODEL, (cat, FILM))
    question, _ = kept(path, session.conversation.id).path()
    assert question.attachments == (cat, FILM)
    (turn,) = job.turns
    assert turn.text == "What is it?"
    assert turn.shown[0] == shelf.image(cat)
    assert str(turn.shown[1]).startswith('Film "cats.mp4"')


def test_words_are_not_needed(session: Session, shelf: PictureShelf, cat: Picture) -> None:
    answer(session, session.begin("", MODEL, (cat,)).id)
    assert session.conversation.title == "cat.jpg"
    job = session.begin("And now?", MODEL)
    assert [(turn.role, turn.text, turn.shown) for turn in job.turns] == [
        (Role.USER, "", (shelf.image(cat),)),
        (Role.ASSISTANT, "A cat.", ()),
        (Role.USER, "And now?", ()),
    ]


def test_a_picture_without_a_name_leaves_the_title_to_the_first_words(
    session: Session, dog: Picture
) -> None:
    answer(session, session.begin("", MODEL, (dog,)).id)
    assert session.conversation.title == ""
    session.begin("Which breed?", MODEL)
    assert session.conversation.title == "Which breed?"


def test_regenerating_and_going_on_show_the_same(
    session: Session, shelf: PictureShelf, cat: Picture
) -> None:
    first = session.begin("What is it?", MODEL, (cat,))
    session.apply(first.id, TextDelta("A"))
    session.apply(first.id, Failed(Problem("engine.crashed")))
    for job in (session.continue_reply(first.id, MODEL), None):
        job = job or session.regenerate(first.id, MODEL)
        assert job.turns[0].shown == (shelf.image(cat),)
        answer(session, job.id)


class TestEdit:
    def test_it_shows_what_the_message_shows(
        self, session: Session, shelf: PictureShelf, path: Path, cat: Picture
    ) -> None:
        answer(session, session.begin("What is it?", MODEL, (cat,)).id)
        question = session.conversation.path()[0].id
        job = session.edit(question, "What colour is it?", MODEL)
        assert job.turns[0].shown == (shelf.image(cat),)
        assert kept(path, session.conversation.id).path()[0].attachments == (cat,)

    def test_or_something_else(
        self, session: Session, shelf: PictureShelf, cat: Picture, dog: Picture
    ) -> None:
        answer(session, session.begin("What is it?", MODEL, (cat,)).id)
        question = session.conversation.path()[0].id
        answer(session, job := session.edit(question, "And this?", MODEL, (dog,)).id)
        assert session.conversation.path_to(job)[0].attachments == (dog,)
        assert session.edit(question, "Nothing?", MODEL, ()).turns[0].shown == ()
        assert session.conversation.messages[question].attachments == (cat,)

    def test_it_leaves_what_is_unsent(self, session: Session, cat: Picture, dog: Picture) -> None:
        answer(session, session.begin("What is it?", MODEL, (cat,)).id)
        session.drafts.save("Later", (dog,))
        session.edit(session.conversation.path()[0].id, "What?", MODEL)
        assert session.conversation.draft == "Later"
        assert session.conversation.draft_attachments == (dog,)


class TestSight:
    def test_a_picture_is_taken_out_of_sight_and_brought_back(
        self, session: Session, shelf: PictureShelf, path: Path, cat: Picture
    ) -> None:
        answer(session, session.begin("What is it?", MODEL, (cat, FILM)).id)
        question, reply = session.conversation.path()
        session.set_attachment_seen(question.id, 1, False)
        session.set_attachment_seen(question.id, 0, False)
        expected = (replace(cat, seen=False), with_seen(FILM, False))
        assert kept(path, session.conversation.id).path()[0].attachments == expected
        job = session.regenerate(reply.id, MODEL)
        assert job.turns[0].shown == ()
        answer(session, job.id)

        session.set_attachment_seen(question.id, 0, True)
        job = session.regenerate(reply.id, MODEL)
        assert job.turns[0].shown == (shelf.image(cat),)

    def test_what_cannot_be_saved_does_not_happen(
        self, session: Session, store: Store, cat: Picture
    ) -> None:
        answer(session, session.begin("What is it?", MODEL, (cat,)).id)
        question = session.conversation.path()[0]
        store._db.execute("PRAGMA query_only = ON")
        with pytest.raises(ParleyError):
            session.set_attachment_seen(question.id, 0, False)
        assert session.conversation.messages[question.id] == question


class TestDraft:
    def test_it_survives_a_restart(
        self, session: Session, store: Store, shelf: PictureShelf, cat: Picture, tmp_path: Path
    ) -> None:
        session.drafts.save("", (cat,))
        again = Session(store, Settings(tmp_path / "settings.toml"), shelf)
        assert again.conversation.draft == ""
        assert again.conversation.draft_attachments == (cat,)

    def test_each_conversation_has_its_own(
        self, session: Session, cat: Picture, dog: Picture
    ) -> None:
        answer(session, session.begin("Hello", MODEL).id)
        first = session.conversation.id
        session.drafts.save("and", (cat,))
        session.new()
        assert session.conversation.draft_attachments == ()
        session.drafts.save("", (dog,))
        session.open(first)
        assert (session.conversation.draft, session.conversation.draft_attachments) == (
            "and",
            (cat,),
        )
        session.new()
        assert session.conversation.draft_attachments == (dog,)

    def test_sending_spends_it(self, session: Session, store: Store, cat: Picture) -> None:
        session.drafts.save("What is it?", (cat,))
        session.begin("What is it?", MODEL, (cat,))
        assert session.conversation.draft_attachments == ()
        assert store.draft_attachments("") == ()
        assert store.draft_attachments(session.conversation.id) == ()


class TestRefused:
    def test_it_returns_with_what_it_shows(
        self, session: Session, store: Store, cat: Picture
    ) -> None:
        job = session.begin("", MODEL, (cat,))
        assert session.apply(job.id, TOO_LONG) == Refused("", TOO_LONG.problem, (cat,))
        assert session.conversation.messages == {}
        assert session.conversation.draft_attachments == (cat,)
        assert store.draft_attachments("") == (cat,)

    def test_what_was_prepared_meanwhile_stays(
        self, session: Session, cat: Picture, dog: Picture
    ) -> None:
        job = session.begin("too much", MODEL, (cat,))
        session.drafts.save("", (dog,))
        assert session.apply(job.id, TOO_LONG) is None
        assert session.conversation.draft == ""
        assert session.conversation.draft_attachments == (dog,)
        question, reply = session.conversation.path()
        assert (question.text, question.attachments) == ("too much", (cat,))
        assert (reply.state, reply.problem) == (State.FAILED, TOO_LONG.problem)

    def test_it_does_not_take_the_place_of_what_the_next_conversation_begins_with(
        self, session: Session, store: Store, path: Path, cat: Picture, dog: Picture
    ) -> None:
        job = session.begin("too much", MODEL, (cat,))
        refused = session.conversation.id
        session.new()
        session.drafts.save("my new words", (dog,))
        assert session.apply(job.id, TOO_LONG) is None
        assert (store.draft(""), store.draft_attachments("")) == ("my new words", (dog,))
        assert [message.text for message in kept(path, refused).path()] == ["too much", ""]


def test_a_message_that_cannot_be_saved_is_in_no_tree_and_its_pictures_stay_unsent(
    session: Session, store: Store, cat: Picture
) -> None:
    session.drafts.save("What is it?", (cat,))
    store._db.execute("PRAGMA query_only = ON")
    with pytest.raises(ParleyError):
        session.begin("What is it?", MODEL, (cat,))
    assert session.conversation.messages == {}
    assert session.conversation.draft == "What is it?"
    assert session.conversation.draft_attachments == (cat,)
