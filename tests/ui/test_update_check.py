"""Looking for a newer Parley: when it is done, and what is told of it."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import __version__
from desktop_app.core.errors import Problem
from desktop_app.core.settings import Settings
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.theme import Theme
from desktop_app.ui.update_check import UpdateCheck
from tests.ui.update_parts import HOME, Calendar, Publisher

UNREACHABLE = Problem("hub.unreachable", {"host": "example.org"})


class Bench:
    """A window that may look; what is told in it, and to who asked."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self.publisher = Publisher()
        self.engine = EngineThread(lambda: self.publisher)
        self.settings = Settings.load(path)
        self.window = MainWindow(Theme("light"), QWidget())
        qtbot.addWidget(self.window)
        self.calendar = Calendar()
        self.check = UpdateCheck(self.engine, self.settings, self.window, HOME, self.calendar)
        self.told: list[str] = []
        self.check.found.connect(lambda latest: self.told.append(latest.version))
        self.check.newest.connect(lambda: self.told.append("newest"))
        self.check.failed.connect(lambda problem: self.told.append(problem.code))
        self.window.show()
        self.qtbot = qtbot

    def look(self) -> None:
        """Let it look by itself, and wait for what comes of it."""
        self.check.look()
        self.settle()

    def settle(self) -> None:
        """Wait until no question is open any more, and its answer has come."""
        self.qtbot.waitUntil(lambda: not self.engine.busy and not self.check.is_open)

    def notices(self) -> list[str]:
        """What stands in the window, the newest first."""
        return [banner.text() for banner in self.window.notices.banners()]


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    bench = Bench(qtbot, tmp_path / "settings.toml")
    yield bench
    bench.publisher.gate.set()
    assert bench.engine.shut_down(5000)


@pytest.fixture
def wanted(bench: Bench) -> Bench:
    """One in which the person has turned it on, and that has looked for it."""
    bench.settings.set("updates.looked", bench.calendar.day.isoformat())
    bench.settings.set("updates.check", True)
    bench.calendar.day += datetime.timedelta(days=1)
    return bench


def test_nobody_is_asked_who_was_not_wanted(bench: Bench) -> None:
    bench.look()
    assert bench.publisher.jobs == []


def test_turned_on_it_looks_at_once(bench: Bench) -> None:
    bench.settings.set("updates.check", True)
    bench.settle()
    assert [job.homepage for job in bench.publisher.jobs] == [HOME]
    assert bench.notices() == ["Parley 999.0 is there."]


def test_it_asks_once_a_day_and_tells_once_of_a_version(wanted: Bench) -> None:
    for _ in range(3):
        wanted.look()
    assert len(wanted.publisher.jobs) == 1
    assert wanted.notices() == ["Parley 999.0 is there."]

    wanted.calendar.day += datetime.timedelta(days=1)
    wanted.look()
    assert len(wanted.publisher.jobs) == 2
    assert len(wanted.notices()) == 1

    wanted.calendar.day += datetime.timedelta(days=1)
    wanted.publisher.tag = "v999.1"
    wanted.look()
    assert wanted.notices()[0] == "Parley 999.1 is there."
    assert wanted.told == []


def test_another_start_knows_what_was_told(qtbot: QtBot, wanted: Bench) -> None:
    wanted.look()
    again = Settings.load(wanted.settings.path)
    assert again.get("updates.looked") == "2026-03-02"
    assert again.get("updates.told") == "999.0"


@pytest.mark.parametrize("tag", [f"v{__version__}", "v0.0.1", "v999.0rc1"])
def test_what_is_not_newer_is_no_news(wanted: Bench, tag: str) -> None:
    wanted.publisher.tag = tag
    wanted.look()
    assert len(wanted.publisher.jobs) == 1
    assert (wanted.notices(), wanted.told) == ([], [])


def test_a_failure_is_nobodys_business(wanted: Bench) -> None:
    wanted.publisher.problem = UNREACHABLE
    wanted.look()
    assert len(wanted.publisher.jobs) == 1
    assert (wanted.notices(), wanted.told) == ([], [])


@pytest.mark.parametrize("how", ["setting", "environment"])
def test_offline_nobody_is_asked_and_the_day_is_not_over(
    wanted: Bench, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    if how == "setting":
        wanted.settings.set("hub.offline", True)
    else:
        monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    wanted.look()
    assert wanted.publisher.jobs == []
    wanted.settings.set("hub.offline", False)
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    wanted.look()
    assert len(wanted.publisher.jobs) == 1


def test_a_window_that_is_closed_asks_nobody(wanted: Bench) -> None:
    wanted.window.close()
    wanted.look()
    assert wanted.publisher.jobs == []


@pytest.mark.parametrize(
    ("tag", "problem", "told"),
    [
        ("v999.0", None, "999.0"),
        (f"v{__version__}", None, "newest"),
        ("v999.0", UNREACHABLE, "hub.unreachable"),
    ],
)
def test_who_asks_is_answered_whatever_the_setting(
    bench: Bench, tag: str, problem: Problem | None, told: str
) -> None:
    bench.publisher.tag, bench.publisher.problem = tag, problem
    bench.check.ask()
    bench.settle()
    assert bench.told == [told]
    assert bench.notices() == []


def test_who_asks_while_it_looks_gets_that_answer(wanted: Bench) -> None:
    wanted.publisher.gate.clear()
    wanted.check.look()
    wanted.check.ask()
    wanted.publisher.gate.set()
    wanted.settle()
    assert len(wanted.publisher.jobs) == 1
    assert (wanted.told, wanted.notices()) == (["999.0"], [])


def test_the_way_is_that_of_the_settings(bench: Bench) -> None:
    bench.settings.set("hub.proxy", "http://proxy:8080")
    bench.check.ask()
    bench.settle()
    assert bench.publisher.jobs[0].access.proxy == "http://proxy:8080"


def test_the_notice_leads_to_the_page_and_asks_first(wanted: Bench) -> None:
    wanted.look()
    (banner,) = wanted.window.notices.banners()
    banner.button.click()
    (box,) = wanted.window.findChildren(QMessageBox)
    assert box.informativeText() == f"{HOME}/releases/tag/v999.0"
    box.reject()
    assert wanted.notices() == []
