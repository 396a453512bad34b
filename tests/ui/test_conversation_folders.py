"""Pins, folders and several conversations at once, in the list: by mouse and by keyboard."""

from datetime import datetime

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from desktop_app.core.filing import Folder
from desktop_app.core.summary import Summary
from desktop_app.ui.conversation_list import ConversationList
from desktop_app.ui.conversation_model import ConversationRole
from desktop_app.ui.theme import Theme

NOON = datetime.now().replace(hour=12, minute=0, second=0).timestamp()
WORK, HOME = Folder("work", "Work"), Folder("home", "Home & garden")
NO_KEYS = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def summary(id: str, age: int, folder: str = "", pinned: bool = False) -> Summary:
    return Summary(id, f"Title {id}", NOON - age, NOON - age, "", pinned, folder)


SUMMARIES = [
    summary("a", 1),
    summary("b", 2, "work"),
    summary("c", 3, "home", pinned=True),
    summary("d", 4, "work"),
    summary("e", 5, "there is no such folder"),
]
LISTED = ["Title c", "Work", "Title b", "Title d", "Home & garden", "Title a", "Title e"]


@pytest.fixture
def view(qtbot: QtBot) -> ConversationList:
    view = ConversationList(Theme("light"))
    QAbstractItemModelTester(
        view.conversations(), QAbstractItemModelTester.FailureReportingMode.Warning, view
    )  # A warning fails the test.
    view.resize(232, 600)
    view.set_summaries(SUMMARIES, set(), [WORK, HOME])
    qtbot.addWidget(view)
    view.show()
    view.opens = []  # type: ignore[attr-defined]
    view.opened.connect(view.opens.append)  # type: ignore[attr-defined]
    return view


def opens(view: ConversationList) -> list[str]:
    return view.opens  # type: ignore[attr-defined, no-any-return]


def column(view: ConversationList, role: int = Qt.ItemDataRole.DisplayRole) -> list[object]:
    model = view.conversations()
    return [model.index(row).data(role) for row in range(model.rowCount())]


def place(view: ConversationList, words: str) -> QPoint:
    """Where the row with these words can be clicked on."""
    rect = view.visualRect(view.row(column(view).index(words)))
    return QPoint(rect.center().x(), rect.bottom() - 8)


def click(qtbot: QtBot, view: ConversationList, words: str, keys: Qt.KeyboardModifier = NO_KEYS):
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, place(view, words))


def press(qtbot: QtBot, view: ConversationList, key: Qt.Key, keys=NO_KEYS) -> None:
    qtbot.keyClick(view, key, keys)


def entries(menu: QMenu) -> dict[str, object]:
    return {entry.text().partition("\t")[0]: entry for entry in menu.actions() if entry.text()}


def test_pinned_then_folders_then_days(view: ConversationList) -> None:
    assert column(view) == LISTED
    assert column(view, ConversationRole.SECTION) == [
        *("Pinned", "Folders", "", "", "", "Today", "")
    ]
    assert column(view, ConversationRole.FOLDER) == [*("", "work", "work", "work", "home", "", "")]


def test_what_the_eye_sees_is_spoken(view: ConversationList) -> None:
    view.set_folded({"work"})
    assert column(view, Qt.ItemDataRole.AccessibleTextRole) == [
        "Title c, pinned",
        "Folder Work, folded, conversations: 2",
        "Folder Home & garden, unfolded, conversations: 0",
        "Title a, Today",
        "Title e",
    ]
    view.set_folded(())
    assert "Title b, in the folder Work" in column(view, Qt.ItemDataRole.AccessibleTextRole)


def test_a_click_folds_and_opens_nothing(qtbot: QtBot, view: ConversationList) -> None:
    with qtbot.assertNotEmitted(view.picked):
        click(qtbot, view, "Work")
    assert column(view) == ["Title c", "Work", "Home & garden", "Title a", "Title e"]
    click(qtbot, view, "Work")
    assert column(view) == LISTED
    assert opens(view) == []


def test_two_clicks_in_a_row_are_two(qtbot: QtBot, view: ConversationList) -> None:
    click(qtbot, view, "Work")
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place(view, "Work"))
    assert view.findChild(QLineEdit) is None


def test_the_arrow_keys_fold_as_in_a_tree(qtbot: QtBot, view: ConversationList) -> None:
    view.set_current("d")
    press(qtbot, view, Qt.Key.Key_Left)
    assert view.chosen_folder() == "work"
    press(qtbot, view, Qt.Key.Key_Left)
    assert view.conversations().folded() == {"work"}
    press(qtbot, view, Qt.Key.Key_Left)
    press(qtbot, view, Qt.Key.Key_Right)
    assert view.conversations().folded() == frozenset()
    press(qtbot, view, Qt.Key.Key_Return)
    assert view.conversations().folded() == {"work"}
    press(qtbot, view, Qt.Key.Key_Down)
    press(qtbot, view, Qt.Key.Key_Down)
    assert opens(view) == ["a"]


def test_the_open_conversation_stays_open_when_its_folder_is_folded(
    qtbot: QtBot, view: ConversationList
) -> None:
    click(qtbot, view, "Title b")
    click(qtbot, view, "Work")
    view.set_summaries(SUMMARIES, {"b"}, [WORK, HOME])
    view.set_current("b")
    assert view.current_id() == "b"
    assert view.conversations().folded() == {"work"}
    assert opens(view) == ["b"]


def test_who_goes_to_a_conversation_sees_where_it_is(view: ConversationList) -> None:
    view.set_folded({"work"})
    view.set_current("d")
    assert column(view) == LISTED
    assert view.selected_ids() == ["d"]


def test_several_are_selected_while_one_is_read(qtbot: QtBot, view: ConversationList) -> None:
    click(qtbot, view, "Title b")
    click(qtbot, view, "Title a", CONTROL)
    click(qtbot, view, "Title c", CONTROL)
    assert (opens(view), view.current_id()) == (["b"], "b")
    assert view.selected_ids() == ["c", "b", "a"]
    view.set_summaries(SUMMARIES, {"b"}, [WORK, HOME])  # a reply begins
    view.set_current("b")
    assert view.selected_ids() == ["c", "b", "a"]
    with qtbot.waitSignal(view.delete_requested) as wish:
        press(qtbot, view, Qt.Key.Key_Delete)
    assert wish.args == [["c", "b", "a"]]
    click(qtbot, view, "Title a")
    assert (view.selected_ids(), opens(view)) == (["a"], ["b", "a"])


def test_a_click_on_what_is_selected_opens_it(qtbot: QtBot, view: ConversationList) -> None:
    click(qtbot, view, "Title a")
    click(qtbot, view, "Title e", CONTROL)
    click(qtbot, view, "Title e")
    assert opens(view) == ["a", "e"]


def test_shift_and_the_arrows_select(qtbot: QtBot, view: ConversationList) -> None:
    click(qtbot, view, "Title c")
    for _ in range(3):
        press(qtbot, view, Qt.Key.Key_Down, SHIFT)
    assert view.selected_ids() == ["c", "b", "d"]  # and the folder's row is no conversation
    assert opens(view) == ["c"]


def test_steps_go_from_conversation_to_conversation(view: ConversationList) -> None:
    view.set_current("c")
    for _ in range(3):
        view.step(1)
    view.step(-1)
    assert opens(view) == ["b", "d", "a", "d"]


def test_pin_is_a_wish(qtbot: QtBot, view: ConversationList) -> None:
    click(qtbot, view, "Title c")
    with qtbot.waitSignal(view.pin_requested) as wish:
        view.toggle_pin()
    assert wish.args == [["c"], False]
    click(qtbot, view, "Title a", CONTROL)
    with qtbot.waitSignal(view.pin_requested) as wish:
        view.toggle_pin()
    assert wish.args == [["c", "a"], True]


def test_a_folder_is_renamed_in_place(qtbot: QtBot, view: ConversationList) -> None:
    view.choose_folder("home")
    press(qtbot, view, Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit)
    assert editor is not None
    assert (editor.text(), editor.accessibleName()) == ("Home & garden", "Name of the folder")
    editor.selectAll()
    qtbot.keyClicks(editor, "House")
    with qtbot.assertNotEmitted(view.renamed), qtbot.waitSignal(view.folder_renamed) as told:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert told.args == ["home", "House"]
    assert "House" in column(view)


def test_delete_on_a_folder_is_for_the_folder(qtbot: QtBot, view: ConversationList) -> None:
    view.choose_folder("work")
    with (
        qtbot.assertNotEmitted(view.delete_requested),
        qtbot.waitSignal(view.folder_delete_requested) as wish,
    ):
        press(qtbot, view, Qt.Key.Key_Delete)
    assert wish.args == ["work"]


def test_folders_change_places_by_the_keyboard(qtbot: QtBot, view: ConversationList) -> None:
    view.choose_folder("home")
    with qtbot.assertNotEmitted(view.folders_arranged):
        press(qtbot, view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    with qtbot.waitSignal(view.folders_arranged) as wish:
        press(qtbot, view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert wish.args == [["home", "work"]]


def test_the_menu_of_several(qtbot: QtBot, view: ConversationList) -> None:
    menu = view.menu_for("a", "b")
    found = entries(menu)
    assert list(found) == ["Pin", "Move to a folder", "Delete"]
    folders = entries(found["Move to a folder"].menu())  # type: ignore[attr-defined]
    assert list(folders) == ["Work", "Home && garden", "New folder…", "Take out of the folder"]
    with qtbot.waitSignal(view.move_requested) as wish:
        folders["Home && garden"].trigger()  # type: ignore[attr-defined]
    assert wish.args == [["a", "b"], "home"]
    with qtbot.waitSignal(view.new_folder_requested) as wish:
        folders["New folder…"].trigger()  # type: ignore[attr-defined]
    assert wish.args == [["a", "b"]]
    assert "Rename" in entries(view.menu_for("a"))
    assert "Take the pin off" in entries(view.menu_for("c"))


def test_the_menu_of_a_folder(qtbot: QtBot, view: ConversationList) -> None:
    found = entries(view.menu_for("home"))
    with qtbot.waitSignal(view.new_requested):
        found["New conversation in it"].trigger()  # type: ignore[attr-defined]
    assert view.chosen_folder() == "home"
    assert not found["Move down"].isEnabled()  # type: ignore[attr-defined]
    with qtbot.waitSignal(view.folders_arranged):
        found["Move up"].trigger()  # type: ignore[attr-defined]


def drag(view: ConversationList, source: str, target: QPoint, *, drop: bool = True) -> bool:
    """Drag what is selected, or the row with these words, to a place; whether it is taken."""
    indexes = view.selectedIndexes() or [view.row(column(view).index(source))]
    return dragged(view, view.conversations().mimeData(indexes), target, drop=drop)


def dragged(view: ConversationList, data: QMimeData, target: QPoint, *, drop: bool = True) -> bool:
    move, left = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    over = QDragMoveEvent(target, move, data, left, NO_KEYS)
    view.dragMoveEvent(over)
    if drop and over.isAccepted():
        view.dropEvent(QDropEvent(QPointF(target), move, data, left, NO_KEYS))
    return over.isAccepted()


def test_what_is_selected_is_dragged_into_a_folder(qtbot: QtBot, view: ConversationList) -> None:
    click(qtbot, view, "Title a")
    click(qtbot, view, "Title b", CONTROL)
    with qtbot.waitSignal(view.move_requested) as wish:
        assert drag(view, "", place(view, "Title d"))
    assert wish.args == [["a"], "work"]  # b is there already


def test_a_conversation_is_dragged_out_of_its_folder(qtbot: QtBot, view: ConversationList) -> None:
    with qtbot.waitSignal(view.move_requested) as wish:
        assert drag(view, "Title b", place(view, "Title e"))
    assert wish.args == [["b"], ""]
    with qtbot.waitSignal(view.move_requested) as wish:
        assert drag(view, "Title c", QPoint(100, 590))  # below all rows
    assert wish.args == [["c"], ""]


def test_a_conversation_is_pinned_by_dragging(qtbot: QtBot, view: ConversationList) -> None:
    with qtbot.waitSignal(view.pin_requested) as wish:
        assert drag(view, "Title a", place(view, "Title c"))
    assert wish.args == [["a"], True]


def test_a_folder_is_dragged_among_folders_only(qtbot: QtBot, view: ConversationList) -> None:
    assert not drag(view, "Home & garden", place(view, "Title a"))
    with qtbot.waitSignal(view.folders_arranged) as wish:
        assert drag(view, "Home & garden", place(view, "Work"))
    assert wish.args == [["home", "work"]]
    with qtbot.assertNotEmitted(view.folders_arranged):
        drag(view, "Work", place(view, "Work"))


def test_the_target_is_shown(view: ConversationList) -> None:
    before = view.grab().toImage()
    drag(view, "Title a", place(view, "Title b"), drop=False)
    during = view.grab().toImage()
    assert during != before
    nothing, at = QMimeData(), QPointF(place(view, "Title a"))  # Qt does not keep it alive.
    move, left = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    view.dropEvent(QDropEvent(at, move, nothing, left, NO_KEYS))
    assert view.grab().toImage() != during


def test_what_comes_from_elsewhere_is_the_windows(view: ConversationList) -> None:
    data = QMimeData()
    data.setText("words")
    assert not dragged(view, data, place(view, "Work"))


def test_rows_keep_their_identity_when_a_folder_is_folded(view: ConversationList) -> None:
    view.set_current("e")
    view.set_folded({"work", "home"})
    view.set_folded({"home"})
    view.set_summaries(SUMMARIES[:4:-1] + SUMMARIES[:5], set(), [HOME, WORK])
    assert view.selected_ids() == ["e"]
    assert column(view)[:3] == ["Title c", "Home & garden", "Work"]


def test_ten_thousand_conversations_are_told_of_in_few_words(
    qtbot: QtBot, view: ConversationList
) -> None:
    """How often views are told does not grow with the conversations: each time is a layout."""
    many = [summary(f"id{n}", n * 600, "work" if n % 2 else "") for n in range(10_000)]
    view.set_summaries(many, set(), [WORK, HOME])
    model, told = view.conversations(), []
    for signal in (model.rowsInserted, model.rowsRemoved, model.dataChanged, model.layoutChanged):
        signal.connect(lambda *_: told.append(1))
    view.set_summaries(many, set(), [WORK, HOME])
    assert told == []
    view.set_summaries([summary("id5000", 0), *many[:5000], *many[5001:]], set(), [WORK, HOME])
    assert len(told) == 1
    view.set_folded({"work"})
    assert len(told) <= 4
    assert model.rowCount() == 5002


def test_control_and_a_letter_search_nothing(view: ConversationList) -> None:
    """A key with Ctrl is for the window: the list lets it through."""
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_D, CONTROL)
    QApplication.sendEvent(view, event)
    assert opens(view) == []
