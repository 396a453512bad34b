"""Importing files: what comes, what is here already, and that damaged ones change nothing."""

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop_app.core.arrival.arrival import LONGEST_TITLE
from desktop_app.core.attachment import pictures_of
from desktop_app.core.conversation import Conversation, Role
from desktop_app.core.document import Document, Form
from desktop_app.core.engine import CancelToken
from desktop_app.core.events import Failed, Fetching, Finished, Reason
from desktop_app.core.export import as_json
from desktop_app.core.import_job import ChatImportJob, Imported, TakeBackJob
from desktop_app.core.incoming import Incoming
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.store import Store
from desktop_app.core.trash import ARRIVING
from desktop_app.engines.arrival.engine import ArrivalEngine
from desktop_app.engines.arrival.source import MOST_BYTES
from tests.rival_exports import (
    chatgpt,
    chatgpt_node,
    chatgpt_talk,
    chatgpt_zip,
    claude_talk,
    open_webui_talk,
    png,
    zipped,
)


class Desk:
    """A database in a folder, and files that are imported into it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "conversations.sqlite3"
        self.shelf = PictureShelf(folder / "pictures")

    def write(self, content: Any, name: str = "export.json") -> Path:
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        path = self.folder / name
        path.write_bytes(data)
        return path

    def run(self, path: Path, cancel: CancelToken | None = None) -> list[Any]:
        job = ChatImportJob(
            "1",
            str(self.database),
            str(self.folder / "pictures"),
            str(self.folder / "scratch"),
            str(path),
        )
        return list(ArrivalEngine().run(job, cancel or CancelToken()))

    def bring(self, content: Any, name: str = "export.json") -> Imported:
        *events, imported, end = self.run(self.write(content, name))
        assert all(isinstance(event, Fetching) for event in events)
        assert isinstance(end, Finished), end
        assert isinstance(imported, Imported)
        return imported

    def refuse(self, content: Any, name: str = "export.json") -> Failed:
        before = self.state()
        end = self.run(self.write(content, name))[-1]
        assert isinstance(end, Failed)
        assert self.state() == before
        return end

    def state(self) -> list[tuple[Any, ...]]:
        """Every row there is, hidden ones too."""
        if not self.database.exists():
            return []
        db = sqlite3.connect(self.database)
        try:
            tables = ("conversations", "messages")
            return [row for name in tables for row in db.execute(f"SELECT * FROM {name}")]
        finally:
            db.close()

    def load(self, id: str) -> Conversation:
        store = Store.open_for_reading(self.database)
        try:
            return store.load(id)
        finally:
            store.close()

    def titles(self) -> list[str]:
        store = Store.open_for_reading(self.database)
        try:
            return [summary.title for summary in store.summaries()]
        finally:
            store.close()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_chatgpt_as_a_zip(desk: Desk) -> None:
    imported = desk.bring(chatgpt_zip(), "export.zip")
    assert (len(imported.ids), imported.here, imported.lost) == (1, 0, 0)
    talk = desk.load(imported.ids[0])
    assert talk.title == "Rivers"
    question, answer, thanks = talk.path()
    assert (question.text, answer.text, thanks.text) == (
        "Which river?",
        "The **Danube**.",
        "Thanks",
    )
    assert (answer.model, answer.thought) == ("gpt-4o", "Looking\nIt is wide.")
    assert [talk.messages[id].text for id in talk.siblings(answer.id)] == [
        "The Rhine.",
        "The **Danube**.",
    ]
    (picture,) = pictures_of(question.attachments)
    assert (picture.width, picture.height) == (40, 30)
    assert desk.shelf.has(picture)
    assert [path.name for path in (desk.folder / "scratch").iterdir()] == ["import.lock"]


def test_a_picture_beside_an_unpacked_list(desk: Desk) -> None:
    (desk.folder / "file-AbC123-photo.png").write_bytes(png())
    assert desk.bring([chatgpt_talk()]).lost == 0


def test_a_picture_that_is_not_there_is_counted(desk: Desk) -> None:
    imported = desk.bring([chatgpt_talk()])
    assert imported.lost == 1
    assert desk.load(imported.ids[0]).path()[0].attachments == ()


def test_a_picture_that_is_none_is_counted(desk: Desk) -> None:
    members = {"conversations.json": json.dumps([chatgpt_talk()]), "file-AbC123.png": b"no"}
    assert desk.bring(zipped(members), "export.zip").lost == 1


def test_claude(desk: Desk) -> None:
    imported = desk.bring([claude_talk()])
    question, answer = desk.load(imported.ids[0]).path()
    assert question.text == "What is in it?\n\nnotes.txt\n\n````\nFish ``` swim\n````"
    assert (answer.text, answer.thought) == ("Fish.", "Notes.")
    assert imported.lost == 1
    assert question.created == pytest.approx(1730628000.123, abs=0.01)


def test_open_webui(desk: Desk) -> None:
    imported = desk.bring([open_webui_talk()])
    talk = desk.load(imported.ids[0])
    question, answer = talk.path()
    assert talk.system_prompt == "Be short."
    assert (answer.text, answer.model) == ("Red.", "llama3")
    other = talk.messages[talk.siblings(answer.id)[1]]
    assert (other.text, other.thought, other.model) == ("Blue.", "It is blue.", "Qwen 3")
    assert [desk.shelf.has(picture) for picture in pictures_of(question.attachments)] == [True]


def test_one_that_is_no_list(desk: Desk) -> None:
    assert len(desk.bring(claude_talk()).ids) == 1


def test_what_is_here_already_is_left_alone(desk: Desk) -> None:
    first = desk.bring([claude_talk(), open_webui_talk()])
    before = desk.state()
    again = desk.bring([claude_talk(), open_webui_talk(), claude_talk("another")])
    assert (len(first.ids), len(again.ids), again.here) == (2, 1, 2)
    assert [row for row in before if row not in desk.state()] == []


def test_twice_in_one_file_comes_once(desk: Desk) -> None:
    imported = desk.bring([claude_talk(), claude_talk()])
    assert (len(imported.ids), imported.here) == (1, 1)


def test_one_that_was_carried_on_here_is_here(desk: Desk) -> None:
    (id,) = desk.bring([claude_talk()]).ids
    store = Store.open(desk.database)
    talk = store.load(id)
    store.save_message(talk, talk.add(Role.USER, "More?", talk.last_id()), durable=True)
    store.close()
    assert desk.bring([claude_talk()]).here == 1
    assert desk.load(id).path()[-1].text == "More?"


def test_one_that_has_grown_there_comes_beside(desk: Desk) -> None:
    talk = claude_talk()
    (old,) = desk.bring([talk]).ids
    talk["chat_messages"].append({"uuid": "m3", "sender": "human", "text": "And now?"})
    (new,) = desk.bring([talk]).ids
    assert [message.text for message in desk.load(new).path()][1:] == ["Fish.", "And now?"]
    assert len(desk.load(old).path()) == 2
    assert desk.bring([talk]).here == 1


def test_one_that_was_deleted_comes_again(desk: Desk) -> None:
    (id,) = desk.bring([claude_talk()]).ids
    events = list(ArrivalEngine().run(TakeBackJob("1", str(desk.database), (id,)), CancelToken()))
    assert events == [Finished()]
    assert desk.titles() == []
    (again,) = desk.bring([claude_talk()]).ids
    assert again != id
    assert desk.titles() == ["A haiku"]
    db = sqlite3.connect(desk.database)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("DELETE FROM conversations WHERE id = ?", (id,))  # The trash is emptied.
    db.commit()
    db.close()
    assert desk.bring([claude_talk()]).here == 1


def test_ids_of_others_are_not_taken(desk: Desk) -> None:
    mine = Conversation(title="Mine")
    question = mine.add(Role.USER, "Hers", "")
    (id,) = desk.bring(as_json(mine).encode()).ids
    assert id == mine.id
    other = json.loads(as_json(mine)) | {"id": "0123456789abcdef", "title": "Theirs"}
    other["messages"][0]["text"] = "His"
    (new,) = desk.bring(other).ids
    assert desk.load(id).messages[question.id].text == "Hers"
    assert [message.text for message in desk.load(new).path()] == ["His"]


def test_version_1_is_read(desk: Desk) -> None:
    talk = Conversation(title="Old")
    talk.add(Role.USER, "Hello", "")
    value = json.loads(as_json(talk)) | {"version": 1}
    (id,) = desk.bring(value).ids
    assert desk.load(id).path()[0].text == "Hello"


def test_what_has_no_message_is_left_out(desk: Desk) -> None:
    imported = desk.bring([claude_talk(chat_messages=[])])
    assert (imported.ids, imported.empty) == ((), 1)


def broken(change: Callable[[dict[str, Any]], None]) -> list[dict[str, Any]]:
    talk = chatgpt_talk("c-2")
    change(talk["mapping"])
    return [chatgpt_talk(), talk]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (broken(lambda m: m["q1"].update(parent="gone")), "conversation 2 “Rivers”, mapping.q1"),
        (broken(lambda m: m["sys"].update(parent="q2")), "conversation 2 “Rivers”, mapping.sys"),
        (broken(lambda m: m["q1"].update(parent=7)), "mapping.q1.parent: a text should be here"),
        (broken(lambda m: m["q1"].update(message=[1])), "mapping.q1.message: an object"),
        (broken(lambda m: m.update(q1="x")), "conversation 2 “Rivers”, mapping.q1: an object"),
        ([claude_talk(), claude_talk("x", created_at="yesterday")], "created_at: a time"),
        (json.dumps([claude_talk()]).encode()[:-40], "[0]: the file ends too early"),
        (json.dumps([claude_talk()]).encode() + b"]", "something stands behind the end"),
        (b'[{"chat_messages": [' + b"[" * 100_000, "more than 200 objects in objects"),
        (b'[{"chat_messages": [NaN]}]', "[0]: NaN is no number"),
        (b'[{"a": "\xff\xfe"}]', "this is not text in UTF-8"),
        (b"", "there is nothing in the file"),
        (b"\xef\xbb\xbf \n", "there is nothing in the file"),
        ([claude_talk(), {"a": 1}], "conversation 2, it is of no program that Parley knows"),
    ],
)
def test_damage_is_named_and_nothing_changes(desk: Desk, content: Any, place: str) -> None:
    desk.bring([open_webui_talk()])
    problem = desk.refuse(content).problem
    assert problem.code == "import.damaged"
    assert place in problem.sentence.english()


@pytest.mark.parametrize(
    "content",
    [
        {"a": 1},
        [{"a": 1}],
        [{"mapping": 3}],
        [],
        b"Hello",
        b"<html>{}</html>",
        b"%PDF-1.7\n{",
        png(),
    ],
)
def test_strangers_are_refused(desk: Desk, content: Any) -> None:
    assert desk.refuse(content).problem.code == "import.unknown"


def test_a_newer_file_is_refused(desk: Desk) -> None:
    value = json.loads(as_json(Conversation())) | {"version": 3}
    assert desk.refuse(value).problem.code == "import.newer"


def test_a_file_that_is_not_there(desk: Desk) -> None:
    (end,) = desk.run(desk.folder / "gone.json")
    assert end.problem.code == "import.missing"


@pytest.mark.parametrize("at", [200, -10])
def test_a_damaged_zip_is_refused(desk: Desk, at: int) -> None:
    data = bytearray(chatgpt_zip())
    data[at] ^= 0xFF
    data[at + 3] ^= 0xFF
    failed = desk.refuse(bytes(data), "export.zip")
    assert failed.problem.code in ("import.damaged", "import.unknown")


def test_a_bomb_is_refused_before_it_is_unpacked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_BYTES > 0
    monkeypatch.setattr("desktop_app.engines.arrival.source.MOST_BYTES", 1_000_000)
    bomb = zipped({"conversations.json": b"[" + b" " * 2_000_000 + b"]"})
    assert desk.refuse(bomb, "bomb.zip").problem.code == "import.too_large"


def test_names_in_a_zip_are_no_paths(desk: Desk) -> None:
    talk = json.dumps([chatgpt_talk()])
    members = {"../../conversations.json": talk, "../../../file-AbC123-evil.png": png()}
    assert len(desk.bring(zipped(members), "export.zip").ids) == 1
    names = {path.name for path in desk.folder.parent.iterdir()}
    assert not [name for name in names if "evil" in name]


def test_half_signs_are_mended(desk: Desk) -> None:
    node = [chatgpt_node("q", None, "user", "half \ud800 sign")]
    (id,) = desk.bring([chatgpt(node, "q", title="\udfff")]).ids
    assert desk.load(id).path()[0].text == "half ? sign"


def test_a_hash_is_never_a_path(desk: Desk) -> None:
    talk = Conversation()
    talk.add(Role.USER, "x", "")
    value = json.loads(as_json(talk))
    picture = {"kind": "picture", "hash": "../../evil", "suffix": ".png", "width": 1, "height": 1}
    value["messages"][0]["attachments"] = [picture | {"name": "", "seen": True}]
    value["pictures"] = {"../../evil.png": "AAAA"}
    assert "no picture as Parley keeps it" in desk.refuse(value).problem.sentence.english()


@pytest.mark.parametrize("hash", ["../../evil", "/etc/evil", "0" * 63, ""])
def test_nor_is_that_of_a_text(desk: Desk, hash: str) -> None:
    value = json.loads(as_json(with_a_file(b"x")))
    value["messages"][0]["attachments"][0]["hash"] = hash
    problem = desk.refuse(value).problem
    assert "messages[0].attachments[0]: no text of a file" in problem.sentence.english()


def with_a_file(data: bytes) -> Conversation:
    talk = Conversation(title="Read this")
    hash = hashlib.sha256(data).hexdigest()
    document = Document(hash, "notes.txt", Form.TEXT, len(data), len(data.decode()))
    talk.add(Role.USER, "What is in it?", "", attachments=(document,))
    return talk


def test_the_texts_of_files_come_with_their_messages(desk: Desk) -> None:
    data = "Grüße, 世界\n".encode()
    talk = with_a_file(data)
    (id,) = desk.bring(json.loads(as_json(talk, lambda _: data))).ids
    (document,) = desk.load(id).path()[0].attachments
    assert isinstance(document, Document)
    assert desk.shelf.text(document) == data.decode()


@pytest.mark.parametrize("kept", [None, b"Another text."])
def test_the_text_of_a_file_that_cannot_come_is_counted(desk: Desk, kept: bytes | None) -> None:
    talk = with_a_file(b"Hello")
    imported = desk.bring(json.loads(as_json(talk, lambda _: kept)))
    assert imported.lost == 1
    (document,) = desk.load(imported.ids[0]).path()[0].attachments
    assert isinstance(document, Document)
    assert not desk.shelf.has(document)


def test_a_title_is_one_line_of_a_list(desk: Desk) -> None:
    nodes = [chatgpt_node("q", None, "user", "Which fish fly?\nAnd why?")]
    long = desk.load(desk.bring([chatgpt(nodes, "q", title="a\n\0b " * 100_000)]).ids[0]).title
    assert long.startswith("a b a b")
    assert LONGEST_TITLE <= len(long) <= LONGEST_TITLE + 1
    (id,) = desk.bring([chatgpt(nodes, "q", title="", id="c-2")]).ids
    assert desk.load(id).title == "Which fish fly?"


def test_a_stop_leaves_nothing(desk: Desk) -> None:
    cancel = CancelToken()
    cancel.set()
    assert desk.run(desk.write([claude_talk()]), cancel) == [Finished(Reason.CANCELLED)]
    assert desk.state() == []


def test_a_disk_that_fails_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.bring([open_webui_talk()])

    def fail(self: Incoming) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(Incoming, "show", fail)
    assert desk.refuse([claude_talk(), chatgpt_talk()]).problem.code == "import.failed"


def test_what_arrives_is_hidden_until_it_is_whole(desk: Desk) -> None:
    store = Incoming(desk.database)
    talk = Conversation(title="Half")
    talk.add(Role.USER, "words", "")
    store.keep_hidden(talk)
    assert desk.titles() == []
    assert store.mark > ARRIVING
    store.show()
    store.close()
    assert desk.titles() == ["Half"]


def test_what_a_killed_import_left_is_swept(desk: Desk) -> None:
    store = Incoming(desk.database)
    talk = Conversation(title="Half")
    parent = ""
    for _ in range(120):
        parent = talk.add(Role.USER, "words", parent, 1.0).id
    store.keep_hidden(talk)
    store.close()
    imported = desk.bring([claude_talk()])
    assert len(imported.ids) == 1
    assert talk.id not in [row[0] for row in desk.state()]
    assert desk.titles() == ["A haiku"]


def test_a_locked_zip_is_refused(desk: Desk) -> None:
    data = bytearray(zipped({"conversations.json": json.dumps([chatgpt_talk()])}))
    data[6] |= 1  # The flag of a password, in the file's head and in the list at the end.
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    assert desk.refuse(bytes(data), "locked.zip").problem.code == "import.damaged"


def test_several_lists_in_a_zip(desk: Desk) -> None:
    members = {
        "conversations-000.json": json.dumps([chatgpt_talk("a")]),
        "conversations-001.json": json.dumps([chatgpt_talk("b")]),
    }
    assert len(desk.bring(zipped(members), "export.zip").ids) == 2


def test_zips_of_other_things(desk: Desk) -> None:
    assert desk.refuse(zipped({"a.json": "{}"}), "a.zip").problem.code == "import.unknown"
    assert zipfile.is_zipfile(desk.folder / "a.zip")
