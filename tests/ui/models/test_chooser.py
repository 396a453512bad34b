""" "Which model?"."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop_app.core.errors import Problem
from desktop_app.core.local_model import LocalModel, Source
from desktop_app.core.machine import Machine
from desktop_app.ui.choice_box import ChoiceBox
from desktop_app.ui.models.chooser import Chooser
from desktop_app.ui.models.local_choice import LocalChoice
from desktop_app.ui.theme import Theme
from tests.ui.models.catalog_parts import GB, SMALL, CatalogDesk, entry

CODER = entry("coder", 5.0, good_at=("code",), languages=("en",))
SEER = entry("seer", 4.0, sees=True, good_at=("pictures",))
WRITER = entry("writer", 4.5, good_at=("write",))
MODELS = (SMALL, CODER, SEER, WRITER)
MINE = LocalModel("/m/mine.gguf", Source.FOLDER, "Mine", ("/m/mine.gguf",), 2 * GB, 0.0)


pytestmark = pytest.mark.usefixtures("online")


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[CatalogDesk]:
    desk = CatalogDesk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def here() -> list[LocalModel]:
    return []


@pytest.fixture
def chooser(
    qtbot: QtBot, qapp: QApplication, desk: CatalogDesk, here: list[LocalModel]
) -> Iterator[Chooser]:
    chooser = Chooser(
        Theme("light"), MODELS, desk.fetch, desk.appraiser, lambda: here, "de", lambda: 3e10
    )
    chooser.show()
    qtbot.waitUntil(lambda: bool(chooser.rows))
    yield chooser
    if isValid(chooser):
        chooser.close()


def choose(box: ChoiceBox, value: object) -> None:
    """As a person does."""
    index = box.findData(value)
    assert index >= 0
    box.setCurrentIndex(index)
    box.activated.emit(index)


def titles(chooser: Chooser) -> list[str]:
    return [row.accessibleName() for row in chooser.rows]


def said(chooser: Chooser) -> str:
    return "\n".join(
        label.text() for label in chooser.findChildren(QLabel) if label.isVisibleTo(chooser)
    )


def test_it_begins_with_the_language_of_the_window(chooser: Chooser) -> None:
    assert chooser.wish().language == "de"
    assert titles(chooser)[0] in ("Seer", "Writer")
    assert titles(chooser).index("Coder") > titles(chooser).index("Writer")
    assert "Knows your language" in said(chooser)
    assert "Is not said to know your language" in said(chooser)


def test_the_task_moves_what_is_good_at_it_up(chooser: Chooser) -> None:
    choose(chooser.task_box, "write")
    assert titles(chooser)[0] == "Writer"
    choose(chooser.language_box, "")
    choose(chooser.task_box, "code")
    assert titles(chooser)[0] == "Coder"
    assert "Is good at the task" in said(chooser)


def test_pictures_leave_what_sees(chooser: Chooser) -> None:
    chooser.pictures_box.click()

    assert titles(chooser) == ["Seer"]
    assert "ees pictures" in said(chooser)


def test_speed_moves_the_small_ones_up(chooser: Chooser) -> None:
    before = titles(chooser).index("Small")
    choose(chooser.pace_box, True)

    assert titles(chooser).index("Small") < before


def test_what_is_here_is_used_at_once(
    qtbot: QtBot, chooser: Chooser, here: list[LocalModel]
) -> None:
    here.append(MINE)
    chooser.refresh()
    (row,) = [row for row in chooser.rows if isinstance(row, LocalChoice)]
    assert "Is on this computer already" in said(chooser)
    used: list[str] = []
    chooser.chosen.connect(used.append)
    row.go_button.click()

    assert used == [MINE.path]
    qtbot.waitUntil(lambda: not isValid(chooser))


def test_what_is_not_here_is_fetched(qtbot: QtBot, chooser: Chooser, desk: CatalogDesk) -> None:
    row = next(row for row in chooser.rows if row.accessibleName() == "Small")
    row.go_button.click()
    qtbot.waitUntil(lambda: desk.fetch.order(SMALL) is not None)

    assert row.go_button.text() == "Pause"


def test_where_nothing_fits_it_is_said(qtbot: QtBot, chooser: Chooser, desk: CatalogDesk) -> None:
    desk.memory.machine = Machine(200 * 10**6, GB)
    desk.appraiser.ask()
    qtbot.waitUntil(lambda: not chooser.rows)

    assert "Nothing that answers this fits" in chooser.note.text()


def test_offline_it_says_so(chooser: Chooser, desk: CatalogDesk) -> None:
    desk.settings.set("hub.offline", True)

    assert chooser.obstacle.problem == Problem("hub.offline")
    assert not any(row.go_button.isEnabled() for row in chooser.rows)


def test_tab_walks_as_one_reads(
    qtbot: QtBot, chooser: Chooser, desk: CatalogDesk, here: list[LocalModel]
) -> None:
    here.append(MINE)
    chooser.refresh()
    chooser.activateWindow()
    chooser.pictures_box.setFocus()
    rows = [row.go_button for row in chooser.rows]
    for button in (chooser.pictures_box, *rows, chooser.find_button, chooser.close_button):
        assert chooser.focusWidget() is button
        qtbot.keyClick(button, Qt.Key.Key_Tab)


def test_the_hub_can_be_searched_instead(qtbot: QtBot, chooser: Chooser) -> None:
    with qtbot.waitSignal(chooser.find_requested):
        chooser.find_button.click()


def test_every_control_has_a_name(chooser: Chooser, here: list[LocalModel]) -> None:
    here.append(MINE)
    chooser.refresh()
    boxes, buttons = chooser.findChildren(QComboBox), chooser.findChildren(QAbstractButton)
    assert boxes
    assert len(buttons) > 1
    for box in boxes:
        assert box.accessibleName()
    for button in buttons:
        assert button.accessibleName() or button.text()
