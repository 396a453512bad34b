"""A check box is seen whether it is ticked or not, in both themes."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.switch import Switch
from desktop_app.ui.theme import Theme


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(request.param)
    before = qapp.palette()
    theme.apply(qapp)
    yield theme
    qapp.setStyleSheet("")
    qapp.setPalette(before)


@pytest.fixture
def switch(qtbot: QtBot, theme: Theme) -> Switch:
    page = QWidget()
    page.setObjectName("settingsPage")
    switch = Switch(theme)
    other = QWidget()
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    column = QVBoxLayout(page)
    column.addWidget(other)
    column.addWidget(switch)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    other.setFocus()
    switch.page, switch.other = page, other  # They live as long as the switch.
    return switch


def inks(switch: Switch) -> Counter[str]:
    """How many pixels have which colour."""
    image = switch.grab().toImage()
    return Counter(
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    )


def test_an_unticked_box_has_an_edge_like_text(theme: Theme, switch: Switch) -> None:
    found = inks(switch)
    assert found[theme.color("text_second").name()] >= 4 * 8
    assert found[theme.color("accent").name()] == 0


def test_a_ticked_one_is_filled_and_has_a_tick(theme: Theme, switch: Switch) -> None:
    switch.setChecked(True)
    found = inks(switch)
    assert found[theme.color("accent").name()] >= 100
    assert found[theme.color("accent_on").name()] >= 1  # Most of a thin stroke is blended.


@pytest.mark.parametrize(("checked", "ring"), [(False, "accent"), (True, "text")])
def test_the_keyboard_is_seen(theme: Theme, switch: Switch, checked: bool, ring: str) -> None:
    switch.setChecked(checked)
    before = inks(switch)
    switch.setFocus(Qt.FocusReason.TabFocusReason)
    assert inks(switch)[theme.color(ring).name()] >= before[theme.color(ring).name()] + 4 * 8


def test_the_ring_leaves_the_box_where_it_is(theme: Theme, switch: Switch) -> None:
    before = switch.sizeHint()
    switch.setFocus(Qt.FocusReason.TabFocusReason)
    assert switch.sizeHint() == before
