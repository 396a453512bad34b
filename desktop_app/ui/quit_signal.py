"""A SIGTERM, or a Ctrl-C in the terminal, heard while Qt's event loop waits."""

import contextlib
import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal

QUIT = (signal.SIGINT, signal.SIGTERM)


class QuitSignal(QObject):
    """Emits `asked` when the system asks the program to end.

    Python runs its signal handlers between two of its own instructions, and the event loop may
    execute none for minutes: the system writes a byte to a socket, which wakes the loop. Lives on
    the main thread; there is one at a time.
    """

    asked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # Both ends are kept: without the writer the reader would be at its end, which is
        # "readable" for ever, and the loop would never rest.
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)
        signal.set_wakeup_fd(self._writer.fileno())
        for number in QUIT:
            signal.signal(number, lambda *_: self.asked.emit())

    def is_pending(self) -> bool:
        """Whether there is something to read: only after a signal, until the loop has run."""
        try:
            self._reader.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        return True

    def close(self) -> None:
        """Leave the signals alone; the program is on its way out."""
        signal.set_wakeup_fd(-1)
        self._notifier.setEnabled(False)
        self._reader.close()
        self._writer.close()

    def _drain(self) -> None:
        # Python may run the signal's handler on the way in, and that may end in `close`.
        with contextlib.suppress(OSError):
            self._reader.recv(64)
