"""A window opens as large as it likes to be, or as large as the screen allows."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.first_size import open_at


def test_a_small_wish_is_granted(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    open_at(window, QSize(300, 200))
    assert window.size() == QSize(300, 200)


def test_a_window_fits_the_screen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    room = window.screen().availableSize()
    open_at(window, room * 2)
    assert window.width() < room.width()
    assert window.height() < room.height()
