"""The search of the conversations, on real files."""

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.core.chat_query import read_query
from desktop_app.core.chat_search import ChatSearchJob, Found, TakeInJob, TakenIn
from desktop_app.core.conversation import Role, State
from desktop_app.core.engine import CancelToken, LoadJob, ModelOptions, UnloadJob
from desktop_app.core.events import Failed, Finished, Reason
from desktop_app.core.picture import Picture
from desktop_app.engines.search import engine as engine_module
from tests.engines.search.home import SearchHome

PICTURE = Picture("0" * 64, ".png", 10, 10, "a.png")


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[SearchHome]:
    home = SearchHome(tmp_path / "home")
    yield home
    home.close()


def test_words_are_found_with_their_place(kept: SearchHome) -> None:
    talk = kept.keep("Where is the sea?", "Behind the hills.", title="A trip")
    (hit,) = kept.find("SEA")
    assert hit.conversation == talk.id
    assert talk.messages[hit.message].text == "Where is the sea?"
    assert [hit.text.text[start:end] for start, end in hit.text.ranges] == ["sea"]
    assert (hit.title.text, hit.time, hit.model) == ("A trip", 1e9, "")


def test_all_words_must_occur_in_one_message(kept: SearchHome) -> None:
    kept.keep("red apples", "green pears", "red pears")
    assert kept.texts("red pears") == ["red pears"]
    assert kept.texts("red plums") == []


def test_a_phrase_occurs_as_it_stands(kept: SearchHome) -> None:
    kept.keep("over the hills", "the hills over there")
    assert kept.texts('"the hills over"') == ["the hills over there"]
    # Its trigrams all occur in the other one too.
    kept.keep("abcd bcde")
    assert kept.texts("abcde") == []


def test_neither_case_nor_accents_count(kept: SearchHome) -> None:
    kept.keep("Zoë trinkt CAFE\u0301 in der Straße")
    for words in ("zoe", "ZOË", "café", "strasse", "Straße"):
        assert len(kept.texts(words)) == 1, words


@pytest.mark.parametrize(
    ("words", "number"),
    [("世", 1), ("世界", 1), ("你好世", 1), ("界你", 0), ("日", 0), ("ai", 1), ("a", 1), ("i", 0)],
)
def test_chinese_and_short_words(kept: SearchHome, words: str, number: int) -> None:
    kept.keep("你好世界，使用AI模型")
    assert len(kept.texts(words)) == number


def test_signs_that_no_index_has_are_found(kept: SearchHome) -> None:
    kept.keep("I like C++", "x += 1", "nothing of that")
    assert kept.texts("++") == ["I like C++"]
    assert kept.texts("+=") == ["x += 1"]
    assert kept.texts("c+") == ["I like C++"]


def test_titles_come_first_then_the_newest_words(kept: SearchHome) -> None:
    old = kept.keep("apples and more", title="Apples", at=1e9)
    new = kept.keep("no fruit", "but apples", title="Other", at=1.1e9)
    found = [(hit.conversation, bool(hit.message)) for hit in kept.find("apples")]
    assert found == [(old.id, False), (new.id, True), (old.id, True)]


def test_filters_narrow(kept: SearchHome) -> None:
    kept.keep("sea one", "sea two", at=1e9, model="Qwen3 4B")
    kept.keep("sea three", "sea four", at=1.2e9, model="Gemma", attachments=(PICTURE,))
    assert kept.texts("sea model:qwen") == ["sea two"]
    assert kept.texts("sea role:me") == ["sea three", "sea one"]
    assert kept.texts("sea has:picture") == ["sea three"]
    assert kept.texts("has:picture") == ["sea three"]
    assert kept.texts("sea before:2005") == ["sea two", "sea one"]
    assert kept.texts("sea after:2005") == ["sea four", "sea three"]
    assert kept.texts("sea on:2001-09 model:gem") == []


def test_many_messages_of_a_model_are_asked_of_the_index(
    kept: SearchHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.engines.search.searching.NARROW", 2)
    kept.keep("sea", "sea one", "sea", "sea two", "sea", "hills", model="Qwen")
    assert kept.texts("sea model:qwen") == ["sea two", "sea one"]


def test_pins_and_folders_narrow(kept: SearchHome) -> None:
    pinned, other = kept.keep("sea one"), kept.keep("sea two")
    with sqlite3.connect(kept.places.database) as db:
        db.execute("INSERT INTO folders VALUES ('f', 'My Trips', 0)")
        db.execute("UPDATE conversations SET pinned = 1 WHERE id = ?", (pinned.id,))
        db.execute("UPDATE conversations SET folder = 'f' WHERE id = ?", (other.id,))
    db.close()
    assert kept.texts("sea pinned:yes") == ["sea one"]
    assert kept.texts("sea pinned:no") == ["sea two"]
    assert kept.texts("sea folder:trip") == ["sea two"]


def test_what_changes_is_found_as_it_is_now(kept: SearchHome) -> None:
    talk = kept.keep("the old words", title="Before")
    assert kept.texts("old") == ["the old words"]
    message = next(iter(talk.messages.values()))
    talk.put(replace(message, text="the new words"))
    talk.title = "After"
    kept.save(talk)
    assert kept.texts("old") == []
    (hit,) = kept.find("new")
    assert hit.title.text == "After"
    assert kept.find("before") == []


def test_what_is_deleted_is_not_found_until_it_is_back(kept: SearchHome) -> None:
    talk = kept.keep("the question", "the answer", title="A title")
    question, answer = talk.messages
    talk.set_deleted(question, True)
    kept.save(talk)
    assert kept.texts("answer") == []  # It hangs below what is deleted.
    talk.set_deleted(question, False)
    kept.save(talk)
    assert kept.texts("answer") == ["the answer"]
    kept.store.set_conversation_deleted(talk.id, True)
    assert kept.find("answer") == kept.find("title") == []
    kept.store.set_conversation_deleted(talk.id, False)
    assert len(kept.find("answer")) == 1
    assert answer in {hit.message for hit in kept.find("answer")}


def test_a_conversation_that_vanished_is_dropped(kept: SearchHome) -> None:
    talk = kept.keep("words", title="Words")
    assert len(kept.find("words")) == 2
    with sqlite3.connect(kept.places.database) as db:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("DELETE FROM conversations WHERE id = ?", (talk.id,))
    db.close()
    assert kept.find("words") == []


def test_a_reply_is_found_when_it_is_written(kept: SearchHome) -> None:
    talk = kept.keep("question")
    reply = talk.add(Role.ASSISTANT, "half of", talk.last_id(), state=State.WRITING)
    kept.save(talk)
    assert kept.texts("half") == []
    talk.put(replace(reply, text="half of it", state=State.COMPLETE))
    kept.save(talk)
    assert kept.texts("half") == ["half of it"]


def test_only_what_changed_is_read_again(kept: SearchHome) -> None:
    kept.keep("one")
    two = kept.keep("two")
    assert kept.take_in() == TakenIn(2, 2)
    with sqlite3.connect(kept.places.search_index) as index:
        index.execute("UPDATE conversations SET folded = 'kept as it is'")
    index.close()
    kept.store.rename(two.id, "Another")
    kept.take_in()
    with sqlite3.connect(kept.places.search_index) as index:
        folded = {row[0] for row in index.execute("SELECT folded FROM conversations")}
    index.close()
    assert folded == {"kept as it is", "another"}


def test_taking_in_goes_on_where_it_was_stopped(
    kept: SearchHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        kept.keep(f"words {number}")
    stopped = CancelToken()
    stopped.set()
    events = kept.do(TakeInJob("t"), stopped)
    assert events == [TakenIn(1, 3), Finished(Reason.CANCELLED)]
    kept.keep("words 3")  # Which is newer than all of them.
    monkeypatch.setattr(engine_module, "BEFORE_ANSWER", 0.0)
    found = next(
        event
        for event in kept.do(ChatSearchJob("s", read_query("words")))
        if isinstance(event, Found)
    )
    assert found.index == TakenIn(2, 4)
    assert not found.index.is_complete
    assert [hit.text.text for hit in found.hits] == ["words 3", "words 2"]
    assert kept.take_in().is_complete
    assert len(kept.texts("words")) == 4


def test_another_database_has_another_index(kept: SearchHome, tmp_path: Path) -> None:
    kept.keep("the first one")
    assert len(kept.texts("first")) == 1
    other = SearchHome(tmp_path / "other")
    other.keep("the second one")
    other.close()
    kept.store.close()
    other.places.database.replace(kept.places.database)
    assert kept.texts("first") == []
    assert kept.texts("second") == ["the second one"]


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100, b"SQLite format 3\0" * 300])
def test_a_worthless_index_is_made_anew(kept: SearchHome, content: bytes) -> None:
    kept.keep("words")
    kept.places.search_index.write_bytes(content)
    assert kept.texts("words") == ["words"]


def test_a_foreign_or_old_index_is_made_anew(kept: SearchHome) -> None:
    kept.keep("words")
    for spoil in ("PRAGMA user_version = 99", "DROP TABLE messages", "DELETE FROM facts"):
        kept.take_in()
        kept.engine.close()
        with sqlite3.connect(kept.places.search_index) as index:
            index.execute(spoil)
        index.close()
        assert kept.texts("words") == ["words"], spoil


def test_an_index_that_is_damaged_in_its_middle_is_made_anew(kept: SearchHome) -> None:
    for number in range(200):
        kept.keep(f"words {number} " * 20)
    kept.take_in()
    kept.engine.close()
    path = kept.places.search_index
    whole = bytearray(path.read_bytes())
    whole[8192:-4096] = os.urandom(len(whole) - 8192 - 4096)
    path.write_bytes(whole)
    assert len(kept.texts("words")) == 200


def test_an_index_deleted_under_the_engine_is_made_anew(kept: SearchHome) -> None:
    kept.keep("words")
    kept.take_in()
    kept.places.search_index.unlink()
    assert kept.texts("words") == ["words"]
    assert kept.places.search_index.exists()


def test_without_conversations_nothing_is_found(kept: SearchHome) -> None:
    assert kept.find("words") == []
    kept.store.close()
    kept.places.database.unlink()
    assert kept.find("words") == []
    assert not kept.places.search_index.exists() or kept.find("") == []


def test_conversations_of_another_version_are_left_alone(kept: SearchHome) -> None:
    kept.store.close()
    with sqlite3.connect(kept.places.database) as db:
        db.execute("PRAGMA user_version = 3")
    db.close()
    (failed,) = kept.do(TakeInJob("t"))
    assert isinstance(failed, Failed)
    assert failed.problem.code == "search.other_version"


def test_where_there_can_be_no_index_it_is_told(kept: SearchHome) -> None:
    kept.keep("words")
    kept.places.search_index.mkdir()
    (failed,) = kept.do(ChatSearchJob("s", read_query("words")))
    assert isinstance(failed, Failed)
    assert failed.problem.code == "search.failed"


def test_the_conversations_are_not_changed(kept: SearchHome) -> None:
    kept.keep("words")
    kept.store.close()
    before = kept.places.database.read_bytes()
    assert kept.texts("words") == ["words"]
    assert kept.places.database.read_bytes() == before


def test_a_search_that_nobody_waits_for_ends(kept: SearchHome) -> None:
    for number in range(50):
        kept.keep(f"words {number}")
    kept.take_in()
    stopped = CancelToken()
    stopped.set()
    assert kept.do(ChatSearchJob("s", read_query("words")), stopped)[-1] == Finished(
        Reason.CANCELLED
    )


def test_the_models_are_named(kept: SearchHome) -> None:
    kept.keep("a", "b", model="Qwen")
    kept.keep("a", "b", model="Gemma")
    found = kept.do(ChatSearchJob("s", read_query("a")))[0]
    assert isinstance(found, Found)
    assert found.models == ("Gemma", "Qwen")


def test_strange_times_have_their_places(kept: SearchHome) -> None:
    for at in (-5.0, 0.0, 1e300, 1e9):
        kept.keep(f"words {at}", at=at)
    kept.keep(*(["words again"] * 600), at=1e9)
    kept.take_in()
    assert len(kept.texts("words")) == 200  # The limit.


def test_loading_and_unloading_is_nothing(kept: SearchHome) -> None:
    assert kept.do(LoadJob("l", ModelOptions("x"))) == [Finished()]
    assert kept.do(UnloadJob("u")) == [Finished()]


def test_the_newest_stand_first_within_a_second(kept: SearchHome) -> None:
    for number in (1, 3, 2):
        kept.keep(f"words {number}", at=1e9 + number / 10)
    kept.take_in()
    assert kept.texts("words") == ["words 3", "words 2", "words 1"]


def test_a_reply_is_shown_without_its_marks_unless_they_are_wanted(kept: SearchHome) -> None:
    kept.keep("**mine**", "## A title\n\nSome **bold** `code`.")
    assert kept.texts("bold") == ["A title Some bold code."]
    assert kept.texts("**bold") == ["## A title Some **bold** `code`."]
    assert kept.texts("mine") == ["**mine**"]
