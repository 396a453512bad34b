"""Downloads over the real engine, from a Hub on this computer to the cache on the disk."""

import os
import shutil
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core.download import Parcel, Stage
from desktop_app.core.engine import Engine
from desktop_app.core.errors import Problem
from desktop_app.core.hub_cache import mark
from desktop_app.engines.fetch import create
from desktop_app.engines.fetch.part import Part
from desktop_app.engines.hub import token
from desktop_app.engines.isolated import IsolatedEngine
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.models import patience
from tests.engines.fetch.order import QUICK, REPO, SMALL, WEIGHTS, Desk
from tests.hub_api import HubApi
from tests.ui.models.download_parts import Home

HALF = 100_000
"""A place in the midst of the model."""


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[HubApi]:
    monkeypatch.setattr(token, "token_for", lambda address: "")  # keyrings take their time
    with HubApi() as hub:
        hub.lead_to(monkeypatch)
        hub.add_repo(REPO, {WEIGHTS: bytes(range(256)) * 1000, SMALL: b"projector" * 100})
        yield hub


@pytest.fixture
def desk(hub: HubApi, home: Path) -> Desk:
    return Desk(hub, home / "cache")


@pytest.fixture
def parcel(desk: Desk) -> Parcel:
    return desk.parcel()


class Window:
    """Downloads over an engine of their own, as often as Parley is started."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._homes: list[Home] = []

    def open(self, engine: Engine | None = None) -> Home:
        thread = EngineThread(lambda: engine or create(QUICK))
        self._homes.append(Home(self._folder, thread))
        return self._homes[-1]

    def close(self) -> None:
        for home in self._homes:
            home.close()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, hub: HubApi) -> Iterator[Window]:
    window = Window(tmp_path / "parley")
    yield window
    hub.go_on.set()
    window.close()


def hold(desk: Desk, place: int = HALF) -> None:
    """Let the server wait in the midst of the model."""
    desk.hub.held.clear()
    desk.hub.go_on.clear()
    desk.served.hold_at = place


def let_go(desk: Desk) -> None:
    desk.served.hold_at = -1
    desk.hub.go_on.set()


def fetch_until_held(qtbot: QtBot, home: Home, desk: Desk, parcel: Parcel) -> None:
    hold(desk)
    home.downloads.fetch(parcel)
    eyes = parcel.files[0].size
    qtbot.waitUntil(lambda: home.downloads.progress(parcel.id).done == eyes + HALF)


def wait_for(qtbot: QtBot, home: Home, parcel: Parcel) -> None:
    qtbot.waitUntil(lambda: home.heard[-1:] == [parcel])


def asked_of_model(desk: Desk) -> list[str]:
    return [
        asked.range for asked in desk.hub.asked if asked.path.endswith(f"/cdn/{REPO}/{WEIGHTS}")
    ]


def assert_nothing_half(desk: Desk) -> None:
    """No file of the model has a name by which anybody would take it for whole."""
    assert not [path for path in desk.folder.rglob("*.gguf") if WEIGHTS in path.name]


def test_model_and_projector_arrive_as_one(
    qtbot: QtBot, window: Window, desk: Desk, parcel: Parcel
) -> None:
    home = window.open()
    fetch_until_held(qtbot, home, desk, parcel)
    assert home.heard == []
    assert_nothing_half(desk)
    let_go(desk)
    wait_for(qtbot, home, parcel)
    assert home.heard == [parcel]
    assert Path(parcel.model).read_bytes() == desk.data
    assert desk.arrived()
    assert all(mark(Path(file.path)).exists() for file in parcel.files)


def test_a_restart_in_mid_download_fetches_nothing_twice(
    qtbot: QtBot, window: Window, desk: Desk, parcel: Parcel
) -> None:
    first = window.open()
    fetch_until_held(qtbot, first, desk, parcel)
    first.close()
    let_go(desk)
    second = window.open()
    assert second.stages() == {parcel.id: Stage.WAITING}
    second.downloads.start()
    wait_for(qtbot, second, parcel)
    assert desk.arrived()
    assert asked_of_model(desk) == ["", f"bytes={HALF}-"]
    third = window.open()
    third.downloads.start()
    assert third.stages() == {parcel.id: Stage.DONE}
    Path(parcel.model).unlink()
    third.downloads.look()
    qtbot.waitUntil(lambda: third.stages() == {})


def test_paused_over_a_restart(qtbot: QtBot, window: Window, desk: Desk, parcel: Parcel) -> None:
    first = window.open()
    fetch_until_held(qtbot, first, desk, parcel)
    first.downloads.pause(parcel.id)
    first.downloads.pause(parcel.id)
    first.close()
    let_go(desk)
    second = window.open()
    second.downloads.start()
    assert second.stages() == {parcel.id: Stage.PAUSED}
    done = parcel.files[0].size + HALF
    qtbot.waitUntil(lambda: second.downloads.progress(parcel.id).done == done)
    second.downloads.fetch(parcel)
    second.downloads.fetch(parcel)
    wait_for(qtbot, second, parcel)
    assert asked_of_model(desk) == ["", f"bytes={HALF}-"]


def test_pause_and_go_on_at_once(qtbot: QtBot, window: Window, desk: Desk, parcel: Parcel) -> None:
    home = window.open()
    fetch_until_held(qtbot, home, desk, parcel)
    for _ in range(3):
        home.downloads.pause(parcel.id)
        home.downloads.fetch(parcel)
    let_go(desk)
    wait_for(qtbot, home, parcel)
    assert desk.arrived()


@pytest.mark.slow
def test_a_process_that_is_killed_costs_one_click_at_most(
    qtbot: QtBot, window: Window, desk: Desk, parcel: Parcel, tmp_path: Path
) -> None:
    from desktop_app.core.engine_names import FETCH

    engine = IsolatedEngine(FETCH, tmp_path, name="downloads", family="part")
    home = window.open(engine)
    fetch_until_held(qtbot, home, desk, parcel)

    def kill() -> None:
        assert engine.child_pid is not None
        os.kill(engine.child_pid, getattr(signal, "SIGKILL", signal.SIGTERM))

    kill()  # It goes on by itself, and asks for the rest.
    qtbot.waitUntil(lambda: len(asked_of_model(desk)) == 2)
    assert (home.heard, home.stages()) == ([], {parcel.id: Stage.FETCHING})
    kill()  # Nothing new came since: that is told.
    qtbot.waitUntil(lambda: bool(home.heard))
    let_go(desk)
    (problem,) = home.heard
    assert isinstance(problem, Problem)
    assert problem.code == "fetch.stopped"
    home.downloads.try_again(problem)
    wait_for(qtbot, home, parcel)
    assert desk.arrived()


def test_cancelled_in_the_midst_nothing_is_left(
    qtbot: QtBot, window: Window, desk: Desk, parcel: Parcel
) -> None:
    home = window.open()
    fetch_until_held(qtbot, home, desk, parcel)
    home.downloads.cancel(parcel.id)
    home.downloads.cancel(parcel.id)
    let_go(desk)
    qtbot.waitUntil(lambda: not home.thread.busy)
    qtbot.waitUntil(lambda: not any((desk.repository / "blobs").iterdir()))
    assert not list(desk.repository.rglob("*.gguf"))
    assert not any((desk.repository / ".parley").iterdir())
    assert home.stages() == {}


def test_cancelled_as_parley_ends_it_is_thrown_away_at_the_next_start(
    qtbot: QtBot, window: Window, desk: Desk, parcel: Parcel
) -> None:
    home = window.open()
    fetch_until_held(qtbot, home, desk, parcel)
    home.downloads.cancel(parcel.id)
    let_go(desk)
    home.close()
    assert any((desk.repository / "blobs").glob("*.part"))

    later = window.open()
    assert later.stages() == {}
    assert parcel.files[-1] in [waste.file for waste in later.queue.waste()]
    later.downloads.start()

    qtbot.waitUntil(lambda: later.queue.waste() == ())
    assert not any((desk.repository / "blobs").iterdir())
    assert not list(desk.repository.rglob(SMALL))
    assert window.open().queue.waste() == ()


def test_what_is_wanted_again_before_it_was_thrown_away_goes_on_at_the_next_start(
    qtbot: QtBot, window: Window, desk: Desk, parcel: Parcel
) -> None:
    home = window.open()
    fetch_until_held(qtbot, home, desk, parcel)
    home.downloads.cancel(parcel.id)
    home.downloads.fetch(parcel)
    let_go(desk)
    home.close()

    later = window.open()
    assert later.stages() == {parcel.id: Stage.WAITING}
    later.downloads.start()
    assert later.queue.waste() == ()

    wait_for(qtbot, later, parcel)
    assert desk.arrived()


def test_cancelled_and_wanted_again_at_once_all_of_it_arrives(
    qtbot: QtBot, window: Window, desk: Desk, parcel: Parcel
) -> None:
    home = window.open()
    fetch_until_held(qtbot, home, desk, parcel)
    for _ in range(3):
        home.downloads.cancel(parcel.id)
        home.downloads.fetch(parcel)
    let_go(desk)
    wait_for(qtbot, home, parcel)
    assert desk.arrived()
    assert home.heard == [parcel]
    qtbot.waitUntil(lambda: home.queue.waste() == ())
    assert desk.arrived()


def test_cancelled_while_it_is_being_placed(
    qtbot: QtBot,
    window: Window,
    desk: Desk,
    parcel: Parcel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reached, go_on = threading.Event(), threading.Event()
    place = Part.place

    def slowly(part: Part, *arguments: object) -> None:
        if Path(parcel.files[-1].part).exists():
            reached.set()
            go_on.wait()
        place(part, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Part, "place", slowly)
    home = window.open()
    home.downloads.fetch(parcel)
    qtbot.waitUntil(reached.is_set)
    home.downloads.cancel(parcel.id)
    go_on.set()
    qtbot.waitUntil(lambda: not any((desk.repository / "blobs").iterdir()))
    assert not list(desk.repository.rglob("*.gguf"))
    assert (home.stages(), home.heard) == ({}, [])


def test_what_was_there_before_outlives_a_cancel(
    qtbot: QtBot, window: Window, desk: Desk, parcel: Parcel
) -> None:
    desk.fetch(parcel.files[0])
    home = window.open()
    fetch_until_held(qtbot, home, desk, parcel)
    home.downloads.cancel(parcel.id)
    let_go(desk)
    qtbot.waitUntil(lambda: not parcel.files[-1].part.exists())
    assert Path(parcel.files[0].link).exists()


def test_a_folder_that_is_removed_meanwhile(
    qtbot: QtBot, window: Window, desk: Desk, parcel: Parcel
) -> None:
    home = window.open()
    fetch_until_held(qtbot, home, desk, parcel)
    shutil.rmtree(desk.folder)
    let_go(desk)
    qtbot.waitUntil(lambda: len(home.heard) == 1)
    (problem,) = home.heard
    assert isinstance(problem, Problem)
    assert problem.code == "library.folder_missing"
    assert home.stages() == {parcel.id: Stage.FAILED}
    assert_nothing_half(desk)
    home.downloads.try_again(problem)
    wait_for(qtbot, home, parcel)
    assert Path(parcel.model).read_bytes() == desk.data


def test_a_full_disk(
    qtbot: QtBot,
    window: Window,
    desk: Desk,
    parcel: Parcel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    usage = shutil.disk_usage(desk.folder.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    home = window.open()
    home.downloads.fetch(parcel)
    qtbot.waitUntil(lambda: len(home.heard) == 1)
    (problem,) = home.heard
    assert isinstance(problem, Problem)
    assert problem.code == "fetch.full"
    assert home.stages() == {parcel.id: Stage.FAILED}
    monkeypatch.undo()
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    monkeypatch.setattr(token, "token_for", lambda address: "")
    home.downloads.try_again(problem)
    wait_for(qtbot, home, parcel)


def test_a_network_that_goes_and_comes_back(
    qtbot: QtBot,
    window: Window,
    desk: Desk,
    parcel: Parcel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patience, "PAUSES", (0.0,))
    desk.served.cuts = [HALF, *[0] * 20]  # what came stays; more does not come for many tries
    home = window.open()
    home.downloads.fetch(parcel)
    wait_for(qtbot, home, parcel)
    codes = [said.code for said in home.heard if isinstance(said, Problem)]
    assert codes == ["fetch.offline"]
    assert "fetch.offline" in home.heard  # no news any more
    assert desk.arrived()
    assert asked_of_model(desk)[1:] == [f"bytes={HALF}-"] * (len(asked_of_model(desk)) - 1)


def test_offline_and_back(qtbot: QtBot, window: Window, desk: Desk, parcel: Parcel) -> None:
    home = window.open()
    fetch_until_held(qtbot, home, desk, parcel)
    home.settings.set("hub.offline", True)
    assert home.stages() == {parcel.id: Stage.WAITING}
    qtbot.waitUntil(lambda: not home.thread.busy)
    let_go(desk)
    asked = len(desk.hub.asked)
    home.downloads.fetch(parcel)
    home.downloads.start()
    assert len(desk.hub.asked) == asked
    home.settings.set("hub.offline", False)
    wait_for(qtbot, home, parcel)
    assert asked_of_model(desk) == ["", f"bytes={HALF}-"]


def test_a_damaged_file_in_place_is_fetched_again_when_it_is_asked_for(
    qtbot: QtBot, window: Window, desk: Desk, parcel: Parcel
) -> None:
    home = window.open()
    home.downloads.fetch(parcel)
    wait_for(qtbot, home, parcel)
    Path(parcel.files[-1].path).write_bytes(bytes(len(desk.data)))
    home.heard.clear()
    home.downloads.fetch(parcel)
    wait_for(qtbot, home, parcel)
    assert Path(parcel.model).read_bytes() == desk.data
    small = [asked for asked in desk.hub.asked if "/cdn/" in asked.path and SMALL in asked.path]
    assert len(small) == 1  # the projector was right
