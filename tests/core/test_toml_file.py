"""A file that a person edits: read as it is, set aside when it is no TOML."""

from pathlib import Path

import pytest

from desktop_app.core.errors import Problem
from desktop_app.core.toml_file import TomlFile


def test_what_is_not_there_begins_as_it_was_told(tmp_path: Path) -> None:
    problems: list[Problem] = []
    file = TomlFile(tmp_path / "a.toml", "settings.damaged", problems, "# Begins so.\n")
    assert file.read() == ("# Begins so.\n", {})
    assert problems == []


def test_a_byte_order_mark_is_no_damage(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes("\ufeffone = 1\n".encode())
    problems: list[Problem] = []
    assert TomlFile(path, "settings.damaged", problems).read() == ("one = 1\n", {"one": 1})
    assert problems == []


@pytest.mark.parametrize("data", [b"one = = 1", b"\xff\xfe\x00", b"a = " + b"[" * 5000])
def test_what_is_no_toml_is_set_aside_and_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(data)
    problems: list[Problem] = []
    assert TomlFile(path, "records.damaged", problems, "# New.\n").read() == ("# New.\n", {})
    (problem,) = problems
    assert problem.code == "records.damaged"
    assert (tmp_path / str(problem.values["name"])).read_bytes() == data
    assert not path.exists()
