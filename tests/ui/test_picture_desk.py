"""What can be done with a picture of the conversation, from wherever it is shown."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.core.attachment import Attachment
from desktop_app.core.conversation import Message, Role
from desktop_app.ui.blocks.picture_tile import PictureTile
from desktop_app.ui.gallery import Gallery
from desktop_app.ui.picture_desk import PictureDesk, Shown, shown_in
from desktop_app.ui.picture_viewer import PictureViewer
from desktop_app.ui.theme import Theme
from desktop_app.ui.transcript import Transcript
from desktop_app.ui.transcript_model import Row
from tests.ui.kept import Shelf, missing
from tests.ui.settled import settle


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "pictures")


@pytest.fixture
def transcript(qtbot: QtBot, shelf: Shelf) -> Transcript:
    transcript = Transcript(Theme("light"), Gallery(shelf.path))
    transcript.resize(800, 900)
    qtbot.addWidget(transcript)
    with qtbot.waitExposed(transcript):
        transcript.show()
    return transcript


def show(transcript: Transcript, *shown: tuple[Attachment, ...]) -> list[PictureTile]:
    """A message for each of these; their tiles in the order of reading."""
    rows = [
        Row(Message(f"m{number}", "", Role.USER, "Look", 0.0, attachments=attachments))
        for number, attachments in enumerate(shown)
    ]
    transcript.model().set_rows(rows)
    settle()
    views = [transcript.view(f"m{number}") for number in range(len(rows))]
    return [tile for view in views if view is not None for tile in view.findChildren(PictureTile)]


def viewer_of(qtbot: QtBot, transcript: Transcript) -> PictureViewer:
    viewer = transcript.findChild(PictureViewer)
    assert isinstance(viewer, PictureViewer)
    qtbot.waitUntil(viewer.isVisible)
    return viewer


def seen(viewer: PictureViewer) -> str:
    return viewer.canvas.accessibleName()


def test_a_click_opens_a_picture_among_all_of_the_conversation(
    qtbot: QtBot, transcript: Transcript, shelf: Shelf
) -> None:
    red, blue = shelf.picture("red", name="red.png"), shelf.picture("blue", name="blue.png")
    tiles = show(transcript, (red,), (shelf.film(2), blue))
    qtbot.mouseClick(tiles[-1], Qt.MouseButton.LeftButton)
    viewer = viewer_of(qtbot, transcript)
    assert seen(viewer) == "blue.png, 300 × 200 · 4 of 4"
    viewer.step(-1)
    assert seen(viewer) == "walk.mp4 0:05, 321 × 180 · 3 of 4"
    viewer.step(-2)
    assert seen(viewer) == "red.png, 300 × 200 · 1 of 4"
    with qtbot.waitSignal(viewer.destroyed):
        qtbot.keyClick(viewer, Qt.Key.Key_Escape)


def test_a_picture_that_is_shown_twice_opens_in_its_own_place(
    qtbot: QtBot, transcript: Transcript, shelf: Shelf
) -> None:
    red, blue = shelf.picture("red", name="red.png"), shelf.picture("blue", name="blue.png")
    tiles = show(transcript, (red,), (blue,), (red,))
    tiles[2].setFocus()
    qtbot.keyClick(tiles[2], Qt.Key.Key_Return)
    viewer = viewer_of(qtbot, transcript)
    assert seen(viewer).endswith("3 of 3")
    viewer.close()


def test_every_picture_has_a_place_of_its_own(qapp: QApplication, shelf: Shelf) -> None:
    red = shelf.picture()
    shown = [*shown_in((red, shelf.film(3), red), "a"), *shown_in((red,), "b")]
    assert len(shown) == 6
    assert len({one.where for one in shown}) == 6


def test_a_picture_is_saved_and_a_missing_one_is_told_of(
    qtbot: QtBot,
    transcript: Transcript,
    shelf: Shelf,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "cat.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (str(target), ""))
    problems: list[str] = []
    transcript.problem.connect(lambda problem: problems.append(problem.code))
    red = shelf.picture()
    here, gone = show(transcript, (red,), (missing(),))
    for tile in (here, gone):
        tile.setFocus()
        qtbot.keyClick(tile, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert target.read_bytes() == shelf.path(red).read_bytes()
    assert problems == ["picture.gone"]


class Carrier(PictureDesk):
    """Remembers what was dragged instead of waiting for a drop."""

    def __init__(self, theme: Theme, gallery: Gallery) -> None:
        super().__init__(theme, gallery)
        self.dragged: list[Shown] = []

    def drag(self, shown: Shown, *more: object) -> None:
        self.dragged.append(shown)


def test_a_press_that_moves_drags_the_picture_and_opens_nothing(qtbot: QtBot, shelf: Shelf) -> None:
    theme = Theme("light")
    desk = Carrier(theme, Gallery(shelf.path))
    window = Transcript(theme)
    qtbot.addWidget(window)
    shown = Shown(shelf.picture(), "a.png")
    tile = PictureTile(theme, desk, shown, window)
    tile.resize(200, 150)
    window.show()
    start, end = QPoint(50, 50), QPoint(90, 80)
    qtbot.mousePress(tile, Qt.MouseButton.LeftButton, pos=start)
    move = QMouseEvent(
        QMouseEvent.Type.MouseMove,
        end.toPointF(),
        tile.mapToGlobal(end).toPointF(),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(tile, move)
    assert desk.dragged == [shown]
    assert not tile.isDown(), "letting go is no click any more"
    assert window.findChild(PictureViewer) is None
