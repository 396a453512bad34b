"""The program as it is started: one instance a home, signals, and the ways out."""

import os
import signal
import subprocess
import sys

import pytest
from PySide6.QtCore import QLockFile

from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from tests.conftest import ROOT

LONGEST = 200


def begin(home, *arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "desktop_app", "--home", str(home), *arguments], cwd=ROOT
    )


def run_to_its_end(home, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "desktop_app", "--home", str(home), "--demo", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )


def wait_for_window(process: subprocess.Popen, home) -> None:
    """Until the first instance answers a second one, which it does as soon as its loop runs."""
    while process.poll() is None:
        if (home / "parley.lock").exists() and begin(home).wait(LONGEST) == 0:
            return
    pytest.fail("the program ended before its window was there")


def test_it_opens_and_closes_by_itself_when_asked_to(tmp_path):
    assert begin(tmp_path, "--demo", "--exit-when-shown").wait(LONGEST) == 0
    assert Places(tmp_path).database.exists()
    assert Places(tmp_path).window.exists()


def test_a_model_that_is_opened_while_parley_runs_goes_to_its_window(qtbot, tmp_path):
    home, folder = tmp_path / "home", tmp_path / "Ünser Ordner"
    folder.mkdir()
    model = folder / "ein Mödell 模型.gguf"
    model.write_bytes(b"GGUF")  # The demo loads whatever it is given.
    first = begin(home, "--demo")
    try:
        wait_for_window(first, home)
        # As from a shell: the window's own working folder is another one.
        command = [sys.executable, "-m", "desktop_app", "--home", str(home), model.name]
        paths = {**os.environ, "PYTHONPATH": str(ROOT)}
        second = subprocess.run(command, cwd=folder, env=paths, timeout=LONGEST, check=False)
        assert second.returncode == 0

        def chosen() -> str:
            return str(Settings.load(Places(home).settings).get("model.path"))

        qtbot.waitUntil(lambda: chosen() == str(model))
    finally:
        first.kill()
        first.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_second_start_ends_at_once_and_a_signal_closes_the_first(tmp_path, number):
    first = begin(tmp_path, "--demo")
    try:
        wait_for_window(first, tmp_path)
        assert first.poll() is None
        first.send_signal(number)
        assert first.wait(LONGEST) == 0
    finally:
        first.kill()
        first.wait()


def test_a_home_that_cannot_be_written_is_told_in_one_sentence(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    process = run_to_its_end(blocked)
    assert process.returncode == 1
    assert "could not be saved" in process.stderr
    assert "Traceback" not in process.stderr


def test_a_log_that_cannot_be_kept_is_no_reason_not_to_open(tmp_path):
    (tmp_path / "logs" / "parley.log").mkdir(parents=True)
    process = run_to_its_end(tmp_path, "--exit-when-shown")
    assert process.returncode == 0
    assert "no log" in process.stderr


def test_a_window_that_does_not_answer_is_told_of(tmp_path):
    lock = QLockFile(str(tmp_path / "parley.lock"))
    assert lock.tryLock(0)
    process = run_to_its_end(tmp_path)
    lock.unlock()
    assert process.returncode == 1
    assert "does not answer" in process.stderr
