"""Searching the conversations in the whole program, with its own process behind it."""

import os
import signal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.app import Parley
from desktop_app.core.conversation import Role
from desktop_app.ui.search.word_marks import texts_of
from tests.end_to_end.conftest import Start
from tests.engines.search.home import SearchHome

FILLER = "Many other words, that go on and on. " * 30


def keep(tmp_path: Path) -> tuple[str, str]:
    """Two conversations; one has the word on a branch that is not shown. Both ids."""
    home = SearchHome(tmp_path / "home")
    first = home.keep(*[f"{FILLER} {n}" for n in range(30)], title="Long", at=1e9)
    question = list(first.messages.values())[9]
    other = first.add(Role.ASSISTANT, "The quixotic **zeppelin**.", question.parent, 1.1e9)
    first.choose(question.id)
    second = home.keep("Which zeppelin?", "The one behind the hills.", title="Short", at=1e9 + 5)
    home.save(first)
    home.close()
    return second.id, other.id


def search(qtbot: QtBot, parley: Parley, words: str, number: int) -> None:
    parley.search.finder.begin()
    qtbot.keyClicks(parley.search.finder.field, words)
    hits = parley.search.finder.view.list.hits
    qtbot.waitUntil(lambda: not parley.search.search.busy and hits.rowCount() == number)


def test_a_hit_leads_to_its_message_on_its_branch(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    second, message = keep(tmp_path)
    parley = start()
    search(qtbot, parley, "zeppelin", 2)
    view = parley.search.finder.view.list
    qtbot.keyClick(parley.search.finder.field, Qt.Key.Key_Return)
    assert message in [one.id for one in parley.session.conversation.path()]
    qtbot.waitUntil(lambda: parley.transcript.view(message) is not None)
    shown = parley.transcript.view(message)
    assert shown is not None
    marked = [one.cursor.selectedText() for t in texts_of(shown) for one in t.extraSelections()]
    assert marked == ["zeppelin"]
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert parley.session.conversation.id == second
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not parley.search.finder.searching
    qtbot.waitUntil(parley.window.composer.edit.hasFocus)


def test_what_was_just_said_is_found(qtbot: QtBot, start: Start) -> None:
    parley = start()
    parley.chat.send("A question about airships")
    qtbot.waitUntil(lambda: parley.session.jobs_running == 0)
    search(qtbot, parley, "airships", 2)  # The title and the words.
    parley.chat.conversations.delete(parley.session.conversation.id)
    parley.search.search.again()
    hits = parley.search.finder.view.list.hits
    qtbot.waitUntil(lambda: not parley.search.search.busy and hits.rowCount() == 0)
    assert parley.search.finder.view.status.text() == "Nothing was found."


def test_a_hit_in_a_conversation_that_went_leads_nowhere(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    keep(tmp_path)
    parley = start()
    search(qtbot, parley, "zeppelin", 2)
    before = parley.session.conversation.id
    gone = parley.search.finder.view.list.hits.index(0)
    parley.store._db.execute("DELETE FROM conversations")
    parley.search.finder.view.list.clicked.emit(gone)
    assert parley.session.conversation.id == before


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs /proc to find the process")
def test_the_search_comes_back_after_its_process_died(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    keep(tmp_path)
    parley = start()
    search(qtbot, parley, "zeppelin", 2)
    (child,) = _who_has(tmp_path / "home" / "cache" / "search.sqlite")
    parley.search.finder.end()
    os.kill(child, signal.SIGKILL)
    search(qtbot, parley, "quixotic", 1)
    (successor,) = _who_has(tmp_path / "home" / "cache" / "search.sqlite")
    assert successor != child


def _who_has(path: Path) -> list[int]:
    """The processes that hold a file open."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            links = [str(link.readlink()) for link in (folder / "fd").iterdir()]
        except OSError:
            continue
        if str(path) in links:
            found.append(int(folder.name))
    return found


def test_finding_in_the_open_conversation(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    second, _ = keep(tmp_path)
    parley = start()
    parley.window._find()
    assert parley.window.find_bar.isHidden()  # There is nothing to find anything in.
    parley.chat.conversations.open(second)
    parley.window._find()
    qtbot.keyClicks(parley.window.find_bar.field, "the")
    qtbot.waitUntil(lambda: parley.window.find_bar.number.text() == "1 of 2")
    qtbot.keyClick(parley.window.find_bar.field, Qt.Key.Key_Escape)
    assert parley.window.find_bar.isHidden()
    parley.window._find()
    parley.chat.conversations.new()
    assert parley.window.find_bar.isHidden()
