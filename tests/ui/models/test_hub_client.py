"""Questions to the Hub: each ticket gets its own answer, and a cancelled one none."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import Problem
from desktop_app.core.hub import (
    Account,
    CardJob,
    CardRead,
    Query,
    RepoSummary,
    Searched,
    SearchJob,
    TokenJob,
)
from desktop_app.core.hub_access import HubAccess
from desktop_app.core.kinds.kind import Action
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.models.hub_client import HubClient
from tests.ui.models.scripted_hub import ScriptedHub

ACCESS = HubAccess("https://hub.invalid")
SEARCH = SearchJob("s", ACCESS, Query("qwen"))
CARD = CardJob("c", ACCESS, "a/b", "0")


class Desk:
    """A client over a scripted Hub, and all that it says."""

    def __init__(self) -> None:
        self.hub = ScriptedHub(
            results=tuple(RepoSummary(f"maker/{number}") for number in range(5)),
            cards={"a/b": "# Card"},
            piece=2,
        )
        self.thread = EngineThread(lambda: self.hub)
        self.client = HubClient(self.thread)
        self.told: list[tuple[object, ...]] = []
        self.client.answered.connect(lambda *told: self.told.append(told))
        self.client.ended.connect(lambda ticket: self.told.append((ticket, "ended")))
        self.client.failed.connect(lambda *told: self.told.append(told))


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.hub.gate.set()
    assert desk.thread.shut_down(5000)


def test_an_answer_comes_in_pieces_and_ends_once(qtbot: QtBot, desk: Desk) -> None:
    ticket = desk.client.ask(SEARCH)
    qtbot.waitUntil(lambda: (ticket, "ended") in desk.told)
    results = desk.hub.results
    pieces = [Searched(results[:2]), Searched(results[2:4]), Searched(results[4:])]
    assert desk.told == [*((ticket, piece) for piece in pieces), (ticket, "ended")]


def test_each_question_has_its_own_answer(qtbot: QtBot, desk: Desk) -> None:
    card, account = desk.client.ask(CARD), desk.client.ask(TokenJob("t", ACCESS))
    qtbot.waitUntil(lambda: (account, "ended") in desk.told)
    assert (card, CardRead("# Card")) in desk.told
    assert (account, Account("")) in desk.told


def test_a_failure_is_told_and_is_the_end(qtbot: QtBot, desk: Desk) -> None:
    offline = Problem("hub.offline")
    desk.hub.problems[SearchJob] = offline
    ticket = desk.client.ask(SEARCH)
    card = desk.client.ask(CARD)
    qtbot.waitUntil(lambda: (card, "ended") in desk.told)
    assert [told for told in desk.told if told[0] == ticket] == [(ticket, offline)]


@pytest.mark.parametrize("death", ["crashed_again", "no_memory"])
def test_a_dead_process_is_not_blamed_on_a_voice_model(
    qtbot: QtBot, desk: Desk, death: str
) -> None:
    desk.hub.problems[SearchJob] = Problem(f"part.{death}", {"cause": "signal 9"}, "log")
    ticket = desk.client.ask(SEARCH)
    qtbot.waitUntil(lambda: bool(desk.told))

    told = Problem(f"hub.{death}", {"cause": "signal 9"}, "log")
    assert desk.told == [(ticket, told)]
    assert told.action is Action.TRY_AGAIN
    assert "voice" not in str(told.remedy)


def test_nothing_of_a_cancelled_answer_is_told(qtbot: QtBot, desk: Desk) -> None:
    desk.hub.held.add(SearchJob)
    ticket = desk.client.ask(SEARCH)
    card = desk.client.ask(CARD)
    qtbot.waitUntil(lambda: bool(desk.hub.jobs))
    desk.client.cancel(ticket)
    qtbot.waitUntil(lambda: (card, "ended") in desk.told)
    assert [told for told in desk.told if told[0] == ticket] == [(ticket, "ended")]
    assert desk.hub.cancelled == ["s"]


def test_an_answer_that_is_on_its_way_when_it_is_cancelled_is_not_told(
    qtbot: QtBot, desk: Desk
) -> None:
    ticket = desk.client.ask(SEARCH)
    desk.thread.happened.emit(ticket, Searched(desk.hub.results))
    assert len(desk.told) == 1
    desk.client.cancel(ticket)
    desk.thread.happened.emit(ticket, Searched(desk.hub.results))
    assert len(desk.told) == 1
    qtbot.waitUntil(lambda: (ticket, "ended") in desk.told)


def test_other_users_of_the_engine_are_not_heard(qtbot: QtBot, desk: Desk) -> None:
    other = desk.thread.submit(CARD)
    ticket = desk.client.ask(SEARCH)
    qtbot.waitUntil(lambda: (ticket, "ended") in desk.told)
    assert other not in {told[0] for told in desk.told}
    desk.client.cancel(other)
    desk.client.cancel(ticket)
