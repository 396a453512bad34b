"""Formulas in the blocks of a reply."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from desktop_app.core.markdown import parse
from desktop_app.ui.blocks.code import CodeBlock
from desktop_app.ui.blocks.column import BlockColumn
from desktop_app.ui.blocks.equation import EquationBlock
from desktop_app.ui.blocks.formula_text import OBJECT
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.theme import Theme
from desktop_app.ui.typesetter import Typesetter
from tests.ui.formula_script import BoxEngine
from tests.ui.settled import settle


@pytest.fixture
def column(qtbot: QtBot) -> Iterator[BlockColumn]:
    thread = EngineThread(BoxEngine)
    column = BlockColumn(Theme("light"), None, Typesetter(thread))
    qtbot.addWidget(column)
    yield column
    assert thread.shut_down(5000)


def show(column: BlockColumn, text: str, width: int = 600) -> None:
    column.show_blocks(parse(text))
    column.resize(width, column.place(width))
    column.show()


def words(column: BlockColumn, number: int = 0) -> str:
    return column.texts()[number].toPlainText()


def objects(column: BlockColumn) -> int:
    # Not toPlainText(): that writes an object as a space.
    return sum(
        block.text().count(OBJECT)
        for text in column.texts()
        for block in _blocks(text.document().begin())
    )


def _blocks(block: object) -> Iterator[object]:
    while block.isValid():  # type: ignore[attr-defined]
        yield block
        block = block.next()  # type: ignore[attr-defined]


def test_it_is_text_until_it_is_set(column: BlockColumn, qtbot: QtBot) -> None:
    show(column, "so $x$ and $y$ is")
    assert words(column) == "so $x$ and $y$ is"
    qtbot.waitUntil(lambda: objects(column) == 2)
    column.selection.select_all()
    assert column.selection.text() == "so $x$ and $y$ is"
    assert column.views[0].plain_text() == "so $x$ and $y$ is"
    assert column.texts()[0].accessibleDescription() == "so $x$ and $y$ is"


def test_one_that_cannot_be_drawn_is_like_code_and_says_why(
    column: BlockColumn, qtbot: QtBot
) -> None:
    show(column, "so $\\bad$ is\n\n$$\\bad$$")
    qtbot.waitUntil(lambda: column.findChild(CodeBlock) is not None)
    card = column.findChild(CodeBlock)
    assert isinstance(card, CodeBlock)
    assert card.plain_text() == "$$\\bad$$"
    assert "\\bad" in card.toolTip()
    formats = column.texts()[0].document().begin().textFormats()
    assert any("\\bad" in part.format.toolTip() for part in formats)
    column.place(600)
    assert len(column.texts()) == 2


def test_a_line_of_its_own(column: BlockColumn, qtbot: QtBot) -> None:
    show(column, "above\n\n$$\nx\n$$\n\nbelow")
    block = column.views[1]
    assert isinstance(block, EquationBlock)
    assert block.texts()[0].accessibleName() == "Formula: $$\nx\n$$"
    with qtbot.waitSignal(column.height_changed):
        pass
    qtbot.waitUntil(lambda: objects(column) == 1)
    column.selection.select_all()
    assert column.selection.text() == "above\n\n$$\nx\n$$\n\nbelow"


def test_in_a_table_and_copied_from_there(column: BlockColumn, qtbot: QtBot) -> None:
    show(column, "| a |\n|---|\n| $x$ |")
    qtbot.waitUntil(lambda: objects(column) == 1)
    column.selection.select_all()
    assert column.selection.text() == "a\n$x$"


def test_the_colour_of_the_words(column: BlockColumn, qtbot: QtBot) -> None:
    show(column, "$x$")
    qtbot.waitUntil(lambda: objects(column) == 1)
    dark = Theme("dark")
    for theme in (Theme("light"), dark):
        column.set_theme(theme)
        column.place(600)
        image = column.texts()[0].grab().toImage()
        colors = {
            image.pixelColor(x, y).name()
            for x in range(min(40, image.width()))
            for y in range(image.height())
        }
        assert QColor(theme.color("text")).name() in colors


def test_while_it_is_written(column: BlockColumn, qtbot: QtBot) -> None:
    text = "so $x$ is and $y$ too"
    for end in range(len(text) + 1):
        column.show_blocks(parse(text[:end]))
        column.place(600)
    qtbot.waitUntil(lambda: objects(column) == 2)
    column.show_blocks(parse(text + " **more**"))
    assert objects(column) == 2
    assert column.views[0].plain_text().endswith("too more")


def test_many_times_wider_than_the_window_it_scrolls(column: BlockColumn, qtbot: QtBot) -> None:
    show(column, "$$x$$", width=20)
    qtbot.waitUntil(lambda: objects(column) == 1)
    column.place(20)
    assert column.texts()[0].horizontalScrollBar().maximum() > 0


def test_without_anyone_to_set_it_it_stays_text(qtbot: QtBot) -> None:
    column = BlockColumn(Theme("light"))
    qtbot.addWidget(column)
    show(column, "so $x$\n\n$$y$$")
    assert words(column) == "so $x$"
    assert words(column, 1) == "$$y$$"
    settle()
    assert objects(column) == 0


def test_a_selected_one_can_still_be_read(column: BlockColumn, qtbot: QtBot) -> None:
    show(column, "$x$")
    qtbot.waitUntil(lambda: objects(column) == 1)
    column.selection.select_all()
    image = column.texts()[0].grab().toImage()
    shown = {image.pixelColor(x, y).name() for x in range(30) for y in range(image.height())}
    assert Theme("light").color("text").name() in shown
