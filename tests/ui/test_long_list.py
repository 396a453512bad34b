"""A list with more rows than are laid out at once, as the eye and the keyboard find it."""

import pytest
from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from desktop_app.ui.long_list import BATCH, LongList
from desktop_app.ui.theme import Theme

ROWS = 2 * BATCH + 100


@pytest.fixture
def rows(qapp: QApplication) -> QStringListModel:
    return QStringListModel([str(number) for number in range(ROWS)])


@pytest.fixture
def view(qtbot: QtBot, rows: QStringListModel) -> LongList:
    view = LongList(Theme("light"))
    qtbot.addWidget(view)
    view.setModel(rows)
    view.resize(200, 400)
    view.show()
    qtbot.waitUntil(lambda: has_place(view, ROWS - 1))
    return view


def has_place(view: LongList, row: int) -> bool:
    return view.visualRect(view.model().index(row, 0)).height() > 0


def is_seen(view: LongList, row: int) -> bool:
    area = view.visualRect(view.model().index(row, 0))
    return area.height() > 0 and view.viewport().rect().contains(area)


def test_the_first_rows_do_not_wait_for_the_last(view: LongList) -> None:
    view.doItemsLayout()
    assert view.layoutMode() is QListView.LayoutMode.Batched
    assert has_place(view, BATCH - 2)
    assert not has_place(view, ROWS - 1)


def test_who_is_far_down_stays_there(view: LongList, qtbot: QtBot) -> None:
    view.scrollToBottom()
    value = view.verticalScrollBar().value()
    assert is_seen(view, ROWS - 1)
    view.doItemsLayout()
    assert not view.viewport().updatesEnabled(), "what was seen is seen until it can be again"
    qtbot.waitUntil(lambda: has_place(view, ROWS - 1))
    assert view.verticalScrollBar().value() == value
    assert is_seen(view, ROWS - 1)
    assert view.viewport().updatesEnabled()


def test_rows_that_come_meanwhile_are_laid_out_too(
    view: LongList, rows: QStringListModel, qtbot: QtBot
) -> None:
    view.scrollToBottom()
    value = view.verticalScrollBar().value()
    view.doItemsLayout()
    rows.insertRows(ROWS, 50)
    qtbot.waitUntil(lambda: has_place(view, ROWS + 49))
    assert view.verticalScrollBar().value() == value
    assert view.viewport().updatesEnabled()


def test_rows_that_go_meanwhile_leave_nothing_behind(
    view: LongList, rows: QStringListModel, qtbot: QtBot
) -> None:
    view.scrollToBottom()
    view.doItemsLayout()
    rows.setStringList([])
    qtbot.waitUntil(view.viewport().updatesEnabled)
    assert view.verticalScrollBar().maximum() == 0
    rows.setStringList(["one"])
    qtbot.waitUntil(lambda: is_seen(view, 0))


def test_a_row_that_has_no_place_yet_is_shown_when_it_has(view: LongList, qtbot: QtBot) -> None:
    view.doItemsLayout()
    view.scrollTo(view.model().index(ROWS - 5, 0))
    qtbot.waitUntil(lambda: is_seen(view, ROWS - 5))


def test_a_row_that_is_gone_by_then_is_not_missed(
    view: LongList, rows: QStringListModel, qtbot: QtBot
) -> None:
    view.doItemsLayout()
    view.scrollTo(view.model().index(ROWS - 5, 0))
    rows.removeRows(ROWS - 10, 10)
    qtbot.waitUntil(lambda: has_place(view, ROWS - 11))
    assert view.verticalScrollBar().value() == 0
