"""The window as a whole: its sizes, keys and names, and that nothing is cut off."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import Problem
from desktop_app.core.summary import Summary
from desktop_app.core.thinking import Thinks
from desktop_app.ui.main_window import SMALLEST, MainWindow
from desktop_app.ui.shortcut_dialog import ShortcutDialog
from desktop_app.ui.theme import HEADER_HEIGHT, PROSE_WIDTH, SIDE_WIDTH, Theme
from tests.ui.picture_script import picture

NOON = datetime.now().replace(hour=12, minute=0, second=0).timestamp()


NO_KEYS = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme("light")


@pytest.fixture
def dressed(theme: Theme, qapp: QApplication) -> Iterator[None]:
    """The application looks as it does for people: style sheets have paddings."""
    theme.apply(qapp)
    yield
    qapp.setStyleSheet("")


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> MainWindow:
    transcript = QWidget()
    transcript.setObjectName("transcript")
    window = MainWindow(theme, transcript)
    window.conversations.set_summaries(
        [Summary(id, f"Title {id}", NOON - n, NOON - n) for n, id in enumerate("abc")]
    )
    qtbot.addWidget(window)
    return window


def show(qtbot: QtBot, window: MainWindow, width: int = 1200, height: int = 800) -> None:
    window.resize(width, height)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def left(widget: QWidget, window: QWidget) -> int:
    return widget.mapTo(window, QPoint(0, 0)).x()


def test_the_sizes_of_the_goal(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window)
    assert window.side_panel.size() == QSize(SIDE_WIDTH, 800)
    assert window.header.height() == HEADER_HEIGHT
    assert left(window.header, window) == SIDE_WIDTH
    assert window.composer.width() == PROSE_WIDTH
    assert left(window.composer, window) == SIDE_WIDTH + (1200 - SIDE_WIDTH - PROSE_WIDTH) // 2
    bottom = window.composer.mapTo(window, QPoint(0, window.composer.height())).y()
    assert bottom == 800 - 16


def test_what_scripts_rely_on(window: MainWindow) -> None:
    for name in (
        "composer",
        "send",
        "stop",
        "newConversation",
        "conversations",
        "modelState",
        "contextMeter",
        "notices",
        "transcript",
    ):
        assert len(window.findChildren(QWidget, name)) == 1, name
    new = window.findChild(QPushButton, "newConversation")
    assert new is not None
    wishes: list[bool] = []
    window.conversations.new_requested.connect(lambda: wishes.append(True))
    new.click()
    assert wishes == [True]


def test_the_focus_begins_in_the_composer(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window)
    assert window.composer.edit.hasFocus()
    qtbot.keyClicks(window.composer.edit, "typing works at once")
    assert window.composer.text() == "typing works at once"


def test_the_panel_folds_where_the_window_is_narrow(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window)
    assert window.panel_shown()
    assert window.folds_below() == 900
    window.resize(899, 700)
    assert not window.panel_shown()
    assert window.header.panel_button.isVisible()
    window.resize(900, 700)
    assert window.panel_shown()


def test_the_panel_folds_by_key_and_button_and_stays_so(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window)
    qtbot.keyClick(window.composer.edit, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert not window.panel_shown()
    window.resize(800, 700)
    window.resize(1200, 700)
    assert not window.panel_shown()
    assert not window.panel_wanted()
    qtbot.mouseClick(window.header.panel_button, Qt.MouseButton.LeftButton)
    assert window.panel_shown()
    qtbot.mouseClick(window.side_panel.fold_button, Qt.MouseButton.LeftButton)
    assert not window.panel_shown()


def test_in_a_narrow_window_choosing_folds_the_panel_again(
    qtbot: QtBot, window: MainWindow
) -> None:
    show(qtbot, window, 700, 500)
    window.toggle_panel()
    assert window.panel_shown()
    window.conversations.setFocus()
    qtbot.keyClick(window.conversations, Qt.Key.Key_Down)
    assert window.panel_shown()  # Whoever browses by key goes on browsing.
    qtbot.keyClick(window.conversations, Qt.Key.Key_Return)
    assert not window.panel_shown()
    assert window.panel_wanted()
    assert window.composer.edit.hasFocus()


def test_the_next_conversation_by_key(qtbot: QtBot, window: MainWindow) -> None:
    modifiers = Qt.KeyboardModifier.ControlModifier
    show(qtbot, window)
    window.conversations.set_current("a")
    with qtbot.waitSignal(window.conversations.opened) as told:
        qtbot.keyClick(window.composer.edit, Qt.Key.Key_PageDown, modifiers)
    assert told.args == ["b"]
    with qtbot.waitSignal(window.conversations.opened) as told:
        qtbot.keyClick(window.composer.edit, Qt.Key.Key_PageUp, modifiers)
    assert told.args == ["a"]


def test_the_arrow_keys_stay_in_the_list_until_enter(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window)
    window.conversations.set_current("a")
    window.conversations.opened.connect(lambda _: window.composer.focus())
    ids: list[str] = []
    window.conversations.opened.connect(ids.append)
    window.conversations.setFocus()
    qtbot.keyClick(window.conversations, Qt.Key.Key_Down)
    assert window.conversations.hasFocus()
    qtbot.keyClick(window.conversations, Qt.Key.Key_Down)
    assert ids == ["b", "c"]
    qtbot.keyClick(window.conversations, Qt.Key.Key_Return)
    assert window.composer.edit.hasFocus()
    assert ids == ["b", "c"]


def test_keys_for_wishes(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window)
    control = Qt.KeyboardModifier.ControlModifier
    with qtbot.waitSignal(window.conversations.new_requested):
        qtbot.keyClick(window.composer.edit, Qt.Key.Key_N, control)
    with qtbot.waitSignal(window.settings_requested):
        qtbot.keyClick(window.composer.edit, Qt.Key.Key_Comma, control)
    window.conversations.setFocus()
    qtbot.keyClick(window.conversations, Qt.Key.Key_L, control)
    assert window.composer.edit.hasFocus()


def test_f1_lists_every_key(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window)
    qtbot.keyClick(window.composer.edit, Qt.Key.Key_F1)
    dialog = window.findChild(QDialog)
    assert dialog is not None
    words = {label.text() for label in dialog.findChildren(QLabel)}
    for key, what in window.shortcuts():
        assert key
        assert what in words
    assert {action.shortcut().toString() for action in window.actions()} <= {
        key for key, _ in window.shortcuts()
    }
    dialog.close()


def test_the_list_of_keys_is_no_higher_than_a_low_screen(qtbot: QtBot) -> None:
    many = [(f"F{number}", f"Does the thing with number {number}") for number in range(1, 36)] * 3
    dialog = ShortcutDialog(Theme("light"), many)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert dialog.height() <= dialog.screen().availableSize().height()
    (area,) = dialog.findChildren(QScrollArea)
    assert area.verticalScrollBar().maximum() > 0
    assert area.widget().width() >= area.widget().sizeHint().width()
    qtbot.keyClick(area, Qt.Key.Key_Down)
    assert area.verticalScrollBar().value() > 0


def test_the_list_of_keys_shows_all_of_them_where_there_is_room(
    qtbot: QtBot, window: MainWindow
) -> None:
    dialog = ShortcutDialog(Theme("light"), window.shortcuts()[:12])
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    (area,) = dialog.findChildren(QScrollArea)
    assert area.verticalScrollBar().maximum() == 0


def test_an_empty_conversation_offers_starters(qtbot: QtBot, window: MainWindow) -> None:
    sent: list[str] = []
    window.composer.submitted.connect(sent.append)
    window.set_empty(True)
    window.empty_page.set_model("SmolLM2 135M", "Runs on the CPU.")
    show(qtbot, window)
    assert window.empty_page.isVisible()
    starters = [
        button
        for button in window.empty_page.findChildren(QPushButton)
        if button.property("kind") == "starter"
    ]
    assert len(starters) == 4
    qtbot.mouseClick(starters[0], Qt.MouseButton.LeftButton)
    assert window.composer.text()
    assert sent == []
    assert window.composer.edit.hasFocus()
    window.set_empty(False)
    assert not window.empty_page.isVisible()
    assert window.transcript.isVisible()


def test_the_empty_page_says_what_the_model_can_do_here(window: MainWindow) -> None:
    def shown() -> list[str]:
        return [label.text() for label in window.empty_page.findChildren(QLabel)]

    assert shown()[0] == "Parley"
    window.empty_page.set_model("SmolLM2 135M", "Quick, and often wrong.")
    assert shown() == ["SmolLM2 135M", "Quick, and often wrong."]


@pytest.mark.parametrize("name", ["model.gguf", "MODEL.GGUF", "Zoë 7B.gguf"])
def test_a_dropped_model_file_is_told(qtbot: QtBot, window: MainWindow, name: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/picture.png"), QUrl.fromLocalFile(f"/tmp/{name}")])
    enter = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO_KEYS
    )
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO_KEYS
    )
    with qtbot.waitSignal(window.model_dropped) as told:
        QApplication.sendEvent(window, drop)
    assert told.args == [f"/tmp/{name}"]


def test_the_attachments_come_before_the_text(qtbot: QtBot, window: MainWindow) -> None:
    window.set_empty(True)
    show(qtbot, window)
    window.composer.set_attachments([picture("a"), picture("b")])
    window.composer.bar.add(1, "c", picture("c"))
    window.composer.bar.set_obstacle("This cannot be seen.", "Help")
    first, second, third = window.composer.bar.chips().values()
    for widget in (window.composer.bar._obstacle.button, third, second, first):
        qtbot.keyClick(
            QApplication.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier
        )
        assert widget.hasFocus()


def test_what_is_elsewhere_is_not_taken(window: MainWindow) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.gguf")])
    enter = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO_KEYS
    )
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()


def full(window: MainWindow) -> None:
    """Everything that can stand in the window at once."""
    window.header.set_model("A model with quite a long name, 135M Instruct Q4")
    window.header.set_crashed()
    window.composer.set_text("\n".join("many lines" for _ in range(80)))
    window.composer.set_context(8000, 8192)
    window.composer.think_button.set_thinks(Thinks.SWITCH)
    window.notices.show_undo(
        "The conversation “Names for the new kitten” was deleted.", lambda: None
    )
    window.notices.show_problem(
        Problem("model.too_big", {"name": "x" * 40, "needed": "22 GB", "available": "6 GB"}, "why")
    )


def cut_off(window: MainWindow) -> list[str]:
    """What does not fit into the window, or has less room than its words need."""
    found: list[str] = []
    inside = QRect(QPoint(0, 0), window.size())
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or window.empty_page.isAncestorOf(widget):
            continue  # The empty page scrolls.
        place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
        if isinstance(widget, QAbstractButton) and (
            not inside.contains(place) or widget.height() < widget.minimumSizeHint().height()
        ):
            found.append(widget.accessibleName())
        elif isinstance(widget, QLabel) and widget.wordWrap():
            needed = widget.heightForWidth(widget.width())
            found += [widget.text()] if widget.height() < needed else []
    return found


@pytest.mark.parametrize("panel", [False, True])
@pytest.mark.parametrize("empty", [False, True])
@pytest.mark.usefixtures("dressed")
def test_nothing_is_cut_off_in_the_smallest_window(
    qtbot: QtBot, window: MainWindow, panel: bool, empty: bool
) -> None:
    full(window)
    window.set_empty(empty)
    show(qtbot, window, SMALLEST.width(), SMALLEST.height())
    if panel:
        window.toggle_panel()
    qtbot.waitUntil(lambda: cut_off(window) == [])
    assert window.size() == SMALLEST


def test_every_control_has_a_name(qtbot: QtBot, window: MainWindow, theme: Theme) -> None:
    full(window)
    window.set_empty(True)
    show(qtbot, window)
    controls = (QAbstractButton, QAbstractScrollArea, QComboBox, QLineEdit, QPlainTextEdit, QMenu)
    unnamed = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in window.findChildren(QWidget)
        if isinstance(widget, controls)
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not widget.accessibleName()
    ]
    assert unnamed == []


def test_tab_goes_all_the_way_round(qtbot: QtBot, window: MainWindow) -> None:
    full(window)
    window.set_empty(True)
    show(qtbot, window)
    seen: list[QWidget] = []
    for _ in range(60):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in seen:
            break
        seen.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is window.composer.edit
    wanted = {
        window.side_panel.new_button,
        window.side_panel.fold_button,
        window.conversations,
        window.side_panel.settings_button,
        window.header.model_button,
        window.header.more_button,
        window.composer.send_button,
        window.notices.banners()[0].button,
        window.notices.banners()[0].close_button,
    }
    assert wanted <= set(seen)


@pytest.mark.usefixtures("dressed")
def test_the_new_look_reaches_every_part(qtbot: QtBot, window: MainWindow, theme: Theme) -> None:
    show(qtbot, window)
    for choice in ("dark", "light"):
        theme.set_choice(choice)
        image = window.grab().toImage()
        assert image.pixelColor(4, 400).name() == theme.color("side_panel").name()
        assert image.pixelColor(SIDE_WIDTH + 5, 300).name() == theme.color("window").name()
        inside = window.composer.mapTo(window, QPoint(200, 60))
        assert image.pixelColor(inside).name() == theme.color("surface").name()


def test_the_title_is_in_the_frame(window: MainWindow) -> None:
    assert window.windowTitle() == "Parley"
    window.set_title("Trip to Lisbon")
    assert window.windowTitle() == "Trip to Lisbon — Parley"


def test_closing_tells_the_draft_first(qtbot: QtBot, window: MainWindow) -> None:
    told: list[str] = []
    window.composer.draft_changed.connect(told.append)
    window.closing.connect(lambda: told.append("closing"))
    show(qtbot, window)
    qtbot.keyClicks(window.composer.edit, "unsent")
    window.close()
    assert told == ["unsent", "closing"]
