"""The field over the list of conversations, and what takes the list's place."""

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.chat_query import ChatQuery, Filters
from desktop_app.core.chat_search import Hit, TakenIn
from desktop_app.core.errors import Problem
from desktop_app.ui.conversation_list import ConversationList
from desktop_app.ui.search.finder import Finder
from desktop_app.ui.search.hit_model import HitModel, HitRole, day_words
from desktop_app.ui.theme import Theme
from tests.ui.search.script import ALL, hit


@pytest.fixture
def finder(qtbot: QtBot, qapp: QApplication) -> Finder:
    theme = Theme("light")
    finder = Finder(theme, ConversationList(theme))
    finder.resize(240, 500)
    qtbot.addWidget(finder)
    finder.show()
    qtbot.waitExposed(finder)
    return finder


def wanted(finder: Finder) -> list[ChatQuery]:
    queries: list[ChatQuery] = []
    finder.wanted.connect(queries.append)
    return queries


def test_results_take_the_place_of_the_list_while_there_are_words(
    qtbot: QtBot, finder: Finder
) -> None:
    queries = wanted(finder)
    qtbot.keyClicks(finder.field, "ab")
    assert finder.searching
    assert queries == [ChatQuery(("a",)), ChatQuery(("ab",))]
    finder.view.list.hits.show_hits([hit("one")])
    qtbot.keyClick(finder.field, Qt.Key.Key_Escape)
    assert not finder.searching
    assert queries[-1].is_empty
    assert finder.view.list.hits.rowCount() == 0


def test_escape_leads_back(qtbot: QtBot, finder: Finder) -> None:
    left: list[bool] = []
    finder.left.connect(lambda: left.append(True))
    qtbot.keyClicks(finder.field, "ab")
    finder.view.list.hits.show_hits([hit("one")])
    qtbot.keyClick(finder.field, Qt.Key.Key_Down)
    qtbot.keyClick(finder.view.list, Qt.Key.Key_Escape)
    assert left == [True]
    assert finder.field.text() == ""


def test_filters_narrow_what_was_typed(qtbot: QtBot, finder: Finder) -> None:
    queries = wanted(finder)
    qtbot.keyClicks(finder.field, "ab")
    view = finder.view
    view.set_models(("Qwen 3", "Gemma"))
    view.model.setCurrentIndex(2)
    view.pictures.click()
    view.days.setCurrentIndex(2)
    week = date.today() - timedelta(days=6)
    after = datetime(week.year, week.month, week.day).timestamp()
    assert queries[-1] == ChatQuery(("ab",), Filters(after=after, model="gemma", pictures=True))
    finder.field.setText("ab model:other before:2020")
    filters = queries[-1].filters
    assert (filters.model, filters.after, filters.before > 0) == ("other", 0.0, True)
    finder.end()
    finder.field.setText("ab")
    assert queries[-1] == ChatQuery(("ab",))


def test_a_chosen_model_stays_when_others_come(finder: Finder) -> None:
    view = finder.view
    view.set_models(("Gemma", "Qwen"))
    view.model.setCurrentText("Qwen")
    queries = wanted(finder)
    view.set_models(("Alpha", "Gemma", "Qwen"))
    assert view.model.currentText() == "Qwen"
    assert queries == []


def test_the_keyboard_goes_through_the_results(qtbot: QtBot, finder: Finder) -> None:
    opened: list[Hit] = []
    finder.opened.connect(opened.append)
    hits = [hit(f"title {n}", "words", message=f"m{n}") for n in range(3)]
    qtbot.keyClicks(finder.field, "ab")
    finder.view.list.hits.show_hits(hits)
    qtbot.keyClick(finder.field, Qt.Key.Key_Down)
    assert finder.view.list.hasFocus()
    qtbot.keyClick(finder.view.list, Qt.Key.Key_Down)
    assert opened == []
    qtbot.keyClick(finder.view.list, Qt.Key.Key_Return)
    assert opened == [hits[1]]
    qtbot.keyClick(finder.view.list, Qt.Key.Key_Up)
    qtbot.keyClick(finder.view.list, Qt.Key.Key_Up)
    assert finder.field.hasFocus()


def test_enter_opens_the_first_one(qtbot: QtBot, finder: Finder) -> None:
    opened: list[Hit] = []
    finder.opened.connect(opened.append)
    qtbot.keyClicks(finder.field, "ab")
    again: list[bool] = []
    finder.asked_again.connect(lambda: again.append(True))
    qtbot.keyClick(finder.field, Qt.Key.Key_Return)
    assert opened == []
    assert again == [True]
    finder.view.list.hits.show_hits([hit("one"), hit("two")])
    qtbot.keyClick(finder.field, Qt.Key.Key_Return)
    assert opened == [hit("one")]


def test_a_click_opens_once(qtbot: QtBot, finder: Finder) -> None:
    opened: list[Hit] = []
    finder.opened.connect(opened.append)
    qtbot.keyClicks(finder.field, "ab")
    hits = finder.view.list
    hits.hits.show_hits([hit("one"), hit("two")])
    place = hits.visualRect(hits.hits.index(1)).center()
    qtbot.mouseClick(hits.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == [hit("two")]


def test_the_state_is_said(finder: Finder) -> None:
    view = finder.view
    view.show_state(False, None, ALL)
    assert view.status.text() == "Nothing was found."
    view.show_state(False, None, TakenIn(1200, 3000))
    assert view.status.text() == (
        "Nothing was found. Still indexing: 1,200 of 3,000 conversations have been searched."
    )
    view.list.hits.show_hits([hit("one")])
    view.show_state(False, None, ALL)
    assert view.status.isHidden()
    view.show_state(False, Problem("search.failed"), ALL)
    assert view.status.text().startswith("Your conversations could not be searched.")


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_a_hit_is_painted_on_a_ground_of_its_own(qtbot: QtBot, choice: str) -> None:
    theme = Theme(choice)
    finder = Finder(theme, ConversationList(theme))
    qtbot.addWidget(finder)
    finder.resize(240, 400)
    finder.field.setText("wor")
    marked = hit("no title", "words and words", message="m")
    finder.show()
    pictures = []
    for ranges in (((0, 3),), ()):
        text = type(marked.text)(marked.text.text, ranges)
        finder.view.list.hits.show_hits([Hit("c", marked.title, 1e9, "m", text)])
        pictures.append(finder.view.list.viewport().grab().toImage())
    assert pictures[0] != pictures[1]


def test_what_is_read_aloud_says_all() -> None:
    model = HitModel()
    model.show_hits([hit("A title", "some words", message="m")])
    index = model.index(0)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"A title, some words, {index.data(HitRole.DAY)}"
    assert index.data(HitRole.DAY)


@pytest.mark.parametrize("seconds", [0.0, -1.0, 1e300])
def test_a_time_that_never_was_has_no_words(seconds: float) -> None:
    assert day_words(seconds) == ""
