"""What other programs are asked to open, and what is said where there is none that could."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.opener import open_page, show_folder

PAGE = "https://example.org/a page?x=1"
FOLDER = str(Path("/a/folder & <b>another</b>"))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.mark.parametrize(
    ("opening", "place", "words"),
    [(show_folder, FOLDER, "folder"), (open_page, PAGE, "browser")],
)
def test_where_nothing_opens_it_the_place_can_be_copied(
    window: QWidget,
    monkeypatch: pytest.MonkeyPatch,
    opening: Callable[[str, QWidget], None],
    place: str,
    words: str,
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    opening(place, window)
    (box,) = window.findChildren(QMessageBox)
    assert words in box.text()
    assert box.informativeText() == place
    (copy,) = [each for each in box.buttons() if each.text().startswith("Copy")]
    copy.click()
    assert QGuiApplication.clipboard().text() == place
    assert not box.isVisible()


@pytest.mark.parametrize(
    ("opening", "place", "url"),
    [
        (show_folder, FOLDER, QUrl.fromLocalFile(FOLDER)),
        (open_page, PAGE, QUrl(PAGE)),
    ],
)
def test_what_opens_needs_no_words(
    window: QWidget,
    monkeypatch: pytest.MonkeyPatch,
    opening: Callable[[str, QWidget], None],
    place: str,
    url: QUrl,
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    opening(place, window)
    assert opened == [url]
    assert window.findChildren(QMessageBox) == []
