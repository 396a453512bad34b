"""Logging in to the Hub: whose token is used, where it is kept, and a field for another one."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.errors import Problem
from desktop_app.core.hub import Account, HubEvent, TokenJob, TokenPlace
from desktop_app.core.hub_access import HubAccess
from desktop_app.core.kinds.kind import Action
from desktop_app.ui.first_size import open_at
from desktop_app.ui.models.hub_client import HubClient
from desktop_app.ui.models.obstacle import Obstacle
from desktop_app.ui.models.word_label import WordLabel
from desktop_app.ui.opener import open_page
from desktop_app.ui.theme import CAPTION, SPACE, Theme

TOKENS = "/settings/tokens"
"""Where on the Hub a token is made."""
_LONGEST = 500


class LoginDialog(QDialog):
    """Asks the Hub who is logged in, and passes a token on. It keeps none."""

    action_requested = Signal(object, object)
    """The `Action` of a problem's button that this dialog cannot do, and the `Problem`."""

    def __init__(
        self,
        theme: Theme,
        hub: HubClient,
        access: Callable[[], HubAccess],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Log in to the Hub"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._hub = hub
        self._access = access
        self._ticket = 0
        self._changes = False
        """Whether the question under way is about another token."""
        self._account: Account | None = None
        self._build(theme)
        hub.answered.connect(self._on_answer)
        hub.ended.connect(self._on_end)
        hub.failed.connect(self._on_failure)
        self.finished.connect(self._leave)
        open_at(self, QSize(480, 0))
        self._ask(None)

    def refresh(self) -> None:
        """Show who is logged in, and what can be done."""
        account = self._account
        self.who.setText(self._who())
        self.where.show_words(self._where(account.place) if account else "")
        self.busy.setVisible(bool(self._ticket))
        kept = account is not None and account.place is TokenPlace.KEYRING
        self.logout_button.setVisible(kept)
        self.logout_button.setEnabled(not self._ticket)
        changing = bool(self._ticket) and self._changes
        self.login_button.setEnabled(not changing and bool(self.field.text().strip()))
        self._make_room()

    def showEvent(self, event: QShowEvent) -> None:
        """High enough for the words as they wrap; known once the fonts are."""
        super().showEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        layout = self.layout()
        if layout is None or not self.isVisible():
            return
        layout.activate()
        needed = layout.totalHeightForWidth(self.width())
        if needed > self.height():
            open_at(self, QSize(self.width(), needed))

    def _build(self, theme: Theme) -> None:
        self.who = WordLabel(theme)
        self.where = WordLabel(theme, CAPTION, tone="second")
        about = WordLabel(theme)
        about.setText(
            self.tr(
                "With a token Parley may fetch models whose licence you have agreed to on the "
                "Hub. One that may only read is enough."
            )
        )
        self.make_button = QPushButton(self.tr("Make a token on the Hub"))
        self.make_button.setAccessibleDescription(self.tr("Opens in the browser"))
        self.make_button.clicked.connect(self._open_tokens)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setMaxLength(_LONGEST)
        self.field.setPlaceholderText("hf_…")
        self.field.setAccessibleName(self.tr("Token"))
        self.field.textChanged.connect(self.refresh)
        self.login_button = QPushButton(self.tr("Log in"))
        self.login_button.setProperty("kind", "primary")
        self.login_button.setDefault(True)
        self.login_button.clicked.connect(self._log_in)
        self.logout_button = QPushButton(self.tr("Log out"))
        self.logout_button.clicked.connect(lambda: self._ask(""))
        kept = WordLabel(theme, CAPTION, tone="second")
        kept.setText(self.tr("It is kept in the keyring of this system, and in no file."))
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(self.tr("Asking the Hub…"))
        self.obstacle = Obstacle(theme)
        self.obstacle.action_requested.connect(self._act)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        for button in (self.make_button, self.login_button, self.logout_button):
            button.setAccessibleName(button.text())
            button.setAutoDefault(False)
        line = QHBoxLayout()
        line.setSpacing(SPACE[1])
        line.addWidget(self.field, 1)
        line.addWidget(self.login_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[3])
        column.setSpacing(SPACE[1])
        column.addWidget(self.who)
        column.addWidget(self.where)
        column.addWidget(self.logout_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addSpacing(SPACE[1])
        column.addWidget(about)
        column.addWidget(self.make_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addLayout(line)
        column.addWidget(kept)
        column.addWidget(self.busy)
        column.addWidget(self.obstacle)
        column.addStretch(1)
        column.addWidget(buttons)
        self.field.setFocus()

    def _who(self) -> str:
        if self._account is None:
            return self.tr("Who is logged in is not known yet.") if self._ticket else ""
        if not self._account.name:
            return self.tr("Nobody is logged in.")
        return self.tr("You are logged in as {name}.").format(name=self._account.name)

    def _where(self, place: TokenPlace) -> str:
        match place:
            case TokenPlace.KEYRING:
                return self.tr("The token is kept in the keyring of this system.")
            case TokenPlace.ENVIRONMENT:
                return self.tr("The token is the one in HF_TOKEN. Parley does not change it.")
            case TokenPlace.FILE:
                return self.tr(
                    "The token is the one of the program hf. Log out there to forget it."
                )
        return ""

    def _ask(self, token: str | None) -> None:
        self.obstacle.show_problem(None)
        self._ticket = self._hub.ask(TokenJob("token", self._access(), token))
        self._changes = token is not None
        self.refresh()

    def _log_in(self) -> None:
        token = self.field.text().strip()
        if not token or (self._ticket and self._changes):
            return
        if self._ticket:
            # Who was logged in before is not of interest any more.
            self._hub.cancel(self._ticket)
        self._ask(token)

    def _on_answer(self, ticket: int, event: HubEvent) -> None:
        if ticket == self._ticket and isinstance(event, Account):
            self._account = event
            if self._changes:
                self.field.clear()
                self._hub.logged_in.emit()

    def _on_end(self, ticket: int) -> None:
        if ticket == self._ticket:
            self._ticket = 0
            self.refresh()

    def _on_failure(self, ticket: int, problem: Problem) -> None:
        if ticket == self._ticket:
            self._ticket = 0
            self.obstacle.show_problem(problem)
            self.refresh()

    def _act(self, action: Action, problem: Problem) -> None:
        if action is Action.LOG_IN:
            self.field.setFocus()
            self.field.selectAll()
        elif action is Action.TRY_AGAIN:
            self.obstacle.show_problem(None)
            token = self.field.text().strip()
            self._ask(token or None)
        else:
            self.action_requested.emit(action, problem)
            self.close()

    def _open_tokens(self) -> None:
        open_page(self._access().address + TOKENS, self)

    def _leave(self) -> None:
        """Keep nothing of the token in a widget that nobody sees."""
        self.field.clear()
        self._hub.cancel(self._ticket)
