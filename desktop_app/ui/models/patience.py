"""When to try again what the network, or a crash, broke off."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.errors import Problem

PAUSES = (10, 30, 60, 120, 300)
"""Seconds between two tries of what the network does not let through; the last one stays."""

NETWORK = frozenset({"fetch.offline", "hub.unreachable", "hub.busy"})
"""Problems that pass by themselves."""

CRASHES = frozenset({"part.crashed", "part.crashed_again", "part.stuck", "part.no_memory"})
"""Problems of the process that fetches: a new one goes on where it was."""

_STEADY_CRASHES = 1
"""So many crashes without a new byte between them are taken for chance."""


class Patience(QObject):
    """Counts tries in vain, and says when the next one is due. Lives on the UI thread.

    It asks the system to be told when the network is back, from the first time that it was away.
    """

    due = Signal()
    """Now may be a good time."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.problem: Problem | None = None
        """What the network does at the moment, None as long as nothing is known against it."""
        self._tries = 0
        self._crashes = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.due)
        self._network: QObject | None = None

    @property
    def waiting(self) -> bool:
        """Whether a try is to come."""
        return self._timer.isActive()

    def wait(self, problem: Problem) -> None:
        """The network is away, or a server has too much to do: try again later."""
        self.problem = problem
        self._timer.start(PAUSES[min(self._tries, len(PAUSES) - 1)] * 1000)
        self._tries += 1
        self._watch()

    def forgives_crash(self) -> bool:
        """Count a crash; whether to go on at once."""
        self._crashes += 1
        return self._crashes <= _STEADY_CRASHES

    def hurry(self) -> None:
        """The person wants another try now."""
        self._timer.stop()

    def forget(self) -> None:
        """Something came: all that was in vain before counts no more."""
        self._timer.stop()
        self.problem = None
        self._tries = self._crashes = 0

    def _watch(self) -> None:
        if self._network is None:
            from desktop_app.ui.models.network import Network

            network = Network(self)
            network.back.connect(self._on_network)
            self._network = network

    def _on_network(self) -> None:
        if self.waiting:
            self._tries = 0
            self._timer.stop()
            self.due.emit()
