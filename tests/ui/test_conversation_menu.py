"""The menu of the conversation: which wishes it carries, and when."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.conversation_menu import ConversationMenu


def test_each_entry_is_a_wish(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    menu = ConversationMenu(owner)
    wishes = [name for name in vars(ConversationMenu) if name.endswith("_requested")]
    heard: list[str] = []
    for name in wishes:
        getattr(menu, name).connect(lambda _=False, name=name: heard.append(name))
    for action in menu.actions():
        if not action.isSeparator():
            action.trigger()
    assert len(heard) > 5
    assert sorted(heard) == sorted(wishes)


def test_what_is_not_begun_has_no_name_and_is_not_deleted(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    menu = ConversationMenu(owner)
    menu.set_begun(False, listed=False)
    shown = [action for action in menu.actions() if action.isVisible()]
    off = [action.text() for action in shown if not action.isEnabled()]
    assert off == [
        "Rename the conversation",
        "Delete the conversation",
        "Find in it…",
    ]
    menu.set_begun(True, listed=True)
    assert all(action.isEnabled() for action in shown)


def test_a_temporary_one_has_words_to_find_and_no_name(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    menu = ConversationMenu(owner)
    menu.set_begun(True, listed=False)
    shown = [action for action in menu.actions() if action.isVisible()]
    off = [action.text() for action in shown if not action.isEnabled()]
    assert off == ["Rename the conversation", "Delete the conversation"]
