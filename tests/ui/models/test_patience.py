"""When to try again."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtNetwork import QNetworkInformation
from pytestqt.qtbot import QtBot

from desktop_app.ui.models.network import Network
from desktop_app.ui.models.patience import PAUSES, Patience
from tests.ui.models.download_parts import OFFLINE


@pytest.fixture
def patience(qtbot: QtBot) -> Patience:
    return Patience()


@pytest.fixture
def due(patience: Patience) -> list[bool]:
    due: list[bool] = []
    patience.due.connect(lambda: due.append(True))
    return due


def pause(patience: Patience) -> int:
    """Seconds until the next try."""
    (timer,) = patience.findChildren(QTimer)
    return round(timer.interval() / 1000)


def test_the_pauses_grow_until_something_comes(patience: Patience) -> None:
    pauses = []
    for _ in range(len(PAUSES) + 1):
        patience.wait(OFFLINE)
        pauses.append(pause(patience))
    assert pauses == [*PAUSES, PAUSES[-1]]
    assert patience.waiting
    patience.forget()
    assert not patience.waiting
    assert patience.problem is None
    patience.wait(OFFLINE)
    assert pause(patience) == PAUSES[0]


def test_a_network_that_is_back_is_used_at_once(patience: Patience, due: list[bool]) -> None:
    assert not patience.findChildren(Network)  # nobody asks the system before
    patience.wait(OFFLINE)
    patience.wait(OFFLINE)
    (network,) = patience.findChildren(Network)
    network.back.emit()
    assert due == [True]
    assert not patience.waiting
    network.back.emit()
    assert due == [True]
    patience.wait(OFFLINE)
    assert pause(patience) == PAUSES[0]


def test_only_the_internet_counts_as_a_network(qtbot: QtBot) -> None:
    network = Network()
    back: list[bool] = []
    network.back.connect(lambda: back.append(True))
    reachability = QNetworkInformation.Reachability
    for state in (reachability.Disconnected, reachability.Local, reachability.Online):
        network.on_change(state)
    assert back == [True]


def test_a_crash_may_be_chance_once(patience: Patience) -> None:
    assert patience.forgives_crash()
    assert not patience.forgives_crash()
    patience.forget()
    assert patience.forgives_crash()
