"""Downloads as the window knows them, with an engine that does as it is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core.download import Order, Parcel, Stage
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Failed, Fetching, Finished
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.models import patience
from desktop_app.ui.models.downloads import Progress
from tests.ui.models.download_parts import DAMAGED, OFFLINE, SIZE, Home, parcel, put, remote
from tests.ui.voice_parts import ToldEngine


@pytest.fixture(autouse=True)
def _online(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HF_HUB_OFFLINE")


@pytest.fixture
def engine() -> ToldEngine:
    return ToldEngine()


@pytest.fixture
def home(qtbot: QtBot, engine: ToldEngine, tmp_path: Path) -> Iterator[Home]:
    home = Home(tmp_path / "home", EngineThread(lambda: engine))
    yield home
    home.close()


@pytest.fixture
def one(tmp_path: Path) -> Parcel:
    return parcel(tmp_path, "one")


@pytest.fixture
def two(tmp_path: Path) -> Parcel:
    return parcel(tmp_path, "two")


class Telling:
    """Has the engine say things, and waits until they are heard."""

    def __init__(self, qtbot: QtBot, engine: ToldEngine, home: Home) -> None:
        self._qtbot, self._engine, self._home = qtbot, engine, home

    def bytes(self, id: str, done: int, tries: int = 0) -> None:
        before = self._home.downloads.progress(id).done
        self._engine.events.put(Fetching(done, SIZE, tries))
        self._qtbot.waitUntil(
            lambda: (
                self._home.downloads.progress(id).done != before
                or self._home.downloads.progress(id).tries == tries > 0
            )
        )

    def end(self, event: Event, jobs: int) -> None:
        """`event` ends the job with this number (from 1 on)."""
        self._qtbot.waitUntil(lambda: len(self._engine.jobs) == jobs)
        if isinstance(event, Finished):
            put(self._engine.jobs[-1].model)
        self._engine.events.put(event)


@pytest.fixture
def tell(qtbot: QtBot, engine: ToldEngine, home: Home) -> Telling:
    return Telling(qtbot, engine, home)


def test_a_parcel_arrives_when_all_its_files_have(
    qtbot: QtBot, engine: ToldEngine, home: Home, tell: Telling, tmp_path: Path
) -> None:
    whole = parcel(tmp_path, "big", "eyes.gguf", "part-2.gguf", "part-1.gguf")
    home.downloads.fetch(whole)
    assert home.stages() == {"big": Stage.FETCHING}
    tell.end(Finished(), 1)
    tell.end(Finished(), 2)
    qtbot.waitUntil(lambda: len(engine.jobs) == 3)
    assert home.heard == []
    assert home.downloads.progress("big").done == 2 * SIZE
    tell.end(Finished(), 3)
    qtbot.waitUntil(lambda: home.heard == [whole])
    assert home.stages() == {"big": Stage.DONE}
    assert tuple(job.model for job in engine.jobs) == whole.files
    assert home.downloads.progress("big") == Progress(3 * SIZE, 3 * SIZE)
    assert home.downloads.overall() is None


def test_one_after_the_other(
    qtbot: QtBot, engine: ToldEngine, home: Home, tell: Telling, one: Parcel, two: Parcel
) -> None:
    home.downloads.fetch(one)
    home.downloads.fetch(two)
    home.downloads.fetch(two)
    home.downloads.fetch(one)
    assert home.stages() == {"one": Stage.FETCHING, "two": Stage.WAITING}
    tell.end(Finished(), 1)
    tell.end(Finished(), 2)
    qtbot.waitUntil(lambda: home.heard == [one, two])
    assert len(engine.jobs) == 2


def test_a_failed_file_leaves_the_others_and_only_it_is_fetched_again(
    qtbot: QtBot, engine: ToldEngine, home: Home, tell: Telling, tmp_path: Path
) -> None:
    whole = parcel(tmp_path, "big", "eyes.gguf", "model.gguf")
    home.downloads.fetch(whole)
    tell.end(Finished(), 1)
    tell.end(Failed(DAMAGED), 2)
    qtbot.waitUntil(lambda: home.heard == [DAMAGED])
    (order,) = home.downloads.orders()
    assert (order.stage, order.problem) == (Stage.FAILED, DAMAGED)
    assert Path(whole.files[0].path).exists()
    home.downloads.try_again(DAMAGED)
    home.downloads.try_again(DAMAGED)
    tell.end(Finished(), 3)
    qtbot.waitUntil(lambda: home.heard == [DAMAGED, whole])
    assert [Path(job.model.path).name for job in engine.jobs] == [
        "eyes.gguf",
        "model.gguf",
        "model.gguf",
    ]


def test_a_failure_does_not_hold_up_the_others(
    qtbot: QtBot, home: Home, tell: Telling, one: Parcel, two: Parcel
) -> None:
    home.downloads.fetch(one)
    home.downloads.fetch(two)
    tell.end(Failed(DAMAGED), 1)
    tell.end(Finished(), 2)
    qtbot.waitUntil(lambda: home.heard == [DAMAGED, two])


def test_what_is_there_is_looked_at_once_it_is_asked_for(
    qtbot: QtBot, engine: ToldEngine, home: Home, tell: Telling, one: Parcel
) -> None:
    put(one.files[0])
    home.downloads.fetch(one)
    assert home.downloads.progress("one") == Progress(SIZE, SIZE, checking=True)
    tell.end(Finished(), 1)
    qtbot.waitUntil(lambda: home.heard == [one])
    home.downloads.fetch(one)
    assert home.stages() == {"one": Stage.FETCHING}
    tell.end(Finished(), 2)
    qtbot.waitUntil(lambda: home.heard == [one, one])


def test_pause_and_go_on_as_often_as_one_likes(
    qtbot: QtBot, engine: ToldEngine, home: Home, tell: Telling, one: Parcel, two: Parcel
) -> None:
    home.downloads.fetch(one)
    tell.bytes("one", 40)
    home.downloads.fetch(two)
    home.downloads.pause("two")
    home.downloads.pause("one")
    home.downloads.pause("one")
    assert home.stages() == {"one": Stage.PAUSED, "two": Stage.PAUSED}
    home.downloads.fetch(one)  # while the engine still stops it
    tell.end(Finished(), 2)
    qtbot.waitUntil(lambda: home.heard == [one])
    home.downloads.fetch(two)
    tell.end(Finished(), 3)
    qtbot.waitUntil(lambda: home.heard == [one, two])
    home.downloads.pause("one")
    assert home.stages() == {"one": Stage.DONE, "two": Stage.DONE}


def test_the_speed_and_the_time_left(home: Home, tell: Telling, one: Parcel) -> None:
    home.downloads.fetch(one)
    tell.bytes("one", 10)
    assert home.downloads.progress("one").speed == 0
    home.clock.now += 4
    tell.bytes("one", 50)
    progress = home.downloads.progress("one")
    assert (progress.speed, progress.seconds) == (10.0, 5.0)
    assert home.downloads.overall() == progress
    tell.bytes("one", 50, tries=2)
    assert home.downloads.progress("one") == Progress(50, SIZE, tries=2)


def test_all_that_is_on_its_way(
    home: Home, tell: Telling, one: Parcel, two: Parcel, tmp_path: Path
) -> None:
    home.downloads.fetch(one)
    home.downloads.fetch(two)
    home.downloads.fetch(parcel(tmp_path, "three"))
    home.downloads.pause("three")
    tell.bytes("one", 40)
    assert home.downloads.overall() == Progress(40, 2 * SIZE)


def test_cancel_throws_away_what_came(
    qtbot: QtBot, engine: ToldEngine, home: Home, tell: Telling, one: Parcel, two: Parcel
) -> None:
    home.downloads.fetch(one)
    home.downloads.fetch(two)
    one.files[0].part.write_bytes(b"part")
    tell.bytes("one", 40)
    home.downloads.cancel("one")
    home.downloads.cancel("one")
    assert home.stages() == {"two": Stage.FETCHING}
    qtbot.waitUntil(lambda: not one.files[0].part.exists())
    tell.end(Finished(), 2)
    qtbot.waitUntil(lambda: home.heard == [two])
    home.downloads.cancel("two")
    assert home.stages() == {}
    assert Path(two.model).exists()


def test_cancel_takes_back_what_came_for_it_alone(
    qtbot: QtBot, engine: ToldEngine, home: Home, tell: Telling, tmp_path: Path
) -> None:
    put(remote(tmp_path, "old.gguf"))
    first = parcel(tmp_path, "first", "old.gguf", "new.gguf", "eyes.gguf", "first.gguf")
    second = parcel(tmp_path, "second", "eyes.gguf", "second.gguf")
    home.downloads.fetch(first)
    home.downloads.fetch(second)
    for number in (1, 2, 3):
        tell.end(Finished(), number)
    qtbot.waitUntil(lambda: len(engine.jobs) == 4)
    home.downloads.cancel("first")
    assert {path.name for path in tmp_path.glob("*.gguf")} == {"old.gguf", "eyes.gguf"}


def test_what_a_model_needs_that_arrived_meanwhile_stays(
    qtbot: QtBot, engine: ToldEngine, home: Home, tell: Telling, tmp_path: Path
) -> None:
    second = parcel(tmp_path, "second", "eyes.gguf", "second.gguf")
    home.downloads.fetch(parcel(tmp_path, "first", "eyes.gguf", "first.gguf"))
    tell.end(Finished(), 1)
    qtbot.waitUntil(lambda: len(engine.jobs) == 2)
    home.downloads.pause("first")
    home.downloads.fetch(second)
    tell.end(Finished(), 3)
    tell.end(Finished(), 4)
    qtbot.waitUntil(lambda: home.heard == [second])
    home.downloads.forget("second")
    home.downloads.cancel("first")
    assert {path.name for path in tmp_path.glob("*.gguf")} == {"eyes.gguf", "second.gguf"}


def test_a_part_that_another_order_needs_is_not_thrown_away(
    qtbot: QtBot, engine: ToldEngine, home: Home, tell: Telling, tmp_path: Path
) -> None:
    eyes = remote(tmp_path, "eyes.gguf")
    home.downloads.fetch(parcel(tmp_path, "first", "eyes.gguf", "first.gguf"))
    home.downloads.fetch(parcel(tmp_path, "second", "eyes.gguf", "second.gguf"))
    eyes.part.write_bytes(b"part")
    tell.bytes("first", 40)
    home.downloads.cancel("first")
    qtbot.waitUntil(lambda: len(engine.jobs) == 2)
    assert engine.jobs[1].model == eyes
    assert eyes.part.exists()
    assert home.stages() == {"second": Stage.FETCHING}


def test_one_that_came_into_its_place_while_it_was_cancelled_is_taken_back(
    qtbot: QtBot, engine: ToldEngine, home: Home, one: Parcel
) -> None:
    home.downloads.fetch(one)
    qtbot.waitUntil(lambda: len(engine.jobs) == 1)
    put(one.files[0])
    # Both are on their way to the window when the person presses the button.
    engine.events.put(Fetching(SIZE, SIZE))
    qtbot.waitUntil(lambda: home.downloads.progress("one").checking)
    engine.events.put(Finished())
    home.downloads.cancel("one")
    qtbot.waitUntil(lambda: not Path(one.model).exists())
    assert home.heard == []


def test_what_came_of_an_older_commit_is_thrown_away(
    home: Home, one: Parcel, tmp_path: Path
) -> None:
    home.downloads.fetch(one)
    home.downloads.pause("one")
    one.files[0].part.write_bytes(b"part")
    newer = parcel(tmp_path, "one", "newer.gguf")
    newer.files[0].part.write_bytes(b"part")
    home.downloads.fetch(newer)
    assert home.downloads.orders()[0].parcel == newer
    assert not one.files[0].part.exists()
    assert newer.files[0].part.exists()


def test_forgetting_leaves_the_files(
    qtbot: QtBot, home: Home, tell: Telling, one: Parcel, two: Parcel
) -> None:
    home.downloads.fetch(one)
    home.downloads.fetch(two)
    home.downloads.forget("one")
    tell.end(Finished(), 1)
    qtbot.waitUntil(lambda: home.heard == [one])
    home.downloads.forget("one")
    home.downloads.forget("two")
    assert home.stages() == {"two": Stage.FETCHING}
    assert Path(one.model).exists()


def test_another_one_first(
    qtbot: QtBot, engine: ToldEngine, home: Home, tell: Telling, one: Parcel, two: Parcel
) -> None:
    home.downloads.fetch(one)
    tell.bytes("one", 40)
    home.downloads.fetch(two)
    home.downloads.prefer("two")
    home.downloads.prefer("two")
    assert home.stages() == {"two": Stage.FETCHING, "one": Stage.WAITING}
    tell.end(Finished(), 2)
    tell.end(Finished(), 3)
    qtbot.waitUntil(lambda: home.heard == [two, one])


def test_up_the_line(home: Home, tell: Telling, one: Parcel, two: Parcel, tmp_path: Path) -> None:
    for each in (one, two, parcel(tmp_path, "three")):
        home.downloads.fetch(each)
    home.downloads.move_up("three")
    assert [*home.stages()] == ["one", "three", "two"]
    assert home.stages()["one"] is Stage.FETCHING
    home.downloads.move_up("three")
    assert [*home.stages().items()] == [
        ("three", Stage.FETCHING),
        ("one", Stage.WAITING),
        ("two", Stage.WAITING),
    ]
    home.downloads.move_up("three")
    assert [*home.stages()] == ["three", "one", "two"]


def test_what_the_network_broke_off_goes_on_by_itself(
    qtbot: QtBot,
    engine: ToldEngine,
    home: Home,
    tell: Telling,
    one: Parcel,
    two: Parcel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patience, "PAUSES", (0.0, 0.0, 600.0))
    home.downloads.fetch(one)
    home.downloads.fetch(two)
    for number in (1, 2, 3):
        tell.end(Failed(OFFLINE), number)
    qtbot.waitUntil(lambda: home.stages()["one"] is Stage.FAILED and len(engine.jobs) == 3)
    assert home.heard == [OFFLINE]  # once, not at each try
    assert home.stages()["two"] is Stage.WAITING
    assert home.downloads.obstacle == OFFLINE
    assert home.downloads.tries_again(home.downloads.orders()[0])
    assert home.downloads.overall() == Progress(0, 2 * SIZE)
    home.downloads.try_again(OFFLINE)
    tell.bytes("one", 10)
    tell.bytes("one", 20)
    assert home.heard == [OFFLINE, "fetch.offline"]
    assert home.downloads.obstacle is None


def test_another_order_that_gets_through_wakes_those_that_failed(
    qtbot: QtBot, engine: ToldEngine, home: Home, tell: Telling, one: Parcel, two: Parcel
) -> None:
    home.downloads.fetch(one)
    tell.end(Failed(OFFLINE), 1)
    qtbot.waitUntil(lambda: home.heard == [OFFLINE])
    home.downloads.fetch(two)
    tell.end(Finished(), 2)
    tell.end(Finished(), 3)
    qtbot.waitUntil(lambda: home.heard == [OFFLINE, "fetch.offline", two, one])


def test_pausing_ends_the_tries(qtbot: QtBot, home: Home, tell: Telling, one: Parcel) -> None:
    home.downloads.fetch(one)
    tell.end(Failed(OFFLINE), 1)
    qtbot.waitUntil(lambda: home.heard == [OFFLINE])
    home.downloads.pause("one")
    assert home.stages() == {"one": Stage.PAUSED}
    assert home.downloads.overall() is None


def test_a_crash_is_taken_for_chance_once(
    qtbot: QtBot, engine: ToldEngine, home: Home, tell: Telling, one: Parcel
) -> None:
    crash = Problem("part.crashed", {"cause": "killed"}, "the end of its log")
    details = f"{crash.sentence.english()}\nthe end of its log"
    stopped = Problem("fetch.stopped", {"name": "One"}, details)
    home.downloads.fetch(one)
    tell.end(Failed(crash), 1)
    qtbot.waitUntil(lambda: len(engine.jobs) == 2)
    assert (home.heard, home.stages()) == ([], {"one": Stage.FETCHING})
    tell.end(Failed(crash), 2)
    qtbot.waitUntil(lambda: home.heard == [stopped])
    assert home.stages() == {"one": Stage.FAILED}
    home.downloads.try_again(stopped)
    tell.bytes("one", 10)
    tell.bytes("one", 20)  # It gets on: the next one may be chance again.
    tell.end(Failed(crash), 3)
    qtbot.waitUntil(lambda: len(engine.jobs) == 4)
    assert home.heard == [stopped]


def test_another_account_opens_what_was_closed(
    qtbot: QtBot, engine: ToldEngine, home: Home, tell: Telling, one: Parcel, two: Parcel
) -> None:
    gated = Problem("hub.gated", {"repo": "maker/one"})
    home.downloads.fetch(one)
    home.downloads.fetch(two)
    tell.end(Failed(gated), 1)
    tell.end(Failed(DAMAGED), 2)
    qtbot.waitUntil(lambda: home.heard == [gated, DAMAGED])
    home.downloads.log_in()
    assert home.stages() == {"one": Stage.FETCHING, "two": Stage.FAILED}


def test_staying_offline_holds_all_and_says_why(
    qtbot: QtBot, engine: ToldEngine, home: Home, tell: Telling, one: Parcel, two: Parcel
) -> None:
    home.downloads.fetch(one)
    tell.bytes("one", 40)
    home.settings.set("hub.offline", True)
    assert home.stages() == {"one": Stage.WAITING}
    assert home.downloads.obstacle == Problem("hub.offline")
    assert home.heard == []
    home.downloads.fetch(two)
    assert home.heard == [Problem("hub.offline")]
    assert home.stages() == {"one": Stage.WAITING, "two": Stage.WAITING}
    home.settings.set("hub.offline", False)
    assert home.stages() == {"one": Stage.FETCHING, "two": Stage.WAITING}
    tell.end(Finished(), 2)
    tell.end(Finished(), 3)
    qtbot.waitUntil(lambda: home.heard[1:] == [one, two])


def test_the_way_to_the_hub_goes_with_each_job(
    qtbot: QtBot, engine: ToldEngine, home: Home, one: Parcel
) -> None:
    home.settings.set("hub.proxy", "http://proxy.invalid:8080")
    home.downloads.fetch(one)
    qtbot.waitUntil(lambda: len(engine.jobs) == 1)
    assert engine.jobs[0].access.proxy == "http://proxy.invalid:8080"
    assert engine.jobs[0].access.address == "https://huggingface.co"


def test_a_restart_goes_on_with_all_but_what_was_paused(
    qtbot: QtBot, engine: ToldEngine, home: Home, tell: Telling, tmp_path: Path
) -> None:
    ids = ("one", "two", "three", "four")
    for id in ids:
        home.downloads.fetch(parcel(tmp_path, id))
    home.downloads.pause("three")
    home.queue.put(Order(parcel(tmp_path, "four"), Stage.FAILED, OFFLINE))
    qtbot.waitUntil(lambda: len(engine.jobs) == 1)
    home.close()
    again = ToldEngine()
    later = Home(tmp_path / "home", EngineThread(lambda: again))
    try:
        assert later.stages()["one"] is Stage.WAITING
        later.downloads.start()
        later.downloads.start()
        assert later.stages() == {
            "one": Stage.FETCHING,
            "two": Stage.WAITING,
            "three": Stage.PAUSED,
            "four": Stage.WAITING,
        }
        qtbot.waitUntil(lambda: len(again.jobs) == 1)
    finally:
        later.close()
    assert later.stages()["one"] is Stage.FETCHING  # as it will be found


def test_a_list_that_cannot_be_saved_is_told_and_fetching_goes_on(
    qtbot: QtBot, home: Home, tell: Telling, one: Parcel
) -> None:
    home.queue.path.mkdir()
    home.downloads.fetch(one)
    assert {problem.code for problem in home.heard} == {"downloads.failed"}
    home.queue.path.rmdir()
    tell.end(Finished(), 1)
    qtbot.waitUntil(lambda: home.heard[-1] == one)


def test_nothing_begins_after_the_end(
    qtbot: QtBot, engine: ToldEngine, home: Home, one: Parcel, two: Parcel
) -> None:
    home.downloads.fetch(one)
    qtbot.waitUntil(lambda: len(engine.jobs) == 1)
    home.downloads.shut_down()
    home.downloads.pause("one")
    home.downloads.fetch(two)
    assert home.stages() == {"one": Stage.PAUSED, "two": Stage.WAITING}


def test_each_job_knows_what_is_still_to_come(
    qtbot: QtBot, engine: ToldEngine, home: Home, tell: Telling, tmp_path: Path
) -> None:
    home.downloads.fetch(parcel(tmp_path, "one", "eyes.gguf", "one.gguf"))
    tell.end(Finished(), 1)
    tell.end(Finished(), 2)
    qtbot.waitUntil(lambda: home.stages() == {"one": Stage.DONE})
    assert [job.more for job in engine.jobs] == [SIZE, 0]
