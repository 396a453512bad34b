"""The program as it is started: one instance a home, signals, and the ways out."""

import signal
import subprocess
import sys

import pytest

from desktop_app.core.paths import Places
from tests.conftest import ROOT

LONGEST = 60


def begin(home, *arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "desktop_app", "--home", str(home), *arguments], cwd=ROOT
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
    process = subprocess.run(
        [sys.executable, "-m", "desktop_app", "--home", str(blocked), "--demo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    assert process.returncode == 1
    assert "could not be saved" in process.stderr
    assert "Traceback" not in process.stderr
