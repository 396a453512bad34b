"""Above the settings of the Hub: who is logged in there, and the way to change that."""

import os
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop_app.core.hub_access import HubAccess
from desktop_app.ui.models.hub_client import HubClient
from desktop_app.ui.models.word_label import WordLabel
from desktop_app.ui.theme import CAPTION, SPACE, Theme


class HubAccount(QFrame):
    """A card with the way to the dialog that knows the rest: nothing is asked before."""

    action_requested = Signal(object, object)
    """The `Action` of a problem's button that the dialog cannot do, and the `Problem`."""

    def __init__(
        self,
        theme: Theme,
        hub: HubClient,
        access: Callable[[], HubAccess],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("settingsCard")
        self._theme = theme
        self._hub = hub
        self._access = lambda: access().within(os.environ)
        words = WordLabel(theme, CAPTION, tone="second")
        words.setText(
            self.tr("Some makers hand out their models only to those who have agreed to a licence.")
        )
        self.button = QPushButton(self.tr("Log in to the Hub…"))
        self.button.setAccessibleName(self.button.text())
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE[3], SPACE[2], SPACE[2], SPACE[2])
        row.setSpacing(SPACE[2])
        row.addWidget(words, 1)
        row.addWidget(self.button)

    def _open(self) -> None:
        from desktop_app.ui.models.login_dialog import LoginDialog

        dialog = LoginDialog(self._theme, self._hub, self._access, self.window())
        dialog.action_requested.connect(self.action_requested)
        dialog.open()
