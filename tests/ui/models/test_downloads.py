"""Downloads as the window knows them, with an engine that does as it is told."""

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

pytestmark = pytest.mark.usefixtures("online")


class Telling:
    """Has the engine say things, and waits until they are heard."""

    def __init__(self, qtbot: QtBot, engine: ToldEngine, downloads_home: Home) -> None:
        self._qtbot, self._engine, self._home = qtbot, engine, downloads_home

    def bytes(self, id: str, done: int, tries: int = 0) -> None:
        self._qtbot.waitUntil(lambda: bool(self._engine.jobs))  # The disk was looked at by now.
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
def tell(qtbot: QtBot, engine: ToldEngine, downloads_home: Home) -> Telling:
    return Telling(qtbot, engine, downloads_home)


def test_a_parcel_arrives_when_all_its_files_have(
    qtbot: QtBot, engine: ToldEngine, downloads_home: Home, tell: Telling, tmp_path: Path
) -> None:
    whole = parcel(tmp_path, "big", "eyes.gguf", "part-2.gguf", "part-1.gguf")
    downloads_home.downloads.fetch(whole)
    assert downloads_home.stages() == {"big": Stage.FETCHING}
    tell.end(Finished(), 1)
    tell.end(Finished(), 2)
    qtbot.waitUntil(lambda: len(engine.jobs) == 3)
    assert downloads_home.heard == []
    assert downloads_home.downloads.progress("big").done == 2 * SIZE
    tell.end(Finished(), 3)
    qtbot.waitUntil(lambda: downloads_home.heard == [whole])
    assert downloads_home.stages() == {"big": Stage.DONE}
    assert tuple(job.model for job in engine.jobs) == whole.files
    assert downloads_home.downloads.progress("big") == Progress(3 * SIZE, 3 * SIZE)
    assert downloads_home.downloads.overall() is None


def test_one_after_the_other(
    qtbot: QtBot, engine: ToldEngine, downloads_home: Home, tell: Telling, one: Parcel, two: Parcel
) -> None:
    downloads_home.downloads.fetch(one)
    downloads_home.downloads.fetch(two)
    downloads_home.downloads.fetch(two)
    downloads_home.downloads.fetch(one)
    assert downloads_home.stages() == {"one": Stage.FETCHING, "two": Stage.WAITING}
    tell.end(Finished(), 1)
    tell.end(Finished(), 2)
    qtbot.waitUntil(lambda: downloads_home.heard == [one, two])
    assert len(engine.jobs) == 2


def test_a_failed_file_leaves_the_others_and_only_it_is_fetched_again(
    qtbot: QtBot, engine: ToldEngine, downloads_home: Home, tell: Telling, tmp_path: Path
) -> None:
    whole = parcel(tmp_path, "big", "eyes.gguf", "model.gguf")
    downloads_home.downloads.fetch(whole)
    tell.end(Finished(), 1)
    tell.end(Failed(DAMAGED), 2)
    qtbot.waitUntil(lambda: downloads_home.heard == [DAMAGED])
    (order,) = downloads_home.downloads.orders()
    assert (order.stage, order.problem) == (Stage.FAILED, DAMAGED)
    assert Path(whole.files[0].path).exists()
    downloads_home.downloads.try_again(DAMAGED)
    downloads_home.downloads.try_again(DAMAGED)
    tell.end(Finished(), 3)
    qtbot.waitUntil(lambda: downloads_home.heard == [DAMAGED, whole])
    assert [Path(job.model.path).name for job in engine.jobs] == [
        "eyes.gguf",
        "model.gguf",
        "model.gguf",
    ]


def test_a_failure_does_not_hold_up_the_others(
    qtbot: QtBot, downloads_home: Home, tell: Telling, one: Parcel, two: Parcel
) -> None:
    downloads_home.downloads.fetch(one)
    downloads_home.downloads.fetch(two)
    tell.end(Failed(DAMAGED), 1)
    tell.end(Finished(), 2)
    qtbot.waitUntil(lambda: downloads_home.heard == [DAMAGED, two])


def test_what_is_there_is_looked_at_once_it_is_asked_for(
    qtbot: QtBot, engine: ToldEngine, downloads_home: Home, tell: Telling, one: Parcel
) -> None:
    put(one.files[0])
    downloads_home.downloads.fetch(one)
    assert downloads_home.downloads.progress("one").checking
    qtbot.waitUntil(lambda: len(engine.jobs) == 1)
    assert downloads_home.downloads.progress("one") == Progress(SIZE, SIZE, checking=True)
    tell.end(Finished(), 1)
    qtbot.waitUntil(lambda: downloads_home.heard == [one])
    downloads_home.downloads.fetch(one)
    assert downloads_home.stages() == {"one": Stage.FETCHING}
    tell.end(Finished(), 2)
    qtbot.waitUntil(lambda: downloads_home.heard == [one, one])


def test_pause_and_go_on_as_often_as_one_likes(
    qtbot: QtBot, engine: ToldEngine, downloads_home: Home, tell: Telling, one: Parcel, two: Parcel
) -> None:
    downloads_home.downloads.fetch(one)
    tell.bytes("one", 40)
    downloads_home.downloads.fetch(two)
    downloads_home.downloads.pause("two")
    downloads_home.downloads.pause("one")
    downloads_home.downloads.pause("one")
    assert downloads_home.stages() == {"one": Stage.PAUSED, "two": Stage.PAUSED}
    downloads_home.downloads.fetch(one)  # while the engine still stops it
    tell.end(Finished(), 2)
    qtbot.waitUntil(lambda: downloads_home.heard == [one])
    downloads_home.downloads.fetch(two)
    tell.end(Finished(), 3)
    qtbot.waitUntil(lambda: downloads_home.heard == [one, two])
    downloads_home.downloads.pause("one")
    assert downloads_home.stages() == {"one": Stage.DONE, "two": Stage.DONE}


def test_the_speed_and_the_time_left(downloads_home: Home, tell: Telling, one: Parcel) -> None:
    downloads_home.downloads.fetch(one)
    tell.bytes("one", 10)
    assert downloads_home.downloads.progress("one").speed == 0
    downloads_home.clock.now += 4
    tell.bytes("one", 50)
    progress = downloads_home.downloads.progress("one")
    assert (progress.speed, progress.seconds) == (10.0, 5.0)
    assert downloads_home.downloads.overall() == progress
    tell.bytes("one", 50, tries=2)
    assert downloads_home.downloads.progress("one") == Progress(50, SIZE, tries=2)


def test_all_that_is_on_its_way(
    downloads_home: Home, tell: Telling, one: Parcel, two: Parcel, tmp_path: Path
) -> None:
    downloads_home.downloads.fetch(one)
    downloads_home.downloads.fetch(two)
    downloads_home.downloads.fetch(parcel(tmp_path, "three"))
    downloads_home.downloads.pause("three")
    tell.bytes("one", 40)
    assert downloads_home.downloads.overall() == Progress(40, 2 * SIZE)


def test_cancel_throws_away_what_came(
    qtbot: QtBot, engine: ToldEngine, downloads_home: Home, tell: Telling, one: Parcel, two: Parcel
) -> None:
    downloads_home.downloads.fetch(one)
    downloads_home.downloads.fetch(two)
    one.files[0].part.write_bytes(b"part")
    tell.bytes("one", 40)
    downloads_home.downloads.cancel("one")
    downloads_home.downloads.cancel("one")
    assert downloads_home.stages() == {"two": Stage.FETCHING}
    qtbot.waitUntil(lambda: not one.files[0].part.exists())
    tell.end(Finished(), 2)
    qtbot.waitUntil(lambda: downloads_home.heard == [two])
    downloads_home.downloads.cancel("two")
    assert downloads_home.stages() == {}
    assert Path(two.model).exists()


def test_cancel_takes_back_what_came_for_it_alone(
    qtbot: QtBot, engine: ToldEngine, downloads_home: Home, tell: Telling, tmp_path: Path
) -> None:
    put(remote(tmp_path, "old.gguf"))
    first = parcel(tmp_path, "first", "old.gguf", "new.gguf", "eyes.gguf", "first.gguf")
    second = parcel(tmp_path, "second", "eyes.gguf", "second.gguf")
    downloads_home.downloads.fetch(first)
    downloads_home.downloads.fetch(second)
    for number in (1, 2, 3):
        tell.end(Finished(), number)
    qtbot.waitUntil(lambda: len(engine.jobs) == 4)
    downloads_home.downloads.cancel("first")
    qtbot.waitUntil(lambda: downloads_home.queue.waste() == ())
    assert {path.name for path in tmp_path.glob("*.gguf")} == {"old.gguf", "eyes.gguf"}


def test_what_a_model_needs_that_arrived_meanwhile_stays(
    qtbot: QtBot, engine: ToldEngine, downloads_home: Home, tell: Telling, tmp_path: Path
) -> None:
    second = parcel(tmp_path, "second", "eyes.gguf", "second.gguf")
    downloads_home.downloads.fetch(parcel(tmp_path, "first", "eyes.gguf", "first.gguf"))
    tell.end(Finished(), 1)
    qtbot.waitUntil(lambda: len(engine.jobs) == 2)
    downloads_home.downloads.pause("first")
    downloads_home.downloads.fetch(second)
    tell.end(Finished(), 3)
    tell.end(Finished(), 4)
    qtbot.waitUntil(lambda: downloads_home.heard == [second])
    downloads_home.downloads.forget("second")
    downloads_home.downloads.cancel("first")
    assert {path.name for path in tmp_path.glob("*.gguf")} == {"eyes.gguf", "second.gguf"}


def test_a_part_that_another_order_needs_is_not_thrown_away(
    qtbot: QtBot, engine: ToldEngine, downloads_home: Home, tell: Telling, tmp_path: Path
) -> None:
    eyes = remote(tmp_path, "eyes.gguf")
    downloads_home.downloads.fetch(parcel(tmp_path, "first", "eyes.gguf", "first.gguf"))
    downloads_home.downloads.fetch(parcel(tmp_path, "second", "eyes.gguf", "second.gguf"))
    eyes.part.write_bytes(b"part")
    tell.bytes("first", 40)
    downloads_home.downloads.cancel("first")
    qtbot.waitUntil(lambda: len(engine.jobs) == 2)
    assert engine.jobs[1].model == eyes
    assert eyes.part.exists()
    assert downloads_home.stages() == {"second": Stage.FETCHING}


def test_one_that_came_into_its_place_while_it_was_cancelled_is_taken_back(
    qtbot: QtBot, engine: ToldEngine, downloads_home: Home, one: Parcel
) -> None:
    downloads_home.downloads.fetch(one)
    qtbot.waitUntil(lambda: len(engine.jobs) == 1)
    put(one.files[0])
    # Both are on their way to the window when the person presses the button.
    engine.events.put(Fetching(SIZE, SIZE))
    qtbot.waitUntil(lambda: downloads_home.downloads.progress("one").checking)
    engine.events.put(Finished())
    downloads_home.downloads.cancel("one")
    qtbot.waitUntil(lambda: not Path(one.model).exists())
    assert downloads_home.heard == []


def test_what_came_of_an_older_commit_is_thrown_away(
    qtbot: QtBot, downloads_home: Home, one: Parcel, tmp_path: Path
) -> None:
    downloads_home.downloads.fetch(one)
    downloads_home.downloads.pause("one")
    one.files[0].part.write_bytes(b"part")
    newer = parcel(tmp_path, "one", "newer.gguf")
    newer.files[0].part.write_bytes(b"part")
    downloads_home.downloads.fetch(newer)
    assert downloads_home.downloads.orders()[0].parcel == newer
    qtbot.waitUntil(lambda: not one.files[0].part.exists())
    assert newer.files[0].part.exists()


def test_forgetting_leaves_the_files(
    qtbot: QtBot, downloads_home: Home, tell: Telling, one: Parcel, two: Parcel
) -> None:
    downloads_home.downloads.fetch(one)
    downloads_home.downloads.fetch(two)
    downloads_home.downloads.forget("one")
    tell.end(Finished(), 1)
    qtbot.waitUntil(lambda: downloads_home.heard == [one])
    downloads_home.downloads.forget("one")
    downloads_home.downloads.forget("two")
    assert downloads_home.stages() == {"two": Stage.FETCHING}
    assert Path(one.model).exists()


def test_another_one_first(
    qtbot: QtBot, engine: ToldEngine, downloads_home: Home, tell: Telling, one: Parcel, two: Parcel
) -> None:
    downloads_home.downloads.fetch(one)
    tell.bytes("one", 40)
    downloads_home.downloads.fetch(two)
    downloads_home.downloads.prefer("two")
    downloads_home.downloads.prefer("two")
    assert downloads_home.stages() == {"two": Stage.FETCHING, "one": Stage.WAITING}
    tell.end(Finished(), 2)
    tell.end(Finished(), 3)
    qtbot.waitUntil(lambda: downloads_home.heard == [two, one])


def test_up_the_line(
    downloads_home: Home, tell: Telling, one: Parcel, two: Parcel, tmp_path: Path
) -> None:
    for each in (one, two, parcel(tmp_path, "three")):
        downloads_home.downloads.fetch(each)
    downloads_home.downloads.move_up("three")
    assert [*downloads_home.stages()] == ["one", "three", "two"]
    assert downloads_home.stages()["one"] is Stage.FETCHING
    downloads_home.downloads.move_up("three")
    assert [*downloads_home.stages().items()] == [
        ("three", Stage.FETCHING),
        ("one", Stage.WAITING),
        ("two", Stage.WAITING),
    ]
    downloads_home.downloads.move_up("three")
    assert [*downloads_home.stages()] == ["three", "one", "two"]


def test_what_the_network_broke_off_goes_on_by_itself(
    qtbot: QtBot,
    engine: ToldEngine,
    downloads_home: Home,
    tell: Telling,
    one: Parcel,
    two: Parcel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patience, "PAUSES", (0.0, 0.0, 600.0))
    downloads_home.downloads.fetch(one)
    downloads_home.downloads.fetch(two)
    for number in (1, 2, 3):
        tell.end(Failed(OFFLINE), number)
    qtbot.waitUntil(
        lambda: downloads_home.stages()["one"] is Stage.FAILED and len(engine.jobs) == 3
    )
    assert downloads_home.heard == [OFFLINE]  # once, not at each try
    assert downloads_home.stages()["two"] is Stage.WAITING
    assert downloads_home.downloads.obstacle == OFFLINE
    assert downloads_home.downloads.tries_again(downloads_home.downloads.orders()[0])
    assert downloads_home.downloads.overall() == Progress(0, 2 * SIZE)
    downloads_home.downloads.try_again(OFFLINE)
    tell.bytes("one", 10)
    tell.bytes("one", 20)
    assert downloads_home.heard == [OFFLINE, "fetch.offline"]
    assert downloads_home.downloads.obstacle is None


def test_another_order_that_gets_through_wakes_those_that_failed(
    qtbot: QtBot, engine: ToldEngine, downloads_home: Home, tell: Telling, one: Parcel, two: Parcel
) -> None:
    downloads_home.downloads.fetch(one)
    tell.end(Failed(OFFLINE), 1)
    qtbot.waitUntil(lambda: downloads_home.heard == [OFFLINE])
    downloads_home.downloads.fetch(two)
    tell.end(Finished(), 2)
    tell.end(Finished(), 3)
    qtbot.waitUntil(lambda: downloads_home.heard == [OFFLINE, "fetch.offline", two, one])


def test_pausing_ends_the_tries(
    qtbot: QtBot, downloads_home: Home, tell: Telling, one: Parcel
) -> None:
    downloads_home.downloads.fetch(one)
    tell.end(Failed(OFFLINE), 1)
    qtbot.waitUntil(lambda: downloads_home.heard == [OFFLINE])
    downloads_home.downloads.pause("one")
    assert downloads_home.stages() == {"one": Stage.PAUSED}
    assert downloads_home.downloads.overall() is None


def test_a_crash_is_taken_for_chance_once(
    qtbot: QtBot, engine: ToldEngine, downloads_home: Home, tell: Telling, one: Parcel
) -> None:
    crash = Problem("part.crashed", {"cause": "killed"}, "the end of its log")
    details = f"{crash.sentence.english()}\nthe end of its log"
    stopped = Problem("fetch.stopped", {"name": "One"}, details)
    downloads_home.downloads.fetch(one)
    tell.end(Failed(crash), 1)
    qtbot.waitUntil(lambda: len(engine.jobs) == 2)
    assert (downloads_home.heard, downloads_home.stages()) == ([], {"one": Stage.FETCHING})
    tell.end(Failed(crash), 2)
    qtbot.waitUntil(lambda: downloads_home.heard == [stopped])
    assert downloads_home.stages() == {"one": Stage.FAILED}
    downloads_home.downloads.try_again(stopped)
    tell.bytes("one", 10)
    tell.bytes("one", 20)  # It gets on: the next one may be chance again.
    tell.end(Failed(crash), 3)
    qtbot.waitUntil(lambda: len(engine.jobs) == 4)
    assert downloads_home.heard == [stopped]


def test_another_account_opens_what_was_closed(
    qtbot: QtBot, engine: ToldEngine, downloads_home: Home, tell: Telling, one: Parcel, two: Parcel
) -> None:
    gated = Problem("hub.gated", {"repo": "maker/one"})
    downloads_home.downloads.fetch(one)
    downloads_home.downloads.fetch(two)
    tell.end(Failed(gated), 1)
    tell.end(Failed(DAMAGED), 2)
    qtbot.waitUntil(lambda: downloads_home.heard == [gated, DAMAGED])
    downloads_home.downloads.log_in()
    assert downloads_home.stages() == {"one": Stage.FETCHING, "two": Stage.FAILED}


def test_staying_offline_holds_all_and_says_why(
    qtbot: QtBot, engine: ToldEngine, downloads_home: Home, tell: Telling, one: Parcel, two: Parcel
) -> None:
    downloads_home.downloads.fetch(one)
    tell.bytes("one", 40)
    downloads_home.settings.set("hub.offline", True)
    assert downloads_home.stages() == {"one": Stage.WAITING}
    assert downloads_home.downloads.obstacle == Problem("hub.offline")
    assert downloads_home.heard == []
    downloads_home.downloads.fetch(two)
    assert downloads_home.heard == [Problem("hub.offline")]
    assert downloads_home.stages() == {"one": Stage.WAITING, "two": Stage.WAITING}
    downloads_home.settings.set("hub.offline", False)
    assert downloads_home.stages() == {"one": Stage.FETCHING, "two": Stage.WAITING}
    tell.end(Finished(), 2)
    tell.end(Finished(), 3)
    qtbot.waitUntil(lambda: downloads_home.heard[1:] == [one, two])


def test_the_way_to_the_hub_goes_with_each_job(
    qtbot: QtBot, engine: ToldEngine, downloads_home: Home, one: Parcel
) -> None:
    downloads_home.settings.set("hub.proxy", "http://proxy.invalid:8080")
    downloads_home.downloads.fetch(one)
    qtbot.waitUntil(lambda: len(engine.jobs) == 1)
    assert engine.jobs[0].access.proxy == "http://proxy.invalid:8080"
    assert engine.jobs[0].access.address == "https://huggingface.co"


def test_a_restart_goes_on_with_all_but_what_was_paused(
    qtbot: QtBot, engine: ToldEngine, downloads_home: Home, tell: Telling, tmp_path: Path
) -> None:
    ids = ("one", "two", "three", "four")
    for id in ids:
        downloads_home.downloads.fetch(parcel(tmp_path, id))
    downloads_home.downloads.pause("three")
    downloads_home.queue.put(Order(parcel(tmp_path, "four"), Stage.FAILED, OFFLINE))
    qtbot.waitUntil(lambda: len(engine.jobs) == 1)
    downloads_home.close()
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
    qtbot: QtBot, downloads_home: Home, tell: Telling, one: Parcel
) -> None:
    downloads_home.queue.path.mkdir()
    downloads_home.downloads.fetch(one)
    assert {problem.code for problem in downloads_home.heard} == {"downloads.failed"}
    downloads_home.queue.path.rmdir()
    tell.end(Finished(), 1)
    qtbot.waitUntil(lambda: downloads_home.heard[-1] == one)


def test_nothing_begins_after_the_end(
    qtbot: QtBot, engine: ToldEngine, downloads_home: Home, one: Parcel, two: Parcel
) -> None:
    downloads_home.downloads.fetch(one)
    qtbot.waitUntil(lambda: len(engine.jobs) == 1)
    downloads_home.downloads.shut_down()
    downloads_home.downloads.pause("one")
    downloads_home.downloads.fetch(two)
    assert downloads_home.stages() == {"one": Stage.PAUSED, "two": Stage.WAITING}


def test_each_job_knows_what_is_still_to_come(
    qtbot: QtBot, engine: ToldEngine, downloads_home: Home, tell: Telling, tmp_path: Path
) -> None:
    downloads_home.downloads.fetch(parcel(tmp_path, "one", "eyes.gguf", "one.gguf"))
    tell.end(Finished(), 1)
    tell.end(Finished(), 2)
    qtbot.waitUntil(lambda: downloads_home.stages() == {"one": Stage.DONE})
    assert [job.more for job in engine.jobs] == [SIZE, 0]
