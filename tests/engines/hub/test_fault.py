"""Whatever the network does to a question, one sentence and a remedy come of it."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.core.engine import CancelToken, LoadJob, ModelOptions
from desktop_app.core.events import Failed
from desktop_app.core.hub import (
    CardJob,
    HeaderJob,
    HubJob,
    Query,
    RepoFile,
    RepoJob,
    SearchJob,
    TokenJob,
)
from desktop_app.core.hub_access import HubAccess
from desktop_app.engines.hub import create, session
from desktop_app.engines.hub.options import HubOptions
from tests.engines.hub.asking import QUICK, ask, failure
from tests.engines.hub.conftest import MemoryKeyring
from tests.hub_api import COMMIT, TOKEN, HubApi

CERTIFICATE = Path(__file__).resolve().parents[2] / "data" / "untrusted.pem"
FILE = RepoFile("x-Q4_K_M.gguf", 4)
REPO = "maker/x"


def jobs(access: HubAccess) -> list[HubJob]:
    """One of each kind."""
    return [
        SearchJob("job", access, Query("x")),
        RepoJob("job", access, REPO),
        HeaderJob("job", access, REPO, COMMIT, FILE),
        CardJob("job", access, REPO, COMMIT),
        TokenJob("job", access, TOKEN),
    ]


def codes(access: HubAccess, options: HubOptions = QUICK) -> set[str]:
    return {failure(job, options).code for job in jobs(access)}


@pytest.fixture
def silent() -> Iterator[HubAccess]:
    """A server that takes a connection and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield HubAccess(f"http://127.0.0.1:{server.getsockname()[1]}")


@pytest.mark.parametrize("status", [429, 500, 503, 504])
def test_a_busy_server_is_asked_once_more(hub: HubApi, access: HubAccess, status: int) -> None:
    hub.fail("/", status)

    for job in jobs(access):
        hub.asked.clear()
        problem = failure(job)
        assert problem.code == "hub.busy"
        assert f"({status})" in problem.sentence.english().replace("HTTP ", "")
        assert len(hub.asked) == 2


def test_a_server_that_was_busy_answers_the_second_time(hub: HubApi, access: HubAccess) -> None:
    hub.add_repo(REPO, {FILE.path: b"GGUF", "README.md": "# X"})

    for job in jobs(access):
        hub.fail("/", 503, times=1)
        assert not isinstance(ask(job)[-1], Failed)


def test_a_server_that_asks_for_much_patience_gets_none(hub: HubApi, access: HubAccess) -> None:
    hub.fail("/", 429, {"Retry-After": "300"})

    assert codes(access, HubOptions(pause=0.0)) == {"hub.busy"}
    assert len(hub.asked) == len(jobs(access))


def test_a_page_to_log_in_to_the_network(hub: HubApi, access: HubAccess) -> None:
    hub.show_web_page()

    assert codes(access) == {"hub.strange"}


def test_a_network_that_sends_us_to_a_page_of_its_own(hub: HubApi, access: HubAccess) -> None:
    hub.fail("/", 302, {"Location": "http://portal.example/login"})

    assert codes(access) == {"hub.strange"}
    assert len(hub.asked) == len(jobs(access))


def test_a_server_that_sends_us_in_circles(hub: HubApi, access: HubAccess) -> None:
    hub.fail("/", 302, {"Location": "/again"})

    assert failure(SearchJob("job", access, Query())).code == "hub.strange"
    assert failure(CardJob("job", access, REPO, COMMIT)).code in ("hub.strange", "hub.unreachable")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"17",
        b'"words"',
        b"[1, 2]",
        b"[[]]",
        b"{}",
        b'{"id": 7}',
        b'{"id": "a/b", "sha": "main"}',
        b'{"id": "a/b", "sha": "' + COMMIT.encode() + b'", "siblings": [{"name": "x"}]}',
        b'{"id": "a/b", "lastModified": "yesterday"}',
        b'[{"name": "no id"}]',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_answers_that_are_none(hub: HubApi, access: HubAccess, body: bytes) -> None:
    hub.fail("/api/", 200, body=body)

    for job in (RepoJob("job", access, REPO), TokenJob("job", access, TOKEN)):
        assert failure(job).code in ("hub.strange", "hub.no_models")
    events = ask(SearchJob("job", access, Query()))
    if isinstance(events[-1], Failed):
        assert events[-1].problem.code == "hub.strange"
    else:
        assert len(events) == 1  # an object without anything in it is an empty list


def test_an_answer_without_end(
    hub: HubApi, access: HubAccess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "MOST_BYTES", 1000)
    hub.fail("/api/", 200, body=b"[" + b" " * 2000)

    assert failure(SearchJob("job", access, Query())).code == "hub.strange"


def test_nobody_is_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    assert codes(HubAccess(f"http://127.0.0.1:{port}")) == {"hub.unreachable"}


def test_there_is_no_such_name() -> None:
    assert codes(HubAccess("https://hub.invalid")) == {"hub.unreachable"}


def test_a_server_that_says_nothing(silent: HubAccess) -> None:
    assert codes(silent, HubOptions(connect=0.2, silence=0.2)) == {"hub.unreachable"}


def test_a_connection_that_breaks(hub: HubApi, access: HubAccess) -> None:
    hub.add_repo(REPO, {FILE.path: b"GGUF" * 100})
    hub.file(REPO, FILE.path).cuts.append(10)

    job = HeaderJob("job", access, REPO, COMMIT, replace(FILE, size=400))

    assert failure(job).code == "hub.unreachable"


def test_a_certificate_that_proves_nothing() -> None:
    with HubApi(CERTIFICATE) as hub:
        assert codes(HubAccess(hub.address)) == {"hub.strange"}


@pytest.mark.parametrize("address", ["http://hub.example", "ftp://x", "words", "http://[::1"])
def test_an_address_that_is_not_safe(address: str) -> None:
    assert codes(HubAccess(address)) == {"hub.address"}


@pytest.mark.parametrize("proxy", ["words", "gopher://x", "http://127.0.0.1:1", "http://"])
def test_a_proxy_that_is_none(access: HubAccess, proxy: str) -> None:
    assert codes(replace(access, proxy=proxy)) == {"hub.unreachable"}


def test_offline_nothing_is_asked(
    hub: HubApi, access: HubAccess, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert codes(replace(access, offline=True)) == {"hub.offline"}
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert codes(access) == {"hub.offline"}
    assert hub.asked == []


def test_the_address_of_the_environment(
    hub: HubApi, access: HubAccess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", hub.address)

    ask(SearchJob("job", HubAccess(), Query()))

    assert hub.asked_paths() == ["/api/models"]


def test_a_token_that_has_run_out(hub: HubApi, access: HubAccess, keys: MemoryKeyring) -> None:
    hub.add_repo(REPO, {FILE.path: b"GGUF"})
    keys.kept["parley", access.address] = "hf_old"

    found = [failure(job) for job in jobs(access)[:-1]]

    assert {problem.code for problem in found} == {"hub.token"}
    assert "hf_old" not in repr(found)


def test_a_job_for_another_engine() -> None:
    (last,) = create(None).run(LoadJob("job", ModelOptions("x")), CancelToken())

    assert isinstance(last, Failed)
    assert last.problem.code == "internal"
