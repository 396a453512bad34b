"""The context meter says the same to the eye and to the ear."""

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from desktop_app.ui.context_meter import ContextMeter
from desktop_app.ui.theme import Theme


@pytest.mark.parametrize(
    ("used", "size", "text"),
    [
        (0, 0, "0 %"),
        (1966, 8192, "24 % of 8k"),
        (9000, 8192, "100 % of 8k"),
        (0, 2000, "0 % of 2k"),
    ],
)
def test_it_says_how_full(qtbot: QtBot, used: int, size: int, text: str) -> None:
    meter = ContextMeter(Theme("light"))
    qtbot.addWidget(meter)
    meter.set_context(used, size)
    assert meter.objectName() == "contextMeter"
    assert meter.text() == meter.accessibleName() == text
    if size:
        assert f"{used:,} of {size:,}" in meter.toolTip()


def test_the_bar_is_as_long_as_the_share(qtbot: QtBot) -> None:
    theme = Theme("light")
    meter = ContextMeter(theme)
    qtbot.addWidget(meter)
    meter.show()

    def colors(x: int) -> str:
        image = meter._bar.grab().toImage()
        return image.pixelColor(QPoint(x, 2)).name()

    meter.set_context(50, 100)
    assert colors(16) == theme.color("accent").name()
    assert colors(48) == theme.color("line").name()
    meter.set_context(95, 100)
    assert colors(16) == theme.color("warning").name()
