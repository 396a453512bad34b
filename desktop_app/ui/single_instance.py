"""One window a home: a second start hands its wish over and brings the first one forward."""

import hashlib
import json
import logging
import os
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

CALL_MILLISECONDS = 2000
"""How long a second start waits for the first one to answer."""

READ_MILLISECONDS = 200
"""How long the window waits for the words of a caller that has connected."""


class SingleInstance(QObject):
    """Holds the lock of a home, or calls the window that holds it.

    The lock belongs to the process (Qt asks the system whether its owner lives), so a killed
    Parley leaves nothing behind that keeps the next one from starting.
    """

    called = Signal(str)
    """Another start asked for the window; carries the model file it was given, or ""."""

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # A socket's path may be about 100 bytes long, a home's may not fit: hence the digest.
        digest = hashlib.sha256(os.fsencode(home.resolve())).hexdigest()[:16]
        self._name = f"parley-{digest}"
        self._lock = QLockFile(str(home / "parley.lock"))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def acquire(self) -> bool:
        """Become the one instance; False when another process is it already."""
        if not self._lock.tryLock(0):
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
        socket.write(json.dumps({"model": model}).encode())
        sent = socket.waitForBytesWritten(CALL_MILLISECONDS)
        socket.disconnectFromServer()
        if socket.state() != QLocalSocket.LocalSocketState.UnconnectedState:
            socket.waitForDisconnected(CALL_MILLISECONDS)
        return sent

    def release(self) -> None:
        """Let the next start be the one instance."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _on_connection(self) -> None:
        assert self._server is not None
        while (socket := self._server.nextPendingConnection()) is not None:
            # The caller writes one short line at once, so this hardly ever waits; and a caller
            # that says nothing still wants to see the window.
            if not socket.bytesAvailable():
                socket.waitForReadyRead(READ_MILLISECONDS)
            model = _model_in(bytes(socket.readAll().data()))
            socket.disconnectFromServer()
            socket.deleteLater()
            self.called.emit(model)


def _model_in(words: bytes) -> str:
    try:
        return str(json.loads(words.decode())["model"])
    except (ValueError, KeyError, TypeError):
        return ""
