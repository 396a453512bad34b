"""Pins, folders and the trash in the real window, with what is kept of them."""

import sqlite3
import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMessageBox

from desktop_app.core.conversation import Conversation, Role
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.paths import Places
from desktop_app.core.store import Store
from desktop_app.engines.scripted import ScriptedOptions
from desktop_app.ui.banner import Banner
from tests.end_to_end.conftest import close
from tests.end_to_end.test_chat import SLOW, ask, idle, say, texts, titles

DAY = 86_400
CONTROL = Qt.KeyboardModifier.ControlModifier


def keep(home, *names: str) -> list[str]:
    """Conversations of earlier days, the first one the youngest; their ids."""
    places = Places(home)
    places.create()
    store = Store.open(places.database)
    ids = []
    for number, name in enumerate(names):
        conversation = Conversation(title=name)
        conversation.add(Role.USER, name, "", time.time() - number * 60)
        conversation.changed = time.time() - number * 60
        store.save_messages(conversation, conversation.messages.values(), durable=True)
        ids.append(conversation.id)
    store.close()
    return ids


def listed(parley):
    return parley.window.conversations


def undo(qtbot, parley) -> None:
    banner: Banner = parley.window.notices.banners()[0]
    button = next(each for each in banner.findChildren(QAbstractButton) if each.text() == "Undo")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def press(qtbot, parley, key) -> None:
    """A key of the window, with Ctrl."""
    parley.window.activateWindow()
    qtbot.waitUntil(parley.window.isActiveWindow)
    qtbot.keyClick(parley.window, key, CONTROL)


def type_name(qtbot, parley, name: str) -> None:
    editor = listed(parley).findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, name)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def news(parley) -> str:
    return parley.window.notices.banners()[0].text()


def test_what_is_pinned_and_filed_is_there_after_a_restart(qtbot, start, tmp_path):
    _, b, c = keep(tmp_path / "home", "A", "B", "C")
    parley = start()
    listed(parley).new_folder_requested.emit([b])
    type_name(qtbot, parley, "Work")
    qtbot.waitUntil(lambda: titles(parley) == ["Work", "B", "A", "C"])

    parley.chat.conversations.open(c)
    press(qtbot, parley, Qt.Key.Key_D)
    assert titles(parley) == ["C", "Work", "B", "A"]
    listed(parley).toggle_folder(parley.session.filing.folders()[0].id)
    assert titles(parley) == ["C", "Work", "A"]
    close(parley)

    again = start()
    assert titles(again) == ["C", "Work", "A"]
    again.chat.conversations.open(b)
    assert titles(again) == ["C", "Work", "B", "A"]
    assert texts(again) == ["B"]


def test_several_are_moved_and_come_back_by_one_undo(qtbot, start, tmp_path):
    a, b, c = keep(tmp_path / "home", "A", "B", "C")
    parley = start()
    work = parley.session.filing.create("Work").id
    parley.session.filing.pin([c], True)
    parley.chat.conversations.show_list()
    listed(parley).move_requested.emit([a, c], work)
    assert titles(parley) == ["Work", "A", "C", "B"]
    assert news(parley) == "2 conversations were moved to Work."
    undo(qtbot, parley)
    assert titles(parley) == ["C", "Work", "A", "B"]

    listed(parley).pin_requested.emit([a, b], True)
    assert titles(parley) == ["A", "B", "C", "Work"]
    undo(qtbot, parley)
    assert titles(parley) == ["C", "Work", "A", "B"]


def test_several_are_deleted_and_come_back_by_one_undo(qtbot, start, tmp_path):
    _, b, _ = keep(tmp_path / "home", "A", "B", "C")
    parley = start()
    parley.chat.conversations.open(b)
    listed(parley).selectAll()
    qtbot.keyClick(listed(parley), Qt.Key.Key_Delete)
    assert (titles(parley), texts(parley)) == ([], [])
    assert news(parley) == "3 conversations were deleted."
    undo(qtbot, parley)
    assert (titles(parley), texts(parley)) == (["A", "B", "C"], ["B"])


def test_a_deleted_folder_leaves_its_conversations_and_comes_back(qtbot, start, tmp_path):
    _, _, c = keep(tmp_path / "home", "A", "B", "C")
    parley = start()
    work = parley.session.filing.create("Work").id
    parley.session.filing.move([c], work)
    parley.chat.conversations.show_list()
    listed(parley).set_folded({work})
    listed(parley).choose_folder(work)
    listed(parley).set_folded({work})
    qtbot.keyClick(listed(parley), Qt.Key.Key_Delete)
    assert titles(parley) == ["A", "B", "C"]
    undo(qtbot, parley)
    assert titles(parley) == ["Work", "A", "B"]


def test_a_conversation_begins_in_the_folder_that_is_chosen(qtbot, start, tmp_path):
    (a,) = keep(tmp_path / "home", "A")
    parley = start()
    work = parley.session.filing.create("Work").id
    parley.chat.conversations.show_list()
    parley.chat.conversations.open(a)
    listed(parley).choose_folder(work)
    press(qtbot, parley, Qt.Key.Key_N)
    assert texts(parley) == []
    assert listed(parley).chosen_folder() == work
    ask(qtbot, parley, "In here")
    assert titles(parley) == ["Work", "In here", "A"]
    assert listed(parley).selected_ids() == [parley.session.conversation.id]

    press(qtbot, parley, Qt.Key.Key_N)  # a conversation is marked: outside
    ask(qtbot, parley, "Out there")
    assert titles(parley) == ["Work", "In here", "Out there", "A"]


def test_the_trash_gives_back_and_forgets(qtbot, start, tmp_path):
    a, b, c = keep(tmp_path / "home", "A", "B", "C")
    parley = start()
    parley.chat.conversations.delete(a, b, c)
    menu = parley.window.menu
    next(each for each in menu.actions() if each.text().startswith("Deleted")).trigger()
    dialog = parley.window.findChild(object, "trashDialog")
    assert dialog.isVisible()
    dialog.list.setCurrentIndex(dialog.list.model().index(1, 0))
    (back,) = dialog.list.selected_ids()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert [each.id for each in parley.session.summaries()] == [back]
    assert len(titles(parley)) == 1

    dialog.empty_button.click()
    (box,) = [each for each in dialog.findChildren(QMessageBox) if each.isVisible()]
    next(each for each in box.buttons() if each.text() == "Delete for good").click()
    qtbot.waitUntil(lambda: parley.session.deleted() == [])
    assert dialog.list.model().rowCount() == 0
    dialog.reject()
    undo(qtbot, parley)  # the notice of the deletion is still there; there is nothing to undo
    assert len(titles(parley)) == 1
    assert [banner for banner in parley.window.notices.banners() if banner.problem] == []


def test_a_reply_that_is_written_is_deleted_for_good_with_its_conversation(qtbot, start):
    parley = start(SLOW)
    say(qtbot, parley, "Go on")
    qtbot.waitUntil(lambda: len(texts(parley)) == 2 and "word" in texts(parley)[1])
    conversation = parley.session.conversation.id
    parley.chat.conversations.delete(conversation)
    parley.session.purge(conversation)
    qtbot.waitUntil(lambda: idle(parley) and parley.session.jobs_running == 0)
    assert (titles(parley), parley.session.deleted()) == ([], [])
    close(parley)
    again = start(SLOW)
    assert titles(again) == []


def test_what_is_old_goes_some_time_after_the_start(qtbot, start, tmp_path, monkeypatch):
    old, young, _ = keep(tmp_path / "home", "Old", "Young", "Kept")
    database = Places(tmp_path / "home").database
    with sqlite3.connect(database) as db:
        for id, days in ((old, 30.1), (young, 29.9)):
            db.execute(
                "UPDATE conversations SET deleted = ? WHERE id = ?",
                (time.time() - days * DAY, id),
            )
    db.close()
    monkeypatch.setattr("desktop_app.app.SWEEP_AFTER", 0)
    parley = start(ScriptedOptions())
    qtbot.waitUntil(lambda: [each.id for each in parley.session.deleted()] == [young])
    assert titles(parley) == ["Kept"]


def test_what_cannot_be_kept_is_told_and_changes_nothing(qtbot, start, tmp_path, monkeypatch):
    (b,) = keep(tmp_path / "home", "B")
    parley = start()
    work = parley.session.filing.create("Work").id
    parley.session.filing.move([b], work)
    parley.chat.conversations.show_list()

    def refuse(*_: object) -> None:
        raise ParleyError(Problem("store.full"))

    for name in ("pin", "move", "create", "rename", "remove", "arrange"):
        monkeypatch.setattr(parley.session.filing, name, refuse)
    view = listed(parley)
    wishes = (
        lambda: view.pin_requested.emit([b], True),
        lambda: view.move_requested.emit([b], ""),
        lambda: view.new_folder_requested.emit([b]),
        lambda: view.conversations().setData(view.row(0), "Other name"),
        lambda: view.folder_delete_requested.emit(work),
        lambda: view.folders_arranged.emit([work]),
    )
    for wish in wishes:
        parley.window.notices.clear_problem("store.full")
        wish()
        told = [each.problem.code for each in parley.window.notices.banners() if each.problem]
        assert told == ["store.full"]
        assert titles(parley) == ["Work", "B"]


def test_what_cannot_be_deleted_for_good_stays_listed(qtbot, start, tmp_path, monkeypatch):
    (a,) = keep(tmp_path / "home", "A")
    parley = start()
    parley.session.delete(a)
    tries: list[str] = []

    def refuse(id: str) -> None:
        tries.append(id)
        raise ParleyError(Problem("store.full"))

    monkeypatch.setattr(parley.session, "purge", refuse)
    parley.window.trash_requested.emit()
    dialog = parley.window.findChild(object, "trashDialog")
    dialog.purge_requested.emit([a])
    assert dialog.list.model().rowCount() == 0
    qtbot.waitUntil(lambda: dialog.list.model().rowCount() == 1)
    told = [each.problem.code for each in parley.window.notices.banners() if each.problem]
    assert (told, tries) == (["store.full"], [a])
    dialog.reject()
