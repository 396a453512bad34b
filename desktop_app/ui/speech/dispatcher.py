"""Speech Dispatcher, which gives the voices of a Linux desktop to all its programs.

Spoken to by its own protocol, SSIP (lines of text over a local socket), and never waited for:
a daemon that is stuck is one that does not answer. Qt's plugin for it, and the library below that,
would keep the window waiting.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer
from PySide6.QtNetwork import QLocalSocket

from desktop_app.core.errors import Problem
from desktop_app.core.speech import Voice
from desktop_app.ui.speech.synthesizer import Synthesizer, slider

_TRIES = 20
_BETWEEN_TRIES = 150
"""How often, and with how many milliseconds between, a daemon that was started is called."""
_ALONE_SECONDS = 5
"""So long a daemon that was started here waits for the next one to connect."""
_FASTEST = 100
"""SSIP's highest rate."""

_ENDED, _CANCELLED = "702", "703"
"""Events of a message."""
_PREFIX = "dispatcher/"
"""What the ids of its voices begin with."""

Answer = Callable[[list[str]], None]


def socket_path() -> Path:
    """Where the daemon of this user listens."""
    runtime = os.environ.get("XDG_RUNTIME_DIR") or Path.home() / ".cache"
    return Path(runtime) / "speech-dispatcher" / "speechd.sock"


class DispatcherSynthesizer(Synthesizer):
    """Says one message at a time; the daemon tells when it ended."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._socket = QLocalSocket(self)
        self._socket.connected.connect(self._on_connected)
        self._socket.errorOccurred.connect(self._on_error)
        self._socket.readyRead.connect(self._on_lines)
        self._rest = b""
        self._lines: list[str] = []
        self._answers: list[Answer] = []
        """What is done with the answers that are still to come, in their order."""
        self._tries = 0
        self._started = False
        self._message = ""
        self._said: tuple[str, Voice, float] | None = None
        self._closed = False

    def find_voices(self) -> None:
        self._socket.connectToServer(str(socket_path()))

    def say(self, text: str, voice: Voice, rate: float) -> None:
        self._said = (text, voice, rate)
        self._message = ""
        name = voice.id.removeprefix(_PREFIX)
        speed = round(_FASTEST * slider(rate))
        self._ask(f"SET SELF LANGUAGE {voice.language}")
        self._ask(f"SET SELF SYNTHESIS_VOICE {name}")
        self._ask(f"SET SELF RATE {speed}")
        self._ask("SPEAK")
        lines = text.splitlines() or [""]
        # A line with only a full stop would end the message.
        body = "\r\n".join("." + line if line.startswith(".") else line for line in lines)
        self._ask(f"{body}\r\n.", self._on_queued)

    def pause(self) -> None:
        self._ask("STOP SELF")  # Not every module can pause: the sentence is said again.
        self._message = ""

    def resume(self) -> None:
        if self._said is not None:
            self.say(*self._said)

    def stop(self) -> None:
        if self._said is not None:
            self._said = None
            self._message = ""
            self._ask("STOP SELF")

    def close(self) -> None:
        super().close()
        self._closed = True
        self._ask("QUIT")
        self._socket.flush()
        self._socket.abort()

    def _ask(self, command: str, answer: Answer | None = None) -> None:
        if self._socket.state() == QLocalSocket.LocalSocketState.ConnectedState:
            self._answers.append(answer or (lambda lines: None))
            self._socket.write(f"{command}\r\n".encode())

    def _on_connected(self) -> None:
        user = os.environ.get("USER", "user").replace(":", "").replace(" ", "")
        self._ask(f"SET SELF CLIENT_NAME {user or 'user'}:parley:main")
        self._ask("SET SELF PRIORITY MESSAGE")
        self._ask("SET SELF NOTIFICATION ALL ON")
        self._ask("LIST OUTPUT_MODULES", self._on_modules)

    def _on_modules(self, lines: list[str]) -> None:
        modules = [line for line in lines[:-1] if line != "dummy"]
        if not modules:
            self.voices_found.emit()  # It runs, and nothing can speak.
            return
        self._ask("LIST SYNTHESIS_VOICES", self._on_list)

    def _on_list(self, lines: list[str]) -> None:
        rows = [line.split("\t") for line in lines[:-1]]
        # espeak-ng offers each of its voices in a hundred disguises.
        self.voices = tuple(
            Voice(_PREFIX + row[0], row[0].replace("_", " "), row[1])
            for row in rows
            if len(row) >= 2 and "+" not in row[0]
        )
        self.voices_found.emit()

    def _on_queued(self, lines: list[str]) -> None:
        if lines[-1].startswith("225"):
            self._message = lines[0]
        else:
            self.failed.emit(Problem("speech.failed", details=lines[-1]))

    def _on_lines(self) -> None:
        self._rest += self._socket.readAll().data()
        *whole, self._rest = self._rest.split(b"\r\n")
        for line in whole:
            self._on_line(line.decode(errors="replace"))

    def _on_line(self, line: str) -> None:
        """ "225-text" is a part of an answer, "225 text" its last line."""
        code, last, text = line[:3], line[3:4] != "-", line[4:]
        self._lines.append(line if last else text)
        if not last:
            return
        lines, self._lines = self._lines, []
        if code.startswith("7"):
            self._on_event(code, lines[0])
        elif self._answers:
            self._answers.pop(0)(lines)

    def _on_event(self, code: str, message: str) -> None:
        if self._message and message == self._message and code in (_ENDED, _CANCELLED):
            self._message = ""
            self._said = None
            self.spoken.emit()

    def _on_error(self) -> None:
        if self._closed:
            return
        if self.voices:
            details = f"Speech Dispatcher went away: {self._socket.errorString()}"
            self.failed.emit(Problem("speech.failed", details=details))
            return
        self._tries += 1
        if self._tries > _TRIES or not self._start():
            self.voices_found.emit()
        else:
            QTimer.singleShot(_BETWEEN_TRIES, self, self.find_voices)

    def _start(self) -> bool:
        """Start the daemon, as its own library does; False when it is not there."""
        program = shutil.which("speech-dispatcher")
        if program is None:
            return False
        if not self._started:
            self._started = True
            arguments = ["--spawn", "--communication-method", "unix_socket"]
            # Nobody else has asked for it: it ends by itself when nobody is connected any more,
            # also when we are killed. Others that come meanwhile keep it.
            QProcess.startDetached(program, [*arguments, "--timeout", str(_ALONE_SECONDS)])
        return True
