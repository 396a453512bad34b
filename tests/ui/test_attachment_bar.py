"""The chips above the text: what they say, and the keyboard's way through them."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.attachment import Attachment, Film, Frame
from desktop_app.core.events import Segment
from desktop_app.core.picture import Picture
from desktop_app.ui.attachment_bar import AttachmentBar
from desktop_app.ui.attachment_chip import AttachmentChip
from desktop_app.ui.gallery import Gallery
from desktop_app.ui.theme import Theme
from tests.ui.picture_script import picture
from tests.ui.settled import settle

FILM = Film(
    "holiday.mp4",
    90.0,
    10.0,
    75.0,
    (Frame(10.0, picture("one")), Frame(40.0, picture("two"))),
    (Segment(11.0, 12.0, "Hello"),),
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(600, 200)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def bar(window: QWidget) -> AttachmentBar:
    bar = AttachmentBar(Theme("light"), window)
    bar.setGeometry(0, 0, 600, 100)
    window.show()
    return bar


def chips(bar: AttachmentBar) -> list[AttachmentChip]:
    return list(bar.chips().values())


def test_empty_it_takes_no_room(bar: AttachmentBar) -> None:
    assert not bar.isVisible()
    bar.set_obstacle("This cannot be seen.", "Help")
    assert not bar.isVisible()
    assert not bar.blocked


def test_what_a_chip_says(bar: AttachmentBar) -> None:
    bar.add(1, "white board.jpg")
    (chip,) = chips(bar)
    assert chip.accessibleName() == "white board.jpg, being prepared…"
    bar.fulfil(1, picture("white board.jpg"))
    assert chip.accessibleName() == "white board.jpg, 1600 × 1067"
    bar.set_tokens({picture("white board.jpg").hash: 1256})
    assert chip.accessibleName() == "white board.jpg, 1600 × 1067 · 1,256 tokens"
    assert chip.remove_button.accessibleName() == "Remove white board.jpg"
    assert chip.accessibleDescription() == "Enter opens it, Delete removes it"
    assert chip.isVisible()


def test_a_film_costs_what_all_its_pictures_do(bar: AttachmentBar) -> None:
    bar.add(1, FILM.name, FILM)
    (chip,) = chips(bar)
    assert chip.facts() == "1:05 · pictures: 2"
    bar.set_tokens({picture("one").hash: 100})
    assert chip.facts() == "1:05 · pictures: 2"
    bar.set_tokens({picture("one").hash: 100, picture("two").hash: 100})
    assert chip.facts() == "1:05 · pictures: 2 · 200 tokens"


def test_a_film_of_which_only_the_words_are_wanted(bar: AttachmentBar) -> None:
    bar.add(1, FILM.name, replace(FILM, frames=()))
    assert chips(bar)[0].facts() == "1:05 · words alone"


def test_a_picture_without_a_name(bar: AttachmentBar) -> None:
    bar.add(1, "", Picture("0" * 64, ".png", 1, 1))
    assert chips(bar)[0].accessibleName() == "Picture, 1 × 1"


def test_the_order_is_that_in_which_they_came(bar: AttachmentBar) -> None:
    bar.add(1, "slow")
    bar.add(2, "quick", picture("quick"))
    assert bar.making
    assert bar.attachments() == (picture("quick"),)
    bar.fulfil(1, picture("slow"))
    assert not bar.making
    assert bar.attachments() == (picture("slow"), picture("quick"))
    bar.fulfil(7, picture("unknown"))
    bar.drop(7)
    assert len(chips(bar)) == 2


def test_another_draft_takes_the_place_of_this_one(bar: AttachmentBar) -> None:
    bar.add(1, "a")
    bar.set_attachments([picture("b"), FILM])
    assert bar.attachments() == (picture("b"), FILM)
    assert [chip.name() for chip in chips(bar)] == ["b", "holiday.mp4"]
    bar.fulfil(1, picture("a"))
    assert bar.attachments() == (picture("b"), FILM)
    bar.set_attachments([])
    assert not bar.isVisible()


class TestKeys:
    @pytest.fixture
    def removed(self, bar: AttachmentBar) -> list[Attachment | None]:
        removed: list[Attachment | None] = []
        bar.removed.connect(lambda _, attachment: removed.append(attachment))
        return removed

    @pytest.fixture
    def three(self, qtbot: QtBot, bar: AttachmentBar, window: QWidget) -> list[AttachmentChip]:
        bar.set_attachments([picture(name) for name in "abc"])
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return chips(bar)

    def test_delete_removes_and_goes_to_the_next(
        self, qtbot: QtBot, bar: AttachmentBar, three: list[AttachmentChip], removed: list
    ) -> None:
        three[1].setFocus()
        qtbot.keyClick(three[1], Qt.Key.Key_Delete)
        assert removed == [picture("b")]
        assert three[2].hasFocus()
        qtbot.keyClick(three[2], Qt.Key.Key_Delete)
        assert three[0].hasFocus()
        assert bar.attachments() == (picture("a"),)

    def test_tab_goes_from_chip_to_chip(
        self, qtbot: QtBot, bar: AttachmentBar, three: list[AttachmentChip]
    ) -> None:
        three[0].setFocus()
        for chip in three[1:]:
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            assert chip.hasFocus()

    @pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
    def test_enter_and_space_open(
        self, qtbot: QtBot, bar: AttachmentBar, three: list[AttachmentChip], key: Qt.Key
    ) -> None:
        opened: list[Attachment] = []
        bar.opened.connect(opened.append)
        qtbot.keyClick(three[1], key)
        assert opened == [picture("b")]

    def test_the_pointer_removes_and_opens(
        self, qtbot: QtBot, bar: AttachmentBar, three: list[AttachmentChip], removed: list
    ) -> None:
        opened: list[Attachment] = []
        bar.opened.connect(opened.append)
        qtbot.mouseClick(three[0], Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
        qtbot.mouseClick(three[1].remove_button, Qt.MouseButton.LeftButton)
        assert (opened, removed) == ([picture("a")], [picture("b")])

    def test_what_is_not_made_cannot_be_opened(self, qtbot: QtBot, bar: AttachmentBar) -> None:
        opened: list[Attachment] = []
        bar.opened.connect(opened.append)
        bar.add(1, "a")
        chips(bar)[0].click()
        assert opened == []


class TestMany:
    @pytest.fixture
    def area(self, bar: AttachmentBar) -> QScrollArea:
        bar.set_attachments([picture(f"picture number {n}.png") for n in range(20)])
        area = bar.findChild(QScrollArea)
        assert area is not None
        settle()
        return area

    def test_they_stay_in_one_row(self, bar: AttachmentBar, area: QScrollArea) -> None:
        high = chips(bar)[0].height()
        assert area.horizontalScrollBar().maximum() > 0
        assert high < bar.sizeHint().height() < 1.8 * high
        assert not area.verticalScrollBar().isVisible()

    def test_the_one_with_the_keyboard_is_in_view(
        self, qtbot: QtBot, bar: AttachmentBar, area: QScrollArea, window: QWidget
    ) -> None:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        last = chips(bar)[-1]
        last.setFocus()
        left = last.mapTo(area, QPoint(0, 0)).x()
        assert 0 <= left <= area.width() - last.width()

    def test_the_last_one_stays_in_view_when_it_grows(
        self, bar: AttachmentBar, area: QScrollArea
    ) -> None:
        bar.add(1, "x")
        settle()
        before = area.horizontalScrollBar().maximum()
        bar.fulfil(1, picture("a picture with a much longer name.png"))
        settle()
        assert before < area.horizontalScrollBar().maximum() == area.horizontalScrollBar().value()

    def test_who_looks_at_another_one_goes_on_with_it(
        self, bar: AttachmentBar, area: QScrollArea
    ) -> None:
        area.horizontalScrollBar().setValue(200)
        bar.set_tokens({picture(f"picture number {n}.png").hash: 1000 for n in range(20)})
        settle()
        assert area.horizontalScrollBar().value() == 200

    def test_a_wheel_goes_along_them(self, bar: AttachmentBar, area: QScrollArea) -> None:
        none = Qt.KeyboardModifier.NoModifier
        wheel = QWheelEvent(
            QPointF(9, 9),
            QPointF(9, 9),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            none,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(area.viewport(), wheel)
        assert area.horizontalScrollBar().value() == 120


def test_an_obstacle_is_said_with_what_helps(qtbot: QtBot, bar: AttachmentBar) -> None:
    pressed: list[bool] = []
    bar.remedy_requested.connect(lambda: pressed.append(True))
    bar.add(1, "a", picture("a"))
    bar.set_obstacle("This model cannot see.", "Choose another…")
    assert bar.blocked
    button = bar._obstacle.button
    assert button.isVisible()
    assert button.accessibleName() == "Choose another…"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == [True]
    bar.set_obstacle("It hears the film alone.", blocks=False)
    assert not bar.blocked
    assert not button.isVisible()
    bar.set_obstacle("")
    assert not bar._obstacle.isVisible()


@pytest.mark.parametrize("size", [(300, 200), (60, 400), (1, 900), (30, 20)])
def test_the_small_picture_is_its_middle(
    qtbot: QtBot, bar: AttachmentBar, tmp_path: Path, size: tuple[int, int]
) -> None:
    file = Picture("1" * 64, ".png", *size, "stripes.png")
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    assert image.save(str(tmp_path / file.file_name))
    gallery = Gallery(lambda picture: tmp_path / picture.file_name)
    bar.set_gallery(gallery)
    bar.add(1, file.name, file)
    (chip,) = chips(bar)
    chip.grab()
    with qtbot.waitSignal(gallery.arrived):
        pass
    shown = chip.grab().toImage()
    x = round(24 * chip.devicePixelRatioF())
    assert shown.pixelColor(x, shown.height() // 2) == QColor("blue")


def test_a_white_page_has_an_edge(qtbot: QtBot, bar: AttachmentBar, tmp_path: Path) -> None:
    theme = Theme("light")
    file = Picture("2" * 64, ".png", 90, 90, "page.png")
    image = QImage(90, 90, QImage.Format.Format_RGB32)
    image.fill(theme.color("surface"))
    assert image.save(str(tmp_path / file.file_name))
    gallery = Gallery(lambda picture: tmp_path / picture.file_name)
    bar.set_gallery(gallery)
    bar.add(1, file.name, file)
    (chip,) = chips(bar)
    chip.grab()
    with qtbot.waitSignal(gallery.arrived):
        pass
    shown = chip.grab().toImage()
    row = [shown.pixelColor(x, shown.height() // 2).name() for x in range(12)]
    assert row.count(theme.color("line").name()) == 2  # Of the card, and of the page in it.
