"""`parley data`, with the processes that it starts."""

from pathlib import Path

import pytest

from desktop_app.cli import main
from desktop_app.core import file_lock
from tests.homes import home_with, words_of


@pytest.fixture
def home(tmp_path):
    return home_with(tmp_path / "home", "Fish")


def data(home, *words):
    return main(["--home", str(home), "data", *words])


def test_where_all_of_it_is(home, capsys):
    assert data(home.home, "where") == 0
    lines = dict(line.split(": ", 1) for line in capsys.readouterr().out.splitlines())
    assert lines["conversations"] == str(home.database)
    assert lines["models"] == str(home.models)


def test_how_big_it_is(home, capsys):
    assert data(home.home, "size") == 0
    out = capsys.readouterr().out
    assert "conversations (1)" in out
    assert "pictures, attached files (1)" in out


def test_a_backup_is_made_restored_and_undone(tmp_path, home, capsys):
    path = tmp_path / "a.zip"
    assert data(home.home, "backup", str(path)) == 0
    assert capsys.readouterr().out == f"{path}\n"
    there = home_with(tmp_path / "there", "Bird")
    assert data(there.home, "restore", str(path), "--yes") == 0
    said = capsys.readouterr()
    assert said.out == "restored\n"
    assert "1 conversation of" in said.err
    assert words_of(there) == words_of(home)
    assert data(there.home, "undo", "--yes") == 0
    assert words_of(there)["texts"] == ["Bird", "Bird 0", "Bird 1"]


def test_a_file_is_replaced_only_when_asked(tmp_path, home, capsys):
    path = tmp_path / "a.zip"
    path.write_text("mine", encoding="utf-8")
    assert data(home.home, "backup", str(path)) == 1
    assert "is there already" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "mine"
    assert data(home.home, "backup", str(path), "--yes") == 0


def test_a_damaged_backup_changes_nothing(tmp_path, home, capsys):
    path = tmp_path / "a.zip"
    data(home.home, "backup", str(path))
    path.write_bytes(path.read_bytes()[:-30])
    before = words_of(home)
    assert data(home.home, "restore", str(path), "--yes") == 1
    assert "its end is missing" in capsys.readouterr().err
    assert words_of(home) == before


@pytest.mark.parametrize("action", [("erase",), ("undo",), ("restore", "a.zip")])
def test_nothing_is_changed_without_yes(home, capsys, action):
    before = words_of(home)
    assert data(home.home, *action) == 1
    assert "--yes" in capsys.readouterr().err
    assert words_of(home) == before


@pytest.mark.parametrize("action", [("erase",), ("restore", "a.zip")])
def test_nothing_is_changed_under_an_open_window(home, capsys, action):
    lock = file_lock.hold(home.data / file_lock.HOME)
    assert lock is not None
    before = words_of(home)
    assert data(home.home, *action, "--yes") == 1
    lock.close()
    assert "close its window" in capsys.readouterr().err
    assert words_of(home) == before


def test_everything_but_the_models_is_erased(home, capsys):
    (home.models / "a.gguf").write_bytes(b"GGUF")
    assert data(home.home, "erase", "--yes") == 0
    assert capsys.readouterr().out == "deleted\n"
    files = [path for path in Path(home.home).rglob("*") if path.is_file()]
    assert [path for path in files if b"Fish" in path.read_bytes()] == []
    assert home.models / "a.gguf" in files
    assert data(home.home, "erase", "--all", "--yes") == 0
    assert not (home.models / "a.gguf").exists()


def test_there_may_be_nothing_to_bring_back(home, capsys):
    assert data(home.home, "undo", "--yes") == 1
    assert "nothing to bring back" in capsys.readouterr().err
