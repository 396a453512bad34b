"""Logging in: whose token is used is told, another one is passed on, and none is kept here."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import Problem
from desktop_app.core.hub import Account, TokenJob, TokenPlace
from desktop_app.core.hub_access import HubAccess
from desktop_app.core.kinds.kind import Action
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.models.hub_client import HubClient
from desktop_app.ui.models.login_dialog import LoginDialog
from desktop_app.ui.theme import Theme
from tests.ui.models.scripted_hub import ScriptedHub


class Desk:
    """The dialog over a scripted Hub."""

    def __init__(self, hub: ScriptedHub) -> None:
        self.hub = hub
        self.thread = EngineThread(lambda: self.hub)
        self.client = HubClient(self.thread)
        self.theme = Theme("light")
        self.changes = 0
        self.dialog = self.made()

    def made(self) -> LoginDialog:
        dialog = LoginDialog(self.theme, self.client, lambda: HubAccess("https://hub.invalid"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.client.logged_in.connect(self._count)
        dialog.show()
        return dialog

    def _count(self) -> None:
        self.changes += 1


@pytest.fixture
def hub() -> ScriptedHub:
    return ScriptedHub()


@pytest.fixture
def desk(qtbot: QtBot, hub: ScriptedHub) -> Iterator[Desk]:
    desk = Desk(hub)
    qtbot.addWidget(desk.dialog)
    yield desk
    desk.hub.gate.set()
    assert desk.thread.shut_down(5000)


def answered(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: not desk.dialog.busy.isVisible())


def typed(desk: Desk, token: str) -> None:
    """Type a token and press Enter."""
    desk.dialog.field.setText(token)
    QTest.keyClick(desk.dialog.field, Qt.Key.Key_Return)


def test_it_says_that_nobody_is_logged_in(qtbot: QtBot, desk: Desk) -> None:
    answered(qtbot, desk)
    assert desk.dialog.who.text() == "Nobody is logged in."
    assert not desk.dialog.logout_button.isVisible()
    assert not desk.dialog.login_button.isEnabled()
    assert [job.token for job in desk.hub.jobs if isinstance(job, TokenJob)] == [None]
    assert desk.changes == 0


@pytest.mark.parametrize(
    ("place", "words", "can_leave"),
    [
        (TokenPlace.KEYRING, "keyring", True),
        (TokenPlace.ENVIRONMENT, "HF_TOKEN", False),
        (TokenPlace.FILE, "program hf", False),
    ],
)
def test_it_says_where_the_token_is(
    qtbot: QtBot, hub: ScriptedHub, place: TokenPlace, words: str, can_leave: bool
) -> None:
    hub.account = Account("ada", place)
    desk = Desk(hub)
    qtbot.addWidget(desk.dialog)
    answered(qtbot, desk)
    assert "ada" in desk.dialog.who.text()
    assert words in desk.dialog.where.text()
    assert desk.dialog.logout_button.isVisible() is can_leave
    assert desk.thread.shut_down(5000)


def test_a_token_that_comes_before_the_first_answer_is_taken(
    qtbot: QtBot, hub: ScriptedHub
) -> None:
    desk = Desk(hub)
    qtbot.addWidget(desk.dialog)
    typed(desk, "hf_secret")  # Nobody has said yet who is logged in.
    qtbot.waitUntil(lambda: "ada" in desk.dialog.who.text())
    assert desk.changes == 1
    assert desk.thread.shut_down(5000)


def test_a_token_is_hidden_and_gone_once_it_is_taken(qtbot: QtBot, desk: Desk) -> None:
    answered(qtbot, desk)
    assert desk.dialog.field.echoMode() is QLineEdit.EchoMode.Password
    typed(desk, " hf_secret ")
    qtbot.waitUntil(lambda: "ada" in desk.dialog.who.text())
    assert desk.dialog.field.text() == ""
    assert desk.changes == 1
    job = desk.hub.jobs[-1]
    assert isinstance(job, TokenJob)
    assert job.token == "hf_secret"
    assert "secret" not in repr(job)


def test_a_token_is_in_no_widget_after_closing(qtbot: QtBot, desk: Desk) -> None:
    answered(qtbot, desk)
    desk.dialog.field.setText("hf_secret")
    desk.dialog.reject()
    assert desk.dialog.field.text() == ""
    assert not desk.dialog.field.isUndoAvailable()


def test_a_wrong_token_is_told_and_can_be_mended(qtbot: QtBot, desk: Desk) -> None:
    answered(qtbot, desk)
    typed(desk, "wrong")
    qtbot.waitUntil(lambda: desk.dialog.obstacle.problem is not None)
    problem = desk.dialog.obstacle.problem
    assert problem is not None
    assert problem.code == "hub.token"
    assert desk.changes == 0
    assert desk.dialog.field.text() == "wrong"
    banner = desk.dialog.obstacle.banner
    assert banner is not None
    banner.button.click()
    assert desk.dialog.field.selectedText() == "wrong"
    typed(desk, "hf_right")
    qtbot.waitUntil(lambda: desk.changes == 1)
    assert desk.dialog.obstacle.problem is None


def test_a_system_without_a_keyring_is_told(qtbot: QtBot, desk: Desk) -> None:
    answered(qtbot, desk)
    desk.hub.keyring = False
    typed(desk, "hf_right")
    qtbot.waitUntil(lambda: desk.dialog.obstacle.problem is not None)
    banner = desk.dialog.obstacle.banner
    assert banner is not None
    assert "HF_TOKEN" in banner.text()


def test_logging_out_forgets_the_token(qtbot: QtBot, desk: Desk) -> None:
    answered(qtbot, desk)
    typed(desk, "hf_right")
    qtbot.waitUntil(desk.dialog.logout_button.isVisible)
    answered(qtbot, desk)
    desk.dialog.logout_button.click()
    qtbot.waitUntil(lambda: desk.dialog.who.text() == "Nobody is logged in.")
    job = desk.hub.jobs[-1]
    assert isinstance(job, TokenJob)
    assert job.token == ""
    assert desk.changes == 2


def test_without_the_network_there_is_a_remedy(qtbot: QtBot, hub: ScriptedHub) -> None:
    hub.problems[TokenJob] = offline = Problem("hub.offline")
    desk = Desk(hub)
    qtbot.addWidget(desk.dialog)
    wanted: list[tuple[object, object]] = []
    desk.dialog.action_requested.connect(lambda *what: wanted.append(what))
    qtbot.waitUntil(lambda: desk.dialog.obstacle.banner is not None)
    assert desk.dialog.obstacle.banner is not None
    desk.dialog.obstacle.banner.button.click()
    assert wanted == [(Action.OPEN_SETTINGS, offline)]
    assert not desk.dialog.isVisible()
    assert desk.thread.shut_down(5000)


def test_an_answer_for_a_closed_dialog_is_not_heard(qtbot: QtBot, desk: Desk) -> None:
    answered(qtbot, desk)
    desk.hub.held.add(TokenJob)
    typed(desk, "hf_right")
    desk.dialog.reject()
    desk.hub.gate.set()
    qtbot.waitUntil(lambda: not desk.thread.busy)
    assert desk.changes == 0
