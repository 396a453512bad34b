"""A word from the system itself, for somebody who looks elsewhere."""

import itertools
import sys

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

PORTAL = "org.freedesktop.portal.Desktop"
PORTAL_PATH = "/org/freedesktop/portal/desktop"
_SHOWN_MILLISECONDS = 10_000


class Notification(QObject):
    """Says something outside of the window: by the XDG desktop portal on Linux, else by an icon
    beside the clock that goes away again. Where there is neither, nothing is said: the window
    tells the same. Lives on the UI thread and never waits.
    """

    def __init__(self, parent: QObject | None = None, address: str = "") -> None:
        """`address` is that of the D-Bus to speak on, "" the session's own."""
        super().__init__(parent)
        self._address = address
        self._numbers = itertools.count(1)
        self._icon: QSystemTrayIcon | None = None
        self._asked: dict[QObject, tuple[str, str]] = {}
        """Title and text that the portal was asked to show, by what waits for its answer."""

    def show(self, title: str, text: str) -> None:
        """Say it."""
        if not (sys.platform.startswith("linux") and self._ask_portal(title, text)):
            self._show_icon(title, text)

    def _ask_portal(self, title: str, text: str) -> bool:
        """Call org.freedesktop.portal.Notification; whether there is a bus to do that on."""
        from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

        if self._address:
            bus = QDBusConnection.connectToBus(self._address, "parley")
        else:
            bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return False
        call = QDBusMessage.createMethodCall(
            PORTAL, PORTAL_PATH, "org.freedesktop.portal.Notification", "AddNotification"
        )
        call.setArguments([f"download-{next(self._numbers)}", {"title": title, "body": text}])
        watcher = QDBusPendingCallWatcher(bus.asyncCall(call), self)
        self._asked[watcher] = (title, text)
        # A method of ours, and no function that holds us: see `CommandScreenshot.take`.
        watcher.finished.connect(self._on_answer)
        return True

    def _on_answer(self, watcher: QObject) -> None:
        from PySide6.QtDBus import QDBusPendingCallWatcher

        assert isinstance(watcher, QDBusPendingCallWatcher)
        title, text = self._asked.pop(watcher)
        if watcher.isError():
            self._show_icon(title, text)
        watcher.deleteLater()

    def _show_icon(self, title: str, text: str) -> None:
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._icon is None:
            self._icon = QSystemTrayIcon(QApplication.windowIcon(), self)
        self._icon.show()
        self._icon.showMessage(title, text, QApplication.windowIcon(), _SHOWN_MILLISECONDS)
        QTimer.singleShot(_SHOWN_MILLISECONDS, self._icon, self._icon.hide)
