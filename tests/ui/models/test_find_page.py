"""Finding a model: from words to results, from a repository to a download, with all its faults."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.download import Stage
from desktop_app.core.errors import Problem
from desktop_app.core.hub import (
    CardJob,
    HeaderJob,
    Query,
    RepoJob,
    RepoSummary,
    SearchJob,
    Sort,
    Task,
)
from desktop_app.core.judgement import Fits
from desktop_app.core.kinds.kind import Action
from desktop_app.core.machine import Machine
from desktop_app.ui.models.find_page import FindPage
from desktop_app.ui.models.result_model import ResultRole
from desktop_app.ui.models.search import MOST
from desktop_app.ui.models.search_bar import MOST_RESULTS
from desktop_app.ui.models.variant_row import Here, VariantRow
from desktop_app.ui.theme import Theme
from tests.ui.models.find_desk import GIGABYTE, FindDesk, file, files, repo

QWEN, SEEING, GATED = (
    "bartowski/Qwen2.5-7B-Instruct-GGUF",
    "ggml-org/Qwen2.5-VL-7B-Instruct-GGUF",
    "google/gemma-gated-GGUF",
)


class Browser(QObject):
    """Stands in for the person's browser: whatever is to be opened is written down."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        QDesktopServices.setUrlHandler("https", self, "open")

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())

    def close(self) -> None:
        QDesktopServices.unsetUrlHandler("https")


@pytest.fixture
def browser() -> Iterator[Browser]:
    browser = Browser()
    yield browser
    browser.close()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FindDesk]:
    monkeypatch.delenv("HF_HUB_OFFLINE")
    desk = FindDesk(tmp_path / "home", Theme("light"))
    qtbot.addWidget(desk.page)
    desk.page.resize(1000, 700)
    desk.page.show()
    qtbot.waitUntil(lambda: desk.appraiser.machine is not None)
    yield desk
    desk.close()


def search(qtbot: QtBot, page: FindPage, words: str) -> None:
    """Type words and press Enter; wait for the end of it."""
    page.bar.field.setText(words)
    QTest.keyClick(page.bar.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.search.busy)


def opened(qtbot: QtBot, page: FindPage, name: str) -> None:
    """Open a repository by its name, and wait until all is known of it."""
    page.open(name)
    ready(qtbot, page)


def ready(qtbot: QtBot, page: FindPage) -> None:
    there = page.repository
    qtbot.waitUntil(
        lambda: not (there.busy or there.card_waits or there._waits_for(HeaderJob) or there.judging)
    )


def rows(page: FindPage) -> list[VariantRow]:
    return page.pane.view.variants.rows


def row(page: FindPage, quantization: str) -> VariantRow:
    (found,) = [row for row in rows(page) if row.offer.variant.quantization == quantization]
    return found


def here(page: FindPage, quantization: str) -> Here:
    return row(page, quantization).offer.here


def test_nothing_is_asked_before_the_person_asks(desk: FindDesk) -> None:
    assert desk.hub.jobs == []
    assert desk.page.results.blank.isVisible()
    assert not desk.page.results.list.isVisible()


def test_enter_searches_and_the_results_are_listed(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    search(qtbot, page, "  qwen 7b ")
    assert desk.hub.queries == [Query("qwen 7b", limit=MOST_RESULTS)]
    assert page.results.list.found.rowCount() == len(desk.hub.results)
    assert page.results.list.isVisible()
    assert page.results.status.text() == f"{len(desk.hub.results)} models"


def test_a_filter_searches_again(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    search(qtbot, page, "qwen")
    page.bar.task.setCurrentIndex(2)
    page.bar.sort.setCurrentIndex(1)
    page.bar.licence.setCurrentIndex(2)
    qtbot.waitUntil(lambda: not page.search.busy)
    last = desk.hub.queries[-1]
    assert (last.task, last.sort, last.licence) == (Task.PICTURES, Sort.DOWNLOADS, "mit")


def test_what_fits_here_is_at_most_so_large(qtbot: QtBot, desk: FindDesk) -> None:
    desk.page.bar.sizes.setCurrentIndex(1)
    qtbot.waitUntil(lambda: not desk.page.search.busy)
    most = desk.hub.queries[-1].most_parameters
    assert 8 * GIGABYTE < most < 14 * GIGABYTE, "of 9 GB of free memory, in four bits each"


def test_results_say_about_how_well_they_fit(qtbot: QtBot, desk: FindDesk) -> None:
    """Of nine free gigabytes."""
    page = desk.page
    desk.hub.results = tuple(
        RepoSummary(f"m/n{billions}", parameters=billions * GIGABYTE) for billions in (0, 4, 70)
    )
    search(qtbot, page, "x")
    rows = [page.results.list.found.index(row) for row in range(3)]
    assert [row.data(ResultRole.FITS) for row in rows] == [None, Fits.MEMORY, Fits.TOO_LARGE]
    spoken = [row.data(Qt.ItemDataRole.AccessibleTextRole) for row in rows]
    assert "about" not in spoken[0]
    assert "about: should fit" in spoken[1]
    assert "about: too large" in spoken[2]
    assert "Q4_K_M" in rows[1].data(Qt.ItemDataRole.ToolTipRole)
    assert desk.hub.asked(HeaderJob) == [], "nothing is fetched for it"


def test_an_estimate_is_another_when_the_memory_is(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    desk.hub.results = (RepoSummary("m/n", parameters=30 * GIGABYTE),)
    search(qtbot, page, "x")
    row = page.results.list.found.index(0)
    assert row.data(ResultRole.FITS) is Fits.TOO_LARGE
    desk.memory.machine = Machine(60 * GIGABYTE, 64 * GIGABYTE)
    desk.appraiser.ask()
    qtbot.waitUntil(lambda: row.data(ResultRole.FITS) is Fits.MEMORY)


def many(desk: FindDesk, count: int) -> None:
    """Let every search find so many."""
    desk.hub.results = tuple(RepoSummary(f"m/n{number}", number) for number in range(count))


def test_scrolling_to_the_end_brings_more(qtbot: QtBot, desk: FindDesk) -> None:
    page, found = desk.page, desk.page.results.list.found
    many(desk, MOST_RESULTS + 150)
    search(qtbot, page, "x")
    assert len(found) == MOST_RESULTS
    assert page.results.status.text() == f"The first {MOST_RESULTS} models"
    bar = page.results.list.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    assert len(desk.hub.queries) == 1
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: len(found) == MOST_RESULTS + 150)
    qtbot.waitUntil(lambda: not page.search.busy)
    assert page.results.status.text() == f"{MOST_RESULTS + 150} models"
    assert not page.results.more_button.isVisible()
    assert len(desk.hub.queries) == 2


def test_more_can_be_had_by_the_keyboard(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    many(desk, MOST_RESULTS + 1)
    search(qtbot, page, "x")
    page.results.more_button.setFocus()
    QTest.keyClick(page.results.more_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(page.results.list.found) == MOST_RESULTS + 1)
    assert page.results.list.hasFocus()


def test_a_search_ends_at_ten_thousand(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    many(desk, MOST + 500)
    search(qtbot, page, "x")
    while page.search.can_go_on:
        page.search.go_on()
        qtbot.waitUntil(lambda: not page.search.busy)
    assert MOST <= len(page.results.list.found) < MOST + MOST_RESULTS
    assert "more words" in page.results.status.text()
    assert not page.results.more_button.isVisible()


def test_more_that_failed_is_tried_again_from_there(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    many(desk, MOST_RESULTS + 1)
    search(qtbot, page, "x")
    desk.hub.problems[SearchJob] = problem = Problem("hub.unreachable", {"host": "hub.invalid"})
    page.search.go_on()
    qtbot.waitUntil(lambda: page.results.obstacle.problem == problem)
    assert len(page.results.list.found) == MOST_RESULTS, "what was found stays"
    del desk.hub.problems[SearchJob]
    page.results.action_requested.emit(Action.TRY_AGAIN, problem)
    qtbot.waitUntil(lambda: len(page.results.list.found) == MOST_RESULTS + 1)
    assert page.results.obstacle.problem is None


def test_more_of_another_search_is_not_mixed_in(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    many(desk, MOST_RESULTS + 1)
    search(qtbot, page, "x")
    desk.hub.held.add(SearchJob)
    page.search.go_on()
    qtbot.waitUntil(lambda: len(desk.hub.queries) == 2)
    many(desk, 3)
    desk.hub.held.clear()
    search(qtbot, page, "y")
    assert len(page.results.list.found) == 3
    assert not page.search.can_go_on


def test_a_search_can_be_cancelled(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    desk.hub.held.add(SearchJob)
    page.bar.field.setText("qwen")
    page.bar.button.click()
    qtbot.waitUntil(lambda: bool(desk.hub.jobs))
    assert page.bar.button.text() == "Cancel"
    assert page.results.bar.isVisible()
    page.bar.button.click()
    assert page.bar.button.text() == "Search"
    assert not page.results.bar.isVisible()
    qtbot.waitUntil(lambda: desk.hub.cancelled == ["search"])


def test_escape_ends_a_search(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    desk.hub.held.add(SearchJob)
    page.bar.field.setText("qwen")
    QTest.keyClick(page.bar.field, Qt.Key.Key_Return)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.search.busy


def test_nothing_found_offers_a_search_without_filters(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    desk.hub.results = ()
    search(qtbot, page, "xyzzy")
    assert page.results.blank.text() == "Nothing was found."
    assert not page.results.button.isVisible()
    page.bar.task.setCurrentIndex(1)
    qtbot.waitUntil(lambda: not page.search.busy)
    page.results.button.click()
    qtbot.waitUntil(lambda: not page.search.busy)
    assert desk.hub.queries[-1] == Query("xyzzy", limit=MOST_RESULTS)
    assert page.bar.task.currentIndex() == 0


def test_a_problem_is_told_in_place_and_tried_again(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    problem = Problem("hub.unreachable", {"host": "hub.invalid"})
    desk.hub.problems[SearchJob] = problem
    search(qtbot, page, "qwen")
    banner = page.results.obstacle.banner
    assert banner is not None
    assert banner.text().startswith("hub.invalid cannot be reached.")
    del desk.hub.problems[SearchJob]
    banner.button.click()
    qtbot.waitUntil(lambda: page.results.list.found.rowCount() > 0)
    assert page.results.obstacle.problem is None


def test_a_search_that_failed_is_tried_again_when_the_way_there_is_another(
    qtbot: QtBot, desk: FindDesk
) -> None:
    page = desk.page
    problem = Problem("hub.unreachable", {"host": "hub.invalid"})
    desk.hub.problems[SearchJob] = problem
    search(qtbot, page, "qwen")
    banner = page.results.obstacle.banner
    assert banner is not None
    assert banner.text().startswith("hub.invalid cannot be reached.")
    del desk.hub.problems[SearchJob]
    desk.settings.set("hub.proxy", "http://proxy:8080")
    qtbot.waitUntil(lambda: page.results.list.found.rowCount() > 0)
    assert page.results.obstacle.problem is None


def test_what_the_page_cannot_do_is_passed_on(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    wanted: list[tuple[object, object]] = []
    page.action_requested.connect(lambda *what: wanted.append(what))
    desk.hub.problems[SearchJob] = offline = Problem("hub.offline")
    search(qtbot, page, "qwen")
    assert page.results.obstacle.banner is not None
    page.results.obstacle.banner.button.click()
    assert wanted == [(Action.OPEN_SETTINGS, offline)]


@pytest.mark.parametrize(
    "pasted",
    [
        QWEN,
        f"https://huggingface.co/{QWEN}",
        f"hf.co/{QWEN}:Q6_K",
        f"https://huggingface.co/{QWEN}/blob/main/Qwen2.5-7B-Instruct-Q6_K.gguf",
    ],
)
def test_an_address_leads_straight_to_the_repository(
    qtbot: QtBot, desk: FindDesk, pasted: str
) -> None:
    page = desk.page
    search(qtbot, page, pasted)
    ready(qtbot, page)
    assert desk.hub.queries == []
    assert page.pane.view.name.text().replace("\u200b", "") == QWEN.partition("/")[2]
    first = rows(page)[0].offer.variant.quantization
    assert first == ("Q6_K" if "Q6_K" in pasted else "Q4_K_M")
    (job,) = desk.hub.asked(HeaderJob)
    assert isinstance(job, HeaderJob)
    assert first in job.file.path


def test_a_quantization_that_is_not_there_is_told(qtbot: QtBot, desk: FindDesk) -> None:
    opened(qtbot, desk.page, f"{QWEN}:Q1_0")
    problem = desk.page.pane.view.obstacle.problem
    assert problem is not None
    assert problem.code == "hub.no_variant"
    assert "Q4_K_M" in str(problem.values["there"])
    assert rows(desk.page)


def test_a_repository_is_opened_by_a_click_and_by_the_keyboard(
    qtbot: QtBot, desk: FindDesk
) -> None:
    page = desk.page
    search(qtbot, page, "qwen")
    found = page.results.list
    place = found.visualRect(found.found.index(0)).center()
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.repository.address is not None
    assert page.repository.address.repo == QWEN
    found.setFocus()
    QTest.keyClick(found, Qt.Key.Key_Down)
    QTest.keyClick(found, Qt.Key.Key_Return)
    assert page.repository.address.repo == SEEING
    ready(qtbot, page)
    assert page.pane.view.maker.text().startswith("by")


def test_the_usual_size_is_recommended_and_comes_first(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    opened(qtbot, page, QWEN)
    first = rows(page)[0]
    assert first.name() == "Balanced · Q4_K_M"
    assert first.offer.advised
    assert first.button.property("kind") == "primary"
    assert [row.offer.advised for row in rows(page)[1:]] == [False] * (len(rows(page)) - 1)
    assert first.offer.fits is Fits.MEMORY
    assert first.offer.exact


def test_what_does_not_fit_stands_last(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    opened(qtbot, page, QWEN)
    page.pane.view.variants.more_button.click()
    last = rows(page)[-1]
    assert (last.offer.variant.quantization, last.offer.fits) == ("F16", Fits.TOO_LARGE)
    assert "Too large" in last.spoken()


def test_a_smaller_computer_is_offered_a_smaller_size(qtbot: QtBot, tmp_path: Path) -> None:
    desk = FindDesk(tmp_path / "home", Theme("light"), Machine(5 * GIGABYTE, 8 * GIGABYTE))
    qtbot.addWidget(desk.page)
    desk.page.show()
    qtbot.waitUntil(lambda: desk.appraiser.machine is not None)
    opened(qtbot, desk.page, QWEN)
    assert rows(desk.page)[0].offer.variant.quantization == "Q3_K_M"
    desk.close()


def test_before_the_header_is_there_the_size_alone_counts(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    desk.hub.held.add(HeaderJob)
    page.open(QWEN)
    qtbot.waitUntil(lambda: bool(rows(page)) and rows(page)[0].offer.fits is not None)
    assert not rows(page)[0].offer.exact
    assert "(estimated)" in rows(page)[0].spoken()
    desk.hub.gate.set()
    ready(qtbot, page)
    assert "(estimated)" not in rows(page)[0].spoken()


def test_the_header_of_one_variant_is_read_and_no_other(qtbot: QtBot, desk: FindDesk) -> None:
    opened(qtbot, desk.page, QWEN)
    (job,) = desk.hub.asked(HeaderJob)
    assert isinstance(job, HeaderJob)
    assert job.file.path == "Qwen2.5-7B-Instruct-Q4_K_M.gguf"


def test_the_speed_is_told_where_something_was_measured(qtbot: QtBot, desk: FindDesk) -> None:
    opened(qtbot, desk.page, QWEN)
    assert "token" not in rows(desk.page)[0].spoken()
    desk.rate = 47 * GIGABYTE
    opened(qtbot, desk.page, QWEN)
    assert "about 10 tokens/s" in rows(desk.page)[0].spoken()


def test_the_part_that_sees_comes_along_or_not(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    opened(qtbot, page, SEEING)
    switch = page.pane.view.projector
    assert switch.isVisible()
    assert switch.isChecked()
    assert rows(page)[0].offer.size == round(6.05 * GIGABYTE)
    switch.setChecked(False)
    ready(qtbot, page)
    assert rows(page)[0].offer.size == round(4.7 * GIGABYTE)
    row(page, "Q4_K_M").button.click()
    (order,) = desk.downloads.orders()
    assert [Path(each.link).name for each in order.parcel.files] == ["Qwen2.5-VL-7B-Q4_K_M.gguf"]


def test_a_model_is_fetched_with_the_part_that_sees(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    opened(qtbot, page, SEEING)
    row(page, "Q4_K_M").button.click()
    (order,) = desk.downloads.orders()
    names = {Path(each.link).name for each in order.parcel.files}
    assert names == {"Qwen2.5-VL-7B-Q4_K_M.gguf", "mmproj-Qwen2.5-VL-7B-f16.gguf"}


def test_a_download_is_paused_gone_on_with_and_used(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    used: list[str] = []
    page.chosen.connect(used.append)
    opened(qtbot, page, QWEN)
    button = row(page, "Q4_K_M").button
    assert (here(page, "Q4_K_M"), button.text()) == (Here.ABSENT, "Download")
    button.click()
    qtbot.waitUntil(lambda: here(page, "Q4_K_M") is Here.FETCHING)
    qtbot.waitUntil(lambda: row(page, "Q4_K_M").bar.value() == 10)
    assert button.text() == "Pause"
    button.click()
    qtbot.waitUntil(lambda: here(page, "Q4_K_M") is Here.PAUSED)
    assert button.text() == "Go on"
    desk.fetches.finish.set()
    button.click()
    qtbot.waitUntil(lambda: here(page, "Q4_K_M") is Here.HERE)
    assert button.text() == "Use"
    button.click()
    assert [Path(path).name for path in used] == ["Qwen2.5-7B-Instruct-Q4_K_M.gguf"]
    assert here(page, "Q6_K") is Here.ABSENT


def test_what_waits_for_its_turn_says_so(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    opened(qtbot, page, QWEN)
    row(page, "Q4_K_M").button.click()
    row(page, "Q6_K").button.click()
    qtbot.waitUntil(lambda: here(page, "Q4_K_M") is Here.FETCHING)
    assert here(page, "Q6_K") is Here.WAITING
    assert "Waits for its turn" in row(page, "Q6_K").spoken()
    row(page, "Q6_K").button.click()
    assert here(page, "Q6_K") is Here.PAUSED
    assert [order.stage for order in desk.downloads.orders()] == [Stage.FETCHING, Stage.PAUSED]


def test_a_file_without_a_checksum_is_not_fetched(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    told: list[Problem] = []
    page.failed.connect(told.append)
    bare = desk.hub.results[0]
    nameless = file("x-Q4_K_M.gguf", 1.0)
    desk.hub.repos = {bare.id: repo(bare, [type(nameless)(nameless.path, nameless.size)])}
    opened(qtbot, page, bare.id)
    rows(page)[0].button.click()
    assert [problem.code for problem in told] == ["hub.no_checksum"]
    assert desk.downloads.orders() == ()


def test_a_gated_repository_says_what_to_do(qtbot: QtBot, desk: FindDesk, browser: Browser) -> None:
    page = desk.page
    opened(qtbot, page, GATED)
    assert desk.hub.asked(HeaderJob) == [], "it would be refused"
    assert "primary" not in {row.button.property("kind") for row in rows(page)}
    banner = page.pane.view.gate.banner
    assert banner is not None
    assert banner.second_button is not None
    banner.button.click()
    assert browser.opened == [f"https://huggingface.co/{GATED}"]
    banner.second_button.click()
    login = page.login
    assert login is not None
    assert page.log_in() is login, "one is enough"
    qtbot.waitUntil(lambda: "Nobody" in login.who.text())
    login.field.setText("hf_right")
    login.login_button.click()
    qtbot.waitUntil(lambda: len(desk.hub.asked(RepoJob)) == 2)
    login.close()
    assert page.login is None


def test_an_unknown_repository_is_searched_for(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    opened(qtbot, page, "nobody/Some-Model-GGUF")
    banner = page.pane.view.obstacle.banner
    assert banner is not None
    banner.button.click()
    qtbot.waitUntil(lambda: bool(desk.hub.queries))
    assert desk.hub.queries[0].words == "Some Model"
    assert page.bar.field.text() == "Some Model"


def test_a_repository_that_could_not_be_reached_is_tried_again(
    qtbot: QtBot, desk: FindDesk
) -> None:
    page = desk.page
    desk.hub.problems[RepoJob] = Problem("hub.unreachable", {"host": "hub.invalid"})
    opened(qtbot, page, QWEN)
    banner = page.pane.view.obstacle.banner
    assert banner is not None
    desk.hub.problems.clear()
    banner.button.click()
    qtbot.waitUntil(lambda: bool(rows(page)))
    assert page.pane.view.obstacle.problem is None


def test_a_card_that_does_not_come_spoils_nothing(qtbot: QtBot, desk: FindDesk) -> None:
    desk.hub.problems[CardJob] = Problem("hub.unreachable", {"host": "hub.invalid"})
    desk.hub.problems[HeaderJob] = Problem("hub.unreachable", {"host": "hub.invalid"})
    opened(qtbot, desk.page, QWEN)
    assert desk.page.pane.view.obstacle.problem is None
    assert not desk.page.pane.view.card.isVisible()
    assert rows(desk.page)[0].offer.fits is not None


def test_the_card_is_folded_and_its_links_ask_first(
    qtbot: QtBot, desk: FindDesk, browser: Browser
) -> None:
    page = desk.page
    opened(qtbot, page, QWEN)
    card = page.pane.view.card
    assert card.isVisible()
    assert "Paragraph 29" not in card.text
    card.more_button.click()
    assert "Paragraph 29" not in card.text, "one piece after the other"
    qtbot.waitUntil(lambda: "Paragraph 29" in card.text)
    assert "<div" not in card.text
    card.link_activated.emit("./LICENSE")
    (box,) = page.findChildren(QMessageBox)
    assert box.informativeText().endswith(f"/{QWEN}/blob/{page.repository.repo.commit}/LICENSE")  # type: ignore[union-attr]
    assert browser.opened == []
    box.close()


def test_the_page_on_the_hub_is_opened_by_a_click_alone(
    qtbot: QtBot, desk: FindDesk, browser: Browser
) -> None:
    opened(qtbot, desk.page, QWEN)
    assert browser.opened == []
    desk.page.pane.view.page_button.click()
    assert browser.opened == [f"https://huggingface.co/{QWEN}"]


def test_a_narrow_page_shows_one_of_both_and_leads_back(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    page.resize(620, 420)
    search(qtbot, page, "qwen")
    assert page.results.isVisible()
    assert not page.pane.isVisible()
    page.results.opened.emit(QWEN)
    ready(qtbot, page)
    assert not page.results.isVisible()
    assert page.pane.back_button.isVisible()
    assert page.focusWidget() is page.pane.back_button
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.results.isVisible()
    assert page.results.list.found.rowCount() > 0
    page.resize(1000, 700)
    assert page.pane.isVisible()
    assert page.pane.hint.isVisible()


def test_rows_do_not_change_places_under_the_hand(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    desk.hub.held.add(HeaderJob)
    page.open(QWEN)
    qtbot.waitUntil(lambda: bool(rows(page)) and not page.repository.judging)
    before = [row.offer.variant for row in rows(page)]
    rows(page)[1].button.setFocus()
    view = page.pane.view
    view.variants.lead(before[3])
    assert [row.offer.variant for row in rows(page)] == before
    page.bar.field.setFocus()
    QTest.mouseMove(page, QPoint(2, 2))
    view.variants.lead(before[3])
    assert rows(page)[0].offer.variant == before[3]


def test_another_repository_is_not_mixed_with_the_one_before(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    cards: list[str] = []
    page.repository.card_changed.connect(lambda: cards.append(page.repository.card))
    desk.hub.held.add(CardJob)
    page.open(QWEN)
    qtbot.waitUntil(lambda: bool(rows(page)))
    page.open(SEEING)
    desk.hub.gate.set()
    ready(qtbot, page)
    assert page.repository.repo is not None
    assert page.repository.repo.id == SEEING
    assert set(cards) == {""}


def test_several_models_in_one_repository_are_told_apart(qtbot: QtBot, desk: FindDesk) -> None:
    both = desk.hub.results[0]
    desk.hub.repos = {
        both.id: repo(both, [*files("Small", {"Q4_K_M": 1.0}), *files("Large", {"Q4_K_M": 4.0})])
    }
    opened(qtbot, desk.page, both.id)
    assert {row.name() for row in rows(desk.page)} == {
        "Small · Balanced · Q4_K_M",
        "Large · Balanced · Q4_K_M",
    }


def test_the_keyboard_passes_by_all_from_top_to_bottom(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    search(qtbot, page, "qwen")
    QTest.keyClick(page.bar.field, Qt.Key.Key_Down)
    assert page.results.list.hasFocus()
    opened(qtbot, page, SEEING)
    view = page.pane.view
    view.page_button.setFocus()
    passed = []
    for _ in range(8):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        passed.append(page.focusWidget())
    assert passed[0] is view.projector
    assert passed[1:6] == [row.button for row in rows(page)]
    assert passed[6] is view.variants.more_button


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_the_results_begin_where_the_field_does(
    qtbot: QtBot, desk: FindDesk, direction: Qt.LayoutDirection
) -> None:
    page = desk.page
    page.setLayoutDirection(direction)
    search(qtbot, page, "qwen")

    def leading(part: QWidget) -> int:
        corner = part.mapTo(page, QPoint(0, 0)).x()
        rtl = direction is Qt.LayoutDirection.RightToLeft
        return page.width() - corner - part.width() if rtl else corner

    qtbot.waitUntil(lambda: leading(page.results.list) == leading(page.bar.field))
    qtbot.waitUntil(lambda: leading(page.pane) == leading(page.results) + page.results.width())


def test_everything_has_a_name_for_those_who_listen(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    opened(qtbot, page, SEEING)
    first = rows(page)[0]
    assert first.button.accessibleName() == "Download: Balanced · Q4_K_M"
    assert "Recommended" in first.button.accessibleDescription()
    for box in page.bar.boxes:
        assert box.accessibleName()
    search(qtbot, page, "qwen")
    found = page.results.list.found
    spoken = found.index(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("gemma-gated-GGUF, by google, 4.3B parameters, about: should fit")
    assert "sees pictures" in spoken
    assert "its licence must be agreed to" in spoken
