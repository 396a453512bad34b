"""Asking what is on the disk, while that does as it likes."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core.disk import LookedUp, LookUpJob
from desktop_app.core.engine import CancelToken, Job
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Failed, Finished, Reason
from desktop_app.engines.library import create
from desktop_app.ui import disk as disk_module
from desktop_app.ui.disk import Disk
from desktop_app.ui.engine_thread import EngineThread


class DeadMount:
    """A disk that does not answer about what is below `dead`, until it is given up."""

    def __init__(self, dead: Path) -> None:
        self._dead = str(dead)
        self._real = create(None)

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        assert isinstance(job, LookUpJob)
        if not any(path.startswith(self._dead) for path in job.paths):
            yield from self._real.run(job, cancel)
            return
        while not cancel.is_set():
            threading.Event().wait(0.005)
        yield Finished(Reason.CANCELLED)

    def close(self) -> None:
        """Nothing to free."""


@pytest.fixture
def disk(qtbot: QtBot, tmp_path: Path) -> Iterator[Disk]:
    thread = EngineThread(lambda: DeadMount(tmp_path / "dead"))
    yield Disk(thread)
    assert thread.shut_down(60_000)


@pytest.fixture
def heard(disk: Disk) -> dict[int, LookedUp | None]:
    heard: dict[int, LookedUp | None] = {}
    disk.looked.connect(heard.__setitem__)
    return heard


def test_each_question_has_its_answer(
    qtbot: QtBot, disk: Disk, heard: dict[int, LookedUp | None], tmp_path: Path
) -> None:
    (tmp_path / "one").write_bytes(b"123")
    first = disk.look([str(tmp_path / "one")])
    second = disk.look([str(tmp_path / "two")], str(tmp_path / "not" / "yet"))
    assert heard == {}  # Nobody waited for it.
    assert disk.busy

    qtbot.waitUntil(lambda: not disk.busy)

    one, two = heard[first], heard[second]
    assert one is not None
    assert two is not None
    spot = one.spot(str(tmp_path / "one"))
    assert spot is not None
    assert (spot.size, spot.folder, one.space) == (3, False, None)
    assert two.spots == ()
    assert two.space is not None
    assert (two.space.folder, two.space.disk) == (str(tmp_path), spot.disk)
    assert 0 < two.space.free <= two.space.total


def test_a_disk_that_does_not_answer_is_given_up_for_others_that_do(
    qtbot: QtBot,
    disk: Disk,
    heard: dict[int, LookedUp | None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(disk_module, "PATIENCE", 50)
    dead = disk.look([str(tmp_path / "dead" / "model.gguf")])
    live = disk.look([str(tmp_path)])

    qtbot.waitUntil(lambda: not disk.busy)

    assert heard[dead] is None
    answer = heard[live]
    # It may have waited too long behind the other one; then nobody knows, and may ask again.
    assert answer is None or answer.holds(str(tmp_path))


def test_an_engine_that_fails_says_that_nobody_knows(qtbot: QtBot) -> None:
    class Broken(DeadMount):
        def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
            yield Failed(Problem("internal"))

    thread = EngineThread(lambda: Broken(Path("nowhere")))
    disk = Disk(thread)
    heard: list[object] = []
    disk.looked.connect(lambda ticket, seen: heard.append(seen))
    disk.look(["somewhere"])
    qtbot.waitUntil(lambda: heard == [None])
    assert thread.shut_down(60_000)
