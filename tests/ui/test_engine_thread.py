"""The one thread hop: order, tickets, cancelling, and an end for every job."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt

from desktop_app.core.engine import CancelToken, Job, UnloadJob
from desktop_app.core.events import Event, Failed, Finished, Reason, TextDelta
from desktop_app.ui.engine_thread import EngineThread


class CountingEngine:
    """Emits three deltas a job and remembers the threads on which it was used."""

    def __init__(self) -> None:
        self.threads = {threading.get_ident()}
        self.closed = 0

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        self.threads.add(threading.get_ident())
        for number in range(3):
            if cancel.is_set():
                yield Finished(Reason.CANCELLED)
                return
            yield TextDelta(f"{job.id}:{number}")
        yield Finished()

    def close(self) -> None:
        self.threads.add(threading.get_ident())
        self.closed += 1


class WaitingEngine(CountingEngine):
    """Says one word, then waits for its cancel token."""

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        yield TextDelta("waiting")
        while not cancel.is_set():
            threading.Event().wait(0.001)
        yield Finished(Reason.CANCELLED)


class RudeEngine(CountingEngine):
    """Breaks its contract in the way its job's id names."""

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        yield TextDelta("one")
        if job.id == "raises":
            raise RuntimeError("no manners")
        if job.id == "goes on":
            yield Finished()
            yield TextDelta("after the end")


class Listener(QObject):
    """Collects what a thread says, by ticket."""

    def __init__(self, thread: EngineThread) -> None:
        super().__init__()
        self.events: dict[int, list[Event]] = {}
        thread.happened.connect(self.hear)

    def hear(self, ticket: int, event: Event) -> None:
        self.events.setdefault(ticket, []).append(event)

    def ended(self, ticket: int) -> bool:
        return any(isinstance(e, Finished | Failed) for e in self.events.get(ticket, []))


@pytest.fixture
def started(qtbot):
    threads = []

    def start(engine):
        thread = EngineThread(lambda: engine)
        threads.append(thread)
        return thread, Listener(thread)

    yield start
    for thread in threads:
        assert thread.shut_down(5000)


def test_jobs_run_in_order_on_one_thread_that_is_not_ours(qtbot, started):
    engine = CountingEngine()
    engine.threads.clear()
    thread, listener = started(engine)
    tickets = [thread.submit(UnloadJob(name)) for name in "ab"]
    qtbot.waitUntil(lambda: listener.ended(tickets[1]))
    assert [e.text for e in listener.events[tickets[0]][:3]] == ["a:0", "a:1", "a:2"]
    assert [type(e) for e in listener.events[tickets[1]]] == [TextDelta] * 3 + [Finished]
    assert thread.shut_down(5000)
    assert engine.closed == 1
    assert len(engine.threads) == 1
    assert threading.get_ident() not in engine.threads


def test_a_stop_reaches_its_own_job_only_also_while_it_waits_in_the_queue(qtbot, started):
    thread, listener = started(WaitingEngine())
    first, second = thread.submit(UnloadJob("first")), thread.submit(UnloadJob("second"))
    thread.cancel(second)
    qtbot.waitUntil(lambda: first in listener.events)
    assert not listener.ended(first)
    thread.cancel(first)
    qtbot.waitUntil(lambda: listener.ended(second))
    assert listener.events[first][-1] == Finished(Reason.CANCELLED)
    assert listener.events[second][-1] == Finished(Reason.CANCELLED)
    thread.cancel(first)  # an ended ticket is nobody's


@pytest.mark.parametrize("manner", ["raises", "says nothing", "goes on"])
def test_a_job_ends_exactly_once_whatever_the_engine_does(qtbot, started, manner):
    thread, listener = started(RudeEngine())
    rude = thread.submit(UnloadJob(manner))
    after = thread.submit(UnloadJob("goes on"))
    qtbot.waitUntil(lambda: listener.ended(after))
    events = listener.events[rude]
    assert sum(isinstance(e, Finished | Failed) for e in events) == 1
    assert isinstance(events[-1], Finished | Failed)
    if manner == "raises":
        assert events[-1].problem.code == "internal"
        assert "no manners" in events[-1].problem.details


def test_an_engine_that_cannot_be_made_fails_each_job_with_a_remedy(qtbot):
    def broken():
        raise OSError("no library")

    thread = EngineThread(broken)
    listener = Listener(thread)
    tickets = [thread.submit(UnloadJob(name)) for name in "ab"]
    qtbot.waitUntil(lambda: listener.ended(tickets[1]))
    for ticket in tickets:
        (event,) = listener.events[ticket]
        assert event.problem.code == "engine.not_started"
        assert "no library" in event.problem.details
    assert thread.shut_down(5000)


def test_shutting_down_ends_a_running_job(qtbot, started):
    engine = WaitingEngine()
    thread, listener = started(engine)
    ticket = thread.submit(UnloadJob("long"))
    qtbot.waitUntil(lambda: ticket in listener.events)
    assert thread.shut_down(5000)
    assert engine.closed == 1
    qtbot.waitUntil(lambda: listener.ended(ticket))


def test_what_was_promised_is_done_before_the_end(qtbot, started):
    thread, listener = started(WaitingEngine())
    ticket = thread.submit(UnloadJob("long"))
    qtbot.waitUntil(lambda: ticket in listener.events)
    kept = thread.submit(UnloadJob("kept"), lasting=True)
    dropped = thread.submit(UnloadJob("dropped"))
    tokens = dict(thread._tokens)
    thread.shut_down(0)
    assert tokens[dropped].is_set()
    assert not tokens[kept].is_set()
    tokens[kept].set()
    assert thread.shut_down(5000)


def test_nothing_is_begun_after_the_end(qtbot, started):
    thread, _ = started(CountingEngine())
    thread.submit(UnloadJob("a"))
    assert thread.shut_down(5000)
    thread.submit(UnloadJob("b"))
    assert not thread.isRunning()
    assert thread.shut_down(5000)


class DyingEngine(CountingEngine):
    """Is lost when it is told so."""

    def __init__(self) -> None:
        super().__init__()
        self.dead = threading.Event()

    def was_lost(self) -> bool:
        was, _ = self.dead.is_set(), self.dead.clear()
        return was


def test_an_engine_that_dies_between_two_jobs_is_missed(qtbot, monkeypatch):
    monkeypatch.setattr("desktop_app.ui.engine_thread.LOOK_SECONDS", 0.01)
    engine = DyingEngine()
    thread = EngineThread(lambda: engine)
    listener = Listener(thread)
    losses: list[bool] = []
    thread.lost.connect(lambda: losses.append(True), Qt.ConnectionType.DirectConnection)
    thread.submit(UnloadJob("a"))
    qtbot.waitUntil(lambda: not thread.busy)
    assert losses == []
    engine.dead.set()
    qtbot.waitUntil(lambda: losses == [True])
    assert thread.shut_down(5000)
    assert engine.closed == 1
    assert listener


def test_a_job_comes_after_the_word_that_the_engine_died(qtbot):
    engine = DyingEngine()
    thread = EngineThread(lambda: engine)
    said: list[object] = []
    direct = Qt.ConnectionType.DirectConnection
    thread.lost.connect(lambda: said.append("lost"), direct)
    thread.happened.connect(lambda ticket, event: said.append(ticket), direct)
    thread.submit(UnloadJob("a"))
    qtbot.waitUntil(lambda: not thread.busy)
    engine.dead.set()
    thread.submit(UnloadJob("b"))
    qtbot.waitUntil(lambda: not thread.busy)
    assert thread.shut_down(5000)
    assert said == [1] * 4 + ["lost"] + [2] * 4
