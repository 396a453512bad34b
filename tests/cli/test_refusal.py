"""A processor that is too old is told of in a sentence, and shown where nobody sees a terminal."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from desktop_app import __main__ as entry
from desktop_app.cli import refusal
from desktop_app.engines import instruction_set

OLD = frozenset({"ssse3", "cx16", "lahf_lm"})


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What stood in boxes."""
    sentences: list[str] = []
    monkeypatch.setattr(refusal, "show", sentences.append)
    return sentences


def start(monkeypatch: pytest.MonkeyPatch, words: Sequence[str]) -> int:
    monkeypatch.setattr(sys, "argv", ["parley", *words])
    monkeypatch.setattr(instruction_set, "features", lambda: OLD)
    return entry.main()


def test_the_window_is_refused_in_a_sentence_and_a_box(
    monkeypatch: pytest.MonkeyPatch, shown: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert start(monkeypatch, []) == 1
    error = capsys.readouterr().err
    assert error == f"{shown[0]}\n"
    assert "it lacks POPCNT, SSE4.1, SSE4.2," in error


def test_a_command_is_refused_where_it_was_given(
    monkeypatch: pytest.MonkeyPatch, shown: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert start(monkeypatch, ["diagnostics"]) == 1
    assert "it lacks POPCNT" in capsys.readouterr().err
    assert shown == []


def test_the_version_is_told_on_any_processor(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        start(monkeypatch, ["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().err == ""


def test_nothing_that_needs_such_a_processor_is_loaded_before(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from desktop_app.engines import instruction_set\n"
        "instruction_set.features = lambda: frozenset({'ssse3'})\n"
        "from desktop_app.__main__ import main\n"
        "assert main() == 1\n"
        "print({'PySide6', 'numpy', 'ctypes', 'PIL'} & set(sys.modules))"
    )
    clean = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    done = subprocess.run(
        [sys.executable, "-c", code, "--home", str(tmp_path)],
        env=clean,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "set()\n"), done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="a box of a Linux desktop")
class TestBox:
    @pytest.fixture
    def programs(self, tmp_path: Path) -> Path:
        """A folder with a program that writes down what it was told."""
        program = tmp_path / "zenity"
        program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{tmp_path}/told"\n')
        program.chmod(0o755)
        os.mkfifo(tmp_path / "told")
        return tmp_path

    def test_what_the_system_has_shows_it(self, programs: Path) -> None:
        refusal.show("Too old.", {"PATH": str(programs), "DISPLAY": ":9"})
        told = (programs / "told").read_text().splitlines()
        assert told == ["--error", "--no-markup", "--title=Parley", "--text", "Too old."]
        os.wait()

    @pytest.mark.parametrize("environment", [{}, {"DISPLAY": ":9"}], ids=["no screen", "no box"])
    def test_elsewhere_the_sentence_alone_is_there(
        self, tmp_path: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object, **__: object) -> None:
            raise AssertionError("nothing can be started")

        monkeypatch.setattr(refusal, "_start", fail)
        refusal.show("Too old.", {"PATH": str(tmp_path), **environment})
