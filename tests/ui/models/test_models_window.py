"""The window of models: its pages, its keys, what is told in it."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import Problem
from desktop_app.core.kinds.kind import Action
from desktop_app.ui.models.models_window import ModelsWindow
from desktop_app.ui.models.page import Page
from desktop_app.ui.models.search_bar import SearchBar
from desktop_app.ui.shortcut_dialog import ShortcutDialog
from desktop_app.ui.theme import Theme


class FakePage(QWidget):
    """A page with a field, which takes what is dropped."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit("words")
        QVBoxLayout(self).addWidget(self.field)
        self.settled = 0
        self.taken: list[tuple[list[str], list[str]]] = []

    def take_keyboard(self) -> None:
        self.field.setFocus()

    def focus_search(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    def settle(self) -> None:
        self.settled += 1

    def take_files(self, files: Sequence[str], folders: Sequence[str]) -> None:
        self.taken.append((list(files), list(folders)))


class Shown:
    """The window with pages of the test's own, and which of them were made."""

    def __init__(self, qtbot: QtBot, place: Path | None = None) -> None:
        self.made: list[Page] = []
        makers = {page: self._maker(page) for page in Page}
        self.window = ModelsWindow(Theme("light"), makers, place=place)
        qtbot.addWidget(self.window)

    def _maker(self, page: Page) -> Callable[[], QWidget]:
        def make() -> QWidget:
            self.made.append(page)
            return FakePage()

        return make

    def open(self, qtbot: QtBot, page: Page = Page.LIBRARY) -> ModelsWindow:
        self.window.show_page(page)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        return self.window

    def page(self, page: Page) -> FakePage:
        widget = self.window.page(page)
        assert isinstance(widget, FakePage)
        return widget


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


def test_a_page_is_made_when_it_is_first_shown(qtbot: QtBot, shown: Shown) -> None:
    window = shown.open(qtbot, Page.FIND)
    assert shown.made == [Page.FIND]
    assert shown.page(Page.FIND).isVisible()
    assert shown.page(Page.FIND).field.hasFocus()

    window.show_page(Page.DOWNLOADS)
    window.show_page(Page.FIND)

    assert shown.made == [Page.FIND, Page.DOWNLOADS]
    assert not shown.page(Page.DOWNLOADS).isVisible()


def test_without_a_wish_the_first_page_is_shown(qtbot: QtBot, shown: Shown) -> None:
    shown.window.show()

    assert shown.made == [Page.LIBRARY]


@pytest.mark.parametrize(
    ("key", "page"),
    [(Qt.Key.Key_1, Page.LIBRARY), (Qt.Key.Key_2, Page.FIND), (Qt.Key.Key_3, Page.DOWNLOADS)],
)
def test_keys_lead_to_the_pages(qtbot: QtBot, shown: Shown, key: Qt.Key, page: Page) -> None:
    other = Page.FIND if page is Page.LIBRARY else Page.LIBRARY
    window = shown.open(qtbot, other)

    qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)

    assert window.shown is page
    assert shown.page(page).isVisible()


def test_the_search_field_of_the_page_is_found(qtbot: QtBot, shown: Shown) -> None:
    window = shown.open(qtbot)
    window.tabs.setFocus()

    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)

    field = shown.page(Page.LIBRARY).field
    qtbot.waitUntil(field.hasFocus)
    assert field.selectedText() == "words"


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_it_is_closed_by_keys(
    qtbot: QtBot, shown: Shown, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    window = shown.open(qtbot)
    closed: list[bool] = []
    window.closed.connect(lambda: closed.append(True))

    qtbot.keyClick(shown.page(Page.LIBRARY).field, key, modifier)

    assert not window.isVisible()
    assert closed == [True]
    assert shown.page(Page.LIBRARY).settled == 1


def test_what_can_be_undone_is_settled_when_it_is_closed(qtbot: QtBot, shown: Shown) -> None:
    window = shown.open(qtbot)
    settled: list[str] = []
    for name in "ab":
        window.notices.show_undo(name, lambda: None, lambda name=name: settled.append(name))
    window.notices.banners()[0].button.click()

    window.close()

    assert settled == ["a"]


def test_a_problem_is_told_here(qtbot: QtBot, shown: Shown) -> None:
    window = shown.open(qtbot)
    acted: list[tuple[Action, Problem]] = []
    window.action_requested.connect(lambda action, problem: acted.append((action, problem)))
    problem = Problem("hub.busy", {"host": "huggingface.co", "status": 429})

    window.tell(problem)
    (banner,) = window.notices.banners()
    assert "huggingface.co" in banner.text()
    banner.button.click()

    assert acted == [(Action.TRY_AGAIN, problem)]


def test_a_low_window_shows_one_notice_at_a_time(qtbot: QtBot, shown: Shown) -> None:
    window = shown.open(qtbot)
    window.resize(640, 480)
    qtbot.waitUntil(lambda: window.height() == 480)

    for name in "ab":
        window.notices.show_news(name)
        window.tell(Problem("library.unknown", {"name": name}))

    assert [banner.isVisible() for banner in window.notices.banners()].count(True) == 1


def test_it_opens_where_it_was(qtbot: QtBot, tmp_path: Path) -> None:
    place = tmp_path / "window.ini"
    first = Shown(qtbot, place).open(qtbot)
    first.resize(720, 540)
    qtbot.waitUntil(lambda: first.width() == 720)
    first.close()

    second = Shown(qtbot, place).window

    assert (second.width(), second.height()) == (720, 540)


def test_it_does_not_keep_parley_alone(shown: Shown) -> None:
    assert not shown.window.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
    assert shown.window.isWindow()
    assert not shown.window.isModal()


def test_a_page_says_how_much_happens_there(shown: Shown) -> None:
    shown.window.set_count(Page.DOWNLOADS, 2)
    assert shown.window.tabs.tabText(2) == "Downloads (2)"

    shown.window.set_count(Page.DOWNLOADS, 0)

    assert shown.window.tabs.tabText(2) == "Downloads"


def test_its_keys_are_listed(qtbot: QtBot, shown: Shown) -> None:
    window = shown.open(qtbot)
    keys = [key for key, _ in window.shortcuts()]
    assert {"Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+F", "Ctrl+W", "Esc", "F2", "F5"} <= set(keys)

    qtbot.keyClick(window, Qt.Key.Key_F1)

    (dialog,) = window.findChildren(ShortcutDialog)
    dialog.close()


def drag(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_models_and_folders_are_taken_wherever_they_fall(
    qtbot: QtBot, shown: Shown, tmp_path: Path
) -> None:
    window = shown.open(qtbot, Page.FIND)
    one, two, picture = (tmp_path / name for name in ("one.gguf", "TWO.GGUF", "cat.png"))
    folder = tmp_path / "more"
    folder.mkdir()
    data = drag(one, two, picture, folder)
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier

    enter = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    assert window.drop.isVisible()
    assert window.drop.accessibleName() == "Drop to add it to the models"
    QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), copy, data, left, none))

    assert window.shown is Page.LIBRARY
    (taken,) = shown.page(Page.LIBRARY).taken
    files, folders = ([Path(path) for path in paths] for paths in taken)
    assert (files, folders) == ([one, two], [folder])
    (told,) = window.notices.banners()
    assert told.text() == "Left out, as no model: cat.png."


def test_a_picture_is_not_for_this_window(qtbot: QtBot, shown: Shown, tmp_path: Path) -> None:
    window = shown.open(qtbot)
    data = drag(tmp_path / "cat.png")
    enter = QDragEnterEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )

    QApplication.sendEvent(window, enter)

    assert not enter.isAccepted()
    assert not window.drop.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_the_button_that_has_the_keyboard(
    qtbot: QtBot, shown: Shown, key: Qt.Key
) -> None:
    window = shown.open(qtbot)
    button = QPushButton("Fetch", shown.page(Page.LIBRARY))
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    button.show()

    QTest.keyClick(shown.page(Page.LIBRARY).field, key)
    button.setFocus()
    QTest.keyClick(button, key)

    qtbot.waitUntil(lambda: bool(pressed))
    assert len(pressed) == 1
    assert window.isVisible()


def test_enter_in_the_search_of_the_hub_presses_nothing_else(qtbot: QtBot) -> None:
    """What is found may take the keyboard at once: a button, as the way back to the list is."""
    button = QPushButton("Back")
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    page = QWidget()
    bar = SearchBar(Theme("light"), lambda: 0)
    bar.wanted.connect(button.setFocus)
    column = QVBoxLayout(page)
    column.addWidget(bar)
    column.addWidget(button)
    window = ModelsWindow(Theme("light"), {Page.FIND: lambda: page})
    qtbot.addWidget(window)
    window.show_page(Page.FIND)
    window.show()
    qtbot.waitExposed(window)
    bar.field.setFocus()
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)

    assert window.focusWidget() is button
    assert not button.isDown()
    assert pressed == []
