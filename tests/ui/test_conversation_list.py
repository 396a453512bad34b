"""The list of conversations by mouse and by keyboard."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.core.summary import Summary
from desktop_app.ui.conversation_list import ConversationList
from desktop_app.ui.theme import Theme

NOON = datetime.now().replace(hour=12, minute=0, second=0).timestamp()


@pytest.fixture
def view(qtbot: QtBot) -> ConversationList:
    view = ConversationList(Theme("light"))
    view.resize(232, 500)
    view.set_summaries(
        [Summary(id, f"Title {id}", NOON - n, NOON - n * 86_400) for n, id in enumerate("abc")]
    )
    qtbot.addWidget(view)
    view.show()
    return view


def opened(view: ConversationList) -> list[str]:
    ids: list[str] = []
    view.opened.connect(ids.append)
    return ids


def click(qtbot: QtBot, view: ConversationList, row: int) -> None:
    place = view.visualRect(view.model().index(row, 0)).bottomLeft()
    place.setX(20)
    place.setY(place.y() - 8)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_click_opens(qtbot: QtBot, view: ConversationList) -> None:
    ids = opened(view)
    click(qtbot, view, 1)
    assert ids == ["b"]
    assert view.current_id() == "b"


def test_the_arrow_keys_open(qtbot: QtBot, view: ConversationList) -> None:
    view.set_current("a")
    ids = opened(view)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert ids == ["b", "c", "b"]


def test_marking_opens_nothing(view: ConversationList) -> None:
    ids = opened(view)
    view.set_current("c")
    assert view.current_id() == "c"
    view.set_current("")
    assert view.current_id() == ""
    view.set_current("unknown")
    assert ids == []


def test_tab_comes_by_without_opening_anything(qtbot: QtBot, view: ConversationList) -> None:
    ids = opened(view)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(view.hasFocus)
    assert (ids, view.current_id()) == ([], "")
    ring = view.grab().toImage()
    view.clearFocus()
    assert view.grab().toImage() != ring
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert ids == ["a"]


def test_steps_stay_inside(view: ConversationList) -> None:
    view.set_current("a")
    ids = opened(view)
    view.step(-1)
    view.step(1)
    view.step(1)
    view.step(1)
    assert ids == ["b", "c"]


def test_an_update_keeps_the_mark_and_opens_nothing(view: ConversationList) -> None:
    view.set_current("c")
    ids = opened(view)
    view.set_summaries([Summary("c", "Title c", NOON, NOON + 60), Summary("a", "A", NOON, NOON)])
    assert view.current_id() == "c"
    assert ids == []


def test_a_deleted_row_opens_no_other(view: ConversationList) -> None:
    view.set_current("b")
    ids = opened(view)
    view.set_summaries([Summary("a", "A", NOON, NOON), Summary("c", "C", NOON, NOON - 9)])
    assert ids == []
    assert view.current_id() == ""


def test_delete_is_a_wish(qtbot: QtBot, view: ConversationList) -> None:
    view.set_current("b")
    with qtbot.waitSignal(view.delete_requested) as wish:
        qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert wish.args == [["b"]]
    assert view.model().rowCount() == 3


def test_f2_renames_in_place(qtbot: QtBot, view: ConversationList) -> None:
    view.set_current("b")
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "Title b"
    assert editor.accessibleName()
    editor.selectAll()
    qtbot.keyClicks(editor, "Better")
    with qtbot.assertNotEmitted(view.confirmed), qtbot.waitSignal(view.renamed) as told:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert told.args == ["b", "Better"]


def test_escape_leaves_the_title(qtbot: QtBot, view: ConversationList) -> None:
    view.rename("c")
    editor = view.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "wrong")
    with qtbot.assertNotEmitted(view.renamed):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert view.model().index(2, 0).data() == "Title c"


def test_an_update_leaves_the_open_editor(qtbot: QtBot, view: ConversationList) -> None:
    view.set_current("b")
    view.rename("b")
    editor = view.findChild(QLineEdit)
    assert editor is not None
    editor.setText("half way")
    view.set_summaries(
        [Summary("b", "Title b", NOON, NOON + 60), Summary("a", "Title a", NOON, NOON)], {"b"}
    )
    assert view.findChild(QLineEdit) is editor
    assert editor.text() == "half way"


def test_the_menu_offers_what_works(qtbot: QtBot, view: ConversationList) -> None:
    menu = view.menu_for("b")
    delete = next(action for action in menu.actions() if action.text().startswith("Delete"))
    with qtbot.waitSignal(view.delete_requested) as wish:
        delete.trigger()
    assert wish.args == [["b"]]
    new = view.menu_for("").actions()[0]
    with qtbot.waitSignal(view.new_requested):
        new.trigger()


def test_captions_stand_above_the_first_of_their_days(view: ConversationList) -> None:
    theme = Theme("light")
    heights = [view.visualRect(view.model().index(row, 0)).height() for row in range(3)]
    assert min(heights) > theme.row_height()  # a, b and c lie on different days
    view.set_summaries([Summary("a", "A", NOON, NOON), Summary("b", "B", NOON, NOON - 60)])
    assert view.visualRect(view.model().index(1, 0)).height() == theme.row_height()


def test_what_scripts_rely_on(view: ConversationList) -> None:
    assert view.objectName() == "conversations"
    assert view.model().index(0, 0).data() == "Title a"


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_a_preset_stands_at_the_end_of_its_row(
    view: ConversationList, direction: Qt.LayoutDirection
) -> None:
    view.setLayoutDirection(direction)
    plain = view.grab().toImage()
    view.conversations().set_preset("b", "A preset with a rather long name")
    shown = view.grab().toImage()

    row = view.visualRect(view.model().index(1, 0))
    scale = shown.devicePixelRatio()
    changed = {
        x
        for x in range(shown.width())
        for y in range(round(row.top() * scale), round(row.bottom() * scale))
        if plain.pixel(x, y) != shown.pixel(x, y)
    }
    middle = row.center().x() * scale
    assert changed
    if direction == Qt.LayoutDirection.LeftToRight:
        assert min(changed) > middle
    else:
        # A title of Latin letters moves out of its way.
        assert min(changed) < middle / 2
        assert max(changed) < 1.5 * middle
