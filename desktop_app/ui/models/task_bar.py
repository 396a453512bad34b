"""How far downloads have come, on the program's symbol in the task bar."""

import sys

from PySide6.QtCore import QObject

_ENTRY = "application://parley.desktop"
_PATH = "/com/canonical/unity/launcherentry/parley"
_INTERFACE = "com.canonical.Unity.LauncherEntry"


class TaskBar(QObject):
    """Tells docks that listen: those of Ubuntu, KDE, and others on Linux.

    Windows and macOS show such a thing as well, but Qt 6 has no way to ask them for it. Nobody
    answers, and nothing is waited for.
    """

    def __init__(self, parent: QObject | None = None, address: str = "") -> None:
        """`address` is that of the D-Bus to speak on, "" the session's own."""
        super().__init__(parent)
        self._address = address
        self._shown: int | None = None

    def show(self, percent: int | None) -> None:
        """Show so many hundredths; None takes the bar away."""
        if percent == self._shown or not sys.platform.startswith("linux"):
            return
        self._shown = percent
        from PySide6.QtDBus import QDBusConnection, QDBusMessage

        if self._address:
            bus = QDBusConnection.connectToBus(self._address, "parley")
        else:
            bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        signal = QDBusMessage.createSignal(_PATH, _INTERFACE, "Update")
        shown = {"progress": (percent or 0) / 100, "progress-visible": percent is not None}
        signal.setArguments([_ENTRY, shown])
        bus.send(signal)
