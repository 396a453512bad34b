"""kill -9 of the whole program in mid-stream, and what the next start finds."""

import signal
import sqlite3
import subprocess
import sys
import time

import psutil
import pytest

from desktop_app.core.conversation import State
from desktop_app.core.paths import Places
from desktop_app.core.store import Store
from tests.conftest import ROOT


@pytest.fixture
def program(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.end_to_end.long_reply", str(tmp_path / "home")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_what_was_on_screen_two_seconds_before_a_kill_is_there_after_it(program, tmp_path):
    shown = []
    deadline = time.monotonic() + 60
    for line in program.stdout:
        shown.append((time.monotonic(), int(line)))
        if shown[-1][1] > 400 and shown[-1][0] - shown[0][0] > 3:
            break
        assert time.monotonic() < deadline
    children = psutil.Process(program.pid).children(recursive=True)
    program.send_signal(signal.SIGKILL)
    killed = time.monotonic()
    program.wait()

    on_screen = max(length for when, length in shown if when <= killed - 2)
    store = Store.open(Places(tmp_path / "home").database)
    (summary,) = store.summaries()
    question, reply = store.load(summary.id).path()
    store.close()
    assert question.text == "Tell me something long"
    assert reply.state is State.INTERRUPTED
    assert len(reply.text) >= on_screen
    assert reply.text.startswith("word word")

    _, alive = psutil.wait_procs(children, timeout=200)
    assert alive == [], "the engine's process outlived the window"


def test_the_database_is_whole_after_a_kill(program, tmp_path):
    for line in program.stdout:
        if int(line) > 50:
            break
    program.send_signal(signal.SIGKILL)
    program.wait()
    database = sqlite3.connect(Places(tmp_path / "home").database)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()
