"""The menu of the conversation: which wishes it carries, and when."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.conversation_menu import ConversationMenu

NAMES = ("rename", "delete", "export", "import", "transcribe", "presets", "shortcuts", "about")


def test_each_entry_is_a_wish(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    menu = ConversationMenu(owner)
    heard: list[str] = []
    for name in NAMES:
        getattr(menu, f"{name}_requested").connect(lambda _=False, name=name: heard.append(name))
    for action in menu.actions():
        if not action.isSeparator():
            action.trigger()
    assert heard == list(NAMES)


def test_what_is_not_begun_has_no_name_and_is_not_deleted(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    menu = ConversationMenu(owner)
    menu.set_begun(False)
    off = [action.text() for action in menu.actions() if not action.isEnabled()]
    assert off == ["Rename the conversation", "Delete the conversation"]
    menu.set_begun(True)
    assert all(action.isEnabled() for action in menu.actions())
