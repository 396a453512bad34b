"""A model card: folded, unfolded piece by piece, never longer than the window can bear."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from desktop_app.ui.models.card_view import FOLDED, LONGEST, CardView
from desktop_app.ui.theme import Theme

SECTION = (
    "## Part {n}\n\nSome *words* with `code`.\n\n- one\n- two\n\n```python\nprint({n})\n```\n\n"
)


def long_card(sections: int) -> str:
    return "".join(SECTION.format(n=number) for number in range(sections)).rstrip()


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[CardView]:
    view = CardView(Theme("light"))
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(view)
    area.resize(620, 400)
    area.show()
    yield view
    area.close()


def shown(view: CardView) -> str:
    return "\n".join(block.plain_text() for block in view.column.views)


def test_a_short_card_is_shown_whole(view: CardView) -> None:
    view.show_card("# Title\n\nWords.")
    assert shown(view) == "Title\nWords."
    assert not view.more_button.isVisible()
    assert not view.rest.isVisible()


def test_a_long_card_is_unfolded_piece_by_piece(qtbot: QtBot, view: CardView) -> None:
    card = long_card(60)
    view.show_card(card)
    assert len(view.text) <= FOLDED
    assert "Part 59" not in shown(view)
    folded = view.column.height()
    view.more_button.click()
    qtbot.waitUntil(lambda: view.text == card)
    parts = [line for line in shown(view).splitlines() if line.startswith("Part")]
    assert parts == [f"Part {number}" for number in range(60)]
    assert view.column.height() > 2 * folded
    assert not view.rest.isVisible()
    view.more_button.click()
    assert len(view.text) <= FOLDED
    assert view.column.height() == folded


def test_another_card_ends_the_one_that_is_being_unfolded(qtbot: QtBot, view: CardView) -> None:
    view.show_card(long_card(60))
    view.more_button.click()
    view.show_card("Another.")
    qtbot.waitUntil(lambda: not view._writing.isActive())
    assert shown(view) == "Another."


def test_a_card_without_end_ends(qtbot: QtBot, view: CardView) -> None:
    view.show_card(("word " * 300 + "\n\n") * 100)
    view.more_button.click()
    qtbot.waitUntil(lambda: not view._writing.isActive())
    assert LONGEST // 2 < len(view.text) <= LONGEST
    assert view.rest.isVisible()
