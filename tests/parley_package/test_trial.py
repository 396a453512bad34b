import io
import os
import sys
from pathlib import Path

import pytest

from parley_package.edition import SLIM
from parley_package.release import Release
from parley_package.target import Target
from parley_package.trial import environment, try_programs, verdict
from parley_setup.console import Console, SetupError

RELEASE = Release("1.0", SLIM, Target("linux", "x86_64"))

# As a packaged program takes its words: selftest --report FILE …
SCRIPT = """#!/bin/sh
{
    echo "ok      parley: 1.0"
    echo "ok      home: $7"
    [ -z "$PYTHONPATH$QT_PLUGIN_PATH$LD_LIBRARY_PATH" ] || echo "failed  variables: there"
    %s
} > "$3"
exit %d
"""


def put(path: Path, step: str, status: int = 0) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SCRIPT % (step, status))
    path.chmod(0o755)


@pytest.fixture
def console(tmp_path: Path) -> Console:
    return Console(tmp_path / "log", io.StringIO())


@pytest.mark.skipif(sys.platform != "linux", reason="the programs are scripts for a shell")
class TestPrograms:
    @pytest.fixture(autouse=True)
    def _variables(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("PYTHONPATH", "QT_PLUGIN_PATH", "LD_LIBRARY_PATH"):
            monkeypatch.setenv(name, "/nowhere")

    def test_both_are_tried_and_what_they_report_is_kept(
        self, tmp_path: Path, console: Console
    ) -> None:
        put(tmp_path / "Parley", "echo 'skipped microphone: there is none'")
        put(tmp_path / "bin" / "parley", "echo 'ok      window: opened'")
        try_programs(RELEASE, tmp_path, console)
        log = console.log.read_text(encoding="utf-8")
        assert "microphone: there is none" in log
        assert "window: opened" in log

    def test_the_windowed_one_has_no_streams_at_all(self, tmp_path: Path, console: Console) -> None:
        # 1 is the script's own report by then. Without a pipe, whose ends would take their numbers.
        put(
            tmp_path / "Parley", "[ -e /proc/$$/fd/0 -o -e /proc/$$/fd/2 ] && echo 'failed  0, 2: '"
        )
        put(tmp_path / "bin" / "parley", "[ -e /proc/$$/fd/0 ] || echo 'failed  0: '")
        try_programs(RELEASE, tmp_path, console)

    def test_each_step_that_failed_is_named(self, tmp_path: Path, console: Console) -> None:
        put(tmp_path / "Parley", "echo 'ok      window: opened'")
        put(tmp_path / "bin" / "parley", "echo 'failed  load: no'; echo 'failed  hear: no'", 1)
        with pytest.raises(SetupError) as caught:
            try_programs(RELEASE, tmp_path, console)
        assert "bin/parley" in caught.value.sentence
        assert caught.value.remedy.split("\n  ") == ["load: no", "hear: no"]

    def test_a_program_that_is_not_there_is_told_of(self, tmp_path: Path, console: Console) -> None:
        with pytest.raises(SetupError, match="before its first step"):
            try_programs(RELEASE, tmp_path, console)


class TestVerdict:
    def test_a_program_that_dies_in_a_step_is_told_of_by_the_one_before(self) -> None:
        fault = verdict("Parley", -4, "ok      llama_cpp: 0.3\n", "one\nIllegal instruction\n")
        assert fault is not None
        assert "status -4 after the step “llama_cpp: 0.3”" in fault.sentence
        assert "Illegal instruction" in fault.remedy

    def test_one_that_hangs(self) -> None:
        fault = verdict("Parley", None, "ok      a: 1\nok      b: 2\n", "")
        assert fault is not None
        assert "not come to an end after the step “b: 2”" in fault.sentence

    def test_no_report_is_no_success(self) -> None:
        assert verdict("Parley", 0, "", "") is not None

    def test_a_step_that_is_skipped_is_none_that_failed(self) -> None:
        assert verdict("Parley", 0, "ok      a: 1\nskipped hear: no AVX2\n", "") is None


def test_a_user_has_neither_python_nor_qt_in_the_environment() -> None:
    ours = {"PATH": f"/venv/bin{os.pathsep}/usr/bin", "PYTHONPATH": "x", "QT_QPA_PLATFORM": "y"}
    left = environment({**ours, "LANG": "de_DE.UTF-8", "DISPLAY": ":1"}, "linux")
    assert left == {"PATH": "/usr/bin:/bin", "LANG": "de_DE.UTF-8", "DISPLAY": ":1"}


def test_windows_has_its_own_folders_of_programs() -> None:
    left = environment({"SYSTEMROOT": r"D:\Win", "PATH": r"C:\Python"}, "win32")
    assert left["PATH"] == r"D:\Win\System32;D:\Win"
