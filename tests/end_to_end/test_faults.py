"""What goes wrong ends in one sentence with a remedy, and nothing is lost."""

import sqlite3
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from desktop_app.core.conversation import State
from desktop_app.core.engine import CancelToken, Job, LoadJob
from desktop_app.core.errors import Action, ParleyError, Problem
from desktop_app.core.events import Event, Failed, Finished, Loaded, Notice, Planned, TextDelta
from desktop_app.ui.engine_thread import EngineThread
from tests.end_to_end.conftest import close
from tests.end_to_end.test_chat import ask, idle, part, say, texts, titles


class FailingEngine:
    """Plays the events that it was given for the next chat, then ends as asked."""

    def __init__(self) -> None:
        self.script: list[Event] = []

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        if isinstance(job, LoadJob):
            yield Loaded("m", "m", 512, "CPU", 1, 0.1)
            yield Finished()
            return
        yield from self.script

    def close(self) -> None:
        """Nothing to free."""


class Ear(QObject):
    """Remembers the kinds of events that an engine's thread told.

    A `QObject`, and the thread's child, so that no event is delivered to what is gone: Qt holds
    back what is on its way to a QObject that dies, but not what is on its way to a bare method.
    """

    def __init__(self, engine: EngineThread) -> None:
        super().__init__(engine)
        self.kinds: list[type[Event]] = []
        engine.happened.connect(self.hear)

    def hear(self, ticket: int, event: Event) -> None:
        self.kinds.append(type(event))


@pytest.fixture
def engine() -> FailingEngine:
    return FailingEngine()


def banner(parley):
    return parley.window.notices.banners()[0]


def test_a_message_that_is_too_long_returns_to_the_composer_and_is_not_spent(qtbot, start, engine):
    engine.script = [Failed(Problem("message.too_long", {"tokens": 9000, "limit": 7500}))]
    parley = start(lambda: engine)
    say(qtbot, parley, "far too long")
    qtbot.waitUntil(lambda: idle(parley) and bool(parley.window.notices.banners()))
    assert part(parley, "composer").toPlainText() == "far too long"
    assert texts(parley) == []
    assert titles(parley) == []
    assert "9,000" in banner(parley).text()
    assert "7,500" in banner(parley).text()


def test_a_crash_keeps_the_text_and_offers_to_try_again(qtbot, start, engine):
    engine.script = [
        TextDelta("as far as "),
        TextDelta("it came"),
        Failed(Problem("engine.crashed", {"cause": "a segmentation fault"})),
    ]
    parley = start(lambda: engine)
    say(qtbot, parley, "Go")
    qtbot.waitUntil(lambda: idle(parley) and len(texts(parley)) == 2)
    reply = parley.session.conversation.path()[-1]
    assert (reply.state, reply.text) == (State.FAILED, "as far as it came")
    engine.script = [TextDelta("again, whole"), Finished()]
    parley.transcript.remedy_requested.emit(reply.id, Action.TRY_AGAIN)
    qtbot.waitUntil(lambda: idle(parley) and texts(parley)[-1] == "again, whole")
    assert len(parley.session.conversation.siblings(reply.id)) == 2


def test_trying_again_asks_for_the_reply_that_failed_and_not_for_the_last_one(qtbot, start, engine):
    engine.script = [
        TextDelta("as far"),
        Failed(Problem("engine.crashed", {"cause": "a segmentation fault"})),
    ]
    parley = start(lambda: engine)
    ask(qtbot, parley, "First")
    failed = parley.session.conversation.path()[1]
    engine.script = [TextDelta("whole"), Finished()]
    say(qtbot, parley, "Second")
    qtbot.waitUntil(lambda: idle(parley) and len(texts(parley)) == 4)
    parley.transcript.remedy_requested.emit(failed.id, Action.TRY_AGAIN)
    qtbot.waitUntil(lambda: idle(parley))
    assert texts(parley) == ["First", "whole"]
    assert len(parley.session.conversation.siblings(failed.id)) == 2


def test_trying_a_load_again_loads_and_leaves_the_replies_alone(qtbot, start, engine):
    engine.script = [TextDelta("one"), Finished()]
    parley = start(lambda: engine)
    ask(qtbot, parley, "First")
    reply = parley.session.conversation.path()[1].id
    parley.desk.tell(Problem("engine.crashed", {"cause": "a segmentation fault"}))
    heard = Ear(parley.engine)
    banner(parley).button.click()
    qtbot.waitUntil(lambda: Loaded in heard.kinds)
    qtbot.waitUntil(lambda: idle(parley))
    assert parley.session.conversation.siblings(reply) == [reply]


def test_the_context_that_is_said_to_fit_is_used(qtbot, start, engine):
    values = {"context_size": 8192, "fitting": 1280}
    parley = start(lambda: engine)
    parley.desk.tell(Problem("model.no_context", values))
    banner(parley).button.click()
    assert parley.settings.get("model.context_size") == 1280


def test_the_remedy_of_too_little_memory_is_a_smaller_context(qtbot, start, engine):
    parley = start(lambda: engine)
    parley.settings.set("model.context_size", 8192)
    parley.desk.tell(Problem("model.no_context", {"context_size": 8192}))
    assert banner(parley).problem.action is Action.SMALLER_CONTEXT
    banner(parley).button.click()
    assert parley.settings.get("model.context_size") == 4096
    assert parley.model.options().context_size == 4096


def test_what_the_model_no_longer_sees_is_marked(qtbot, start, engine):
    engine.script = [TextDelta("one"), Finished()]
    parley = start(lambda: engine)
    ask(qtbot, parley, "First")
    second_question = []

    def plan(job: Job, cancel: CancelToken) -> Iterator[Event]:
        second_question.append(job.turns[-1].id)
        yield Planned(500, 0, 512, first_seen_message=job.turns[-1].id)
        yield Notice(Problem("model.no_template", {"name": "m"}))
        yield TextDelta("two")
        yield Finished()

    engine.run = plan
    say(qtbot, parley, "Second")
    qtbot.waitUntil(lambda: idle(parley) and len(texts(parley)) == 4)
    assert parley.transcript.model().first_seen == second_question[0]
    assert banner(parley).problem.code == "model.no_template"


def test_a_store_that_fails_leaves_the_text_where_it_was(qtbot, start, engine, monkeypatch):
    engine.script = [TextDelta("one"), Finished()]
    parley = start(lambda: engine)
    ask(qtbot, parley, "First")

    def full(*_arguments, **_more):
        raise ParleyError(Problem("store.full"))

    monkeypatch.setattr(parley.store, "save_messages", full)
    say(qtbot, parley, "Second")
    assert part(parley, "composer").toPlainText() == "Second"
    assert texts(parley) == ["First", "one"]
    assert banner(parley).problem.code == "store.full"
    monkeypatch.undo()
    say(qtbot, parley, "")
    qtbot.waitUntil(lambda: idle(parley) and len(texts(parley)) == 4)
    assert texts(parley)[2] == "Second"


def test_a_reply_whose_end_could_not_be_saved_is_saved_as_soon_as_it_can_be(
    qtbot, start, engine, monkeypatch
):
    engine.script = [TextDelta("one"), Finished()]
    parley = start(lambda: engine)
    save = parley.store.save_message

    def full(*_arguments, **_more):
        raise ParleyError(Problem("store.full"))

    monkeypatch.setattr(parley.store, "save_message", full)
    say(qtbot, parley, "First")
    qtbot.waitUntil(lambda: idle(parley) and len(texts(parley)) == 2)
    assert banner(parley).problem.code == "store.full"
    assert parley.session.unsaved
    monkeypatch.setattr(parley.store, "save_message", save)
    qtbot.waitUntil(lambda: not parley.session.unsaved)
    kept = parley.store.load(parley.session.conversation.id)
    assert [message.text for message in kept.path()] == ["First", "one"]
    assert kept.path()[1].state is State.COMPLETE
    qtbot.waitUntil(lambda: not parley.chat._replies._flush.isActive())


def test_a_damaged_database_is_set_aside_and_told(qtbot, start, tmp_path):
    parley = start()
    ask(qtbot, parley, "Precious")
    database = parley.store.path
    close(parley)
    database.write_bytes(b"no database at all" * 500)
    again = start()
    assert titles(again) == []
    assert banner(again).problem.code == "store.damaged"
    aside = database.with_name(str(banner(again).problem.values["name"]))
    assert aside.read_bytes().startswith(b"no database at all")
    ask(qtbot, again, "A new beginning")
    assert titles(again) == ["A new beginning"]


def test_a_database_of_a_newer_parley_is_left_alone(qtbot, start):
    parley = start()
    ask(qtbot, parley, "From the future")
    database = parley.store.path
    close(parley)
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA user_version = 9999")
    connection.close()
    again = start()
    assert banner(again).problem.code == "store.newer"
    assert titles(again) == []


def test_events_that_come_after_the_end_are_dropped(qtbot, start, engine):
    engine.script = [TextDelta("one"), Finished()]
    parley = start(lambda: engine)
    ask(qtbot, parley, "First")
    for ticket in (1, 2, 99):
        parley.chat.on_event(ticket, TextDelta("late"))
    assert texts(parley) == ["First", "one"]


def test_two_megabytes_in_the_composer_are_taken_and_returned(qtbot, start, engine):
    text = "two megabytes of words " * 90_000
    engine.script = [Failed(Problem("message.too_long", {"tokens": 450_000, "limit": 7500}))]
    parley = start(lambda: engine)
    parley.window.composer.set_text(text)
    part(parley, "send").click()
    qtbot.waitUntil(lambda: idle(parley) and bool(parley.window.notices.banners()))
    assert parley.window.composer.text() == text


def test_the_ui_thread_stays_free_while_the_engine_is_busy(qtbot, start):
    entered, leave = threading.Event(), threading.Event()

    class BusyEngine(FailingEngine):
        def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
            entered.set()
            leave.wait(200)
            yield Finished()

    parley = start(BusyEngine)
    say(qtbot, parley, "Go")
    qtbot.waitUntil(entered.is_set)
    qtbot.keyClicks(part(parley, "composer"), "typing goes on")
    assert part(parley, "composer").toPlainText() == "typing goes on"
    leave.set()
    qtbot.waitUntil(lambda: idle(parley))


def test_another_choice_of_model_takes_back_what_was_wrong_with_the_last(
    qtbot, start, engine, tmp_path
):
    parley = start(lambda: engine)
    parley.desk.tell(Problem("model.truncated", {"name": "half.gguf"}))
    parley.desk.tell(Problem("store.full"))
    parley.model.choose(str(tmp_path / "whole.gguf"))
    told = [banner.problem.code for banner in parley.window.notices.banners()]
    assert told == ["store.full"]


def test_who_speaks_again_has_no_news_of_the_microphone_before(qtbot, start, engine):
    parley = start(lambda: engine)
    parley.desk.tell(Problem("microphone.lost", {"name": "Desk"}))
    parley.desk.tell(Problem("store.full"))
    parley.dictation.began.emit()
    assert [b.problem.code for b in parley.window.notices.banners()] == ["store.full"]
