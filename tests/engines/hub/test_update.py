"""The latest release, asked of a real server that answers well or badly."""

import socket
from pathlib import Path

import pytest

from desktop_app.core.engine import CancelToken
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Failed, Finished, Reason
from desktop_app.core.hub_access import HubAccess
from desktop_app.core.update import Latest, UpdateJob
from desktop_app.engines.hub import create
from tests.engines.hub.asking import QUICK
from tests.hub_api import HubApi
from tests.hub_server import HubServer

CERTIFICATE = Path(__file__).resolve().parents[2] / "data" / "untrusted.pem"
NAME = "/someone/parley"


@pytest.fixture
def home(hub: HubApi) -> str:
    return hub.url(NAME)


def release(hub: HubApi, tag: str, status: int = 302) -> None:
    location = hub.url(f"{NAME}/releases/tag/{tag}")
    hub.fail(f"{NAME}/releases/latest", status, {"Location": location})


def look(homepage: str, access: HubAccess | None = None) -> list[Event]:
    job = UpdateJob("update", homepage, access or HubAccess())
    return list(create(QUICK).run(job, CancelToken()))


def failure(homepage: str, access: HubAccess | None = None) -> Problem:
    (end,) = look(homepage, access)
    assert isinstance(end, Failed), end
    for sentence in (end.problem.sentence, end.problem.remedy):
        assert "{" not in sentence.english()
    return end.problem


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_the_redirect_tells_it_and_is_not_followed(hub: HubApi, home: str, status: int) -> None:
    release(hub, "v1.3.0", status)

    assert look(home) == [Latest("1.3.0", f"{home}/releases/tag/v1.3.0"), Finished()]

    assert [(asked.method, asked.path) for asked in hub.asked] == [
        ("HEAD", f"{NAME}/releases/latest")
    ]


def test_nothing_is_said_about_who_asks(
    hub: HubApi, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    monkeypatch.setenv("HF_ENDPOINT", hub.address)
    release(hub, "v1.3.0")
    hub.faults[0].headers = {**hub.faults[0].headers, "Set-Cookie": "who=you"}

    for _ in range(2):
        look(home)

    assert len(hub.asked) == 2
    for asked in hub.asked:
        assert asked.headers["user-agent"] == "parley"
        # What every client says about the answers that it understands.
        plain = {"host", "user-agent", "accept", "accept-encoding", "connection"}
        assert set(asked.headers) == plain
        assert asked.headers["accept"] == "*/*"


@pytest.mark.parametrize(
    ("status", "location"),
    [
        (200, ""),
        (204, ""),
        (404, ""),
        (403, ""),
        (302, ""),
        (302, "/someone/parley/releases"),
        (302, "https://login.example/?next=/releases/tag/v9.0"),
        (302, "/someone/parley/releases/tag/latest-and-greatest"),
        (200, "/someone/parley/releases/tag/v9.0"),
    ],
)
def test_other_answers_are_strange(hub: HubApi, home: str, status: int, location: str) -> None:
    hub.fail("/", status, {"Location": location} if location else {})
    problem = failure(home)
    assert problem.code == "update.strange"
    assert "127.0.0.1" in problem.sentence.english()


def test_a_log_in_page_is_strange(hub: HubApi, home: str) -> None:
    hub.show_web_page()
    assert failure(home).code == "update.strange"


def test_a_busy_server(hub: HubApi, home: str) -> None:
    hub.fail("/", 503)
    assert failure(home).code == "hub.busy"
    assert len(hub.asked) == 2


def test_a_certificate_that_nobody_knows() -> None:
    with HubServer(CERTIFICATE) as server:
        assert failure(server.url(NAME)).code == "update.strange"
        assert server.asked == []


@pytest.fixture
def nobody() -> str:
    """An address at which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    return f"http://127.0.0.1:{port}{NAME}"


def test_no_network(nobody: str) -> None:
    assert failure(nobody).code == "hub.unreachable"


def test_a_proxy_that_is_none(home: str) -> None:
    assert failure(home, HubAccess(proxy="nonsense://x:1")).code == "hub.unreachable"


def test_through_a_proxy(hub: HubApi) -> None:
    """An http address goes to the proxy whole."""
    with HubServer() as elsewhere:
        hub.fail("http://", 302, {"Location": "/someone/parley/releases/tag/v2.0"})
        (found, _) = look(elsewhere.url(NAME), HubAccess(proxy=hub.address))
        assert isinstance(found, Latest)
        assert found.version == "2.0"
        assert elsewhere.asked == []


@pytest.mark.parametrize(
    "homepage", ["http://example.org/parley", "ftp://example.org", "file:///etc", "example.org", ""]
)
def test_what_cannot_be_asked_safely(homepage: str) -> None:
    assert failure(homepage).code == "hub.address"


@pytest.mark.parametrize("how", ["setting", "environment"])
def test_offline_asks_nobody(
    hub: HubApi, home: str, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if how == "environment":
        monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert failure(home, HubAccess(offline=how == "setting")).code == "hub.offline"
    assert hub.asked == []


def test_who_wants_it_no_more_does_not_wait(hub: HubApi, home: str) -> None:
    cancel = CancelToken()
    cancel.set()
    events = list(create(QUICK).run(UpdateJob("update", home, HubAccess()), cancel))
    assert events == [Finished(Reason.CANCELLED)]
    assert hub.asked == []
