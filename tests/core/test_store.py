import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.core.attachment import Attachment, Film, Frame
from desktop_app.core.conversation import Conversation, Role, State
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Segment, Usage
from desktop_app.core.picture import Picture
from desktop_app.core.store import Store
from desktop_app.core.summary import Summary
from desktop_app.core.text import Sentence

ROOT = Path(__file__).resolve().parents[2]

CAT = Picture("ca" * 32, ".jpg", 640, 480, "cat.jpg")
DOG = Picture("d0" * 32, ".png", 100, 100)
FRAME = Picture("fa" * 32, ".jpg", 64, 48)
FILM = Film("cats.mp4", 12.0, 1.5, 9.0, (Frame(3.5, FRAME),), (Segment(2.0, 3.0, "Look!"),))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Gespräche #1 100%.db"


def talk(title: str = "Fish") -> Conversation:
    conversation = Conversation(title=title)
    question = conversation.add(Role.USER, "Which fish fly?", "")
    conversation.add(
        Role.ASSISTANT,
        "Exocoetidae \U0001f41f",
        question.id,
        thought="Hm.",
        thought_seconds=2.5,
        model="small.gguf",
        usage=Usage(prompt_tokens=12, reply_tokens=3, writing_tokens_per_second=20.5),
        problem=Problem("engine.crashed", {"cause": "signal 11"}, "a log line"),
        state=State.FAILED,
    )
    return conversation


def save(store: Store, conversation: Conversation) -> None:
    store.save_messages(conversation, conversation.messages.values(), durable=True)


def test_a_conversation_comes_back_as_it_was(path: Path) -> None:
    conversation = talk()
    conversation.draft = "and which"
    conversation.first_seen = conversation.last_id()
    store = Store.open(path)
    save(store, conversation)
    store.close()

    store = Store.open(path)
    assert store.problems == []
    assert store.load(conversation.id) == conversation
    store.close()


def test_odd_texts_come_back(path: Path) -> None:
    texts = [
        "",
        "\0 in the middle \0",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u0e44\u0e17\u0e22",
        "'; DROP TABLE",
    ]
    conversation = Conversation(title=texts[1], draft=texts[2])
    for text in texts:
        conversation.add(Role.USER, text, conversation.last_id())
    store = Store.open(path)
    save(store, conversation)
    assert store.load(conversation.id) == conversation
    store.close()


def test_a_sentence_in_a_problem_comes_back_in_english(path: Path) -> None:
    conversation = Conversation()
    cause = Sentence("ExitCause", "exit code {code}", {"code": 3})
    problem = Problem("engine.crashed", {"cause": cause})
    conversation.add(Role.ASSISTANT, "", "", problem=problem, state=State.FAILED)
    store = Store.open(path)
    save(store, conversation)
    (reply,) = store.load(conversation.id).path()
    assert reply.problem == Problem("engine.crashed", {"cause": "exit code 3"})
    store.close()


def test_summaries_are_newest_first_and_without_deleted_ones(path: Path) -> None:
    store = Store.open(path)
    talks = [talk(title) for title in ("old", "gone", "new")]
    for age, conversation in enumerate(reversed(talks)):
        conversation.changed = 1000.0 - age
        conversation.preset = "tutor" if age else ""
        save(store, conversation)
    store.set_conversation_deleted(talks[1].id, True)
    assert store.summaries() == [
        Summary(talks[2].id, "new", talks[2].created, 1000.0),
        Summary(talks[0].id, "old", talks[0].created, 998.0, "tutor"),
    ]
    store.set_conversation_deleted(talks[1].id, False)
    assert [summary.title for summary in store.summaries()] == ["new", "gone", "old"]
    store.close()


def test_a_change_keeps_a_messages_place(path: Path) -> None:
    store = Store.open(path)
    conversation = Conversation()
    first = conversation.add(Role.USER, "one", "")
    second = conversation.add(Role.USER, "two", "")
    save(store, conversation)
    changed = replace(first, text="one, changed")
    conversation.put(changed)
    store.save_message(conversation, changed, durable=False)
    assert list(store.load(conversation.id).messages.values()) == [changed, second]
    store.close()


def test_a_save_is_whole_or_not_at_all(path: Path) -> None:
    store = Store.open(path)
    conversation = talk()
    broken = replace(conversation.path()[1], created=None)  # type: ignore[arg-type]
    with pytest.raises(ParleyError) as caught:
        store.save_messages(conversation, [conversation.path()[0], broken], durable=True)
    assert caught.value.problem.code == "store.failed"
    assert "created" in caught.value.problem.details
    assert store.summaries() == []
    save(store, conversation)
    assert len(store.summaries()) == 1
    store.close()


def test_removed_messages_take_an_empty_conversation_along(path: Path) -> None:
    store = Store.open(path)
    conversation = talk()
    conversation.draft = "unsent"
    save(store, conversation)
    question, reply = conversation.path()
    conversation.remove(reply.id)
    store.remove_messages(conversation, [reply.id])
    assert [message.id for message in store.load(conversation.id).path()] == [question.id]
    conversation.remove(question.id)
    store.remove_messages(conversation, [question.id])
    assert store.summaries() == []
    assert store.draft(conversation.id) == ""
    with pytest.raises(KeyError):
        store.load(conversation.id)
    store.close()


def test_drafts_are_kept_for_each_conversation_and_for_none(path: Path) -> None:
    store = Store.open(path)
    store.save_draft("", "not begun")
    store.save_draft("a", "in a")
    store.save_draft("a", "in a, longer")
    store.close()
    store = Store.open(path)
    assert (store.draft(""), store.draft("a"), store.draft("b")) == (
        "not begun",
        "in a, longer",
        "",
    )
    store.save_draft("", "")
    assert store.draft("") == ""
    store.close()


def test_a_reply_that_was_being_written_comes_back_as_interrupted(path: Path) -> None:
    store = Store.open(path)
    conversation = talk()
    half = replace(conversation.path()[1], state=State.WRITING, text="Half")
    conversation.put(half)
    save(store, conversation)
    reader = Store.open_for_reading(path)
    assert reader.load(conversation.id).path()[1].state is State.WRITING
    reader.close()
    store.close()

    store = Store.open(path)
    assert store.load(conversation.id).path()[1] == replace(half, state=State.INTERRUPTED)
    store.close()


def test_a_value_of_another_parley_does_not_hide_the_message(path: Path) -> None:
    store = Store.open(path)
    conversation = talk()
    save(store, conversation)
    store._db.execute(
        "UPDATE messages SET usage = ?, problem = ? WHERE role = 'assistant'",
        (
            json.dumps({"prompt_tokens": 5, "joules": 3}),
            json.dumps({"code": "engine.tired", "values": {}, "details": "yawn"}),
        ),
    )
    reply = store.load(conversation.id).path()[1]
    assert reply.usage == Usage(prompt_tokens=5)
    assert reply.problem == Problem("internal", {}, "yawn")
    store._db.execute("UPDATE messages SET state = 'dreaming'")
    with pytest.raises(ParleyError) as caught:
        store.load(conversation.id)
    assert caught.value.problem.code == "store.unreadable"
    store.close()


def test_closing_leaves_one_file(path: Path) -> None:
    store = Store.open(path)
    save(store, talk())
    store.close()
    store.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


class TestDurability:
    """What the person wrote is on the disk when the call returns."""

    def test_the_level_is_full_at_the_commit_of_their_words(self, path: Path) -> None:
        store = Store.open(path)
        conversation = talk()
        levels: list[tuple[str, int]] = []

        def watch(sql: str) -> None:
            if sql == "COMMIT":
                # The statement about to run is not disturbed by a question on the side.
                store._db.set_trace_callback(None)
                levels.append((sql, store._db.execute("PRAGMA synchronous").fetchone()[0]))
                store._db.set_trace_callback(watch)

        store._db.set_trace_callback(watch)
        store.save_messages(conversation, conversation.path(), durable=True)
        store.save_message(conversation, conversation.path()[1], durable=False)
        store.save_message(conversation, conversation.path()[0], durable=True)
        store._db.set_trace_callback(None)
        assert levels == [("COMMIT", 2), ("COMMIT", 1), ("COMMIT", 2)]
        store.close()

    def test_the_log_is_a_write_ahead_log(self, path: Path) -> None:
        store = Store.open(path)
        assert store._db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert store._db.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        store.close()

    @pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
    def test_the_system_is_asked_to_sync(self, path: Path, tmp_path: Path) -> None:
        trace = tmp_path / "trace"
        command = ["strace", "-f", "-qq", "-e", "trace=fsync,fdatasync,write", "-o", str(trace)]
        run_writer(path, "sync", command)
        calls = trace.read_text()
        durable = calls.split('"durable')[1].split('"partial')[0]
        partial = calls.split('"partial')[1].split('"end')[0]
        assert "fdatasync(" in durable or "fsync(" in durable
        assert "fdatasync(" not in partial
        assert "fsync(" not in partial

    @pytest.mark.skipif(os.name == "nt", reason="kill -9 is another thing there")
    def test_kill_9_after_a_save_loses_nothing(self, path: Path) -> None:
        for number in range(3):
            run_writer(path, f"killed {number}")
        store = Store.open(path)
        assert store.problems == []
        kept = [store.load(summary.id) for summary in store.summaries()]
        assert sorted(talk.title for talk in kept) == ["killed 0", "killed 1", "killed 2"]
        for conversation in kept:
            question, reply = conversation.path()
            assert question.text == "durable words"
            assert (reply.text, reply.state) == ("partial words", State.INTERRUPTED)
        store.close()


WRITER = """
import os, signal, sys
from pathlib import Path
from desktop_app.core.conversation import Conversation, Role, State
from desktop_app.core.store import Store

store = Store.open(Path(sys.argv[1]))
conversation = Conversation(title=sys.argv[2])
question = conversation.add(Role.USER, "durable words", "")
os.write(2, b"durable")
store.save_message(conversation, question, durable=True)
os.write(2, b"partial")
reply = conversation.add(Role.ASSISTANT, "partial words", question.id, state=State.WRITING)
store.save_message(conversation, reply, durable=False)
os.write(2, b"end")
os.kill(os.getpid(), signal.SIGKILL)
"""


def run_writer(path: Path, title: str, command: Sequence[str] = ()) -> None:
    """Save two messages in a process that then dies without a chance to clean up."""
    ended = subprocess.run(
        [*command, sys.executable, "-c", WRITER, str(path), title],
        cwd=ROOT,
        capture_output=True,
        timeout=200,
    )
    assert ended.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL), ended.stderr.decode()
    assert ended.stderr == b"durablepartialend"


class TestFullDisk:
    def test_it_is_told_and_nothing_old_is_lost(self, path: Path) -> None:
        store = Store.open(path)
        old = talk("old")
        save(store, old)
        (pages,) = store._db.execute("PRAGMA page_count").fetchone()
        store._db.execute(f"PRAGMA max_page_count = {pages}")
        new = Conversation(title="new")
        new.add(Role.USER, "long " * 20_000, "")
        with pytest.raises(ParleyError) as caught:
            save(store, new)
        assert caught.value.problem.code == "store.full"
        assert store.load(old.id) == old
        assert [summary.title for summary in store.summaries()] == ["old"]
        store._db.execute("PRAGMA max_page_count = 100000")
        save(store, new)
        store.close()
        store = Store.open(path)
        assert store.problems == []
        assert {summary.title for summary in store.summaries()} == {"old", "new"}
        store.close()

    def test_on_a_disk_that_is_really_full(self, small_disk: Path) -> None:
        path = small_disk / "conversations.db"
        store = Store.open(path)
        old = talk("old")
        save(store, old)
        conversation = Conversation(title="new")

        def talk_on() -> None:
            while True:
                conversation.add(Role.USER, "long " * 20_000, conversation.last_id())
                save(store, conversation)

        with pytest.raises(ParleyError) as caught:
            talk_on()
        assert caught.value.problem.code == "store.full"
        assert store.load(old.id) == old
        store.close()
        store = Store.open(path)
        assert store.load(old.id) == old
        store.close()

    def test_a_start_on_a_full_disk_still_shows_what_there_is(self, small_disk: Path) -> None:
        path = small_disk / "conversations.db"
        store = Store.open(path)
        old = talk("old")
        old.put(replace(old.path()[1], state=State.WRITING))
        save(store, old)
        store.close()
        fill(small_disk)
        store = Store.open(path)
        assert [problem.code for problem in store.problems] == ["store.full"]
        assert [summary.title for summary in store.summaries()] == ["old"]
        assert store.load(old.id).path()[0] == old.path()[0]
        with pytest.raises(ParleyError) as caught:
            save(store, talk("new"))
        assert caught.value.problem.code == "store.full"
        (small_disk / "filler").unlink()
        save(store, talk("new"))
        store.close()
        store = Store.open(path)
        assert store.problems == []
        assert store.load(old.id).path()[1].state is State.INTERRUPTED
        assert {summary.title for summary in store.summaries()} == {"old", "new"}
        store.close()

    def test_a_first_start_on_a_full_disk_takes_no_words(self, small_disk: Path) -> None:
        fill(small_disk)
        store = Store.open(small_disk / "conversations.db")
        assert [problem.code for problem in store.problems] == ["store.full"]
        assert store.summaries() == []
        with pytest.raises(ParleyError) as caught:
            save(store, talk())
        assert caught.value.problem.code == "store.full"
        store.close()

    def test_a_disk_that_became_read_only_can_still_be_read(self, small_disk: Path) -> None:
        path = small_disk / "conversations.db"
        store = Store.open(path)
        save(store, talk("old"))
        store.close()
        subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
        store = Store.open(path)
        assert [problem.code for problem in store.problems] == ["store.failed"]
        assert [summary.title for summary in store.summaries()] == ["old"]
        with pytest.raises(ParleyError):
            store.save_draft("", "words")
        store.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes; needs Linux and the right to mount."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = sys.platform == "linux" and not subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "parley-test", str(folder)],
        capture_output=True,
        check=False,
    ).returncode  # fmt: skip
    if not mounted:
        pytest.skip("no small file system can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path) -> None:
    with (folder / "filler").open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"\0" * 4096)


def shown(*attachments: Attachment) -> Conversation:
    conversation = Conversation(title="Cats")
    conversation.add(Role.USER, "What is it?", "", attachments=attachments)
    return conversation


def test_pictures_and_films_come_back_as_they_were(path: Path) -> None:
    conversation = shown(CAT, FILM, replace(DOG, seen=False))
    conversation.draft_attachments = (FILM, DOG)
    store = Store.open(path)
    save(store, conversation)
    store.close()
    store = Store.open(path)
    assert store.load(conversation.id) == conversation
    store.close()


def test_a_draft_may_be_pictures_alone(path: Path) -> None:
    store = Store.open(path)
    store.save_draft("", "", (CAT,))
    store.save_draft("a", "words", (DOG, CAT))
    store.save_draft("a", "words alone")
    assert (store.draft(""), store.draft_attachments("")) == ("", (CAT,))
    assert (store.draft("a"), store.draft_attachments("a")) == ("words alone", ())
    assert store.draft_attachments("b") == ()
    store.save_draft("", "")
    assert store.draft_attachments("") == ()
    store.close()


@pytest.mark.parametrize(
    "kept",
    [
        "not JSON",
        "",
        "[" * 100_000,
        "{}",
        "7",
        "null",
        '["picture"]',
        '[{"kind": "hologram", "name": "x"}]',
        '[{"kind": "picture", "hash": "ab"}]',
        '[{"kind": "picture", "hash": "ab", "suffix": ".png", "width": "wide", "height": 3}]',
        '[{"kind": "picture", "hash": "ab", "suffix": ".png", "width": Infinity, "height": 3}]',
        '[{"kind": "film", "name": "f", "seconds": 1, "start": 0, "end": 1, "frames": 3}]',
    ],
)
def test_an_attachment_that_cannot_be_read_hides_no_message(path: Path, kept: str) -> None:
    conversation = shown(CAT)
    conversation.draft_attachments = (CAT,)
    store = Store.open(path)
    save(store, conversation)
    store._db.execute("UPDATE messages SET attachments = ?", (kept,))
    store._db.execute("UPDATE drafts SET attachments = ?", (kept,))
    (message,) = store.load(conversation.id).path()
    assert (message.text, message.attachments) == ("What is it?", ())
    assert store.draft_attachments(conversation.id) == ()
    store.close()


def test_one_that_cannot_be_read_leaves_the_others(path: Path) -> None:
    conversation = shown(CAT, DOG, FILM)
    store = Store.open(path)
    save(store, conversation)
    (text,) = store._db.execute("SELECT attachments FROM messages").fetchone()
    store._db.execute(
        "UPDATE messages SET attachments = ?", (text.replace('"picture"', '"hologram"', 1),)
    )
    (message,) = store.load(conversation.id).path()
    assert message.attachments == (DOG, FILM)
    store.close()


def test_a_name_of_odd_letters_is_kept(path: Path) -> None:
    conversation = shown(replace(CAT, name="Kätzchen \U0001f408 \udcff '.jpg"))
    store = Store.open(path)
    save(store, conversation)
    (picture,) = store.load(conversation.id).path()[0].attachments
    assert picture.name == "Kätzchen \U0001f408 ? '.jpg"
    store.close()


def test_every_picture_that_somebody_shows_is_known(path: Path) -> None:
    store = Store.open(path)
    assert store.picture_hashes() == set()
    deleted, edited = shown(CAT), shown(FILM)
    edited.set_deleted(edited.last_id(), True)
    for conversation in (deleted, edited, shown()):
        save(store, conversation)
    store.set_conversation_deleted(deleted.id, True)
    store.save_draft("", "", (DOG,))
    assert store.picture_hashes() == {CAT.hash, FRAME.hash, DOG.hash}
    store.save_draft("", "")
    assert store.picture_hashes() == {CAT.hash, FRAME.hash}
    store.close()


def test_also_one_that_cannot_be_read_any_more(path: Path) -> None:
    store = Store.open(path)
    conversation = shown(CAT)
    save(store, conversation)
    store._db.execute("UPDATE messages SET attachments = substr(attachments, 1, 100)")
    assert store.load(conversation.id).path()[0].attachments == ()
    assert store.picture_hashes() == {CAT.hash}
    store.close()
