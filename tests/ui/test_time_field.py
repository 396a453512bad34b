import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.ui.theme import Theme
from desktop_app.ui.time_field import TimeField


@pytest.fixture
def field(qtbot) -> TimeField:
    field = TimeField(Theme("light"), "From")
    qtbot.addWidget(field)
    field.set_seconds(65.04)
    field.show()
    return field


def edits(field: TimeField) -> list[float]:
    seen: list[float] = []
    field.edited.connect(seen.append)
    return seen


def test_what_is_typed_counts_with_enter(field: TimeField) -> None:
    seen = edits(field)
    field.selectAll()
    QTest.keyClicks(field, "1:30")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert seen == [90.0]


def test_what_is_no_time_is_put_back(field: TimeField) -> None:
    seen = edits(field)
    field.setText("soon")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "1:05"
    assert seen == []


def test_leaving_it_alone_keeps_what_the_text_rounds(field: TimeField) -> None:
    seen = edits(field)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert seen == []
    assert field.seconds == 65.04


@pytest.mark.parametrize(
    ("key", "seconds"),
    [
        (Qt.Key.Key_Up, 66.04),
        (Qt.Key.Key_Down, 64.04),
        (Qt.Key.Key_PageUp, 75.04),
        (Qt.Key.Key_PageDown, 55.04),
    ],
)
def test_keys_step(field: TimeField, key: Qt.Key, seconds: float) -> None:
    seen = edits(field)
    QTest.keyClick(field, key)
    assert seen == [pytest.approx(seconds)]


def test_there_is_nothing_before_the_beginning(field: TimeField) -> None:
    field.set_seconds(0.5)
    seen = edits(field)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert seen == [0.0]
