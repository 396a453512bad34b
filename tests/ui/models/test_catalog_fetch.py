"""From a model of the catalogue to its files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core.download import Stage
from desktop_app.core.errors import Problem
from desktop_app.core.hub import RepoJob, RepoSummary, SearchJob
from desktop_app.core.paths import Places
from desktop_app.ui.models.catalog_fetch import CatalogFetch
from tests.ui.models.catalog_parts import MIDDLE, SMALL, CatalogDesk, entry, repo

pytestmark = pytest.mark.usefixtures("online")


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[CatalogDesk]:
    desk = CatalogDesk(tmp_path)
    yield desk
    desk.close()


def test_nothing_is_asked_before_it_is_wanted(desk: CatalogDesk) -> None:
    assert desk.script.jobs == []
    assert desk.fetch.order(SMALL) is None
    assert desk.fetch.path(SMALL) == ""


def test_what_is_wanted_is_looked_for_and_fetched(qtbot: QtBot, desk: CatalogDesk) -> None:
    desk.fetch.fetch(SMALL)
    assert desk.fetch.asking(SMALL)
    qtbot.waitUntil(lambda: desk.fetch.order(SMALL) is not None)
    assert not desk.fetch.asking(SMALL)
    order = desk.fetch.order(SMALL)
    assert order is not None
    assert order.parcel.repo == SMALL.repo
    assert desk.fetch.path(SMALL) == ""
    desk.bytes.gate.set()
    qtbot.waitUntil(lambda: desk.fetch.path(SMALL) != "")
    assert Path(desk.fetch.path(SMALL)).name == "small-GGUF-Q4_K_M.gguf"


def test_the_part_that_sees_comes_along(qtbot: QtBot, desk: CatalogDesk) -> None:
    desk.script.repos = {MIDDLE.repo: repo(MIDDLE.repo, projector=True)}
    desk.bytes.gate.set()
    desk.fetch.fetch(MIDDLE)
    qtbot.waitUntil(lambda: desk.fetch.path(MIDDLE) != "")

    order = desk.fetch.order(MIDDLE)
    assert order is not None
    assert len(order.parcel.files) == 2


def test_asked_twice_it_is_fetched_once(qtbot: QtBot, desk: CatalogDesk) -> None:
    desk.fetch.fetch(SMALL)
    desk.fetch.fetch(SMALL)
    qtbot.waitUntil(lambda: desk.fetch.order(SMALL) is not None)

    assert len(desk.script.asked(RepoJob)) == 1


def test_a_repository_that_is_gone_is_searched_for(qtbot: QtBot, desk: CatalogDesk) -> None:
    desk.script.repos = {"heir/small-GGUF": repo("heir/small-GGUF")}
    desk.script.results = (
        RepoSummary("other/large-GGUF", 99),
        RepoSummary("heir/small-GGUF", 5),
        RepoSummary("poor/small-GGUF", 1),
    )
    desk.fetch.fetch(SMALL)
    qtbot.waitUntil(lambda: desk.fetch.heir(SMALL) != "")
    assert desk.fetch.heir(SMALL) == "heir/small-GGUF"
    assert desk.fetch.order(SMALL) is None, "it is somebody else's, and nobody has agreed"
    assert not desk.fetch.asking(SMALL)
    desk.fetch.fetch(SMALL)
    qtbot.waitUntil(lambda: desk.fetch.order(SMALL) is not None)
    order = desk.fetch.order(SMALL)
    assert order is not None
    assert order.parcel.repo == "heir/small-GGUF"
    assert len(desk.script.asked(SearchJob)) == 1
    places = Places(home=Path(desk.settings.path).parent)
    later = CatalogFetch(desk.hub, desk.home.downloads, desk.settings, places)
    assert later.order(SMALL) == order, "after a restart it is known again"


def test_where_nothing_is_found_that_is_told_once(qtbot: QtBot, desk: CatalogDesk) -> None:
    told: list[Problem] = []
    desk.fetch.failed.connect(told.append)
    lost = entry("lost", 1.0)
    desk.fetch.fetch(lost)
    qtbot.waitUntil(lambda: bool(told))

    assert told == [Problem("hub.not_found", {"repo": lost.repo})]
    assert desk.fetch.problem(lost) == told[0]
    assert not desk.fetch.asking(lost)


def test_an_heir_that_is_gone_too_is_searched_for_anew(qtbot: QtBot, desk: CatalogDesk) -> None:
    desk.script.repos = {}
    desk.script.results = (RepoSummary("heir/small-GGUF", 5),)
    desk.fetch.fetch(SMALL)
    qtbot.waitUntil(lambda: desk.fetch.heir(SMALL) != "")
    desk.script.results = ()
    desk.fetch.fetch(SMALL)
    qtbot.waitUntil(lambda: desk.fetch.problem(SMALL) is not None)

    assert desk.fetch.heir(SMALL) == ""
    assert len(desk.script.asked(SearchJob)) == 2


def test_a_licence_that_is_to_be_agreed_to_is_told(qtbot: QtBot, desk: CatalogDesk) -> None:
    desk.script.repos = {SMALL.repo: repo(SMALL.repo, gated=True)}
    desk.fetch.fetch(SMALL)
    qtbot.waitUntil(lambda: desk.fetch.problem(SMALL) is not None)

    problem = desk.fetch.problem(SMALL)
    assert problem is not None
    assert problem.code == "hub.gated"
    desk.script.repos = {SMALL.repo: repo(SMALL.repo)}
    desk.fetch.fetch(SMALL)
    assert desk.fetch.problem(SMALL) is None
    qtbot.waitUntil(lambda: desk.fetch.order(SMALL) is not None)


def test_logged_in_what_was_closed_is_asked_for_again(qtbot: QtBot, desk: CatalogDesk) -> None:
    desk.script.repos = {SMALL.repo: repo(SMALL.repo, gated=True)}
    desk.fetch.fetch(SMALL)
    qtbot.waitUntil(lambda: desk.fetch.problem(SMALL) is not None)
    desk.script.repos = {SMALL.repo: repo(SMALL.repo)}
    desk.hub.logged_in.emit()
    qtbot.waitUntil(lambda: desk.fetch.order(SMALL) is not None)

    assert desk.fetch.problem(SMALL) is None


def test_cancelled_while_it_is_asked_about_nothing_is_fetched(
    qtbot: QtBot, desk: CatalogDesk
) -> None:
    desk.script.held.add(RepoJob)
    desk.fetch.fetch(SMALL)
    qtbot.waitUntil(lambda: bool(desk.script.jobs))
    desk.fetch.cancel(SMALL)
    qtbot.waitUntil(lambda: bool(desk.script.cancelled))

    assert not desk.fetch.asking(SMALL)
    assert desk.fetch.order(SMALL) is None


def test_cancelled_while_it_comes_it_is_forgotten(qtbot: QtBot, desk: CatalogDesk) -> None:
    desk.fetch.fetch(SMALL)
    qtbot.waitUntil(lambda: bool(desk.bytes.jobs))
    desk.fetch.cancel(SMALL)

    assert desk.fetch.order(SMALL) is None


def test_paused_it_goes_on_without_asking_again(qtbot: QtBot, desk: CatalogDesk) -> None:
    desk.fetch.fetch(SMALL)
    qtbot.waitUntil(lambda: bool(desk.bytes.jobs))
    order = desk.fetch.order(SMALL)
    assert order is not None
    desk.home.downloads.pause(order.parcel.id)
    desk.bytes.gate.set()
    desk.fetch.fetch(SMALL)
    qtbot.waitUntil(lambda: desk.fetch.path(SMALL) != "")

    assert len(desk.script.asked(RepoJob)) == 1
    done = desk.fetch.order(SMALL)
    assert done is not None
    assert done.stage is Stage.DONE


def test_offline_is_the_settings_own_or_the_environments(
    desk: CatalogDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes: list[str] = []
    desk.fetch.changed.connect(changes.append)
    assert not desk.fetch.offline
    desk.settings.set("hub.offline", True)
    assert desk.fetch.offline
    assert changes == [""]
    desk.settings.set("hub.offline", False)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert desk.fetch.offline
