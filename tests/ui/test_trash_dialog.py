"""The list of what was deleted: what its buttons and keys wish for, and what it asks first."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from desktop_app.core.trash import Deleted
from desktop_app.ui.theme import Theme
from desktop_app.ui.trash_dialog import TrashDialog

NOW = 1.8e9
DAY = 86_400
DELETED = [Deleted("a", "Fish", NOW), Deleted("b", "", NOW - 29 * DAY), Deleted("c", "Old", 0)]


@pytest.fixture
def dialog(qtbot: QtBot) -> TrashDialog:
    dialog = TrashDialog(Theme("light"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.set_deleted(DELETED, NOW)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def answer(dialog: TrashDialog, words: str) -> None:
    (box,) = [each for each in dialog.findChildren(QMessageBox) if each.isVisible()]
    button = next(each for each in box.buttons() if each.text().replace("&", "") == words)
    button.click()


def asked(dialog: TrashDialog) -> list[str]:
    return [box.text() for box in dialog.findChildren(QMessageBox) if box.isVisible()]


def test_each_row_says_how_long_it_stays(dialog: TrashDialog) -> None:
    model = dialog.list.model()
    spoken = [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(3)]
    assert [words.split(", ")[0] for words in spoken] == ["Fish", "New conversation", "Old"]
    assert spoken[0].endswith(", 30 days left")
    assert spoken[1].endswith(", 1 day left")
    assert spoken[2].endswith(", goes for good soon")


def test_enter_brings_back_what_is_selected(qtbot: QtBot, dialog: TrashDialog) -> None:
    assert dialog.list.selected_ids() == ["a"]
    with qtbot.waitSignal(dialog.restore_requested) as wish:
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert wish.args == [["a"]]
    dialog.list.selectAll()
    with qtbot.waitSignal(dialog.restore_requested) as wish:
        dialog.restore_button.click()
    assert wish.args == [["a", "b", "c"]]
    assert dialog.isVisible()


def test_for_good_is_asked_first(qtbot: QtBot, dialog: TrashDialog) -> None:
    with qtbot.assertNotEmitted(dialog.purge_requested):
        qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
        assert asked(dialog) == ["Delete this conversation for good?"]
        answer(dialog, "Cancel")
    assert asked(dialog) == []
    dialog.list.selectAll()
    dialog.purge_button.click()
    assert asked(dialog) == ["Delete these 3 conversations for good?"]
    with qtbot.waitSignal(dialog.purge_requested) as wish:
        answer(dialog, "Delete for good")
    assert wish.args == [["a", "b", "c"]]


def test_to_empty_is_asked_once(qtbot: QtBot, dialog: TrashDialog) -> None:
    dialog.empty_button.click()
    assert asked(dialog) == ["Delete everything that is listed here for good (3)?"]
    with qtbot.waitSignal(dialog.purge_requested) as wish:
        answer(dialog, "Delete for good")
    assert wish.args == [["a", "b", "c"]]
    assert asked(dialog) == []


def test_nothing_deleted_is_said_and_nothing_can_be_pressed(dialog: TrashDialog) -> None:
    dialog.set_deleted([], NOW)
    shown = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert "Nothing is deleted." in shown
    for button in (dialog.restore_button, dialog.purge_button, dialog.empty_button):
        assert not button.isEnabled()
    assert dialog.close_button.isEnabled()


def test_what_is_left_stays_selectable(dialog: TrashDialog) -> None:
    dialog.set_deleted(DELETED[1:], NOW)
    assert dialog.list.selected_ids() == ["b"]
    assert dialog.restore_button.isEnabled()


def test_escape_closes(qtbot: QtBot, dialog: TrashDialog) -> None:
    qtbot.keyClick(dialog.list, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_every_button_has_a_name(dialog: TrashDialog) -> None:
    assert all(button.accessibleName() for button in dialog.findChildren(QAbstractButton))
    assert dialog.list.accessibleName()
