"""The size of the words, the width of their column, and the way from question to question."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontInfo, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.reading_setting import WIDTH, ZOOM
from desktop_app.core.settings import Settings
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.reading import Reading
from desktop_app.ui.reading_theme import ReadingTheme
from desktop_app.ui.theme import PROSE_WIDTH, Theme
from desktop_app.ui.transcript import Transcript
from tests.ui.test_transcript import long_conversation


class Desk:
    """A window with a conversation of sixty messages in it."""

    def __init__(self, qtbot: QtBot, home: Path) -> None:
        self.whole = Theme("light")
        self.theme = ReadingTheme(self.whole)
        self.transcript = Transcript(self.theme)
        self.window = MainWindow(self.whole, self.transcript)
        qtbot.addWidget(self.window)
        self.settings = Settings.load(home / "settings.toml")
        self.reading = Reading(self.settings, self.theme, self.transcript, self.window)
        self.window.resize(1000, 700)
        self.window.set_empty(False)
        self.window.show()
        self.transcript.model().set_rows(long_conversation())
        self.transcript.go_to_latest()

    def trigger(self, key: str) -> None:
        """Press a key of the window."""
        for action in self.window.actions():
            if key in [each.toString() for each in action.shortcuts()]:
                action.trigger()

    def top(self) -> int:
        """The row at the top of what is seen."""
        bar = self.transcript.verticalScrollBar()
        return self.transcript._column.row_at(bar.value() + 30)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    return Desk(qtbot, tmp_path)


def size_of(theme: Theme) -> int:
    return QFontInfo(theme.font()).pixelSize()


def test_keys_make_the_words_of_the_conversation_larger_and_no_others(desk: Desk) -> None:
    before = size_of(desk.whole)
    for _ in range(5):
        desk.trigger("Ctrl++")
    assert desk.theme.zoom == 200
    assert size_of(desk.theme) == pytest.approx(2 * before, abs=1)
    assert size_of(desk.whole) == before
    view = next(iter(desk.transcript._column.views.values()))
    assert view.theme is desk.theme
    desk.trigger("Ctrl+-")
    assert desk.theme.zoom == 175
    desk.trigger("Ctrl+0")
    assert desk.theme.zoom == 100


def test_the_size_is_kept(desk: Desk, tmp_path: Path) -> None:
    desk.trigger("Ctrl++")
    desk.reading.flush()
    assert Settings.load(tmp_path / "settings.toml").get(ZOOM) == 110


def test_closing_the_window_saves_it(desk: Desk, tmp_path: Path) -> None:
    desk.trigger("Ctrl+-")
    desk.window.close()
    assert Settings.load(tmp_path / "settings.toml").get(ZOOM) == 90


def test_ctrl_and_the_wheel(desk: Desk) -> None:
    place = desk.transcript.verticalScrollBar().value()
    for delta in (60, 60, -120, -240):
        event = QWheelEvent(
            QPointF(10, 10),
            desk.transcript.mapToGlobal(QPointF(10, 10)),
            QPoint(),
            QPoint(0, delta),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(desk.transcript.viewport(), event)
    assert desk.theme.zoom == 80
    assert desk.transcript.following or place


def test_the_place_in_the_text_is_kept(desk: Desk) -> None:
    desk.transcript.go_to(20)
    bar = desk.transcript.verticalScrollBar()
    bar.setValue(bar.value() + 150)
    row = desk.top()
    for percent in (200, 50, 300, 100):
        desk.theme.set_zoom(percent)
        assert desk.top() == row
    desk.theme.set_width("narrow")
    assert desk.top() == row


def test_at_the_end_it_stays_at_the_end(desk: Desk) -> None:
    bar = desk.transcript.verticalScrollBar()
    desk.theme.set_zoom(250)
    assert bar.value() == bar.maximum()
    assert desk.transcript.following


def test_the_width_is_a_setting(desk: Desk) -> None:
    assert desk.theme.prose_width == PROSE_WIDTH
    desk.settings.set(WIDTH, "narrow")
    view = next(iter(desk.transcript._column.views.values()))
    assert desk.theme.prose_width < PROSE_WIDTH
    assert view.buttons.width() < PROSE_WIDTH
    desk.settings.set(WIDTH, "full")
    assert desk.theme.prose_width > desk.transcript.width()


def test_colours_come_from_the_windows_theme(desk: Desk) -> None:
    desk.theme.set_zoom(200)
    desk.whole.set_choice("dark")
    assert desk.theme.is_dark()
    assert desk.theme.color("text") == desk.whole.color("text")
    assert desk.theme.zoom == 200


def test_from_question_to_question(desk: Desk) -> None:
    desk.transcript.go_to(20)
    desk.trigger("Ctrl+Down")
    assert desk.top() == 22
    desk.trigger("Ctrl+Up")
    desk.trigger("Ctrl+Up")
    assert desk.top() == 18
    assert not desk.transcript.following


def test_before_the_first_and_after_the_last(desk: Desk) -> None:
    for _ in range(40):
        desk.trigger("Ctrl+Up")
    assert desk.top() == 0
    for _ in range(40):
        desk.trigger("Ctrl+Down")
    assert desk.transcript.following


def test_while_one_writes_the_keys_are_not_for_jumping(desk: Desk, qtbot: QtBot) -> None:
    desk.transcript.go_to(20)
    desk.window.activateWindow()
    desk.window.composer.edit.set_text("words")
    desk.window.composer.edit.setFocus()
    qtbot.waitUntil(desk.window.composer.edit.hasFocus)
    desk.trigger("Ctrl+Up")
    assert desk.top() == 20


def test_the_list_of_questions(desk: Desk) -> None:
    menu = desk.transcript._jump.menu()
    actions = menu.actions()
    assert [action.text() for action in actions[:2]] == ["Question 0?", "Question 2?"]
    actions[3].trigger()
    assert desk.top() == 6
    menu.deleteLater()


def test_an_empty_conversation_has_nowhere_to_go(desk: Desk) -> None:
    desk.transcript.model().set_rows([])
    for key in ("Ctrl+Up", "Ctrl+Down", "Ctrl++"):
        desk.trigger(key)
    assert desk.transcript._jump.isHidden()
