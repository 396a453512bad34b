"""One window a home: a second start hands its wish over and brings the first one forward."""

import hashlib
import json
import logging
import os
from io import FileIO
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop_app.core import file_lock

CALL_MILLISECONDS = 2000
"""How long a second start waits for the first one to answer."""

LISTEN_MILLISECONDS = 2000
"""How long the window listens to a caller that has connected and does not come to an end."""

MOST_BYTES = 200_000
"""More than the longest path of any system takes."""

END = b"\n"
"""Behind the words of a caller."""


class SingleInstance(QObject):
    """Holds the lock of a home, or calls the window that holds it.

    The lock belongs to the open file, which the system closes however the process ends: a killed
    Parley leaves nothing behind that keeps the next one from starting, whatever the file says.
    """

    called = Signal(str)
    """Another start asked for the window; carries the model file it was given, or ""."""

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # A socket's path may be about 100 bytes long, a home's may not fit: hence the digest.
        digest = hashlib.sha256(os.fsencode(home.resolve())).hexdigest()[:16]
        self._name = f"parley-{digest}"
        self._place = home / file_lock.HOME
        self._lock: FileIO | None = None
        self._server: QLocalServer | None = None

    def acquire(self) -> bool:
        """Become the one instance; False when another process is it already."""
        if not self._locked():
            return False
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        if not self._server.listen(self._name):
            # Still the one instance; a second start will find a window that does not answer.
            logging.warning("no second start will be heard: %s", self._server.errorString())
        return True

    def call(self, model: str = "") -> bool:
        """Ask the first instance to come forward (and to load `model`); False if it is deaf."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(CALL_MILLISECONDS):
            return False
        socket.write(json.dumps({"model": model}).encode() + END)
        sent = socket.waitForBytesWritten(CALL_MILLISECONDS)
        socket.disconnectFromServer()
        if socket.state() != QLocalSocket.LocalSocketState.UnconnectedState:
            socket.waitForDisconnected(CALL_MILLISECONDS)
        return sent

    def release(self) -> None:
        """Let the next start be the one instance."""
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _locked(self) -> bool:
        try:
            self._lock = file_lock.hold(self._place)
        except OSError as error:
            # A folder that may not be written to: what is in it can still be read.
            logging.warning("the home cannot be locked: %s", error)
            return True
        return self._lock is not None

    def _on_connection(self) -> None:
        assert self._server is not None
        while (socket := self._server.nextPendingConnection()) is not None:
            caller = _Caller(socket, self)
            caller.heard.connect(self.called)
            caller.listen()


class _Caller(QObject):
    """Another start that has connected: heard to its end, which may take it a while on a busy
    computer, and without the window waiting for it."""

    heard = Signal(str)
    """The model file it was given, or "": a caller that says nothing still wants the window."""

    def __init__(self, socket: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        self._socket = socket
        socket.setParent(self)
        self._words = b""
        self._done = False

    def listen(self) -> None:
        """Emit `heard`, once."""
        self._socket.readyRead.connect(self._read)
        self._socket.disconnected.connect(self._end)
        QTimer.singleShot(LISTEN_MILLISECONDS, self, self._end)
        self._read()
        if self._socket.state() == QLocalSocket.LocalSocketState.UnconnectedState:
            self._end()

    def _read(self) -> None:
        self._words += bytes(self._socket.readAll().data())
        if self._words.endswith(END) or len(self._words) > MOST_BYTES:
            self._end()

    def _end(self) -> None:
        if self._done:
            return
        self._done = True
        self._words += bytes(self._socket.readAll().data())
        self._socket.disconnectFromServer()
        self.deleteLater()
        self.heard.emit(_model_in(self._words))


def _model_in(words: bytes) -> str:
    try:
        return str(json.loads(words.decode())["model"])
    except (ValueError, KeyError, TypeError):
        return ""
