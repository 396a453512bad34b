"""The list of results: told of in batches, whole in the end, readable and quick."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from desktop_app.core.hub import RepoSummary
from desktop_app.ui.models.result_list import ResultList
from desktop_app.ui.models.result_model import BATCH, ResultModel, day_words, short_number
from desktop_app.ui.theme import Theme
from tests.ui.settled import settle


def found(count: int, first: int = 0) -> tuple[RepoSummary, ...]:
    numbers = range(first, first + count)
    return tuple(RepoSummary(f"maker/model-{n}", n, n, n * 86_400.0) for n in numbers)


@pytest.fixture
def results(qtbot: QtBot) -> ResultList:
    results = ResultList(Theme("light"))
    qtbot.addWidget(results)
    results.resize(320, 500)
    results.show()
    return results


def test_a_view_is_told_of_a_batch_at_a_time(qtbot: QtBot) -> None:
    model = ResultModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.add(found(1000))
    assert (model.rowCount(), len(model)) == (BATCH, 1000)
    assert model.canFetchMore()
    while model.canFetchMore():
        model.fetchMore()
    assert model.rowCount() == 1000
    assert model.index(999).data() == "model-999"
    model.clear()
    assert (model.rowCount(), len(model), model.canFetchMore()) == (0, 0, False)


def test_pieces_follow_each_other_and_nothing_is_there_twice(qtbot: QtBot) -> None:
    model = ResultModel()
    model.add(found(100))
    model.add(found(100, first=90))
    assert (len(model), model.rowCount()) == (190, 190)
    assert [model.index(row).data() for row in (89, 90, 189)] == [
        "model-89",
        "model-90",
        "model-189",
    ]


def test_rows_are_no_parents(qtbot: QtBot) -> None:
    model = ResultModel()
    model.add(found(3))
    parent = model.index(0)
    assert (model.rowCount(parent), model.canFetchMore(parent)) == (0, False)
    assert model.data(QModelIndex()) is None


def test_scrolling_to_the_end_brings_all(results: ResultList) -> None:
    results.found.add(found(BATCH * 3))
    results.setFocus()
    for _ in range(4):
        QTest.keyClick(results, Qt.Key.Key_End)
        settle()
    assert results.found.rowCount() == BATCH * 3
    assert results.currentIndex().row() == BATCH * 3 - 1


def test_enter_and_a_click_open(results: ResultList) -> None:
    opened: list[str] = []
    results.opened.connect(opened.append)
    results.found.add(found(5))
    QTest.keyClick(results, Qt.Key.Key_Return)
    assert opened == [], "nothing is marked yet"
    results.setCurrentIndex(results.found.index(2))
    QTest.keyClick(results, Qt.Key.Key_Return)
    place = results.visualRect(results.found.index(1)).center()
    QTest.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == ["maker/model-2", "maker/model-1"]


def test_what_is_shown_is_marked(results: ResultList) -> None:
    results.found.add(found(5))
    results.mark("maker/model-3")
    assert results.currentIndex().row() == 3
    results.mark("somebody/else")
    assert not results.currentIndex().isValid()


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_rows_are_painted_in_both_directions(
    results: ResultList, direction: Qt.LayoutDirection
) -> None:
    results.setLayoutDirection(direction)
    results.found.add(found(3))
    settle()
    first = results.visualRect(results.found.index(0))
    picture = results.viewport().grab(first).toImage()
    left = picture.copy(0, 0, picture.width() // 2, picture.height())
    right = picture.copy(picture.width() // 2, 0, picture.width() // 2, picture.height())
    inked = left if direction is Qt.LayoutDirection.LeftToRight else right
    empty = right if inked is left else left
    assert len(_colours(inked)) > 3
    assert len(_colours(empty)) <= 2


def _colours(picture: object) -> set[int]:
    return {
        picture.pixel(x, y)  # type: ignore[attr-defined]
        for x in range(4, picture.width() - 4, 2)  # type: ignore[attr-defined]
        for y in range(4, picture.height() - 4, 2)  # type: ignore[attr-defined]
    }


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1k"),
        (1234, "1.2k"),
        (34_567, "35k"),
        (999_960, "1M"),
        (7_615_616_512, "7.6B"),
        (70_000_000_000, "70B"),
    ],
)
def test_numbers_are_short(number: int, words: str) -> None:
    assert short_number(number) == words


def test_a_day_that_nobody_knows_is_left_out() -> None:
    assert day_words(0.0) == ""
    assert day_words(1_760_000_000.0)


def test_what_is_opened_is_marked_also_where_the_keyboard_was_first(results: ResultList) -> None:
    results.found.add(found(2))
    # As Qt does where a list without a mark gets the keyboard.
    results.selectionModel().setCurrentIndex(
        results.found.index(0), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    results.mark("maker/model-0")
    assert [index.row() for index in results.selectedIndexes()] == [0]
    results.mark("maker/elsewhere")
    assert results.selectedIndexes() == []
