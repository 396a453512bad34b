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

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop_app.app import assemble
from desktop_app.core.engine import EngineSpec
from desktop_app.core.options import WindowOptions
from desktop_app.core.paths import Places
from desktop_app.engines.isolated import IsolatedEngine
from desktop_app.engines.scripted import Reply, ScriptedOptions

if __name__ == "__main__":
    application = QApplication([])
    places = Places(Path(sys.argv[1]))
    places.create()
    script = ScriptedOptions(replies=(Reply("word " * 100_000),), tokens_per_second=100.0)
    spec = EngineSpec("desktop_app.engines.scripted:create", script)
    parley = assemble(
        application, places, WindowOptions(), lambda: IsolatedEngine(spec, places.logs)
    )
    parley.settings.set("model.path", "scripted.gguf")
    parley.window.show()
    QTimer.singleShot(0, lambda: parley.chat.send("Tell me something long"))
    last = {"length": 0}
    def told():
        model = parley.transcript.model()
        if model.rowCount() == 2:
            print(len(model.index(1, 0).data()), flush=True)
    timer = QTimer(interval=100)
    timer.timeout.connect(told)
    timer.start()
    application.exec()
"""


@pytest.fixture
def program(tmp_path):
    script = tmp_path / "program.py"
    script.write_text(PROGRAM, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path / "home")], stdout=subprocess.PIPE, text=True
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

    _, alive = psutil.wait_procs(children, timeout=10)
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
