"""The system asks the program to end."""

import gc
import os
import signal
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_app.ui.quit_signal import QUIT, QuitSignal


@pytest.fixture
def parent(qtbot: QtBot) -> Iterator[QObject]:
    handlers = {number: signal.getsignal(number) for number in QUIT}
    owner = QObject()
    yield owner
    for child in owner.findChildren(QuitSignal):
        child.close()
    for number, handler in handlers.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", QUIT)
def test_a_signal_of_the_system_wakes_the_event_loop(
    qtbot: QtBot, parent: QObject, number: signal.Signals
) -> None:
    heard = QuitSignal(parent)

    with qtbot.waitSignal(heard.asked):
        signal.raise_signal(number)

    qtbot.waitUntil(lambda: not heard.is_pending())


def test_the_program_may_end_while_it_is_woken(qtbot: QtBot, parent: QObject) -> None:
    heard = QuitSignal(parent)
    heard.asked.connect(heard.close)
    elsewhere = threading.Thread(target=os.kill, args=(os.getpid(), signal.SIGTERM))

    with qtbot.captureExceptions() as raised, qtbot.waitSignal(heard.asked):
        elsewhere.start()  # Heard by the loop itself: no Python runs on this thread meanwhile.

    elsewhere.join()
    assert raised == []


def test_the_event_loop_has_nothing_to_do_while_no_signal_comes(parent: QObject) -> None:
    QuitSignal(parent)  # Nobody else keeps it, as in the program.

    gc.collect()

    (heard,) = parent.findChildren(QuitSignal)
    assert not heard.is_pending()
