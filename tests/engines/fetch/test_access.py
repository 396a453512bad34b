"""The token goes to the Hub and to nobody else; what the Hub refuses is told as what it is."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.core.events import Failed, Finished
from desktop_app.core.fetch import FetchJob, RemoteFile
from desktop_app.core.hub_access import HubAccess
from desktop_app.core.hub_setting import proxy_problem
from desktop_app.engines.fetch.way import Way
from desktop_app.engines.hub import token
from tests.engines.fetch.order import REPO, SMALL, WEIGHTS, Desk
from tests.hub_api import COMMIT, TOKEN
from tests.hub_server import HubServer


@pytest.fixture(autouse=True)
def _logged_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(token, "_known", {})
    monkeypatch.setattr(token, "_from_keyring", lambda address: "")
    monkeypatch.setattr(token, "_from_file", lambda: "")


@pytest.fixture
def logged_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", TOKEN)


def test_the_hub_alone_is_shown_the_token(desk: Desk, logged_in: None) -> None:
    assert desk.fetch()[-1] == Finished()
    hub, cdn = desk.hub.asked
    assert hub.headers["authorization"] == f"Bearer {TOKEN}"
    assert "/resolve/" in hub.path
    assert "/cdn/" in cdn.path
    assert "authorization" not in cdn.headers


def test_a_file_that_is_not_the_hubs_shows_no_token(desk: Desk, logged_in: None) -> None:
    assert desk.fetch(replace(desk.file(), ours=False))[-1] == Finished()
    assert all("authorization" not in asked.headers for asked in desk.hub.asked)


def test_another_server_than_the_one_of_the_settings_is_shown_no_token(
    desk: Desk, logged_in: None
) -> None:
    elsewhere = desk.file().url.replace("127.0.0.1", "localhost")
    assert desk.fetch(replace(desk.file(), url=elsewhere))[-1] == Finished()
    assert all("authorization" not in asked.headers for asked in desk.hub.asked)


def test_the_way_back_to_the_hub_shows_it_again(desk: Desk, logged_in: None) -> None:
    desk.hub.fail("/maker/", 307, {"Location": desk.hub.cdn + "/away"}, times=1)
    desk.hub.files["/away"] = replace(desk.served, data=b"")
    desk.hub.files["/away"].answers = [(307, {"Location": desk.file().url})]
    assert desk.fetch()[-1] == Finished()
    shown = ["authorization" in asked.headers for asked in desk.hub.asked]
    assert shown == [True, False, True, False]


def test_a_token_is_never_shown_by_mistake() -> None:
    way = Way("", "https://hub.invalid", "hf_secret")
    assert "hf_secret" not in repr(way)
    assert way.headers("https://HUB.invalid:443/a") == {"Authorization": "Bearer hf_secret"}
    for url in (
        "http://hub.invalid/a",
        "https://hub.invalid:444/a",
        "https://hub.invalid.evil.invalid/a",
        "https://hub.invalid@evil.invalid/a",
        "https://evil.invalid/https://hub.invalid",
        "https://hub.invalid:port/a",
        "//hub.invalid/a",
        "",
    ):
        assert way.headers(url) == {}, url
    assert Way("", "", "hf_secret").headers("") == {}


def test_a_gated_repository(desk: Desk) -> None:
    desk.hub.repos[REPO].gated = "auto"
    told = desk.failure().problem
    assert told.code == "hub.gated"
    assert told.values["repo"] == REPO


def test_a_gated_repository_whose_licence_was_not_accepted(desk: Desk, logged_in: None) -> None:
    desk.hub.repos[REPO].gated = "auto"
    assert desk.code() == "hub.gated"


def test_a_gated_repository_for_its_readers(desk: Desk, logged_in: None) -> None:
    desk.hub.repos[REPO].gated = "auto"
    desk.hub.repos[REPO].readers.add("ada")
    assert desk.fetch()[-1] == Finished()
    assert desk.arrived()


def test_a_token_that_is_not_accepted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_wrong")
    told = desk.failure().problem
    assert told.code == "hub.token"
    assert "hf_wrong" not in repr(told)


@pytest.mark.parametrize("known", [False, True], ids=["stranger", "known"])
def test_a_repository_that_is_not_there(
    desk: Desk, known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if known:
        monkeypatch.setenv("HF_TOKEN", TOKEN)
    file = desk.file()
    del desk.hub.repos[REPO]
    last = desk.fetch(file)[-1]
    assert isinstance(last, Failed)
    assert last.problem.code == "hub.not_found"
    assert last.problem.values["repo"] == REPO
    assert len(desk.hub.asked) == 1


def test_a_file_that_is_not_there(desk: Desk) -> None:
    file = desk.file()
    del desk.hub.repos[REPO].files[WEIGHTS]
    last = desk.fetch(file)[-1]
    assert isinstance(last, Failed)
    assert last.problem.code == "fetch.refused"


def test_a_repository_that_was_taken_down(desk: Desk) -> None:
    desk.hub.fail("/maker/", 403, {"X-Error-Code": "DisabledRepo"})
    assert desk.code() == "fetch.refused"


def test_offline_nothing_is_asked(desk: Desk) -> None:
    assert desk.failure(access=replace(desk.access, offline=True)).problem.code == "hub.offline"
    assert desk.hub.asked == []


def test_the_environment_can_say_so_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert desk.code() == "hub.offline"
    assert desk.hub.asked == []


def test_what_is_here_needs_no_network(desk: Desk) -> None:
    desk.fetch()
    assert desk.fetch(access=replace(desk.access, offline=True)) == [Finished()]


def test_a_file_from_elsewhere_heeds_what_it_is_told_only(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    file = replace(desk.file(), ours=False)
    assert desk.fetch(file)[-1] == Finished()
    Path(file.link).unlink()
    Path(file.path).unlink()
    last = desk.fetch(file, access=HubAccess(offline=True))[-1]
    assert isinstance(last, Failed)
    assert last.problem.code == "hub.offline"


def test_a_proxy_of_the_settings_is_used(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    with HubServer() as proxy:
        access = HubAccess("https://hub.invalid", proxy=proxy.address)
        file = replace(desk.file(), url="https://hub.invalid/maker/Tiny-GGUF/resolve/a/b")
        last = desk.fetch(file, access=access)[-1]
        asked = {(asked.method, asked.path) for asked in proxy.asked}
    assert isinstance(last, Failed)
    assert last.problem.code == "hub.unreachable"
    assert asked == {("CONNECT", "hub.invalid:443")}


@pytest.mark.parametrize(
    "proxy", ["proxy:8080", "gopher://proxy", "http://proxy:port", "socks9://a"]
)
def test_a_proxy_that_is_none(desk: Desk, proxy: str) -> None:
    assert desk.failure(access=replace(desk.access, proxy=proxy)).problem.code == "hub.unreachable"
    assert desk.hub.asked == []


def test_an_address_that_anybody_could_change(desk: Desk) -> None:
    file = replace(desk.file(), url="http://hub.invalid/maker/Tiny-GGUF/resolve/a/b")
    last = desk.fetch(file)[-1]
    assert isinstance(last, Failed)
    assert last.problem.code == "hub.address"


def test_an_address_that_ran_out_is_asked_for_anew(desk: Desk) -> None:
    desk.served.answers = [(403, {})]
    assert desk.fetch()[-1] == Finished()
    assert desk.arrived()
    assert sum("/resolve/" in asked.path for asked in desk.hub.asked) == 2


def test_a_small_file_comes_from_the_hub_itself(desk: Desk) -> None:
    eyes = desk.parcel().files[0]
    assert eyes.link.endswith(SMALL)
    assert desk.fetch(eyes)[-1] == Finished()
    assert Path(eyes.link).read_bytes() == desk.hub.file(REPO, SMALL).data
    assert f"/resolve/{COMMIT}/" in desk.hub.asked[0].path


def test_the_password_of_a_proxy_is_in_no_log() -> None:
    proxy = "http://ada:secret@proxy.invalid:8080"
    job = FetchJob("job", RemoteFile("https://hub.invalid/x", "", 0, "x"), HubAccess(proxy=proxy))
    assert "secret" not in repr(job)
    assert "secret" not in repr(Way(proxy))


@pytest.mark.parametrize("proxy", ["ada:secret@proxy", "foo://ada:secret@proxy:1", "x://:secret@"])
def test_the_password_of_a_proxy_that_is_none_is_told_to_nobody(desk: Desk, proxy: str) -> None:
    problem = desk.failure(access=replace(desk.access, proxy=proxy)).problem
    assert problem.code == "hub.unreachable"
    assert "secret" not in repr(problem)
    told = proxy_problem(proxy)
    assert told is not None
    assert "secret" not in repr(told)
