"""Speech Dispatcher, with a daemon that the test plays."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.speech import Voice
from desktop_app.ui.speech import dispatcher as module
from desktop_app.ui.speech.dispatcher import DispatcherSynthesizer
from tests.ui.settled import settle

VOICE = Voice("dispatcher/English_(America)", "English (America)", "en-US")


class Daemon:
    """Answers SSIP as the real one does; `events` are the test's."""

    modules = "250-espeak-ng\r\n250 OK MODULE LIST SENT\r\n"

    def __init__(self, path: Path) -> None:
        self.commands: list[str] = []
        self.texts: list[str] = []
        self._server = QLocalServer()
        assert self._server.listen(str(path))
        self._server.newConnection.connect(self._on_connection)
        self.socket: QLocalSocket | None = None
        self._text: list[str] | None = None

    def tell(self, lines: str) -> None:
        assert self.socket is not None
        self.socket.write(lines.encode())

    def end(self, message: int) -> None:
        self.tell(f"702-{message}\r\n702-1\r\n702 END\r\n")

    def close(self) -> None:
        if self.socket is not None:
            self.socket.abort()
        self._server.close()

    def _on_connection(self) -> None:
        self.socket = self._server.nextPendingConnection()
        self.socket.readyRead.connect(self._on_read)

    def _on_read(self) -> None:
        assert self.socket is not None
        while self.socket.canReadLine():
            self._on_line(self.socket.readLine().data().decode().removesuffix("\r\n"))

    def _on_line(self, line: str) -> None:
        if self._text is not None:
            if line != ".":
                self._text.append(line)
                return
            self.texts.append("\n".join(self._text))
            self._text = None
            self.tell(f"225-{len(self.texts)}\r\n225 OK MESSAGE QUEUED\r\n")
            return
        self.commands.append(line)
        if line == "SPEAK":
            self._text = []
            self.tell("230 OK RECEIVING DATA\r\n")
        elif line == "LIST OUTPUT_MODULES":
            self.tell(self.modules)
        elif line == "LIST SYNTHESIS_VOICES":
            self.tell(
                "249-Afrikaans\taf\tnone\r\n249-Afrikaans+Adam\taf\tAdam\r\n"
                "249-English_(America)\ten-US\tnone\r\n249 OK VOICE LIST SENT\r\n"
            )
        else:
            self.tell("208 OK\r\n")


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    # The path of a socket has to be short: no folder of pytest's.
    with tempfile.TemporaryDirectory(prefix="ssip") as name:
        monkeypatch.setenv("XDG_RUNTIME_DIR", name)
        monkeypatch.setattr(module.shutil, "which", lambda program: None)
        (Path(name) / "speech-dispatcher").mkdir()
        yield Path(name)


@pytest.fixture
def daemon(qapp: QApplication, folder: Path) -> Iterator[Daemon]:
    daemon = Daemon(module.socket_path())
    yield daemon
    daemon.close()


@pytest.fixture
def speech(qapp: QApplication) -> Iterator[DispatcherSynthesizer]:
    speech = DispatcherSynthesizer()
    yield speech
    speech.close()


@pytest.fixture
def ready(qtbot: QtBot, daemon: Daemon, speech: DispatcherSynthesizer) -> DispatcherSynthesizer:
    with qtbot.waitSignal(speech.voices_found):
        speech.find_voices()
    return speech


def test_its_voices_are_found_without_their_disguises(ready: DispatcherSynthesizer) -> None:
    assert ready.voices == (Voice("dispatcher/Afrikaans", "Afrikaans", "af"), VOICE)


def test_a_message_is_said_by_the_voice_that_is_wished(
    qtbot: QtBot, daemon: Daemon, ready: DispatcherSynthesizer
) -> None:
    ready.say("Hello.\n.a line with a stop", VOICE, 2.0)
    qtbot.waitUntil(lambda: len(daemon.texts) == 1)
    assert daemon.texts == ["Hello.\n..a line with a stop"]
    assert daemon.commands[-4:] == [
        "SET SELF LANGUAGE en-US",
        "SET SELF SYNTHESIS_VOICE English_(America)",
        "SET SELF RATE 63",
        "SPEAK",
    ]
    with qtbot.waitSignal(ready.spoken):
        daemon.end(1)


def test_the_end_of_another_message_is_not_ours(
    qtbot: QtBot, daemon: Daemon, ready: DispatcherSynthesizer
) -> None:
    ready.say("One.", VOICE, 1.0)
    qtbot.waitUntil(lambda: len(daemon.texts) == 1)
    ready.stop()
    ready.say("Two.", VOICE, 1.0)
    qtbot.waitUntil(lambda: len(daemon.texts) == 2)
    spoken: list[int] = []
    ready.spoken.connect(lambda: spoken.append(1))
    daemon.end(1)
    daemon.tell("701-2\r\n701-1\r\n701 BEGIN\r\n")
    daemon.end(2)
    qtbot.waitUntil(lambda: bool(spoken))
    settle()
    assert spoken == [1]
    assert "STOP SELF" in daemon.commands


def test_after_a_pause_the_sentence_is_said_again(
    qtbot: QtBot, daemon: Daemon, ready: DispatcherSynthesizer
) -> None:
    spoken: list[int] = []
    ready.spoken.connect(lambda: spoken.append(1))
    ready.say("One.", VOICE, 1.0)
    qtbot.waitUntil(lambda: len(daemon.texts) == 1)
    ready.pause()
    qtbot.waitUntil(lambda: "STOP SELF" in daemon.commands)
    daemon.tell("703-1\r\n703-1\r\n703 CANCELED\r\n")
    ready.resume()
    qtbot.waitUntil(lambda: daemon.texts == ["One.", "One."])
    daemon.end(2)
    qtbot.waitUntil(lambda: spoken == [1])


def test_a_daemon_that_goes_away_is_told_of(
    qtbot: QtBot, daemon: Daemon, ready: DispatcherSynthesizer
) -> None:
    ready.say("One.", VOICE, 1.0)
    with qtbot.waitSignal(ready.failed) as failed:
        daemon.close()
    assert failed.args[0].code == "speech.failed"


def test_a_daemon_without_modules_has_no_voices(
    qtbot: QtBot, daemon: Daemon, speech: DispatcherSynthesizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Daemon, "modules", "250-dummy\r\n250 OK MODULE LIST SENT\r\n")
    with qtbot.waitSignal(speech.voices_found):
        speech.find_voices()
    assert speech.voices == ()


REAL = shutil.which("speech-dispatcher")


@pytest.mark.skipif(REAL is None, reason="Speech Dispatcher is not installed")
def test_a_daemon_that_was_started_here_ends_by_itself(
    qtbot: QtBot, folder: Path, speech: DispatcherSynthesizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where its own settings say that it stays."""
    settings = folder / "speech-dispatcher" / "speechd.conf"
    settings.write_text('Timeout 0\nAddModule "espeak-ng" "sd_espeak-ng" "espeak-ng.conf"\n')
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.setattr(module.shutil, "which", lambda program: REAL)
    monkeypatch.setattr(module, "_ALONE_SECONDS", 1)
    with qtbot.waitSignal(speech.voices_found):
        speech.find_voices()
    number = int((folder / "speech-dispatcher" / "pid" / "speech-dispatcher.pid").read_text())
    daemon = psutil.Process(number)
    assert daemon.is_running()
    speech.close()
    daemon.wait(200)  # raises where it stays


def test_where_there_is_no_daemon_there_are_no_voices(
    qtbot: QtBot, folder: Path, speech: DispatcherSynthesizer
) -> None:
    with qtbot.waitSignal(speech.voices_found):
        speech.find_voices()
    assert speech.voices == ()
