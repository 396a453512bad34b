import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core.migrations import MIGRATIONS, VERSION, migrate, version_of

# A step that was released never changes and is never taken away: this list only grows.
NAMES = [
    "keep_conversations",
    "keep_attachments",
    "keep_presets",
    "keep_order",
    "count_changes",
]

# What a database of each version may hold, to be there still after the next step. Written with
# plain SQL of that version, because the code of that version is gone.
SAMPLES = {
    0: "",
    1: """
        INSERT INTO conversations VALUES ('c1', 'Fish', 10.0, 20.0, '{"": "m1"}', '', NULL);
        INSERT INTO messages VALUES
            (1, 'm1', 'c1', '', 'user', 'Which fish fly?', '', 0, 10.0, 'complete', '', NULL,
             NULL, 0);
        INSERT INTO drafts VALUES ('', 'unsent');
    """,
    2: """
        INSERT INTO conversations VALUES ('c1', 'Fish', 10.0, 20.0, '{"": "m1"}', '', NULL);
        INSERT INTO messages VALUES
            (1, 'm1', 'c1', '', 'user', 'Which fish fly?', '', 0, 10.0, 'complete', '', NULL,
             NULL, 0, '[{"kind": "picture"}]');
        INSERT INTO drafts VALUES ('', 'unsent', '[]');
    """,
    3: """
        INSERT INTO conversations VALUES
            ('c1', 'Fish', 10.0, 20.0, '{"": "m1"}', '', NULL, 'translate');
        INSERT INTO messages VALUES
            (1, 'm1', 'c1', '', 'user', 'Which fish fly?', '', 0, 10.0, 'complete', '', NULL,
             NULL, 0, '[{"kind": "picture"}]');
        INSERT INTO drafts VALUES ('', 'unsent', '[]', 'tutor');
    """,
    4: """
        INSERT INTO conversations VALUES
            ('c1', 'Fish', 10.0, 20.0, '{"": "m1"}', '', NULL, 'translate', 1, 'f1', 'Be brief.');
        INSERT INTO messages VALUES
            (1, 'm1', 'c1', '', 'user', 'Which fish fly?', '', 0, 10.0, 'complete', '', NULL,
             NULL, 0, '[{"kind": "picture"}]', 0);
        INSERT INTO drafts VALUES ('', 'unsent', '[]', 'tutor', '[]');
        INSERT INTO folders VALUES ('f1', 'Animals', 0);
    """,
    5: """
        INSERT INTO conversations VALUES
            ('c1', 'Fish', 10.0, 20.0, '{"": "m1"}', '', NULL, 'translate', 1, 'f1', 'Be brief.');
        INSERT INTO messages VALUES
            (1, 'm1', 'c1', '', 'user', 'Which fish fly?', '', 0, 10.0, 'complete', '', NULL,
             NULL, 0, '[{"kind": "picture"}]', 0);
        INSERT INTO drafts VALUES ('', 'unsent', '[]', 'tutor', '[]');
        INSERT INTO folders VALUES ('f1', 'Animals', 0);
    """,
}


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(tmp_path / "test.db", isolation_level=None)
    yield db
    db.close()


def schema(db: sqlite3.Connection) -> list[str]:
    return [row[0] for row in db.execute("SELECT sql FROM sqlite_master ORDER BY name")]


def test_no_step_was_lost_or_renamed() -> None:
    assert [migration.__name__ for migration in MIGRATIONS] == NAMES
    assert len(NAMES) == VERSION
    assert set(SAMPLES) == set(range(VERSION + 1)), "a new version needs a sample"
    assert all(migration.__doc__ for migration in MIGRATIONS)


@pytest.mark.parametrize("version", range(VERSION + 1))
def test_each_step_runs_from_the_version_before(db: sqlite3.Connection, version: int) -> None:
    migrate(db, MIGRATIONS[:version])
    assert version_of(db) == version
    db.executescript(SAMPLES[version])
    migrate(db)
    assert version_of(db) == VERSION
    if version > 0:
        (text,) = db.execute("SELECT text FROM messages WHERE id = 'm1'").fetchone()
        assert text == "Which fish fly?"
        assert db.execute("SELECT text FROM drafts").fetchall() == [("unsent",)]


def test_messages_from_before_pictures_show_none(db: sqlite3.Connection) -> None:
    migrate(db, MIGRATIONS[:1])
    db.executescript(SAMPLES[1])
    migrate(db)
    for table in ("messages", "drafts"):
        assert db.execute(f"SELECT attachments FROM {table}").fetchall() == [("[]",)]


def test_conversations_from_before_presets_have_none(db: sqlite3.Connection) -> None:
    migrate(db, MIGRATIONS[:2])
    db.executescript(SAMPLES[2])
    migrate(db)
    for table in ("conversations", "drafts"):
        assert db.execute(f"SELECT preset FROM {table}").fetchall() == [("",)]


def test_attachments_are_found_without_reading_all_messages(db: sqlite3.Connection) -> None:
    migrate(db)
    (*_, how) = db.execute(
        "EXPLAIN QUERY PLAN SELECT attachments FROM messages WHERE attachments <> '[]'"
    ).fetchone()
    assert "messages_with_attachments" in how


def test_a_database_of_this_version_is_left_alone(db: sqlite3.Connection) -> None:
    migrate(db)
    db.executescript(SAMPLES[VERSION])
    before = schema(db), list(db.iterdump())
    migrate(db)
    assert (schema(db), list(db.iterdump())) == before


def test_a_step_that_fails_half_way_leaves_the_version_before(db: sqlite3.Connection) -> None:
    migrate(db)
    db.executescript(SAMPLES[VERSION])
    before = schema(db), list(db.iterdump())

    def lose_power(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE half (id TEXT)")
        db.execute("DELETE FROM messages")
        raise sqlite3.OperationalError("disk full")

    with pytest.raises(sqlite3.OperationalError):
        migrate(db, (*MIGRATIONS, lose_power))
    assert (schema(db), list(db.iterdump())) == before
    assert version_of(db) == VERSION


def test_two_that_begin_at_once_do_each_step_once(db: sqlite3.Connection, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "test.db", isolation_level=None)

    def overtake(statement: str) -> None:
        if statement.startswith("BEGIN"):
            db.set_trace_callback(None)
            migrate(other)

    migrate(db, MIGRATIONS[:1])
    db.set_trace_callback(overtake)
    migrate(db)

    assert version_of(db) == VERSION
    other.close()


def test_every_change_gives_its_conversation_a_new_revision(db: sqlite3.Connection) -> None:
    migrate(db, MIGRATIONS[:4])
    db.executescript(SAMPLES[4])
    migrate(db)

    def last() -> tuple[int, str]:
        found: tuple[int, str] = db.execute(
            "SELECT revision, conversation FROM revisions ORDER BY revision DESC LIMIT 1"
        ).fetchone()
        return found

    assert last() == (1, "c1"), "what was there before is to be looked at once"
    for number, change in enumerate(
        (
            "UPDATE messages SET text = 'Which birds swim?' WHERE id = 'm1'",
            "UPDATE conversations SET title = 'Birds' WHERE id = 'c1'",
            "DELETE FROM messages WHERE id = 'm1'",
            "DELETE FROM conversations WHERE id = 'c1'",
        ),
        start=2,
    ):
        db.execute(change)
        assert last() == (number, "c1")
    assert db.execute("SELECT count(*) FROM revisions").fetchone() == (1,)


def test_each_database_has_an_identity_of_its_own(db: sqlite3.Connection) -> None:
    migrate(db)
    with sqlite3.connect(":memory:", isolation_level=None) as other:
        migrate(other)
        found = {base.execute("SELECT id FROM identity").fetchone() for base in (db, other)}
    other.close()
    assert len(found) == 2
