"""Pictures, large: by mouse, by keyboard, and for those who listen."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from desktop_app.ui.picture_viewer import PictureViewer, Sight, viewer_keys
from desktop_app.ui.theme import Theme
from tests.ui.kept import Shelf, missing


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "pictures")


@pytest.fixture
def viewer(qtbot: QtBot) -> PictureViewer:
    viewer = PictureViewer(Theme("light"))
    viewer.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(viewer)
    return viewer


def sights(shelf: Shelf, *colors: str, size: tuple[int, int] = (300, 200)) -> list[Sight]:
    found = []
    for color in colors:
        picture = shelf.picture(color, *size, name=f"{color}.png")
        found.append(Sight(shelf.path(picture), picture.name, *size))
    return found


def opened(qtbot: QtBot, viewer: PictureViewer, shown: list[Sight], number: int = 0) -> None:
    with qtbot.waitExposed(viewer):
        viewer.show_pictures(shown, number)


def middle(viewer: PictureViewer) -> str:
    canvas = viewer.canvas
    return canvas.grab().toImage().pixelColor(canvas.rect().center()).name()


def key(qtbot: QtBot, viewer: PictureViewer, *keys: Qt.Key) -> None:
    for one in keys:
        qtbot.keyClick(viewer.canvas, one)


def button(viewer: PictureViewer, name: str) -> QToolButton:
    (found,) = [b for b in viewer.findChildren(QToolButton) if b.accessibleName() == name]
    return found


def test_a_picture_is_shown_by_its_file_alone(
    qtbot: QtBot, viewer: PictureViewer, shelf: Shelf
) -> None:
    with qtbot.waitExposed(viewer):
        viewer.show_picture(shelf.path(shelf.picture("blue", 320, 240)), "sea.png")
    assert viewer.isFullScreen()
    assert viewer.canvas.accessibleName() == "sea.png, 320 × 240"
    assert viewer.windowTitle() == "sea.png"
    qtbot.waitUntil(lambda: middle(viewer) == "#0000ff")
    assert viewer.canvas.scale() == 1.0
    assert not button(viewer, "Next picture").isVisible()


def test_a_large_picture_fits(qtbot: QtBot, viewer: PictureViewer, shelf: Shelf) -> None:
    opened(qtbot, viewer, sights(shelf, "blue", size=(2000, 100)))
    canvas = viewer.canvas
    assert canvas.scale() == pytest.approx(canvas.width() / 2000)
    assert canvas.fits()
    qtbot.waitUntil(lambda: middle(viewer) == "#0000ff")


def test_arrow_keys_lead_to_the_neighbours(
    qtbot: QtBot, viewer: PictureViewer, shelf: Shelf
) -> None:
    opened(qtbot, viewer, sights(shelf, "red", "green", "blue"), 1)
    assert viewer.canvas.accessibleName() == "green.png, 300 × 200 · 2 of 3"
    qtbot.waitUntil(lambda: middle(viewer) == "#008000")
    key(qtbot, viewer, Qt.Key.Key_Right, Qt.Key.Key_Right)  # There is none after the last.
    qtbot.waitUntil(lambda: middle(viewer) == "#0000ff")
    assert not button(viewer, "Next picture").isEnabled()
    key(qtbot, viewer, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: middle(viewer) == "#ff0000")
    key(qtbot, viewer, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: middle(viewer) == "#008000")
    button(viewer, "Previous picture").click()
    qtbot.waitUntil(lambda: middle(viewer) == "#ff0000")


def test_arrow_keys_work_with_the_focus_on_a_button(
    qtbot: QtBot, viewer: PictureViewer, shelf: Shelf
) -> None:
    opened(qtbot, viewer, sights(shelf, "red", "blue"))
    save = button(viewer, "Save as…")
    save.setFocus()
    qtbot.keyClick(save, Qt.Key.Key_Right)
    assert viewer.windowTitle() == "blue.png"
    assert save.hasFocus()


def test_zoom_by_keys(qtbot: QtBot, viewer: PictureViewer, shelf: Shelf) -> None:
    opened(qtbot, viewer, sights(shelf, "red", size=(2000, 1500)))
    canvas = viewer.canvas
    fitting = canvas.scale()
    assert fitting < 1
    key(qtbot, viewer, Qt.Key.Key_Plus)
    assert canvas.scale() == pytest.approx(fitting * 1.25)
    assert not canvas.fits()
    key(qtbot, viewer, Qt.Key.Key_1)
    assert canvas.scale() == 1.0
    key(qtbot, viewer, Qt.Key.Key_0)
    assert canvas.scale() == pytest.approx(fitting)
    key(qtbot, viewer, Qt.Key.Key_Minus)
    assert canvas.scale() == pytest.approx(fitting), "there is more room than picture already"
    for _ in range(40):
        key(qtbot, viewer, Qt.Key.Key_Plus)
    assert canvas.scale() == 16.0


def test_the_wheel_holds_what_is_under_the_pointer(
    qtbot: QtBot, viewer: PictureViewer, shelf: Shelf
) -> None:
    opened(qtbot, viewer, sights(shelf, "red", size=(2000, 1500)))
    canvas = viewer.canvas
    key(qtbot, viewer, Qt.Key.Key_1)
    at = QPointF(canvas.width() * 0.4, canvas.height() * 0.6)
    before = canvas._share_at(at)
    event = QWheelEvent(
        at,
        QPointF(canvas.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)
    assert canvas.scale() == pytest.approx(1.25**2)
    after = canvas._share_at(at)
    assert (after.x(), after.y()) == pytest.approx((before.x(), before.y()))


def test_a_picture_that_is_larger_than_the_screen_is_dragged(
    qtbot: QtBot, viewer: PictureViewer, shelf: Shelf
) -> None:
    opened(qtbot, viewer, sights(shelf, "red", size=(2000, 1500)))
    canvas = viewer.canvas
    for _ in range(8):
        key(qtbot, viewer, Qt.Key.Key_Plus)
    start = canvas.rect().center()
    under = canvas._share_at(QPointF(start))
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(canvas, start + QPoint(30, -20))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start + QPoint(30, -20))
    after = canvas._share_at(QPointF(start + QPoint(30, -20)))
    assert (after.x(), after.y()) == pytest.approx((under.x(), under.y()))
    for _ in range(200):
        key(qtbot, viewer, Qt.Key.Key_Down)
    assert canvas._area().bottom() == pytest.approx(canvas.height()), "no empty strip below"


def test_esc_closes(qtbot: QtBot, viewer: PictureViewer, shelf: Shelf) -> None:
    opened(qtbot, viewer, sights(shelf, "red"))
    key(qtbot, viewer, Qt.Key.Key_Escape)
    assert not viewer.isVisible()


def test_the_whole_picture_is_copied(qtbot: QtBot, viewer: PictureViewer, shelf: Shelf) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    opened(qtbot, viewer, sights(shelf, "blue", size=(2000, 1200)))
    qtbot.keyClick(viewer.canvas, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not clipboard.image().isNull())
    assert clipboard.image().size() == QSize(2000, 1200)


def test_a_missing_file_is_said(qtbot: QtBot, viewer: PictureViewer, shelf: Shelf) -> None:
    gone = missing()
    opened(qtbot, viewer, [Sight(shelf.path(gone), "gone.png", 300, 200), *sights(shelf, "red")])
    problems: list[str] = []
    viewer.problem.connect(lambda problem: problems.append(problem.code))
    blank = QPoint(2, 2)

    def words_are_there() -> bool:
        image = viewer.canvas.grab().toImage()
        ground = image.pixelColor(blank)
        row = image.height() // 2
        return any(image.pixelColor(x, row) != ground for x in range(image.width()))

    qtbot.waitUntil(words_are_there)
    viewer.save()
    assert problems == ["picture.gone"]
    key(qtbot, viewer, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: middle(viewer) == "#ff0000")


def test_every_button_has_a_name(qtbot: QtBot, viewer: PictureViewer, shelf: Shelf) -> None:
    opened(qtbot, viewer, sights(shelf, "red", "blue"))
    buttons = viewer.findChildren(QToolButton)
    assert len(buttons) == 7
    assert all(b.accessibleName() and b.toolTip() for b in buttons)
    assert len({b.accessibleName() for b in buttons}) == 7


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_the_ground_is_dark_in_both_themes(
    qtbot: QtBot, shelf: Shelf, choice: str, qapp: QApplication
) -> None:
    theme = Theme(choice)
    assert theme.color("backdrop").lightness() < 40
    assert theme.color("backdrop_text").lightness() > 200


@pytest.mark.parametrize("right_to_left", [False, True])
def test_every_key_in_the_list_is_one_of_the_viewer(
    viewer: PictureViewer, right_to_left: bool
) -> None:
    known = {shortcut.key() for shortcut in viewer.findChildren(QShortcut)}
    listed = [QKeySequence(key) for key, _ in viewer_keys(right_to_left)]
    assert set(listed) <= known
    assert len(set(listed)) == len(listed)


def test_the_list_calls_the_arrow_that_points_onwards_the_next_one() -> None:
    assert [key for key, _ in viewer_keys()][:2] == ["Right", "Left"]
    assert [key for key, _ in viewer_keys(right_to_left=True)][:2] == ["Left", "Right"]
