import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as rules
from hypothesis import strategies as st

from desktop_app.core import database
from desktop_app.core.conversation import Conversation, Role
from desktop_app.core.errors import ParleyError
from desktop_app.core.migrations import MIGRATIONS, VERSION, migrate
from desktop_app.core.picture import Picture
from desktop_app.core.store import Store

WORDS = "What the person wrote. " * 2000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "conversations.db"


def begin(path: Path, title: str = "Fish") -> Conversation:
    """Write a database with one conversation and close it."""
    store = Store.open(path)
    conversation = Conversation(title=title)
    for number in range(10):
        conversation.add(Role.USER, f"{number} {WORDS}", conversation.last_id())
    store.save_messages(conversation, conversation.messages.values(), durable=True)
    store.close()
    return conversation


def assert_set_aside(path: Path, content: bytes) -> None:
    """Opening reports the damage, keeps the old file as it was, and goes on with a new one."""
    store = Store.open(path)
    (problem,) = store.problems
    assert problem.code == "store.damaged"
    assert problem.details
    aside = path.with_name(str(problem.values["name"]))
    assert aside.read_bytes() == content
    assert store.summaries() == []
    store.close()

    fresh = begin(path, "afterwards")
    store = Store.open(path)
    assert store.problems == []
    assert store.load(fresh.id) == fresh
    store.close()
    assert aside.read_bytes() == content


def test_a_missing_file_is_begun_without_a_word(path: Path) -> None:
    store = Store.open(path)
    assert store.problems == []
    assert store.summaries() == []
    store.close()


@pytest.mark.parametrize("name", ["garbage", "empty", "cut", "shortened", "zeroed", "other"])
def test_a_damaged_file_is_set_aside(path: Path, name: str) -> None:
    begin(path)
    content = path.read_bytes()
    assert len(content) > 100_000
    content = {
        "garbage": b"<html>this is not a database</html>" * 1000,
        "empty": b"",
        "cut": content[: len(content) // 2],
        "shortened": content[:-1],
        "zeroed": content[:8192] + b"\0" * 65536 + content[8192 + 65536 :],
        "other": b"SQLite format 3\0" + os.urandom(20_000),
    }[name]
    path.write_bytes(content)
    assert_set_aside(path, content)


@pytest.mark.parametrize(
    ("place", "patch"),
    [
        (44, b"\xff\xff\xff\xff"),  # the header's schema format
        (60, b"\0\0\0\0"),  # user_version: as if nothing had been made yet
        (60, b"\xff\0\0\0"),  # and less than that
    ],
)
def test_a_damaged_header_is_no_reason_to_be_stuck(path: Path, place: int, patch: bytes) -> None:
    begin(path)
    content = bytearray(path.read_bytes())
    content[place : place + len(patch)] = patch
    path.write_bytes(content)
    assert_set_aside(path, bytes(content))


def test_a_tables_name_that_is_no_text_any_more(path: Path) -> None:
    begin(path)
    content = path.read_bytes().replace(b"CREATE TABLE messages", b"CREATE T\xff\xfe\x88E messages")
    path.write_bytes(content)
    assert_set_aside(path, content)


def test_one_damaged_letter_does_not_hide_a_conversation(path: Path) -> None:
    conversation = begin(path)
    content = path.read_bytes()
    assert b"7 What the person" in content
    path.write_bytes(content.replace(b"7 What the person", b"7 Wh\xfft the person"))
    store = Store.open(path)
    assert store.problems == []
    expected = conversation.path()[7].text.replace("What", "Wh\ufffdt", 1)
    assert store.load(conversation.id).path()[7].text == expected
    store.close()


def test_another_programs_database_is_set_aside(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE conversations (something TEXT)")
    db.commit()
    db.close()
    assert_set_aside(path, path.read_bytes())


def test_the_log_of_a_damaged_file_is_set_aside_with_it(path: Path, tmp_path: Path) -> None:
    """Words that were saved, but not yet folded into the file, are worth as much as the file."""
    begin(path)
    store = Store.open(path)
    conversation = Conversation(title="only in the log")
    conversation.add(Role.USER, "words in the log", "")
    store.save_messages(conversation, conversation.messages.values(), durable=True)
    crashed = tmp_path / "crashed" / path.name
    crashed.parent.mkdir()
    for suffix in ("", "-wal"):
        shutil.copy(f"{path}{suffix}", f"{crashed}{suffix}")
    store.close()
    log = crashed.with_name(crashed.name + "-wal").read_bytes()
    assert b"words in the log" in log
    damaged = b"\0" * 100 + crashed.read_bytes()[100:]
    crashed.write_bytes(damaged)

    assert_set_aside(crashed, damaged)
    assert crashed.with_name("conversations.damaged-1.db-wal").read_bytes() == log


def test_words_that_are_only_in_the_log_come_back(path: Path, tmp_path: Path) -> None:
    store = Store.open(path)
    conversation = Conversation(title="only in the log")
    conversation.add(Role.USER, "words", "")
    store.save_messages(conversation, conversation.messages.values(), durable=True)
    crashed = tmp_path / "crashed" / path.name
    crashed.parent.mkdir()
    for suffix in ("", "-wal"):
        shutil.copy(f"{path}{suffix}", f"{crashed}{suffix}")
    store.close()
    store = Store.open(crashed)
    assert store.problems == []
    assert store.load(conversation.id) == conversation
    store.close()


@pytest.mark.parametrize("letter", [b"A", b"\x80"])
def test_a_damaged_name_of_a_column_is_found_at_the_start(tmp_path: Path, letter: bytes) -> None:
    path = tmp_path / "conversations.db"
    begin(path)
    content = path.read_bytes()
    assert content.count(b"usage TEXT") == 1
    path.write_bytes(content.replace(b"usage TEXT", letter + b"sage TEXT"))
    store = Store.open(path)
    assert [problem.code for problem in store.problems] == ["store.damaged"]
    store.close()


@pytest.mark.parametrize("letter", [b"A", b"\x80"])
@pytest.mark.parametrize("what", [b"INSERT INTO revisions", b"DELETE FROM revisions"])
def test_damage_in_what_follows_a_change_is_found_at_the_start(
    tmp_path: Path, letter: bytes, what: bytes
) -> None:
    path = tmp_path / "conversations.db"
    begin(path)
    content = path.read_bytes()
    assert content.count(what) > 1
    path.write_bytes(content.replace(what, what[:-1] + letter))
    store = Store.open(path)
    assert [problem.code for problem in store.problems] == ["store.damaged"]
    store.close()


@pytest.mark.parametrize("letter", [b"A", b"\x80"])
def test_damage_to_the_schema_while_running_is_told(tmp_path: Path, letter: bytes) -> None:
    path = tmp_path / "conversations.db"
    conversation = begin(path)
    store = Store.open(path)
    assert store.problems == []
    other = sqlite3.connect(path)
    other.execute("PRAGMA writable_schema = ON")
    damaged = "CAST(replace(CAST(sql AS BLOB), CAST('revisions' AS BLOB), ?) AS TEXT)"
    name = b"revision" + letter
    other.execute(f"UPDATE sqlite_master SET sql = {damaged} WHERE type = 'trigger'", (name,))
    version = other.execute("PRAGMA schema_version").fetchone()[0]
    other.execute(f"PRAGMA schema_version = {version + 1}")
    other.commit()
    other.close()
    with pytest.raises(ParleyError) as caught:
        store.rename(conversation.id, "Another")
    assert caught.value.problem.code in ("store.unreadable", "store.failed")
    store.close()


@rules(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_damage_is_silent_or_fatal(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Bytes changed anywhere: told, or of no consequence, or refused; never an exception."""
    path = tmp_path_factory.mktemp("damage") / "conversations.db"
    conversation = begin(path)
    content = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    patch = data.draw(st.binary(min_size=1, max_size=64))
    content[at : at + len(patch)] = patch
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content) - 1)) :]
    path.write_bytes(content)

    store = Store.open(path)
    if any(problem.code == "store.damaged" for problem in store.problems):
        assert path.with_name("conversations.damaged-1.db").read_bytes() == bytes(content)
    elif store.problems:
        assert path.read_bytes() == bytes(content)
    else:
        assert outcome(store, conversation.id) in ("loaded", "no such id", "store.unreadable")
    store.close()


def outcome(store: Store, id: str) -> str:
    try:
        store.load(id)
    except KeyError:
        return "no such id"
    except ParleyError as error:
        return error.problem.code
    return "loaded"


def test_a_newer_parleys_file_is_left_alone(path: Path) -> None:
    begin(path)
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.execute("ALTER TABLE messages RENAME TO utterances")
    db.commit()
    db.close()
    content = path.read_bytes()

    store = Store.open(path)
    (problem,) = store.problems
    assert (problem.code, problem.values) == ("store.newer", {"name": path.name})
    assert store.path != path
    assert store.summaries() == []
    store.close()
    fresh = begin(path, "meanwhile")
    assert path.read_bytes() == content

    store = Store.open(path)
    assert [problem.code for problem in store.problems] == ["store.newer"]
    assert [summary.id for summary in store.summaries()] == [fresh.id]
    store.close()
    reader = Store.open_for_reading(path)
    assert [problem.code for problem in reader.problems] == ["store.newer"]
    reader.close()
    assert path.read_bytes() == content


def test_a_folder_in_the_files_place(path: Path) -> None:
    path.mkdir()
    (path / "precious").write_text("mine")
    store = Store.open(path)
    assert [problem.code for problem in store.problems] == ["store.failed"]
    assert store.summaries() == []
    with pytest.raises(ParleyError) as caught:
        store.save_draft("", "words")
    assert caught.value.problem.code == "store.failed"
    store.close()
    assert (path / "precious").read_text() == "mine"


def test_a_missing_folder_takes_no_words(path: Path) -> None:
    store = Store.open(path / "no" / "such.db")
    assert [problem.code for problem in store.problems] == ["store.failed"]
    with pytest.raises(ParleyError):
        store.save_draft("", "words")
    store.close()


def test_damage_met_while_running_is_looked_for_at_the_next_start(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large file is not checked whole at every start."""
    monkeypatch.setattr(database, "CHECKED_BYTES", 0)
    conversation = begin(path)
    content = bytearray(path.read_bytes())
    # The database begins with the tables' own pages; what follows is text and its overflow.
    for page in range(12, len(content) // 4096):
        content[page * 4096 : page * 4096 + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(content)

    store = Store.open(path)
    assert store.problems == []
    with pytest.raises(ParleyError) as caught:
        store.load(conversation.id)
    assert caught.value.problem.code == "store.unreadable"
    assert path.name in caught.value.problem.sentence.english()
    store.close()
    assert_set_aside(path, bytes(content))


class TestReading:
    """The command line looks at the conversations, also while a window is open."""

    def test_beside_a_window(self, path: Path) -> None:
        window = Store.open(path)
        conversation = Conversation(title="Fish")
        conversation.add(Role.USER, "words", "")
        window.save_messages(conversation, conversation.messages.values(), durable=True)
        reader = Store.open_for_reading(path)
        assert reader.load(conversation.id) == conversation
        with pytest.raises(ParleyError):
            reader.save_draft("", "no")
        window.save_draft("", "yes")
        assert reader.draft("") == "yes"
        reader.close()
        window.save_draft("", "still")
        window.close()

    def test_nothing_is_made(self, path: Path) -> None:
        reader = Store.open_for_reading(path)
        assert (reader.summaries(), reader.problems) == ([], [])
        reader.close()
        assert not path.exists()

    @pytest.mark.parametrize("content", [b"", b"garbage" * 1000])
    def test_nothing_is_set_aside(self, path: Path, content: bytes) -> None:
        path.write_bytes(content)
        reader = Store.open_for_reading(path)
        assert [problem.code for problem in reader.problems] == ["store.unreadable"]
        assert reader.summaries() == []
        reader.close()
        assert path.read_bytes() == content
        assert list(path.parent.iterdir()) == [path]


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="needs a user who may be refused"
)
def test_a_file_that_may_not_be_read_is_not_taken_for_damaged(path: Path) -> None:
    begin(path)
    path.chmod(0)
    store = Store.open(path)
    assert [problem.code for problem in store.problems] == ["store.failed"]
    store.close()
    path.chmod(0o600)
    store = Store.open(path)
    assert len(store.summaries()) == 1
    store.close()


def version_1(path: Path) -> None:
    """Write the file of a Parley that knew no pictures."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    migrate(db, MIGRATIONS[:1])
    db.executescript(
        """
        INSERT INTO conversations VALUES ('c1', 'Fish', 10.0, 20.0, '{"": "m1"}', '', NULL);
        INSERT INTO messages VALUES
            (1, 'm1', 'c1', '', 'user', 'Which fish fly?', '', 0, 10.0, 'complete', '', NULL,
             NULL, 0),
            (2, 'm2', 'c1', 'm1', 'assistant', 'Exocoetidae', 'Hm.', 2.5, 11.0, 'stopped',
             'small', '{"reply_tokens": 3}', NULL, 0);
        INSERT INTO drafts VALUES ('', 'unsent');
        INSERT INTO drafts VALUES ('c1', 'and which');
        """
    )
    db.close()


@pytest.mark.parametrize("opened", [Store.open, Store.open_for_reading])
def test_a_file_from_before_pictures_goes_on(path: Path, opened: Callable[[Path], Store]) -> None:
    version_1(path)
    store = opened(path)
    assert store.problems == []
    conversation = store.load("c1")
    assert [message.text for message in conversation.path()] == ["Which fish fly?", "Exocoetidae"]
    assert all(message.attachments == () for message in conversation.path())
    assert (conversation.draft, conversation.draft_attachments) == ("and which", ())
    assert (store.draft(""), store.draft_attachments("")) == ("unsent", ())
    assert store.picture_hashes() == set()
    store.close()


def test_a_file_from_before_pictures_takes_some(path: Path) -> None:
    version_1(path)
    store = Store.open(path)
    conversation = store.load("c1")
    picture = Picture("ab" * 32, ".png", 4, 3, "fish.png")
    conversation.add(Role.USER, "This one?", "m2", attachments=(picture,))
    store.save_messages(conversation, conversation.messages.values(), durable=True)
    store.close()
    store = Store.open(path)
    assert store.load("c1") == conversation
    assert store.picture_hashes() == {"ab" * 32}
    store.close()


def test_a_damaged_file_from_before_pictures_is_set_aside(path: Path) -> None:
    version_1(path)
    content = path.read_bytes().replace(b"CREATE TABLE drafts", b"CREATE TABLE graffs")
    path.write_bytes(content)
    assert_set_aside(path, content)


def test_who_reads_a_file_from_before_pictures_leaves_it_to_the_window(path: Path) -> None:
    version_1(path)
    content = path.read_bytes()
    window = sqlite3.connect(path)
    window.execute("SELECT * FROM drafts").fetchall()
    reader = Store.open_for_reading(path)
    assert reader.load("c1").draft == "and which"
    reader.close()
    window.close()
    assert path.read_bytes() == content


@pytest.mark.parametrize("opened", [Store.open, Store.open_for_reading])
def test_a_file_from_before_pictures_is_shown_though_the_disk_is_full(
    path: Path, monkeypatch: pytest.MonkeyPatch, opened: Callable[[Path], Store]
) -> None:
    version_1(path)

    def migrate_in_memory(db: sqlite3.Connection) -> None:
        (*_, file) = db.execute("PRAGMA database_list").fetchone()
        if file:
            raise sqlite3.OperationalError("database or disk is full")
        migrate(db)

    monkeypatch.setattr(database, "migrate", migrate_in_memory)
    store = opened(path)
    told = ["store.failed"] if opened == Store.open else []
    assert [problem.code for problem in store.problems] == told
    assert [message.text for message in store.load("c1").path()] == [
        "Which fish fly?",
        "Exocoetidae",
    ]
    assert store.draft("") == "unsent"
    with pytest.raises(ParleyError):
        store.save_draft("", "words")
    store.close()
    monkeypatch.undo()
    store = Store.open(path)
    assert store.problems == []
    assert len(store.load("c1").path()) == 2
    store.close()
