"""There is the old home or the new one, wherever the computer is switched off."""

import errno
import shutil
from pathlib import Path

import pytest

from desktop_app.core import changeover, file_lock
from desktop_app.core.changeover import NOTE, RESTORING, Deed, asides
from desktop_app.core.housekeeping import Part
from desktop_app.core.store import Store
from tests.homes import home_with, words_of


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def homes(tmp_path):
    """A home, what it holds, and what a backup that waits beside it holds."""
    here = home_with(tmp_path / "here", "Fish")
    there = home_with(tmp_path / "there", "Bird")
    (there.pictures / f"{'0' * 64}.txt").write_text("Bird", encoding="utf-8")
    there.presets.unlink()
    fish, bird = words_of(here), words_of(there)
    fresh = here.data / RESTORING
    fresh.mkdir()
    shutil.copytree(there.pictures, fresh / "pictures")
    shutil.copytree(there.unsent, fresh / "unsent")
    for path in (there.database, there.settings):
        shutil.copy(path, fresh)
    return here, fish, bird


def killed_at(step, monkeypatch):
    """The process ends before the move with this number."""
    moves = iter(range(100))
    move = changeover._move

    def dying(source, target):
        if next(moves) == step:
            raise Killed
        move(source, target)

    monkeypatch.setattr(changeover, "_move", dying)


def test_nothing_is_done_where_nothing_was_begun(homes):
    here, fish, _ = homes
    assert changeover.carry_out(here) is None
    assert words_of(here) == fish


@pytest.mark.parametrize("step", range(9))
def test_killed_in_the_middle_it_goes_on_at_the_next_start(homes, monkeypatch, step):
    here, fish, bird = homes
    changeover.begin_restore(here)
    with monkeypatch.context() as patch:
        killed_at(step, patch)
        with pytest.raises(Killed):
            changeover.carry_out(here)
    here.create()  # as a start may do before
    outcome = changeover.carry_out(here)
    assert outcome is not None
    assert (outcome.deed, outcome.problem) == (Deed.RESTORED, None)
    assert words_of(here) == bird
    assert not (here.data / RESTORING).exists()
    assert not (here.data / NOTE).exists()
    changeover.begin_undo(here)
    changeover.carry_out(here)
    assert words_of(here) == fish


def test_there_are_so_many_steps(homes, monkeypatch):
    here, _, _ = homes
    changeover.begin_restore(here)
    killed_at(9, monkeypatch)
    assert changeover.carry_out(here) is not None


@pytest.mark.parametrize("step", range(9))
def test_what_cannot_be_moved_leaves_all_as_it_was(homes, monkeypatch, step):
    here, fish, _ = homes
    changeover.begin_restore(here)
    moves = iter(range(100))
    move = changeover._move

    def failing(source, target):
        if next(moves) == step:
            raise OSError(errno.EACCES, "Permission denied")
        move(source, target)

    monkeypatch.setattr(changeover, "_move", failing)
    outcome = changeover.carry_out(here)
    assert outcome is not None
    assert outcome.problem is not None
    assert outcome.problem.code == "backup.not_restored"
    assert words_of(here) == fish
    assert asides(here) == []
    assert changeover.carry_out(here) is None


def test_settings_on_another_disk_are_copied(homes, monkeypatch):
    here, fish, bird = homes
    replace = Path.replace

    def elsewhere(self, target):
        if self.name == "settings.toml":
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", elsewhere)
    changeover.begin_restore(here)
    changeover.carry_out(here)
    assert words_of(here) == bird
    changeover.begin_undo(here)
    changeover.carry_out(here)
    assert words_of(here) == fish


def test_two_restores_in_one_second_keep_both(homes):
    here, _fish, bird = homes
    changeover.begin_restore(here)
    changeover.carry_out(here)
    changeover.begin_undo(here)
    changeover.carry_out(here)
    changeover.begin_undo(here)
    changeover.carry_out(here)
    assert words_of(here) == bird
    assert len(asides(here)) == 1


def test_a_note_that_makes_no_sense_does_nothing(homes):
    here, fish, _ = homes
    (here.data / NOTE).write_text("{", encoding="utf-8")
    assert changeover.carry_out(here) is None
    assert words_of(here) == fish


def test_what_is_erased_is_nowhere_on_the_disk(homes):
    here, _, _ = homes
    store = Store.open(here.database)  # as after a crash: with a log that was not folded in
    talk = store.load(store.summaries()[0].id)
    talk.draft = "Fish in the log"
    store.save_conversation(talk)
    changeover.begin_restore(here)
    changeover.carry_out(here)  # what is set aside goes, too
    store.close()
    assert [path.suffix for path in sorted(here.unsent.iterdir())] == [".json", ".wav"]
    (here.data / "conversations.damaged-1.db").write_bytes(b"Fish")
    (here.models / "a.gguf").write_bytes(b"GGUF")
    everything = set(Part) - {Part.MODELS}
    changeover.begin_erase(here, everything)
    outcome = changeover.carry_out(here)
    assert outcome is not None
    assert (outcome.deed, outcome.problem) == (Deed.ERASED, None)
    files = [path for path in here.data.rglob("*") if path.is_file()]
    assert sorted(path.name for path in files) == ["a.gguf", "parley.log"]
    assert [path for path in files if b"Fish" in path.read_bytes()] == []
    here.create()
    assert words_of(here)["texts"] == []


def test_only_what_is_named_is_erased(homes):
    here, fish, _ = homes
    (here.models / "a.gguf").write_bytes(b"GGUF")
    changeover.begin_erase(here, {Part.MODELS, Part.LOGS})
    changeover.carry_out(here)
    here.create()
    assert words_of(here) == fish
    assert list(here.models.iterdir()) == [here.voice_models]
    assert (here.logs / "parley.log").read_bytes() == b""


def test_models_of_others_and_what_is_fetched_stay_without_the_voice_models(homes):
    here, _, _ = homes
    (here.models / "a.gguf").write_bytes(b"GGUF")
    (here.voice_models / "a.pt").write_bytes(b"PT")
    here.downloads.write_text("[]", encoding="utf-8")
    changeover.begin_erase(here, {Part.VOICE_MODELS})
    changeover.carry_out(here)
    assert not here.voice_models.exists()
    assert (here.models / "a.gguf").exists()
    assert here.downloads.exists()


def test_an_erasing_that_was_killed_goes_on(homes, monkeypatch):
    here, _, _ = homes
    changeover.begin_erase(here, set(Part))
    with monkeypatch.context() as patch:
        patch.setattr(changeover, "_delete", lambda path: (_ for _ in ()).throw(Killed()))
        with pytest.raises(Killed):
            changeover.carry_out(here)
    assert changeover.carry_out(here) is not None
    here.create()
    assert words_of(here)["texts"] == []


def test_what_cannot_be_deleted_is_named(homes, monkeypatch):
    here, _, _ = homes
    delete = changeover._delete

    def stubborn(path):
        if path == here.presets:
            raise OSError(errno.EBUSY, "Device or resource busy")
        delete(path)

    monkeypatch.setattr(changeover, "_delete", stubborn)
    changeover.begin_erase(here, {Part.CONVERSATIONS, Part.SETTINGS})
    outcome = changeover.carry_out(here)
    assert outcome is not None
    assert outcome.problem is not None
    assert outcome.problem.code == "erase.left"
    assert outcome.problem.values["name"] == "presets.toml"
    assert not here.database.exists()
    assert changeover.carry_out(here) is None


def test_who_only_reads_carries_on_too_unless_a_window_is_at_it(homes, monkeypatch):
    here, _fish, bird = homes
    assert changeover.settle(here) is None
    changeover.begin_restore(here)
    lock = file_lock.hold(here.data / file_lock.HOME)
    assert lock is not None
    assert changeover.settle(here) is None
    lock.close()
    assert changeover.settle(here) is not None
    assert words_of(here) == bird
