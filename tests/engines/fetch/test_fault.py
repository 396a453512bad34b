"""Whatever the network, the server and the disk do, it ends whole, or in one problem."""

import email.utils
import errno
import os
import shutil
import threading
import time
from collections import namedtuple
from collections.abc import Callable
from dataclasses import replace
from io import FileIO
from pathlib import Path

import pytest

from desktop_app.core import file_lock as lock
from desktop_app.core.engine import CancelToken, EngineSpec
from desktop_app.core.events import Event, Failed, Fetching, Finished, Reason
from desktop_app.core.fetch import FetchJob, bytes_here
from desktop_app.engines.fetch import create, patience
from desktop_app.engines.fetch.failure import SPARE_BYTES
from desktop_app.engines.fetch.options import FetchOptions
from desktop_app.engines.fetch.part import Part
from desktop_app.engines.fetch.patience import Patience
from desktop_app.engines.isolated import IsolatedEngine
from tests.engines.fetch.order import QUICK, Desk, in_thread

Usage = namedtuple("Usage", "total used free")


def test_ten_cuts_cost_hardly_a_byte_twice(desk: Desk) -> None:
    size = len(desk.data)
    desk.served.cuts = [size * number // 11 for number in range(1, 11)]
    assert desk.fetch()[-1] == Finished()
    assert desk.arrived()
    assert desk.served.sent <= 1.02 * size
    assert len(desk.served.cuts) == 0


def test_a_version_that_is_called_otherwise_each_time_costs_nothing(desk: Desk) -> None:
    """Mirrors and caches name the same bytes as they like."""
    size = len(desk.data)
    desk.served.cuts = [size // 3, 0, size * 2 // 3]
    desk.served.etags = ['"a"', '"b"', '"c"', '"d"', '"e"']
    assert desk.fetch()[-1] == Finished()
    assert desk.arrived()
    assert desk.served.sent <= 1.02 * size


def test_a_version_that_is_another_is_fetched_whole(desk: Desk) -> None:
    right = desk.data
    file = desk.file()
    desk.served.data = bytes(len(right))
    desk.fetch_until(len(right) // 2)
    assert bytes_here(file) == len(right) // 2
    desk.served.data, desk.served.etag = right, '"other"'
    assert desk.fetch(file)[-1] == Finished()
    assert Path(file.link).read_bytes() == right


def test_a_server_that_knows_no_ranges(desk: Desk) -> None:
    desk.served.ranges = False
    desk.served.cuts = [len(desk.data) // 2]
    assert desk.fetch()[-1] == Finished()
    assert desk.arrived()


def test_a_server_that_knows_no_ranges_and_no_names(desk: Desk) -> None:
    desk.served.ranges = False
    desk.served.etag = ""
    desk.served.cuts = [len(desk.data) // 2]
    assert desk.fetch()[-1] == Finished()
    assert desk.arrived()


def test_what_came_damaged_is_fetched_once_more(desk: Desk) -> None:
    file = desk.file()
    right = desk.data
    desk.served.data = right[:-1] + b"x"
    events: list[Event] = []
    for event in create(QUICK).run(FetchJob("job", file, desk.access), CancelToken()):
        events.append(event)
        if event == Fetching(0, len(right)) and len(events) > 1:
            desk.served.data = right
    assert events[-1] == Finished()
    assert Path(file.link).read_bytes() == right
    assert desk.served.sent == 2 * len(right)


def test_what_comes_damaged_again_is_told(desk: Desk) -> None:
    right = desk.data
    file = desk.file()
    desk.served.data = right[:-1] + b"x"
    last = desk.fetch(file)[-1]
    assert isinstance(last, Failed)
    assert last.problem.code == "fetch.damaged"
    assert desk.served.sent == 2 * len(right)
    assert [path for path in desk.repository.rglob("*") if path.is_file()] == []


def test_a_beginning_that_the_disk_forgot_costs_one_more_fetch(desk: Desk) -> None:
    half = len(desk.data) // 2
    desk.fetch_until(half)
    held = desk.file().part
    held.write_bytes(bytes(half))
    assert desk.fetch()[-1] == Finished()
    assert desk.arrived()


def test_a_length_that_is_another(desk: Desk) -> None:
    desk.served.says = len(desk.data) // 2
    assert desk.code() == "fetch.wrong_file"


def test_more_than_was_promised(desk: Desk) -> None:
    file = desk.file()
    desk.served.data += b"more"
    desk.served.says_length = False
    last = desk.fetch(file)[-1]
    assert isinstance(last, Failed)
    assert last.problem.code == "fetch.wrong_file"
    assert not Path(file.link).exists()


def test_a_captive_portal(desk: Desk) -> None:
    half = len(desk.data) // 2
    desk.fetch_until(half)
    desk.hub.show_web_page("/maker/")
    assert desk.code() == "fetch.wrong_file"
    assert bytes_here(desk.file()) == half
    desk.hub.faults.clear()
    assert desk.fetch()[-1] == Finished()
    assert desk.arrived()


def test_a_captive_portal_that_sends_us_to_its_page(desk: Desk) -> None:
    desk.hub.fail("/maker/", 302, {"Location": "http://login.invalid/"})
    assert desk.code() == "fetch.wrong_file"


def test_a_server_that_falls_silent_is_asked_again(desk: Desk) -> None:
    half = len(desk.data) // 2
    desk.served.hold_at = half
    events: list[Event] = []
    options = replace(QUICK, silence=0.3)
    for event in create(options).run(FetchJob("job", desk.file(), desk.access), CancelToken()):
        events.append(event)
        if isinstance(event, Fetching) and event.tries == 2:
            desk.served.hold_at = -1
            desk.hub.go_on.set()
    assert events[-1] == Finished()
    assert desk.arrived()
    assert Fetching(half, len(desk.data), 1) in events
    assert Fetching(half, len(desk.data), 2) in events


def test_a_server_that_sends_next_to_nothing_is_asked_again(desk: Desk) -> None:
    """Each byte breaks its silence, and all of them would take a year."""
    desk.served.drips = True
    events: list[Event] = []
    options = replace(QUICK, crawl=0.1)
    for event in create(options).run(FetchJob("job", desk.file(), desk.access), CancelToken()):
        events.append(event)
        if isinstance(event, Fetching) and event.tries:
            desk.served.drips = False
            desk.hub.go_on.set()
    assert events[-1] == Finished()
    assert desk.arrived()
    assert desk.hub.asked[-1].range.startswith("bytes=")
    assert desk.served.sent < 1.1 * len(desk.data)


def test_a_server_that_does_not_come_to_its_answer(desk: Desk) -> None:
    desk.hub.fail("/maker/", 503, hold=True)
    assert desk.code(replace(QUICK, silence=60.0, answer=0.1)) == "fetch.offline"


@pytest.mark.parametrize("says_length", [True, False])
def test_what_comes_compressed_is_not_the_file(desk: Desk, says_length: bool) -> None:
    desk.served.encoding = "gzip"
    desk.served.says_length = says_length
    assert desk.code() == "fetch.wrong_file"
    assert bytes_here(desk.file()) == 0
    desk.served.encoding = "identity"
    assert desk.fetch()[-1] == Finished()
    assert desk.arrived()


class Clock:
    """The time as `patience` sees it."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(patience, "time", clock)
    return clock


def waited(patience: Patience, clock: Clock, each: float = 0.0) -> float:
    """How long it is tried in vain when each try takes so many seconds."""
    began = clock.now
    while True:
        clock.now += each
        pause = patience.next_pause(0.0)
        if pause is None:
            return clock.now - began
        clock.now += pause


def test_a_network_that_is_away_is_waited_for_ten_minutes(clock: Clock) -> None:
    patience = Patience(FetchOptions())
    patience.begin(0)
    patience.renew()
    assert 590 <= waited(patience, clock) <= 610
    patience.renew()
    assert 590 <= waited(patience, clock, each=30.0) <= 670


def test_pauses_grow(clock: Clock) -> None:
    patience = Patience(FetchOptions())
    patience.begin(1)
    pauses = [patience.next_pause(0.0) for _ in range(6)]
    assert pauses == [1.0, 2.0, 4.0, 8.0, 16.0, 30.0]
    assert patience.tries == 6
    patience.renew()
    assert patience.next_pause(0.0) == 1.0
    assert patience.next_pause(20.0) == 20.0


def test_somebody_who_has_just_asked_is_told_soon(clock: Clock) -> None:
    patience = Patience(FetchOptions())
    patience.begin(0)
    assert waited(patience, clock) <= 2.0


def test_the_next_file_of_a_model_is_waited_for(clock: Clock) -> None:
    patience = Patience(FetchOptions())
    patience.begin(0)
    patience.renew()
    clock.now += 60.0
    patience.begin(0)
    assert waited(patience, clock) >= 590
    patience.begin(0)
    assert waited(patience, clock) <= 2.0


def test_a_minute_without_a_network(desk: Desk) -> None:
    """It goes on by itself, from where it was."""
    half = len(desk.data) // 2
    desk.served.cuts = [half]
    desk.hub.fail("/maker/", 503, times=0)
    events: list[Event] = []
    for event in create(QUICK).run(FetchJob("job", desk.file(), desk.access), CancelToken()):
        events.append(event)
        if isinstance(event, Fetching) and event.done == half and not desk.hub.faults[0].times:
            desk.hub.faults[0].times = 4 if not event.tries else 0
    assert events[-1] == Finished()
    assert desk.arrived()
    assert desk.served.sent == len(desk.data)


@pytest.mark.parametrize("date", [False, True], ids=["seconds", "date"])
def test_the_hub_says_when_to_come_again(desk: Desk, date: bool) -> None:
    later = email.utils.formatdate(time.time() + 3600, usegmt=True) if date else "3600"
    desk.hub.fail("/maker/", 429, {"Retry-After": later}, times=1)
    told = desk.failure().problem
    assert told.code == "hub.busy"
    assert len(desk.hub.asked) == 1
    now = email.utils.formatdate(0, usegmt=True) if date else "0"
    desk.hub.fail("/maker/", 429, {"Retry-After": now}, times=1)
    assert desk.fetch()[-1] == Finished()
    assert desk.arrived()


def test_a_hub_that_stays_busy(desk: Desk) -> None:
    desk.hub.fail("/maker/", 502)
    assert desk.code() == "hub.busy"
    assert len(desk.hub.asked) == 2


def limit_room(monkeypatch: pytest.MonkeyPatch, free: int) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(10, 10, free))


def test_a_full_disk_is_known_before(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    limit_room(monkeypatch, len(desk.data) + SPARE_BYTES - 1)
    assert desk.code() == "fetch.full"
    assert desk.hub.asked == []
    limit_room(monkeypatch, len(desk.data) + SPARE_BYTES)
    assert desk.fetch()[-1] == Finished()


def test_of_a_large_file_a_tenth_is_left_free(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    size = 10 * 10**9
    file = replace(desk.file(), size=size)
    limit_room(monkeypatch, size + size // 10 - 1)
    last = desk.fetch(file)[-1]
    assert isinstance(last, Failed)
    assert last.problem.code == "fetch.full"
    assert desk.hub.asked == []
    limit_room(monkeypatch, size + size // 10)
    last = desk.fetch(file)[-1]
    assert isinstance(last, Failed)
    assert last.problem.code == "fetch.wrong_file"  # it was asked for


def test_room_is_needed_for_all_files_of_a_model(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit_room(monkeypatch, len(desk.data) + SPARE_BYTES)
    job = FetchJob("job", desk.file(), desk.access, more=1)
    (*_, last) = create(QUICK).run(job, CancelToken())
    assert isinstance(last, Failed)
    assert last.problem.code == "fetch.full"
    assert desk.hub.asked == []


@pytest.mark.skipif(os.name == "nt", reason="there is no such limit")
def test_a_drive_that_takes_no_file_of_that_size(desk: Desk) -> None:
    """As FAT does; that is known before the first byte, not after the last that fits."""
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    file = replace(desk.file(), size=6 * 10**9)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5 * 10**9, limits[1]))
    try:
        last = desk.fetch(file)[-1]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert isinstance(last, Failed)
    assert last.problem.code == "fetch.too_large"
    assert desk.hub.asked == []
    assert not file.part.exists()


class Full(FileIO):
    """A file on a disk that is full."""

    def write(self, data: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_does_not_forget_what_the_part_is_of(desk: Desk) -> None:
    desk.fetch_until(len(desk.data) // 2)
    file = desk.file()
    before = file.note.read_bytes()
    part = Part(file, file.note, Full(file.note, "r+"))
    with pytest.raises(OSError, match="No space"):
        part.name_version('"another"')
    part.close()
    assert file.note.read_bytes() == before
    part = Part.hold(file) or pytest.fail("held by another one")
    part.name_version("")
    part.close()
    sent = len(desk.hub.asked)
    assert desk.fetch()[-1] == Finished()
    assert desk.arrived()
    assert "bytes=" in desk.hub.asked[sent + 1].range


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "fetch.full"), (errno.EIO, "fetch.failed")]
)
def test_the_disk_fails_in_the_midst(
    desk: Desk, number: int, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    append: Callable[[Part, bytes], None] = Part.append
    half = len(desk.data) // 2

    def limited(part: Part, data: bytes) -> None:
        append(part, data[: max(0, half - part.size)])
        if part.size >= half:
            raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(Part, "append", limited)
        assert desk.code() == code
    assert bytes_here(desk.file()) == half
    sent = desk.served.sent
    assert desk.fetch()[-1] == Finished()
    assert desk.arrived()
    assert desk.served.sent - sent == len(desk.data) - half


def test_a_folder_that_may_not_be_written_to(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refuse(path: str | Path, flags: int, *more: int, **others: int) -> int:
        if flags & os.O_CREAT and str(path).startswith(str(desk.folder)):
            raise PermissionError(errno.EROFS, "Read-only file system", str(path))
        return real(path, flags, *more, **others)

    monkeypatch.setattr(os, "open", refuse)
    desk.folder.mkdir()
    assert desk.code() == "fetch.failed"
    assert desk.hub.asked == []


@pytest.mark.skipif(os.name == "nt", reason="Windows removes no folder with an open file in it")
@pytest.mark.parametrize(("parents", "code"), [(3, "library.folder_missing"), (2, "fetch.failed")])
def test_a_folder_that_is_removed_in_the_midst(desk: Desk, parents: int, code: str) -> None:
    half = len(desk.data) // 2
    desk.served.hold_at = half
    events: list[Event] = []
    for event in create(QUICK).run(FetchJob("job", desk.file(), desk.access), CancelToken()):
        events.append(event)
        if isinstance(event, Fetching) and event.done == half and desk.folder.is_dir():
            shutil.rmtree([desk.repository.parent, desk.repository][3 - parents])
    last = events[-1]
    assert isinstance(last, Failed)
    assert last.problem.code == code
    assert desk.served.hold_at == half  # it did not wait for the end of the file
    desk.served.hold_at = -1
    desk.hub.go_on.set()
    assert desk.fetch()[-1] == Finished()
    assert desk.arrived()


def test_a_folder_that_is_tidied_away_at_that_moment(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is made once more."""
    real = lock.hold
    tidied: list[Path] = []

    def hold(path: Path) -> FileIO | None:
        if not tidied:
            tidied.append(path)
            path.parent.rmdir()
        return real(path)

    monkeypatch.setattr(lock, "hold", hold)
    assert desk.fetch()[-1] == Finished()
    assert desk.arrived()
    assert tidied


def test_two_windows_fetch_the_same_file(desk: Desk) -> None:
    desk.served.hold_at = len(desk.data) // 2
    thread, events = in_thread(desk, desk.file())
    assert desk.hub.held.wait(200)
    second = create(QUICK).run(FetchJob("second", desk.file(), desk.access), CancelToken())
    assert isinstance(next(second), Fetching)
    desk.hub.go_on.set()
    assert [*second][-1] == Finished()
    thread.join()
    assert events[-1] == Finished()
    assert desk.arrived()
    assert desk.served.sent == len(desk.data)


def test_a_pause_in_another_process(desk: Desk, tmp_path: Path) -> None:
    half = len(desk.data) // 2
    desk.served.hold_at = half
    spec = EngineSpec("desktop_app.engines.fetch:create")
    engine = IsolatedEngine(spec, tmp_path, name="fetch", family="part")
    cancel = CancelToken()
    try:
        events: list[Event] = []
        for event in engine.run(FetchJob("job", desk.file(), desk.access), cancel):
            events.append(event)
            if event == Fetching(half, len(desk.data)):
                cancel.set()
        assert events[-1] == Finished(Reason.CANCELLED)
        desk.hub.go_on.set()
        again = FetchJob("again", desk.file(), desk.access)
        assert [*engine.run(again, CancelToken())][-1] == Finished()
    finally:
        engine.close()
    assert desk.arrived()


def test_a_pause_while_the_disk_writes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    cancel, written = CancelToken(), threading.Event()

    def slowly(part: Part) -> None:
        cancel.set()
        written.wait()

    with monkeypatch.context() as patch:
        patch.setattr(Part, "sync", slowly)
        events = [*create(QUICK).run(FetchJob("job", desk.file(), desk.access), cancel)]
        written.set()
    assert events[-1] == Finished(Reason.CANCELLED)
    assert bytes_here(desk.file()) == len(desk.data)
    sent = desk.served.sent
    assert desk.fetch()[-1] == Finished()
    assert desk.arrived()
    assert desk.served.sent == sent


def test_the_disk_fails_at_the_very_end(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(part: Part) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(Part, "sync", fail)
        assert desk.code() == "fetch.failed"
    assert bytes_here(desk.file()) == len(desk.data)
    assert desk.fetch()[-1] == Finished()
    assert desk.arrived()
    assert desk.served.sent == len(desk.data), "nothing is sent twice"
