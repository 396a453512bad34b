"""The order of the Tab key, without asking Qt for it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from desktop_app.ui.tab_order import order_tabs, tab_anchor, tab_stops
from tests.conftest import ROOT

SOURCES = sorted((ROOT / "desktop_app").rglob("*.py"))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A field, a place for what comes later, and another field."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for name in ("first", "place", "last"):
        part = QWidget() if name == "place" else QLineEdit()
        part.setObjectName(name)
        column.addWidget(part)
    return window


def part(window: QWidget, name: str) -> QWidget:
    found = window.findChild(QWidget, name)
    assert found is not None
    return found


def test_what_is_made_later_comes_where_it_stands(qtbot: QtBot, window: QWidget) -> None:
    place = part(window, "place")
    anchor = tab_anchor(place)
    QWidget.setTabOrder(part(window, "first"), anchor)
    button = QPushButton("later", place)
    QWidget.setTabOrder(anchor, button)
    window.show()
    window.activateWindow()
    part(window, "first").setFocus()
    order = []
    for _ in range(3):
        here = window.focusWidget()
        order.append(here)
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    assert order == [part(window, "first"), button, part(window, "last")]
    assert window.focusWidget() is part(window, "first")


def test_the_stops_of_a_widget(window: QWidget) -> None:
    assert tab_stops(window) == [part(window, "first"), part(window, "last")]


def test_ordering_makes_nobody_anothers_child(window: QWidget) -> None:
    first, last = part(window, "first"), part(window, "last")
    order_tabs((last, first))
    delete(last)
    assert isValid(first)
    assert isValid(window)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nobody_asks_for_the_focus_chain(path: Path) -> None:
    calls = ("nextInFocusChain(", "previousInFocusChain(")
    assert not any(call in path.read_text(encoding="utf-8") for call in calls)
