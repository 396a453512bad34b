"""Tables on the screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextTable
from pytestqt.qtbot import QtBot

from desktop_app.core.markdown import Table, parse
from desktop_app.ui.blocks.table import TableBlock, fitted
from desktop_app.ui.blocks.text_view import TextView
from desktop_app.ui.theme import Theme

HEAD = "| Name | Value |\n|---|--:|\n"


def table_of(text: str) -> Table:
    (table,) = parse(text)
    assert isinstance(table, Table)
    return table


@pytest.fixture
def block(qtbot: QtBot) -> TableBlock:
    block = TableBlock(Theme("light"))
    qtbot.addWidget(block)
    return block


def cells(block: TableBlock) -> list[list[str]]:
    view = block.findChild(TextView)
    assert isinstance(view, TextView)
    (grid,) = [
        frame
        for frame in view.document().rootFrame().childFrames()
        if isinstance(frame, QTextTable)
    ]
    return [
        [
            grid.cellAt(row, column).firstCursorPosition().block().text()
            for column in range(grid.columns())
        ]
        for row in range(grid.rows())
    ]


def test_cells_stand_where_they_belong(block: TableBlock) -> None:
    block.set_table(table_of(HEAD + "| a | 1 |\n| b |\n"))
    assert cells(block) == [["Name", "Value"], ["a", "1"], ["b", ""]]
    assert block.plain_text() == "Name\tValue\na\t1\nb\t"


def test_rows_arrive_and_change(block: TableBlock) -> None:
    text = HEAD + "| alpha | 1 |\n| beta | 2"
    for end in range(len(HEAD), len(text) + 1):
        block.set_table(table_of(text[:end]))
        block.place(400)
    assert cells(block) == [["Name", "Value"], ["alpha", "1"], ["beta", "2"]]


def test_another_table_takes_the_place(block: TableBlock) -> None:
    block.set_table(table_of(HEAD + "| a | 1 |\n"))
    block.set_table(table_of("| x | y | z |\n|---|---|---|\n| 1 | 2 | 3 |\n"))
    assert cells(block) == [["x", "y", "z"], ["1", "2", "3"]]


def test_more_rows_are_higher(block: TableBlock) -> None:
    block.set_table(table_of(HEAD + "| a | 1 |\n"))
    low = block.place(500)
    block.set_table(table_of(HEAD + "| a | 1 |\n| b | 2 |\n"))
    assert block.place(500) > low


def test_a_wide_table_scrolls(qtbot: QtBot, block: TableBlock) -> None:
    columns = 12
    head = "|".join(["a longer heading"] * columns)
    block.set_table(table_of(f"|{head}|\n|{'---|' * columns}\n"))
    block.resize(300, block.place(300))
    with qtbot.waitExposed(block):
        block.show()
    view = block.findChild(TextView)
    assert isinstance(view, TextView)
    assert view.horizontalScrollBar().maximum() > 0
    assert view.width() == 300


@given(natural=st.lists(st.floats(1, 2000), min_size=1, max_size=12), room=st.floats(10, 2000))
def test_columns_fit_if_they_can(natural: list[float], room: float) -> None:
    widths = fitted(natural, room)
    assert all(width <= own for width, own in zip(widths, natural, strict=True))
    assert all(width >= min(own, 140) for width, own in zip(widths, natural, strict=True))
    floors = sum(min(own, 140) for own in natural)
    assert sum(widths) <= max(room, floors) + 1e-6


ARABIC = "| اسم | عدد |\n|---|---|\n"


def test_columns_stand_as_their_heads_are_read(block: TableBlock) -> None:
    text = ARABIC + "| تفاح | 3 |\n| موز | 5"
    for end in range(len(ARABIC), len(text) + 1):
        block.set_table(table_of(text[:end]))
        block.place(600)
    assert cells(block) == [["عدد", "اسم"], ["3", "تفاح"], ["5", "موز"]]
    assert block.plain_text() == "اسم\tعدد\nتفاح\t3\nموز\t5"
    view = block.findChild(TextView)
    assert isinstance(view, TextView)
    assert view.geometry().right() == 600 - 1
    block.set_table(table_of(HEAD + "| a | 1 |"))
    block.place(600)
    assert cells(block) == [["Name", "Value"], ["a", "1"]]
    assert view.x() == 0


def test_a_table_without_words_stands_as_the_window_does(block: TableBlock) -> None:
    numbers = "| 1 | 2 |\n|---|---|\n| 3 | 4 |"
    block.set_table(table_of(numbers))
    assert cells(block) == [["1", "2"], ["3", "4"]]
    block.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    block.set_table(table_of(numbers + "\n| 5 | 6 |"))
    block.set_table(table_of("| 0 | 2 |\n|---|---|\n| 3 | 4 |"))
    assert cells(block) == [["2", "0"], ["4", "3"]]
