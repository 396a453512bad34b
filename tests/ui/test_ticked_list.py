"""The boxes of a list are seen, ticked or not, in every theme."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from desktop_app.ui.theme import Theme
from desktop_app.ui.ticked_list import TickedList
from desktop_app.ui.ticked_model import TickedModel


@pytest.fixture(params=["light", "dark", "contrast"])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(request.param)
    before = qapp.palette()
    theme.apply(qapp)
    yield theme
    qapp.setStyleSheet("")
    qapp.setPalette(before)


@pytest.fixture
def listed(qtbot: QtBot, theme: Theme) -> TickedList:
    view = TickedList(theme)
    qtbot.addWidget(view)
    view.setModel(TickedModel(["one", "two"], {1}, view))
    view.resize(200, 100)
    view.show()
    return view


def box_of(view: TickedList, row: int) -> QRect:
    index = view.model().index(row, 0)
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    option.rect = view.visualRect(index)
    option.index = index
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
    return view.style().subElementRect(part, option, view)


def inks(view: TickedList, row: int) -> Counter[str]:
    """How many pixels of the box have which colour."""
    image = view.viewport().grab(box_of(view, row)).toImage()
    return Counter(
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    )


def test_a_box_has_an_edge_like_text_and_is_filled_when_ticked(
    theme: Theme, listed: TickedList
) -> None:
    empty, ticked = inks(listed, 0), inks(listed, 1)
    assert empty[theme.color("text_second").name()] >= 4 * 6
    assert ticked[theme.color("accent").name()] >= 40
    assert ticked[theme.color("accent_on").name()] >= 1


def test_it_is_ticked_where_it_is_drawn_and_by_the_keyboard(listed: TickedList) -> None:
    model = listed.model()
    assert isinstance(model, TickedModel)
    place = box_of(listed, 0).center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert model.ticked == {0, 1}
    listed.setCurrentIndex(model.index(1, 0))
    QTest.keyClick(listed, Qt.Key.Key_Space)
    assert model.ticked == {0}
