"""The page of downloads: real cards over an engine that does as it is told."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from desktop_app.core.download import Order, Parcel, Stage
from desktop_app.core.errors import Problem
from desktop_app.core.events import Failed, Fetching
from desktop_app.core.kinds.kind import Action
from desktop_app.ui.models.download_words import left_words, percent_of
from desktop_app.ui.models.downloads import Progress
from desktop_app.ui.models.downloads_page import DownloadsPage
from desktop_app.ui.theme import Theme
from desktop_app.ui.words import say
from tests.ui.models.download_parts import DAMAGED, OFFLINE, SIZE, Home, parcel
from tests.ui.voice_parts import ToldEngine

MB = 10**6


pytestmark = pytest.mark.usefixtures("online")


@pytest.fixture
def page(qtbot: QtBot, downloads_home: Home) -> DownloadsPage:
    page = DownloadsPage(Theme("light"), downloads_home.downloads)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    return page


def words_of(page: DownloadsPage, id: str) -> str:
    return page.rows[id].state.text()


def buttons_of(page: DownloadsPage, id: str) -> list[str]:
    buttons = page.rows[id].findChildren(QAbstractButton)
    return sorted(button.accessibleName() for button in buttons if not button.isHidden())


def places(page: DownloadsPage) -> list[str]:
    return sorted(page.rows, key=lambda id: page.rows[id].y())


def test_nothing_on_its_way(qtbot: QtBot, page: DownloadsPage) -> None:
    asked: list[bool] = []
    page.find_requested.connect(lambda: asked.append(True))
    assert page.find_button.isVisible()
    assert not page.room.isVisible()
    page.find_button.click()
    assert asked == [True]


def test_one_on_its_way(
    qtbot: QtBot, engine: ToldEngine, downloads_home: Home, page: DownloadsPage, one: Parcel
) -> None:
    downloads_home.downloads.fetch(one)
    row = page.rows["one"]
    assert words_of(page, "one") == "0 of 100 bytes · waiting for the server…"
    assert row.bar.isVisible()
    engine.events.put(Fetching(10, SIZE))
    qtbot.waitUntil(lambda: row.bar.value() == 100)
    downloads_home.clock.now += 3
    engine.events.put(Fetching(40, SIZE))
    qtbot.waitUntil(lambda: row.bar.value() == 400)
    assert words_of(page, "one") == "40 of 100 bytes · 10 bytes/s · less than a minute left"
    assert row.accessibleDescription() == words_of(page, "one")
    assert row.bar.accessibleName() == "How much of One is here"
    assert row.bar.accessibleDescription() == "40 %"
    engine.events.put(Fetching(40, SIZE, tries=2))
    qtbot.waitUntil(lambda: "stalled" in words_of(page, "one"))
    assert words_of(page, "one") == "40 of 100 bytes · stalled, trying again (2)"
    engine.events.put(Fetching(SIZE, SIZE))
    qtbot.waitUntil(lambda: "checking" in words_of(page, "one"))
    assert buttons_of(page, "one") == ["Cancel: One", "Pause: One"]
    assert "free on the disk" in page.room.text()


def test_those_in_line(
    qtbot: QtBot,
    downloads_home: Home,
    page: DownloadsPage,
    one: Parcel,
    two: Parcel,
    tmp_path: Path,
) -> None:
    downloads_home.downloads.fetch(one)
    downloads_home.downloads.fetch(two)
    assert words_of(page, "two") == "Waits for One · 100 bytes"
    names = ["Cancel: Two", "Earlier: Two", "Fetch now: Two", "Pause: Two"]
    assert buttons_of(page, "two") == names
    page.rows["two"].up_button.click()
    assert downloads_home.stages() == {"two": Stage.FETCHING, "one": Stage.WAITING}
    qtbot.waitUntil(lambda: places(page) == ["two", "one"])
    page.rows["one"].first_button.click()
    assert downloads_home.stages() == {"one": Stage.FETCHING, "two": Stage.WAITING}
    qtbot.waitUntil(lambda: places(page) == ["one", "two"])
    downloads_home.downloads.fetch(parcel(tmp_path, "three"))
    page.rows["three"].up_button.click()
    assert downloads_home.stages()["one"] is Stage.FETCHING
    qtbot.waitUntil(lambda: places(page) == ["one", "three", "two"])


def test_pause_and_go_on_keep_the_keyboard(
    qtbot: QtBot, downloads_home: Home, page: DownloadsPage, one: Parcel
) -> None:
    downloads_home.downloads.fetch(one)
    button = page.rows["one"].go_button
    page.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert downloads_home.stages() == {"one": Stage.PAUSED}
    assert words_of(page, "one") == "Paused · 100 bytes"
    assert button.hasFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert downloads_home.stages() == {"one": Stage.FETCHING}


def test_the_second_press_of_a_double_click_does_nothing(
    qtbot: QtBot, engine: ToldEngine, downloads_home: Home, page: DownloadsPage, one: Parcel
) -> None:
    downloads_home.downloads.fetch(one)
    button = page.rows["one"].go_button
    left = Qt.MouseButton.LeftButton
    assert button.text() == "Pause"

    qtbot.mouseClick(button, left)
    qtbot.mouseDClick(button, left)
    qtbot.mouseRelease(button, left)

    assert downloads_home.stages() == {"one": Stage.PAUSED}


def test_the_keyboard_is_not_given_to_what_throws_away(
    downloads_home: Home, page: DownloadsPage, one: Parcel
) -> None:
    page.take_keyboard()
    assert page.focusWidget() is page.find_button
    downloads_home.downloads.fetch(one)
    page.take_keyboard()
    assert page.focusWidget() is page.rows["one"].go_button


def test_what_went_wrong_stands_in_the_row(
    qtbot: QtBot, engine: ToldEngine, downloads_home: Home, page: DownloadsPage, one: Parcel
) -> None:
    downloads_home.downloads.fetch(one)
    engine.events.put(Failed(DAMAGED))
    row = page.rows["one"]
    qtbot.waitUntil(row.sentence.isVisible)
    assert row.sentence.text() == say(DAMAGED.sentence)
    assert row.remedy.text() == say(DAMAGED.remedy)
    assert buttons_of(page, "one") == ["Cancel: One", "Try again: One"]
    row.go_button.click()
    assert not row.sentence.isVisible()
    assert downloads_home.stages() == {"one": Stage.FETCHING}


def test_a_remedy_has_its_button(downloads_home: Home, page: DownloadsPage, one: Parcel) -> None:
    gated = Problem("hub.gated", {"repo": "maker/one"})
    downloads_home.queue.put(Order(one, Stage.FAILED, gated))
    asked: list[object] = []
    page.action_requested.connect(lambda *what: asked.append(what))
    helps = ["Log in: One", "Open its page: One"]
    assert buttons_of(page, "one") == ["Cancel: One", *helps, "Try again: One"]
    page.rows["one"].remedy_button.click()
    page.rows["one"].second_button.click()
    assert asked == [(Action.OPEN_PAGE, gated), (Action.LOG_IN, gated)]


def test_what_is_tried_again_by_itself_says_so(
    qtbot: QtBot,
    engine: ToldEngine,
    downloads_home: Home,
    page: DownloadsPage,
    one: Parcel,
    two: Parcel,
) -> None:
    downloads_home.downloads.fetch(one)
    downloads_home.downloads.fetch(two)
    engine.events.put(Failed(OFFLINE))
    qtbot.waitUntil(lambda: downloads_home.heard == [OFFLINE])
    assert words_of(page, "one") == "100 bytes · tries again by itself"
    assert words_of(page, "two") == "Waits for the network · 100 bytes"


def test_offline_is_said(downloads_home: Home, page: DownloadsPage, one: Parcel) -> None:
    downloads_home.downloads.fetch(one)
    downloads_home.settings.set("hub.offline", True)
    assert words_of(page, "one") == "Waits: Parley is set to stay offline · 100 bytes"
    downloads_home.settings.set("hub.offline", False)
    assert "waiting for the server" in words_of(page, "one")


def test_one_that_is_here_can_be_used(
    qtbot: QtBot, downloads_home: Home, page: DownloadsPage, one: Parcel, two: Parcel
) -> None:
    downloads_home.queue.put(Order(one, Stage.DONE))
    downloads_home.downloads.fetch(two)
    qtbot.waitUntil(lambda: places(page) == ["two", "one"])
    assert words_of(page, "one") == "Here · 100 bytes"
    chosen: list[str] = []
    page.chosen.connect(chosen.append)
    page.rows["one"].go_button.click()
    assert chosen == [one.model]
    page.rows["one"].drop_button.click()
    assert [*page.rows] == ["two"]


Undo = tuple[str, Callable[[], None], Callable[[], None]]


@pytest.fixture
def undoable(page: DownloadsPage) -> list[Undo]:
    undoable: list[Undo] = []
    page.undoable.connect(lambda *what: undoable.append(what))
    return undoable


def test_cancelling_can_be_taken_back(
    qtbot: QtBot, downloads_home: Home, page: DownloadsPage, one: Parcel, undoable: list[Undo]
) -> None:
    one.files[0].part.write_bytes(b"part")
    downloads_home.downloads.fetch(one)
    page.rows["one"].drop_button.click()
    ((words, undo, _),) = undoable
    assert words == "One is not fetched any more."
    assert not page.rows
    assert one.files[0].part.exists()
    undo()
    assert downloads_home.stages() == {"one": Stage.FETCHING}
    page.rows["one"].drop_button.click()
    undoable[1][2]()
    assert downloads_home.stages() == {}
    qtbot.waitUntil(lambda: not one.files[0].part.exists())


def test_one_that_is_fetched_again_elsewhere_is_not_cancelled(
    downloads_home: Home, page: DownloadsPage, one: Parcel, undoable: list[Undo]
) -> None:
    one.files[0].part.write_bytes(b"part")
    downloads_home.downloads.fetch(one)
    page.rows["one"].drop_button.click()
    downloads_home.downloads.fetch(one)
    assert [*page.rows] == ["one"]
    undoable[0][2]()
    assert downloads_home.stages() == {"one": Stage.FETCHING}


def test_where_nothing_came_cancelling_is_final(
    qtbot: QtBot, downloads_home: Home, page: DownloadsPage, one: Parcel, undoable: list[Undo]
) -> None:
    downloads_home.downloads.fetch(one)
    qtbot.waitUntil(lambda: not downloads_home.downloads.progress("one").checking)
    page.rows["one"].drop_button.click()
    page.find_button.setFocus()
    assert (downloads_home.stages(), undoable) == ({}, [])
    assert page.find_button.isVisible()


def test_what_happened_unseen_is_shown_when_it_is_seen(
    downloads_home: Home, page: DownloadsPage, one: Parcel
) -> None:
    page.hide()
    downloads_home.downloads.fetch(one)
    assert not page.rows
    page.show()
    assert [*page.rows] == ["one"]


@pytest.mark.parametrize("width", [360, 900])
def test_nothing_is_cut_off(
    qtbot: QtBot, downloads_home: Home, page: DownloadsPage, one: Parcel, width: int
) -> None:
    downloads_home.queue.put(Order(one, Stage.FAILED, Problem("hub.gated", {"repo": "maker/one"})))
    page.resize(width, 400)
    row = page.rows["one"]

    def is_laid_out() -> None:
        assert width - 60 < row.width() <= page.width()
        for button in (row.remedy_button, row.second_button, row.drop_button, row.go_button):
            assert button.width() >= button.sizeHint().width()
            assert row.rect().contains(button.geometry())
        assert (row.go_button.y() > row.remedy.y()) == (width < 600)

    qtbot.waitUntil(is_laid_out)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (3, "less than a minute left"),
        (60, "1 min left"),
        (61, "2 min left"),
        (3_599, "60 min left"),
        (3_600, "1 h 0 min left"),
        (8_000, "2 h 13 min left"),
        (90_000, "more than a day left"),
    ],
)
def test_the_time_left(seconds: float, words: str) -> None:
    assert left_words(seconds) == words


def test_all_is_here_no_sooner_than_it_is() -> None:
    assert percent_of(Progress(999 * MB, 1000 * MB)) == 99
    assert percent_of(Progress(1000 * MB, 1000 * MB)) == 100
    assert percent_of(Progress(0, 0)) == 0
