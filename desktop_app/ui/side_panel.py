"""The left side of the window: a new conversation, those there are, and the settings."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.button import IconButton, RowButton
from desktop_app.ui.conversation_list import ConversationList
from desktop_app.ui.search.finder import Finder
from desktop_app.ui.theme import SIDE_WIDTH, SPACE, Theme


class SidePanel(QFrame):
    """Holds the list of conversations between its two buttons."""

    new_requested = Signal()
    fold_requested = Signal()
    settings_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self.setFixedWidth(theme.scaled(SIDE_WIDTH))

        self.new_button = RowButton(theme, "plus", self.tr("New conversation"), "text")
        self.new_button.setObjectName("newConversation")
        self.new_button.setToolTip(self.tr("Begin a new conversation (Ctrl+N)"))
        self.new_button.clicked.connect(self.new_requested)
        self.fold_button = IconButton(theme, "panel", self.tr("Hide the side panel"))
        self.fold_button.clicked.connect(self.fold_requested)
        self.list = ConversationList(theme)
        self.finder = Finder(theme, self.list)
        self.settings_button = RowButton(theme, "settings", self.tr("Settings"), "text_second")
        self.settings_button.setObjectName("settings")
        self.settings_button.setProperty("kind", "quiet")
        self.settings_button.setToolTip(self.tr("Settings (Ctrl+,)"))
        self.settings_button.clicked.connect(self.settings_requested)
        for button in (self.new_button, self.settings_button):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._build()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(SPACE[0], 0, SPACE[0], 0)
        top.setSpacing(SPACE[1])
        top.addWidget(self.new_button, 1)
        top.addWidget(self.fold_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[1], SPACE[2], SPACE[1], SPACE[2])
        column.setSpacing(SPACE[1])
        column.addLayout(top)
        column.addWidget(self.finder, 1)
        column.addWidget(self.settings_button)
