"""The microphone in a process of its own, with a PortAudio that hangs or is killed."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from desktop_app.core.engine import CancelToken, EngineSpec, UnloadJob
from desktop_app.core.events import Captured, Event, Failed, Finished, Listening, Reason
from desktop_app.core.voice import ListenJob, ListenOptions
from desktop_app.engines.isolated import IsolatedEngine
from tests.engines.contract import do, last_of
from tests.engines.microphone.conftest import heard, listen_until
from tests.engines.microphone.fake import FakeOptions

pytestmark = pytest.mark.usefixtures("no_child_left")

PLAIN = FakeOptions()

Start = Callable[..., IsolatedEngine]


@pytest.fixture
def start(tmp_path: Path, no_child_left: None) -> Iterator[Start]:
    engines = []

    def build(options: FakeOptions = PLAIN, grace: float = 20.0) -> IsolatedEngine:
        spec = EngineSpec("tests.engines.microphone.fake:create", options)
        engine = IsolatedEngine(spec, tmp_path, name="microphone", family="part", grace=grace)
        engines.append(engine)
        return engine

    yield build
    for engine in engines:
        engine.close()


def test_hears_across_the_pipe(start: Start) -> None:
    events = listen_until(start(), 0.5)
    assert isinstance(events[0], Listening)
    assert last_of(events).reason is Reason.CANCELLED
    assert heard(events).seconds >= 0.5


def test_killed_in_a_recording(start: Start) -> None:
    engine = start()
    events: list[Event] = []
    for event in engine.run(ListenJob("listen", ListenOptions()), CancelToken()):
        events.append(event)
        if isinstance(event, Captured) and engine.child_pid:
            psutil.Process(engine.child_pid).kill()
    last = events[-1]
    assert isinstance(last, Failed)
    assert last.problem.code == "part.crashed"
    assert "model" not in last.problem.remedy.english(), "it has none that could be smaller"
    assert heard(events).seconds > 0
    assert last_of(listen_until(engine, 0.3)).reason is Reason.CANCELLED


def test_hangs_while_it_is_opened(start: Start, tmp_path: Path) -> None:
    """PortAudio hears nobody then: its process is ended, and the next job has another one."""
    marker = tmp_path / "hanging"
    engine = start(FakeOptions(hang=str(marker)), grace=0.3)
    cancel = CancelToken()

    def stop_when_it_hangs() -> None:
        while not marker.exists():
            assert not over.wait(0.02)
        cancel.set()

    over = threading.Event()
    stopping = threading.Thread(target=stop_when_it_hangs)
    stopping.start()
    events = do(engine, ListenJob("listen", ListenOptions()), cancel)
    over.set()
    stopping.join()
    last = events[-1]
    assert isinstance(last, Failed)
    assert last.problem.code == "part.stuck"
    assert last_of(listen_until(engine, 0.3)).reason is Reason.CANCELLED


def test_hangs_while_it_is_closed(start: Start) -> None:
    engine = start(FakeOptions(hangs_in_close=True))
    assert last_of(listen_until(engine, 0.3)).reason is Reason.CANCELLED
    engine.close()
    assert engine.child_pid is None


def test_ten_quick_presses(start: Start) -> None:
    engine = start()
    for number in range(10):
        cancel = CancelToken()
        events = []
        job = ListenJob(str(number), ListenOptions(), stay_open=number % 2 == 0)
        for event in engine.run(job, cancel):
            events.append(event)
            if len(events) > number % 3:
                cancel.set()
        assert last_of(events).reason is Reason.CANCELLED


def test_two_at_once(start: Start) -> None:
    one, other = start(), start()
    cancel = CancelToken()
    events = []
    for event in one.run(ListenJob("one", ListenOptions()), cancel):
        events.append(event)
        if isinstance(event, Listening):
            assert heard(listen_until(other, 0.3)).seconds >= 0.3
            cancel.set()
    assert last_of(events).reason is Reason.CANCELLED
    assert one.child_pid != other.child_pid


def test_unload_ends_the_process(start: Start) -> None:
    engine = start()
    listen_until(engine, 0.3, stay_open=True)
    assert do(engine, UnloadJob("unload")) == [Finished()]
    assert engine.child_pid is None
