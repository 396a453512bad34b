"""One window a home, and a second start that speaks to the first."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtNetwork import QLocalSocket

from desktop_app.ui import single_instance
from desktop_app.ui.single_instance import SingleInstance

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from desktop_app.ui.single_instance import SingleInstance
application = QCoreApplication([])
instance = SingleInstance(Path(sys.argv[1]))
assert not instance.acquire()
assert instance.call(sys.argv[2])
"""


PATHS = [
    "/tmp/模型.gguf",
    '/home/zoë/Ünïcödé 🦜/a "quoted" and\nbroken name.gguf',
    "/tmp/" + "ж" * 2000 + ".gguf",
    "C:\\Users\\Jürgen\\Modelle\\a.gguf",
    "",
]


@pytest.mark.parametrize("model", PATHS, ids=["chinese", "spaces", "long", "dos", "none"])
def test_a_second_start_calls_the_first_window(qtbot, tmp_path, model):
    first = SingleInstance(tmp_path)
    assert first.acquire()
    try:
        called = []
        first.called.connect(called.append)
        second = subprocess.Popen([sys.executable, "-c", SECOND, str(tmp_path), model])
        qtbot.waitUntil(lambda: called != [])
        assert called == [model]
        assert second.wait(200) == 0
    finally:
        first.release()


@pytest.fixture
def listening(qtbot, tmp_path, monkeypatch):
    """A window that listens for a moment only, and what it hears."""
    monkeypatch.setattr(single_instance, "LISTEN_MILLISECONDS", 50)
    instance = SingleInstance(tmp_path)
    assert instance.acquire()
    called = []
    instance.called.connect(called.append)
    yield instance, called
    instance.release()


def connected(instance):
    socket = QLocalSocket()
    socket.connectToServer(instance._name)
    assert socket.waitForConnected(2000)
    return socket


def test_words_that_come_in_pieces_are_heard_to_their_end(qtbot, listening, monkeypatch):
    monkeypatch.setattr(single_instance, "LISTEN_MILLISECONDS", 60_000)
    instance, called = listening
    socket = connected(instance)
    words = b'{"model": "/tmp/a.gguf"}\n'
    for byte in words:
        assert called == []
        socket.write(bytes([byte]))
        assert socket.waitForBytesWritten(2000)
        QCoreApplication.processEvents()
    qtbot.waitUntil(lambda: called == ["/tmp/a.gguf"])
    socket.abort()


@pytest.mark.parametrize("words", [b"", b"nonsense", b"[]\n", b'{"model": "/tmp/a'])
def test_who_says_nothing_that_makes_sense_still_sees_the_window(qtbot, listening, words):
    instance, called = listening
    socket = connected(instance)
    socket.write(words)
    qtbot.waitUntil(lambda: called == [""])
    socket.abort()


def test_who_leaves_at_once_still_sees_the_window(qtbot, listening):
    instance, called = listening
    connected(instance).abort()
    qtbot.waitUntil(lambda: called == [""])


def test_another_home_is_another_window(qtbot, tmp_path):
    homes = [tmp_path / name for name in "ab"]
    instances = []
    for home in homes:
        home.mkdir()
        instances.append(SingleInstance(home))
    assert [instance.acquire() for instance in instances] == [True, True]
    for instance in instances:
        instance.release()


def test_a_released_home_can_be_taken_again(qtbot, tmp_path):
    first = SingleInstance(tmp_path)
    assert first.acquire()
    first.release()
    again = SingleInstance(tmp_path)
    assert again.acquire()
    again.release()


def test_nobody_answers_where_nobody_is(qtbot, tmp_path):
    assert not SingleInstance(tmp_path).call()


def test_a_dead_owner_whose_number_another_program_has_keeps_nobody_out(qtbot, tmp_path):
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    name = Path(sys.executable).resolve().name  # which Parley has too
    words = f"{other.pid}\n{name}\n{socket.gethostname()}\n"
    (tmp_path / "parley.lock").write_text(words, encoding="utf-8")
    instance = SingleInstance(tmp_path)
    try:
        assert instance.acquire()
    finally:
        instance.release()
        other.communicate(b"\n")


def test_a_folder_that_cannot_be_locked_is_no_reason_to_stay_away(qtbot, tmp_path):
    (tmp_path / "parley.lock").mkdir()
    instance = SingleInstance(tmp_path)
    assert instance.acquire()
    instance.release()


KILLED = """
import os
import signal
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from desktop_app.ui.single_instance import SingleInstance
application = QCoreApplication([])
assert SingleInstance(Path(sys.argv[1])).acquire()
os.kill(os.getpid(), signal.SIGTERM)
"""


def test_a_killed_window_keeps_nobody_out(qtbot, tmp_path):
    assert subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)]).returncode != 0
    instance = SingleInstance(tmp_path)
    assert instance.acquire()
    instance.release()
