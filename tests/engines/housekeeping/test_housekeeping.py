"""A home in one file and back, and every sort of file that is none."""

import errno
import hashlib
import json
import shutil
import sqlite3
import zipfile
from collections import namedtuple
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.core import changeover
from desktop_app.core.audio import SAMPLE_BYTES, SAMPLE_RATE, Audio
from desktop_app.core.backup import FORMAT, MANIFEST
from desktop_app.core.changeover import RESTORING
from desktop_app.core.engine import CancelToken, LoadJob, ModelOptions
from desktop_app.core.events import Failed, Fetching, Finished, Reason
from desktop_app.core.housekeeping import (
    BackedUp,
    BackupJob,
    Checked,
    CheckJob,
    ForgetJob,
    Part,
    Weighed,
    WeighJob,
)
from desktop_app.core.migrations import MIGRATIONS, migrate
from desktop_app.core.picture import Picture
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.store import Store
from desktop_app.core.unsent import KeptSound, Place, left_behind
from desktop_app.engines.housekeeping import backing_up, create
from tests.homes import home_with, words_of

Usage = namedtuple("Usage", "total used free")


def do(job, cancel=None):
    engine = create()
    return list(engine.run(job, cancel or CancelToken()))


def backup(places, path):
    *_, told, last = do(BackupJob("1", places, str(path)))
    assert isinstance(last, Finished), last
    return told


def check(places, path):
    return do(CheckJob("1", places, str(path)))


def refusal(places, path):
    """The problem with which a file is refused; nothing was changed, and nothing is left."""
    before = words_of(places)
    last = check(places, path)[-1]
    assert isinstance(last, Failed), last
    assert words_of(places) == before
    assert not (places.data / RESTORING).exists()
    assert changeover.carry_out(places) is None
    return last.problem


@pytest.fixture
def here(tmp_path):
    return home_with(tmp_path / "here", "Fish")


@pytest.fixture
def saved(tmp_path, here):
    path = tmp_path / "my backup.zip"
    backup(here, path)
    return path


def test_what_was_backed_up_is_restored_elsewhere(tmp_path, here):
    store = Store.open(here.database)  # a window is open and has written
    path = tmp_path / "a.zip"
    told = backup(here, path)
    store.close()
    assert told == BackedUp(str(path), path.stat().st_size, 1, 6)
    there = home_with(tmp_path / "there", "Bird")
    bird = words_of(there)
    *_, checked, last = check(there, path)
    assert isinstance(last, Finished)
    assert isinstance(checked, Checked)
    assert (checked.conversations, checked.files) == (1, 6)
    assert words_of(there) == bird

    changeover.begin_restore(there)
    outcome = changeover.carry_out(there)
    assert outcome is not None
    assert outcome.problem is None
    assert words_of(there) == words_of(here)
    assert not there.search_index.exists()
    changeover.begin_undo(there)
    assert changeover.carry_out(there) is not None
    assert words_of(there) == bird


def test_the_file_holds_what_it_says_and_no_models(here, saved):
    (here.models / "a.gguf").write_bytes(b"GGUF")
    backup(here, saved)
    with zipfile.ZipFile(saved) as archive:
        assert archive.testzip() is None
        manifest = json.loads(archive.read(MANIFEST))
        names = [entry["name"] for entry in manifest["entries"]]
        assert archive.namelist() == [*names, MANIFEST]
        for entry in manifest["entries"]:
            assert hashlib.sha256(archive.read(entry["name"])).hexdigest() == entry["sha256"]
    assert manifest["parley_backup"] == FORMAT
    assert [name for name in names if "gguf" in name or "log" in name] == []


def test_what_was_said_and_is_not_sent_is_in_it(tmp_path, here):
    store = Store.open(here.database)
    talk = store.load(store.summaries()[0].id)
    picture = Picture(PictureShelf(here.pictures).keep(b"new", ".png"), ".png", 4, 3)
    store.save_draft(talk.id, "half a word", (picture,))
    store.close()
    sound = KeptSound.begin(here.unsent, Place(talk.id, 4, "a word"))
    sound.append(Audio(bytes(SAMPLE_RATE * SAMPLE_BYTES)))  # Somebody is speaking still.
    (here.unsent / "notes.txt").write_text("not ours", encoding="utf-8")
    backup(here, tmp_path / "a.zip")
    sound.close()
    there = home_with(tmp_path / "there", "Bird")
    check(there, tmp_path / "a.zip")
    changeover.begin_restore(there)
    changeover.carry_out(there)
    (found,) = left_behind(there.unsent)  # the other one holds no word
    assert found.place == Place(talk.id, 4, "a word")
    assert found.seconds == 1.0
    assert not (there.unsent / "notes.txt").exists()
    store = Store.open(there.database)
    assert store.draft(talk.id) == "half a word"
    assert store.draft_attachments(talk.id) == (picture,)
    store.close()
    assert PictureShelf(there.pictures).read(picture) == b"new"


def test_a_home_in_which_nobody_spoke_has_a_backup_too(tmp_path, here):
    shutil.rmtree(here.unsent)
    backup(here, tmp_path / "a.zip")
    there = home_with(tmp_path / "there", "Bird")
    bird = words_of(there)
    check(there, tmp_path / "a.zip")
    changeover.begin_restore(there)
    changeover.carry_out(there)
    assert words_of(there)["unsent"] == {}
    changeover.begin_undo(there)
    changeover.carry_out(there)
    assert words_of(there) == bird


def test_words_written_during_a_backup_are_not_half_in_it(tmp_path, here, monkeypatch):
    monkeypatch.setattr(backing_up, "_PAGES", 1)
    store = Store.open(here.database)
    talk = store.load(store.summaries()[0].id)
    looks = backing_up.BackingUp._on_pages

    def write(self, *pages):
        talk.title += "x" * 5000
        store.save_conversation(talk)
        looks(self, *pages)

    monkeypatch.setattr(backing_up.BackingUp, "_on_pages", write)
    backup(here, tmp_path / "a.zip")
    store.close()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        archive.extract("conversations.db", tmp_path)
    with closing(sqlite3.connect(tmp_path / "conversations.db")) as db:
        assert db.execute("SELECT title FROM conversations").fetchall() == [("Fish",)]
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_an_older_backup_is_brought_up_to_date(tmp_path, here):
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old, isolation_level=None)) as db:
        migrate(db, MIGRATIONS[:1])
        db.execute("INSERT INTO conversations VALUES ('c', 'Old', 1, 1, '{}', '', NULL)")
    path = zipped(tmp_path, {"conversations.db": old.read_bytes()}, schema=1)
    assert isinstance(check(here, path)[-1], Finished)
    changeover.begin_restore(here)
    changeover.carry_out(here)
    store = Store.open(here.database)
    assert [each.title for each in store.summaries()] == ["Old"]
    store.close()


def zipped(folder, files, *, schema=1, more=(), **values):
    """A backup of these files; `more` are entries of which it says nothing."""
    path = folder / "made.zip"
    entries = [
        {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in files.items()
    ]
    manifest = {
        "parley_backup": 1,
        "made": 1.0,
        "program": "1",
        "schema": schema,
        "conversations": 1,
        "entries": entries,
        **values,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        for name in more:
            archive.writestr(name, b"x")
        archive.writestr(MANIFEST, json.dumps(manifest))
    return path


SLIPS = [
    "unsent/../../evil.wav",
    "unsent/evil.wav",
    "../evil.txt",
    "/etc/evil",
    "pictures/../../evil",
    "C:\\evil",
    "conversations.db-wal",
]


@pytest.mark.parametrize("name", SLIPS)
@pytest.mark.parametrize("named", [True, False])
def test_names_that_no_backup_has_are_refused(tmp_path, here, name, named):
    data = here.database.read_bytes()
    files = {"conversations.db": data, **({name: b"x"} if named else {})}
    path = zipped(tmp_path, files, more=() if named else (name,))
    problem = refusal(here, path)
    assert problem.code == "backup.damaged"
    assert "evil" in str(problem.values["place"]) or "wal" in str(problem.values["place"])
    assert list(tmp_path.rglob("*evil*")) == []


def test_more_than_it_says_is_refused(tmp_path, here):
    bomb = b"SQLite format 3\0" + bytes(50_000_000)
    entries = [{"name": "conversations.db", "size": 100, "sha256": "0" * 64}]
    path = zipped(tmp_path, {"conversations.db": bomb}, entries=entries)
    assert path.stat().st_size < 100_000
    assert refusal(here, path).code == "backup.damaged"


def test_a_picture_that_unpacks_to_a_bomb_is_refused(tmp_path, here):
    bomb = bytes(65 * 2**20)
    name = f"pictures/{hashlib.sha256(bomb).hexdigest()}.png"
    path = zipped(tmp_path, {"conversations.db": here.database.read_bytes(), name: bomb})
    assert refusal(here, path).values["place"] == name


def test_what_is_no_database_is_refused(tmp_path, here):
    for data in (b"", b"x" * 5000, b"SQLite format 3\0" + bytes(5000)):
        path = zipped(tmp_path, {"conversations.db": data})
        problem = refusal(here, path)
        assert (problem.code, problem.values["place"]) == ("backup.damaged", "conversations.db")


def test_a_database_with_a_trigger_of_somebody_else_is_refused(tmp_path, here):
    with closing(sqlite3.connect(here.database)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
    evil = tmp_path / "evil.db"
    shutil.copy(here.database, evil)
    with closing(sqlite3.connect(evil)) as db:
        db.execute("CREATE TRIGGER t AFTER INSERT ON messages BEGIN DELETE FROM conversations; END")
    path = zipped(tmp_path, {"conversations.db": evil.read_bytes()}, schema=5)
    assert refusal(here, path).values["place"] == "conversations.db"


@pytest.mark.parametrize("values", [{"parley_backup": FORMAT + 1}, {"schema": 999}])
def test_a_newer_backup_is_refused(tmp_path, here, values):
    path = zipped(tmp_path, {"conversations.db": here.database.read_bytes()}, **values)
    assert refusal(here, path).code == "backup.newer"


@pytest.mark.parametrize("values", [{"parley_backup": "1"}, {"entries": 7}, {"made": None}])
def test_a_list_that_makes_no_sense_is_refused(tmp_path, here, values):
    path = zipped(tmp_path, {"conversations.db": here.database.read_bytes()}, **values)
    assert refusal(here, path).values["place"] == MANIFEST


def test_no_zip_no_backup_and_nothing_there(tmp_path, here):
    text = tmp_path / "a.txt"
    text.write_text("no zip", encoding="utf-8")
    assert refusal(here, text).code == "backup.unknown"
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("a", "b")
    assert refusal(here, tmp_path / "b.zip").code == "backup.unknown"
    assert refusal(here, tmp_path / "none.zip").code == "backup.missing"


def test_a_backup_that_is_cut_anywhere_is_refused(tmp_path, here, saved):
    data = saved.read_bytes()
    for length in (5, len(data) // 3, len(data) // 2, len(data) - 1):
        saved.write_bytes(data[:length])
        assert refusal(here, saved).code == "backup.cut"


def test_a_backup_with_any_byte_changed_is_refused_or_the_same(tmp_path, here, saved):
    data = saved.read_bytes()
    before = words_of(here)
    for place in range(7, len(data), max(1, len(data) // 150)):
        saved.write_bytes(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
        last = check(here, saved)[-1]
        if isinstance(last, Finished):  # a date, say
            changeover.begin_restore(here)
            changeover.carry_out(here)
        else:
            assert isinstance(last, Failed)
            assert last.problem.code.startswith("backup.")
        assert words_of(here) == before


def test_no_room_is_said_before_anything_is_unpacked(here, saved, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10, 10, 0))
    assert refusal(here, saved).code == "backup.no_room"


def test_a_full_disk_leaves_the_backup_before(here, saved, monkeypatch):
    before = saved.read_bytes()

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(backing_up.BackingUp, "_add", full)
    last = do(BackupJob("1", here, str(saved)))[-1]
    assert isinstance(last, Failed)
    assert last.problem.code == "backup.full"
    assert saved.read_bytes() == before
    assert [path.name for path in saved.parent.glob(".*")] == []
    assert list((here.cache / "housekeeping").iterdir()) == []


def test_two_backups_at_a_time_leave_each_other_alone(here, tmp_path):
    first = BackupJob("1", here, str(tmp_path / "a.zip"))
    running = create().run(first, CancelToken())
    assert isinstance(next(running), Fetching)
    backup(here, tmp_path / "b.zip")
    assert isinstance(list(running)[-1], Finished)
    for name in "ab":
        assert isinstance(check(here, tmp_path / f"{name}.zip")[-1], Finished)
    assert list((here.cache / "housekeeping").iterdir()) == []


def test_what_a_killed_backup_left_is_swept(here, saved):
    left = here.cache / "housekeeping" / "tmp1"
    left.mkdir()
    (left / "conversations.db").write_bytes(b"Fish")
    half = saved.with_name(f".{saved.name}.abc.tmp")
    half.write_bytes(b"Fish")
    backup(here, saved)
    assert not left.exists()
    assert not half.exists()


def test_a_folder_that_is_not_there(here, tmp_path):
    last = do(BackupJob("1", here, str(tmp_path / "no" / "a.zip")))[-1]
    assert isinstance(last, Failed)
    assert last.problem.code == "backup.failed"


def test_stop_leaves_nothing(here, saved):
    cancel = CancelToken()
    cancel.set()
    path = saved.with_name("b.zip")
    assert do(BackupJob("1", here, str(path)), cancel) == [Finished(Reason.CANCELLED)]
    assert not path.exists()
    assert do(CheckJob("1", here, str(saved)), cancel) == [Finished(Reason.CANCELLED)]
    assert not (here.data / RESTORING).exists()
    weigh = WeighJob("1", here, str(here.models))
    assert do(weigh, cancel) == [Finished(Reason.CANCELLED)]


def test_how_far_it_is(here, saved):
    first = check(here, saved)[0]
    assert isinstance(first, Fetching)
    assert 0 < first.done <= first.total


def test_what_was_checked_is_forgotten(here, saved):
    check(here, saved)
    assert (here.data / RESTORING).is_dir()
    assert do(ForgetJob("1", here)) == [Finished()]
    assert not (here.data / RESTORING).exists()


def test_all_parts_are_weighed(here):
    (here.models / "a.gguf").write_bytes(bytes(7000))
    (here.voice_models / "a.pt").write_bytes(bytes(500))
    store = Store.open(here.database)
    (talk,) = store.summaries()
    store.set_conversation_deleted(talk.id, True)
    *told, last = do(WeighJob("1", here, str(here.models)))
    store.close()
    assert isinstance(last, Finished)
    assert all(isinstance(each, Weighed) for each in told)
    weights = {each.weight.part: each.weight for each in told}
    assert set(weights) == set(Part)
    assert weights[Part.MODELS].size == 7000
    assert weights[Part.VOICE_MODELS].size == 500
    assert (weights[Part.CONVERSATIONS].count, weights[Part.DELETED].count) == (0, 1)
    unsent = sum(path.stat().st_size for path in here.unsent.iterdir())
    assert weights[Part.CONVERSATIONS].size >= here.database.stat().st_size + unsent
    assert weights[Part.DELETED].size == len("Fish" + "Fish 0" + "Fish 1")
    assert weights[Part.PICTURES].count == 1
    assert weights[Part.LOGS].size == len("Fish")


def test_a_home_without_anything_weighs_nothing(tmp_path):
    from desktop_app.core.paths import Places

    told = do(WeighJob("1", Places(tmp_path / "none"), str(tmp_path / "none" / "models")))
    assert {each.weight.size for each in told[:-1]} == {0}


def test_other_jobs_are_refused():
    assert do(LoadJob("1", ModelOptions(Path("a")))) == [Finished()]
    from desktop_app.core.disk import LookUpJob

    assert isinstance(do(LookUpJob("1"))[-1], Failed)
