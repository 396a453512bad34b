"""What is on the Hub is found, in pieces, and each once."""

import json
import threading
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from desktop_app.core.engine import CancelToken
from desktop_app.core.events import Failed, Finished, Reason
from desktop_app.core.hub import Gate, Query, RepoSummary, Searched, SearchJob, Sort, Task
from desktop_app.core.hub_access import HubAccess
from desktop_app.engines.hub import create
from tests.engines.hub.asking import QUICK, ask
from tests.hub_api import HubApi


def found(access: HubAccess, query: Query) -> list[RepoSummary]:
    events = ask(SearchJob("job", access, query))
    return [repo for event in events if isinstance(event, Searched) for repo in event.repos]


def names(access: HubAccess, query: Query) -> list[str]:
    return [repo.name for repo in found(access, query)]


def add(hub: HubApi, name: str, file: str = "x-Q4_K_M.gguf", **facts: object) -> None:
    hub.add_repo(f"maker/{name}", {file: b"GGUF"}, **facts)  # type: ignore[arg-type]


def weights(count: float) -> dict[str, object]:
    return {"total": int(count), "architecture": "qwen3", "context_length": 40960}


def test_what_is_said_of_a_repository(hub: HubApi, access: HubAccess) -> None:
    add(
        hub,
        "small",
        gguf=weights(4e9),
        downloads=70,
        likes=3,
        gated="manual",
        licence="mit",
        lastModified="2025-06-01T12:00:00.000Z",
    )

    assert found(access, Query("small")) == [
        RepoSummary(
            "maker/small",
            downloads=70,
            likes=3,
            changed=1748779200.0,
            gate=Gate.MANUAL,
            task="text-generation",
            licence="mit",
            parameters=4_000_000_000,
            architecture="qwen3",
            context=40960,
        )
    ]


def test_only_what_llama_cpp_can_run(hub: HubApi, access: HubAccess) -> None:
    add(hub, "right")
    add(hub, "other", "model.safetensors")

    assert names(access, Query()) == ["right"]


def test_filters(hub: HubApi, access: HubAccess) -> None:
    add(hub, "sees", task="image-text-to-text", gguf=weights(8e9))
    add(hub, "mit", licence="mit", gguf=weights(1.5e9))
    add(hub, "unknown")
    hub.add_repo("other/x", {"x.gguf": b"GGUF"}, gguf=weights(3e9))

    assert names(access, Query(task=Task.PICTURES)) == ["sees"]
    assert names(access, Query(licence="mit")) == ["mit"]
    assert names(access, Query(author="other")) == ["x"]
    assert names(access, Query("SEE ")) == ["sees"]
    assert names(access, Query("nothing like it")) == []
    assert names(access, Query(least_parameters=1_500_000_000, most_parameters=int(4e9))) == (
        ["mit", "x"]
    )


def test_bounds_hold_where_the_server_does_not_look(hub: HubApi, access: HubAccess) -> None:
    item = {"id": "maker/large", "gguf": {"total": 70_000_000_000}}
    hub.fail("/api/models", 200, body=json.dumps([item, {"id": "maker/unknown"}]).encode())

    assert names(access, Query(most_parameters=int(8e9))) == ["unknown"]


def test_the_order(hub: HubApi, access: HubAccess) -> None:
    add(hub, "old", downloads=5, likes=1, trendingScore=1, lastModified="2024-01-01T00:00:00.000Z")
    add(hub, "new", downloads=1, likes=5, trendingScore=0, lastModified="2025-01-01T00:00:00.000Z")

    first = {sort: names(access, Query(sort=sort))[0] for sort in Sort}

    assert first == {
        Sort.TRENDING: "old",
        Sort.DOWNLOADS: "old",
        Sort.LIKES: "new",
        Sort.CHANGED: "new",
    }


def test_no_more_than_was_asked_for(hub: HubApi, access: HubAccess) -> None:
    for number in range(130):
        add(hub, f"n{number}")

    events = ask(SearchJob("job", access, Query(limit=120)))

    assert [len(event.repos) for event in events if isinstance(event, Searched)] == [50, 50, 20]
    assert parse_qs(urlsplit(hub.asked[0].path).query)["limit"] == ["120"]
    assert len(hub.asked) == 1


def test_ten_thousand_come_in_pages(hub: HubApi, access: HubAccess) -> None:
    for number in range(10_050):
        add(hub, f"n{number}")

    repos = found(access, Query(limit=10_000))

    assert len({repo.id for repo in repos}) == len(repos) == 10_000
    assert len(hub.asked) == 10


def test_a_search_goes_on_where_it_stopped(hub: HubApi, access: HubAccess) -> None:
    for number in range(130):
        add(hub, f"n{number}")
    job, met, ends = SearchJob("job", access, Query(limit=60)), [], []
    while not ends or ends[-1]:
        pieces = [event for event in ask(job) if isinstance(event, Searched)]
        assert not any(piece.more for piece in pieces[:-1])
        met.append([repo.id for piece in pieces for repo in piece.repos])
        ends.append(pieces[-1].more)
        job = replace(job, after=ends[-1])

    assert [len(ids) for ids in met] == [60, 60, 10]
    assert len({id for ids in met for id in ids}) == 130
    assert len(hub.asked) == 3, "nothing is asked for twice"
    assert all("authorization" not in asked.headers for asked in hub.asked)
    assert hub.asked[-1].headers["user-agent"].startswith("parley/")


def test_where_it_goes_on_may_be_nowhere_that_is_safe(hub: HubApi, access: HubAccess) -> None:
    job = SearchJob("job", access, Query(), after="http://example.org/api/models?cursor=x")

    (event,) = ask(job)

    assert isinstance(event, Failed)
    assert event.problem.code == "hub.strange"


def test_what_comes_twice_is_shown_once(hub: HubApi, access: HubAccess) -> None:
    hub.fail("/api/models", 200, body=json.dumps([{"id": "a/b"}, {"id": "a/b"}]).encode())

    assert names(access, Query()) == ["b"]


def test_what_is_said_wrongly_counts_as_not_said(hub: HubApi, access: HubAccess) -> None:
    item = {"id": "a/b", "gguf": [1], "downloads": "many", "likes": -3, "tags": [None, "gguf"]}
    hub.fail("/api/models", 200, body=json.dumps([item]).encode())

    assert found(access, Query()) == [RepoSummary("a/b")]


def test_no_token_and_nothing_about_this_computer_is_told(hub: HubApi, access: HubAccess) -> None:
    add(hub, "x")

    found(access, Query())

    (asked,) = hub.asked
    assert "authorization" not in asked.headers
    assert asked.headers["user-agent"].startswith("parley/")
    assert "torch" not in asked.headers["user-agent"]
    assert "agent/" not in asked.headers["user-agent"]


def test_a_stop_is_heard_while_the_server_is_silent(hub: HubApi, access: HubAccess) -> None:
    hub.fail("/api/models", 200, body=b"[]", hold=True)
    cancel = CancelToken()

    def stop() -> None:
        hub.held.wait()
        cancel.set()

    threading.Thread(target=stop).start()
    events = list(create(QUICK).run(SearchJob("job", access, Query()), cancel))

    # The server still waits: nobody but the Stop has ended it.
    assert not hub.go_on.is_set()
    assert events == [Finished(Reason.CANCELLED)]


def test_a_stop_between_two_pieces(hub: HubApi, access: HubAccess) -> None:
    for number in range(120):
        add(hub, f"n{number}")
    cancel = CancelToken()
    events = []
    for event in create(QUICK).run(SearchJob("job", access, Query(limit=120)), cancel):
        events.append(event)
        cancel.set()

    assert [type(event) for event in events] == [Searched, Finished]
    assert events[-1] == Finished(Reason.CANCELLED)


def test_a_stop_before_the_beginning(hub: HubApi, access: HubAccess) -> None:
    cancel = CancelToken()
    cancel.set()

    events = list(create(QUICK).run(SearchJob("job", access, Query()), cancel))

    assert events == [Finished(Reason.CANCELLED)]
    assert hub.asked == []


def test_the_proxy_of_the_settings_is_asked(hub: HubApi, access: HubAccess) -> None:
    add(hub, "x")
    with HubApi() as proxy:
        proxy.fail("http://", 200, body=b'[{"id": "through/proxy"}]')

        assert names(HubAccess(access.address, proxy.address), Query()) == ["proxy"]
        assert proxy.asked[0].path.startswith(f"{hub.address}/api/models?")
    assert hub.asked == []
    assert names(access, Query()) == ["x"]
