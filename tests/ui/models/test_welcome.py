"""The card of the first start."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.catalog import CatalogModel
from desktop_app.core.hub import RepoSummary
from desktop_app.core.machine import Machine
from desktop_app.ui.empty_page import EmptyPage
from desktop_app.ui.models.welcome import WELCOMED, Welcome
from desktop_app.ui.theme import Theme
from tests.ui.models.catalog_parts import MODELS, CatalogDesk, entry, repo

Make = Callable[..., Welcome]


@pytest.fixture(autouse=True)
def _online(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)


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
    closed: list[bool] = []
    card.chosen.connect(used.append)
    card.closed.connect(lambda: closed.append(True))
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
    assert closed == [True]
    assert desk.settings.get(WELCOMED) is True


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
    assert card.rows[0].go_button.isEnabled()
    desk.settings.set("hub.offline", True)

    assert "offline" in card.warning.text()
    assert not any(row.go_button.isEnabled() for row in card.rows)
    desk.settings.set("hub.offline", False)
    assert "offline" not in card.warning.text()
    assert card.rows[0].go_button.isEnabled()


def test_what_goes_wrong_is_told_in_the_row(qtbot: QtBot, make: Make, desk: CatalogDesk) -> None:
    desk.script.repos = {}
    card = make()
    row = card.rows[0]
    row.go_button.click()
    qtbot.waitUntil(row.trouble.isVisible)

    assert "There is no maker/small-GGUF" in row.trouble.text()
    assert row.go_button.text() == "Download"
    assert row.go_button.isEnabled()


def test_what_has_moved_to_somebody_else_is_fetched_when_that_is_agreed_to(
    qtbot: QtBot, make: Make, desk: CatalogDesk
) -> None:
    desk.script.repos = {"heir/small-GGUF": repo("heir/small-GGUF")}
    desk.script.results = (RepoSummary("heir/small-GGUF", 5),)
    card = make()
    row = card.rows[0]
    row.go_button.click()
    qtbot.waitUntil(row.trouble.isVisible)
    assert "heir/small-GGUF is called the same" in row.trouble.text()
    assert row.go_button.text() == "Fetch that one"
    assert desk.bytes.jobs == []
    row.go_button.click()
    qtbot.waitUntil(lambda: bool(desk.bytes.jobs))
    qtbot.waitUntil(lambda: row.go_button.text() == "Pause")

    assert not row.trouble.isVisible()


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
    qtbot.waitUntil(lambda: card.width() <= width)
    QApplication.processEvents()
    for label in card.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    for row in card.rows:
        assert row.rect().contains(row.go_button.geometry())
        assert row.go_button.width() >= row.go_button.sizeHint().width()
