"""A screenshot, by whatever the system takes screenshots with: never by Parley itself."""

import secrets
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import SLOT, QObject, QProcess, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication

from desktop_app.core.errors import Problem
from desktop_app.ui.offer import Offer, PictureBytes, PictureFile, offer_of

PORTAL = "org.freedesktop.portal.Desktop"
PORTAL_PATH = "/org/freedesktop/portal/desktop"
_TAKEN, _CANCELLED = 0, 1
_NAME = "screenshot.png"
_SNIP_MILLISECONDS = 120_000
"""So long a picture in the clipboard counts as the one that was asked for."""


class Screenshot(QObject):
    """Asks the system for a screenshot; the person says there what is to be seen on it.

    A request that was cancelled there ends without a word. Lives on the UI thread and never
    waits. Base of the ways that systems have.
    """

    taken = Signal(object)
    """The picture, as an `Offer`."""

    failed = Signal(object)
    """There is none, and the `Problem` says why."""

    def take(self) -> None:
        """Begin; the answer takes as long as the person does."""
        raise NotImplementedError


class PortalScreenshot(Screenshot):
    """By the XDG desktop portal: Wayland, X11, and inside of Flatpak and Snap."""

    def __init__(self, parent: QObject | None = None, address: str = "") -> None:
        """`address` is that of the D-Bus to ask, "" the session's own."""
        super().__init__(parent)
        self._address = address

    def take(self) -> None:
        """Call org.freedesktop.portal.Screenshot, after saying that its answer is wanted."""
        from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

        if self._address:
            bus = QDBusConnection.connectToBus(self._address, "parley")
        else:
            bus = QDBusConnection.sessionBus()
        token = f"parley_{secrets.token_hex(8)}"
        sender = bus.baseService().removeprefix(":").replace(".", "_")
        listens = bus.isConnected() and bus.connect(  # type: ignore[call-overload]
            PORTAL,
            f"{PORTAL_PATH}/request/{sender}/{token}",
            "org.freedesktop.portal.Request",
            "Response",
            self,
            SLOT("on_response(uint,QVariantMap)"),  # bytes, as the stub has it, are refused
        )
        if not listens:
            self.failed.emit(Problem("screenshot.unavailable", details=bus.lastError().message()))
            return
        call = QDBusMessage.createMethodCall(
            PORTAL, PORTAL_PATH, "org.freedesktop.portal.Screenshot", "Screenshot"
        )
        call.setArguments(["", {"handle_token": token, "interactive": True}])
        watcher = QDBusPendingCallWatcher(bus.asyncCall(call), self)
        watcher.finished.connect(self._on_called)

    @Slot("uint", "QVariantMap")
    def on_response(self, outcome: int, results: dict[str, object]) -> None:
        """The person took one, or did not."""
        if outcome == _TAKEN and (path := QUrl(str(results.get("uri", ""))).toLocalFile()):
            self.taken.emit(Offer(pictures=(PictureFile(path),)))
        elif outcome != _CANCELLED:
            details = f"the portal answered {outcome} {results}"
            self.failed.emit(Problem("screenshot.failed", details=details))

    def _on_called(self, watcher: QObject) -> None:
        from PySide6.QtDBus import QDBusPendingCallWatcher

        assert isinstance(watcher, QDBusPendingCallWatcher)
        if watcher.isError():
            error = watcher.error()
            details = f"{error.name()}: {error.message()}"
            self.failed.emit(Problem("screenshot.unavailable", details=details))
        watcher.deleteLater()


class CommandScreenshot(Screenshot):
    """By a program that writes the picture to the file it is told: macOS's screencapture.

    It leaves no file when the person presses Esc. Not tried on a Mac yet.
    """

    def __init__(
        self, program: str, arguments: tuple[str, ...], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._program = program
        self._arguments = arguments
        self._running: dict[QObject, tempfile.TemporaryDirectory[str]] = {}

    def take(self) -> None:
        """Start the program; the person draws a frame, or picks a window."""
        folder = tempfile.TemporaryDirectory(prefix="parley-")
        process = QProcess(self)
        self._running[process] = folder
        # Methods of our own, and no functions that hold us: the last thing that kept us would else
        # go in the midst of the process's destruction, and we would destroy it once more.
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        process.start(self._program, [*self._arguments, str(Path(folder.name) / _NAME)])

    def _on_finished(self) -> None:
        process = self.sender()
        with self._running.pop(process) as folder:
            path = Path(folder) / _NAME
            data = path.read_bytes() if path.is_file() else b""
        process.deleteLater()
        if data:
            self.taken.emit(Offer(pictures=(PictureBytes(data, _NAME),)))

    def _on_error(self, error: QProcess.ProcessError) -> None:
        process = self.sender()
        if error is QProcess.ProcessError.FailedToStart and isinstance(process, QProcess):
            self._running.pop(process).cleanup()
            details = process.errorString()
            process.deleteLater()
            self.failed.emit(Problem("screenshot.unavailable", details=details))


class ClipboardScreenshot(Screenshot):
    """By a program behind a link that leaves the picture in the clipboard: Windows' snipping tool.

    Not tried on Windows yet.
    """

    def __init__(
        self,
        link: str,
        parent: QObject | None = None,
        open_link: Callable[[QUrl], bool] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._open = open_link
        self._waiting = QTimer(self, singleShot=True, interval=_SNIP_MILLISECONDS)
        QGuiApplication.clipboard().dataChanged.connect(self._on_copied)

    def take(self) -> None:
        """Open the link; the next picture that is copied is the one."""
        if self._open(QUrl(self._link)):
            self._waiting.start()
        else:
            self.failed.emit(Problem("screenshot.unavailable", details=self._link))

    def _on_copied(self) -> None:
        if not self._waiting.isActive():
            return
        offer = offer_of(QGuiApplication.clipboard().mimeData())
        if offer.pictures:
            self._waiting.stop()
            self.taken.emit(offer)


def system_screenshot(parent: QObject) -> Screenshot:
    """The way that this system has."""
    if sys.platform == "darwin":
        return CommandScreenshot("/usr/sbin/screencapture", ("-i",), parent)
    if sys.platform == "win32":
        return ClipboardScreenshot("ms-screenclip:", parent)
    return PortalScreenshot(parent)
