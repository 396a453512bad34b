"""A selection that runs through the texts of a message, by hand and by keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.core.markdown import parse
from desktop_app.ui.blocks.column import BlockColumn
from desktop_app.ui.blocks.table import TableBlock
from desktop_app.ui.blocks.text_view import TextView
from desktop_app.ui.theme import Theme

TEXT = "First words.\n\n```python\ncode = 1\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nLast words."
WHOLE = "First words.\n\ncode = 1\n\na\tb\n1\t2\n\nLast words."


@pytest.fixture
def column(qtbot: QtBot) -> BlockColumn:
    column = BlockColumn(Theme("light"))
    qtbot.addWidget(column)
    column.show_blocks(parse(TEXT))
    column.resize(600, column.place(600))
    column.show()
    return column


def drag(start: TextView, end: TextView, last: QPoint) -> None:
    QTest.mousePress(start.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(1, 5))
    place = start.viewport().mapFromGlobal(end.viewport().mapToGlobal(last))
    QTest.mouseMove(start.viewport(), place)
    QTest.mouseRelease(start.viewport(), Qt.MouseButton.LeftButton, pos=place)


def chosen(column: BlockColumn) -> list[str]:
    return [text.textCursor().selectedText() for text in column.texts()]


def press(view: TextView, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    both = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        both |= modifier
    QTest.keyClick(view, key, both)


SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def test_ctrl_a_and_ctrl_c_take_all_of_the_message(column: BlockColumn) -> None:
    view = column.texts()[-1]
    press(view, Qt.Key.Key_A, CONTROL)
    assert column.selection.runs_on
    press(view, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == WHOLE


def test_a_drag_over_the_blocks(column: BlockColumn) -> None:
    texts = column.texts()
    drag(texts[0], texts[-1], QPoint(texts[-1].width(), 5))
    assert column.selection.text() == WHOLE
    assert texts[0].createMimeDataFromSelection().text() == WHOLE


def test_a_drag_upwards(column: BlockColumn) -> None:
    texts = column.texts()
    QTest.mousePress(
        texts[-1].viewport(), Qt.MouseButton.LeftButton, pos=QPoint(texts[-1].width() - 1, 5)
    )
    place = texts[-1].viewport().mapFromGlobal(texts[1].viewport().mapToGlobal(QPoint(0, 2)))
    QTest.mouseMove(texts[-1].viewport(), place)
    assert chosen(column)[0] == ""
    assert column.selection.text() == WHOLE.partition("\n\n")[2]


def test_a_drag_back_into_the_first_leaves_the_others(column: BlockColumn) -> None:
    texts = column.texts()
    QTest.mousePress(texts[0].viewport(), Qt.MouseButton.LeftButton, pos=QPoint(1, 5))
    far = texts[0].viewport().mapFromGlobal(texts[-1].viewport().mapToGlobal(QPoint(50, 5)))
    QTest.mouseMove(texts[0].viewport(), far)
    assert column.selection.runs_on
    QTest.mouseMove(texts[0].viewport(), QPoint(60, 5))
    assert not column.selection.runs_on
    assert chosen(column)[1:] == ["", "", ""]
    assert texts[0].textCursor().hasSelection()


def test_a_press_elsewhere_begins_anew(column: BlockColumn) -> None:
    texts = column.texts()
    column.selection.select_all()
    QTest.mouseClick(texts[1].viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert chosen(column) == ["", "", "", ""]


def test_shift_and_a_press_extend_to_there(column: BlockColumn) -> None:
    texts = column.texts()
    QTest.mouseClick(texts[0].viewport(), Qt.MouseButton.LeftButton, pos=QPoint(1, 5))
    end = QPoint(texts[-1].width() - 1, 5)
    QTest.mouseClick(texts[-1].viewport(), Qt.MouseButton.LeftButton, SHIFT, end)
    assert column.selection.text() == WHOLE


def test_shift_and_the_keys_of_the_cursor(column: BlockColumn) -> None:
    texts = column.texts()
    for _ in range(5):
        press(texts[0], Qt.Key.Key_Right, SHIFT)
    assert column.selection.text() == "First"
    press(texts[0], Qt.Key.Key_Left, SHIFT)
    assert column.selection.text() == "Firs"
    press(texts[0], Qt.Key.Key_End, SHIFT)
    assert column.selection.text() == "First words."
    press(texts[0], Qt.Key.Key_Right, SHIFT)
    press(texts[0], Qt.Key.Key_Right, SHIFT, CONTROL)
    assert column.selection.text().startswith("First words.\n\ncode")
    for _ in range(3):
        press(texts[0], Qt.Key.Key_Up, SHIFT)
    assert "code" not in column.selection.text()


def test_other_keys_are_the_transcripts(column: BlockColumn) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Home):
        press(column.texts()[0], key)
    assert chosen(column) == ["", "", "", ""]


def test_what_is_selected_stays_while_more_is_written(column: BlockColumn) -> None:
    column.selection.select_all()
    before = chosen(column)
    column.show_blocks(parse(TEXT + " And more.\n\n- x"))
    column.place(600)
    assert chosen(column)[:3] == before[:3]


def test_a_table_is_copied_in_three_forms(column: BlockColumn, qtbot: QtBot) -> None:
    table = next(view for view in column.views if isinstance(view, TableBlock))
    table.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "a\tb\n1\t2"
    assert "<td>1</td>" in data.html()
    assert bytes(data.data("text/markdown").data()) == b"| a | b |\n| --- | --- |\n| 1 | 2 |"
    assert bytes(data.data("text/tab-separated-values").data()) == b"a\tb\n1\t2"


def test_cells_that_are_selected_are_cells(column: BlockColumn) -> None:
    view = column.texts()[2]
    view.selectAll()
    assert view.selected_text() == "a\tb\n1\t2"
