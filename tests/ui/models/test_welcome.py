"""The card of the first start."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.core.catalog import CatalogModel
from desktop_app.core.download import Order, Stage
from desktop_app.core.errors import KINDS, Problem
from desktop_app.core.hub import RepoJob, RepoSummary, SearchJob
from desktop_app.core.kinds.kind import Action
from desktop_app.core.machine import Machine
from desktop_app.ui.empty_page import EmptyPage
from desktop_app.ui.models.welcome import WELCOMED, Welcome
from desktop_app.ui.theme import Theme
from tests.ui.models.catalog_parts import MODELS, SMALL, CatalogDesk, entry, repo
from tests.ui.models.download_parts import parcel as a_parcel

Make = Callable[..., Welcome]


pytestmark = pytest.mark.usefixtures("online")


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme("light")


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[CatalogDesk]:
    desk = CatalogDesk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def make(qtbot: QtBot, theme: Theme, desk: CatalogDesk) -> Make:
    pages: list[EmptyPage] = []

    def make(
        models: tuple[CatalogModel, ...] = MODELS, language: str = "de", rate: float = 3e10
    ) -> Welcome:
        card = Welcome(
            theme,
            models,
            desk.fetch,
            desk.appraiser,
            desk.settings,
            language,
            "Starter 135M",
            lambda: rate,
        )
        page = EmptyPage(theme)
        qtbot.addWidget(page)
        page.set_card(card)
        page.resize(820, 900)
        page.show()
        pages.append(page)
        qtbot.waitUntil(lambda: desk.appraiser.machine is not None)
        qtbot.waitUntil(lambda: all(row.go_button.height() > 0 for row in card.rows))
        return card

    return make


def words(card: QWidget) -> str:
    labels = [label for label in card.findChildren(QLabel) if label.isVisibleTo(card)]
    return "\n".join(label.text() for label in labels)


def test_it_says_how_small_the_starter_is_and_what_the_computer_has(make: Make) -> None:
    said = words(make())

    assert "Starter 135M" in said
    assert "very small" in said
    assert "16.0 GB of memory" in said
    assert "no graphics card" in said


def test_two_or_three_models_with_size_time_speed_and_abilities(make: Make) -> None:
    card = make()

    assert [row.model.id for row in card.rows] == ["small", "middle", "large"]
    assert [row.title.text().partition(" · ")[0] for row in card.rows] == [
        "Quick",
        "Balanced",
        "Best answers",
    ]
    facts = card.rows[1].state.text()
    for said in ("GB", "min to fetch", "words a second", "sees pictures", "German"):
        assert said in facts
    assert "no pictures" in card.rows[0].state.text()
    assert "Middle is good." in words(card)
    assert "fits well into your memory" in card.rows[1].toolTip()
    assert "recommended" not in words(card), "none was found on the Hub"


def test_what_was_found_on_the_hub_may_be_recommended(make: Make) -> None:
    card = make(tuple(replace(model, checked="2026-01-01") for model in MODELS))

    assert [row.title.text().endswith("recommended") for row in card.rows] == [False, True, False]


def test_without_a_measure_no_speed_is_promised(make: Make) -> None:
    assert "a second" not in words(make(rate=0.0))


@pytest.mark.parametrize(("locale", "code"), [("de_AT", "de"), ("C", "en"), ("", "en")])
def test_the_language_of_the_window_is_what_matters(make: Make, locale: str, code: str) -> None:
    languages = [("de", ("de",)), ("en", ("en",))]
    models = tuple(entry(name, 4.0, languages=knows) for name, knows in languages)

    assert [row.model.id for row in make(models, locale).rows] == [code]


def test_from_download_to_use(qtbot: QtBot, make: Make, desk: CatalogDesk) -> None:
    card = make()
    used: list[str] = []
    card.chosen.connect(used.append)
    row = card.rows[1]
    qtbot.mouseClick(row.go_button, Qt.MouseButton.LeftButton)
    assert "Asking the Hub" in row.state.text()
    assert not row.go_button.isEnabled()
    qtbot.waitUntil(lambda: "500" in row.state.text())
    assert row.go_button.text() == "Pause"
    assert row.bar.isVisible()
    desk.bytes.gate.set()
    qtbot.waitUntil(lambda: row.go_button.text() == "Use it")
    assert not row.bar.isVisible()
    assert used == []
    qtbot.mouseClick(row.go_button, Qt.MouseButton.LeftButton)
    (path,) = used
    assert Path(path).is_file()
    # Whether it is a model that runs here is not known yet: the card is not answered by that.
    assert desk.settings.get(WELCOMED) is False


def test_what_is_being_fetched_stays_offered(qtbot: QtBot, make: Make, desk: CatalogDesk) -> None:
    """Memory changes while it comes: the row does not go away under the hand."""
    card = make()
    card.rows[0].go_button.click()
    qtbot.waitUntil(lambda: bool(desk.bytes.jobs))
    desk.memory.machine = Machine(10**9, 2 * 10**9)
    desk.appraiser.ask()
    qtbot.waitUntil(lambda: "2.0 GB of memory" in card.computer.text())

    assert [row.model.id for row in card.rows] == ["small", "middle", "large"]


def test_another_memory_brings_other_models(qtbot: QtBot, make: Make, desk: CatalogDesk) -> None:
    card = make()
    desk.memory.machine = Machine(3 * 10**9, 4 * 10**9)
    desk.appraiser.ask()
    qtbot.waitUntil(lambda: len(card.rows) == 1)

    assert card.rows[0].title.text() == "Small", "alone it is neither quick nor the best"


def test_where_nothing_fits_it_is_said(qtbot: QtBot, make: Make, desk: CatalogDesk) -> None:
    desk.memory.machine = Machine(300 * 10**6, 10**9)
    card = make()
    qtbot.waitUntil(lambda: "None of the models" in card.warning.text())

    assert card.rows == []
    assert card.close_button.isVisible()


def test_offline_it_says_so_and_offers_no_download(make: Make, desk: CatalogDesk) -> None:
    card = make()
    asked: list[object] = []
    card.action_requested.connect(lambda *what: asked.append(what))
    assert card.rows[0].go_button.isEnabled()
    desk.settings.set("hub.offline", True)

    assert card.obstacle.problem == Problem("hub.offline")
    assert not any(row.go_button.isEnabled() for row in card.rows)
    assert card.obstacle.banner is not None
    card.obstacle.banner.button.click()
    assert asked == [(Action.OPEN_SETTINGS, Problem("hub.offline"))]
    desk.settings.set("hub.offline", False)
    assert card.obstacle.problem is None
    assert card.rows[0].go_button.isEnabled()


def test_what_goes_wrong_is_told_in_the_row(qtbot: QtBot, make: Make, desk: CatalogDesk) -> None:
    desk.script.repos = {}
    card = make()
    row = card.rows[0]
    row.go_button.click()
    qtbot.waitUntil(row.sentence.isVisible)

    assert "There is no maker/small-GGUF" in row.sentence.text()
    assert row.go_button.text() == "Try again"
    assert row.go_button.isEnabled()


CODES = sorted(
    code
    for code in KINDS
    if code.startswith(("hub.", "fetch.", "part."))
    or code in ("internal", "library.folder_missing")
)
"""What the engines of the Hub and for fetching say, and what is made of their answers."""

HUB_DEATHS = {"part.crashed_again": "hub.crashed_again", "part.no_memory": "hub.no_memory"}


@pytest.mark.parametrize("ordered", [False, True], ids=["asked about", "ordered"])
@pytest.mark.parametrize("code", CODES)
def test_what_helps_has_its_button_in_the_row(
    qtbot: QtBot, make: Make, desk: CatalogDesk, code: str, ordered: bool
) -> None:
    problem = Problem(code, {"repo": SMALL.repo})
    card = make()
    row = card.rows[0]
    asked: list[object] = []
    card.action_requested.connect(lambda *what: asked.append(what))
    if ordered:
        parcel = replace(a_parcel(Path("/m"), "small"), repo=SMALL.repo)
        desk.home.queue.put(Order(parcel, Stage.FAILED, problem))
        row.show_state()
    else:
        desk.script.problems[RepoJob] = desk.script.problems[SearchJob] = problem
        row.go_button.click()
    qtbot.waitUntil(row.sentence.isVisible)
    assert row.remedy.isVisible()
    assert (row.go_button.text(), row.go_button.isEnabled()) == ("Try again", True)
    for button in (row.remedy_button, row.second_button):
        if button.isVisible():
            assert row.rect().contains(button.geometry())
            button.click()
    told = desk.fetch.problem(row.model)
    assert told is not None
    wanted = [each for each in (told.action, told.second) if each is not Action.NONE]
    # Whoever asks the Hub says the death of a process in the Hub's words.
    assert told.code == (code if ordered else HUB_DEATHS.get(code, code))
    assert asked == [(each, told) for each in wanted if each is not Action.TRY_AGAIN]


def test_what_has_moved_to_somebody_else_is_fetched_when_that_is_agreed_to(
    qtbot: QtBot, make: Make, desk: CatalogDesk
) -> None:
    desk.script.repos = {"heir/small-GGUF": repo("heir/small-GGUF")}
    desk.script.results = (RepoSummary("heir/small-GGUF", 5),)
    card = make()
    row = card.rows[0]
    row.go_button.click()
    qtbot.waitUntil(row.sentence.isVisible)
    assert "heir/small-GGUF is called the same" in row.sentence.text()
    assert row.go_button.text() == "Fetch that one"
    assert desk.bytes.jobs == []
    row.go_button.click()
    qtbot.waitUntil(lambda: bool(desk.bytes.jobs))
    qtbot.waitUntil(lambda: row.go_button.text() == "Pause")

    assert not row.sentence.isVisible()


def test_not_now_is_remembered(qtbot: QtBot, make: Make, desk: CatalogDesk) -> None:
    card = make()
    with qtbot.waitSignal(card.closed):
        card.close_button.click()

    assert desk.settings.get(WELCOMED) is True


def test_every_control_has_a_name_and_is_reached_by_keyboard(make: Make) -> None:
    card = make()
    for button in card.findChildren(QAbstractButton):
        if button.isVisibleTo(card):
            assert button.accessibleName()
            assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    names = [button.accessibleName() for button in card.findChildren(QAbstractButton)]
    assert "Download: Small" in names
    assert all(bar.accessibleName() for bar in card.findChildren(QProgressBar) if bar.isVisible())


def test_the_keyboard_stays_where_a_button_goes(
    qtbot: QtBot, make: Make, desk: CatalogDesk
) -> None:
    card = make()
    card.activateWindow()
    row = card.rows[0]
    row.go_button.click()
    qtbot.waitUntil(row.drop_button.isVisible)
    row.drop_button.setFocus()
    row.drop_button.click()
    qtbot.waitUntil(lambda: not row.drop_button.isVisible())

    assert row.focusWidget() is row.go_button


def test_the_keyboard_waits_where_it_asked(qtbot: QtBot, make: Make, desk: CatalogDesk) -> None:
    """A button that is disabled under it would let the next press fetch another model."""
    desk.script.held.add(RepoJob)
    card = make()
    card.activateWindow()
    row = card.rows[0]
    row.go_button.setFocus()
    for _ in range(2):
        qtbot.keyClick(card.window().focusWidget(), Qt.Key.Key_Space)
    assert card.window().focusWidget() is row.go_button
    qtbot.waitUntil(lambda: len(desk.script.jobs) == 1)
    desk.script.gate.set()
    qtbot.waitUntil(lambda: row.go_button.text() == "Pause")
    assert card.window().focusWidget() is row.go_button
    assert len(desk.script.asked(RepoJob)) == 1


def test_tab_walks_as_one_reads(qtbot: QtBot, make: Make, desk: CatalogDesk) -> None:
    desk.script.repos = {}
    card = make()
    page = card.window()
    page.activateWindow()
    row = card.rows[0]
    row.go_button.click()
    qtbot.waitUntil(row.remedy_button.isVisible)
    page.resize(620, 300)  # less than it needs
    walk = [card.more_button, card.close_button]
    walk += [row.remedy_button, row.second_button, row.go_button, card.rows[1].go_button]
    walk += [card.rows[2].go_button]
    card.more_button.setFocus()
    for button in walk:
        assert page.focusWidget() is button
        place = button.mapTo(page.viewport(), button.rect().center())
        assert page.viewport().rect().contains(place)
        qtbot.keyClick(button, Qt.Key.Key_Tab)


def test_tab_comes_by_the_card_before_the_starters(qtbot: QtBot, theme: Theme) -> None:
    window, card = QWidget(), QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    page = EmptyPage(theme)
    before, inside, after = QPushButton("before"), QPushButton("inside"), QPushButton("after")
    for part in (before, page, after):
        column.addWidget(part)
    QVBoxLayout(card).addWidget(inside)
    window.show()
    window.activateWindow()
    page.set_card(card)
    before.setFocus()
    walk = []
    for _ in range(7):
        walk.append(window.focusWidget().text())
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert (walk[:2], walk[-1]) == (["before", "inside"], "after")


def test_the_empty_page_has_a_place_for_it(qtbot: QtBot, theme: Theme, make: Make) -> None:
    page = EmptyPage(theme)
    qtbot.addWidget(page)
    page.show()
    card = QLabel("a card")
    page.set_card(card)
    assert card.isVisible()
    other = QLabel("another")
    page.set_card(other)
    assert other.isVisible()
    assert not card.isVisible()
    page.set_card(None)
    assert not other.isVisible()


@pytest.mark.parametrize("width", [400, 620, 900])
@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_nothing_is_cut_off(
    qtbot: QtBot, make: Make, width: int, direction: Qt.LayoutDirection
) -> None:
    card = make()
    page = card.window()
    page.setLayoutDirection(direction)
    page.resize(width, 700)

    def is_laid_out() -> None:
        assert card.width() <= width
        for label in card.findChildren(QLabel):
            if label.isVisible() and label.text():
                assert label.height() >= label.heightForWidth(label.width()), label.text()
        for row in card.rows:
            assert row.rect().contains(row.go_button.geometry())
            assert row.go_button.width() >= row.go_button.sizeHint().width()

    qtbot.waitUntil(is_laid_out)
