"""A file that was fetched is the right one, or it is not there; what came is never lost."""

import errno
import hashlib
import json
import os
import shutil
import socket
import sys
import threading
from collections import namedtuple
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.core.engine import CancelToken, EngineSpec, LoadJob, ModelOptions
from desktop_app.core.events import Event, Failed, Fetching, Finished, Reason
from desktop_app.core.fetch import FetchJob, RemoteFile, bytes_here, discard
from desktop_app.engines.fetch import create
from desktop_app.engines.fetch.download import UntrustedError, check_address
from desktop_app.engines.fetch.options import FetchOptions
from desktop_app.engines.fetch.part import Part
from desktop_app.engines.fetch.transfer import PausedError
from desktop_app.engines.isolated import IsolatedEngine
from tests.hub_server import HubServer, Served

DATA = bytes(range(256)) * 1000
HALF = len(DATA) // 2
CERTIFICATE = Path(__file__).resolve().parent.parent / "data" / "untrusted.pem"
QUICK = FetchOptions(pauses=(0.0, 0.0, 0.0), connect=5.0, silence=5.0)
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")

Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def hub() -> Iterator[HubServer]:
    with HubServer() as hub:
        hub.files["/base.pt"] = Served(DATA)
        yield hub


@pytest.fixture
def served(hub: HubServer) -> Served:
    return hub.files["/base.pt"]


@pytest.fixture
def file(hub: HubServer, home: Path) -> RemoteFile:
    path = home / "models" / "voice" / "base.pt"
    return RemoteFile(hub.url("/base.pt"), hashlib.sha256(DATA).hexdigest(), len(DATA), str(path))


def fetch(file: RemoteFile, options: FetchOptions = QUICK) -> list[Event]:
    return list(create(options).run(FetchJob("job", file), CancelToken()))


def failure(file: RemoteFile) -> str:
    """The code of the problem that fetching `file` ends in."""
    last = fetch(file)[-1]
    assert isinstance(last, Failed), last
    assert last.problem.sentence.english().count("{") == 0
    assert last.problem.remedy.english().count("{") == 0
    return last.problem.code


def fetch_until_held(hub: HubServer, file: RemoteFile) -> list[Event]:
    """Begin, and pause where the server waits in the midst of the file."""
    cancel = CancelToken()
    events: list[Event] = []
    for event in create(QUICK).run(FetchJob("job", file), cancel):
        events.append(event)
        if isinstance(event, Fetching) and event.done == hub.files["/base.pt"].hold_at:
            cancel.set()
    return events


def arrived(file: RemoteFile) -> bool:
    """Whether it is in its place, and nothing else is left behind."""
    path = Path(file.path)
    return path.read_bytes() == DATA and [*path.parent.iterdir()] == [path]


def test_a_file_comes_whole(file: RemoteFile, hub: HubServer) -> None:
    events = fetch(file)
    assert events[0] == Fetching(0, len(DATA))
    assert events[-2:] == [Fetching(len(DATA), len(DATA)), Finished()]
    assert arrived(file)
    (asked,) = hub.asked
    assert asked.range == ""
    assert asked.headers["accept-encoding"] == "identity"


def test_progress_only_grows(file: RemoteFile) -> None:
    done = [event.done for event in fetch(file) if isinstance(event, Fetching)]
    assert done == sorted(done)


def test_a_file_that_is_there_and_right_is_not_fetched(file: RemoteFile, hub: HubServer) -> None:
    fetch(file)
    file.part.write_bytes(b"left behind")
    assert fetch(file) == [Finished()]
    assert len(hub.asked) == 1
    assert arrived(file)


@pytest.mark.parametrize("there", [DATA[:-1], DATA[:-1] + b"x"], ids=["cut", "changed"])
def test_a_file_that_is_there_and_damaged_is_replaced(file: RemoteFile, there: bytes) -> None:
    Path(file.path).parent.mkdir(parents=True)
    Path(file.path).write_bytes(there)
    assert fetch(file)[-1] == Finished()
    assert arrived(file)


def test_the_old_file_stays_until_the_new_one_is_whole(file: RemoteFile, served: Served) -> None:
    Path(file.path).parent.mkdir(parents=True)
    Path(file.path).write_bytes(b"old")
    served.data = DATA[:-1] + b"x"
    assert failure(file) == "fetch.damaged"
    assert Path(file.path).read_bytes() == b"old"


def test_pause_keeps_what_came_and_the_next_goes_on_from_there(
    file: RemoteFile, hub: HubServer, served: Served
) -> None:
    served.hold_at = HALF
    events = fetch_until_held(hub, file)
    assert events[-1] == Finished(Reason.CANCELLED)
    assert bytes_here(file) == HALF
    assert not Path(file.path).exists()
    served.hold_at = -1
    events = fetch(file)
    assert events[0] == Fetching(HALF, len(DATA))
    assert arrived(file)
    assert hub.asked[1].range == f"bytes={HALF}-"
    assert hub.asked[1].headers["if-range"] == '"v1"'


def test_a_pause_before_the_server_says_anything(file: RemoteFile, hub: HubServer) -> None:
    cancel = CancelToken()
    cancel.set()
    events = list(create(QUICK).run(FetchJob("job", file), cancel))
    assert events[-1] == Finished(Reason.CANCELLED)
    assert hub.asked == []


def test_a_pause_while_what_is_here_is_looked_at_loses_nothing(
    file: RemoteFile, hub: HubServer, served: Served
) -> None:
    def pause() -> None:
        raise PausedError

    served.hold_at = HALF
    fetch_until_held(hub, file)
    part = Part.hold(file)
    assert part is not None
    with pytest.raises(PausedError):
        part.read_again(pause)
    part.close()
    assert bytes_here(file) == HALF


def test_a_pause_before_the_first_byte_leaves_nothing_behind(
    file: RemoteFile, hub: HubServer, served: Served
) -> None:
    served.hold_at = 0
    cancel = CancelToken()
    for _ in create(QUICK).run(FetchJob("job", file), cancel):
        cancel.set()
    assert [*Path(file.path).parent.iterdir()] == []


def test_a_pause_in_a_child_process(
    file: RemoteFile, hub: HubServer, served: Served, tmp_path: Path
) -> None:
    served.hold_at = HALF
    spec = EngineSpec("desktop_app.engines.fetch:create")
    engine = IsolatedEngine(spec, tmp_path, name="fetch", family="part")
    cancel = CancelToken()
    try:
        events: list[Event] = []
        for event in engine.run(FetchJob("job", file), cancel):
            events.append(event)
            if event == Fetching(HALF, len(DATA)):
                cancel.set()
        assert events[-1] == Finished(Reason.CANCELLED)
        assert bytes_here(file) == HALF
        hub.go_on.set()
        assert [*engine.run(FetchJob("again", file), CancelToken())][-1] == Finished()
    finally:
        engine.close()
    assert arrived(file)


def test_without_a_strong_name_the_rest_is_asked_for_all_the_same(
    file: RemoteFile, hub: HubServer, served: Served
) -> None:
    served.etag = 'W/"v1"'
    served.cuts = [HALF]
    assert fetch(file)[-1] == Finished()
    assert arrived(file)
    assert hub.asked[1].range
    assert "if-range" not in hub.asked[1].headers


def test_a_server_that_knows_no_ranges_begins_anew(
    file: RemoteFile, hub: HubServer, served: Served
) -> None:
    served.ranges = False
    served.cuts = [HALF]
    assert fetch(file)[-1] == Finished()
    assert arrived(file)
    assert len(hub.asked) == 2


def test_a_server_that_sends_another_range_is_asked_from_the_start(
    file: RemoteFile, hub: HubServer, served: Served
) -> None:
    served.wrong_range = True
    served.cuts = [HALF]
    assert fetch(file)[-1] == Finished()
    assert arrived(file)
    assert [asked.range for asked in hub.asked] == ["", f"bytes={HALF}-", ""]


def test_a_version_that_changed_begins_anew(
    file: RemoteFile, hub: HubServer, served: Served
) -> None:
    served.data = bytes(len(DATA))
    served.hold_at = HALF
    fetch_until_held(hub, file)
    hub.files["/base.pt"] = Served(DATA, '"v2"')
    assert fetch(file)[-1] == Finished()
    assert arrived(file)
    assert hub.asked[1].headers["if-range"] == '"v1"'


@pytest.mark.parametrize("change", ["url", "sha256", "note"])
def test_the_part_of_another_file_is_not_gone_on_with(
    file: RemoteFile, hub: HubServer, served: Served, change: str
) -> None:
    served.hold_at = HALF
    fetch_until_held(hub, file)
    hub.go_on.set()
    if change == "note":
        file.note.write_bytes(file.note.read_bytes()[:-9])
    else:
        facts = json.loads(file.note.read_text()) | {change: "other"}
        file.note.write_text(json.dumps(facts))
    assert fetch(file)[-1] == Finished()
    assert arrived(file)
    assert hub.asked[1].range == ""


def test_a_part_that_is_too_long_begins_anew(file: RemoteFile, hub: HubServer) -> None:
    part = Part.hold(file)
    assert part is not None
    part.begin_anew('"v1"')
    part.append(DATA + b"more")
    part.close()
    assert fetch(file)[-1] == Finished()
    assert arrived(file)


def test_a_part_that_is_whole_needs_no_network(file: RemoteFile, hub: HubServer) -> None:
    part = Part.hold(file)
    assert part is not None
    part.begin_anew('"v1"')
    part.append(DATA)
    part.close()
    assert fetch(file)[-1] == Finished()
    assert arrived(file)
    assert hub.asked == []


def test_broken_connections_are_tried_again_as_long_as_more_comes(
    file: RemoteFile, hub: HubServer, served: Served
) -> None:
    served.cuts = [len(DATA) * part // 12 for part in range(1, 12)]
    assert fetch(file)[-1] == Finished()
    assert arrived(file)
    assert len(hub.asked) == 12


def test_a_connection_that_breaks_without_progress_is_given_up(
    file: RemoteFile, hub: HubServer, served: Served
) -> None:
    served.cuts = [HALF] * 20
    assert failure(file) == "fetch.offline"
    assert bytes_here(file) == HALF
    assert len(hub.asked) == 1 + len(QUICK.pauses)
    served.cuts = []
    assert fetch(file)[-1] == Finished()
    assert arrived(file)


def test_a_server_that_falls_silent(file: RemoteFile, hub: HubServer, served: Served) -> None:
    served.hold_at = HALF
    options = replace(QUICK, silence=0.05, pauses=(0.0,))
    last = fetch(file, options)[-1]
    assert isinstance(last, Failed)
    assert last.problem.code == "fetch.offline"
    assert "Timeout" in last.problem.details
    assert bytes_here(file) == HALF


def test_nobody_there(file: RemoteFile, hub: HubServer) -> None:
    # Nothing listens on port 1, and only a name that is our own may go without TLS.
    assert failure(replace(file, url="http://localhost:1/base.pt")) == "fetch.offline"


def test_a_length_that_is_too_short_is_another_file(file: RemoteFile, served: Served) -> None:
    served.says = HALF
    assert failure(file) == "fetch.wrong_file"


def test_more_than_the_file_is_another_file(file: RemoteFile, served: Served) -> None:
    served.data = DATA + b"more"
    served.says_length = False
    assert failure(file) == "fetch.wrong_file"
    assert not Path(file.path).exists()


def test_a_length_that_is_not_told(file: RemoteFile, served: Served) -> None:
    served.says_length = False
    assert fetch(file)[-1] == Finished()
    assert arrived(file)


@pytest.mark.parametrize("says_length", [True, False])
def test_a_size_that_nobody_knew(file: RemoteFile, served: Served, says_length: bool) -> None:
    served.says_length = says_length
    file = replace(file, size=0)
    events = fetch(file)
    assert events[0] == Fetching(0, 0)
    assert events[-2:] == [Fetching(len(DATA), len(DATA)), Finished()]
    assert arrived(file)


@pytest.mark.parametrize("here", [len(DATA), len(DATA) + 1], ids=["whole", "too much"])
def test_nothing_left_to_send(file: RemoteFile, hub: HubServer, here: int) -> None:
    file = replace(file, size=0)
    part = Part.hold(file)
    assert part is not None
    part.begin_anew('"v1"')
    part.append((DATA + b"x")[:here])
    part.close()
    assert fetch(file)[-1] == Finished()
    assert arrived(file)
    assert hub.asked[0].range == f"bytes={here}-"


@pytest.mark.parametrize("status", [401, 403, 404, 410, 416])
def test_a_refusal_is_told_at_once(
    file: RemoteFile, hub: HubServer, served: Served, status: int
) -> None:
    served.answers = [(status, {})] * 9
    last = fetch(file)[-1]
    assert isinstance(last, Failed)
    assert last.problem.code == "fetch.refused"
    assert f"(HTTP {status})" in last.problem.sentence.english()
    assert len(hub.asked) == 1


@pytest.mark.parametrize("status", [408, 429, 500, 503])
def test_a_busy_server_is_asked_again(
    file: RemoteFile, hub: HubServer, served: Served, status: int
) -> None:
    served.answers = [(status, {"Retry-After": "0"})]
    assert fetch(file)[-1] == Finished()
    assert arrived(file)


def test_a_server_that_stays_busy_is_told(file: RemoteFile, hub: HubServer, served: Served) -> None:
    served.answers = [(503, {})] * 9
    assert failure(file) == "fetch.refused"
    assert len(hub.asked) == 2


def test_a_server_that_is_busy_for_long_is_not_waited_for(
    file: RemoteFile, hub: HubServer, served: Served
) -> None:
    served.answers = [(429, {"Retry-After": "3600"})]
    assert failure(file) == "fetch.refused"
    assert len(hub.asked) == 1


def test_a_web_page_in_its_place(file: RemoteFile, hub: HubServer, served: Served) -> None:
    served.hold_at = HALF
    fetch_until_held(hub, file)
    hub.files["/base.pt"] = Served(b"<html>Log in</html>", kind="text/html; charset=utf-8")
    assert failure(file) == "fetch.wrong_file"
    assert bytes_here(file) == HALF


def test_a_web_page_in_place_of_a_file_of_unknown_size(file: RemoteFile, served: Served) -> None:
    served.kind = "text/html"
    assert failure(replace(file, size=0)) == "fetch.wrong_file"


def test_a_redirect_is_followed(file: RemoteFile, hub: HubServer, served: Served) -> None:
    hub.files["/real.pt"] = served
    hub.files["/base.pt"] = Served(answers=[(302, {"Location": "/real.pt"})])
    assert fetch(file)[-1] == Finished()
    assert [asked.path for asked in hub.asked] == ["/base.pt", "/real.pt"]


def test_a_circle_of_redirects(file: RemoteFile, hub: HubServer, served: Served) -> None:
    served.answers = [(302, {"Location": "/base.pt"})] * 99
    assert failure(file) == "fetch.offline"


@pytest.mark.parametrize("target", ["http://files.invalid/base.pt", "ftp://127.0.0.1/base.pt"])
def test_a_redirect_into_the_clear_is_not_followed(
    file: RemoteFile, served: Served, target: str
) -> None:
    served.answers = [(302, {"Location": target})]
    assert failure(file) == "fetch.wrong_file"


@pytest.mark.parametrize("address", ["http://files.invalid/a", "file:///etc/passwd", "a", ""])
def test_only_https_is_secure(address: str) -> None:
    with pytest.raises(UntrustedError):
        check_address(address)
    check_address("https://files.invalid/a")
    check_address("http://localhost:8080/a")


def test_a_server_that_cannot_prove_who_it_is(file: RemoteFile) -> None:
    with HubServer(CERTIFICATE) as hub:
        hub.files["/base.pt"] = Served(DATA)
        last = fetch(replace(file, url=hub.url("/base.pt")))[-1]
        assert hub.asked == []
    assert isinstance(last, Failed)
    assert last.problem.code == "fetch.wrong_file"
    assert "certificate verify failed" in last.problem.details


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system's own store is asked")
def test_the_certificates_of_the_system_count(
    file: RemoteFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with HubServer(CERTIFICATE) as hub:
        hub.files["/base.pt"] = Served(DATA)
        assert fetch(replace(file, url=hub.url("/base.pt")))[-1] == Finished()
        # Once there, nothing leads back into the clear.
        Path(file.path).unlink()
        for away in ("http://files.invalid/", "http://127.0.0.1:1/"):
            hub.files["/other.pt"] = Served(answers=[(302, {"Location": away})])
            assert failure(replace(file, url=hub.url("/other.pt"))) == "fetch.wrong_file"


def test_a_pause_while_a_name_is_looked_up(
    file: RemoteFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, answered = threading.Event(), threading.Event()

    def look_up(*arguments: object, **more: object) -> list[object]:
        asked.set()
        answered.wait()
        raise OSError("no such name")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    cancel = CancelToken()
    job = FetchJob("job", replace(file, url="https://files.invalid/base.pt"))
    pause = threading.Thread(target=lambda: (asked.wait(), cancel.set()))
    pause.start()
    try:
        assert [*create(QUICK).run(job, cancel)][-1] == Finished(Reason.CANCELLED)
    finally:
        answered.set()
        pause.join()


def test_the_proxy_of_the_environment_is_used(
    file: RemoteFile, hub: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", hub.address)
    assert failure(replace(file, url="https://files.invalid/base.pt")) == "fetch.offline"
    assert {(asked.method, asked.path) for asked in hub.asked} == {("CONNECT", "files.invalid:443")}


def test_a_wrong_hash_is_thrown_away(file: RemoteFile, served: Served) -> None:
    served.data = DATA[:-1] + b"x"
    assert failure(file) == "fetch.damaged"
    assert [*Path(file.path).parent.iterdir()] == []


def test_a_full_disk_is_known_before(
    file: RemoteFile, hub: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(10, 10, len(DATA) // 2))
    last = fetch(file)[-1]
    assert isinstance(last, Failed)
    assert last.problem.code == "fetch.full"
    assert last.problem.values["needed"] == "50 MB"
    assert hub.asked == []


def fail_once_at(monkeypatch: pytest.MonkeyPatch, bytes_left: int, number: int) -> None:
    """Let the disk take so many bytes more and then fail in the way of `number`."""
    append: Callable[[Part, bytes], None] = Part.append

    def limited(part: Part, data: bytes) -> None:
        append(part, data[: max(0, bytes_left - part.size)])
        if part.size >= bytes_left:
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Part, "append", limited)


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "fetch.full"), (errno.EIO, "fetch.failed")]
)
def test_the_disk_fails_in_the_midst(
    file: RemoteFile, number: int, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        fail_once_at(patch, HALF, number)
        assert failure(file) == code
    assert bytes_here(file) == HALF
    assert fetch(file)[0] == Fetching(HALF, len(DATA))
    assert arrived(file)


def test_a_folder_that_cannot_be_made(file: RemoteFile, home: Path) -> None:
    (home / "models").write_text("a file where the folder should be")
    assert failure(file) == "fetch.failed"


def test_two_windows_fetch_the_same_file(file: RemoteFile, hub: HubServer, served: Served) -> None:
    served.hold_at = HALF
    ends: list[Event] = []
    first = threading.Thread(target=lambda: ends.append(fetch(file)[-1]))
    first.start()
    assert hub.held.wait(200)
    second = create(QUICK).run(FetchJob("second", file), CancelToken())
    seen = next(second)
    assert isinstance(seen, Fetching)
    hub.go_on.set()
    assert [*second][-1] == Finished()
    first.join()
    assert ends == [Finished()]
    assert len(hub.asked) == 1
    assert arrived(file)


def test_what_came_can_be_thrown_away(file: RemoteFile, hub: HubServer, served: Served) -> None:
    served.hold_at = HALF
    fetch_until_held(hub, file)
    discard(file)
    assert [*Path(file.path).parent.iterdir()] == []
    assert bytes_here(file) == 0
    discard(file)


def test_another_job_is_refused() -> None:
    (event,) = create(None).run(LoadJob("job", ModelOptions("")), CancelToken())
    assert isinstance(event, Failed)
    assert event.problem.code == "internal"
