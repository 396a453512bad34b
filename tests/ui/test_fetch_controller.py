"""Fetching as the window sees it, with an engine that does as it is told."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core.engine import CancelToken, Job
from desktop_app.core.engine_names import LIBRARY
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Failed, Fetching, Finished
from desktop_app.core.fetch import DiscardJob, RemoteFile
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.fetch_controller import FetchController
from tests.ui.voice_parts import ToldEngine


@pytest.fixture
def engine() -> ToldEngine:
    return ToldEngine()


@pytest.fixture
def fetches(qtbot: QtBot, engine: ToldEngine) -> Iterator[FetchController]:
    thread, disk = EngineThread(lambda: engine), EngineThread(LIBRARY.create)
    yield FetchController(thread, disk)
    assert thread.shut_down(60_000)
    assert disk.shut_down(60_000)


@pytest.fixture
def heard(fetches: FetchController) -> list[object]:
    """What arrived, and what failed, in order."""
    heard: list[object] = []
    fetches.arrived.connect(heard.append)
    fetches.failed.connect(heard.append)
    return heard


def remote(folder: Path, name: str = "base.pt") -> RemoteFile:
    return RemoteFile(f"https://files.invalid/{name}", "00", 100, str(folder / name))


def begin(qtbot: QtBot, engine: ToldEngine, fetches: FetchController, file: RemoteFile) -> None:
    fetches.fetch(file)
    engine.events.put(Fetching(40, 100))
    qtbot.waitUntil(lambda: fetches.under_way[file.path].done == 40)


def test_a_file_arrives(
    qtbot: QtBot,
    engine: ToldEngine,
    fetches: FetchController,
    heard: list[object],
    tmp_path: Path,
) -> None:
    file = remote(tmp_path)
    fetches.fetch(file)
    assert fetches.under_way == {file.path: Fetching(0, 100)}
    fetches.fetch(file)
    engine.events.put(Fetching(40, 100))
    qtbot.waitUntil(lambda: fetches.under_way[file.path].done == 40)
    engine.events.put(Finished())
    qtbot.waitUntil(lambda: not fetches.under_way)
    assert heard == [file.path]
    assert [job.model for job in engine.jobs] == [file]


def test_a_pause_keeps_what_came(
    qtbot: QtBot,
    engine: ToldEngine,
    fetches: FetchController,
    heard: list[object],
    tmp_path: Path,
) -> None:
    file = remote(tmp_path)
    file.part.write_bytes(b"x" * 40)
    begin(qtbot, engine, fetches, file)
    fetches.pause(file)
    qtbot.waitUntil(lambda: not fetches.under_way)
    assert file.part.exists()
    fetches.fetch(file)
    assert fetches.under_way == {file.path: Fetching(40, 100)}
    assert heard == []


def test_cancel_throws_away_what_came_once_nobody_writes_to_it(
    qtbot: QtBot, engine: ToldEngine, fetches: FetchController, tmp_path: Path
) -> None:
    file = remote(tmp_path)
    file.part.write_bytes(b"x")
    begin(qtbot, engine, fetches, file)
    fetches.discard(file)
    assert file.part.exists()
    qtbot.waitUntil(lambda: not file.part.exists())


def test_cancel_of_a_paused_file(qtbot: QtBot, fetches: FetchController, tmp_path: Path) -> None:
    file = remote(tmp_path)
    file.part.write_bytes(b"x")
    file.note.write_bytes(b"{}")
    fetches.discard(file)
    qtbot.waitUntil(lambda: [*tmp_path.iterdir()] == [])


def test_the_one_in_line_need_not_wait_to_be_taken_out(
    qtbot: QtBot,
    engine: ToldEngine,
    fetches: FetchController,
    heard: list[object],
    tmp_path: Path,
) -> None:
    first, second = remote(tmp_path), remote(tmp_path, "small.pt")
    begin(qtbot, engine, fetches, first)
    fetches.fetch(second)
    fetches.pause(second)
    assert [*fetches.under_way] == [first.path]
    fetches.fetch(second)
    engine.events.put(Finished())
    qtbot.waitUntil(lambda: len(engine.jobs) == 2)
    engine.events.put(Finished())
    qtbot.waitUntil(lambda: not fetches.under_way)
    assert heard == [first.path, second.path]
    assert [job.model for job in engine.jobs] == [first, second]


def test_a_failure_is_told_and_can_be_tried_again(
    qtbot: QtBot,
    engine: ToldEngine,
    fetches: FetchController,
    heard: list[object],
    tmp_path: Path,
) -> None:
    file = remote(tmp_path)
    problem = Problem("fetch.offline", {"name": "base.pt", "host": "files.invalid"})
    begin(qtbot, engine, fetches, file)
    engine.events.put(Failed(problem))
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [problem]
    assert not fetches.under_way
    fetches.try_again(Problem("fetch.damaged", {"name": "base.pt"}))
    assert not fetches.under_way
    fetches.try_again(problem)
    assert [*fetches.under_way] == [file.path]


def test_a_part_that_cannot_be_thrown_away_is_told(
    qtbot: QtBot, fetches: FetchController, heard: list[object], tmp_path: Path
) -> None:
    file = remote(tmp_path)
    (file.part / "folder").mkdir(parents=True)
    fetches.discard(file)
    qtbot.waitUntil(lambda: bool(heard))
    (problem,) = heard
    assert isinstance(problem, Problem)
    assert problem.code == "fetch.not_deleted"


def test_one_that_is_about_to_stop_is_fetched_again(
    qtbot: QtBot,
    engine: ToldEngine,
    fetches: FetchController,
    heard: list[object],
    tmp_path: Path,
) -> None:
    file = remote(tmp_path)
    begin(qtbot, engine, fetches, file)
    fetches.pause(file)
    fetches.fetch(file)
    qtbot.waitUntil(lambda: len(engine.jobs) == 2)
    fetches.pause(file)
    fetches.fetch(file)
    fetches.pause(file)  # the last word counts
    qtbot.waitUntil(lambda: not fetches.under_way)
    assert (len(engine.jobs), heard) == (2, [])


def test_one_that_was_thrown_away_can_be_wanted_again_at_once(
    qtbot: QtBot,
    engine: ToldEngine,
    fetches: FetchController,
    heard: list[object],
    tmp_path: Path,
) -> None:
    file = remote(tmp_path)
    file.part.write_bytes(b"x")
    begin(qtbot, engine, fetches, file)
    fetches.discard(file)
    fetches.fetch(file)
    qtbot.waitUntil(lambda: len(engine.jobs) == 2)
    assert not file.part.exists()
    engine.events.put(Finished())
    qtbot.waitUntil(lambda: heard == [file.path])


def test_the_file_that_failed_is_named_before_the_problem_is_told(
    qtbot: QtBot, engine: ToldEngine, fetches: FetchController, tmp_path: Path
) -> None:
    file = remote(tmp_path)
    told: list[object] = []
    fetches.missed.connect(lambda path, problem: told.append((path, problem)))
    fetches.failed.connect(told.append)
    problem = Problem("fetch.damaged", {"name": "base.pt"})
    begin(qtbot, engine, fetches, file)
    engine.events.put(Failed(problem))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == [(file.path, problem), problem]


class SlowDisk:
    """Throws away when the test says so. `jobs` are those that were begun."""

    def __init__(self) -> None:
        self.jobs: list[DiscardJob] = []
        self.gate = threading.Event()
        self._real = LIBRARY.create()

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        assert isinstance(job, DiscardJob)
        self.jobs.append(job)
        self.gate.wait()
        yield from self._real.run(job, cancel)

    def close(self) -> None:
        """Nothing to free."""


def test_a_slow_disk_holds_up_the_file_that_is_wanted_again_and_nothing_else(
    qtbot: QtBot, engine: ToldEngine, tmp_path: Path
) -> None:
    slow = SlowDisk()
    thread, disk = EngineThread(lambda: engine), EngineThread(lambda: slow)
    fetches = FetchController(thread, disk)
    heard: list[object] = []
    fetches.arrived.connect(heard.append)
    fetches.discarded.connect(heard.append)
    file, other = remote(tmp_path), remote(tmp_path, "small.pt")
    file.part.write_bytes(b"x" * 40)
    try:
        fetches.discard(file)
        qtbot.waitUntil(lambda: len(slow.jobs) == 1)
        fetches.fetch(file)
        assert fetches.under_way == {file.path: Fetching(0, 100)}
        fetches.fetch(other)
        engine.events.put(Finished())
        qtbot.waitUntil(lambda: heard == [other.path])
        assert file.part.exists()
        fetches.pause(file)
        assert not fetches.under_way
        fetches.fetch(file)
        slow.gate.set()
        qtbot.waitUntil(lambda: len(engine.jobs) == 2)
        assert not file.part.exists()
        assert [job.model for job in engine.jobs] == [other, file]
        engine.events.put(Finished())
        qtbot.waitUntil(lambda: heard == [other.path, file, file.path])
    finally:
        slow.gate.set()
        assert thread.shut_down(60_000)
        assert disk.shut_down(60_000)


def test_what_was_not_thrown_away_for_a_crash_is_not_taken_for_done(
    qtbot: QtBot, engine: ToldEngine, tmp_path: Path
) -> None:
    class Crashing(SlowDisk):
        def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
            yield Failed(Problem("part.crashed", {"cause": "killed"}))

    thread, disk = EngineThread(lambda: engine), EngineThread(Crashing)
    fetches = FetchController(thread, disk)
    heard: list[object] = []
    fetches.failed.connect(heard.append)
    fetches.discarded.connect(heard.append)
    fetches.discard(remote(tmp_path))
    qtbot.waitUntil(lambda: not disk.busy and bool(heard))
    assert heard == [Problem("part.crashed", {"cause": "killed"})]
    assert disk.shut_down(60_000)
