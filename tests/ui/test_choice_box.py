"""A box to choose one of several from: what its list shows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.choice_box import ChoiceBox
from desktop_app.ui.theme import Theme
from tests.ui.settled import settle


@pytest.mark.qt_log_ignore(
    r"This plugin does not support (raise\(\)|grabbing the keyboard)", extend=True
)
@pytest.mark.parametrize("count", [1, 4, 10])
def test_the_list_shows_every_row_and_no_arrow_to_scroll(
    qtbot: QtBot, qapp: QApplication, count: int
) -> None:
    theme = Theme("light")
    before = qapp.styleSheet()
    theme.apply(qapp)
    page = QWidget()
    qtbot.addWidget(page)
    box = ChoiceBox(theme)
    QVBoxLayout(page).addWidget(box)
    box.addItems([f"By {number}" for number in range(count)])
    page.show()
    settle()
    box.showPopup()
    view = box.view()
    rows = sum(view.sizeHintForRow(row) for row in range(count))
    try:
        qtbot.waitUntil(lambda: view.viewport().height() == rows)
        popup = view.parentWidget()
        others = popup.findChildren(QWidget, "", Qt.FindChildOption.FindDirectChildrenOnly)
        assert [each for each in others if each.isVisible()] == [view]
    finally:
        box.hidePopup()
        qapp.setStyleSheet(before)
