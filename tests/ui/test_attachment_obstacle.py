"""What cannot work with the model in use is said before anything is sent."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.attachment import Film, Frame
from desktop_app.core.events import Segment
from desktop_app.core.projector import Sight
from desktop_app.ui.attachment_obstacle import AttachmentObstacle
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.theme import Theme
from tests.ui.picture_script import picture

SAID = (Segment(1.0, 2.0, "Hello"),)


class Model(QObject):
    sight_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.path = "/models/model.gguf"
        self.seen = Sight.SEES
        self.projectors: list[str] = []

    def sight(self) -> Sight:
        return self.seen

    def choose_projector(self, path: str) -> None:
        self.projectors.append(path)

    def become(self, sight: Sight) -> None:
        self.seen = sight
        self.sight_changed.emit()


@pytest.fixture
def model() -> Model:
    return Model()


@pytest.fixture
def window(qtbot: QtBot, model: Model) -> Iterator[MainWindow]:
    window = MainWindow(Theme("light"), QWidget())
    qtbot.addWidget(window)
    obstacle = AttachmentObstacle(model, window)
    window.show()
    yield window
    obstacle.deleteLater()


def words(window: MainWindow) -> str:
    shown = window.composer.bar._obstacle
    return shown._words.text() if shown.isVisible() else ""


def test_a_model_that_sees_is_no_obstacle(window: MainWindow, model: Model) -> None:
    for sight in (Sight.SEES, Sight.UNKNOWN):
        model.become(sight)
        window.composer.bar.add(1, "a", picture("a"))
        assert words(window) == ""
        assert not window.composer.bar.blocked


def test_a_model_without_eyes(
    qtbot: QtBot, window: MainWindow, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QPoint] = []
    monkeypatch.setattr(window.model_menu, "popup", opened.append)
    sent: list[str] = []
    window.composer.submitted.connect(sent.append)
    model.become(Sight.CANNOT)
    assert words(window) == ""
    window.composer.bar.add(1, "a", picture("a"))
    assert words(window) == "This model cannot see pictures. Choose one that can."
    qtbot.keyClick(window.composer.edit, Qt.Key.Key_Return)
    assert sent == []
    assert window.composer._hint.text().startswith("Not sent")
    qtbot.mouseClick(window.composer.bar._obstacle.button, Qt.MouseButton.LeftButton)
    assert len(opened) == 1
    model.become(Sight.SEES)
    assert words(window) == ""
    assert window.composer._hint.text() == ""
    qtbot.keyClick(window.composer.edit, Qt.Key.Key_Return)
    assert sent == [""]


def test_it_is_said_while_the_picture_is_being_made(window: MainWindow, model: Model) -> None:
    model.become(Sight.CANNOT)
    window.composer.bar.add(1, "a")
    assert words(window).startswith("This model cannot see")
    window.composer.bar.drop(1)
    assert words(window) == ""


@pytest.mark.parametrize("chosen", ["/models/mmproj-model.gguf", ""])
def test_a_projector_that_is_missing(
    qtbot: QtBot, window: MainWindow, model: Model, monkeypatch: pytest.MonkeyPatch, chosen: str
) -> None:
    asked: list[tuple] = []

    def ask(*arguments: object) -> tuple[str, str]:
        asked.append(arguments)
        return chosen, ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    model.become(Sight.NO_PROJECTOR)
    window.composer.bar.add(1, "a", picture("a"))
    assert words(window) == "The part of this model that sees, its projector, is missing."
    assert window.composer.bar.blocked
    qtbot.mouseClick(window.composer.bar._obstacle.button, Qt.MouseButton.LeftButton)
    assert asked[0][2] == "/models"
    assert model.projectors == ([chosen] if chosen else [])


def test_of_a_film_the_words_can_be_told(window: MainWindow, model: Model) -> None:
    bar = window.composer.bar
    model.become(Sight.CANNOT)
    film = Film("film.mp4", 9.0, 0.0, 9.0, (Frame(1.0, picture("one")),), SAID)
    bar.add(1, film.name, film)
    assert words(window) == "This model cannot see: it is given what is said in the film."
    assert not bar.blocked
    bar.add(2, "a", picture("a"))
    assert bar.blocked
    bar.set_attachments([Film("silent.mp4", 9.0, 0.0, 9.0, (Frame(1.0, picture("one")),))])
    assert bar.blocked
    bar.set_attachments([Film("words.mp4", 9.0, 0.0, 9.0, (), SAID)])
    assert words(window) == ""
