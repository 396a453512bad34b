"""Waiting for what a window does by itself as soon as it has nothing else to do."""

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop

_MOST_TURNS = 10_000
"""More than any window takes that comes to rest."""


def settle() -> None:
    """Handle all events, and timers without length, until none is left.

    One turn of the event loop may leave them out: such a timer runs when nothing else waits.
    """
    dispatcher = QAbstractEventDispatcher.instance()
    for _ in range(_MOST_TURNS):
        if not dispatcher.processEvents(QEventLoop.ProcessEventsFlag.AllEvents):
            return
    raise AssertionError("the window does not come to rest")
