from collections import Counter

from pytestqt.qtbot import QtBot

from desktop_app.core.markdown import parse
from desktop_app.ui.blocks.column import MOST_EQUATIONS, BlockColumn
from desktop_app.ui.blocks.equation import EquationBlock
from desktop_app.ui.theme import Theme


def shown(column: BlockColumn) -> str:
    return "\n".join(text.toPlainText() for text in column.texts())


def test_of_thousands_of_formulas_only_the_first_have_a_view_each(qtbot: QtBot) -> None:
    column = BlockColumn(Theme("light"))
    qtbot.addWidget(column)
    count = 30 * MOST_EQUATIONS
    column.show_blocks(parse("".join(f"$$x_{number}$$\n\n" for number in range(count))))
    column.place(600)
    kinds = Counter(type(view) for view in column.views)
    assert kinds[EquationBlock] == MOST_EQUATIONS
    assert len(column.views) < 2 * MOST_EQUATIONS
    words = shown(column)
    assert [words.count(f"$$x_{number}$$") for number in (0, MOST_EQUATIONS, count - 1)] == [1] * 3


def test_what_stands_in_prose_stays_there_while_the_reply_grows(qtbot: QtBot) -> None:
    column = BlockColumn(Theme("light"))
    qtbot.addWidget(column)
    blocks = parse("$$x$$\n\n" * (MOST_EQUATIONS + 2))
    column.show_blocks(blocks)
    views = list(column.views)
    column.show_blocks([*blocks, *parse("And so on.\n\n$$y$$")], keep=len(blocks))
    assert list(column.views[: len(views)]) == views
    assert shown(column).endswith("And so on.\n$$y$$")
