"""Questions to the engine of the search: the last one counts."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core.chat_query import read_query
from desktop_app.core.chat_search import Found, Hit, TakenIn
from desktop_app.core.errors import Problem
from desktop_app.core.events import Failed
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.search.chat_search import ChatSearch
from tests.ui.search.script import ALL, SearchScript, hit

Make = Callable[[SearchScript], ChatSearch]


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    made: list[tuple[EngineThread, ChatSearch, SearchScript]] = []

    def begin(script: SearchScript) -> ChatSearch:
        thread = EngineThread(lambda: script)
        search = ChatSearch(thread)
        made.append((thread, search, script))
        return search

    yield begin
    for thread, search, script in made:
        search.shut_down()
        script.gate.set()
        assert thread.shut_down(10_000)


def heard(search: ChatSearch) -> list[tuple[tuple[Hit, ...], bool]]:
    told: list[tuple[tuple[Hit, ...], bool]] = []
    search.found.connect(lambda hits, fresh: told.append((hits, fresh)))
    return told


def test_hits_come_in_pieces(qtbot: QtBot, make: Make) -> None:
    one, two = hit("one"), hit("two")
    search = make(SearchScript(Found((one,), ALL, ("Qwen",)), Found((two,), ALL)))
    told = heard(search)
    search.look_for(read_query("words"))
    assert search.busy
    qtbot.waitUntil(lambda: not search.busy)
    assert told == [((one,), True), ((two,), False)]
    assert (search.index, search.models) == (ALL, ("Qwen",))


def test_only_what_was_typed_last_is_asked(qtbot: QtBot, make: Make) -> None:
    script = SearchScript()
    search = make(script)
    for words in ("w", "wo", "wor"):
        search.look_for(read_query(words))
    qtbot.waitUntil(lambda: not search.busy)
    assert script.words == [("wor",)]


def test_a_stale_answer_is_dropped(qtbot: QtBot, make: Make) -> None:
    script = SearchScript(Found((hit("old"),), ALL))
    search = make(script)
    told = heard(search)
    script.gate.clear()
    search.look_for(read_query("old"))
    qtbot.waitUntil(lambda: script.words == [("old",)])
    search.look_for(read_query("new"))
    script.gate.set()
    qtbot.waitUntil(lambda: not search.busy)
    assert script.words == [("old",), ("new",)]
    assert len(told) == 1


def test_nothing_is_asked_for_nothing(qtbot: QtBot, make: Make) -> None:
    script = SearchScript()
    search = make(script)
    search.look_for(read_query("words"))
    search.look_for(read_query(""))
    assert not search.busy
    search.again()
    assert script.asked == []


def test_an_index_that_is_not_whole_is_brought_up_to_date(qtbot: QtBot, make: Make) -> None:
    script = SearchScript(Found((), TakenIn(1, 2)))
    search = make(script)
    search.look_for(read_query("words"))
    qtbot.waitUntil(lambda: script.took_in == 1 and search.index == ALL)
    # And what was looked for is looked for in the rest as well.
    qtbot.waitUntil(lambda: len(script.words) == 2)


def test_a_search_does_not_wait_for_the_index(qtbot: QtBot, make: Make) -> None:
    script = SearchScript()
    script.taken = (TakenIn(1, 2), ALL)
    search = make(script)
    script.gate.clear()
    search.take_in()
    qtbot.waitUntil(lambda: script.took_in == 1)
    search.look_for(read_query("words"))
    qtbot.waitUntil(lambda: search._ticket != 0)
    script.gate.set()
    qtbot.waitUntil(lambda: not search.busy)
    assert script.words == [("words",)]


def test_a_failure_is_told_and_can_be_tried_again(qtbot: QtBot, make: Make) -> None:
    script = SearchScript(Failed(Problem("search.failed")))
    search = make(script)
    search.look_for(read_query("words"))
    qtbot.waitUntil(lambda: search.problem is not None)
    script.pieces = (Found((hit("one"),), ALL),)
    told = heard(search)
    search.again()
    qtbot.waitUntil(lambda: bool(told))
    assert search.problem is None


def test_nothing_is_asked_after_the_end(qtbot: QtBot, make: Make) -> None:
    script = SearchScript()
    search = make(script)
    search.shut_down()
    search.look_for(read_query("words"))
    search.take_in()
    assert script.asked == []
    assert not search.busy
