"""The one door for everything the person should know: banners with a sentence and a button."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEnterEvent,
    QGuiApplication,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.errors import Problem
from desktop_app.ui.button import ICON, IconButton
from desktop_app.ui.theme import CAPTION, PROSE_WIDTH, SPACE, Theme
from desktop_app.ui.words import action_words, say

SHOWN = 2
"""More banners than this wait behind the newest ones."""
KEPT = 20
UNDO_SECONDS = 8
_DETAILS_LINES = 6
_SHARE_OF_BUTTONS = 0.45
"""Where the buttons would take more of a banner's width than this, they stand below the words."""

_WARNINGS = frozenset(
    {"model.none", "model.no_template", "model.context_reduced", "message.too_long"}
    | {"settings.value", "settings.damaged", "voice.unsent", "microphone.replaced"}
    | {"picture.elsewhere", "screenshot.unavailable"}
)
"""Problems that end nothing: told in the colour of a warning."""


class Notices(QWidget):
    """The banners, newest on top. Empty it takes no room."""

    action_requested = Signal(object, object)
    """The `Action` of a banner's button and its `Problem`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notices")
        self.setAccessibleName(self.tr("Notices"))
        self.setMaximumWidth(PROSE_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._theme = theme
        self._banners: list[Banner] = []
        self._most = SHOWN
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE[1])
        self.hide()

    def show_problem(self, problem: Problem) -> None:
        """Say what went wrong and offer its remedy. The same problem is shown once."""
        for banner in list(self._banners):
            if banner.problem == problem:
                self._drop(banner)
        tone = "warning" if problem.code in _WARNINGS else "error"
        banner = Banner(self._theme, tone, say(problem.sentence), say(problem.remedy))
        banner.problem = problem
        words = action_words(problem.action)
        if words:
            banner.set_button(words, lambda: self.action_requested.emit(problem.action, problem))
        if words := action_words(problem.second):
            banner.set_second(words, lambda: self.action_requested.emit(problem.second, problem))
        if problem.details:
            banner.set_details(problem.details)
        self._show(banner, QAccessible.AnnouncementPoliteness.Assertive)

    def show_undo(
        self, text: str, undo: Callable[[], None], settle: Callable[[], None] | None = None
    ) -> None:
        """Say that something was done and offer to take it back, for some seconds.

        `settle` is called as soon as nobody can take it back any more.
        """
        banner = Banner(self._theme, "info", text)
        banner.set_button(self.tr("Undo"), undo)
        banner.settle = settle
        banner.set_lifetime(UNDO_SECONDS)
        self._show(banner, QAccessible.AnnouncementPoliteness.Polite)

    def show_offer(self, text: str, words: str, act: Callable[[], None]) -> "Banner":
        """Say something with one thing to do about it; it stays until that or until it is closed.

        Whoever knows that it is no news any more emits the banner's `closed`.
        """
        banner = Banner(self._theme, "info", text)
        banner.set_button(words, act)
        self._show(banner, QAccessible.AnnouncementPoliteness.Polite)
        return banner

    def show_news(self, text: str) -> None:
        """Say something that needs no answer; it stays until it is closed."""
        self._show(Banner(self._theme, "info", text), QAccessible.AnnouncementPoliteness.Polite)

    def set_most(self, most: int) -> None:
        """Show so many banners at once: what stands behind them comes when they are closed."""
        if most != self._most:
            self._most = most
            self._arrange()

    def clear_problem(self, code: str) -> None:
        """Take back the problems of one code: they are solved."""
        for banner in list(self._banners):
            if banner.problem is not None and banner.problem.code == code:
                self._drop(banner)

    def banners(self) -> list["Banner"]:
        """All banners, newest first; the first `SHOWN` are visible."""
        return list(self._banners)

    def _show(self, banner: "Banner", politeness: QAccessible.AnnouncementPoliteness) -> None:
        banner.closed.connect(lambda: self._drop(banner))
        self._banners.insert(0, banner)
        self._column.insertWidget(0, banner)
        for old in self._banners[KEPT:]:
            self._drop(old)
        self._arrange()
        announcement = QAccessibleAnnouncementEvent(self, banner.text())
        announcement.setPoliteness(politeness)
        QAccessible.updateAccessibility(announcement)

    def _drop(self, banner: "Banner") -> None:
        if banner not in self._banners:
            return
        self._banners.remove(banner)
        self._column.removeWidget(banner)
        banner.hide()
        banner.deleteLater()
        self._arrange()
        if banner.settle is not None:
            banner.settle()

    def _arrange(self) -> None:
        for place, banner in enumerate(self._banners):
            banner.setVisible(place < self._most)
        self.setVisible(bool(self._banners))


class Banner(QFrame):
    """One sentence, a button or two, details that fold, and a way to close it.

    `tone` is "info", "warning" or "error".
    """

    closed = Signal()

    def __init__(self, theme: Theme, tone: str, text: str, remedy: str = "") -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setProperty("tone", tone)
        self.problem: Problem | None = None
        self.settle: Callable[[], None] | None = None
        """Called when it goes, unless its button was pressed."""
        self.second_button: QPushButton | None = None
        self._theme = theme
        self._tone = tone
        self._text = text
        self._remedy = remedy
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.closed)
        self._build(theme)
        self.setAccessibleName(self.text())
        theme.changed.connect(self._tint)
        self._tint()

    def text(self) -> str:
        """The sentence and its remedy."""
        return f"{self._text} {self._remedy}".strip()

    def set_button(self, words: str, pressed: Callable[[], None]) -> None:
        """Offer one thing to do; the banner goes when it is done."""
        self._set_button(self.button, words, pressed)

    def set_second(self, words: str, pressed: Callable[[], None]) -> None:
        """Offer another thing to do, less likely to be wanted."""
        self.second_button = button = self._quiet_button(words)
        self._buttons.insertWidget(
            self._buttons.indexOf(self.button), button, 0, Qt.AlignmentFlag.AlignVCenter
        )
        self._set_button(button, words, pressed)

    def set_details(self, details: str) -> None:
        """Text for those who mend it, folded, with a button that copies it."""
        self._details.setPlainText(details)
        self.details_button.show()

    def set_lifetime(self, seconds: float) -> None:
        """Close by itself after some time, but never under the pointer or the focus."""
        self._timer.setInterval(round(seconds * 1000))
        self._timer.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the words where beside them too little is left."""
        super().resizeEvent(event)
        taken = self._buttons.sizeHint().width()
        wide = taken <= event.size().width() * _SHARE_OF_BUTTONS
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def enterEvent(self, event: QEnterEvent) -> None:
        """A reader's pointer holds it."""
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """The time begins again."""
        super().leaveEvent(event)
        if self._timer.interval() > 0:
            self._timer.start()

    def _build(self, theme: Theme) -> None:
        self._icon = QLabel(self)
        sentence = _wrapped(self._text, self)
        self._advice = _wrapped(self._remedy, self)
        self._advice.setProperty("tone", "second")
        self._advice.setFont(theme.font(CAPTION))
        self._advice.setVisible(bool(self._remedy))
        self.button = QPushButton(self)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.hide()
        self.details_button = self._quiet_button(self.tr("Details"))
        self.details_button.setCheckable(True)
        self.details_button.toggled.connect(self._fold)
        self.close_button = IconButton(theme, "close", self.tr("Close"))
        self.close_button.clicked.connect(self.closed)
        self._details = QPlainTextEdit(self)
        self._details.setObjectName("bannerDetails")
        self._details.setAccessibleName(self.tr("Details"))
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        self._details.setFont(theme.mono_font(CAPTION))
        self._details.setFixedHeight(self._details.fontMetrics().lineSpacing() * _DETAILS_LINES)
        self._details.hide()
        self.copy_button = self._quiet_button(self.tr("Copy details"))
        self.copy_button.clicked.connect(self._copy)

        words = QGridLayout()
        words.setHorizontalSpacing(SPACE[2])
        words.setVerticalSpacing(2)
        words.setColumnStretch(1, 1)
        # Beside the first line: of two lines, or of the only one, which is centred.
        edge = Qt.AlignmentFlag.AlignTop if self._remedy else Qt.AlignmentFlag.AlignVCenter
        words.addWidget(self._icon, 0, 0, edge)
        words.addWidget(sentence, 0, 1)
        words.addWidget(self._advice, 1, 1)
        self._buttons = buttons = QHBoxLayout()
        buttons.setSpacing(SPACE[1])
        buttons.addStretch(1)
        for button in (self.details_button, self.button, self.close_button):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(SPACE[1])
        self._row.addLayout(words, 1)
        self._row.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[2], SPACE[1] + 2, SPACE[1], SPACE[1] + 2)
        column.setSpacing(SPACE[1])
        column.addLayout(self._row)
        column.addWidget(self._details)
        column.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignTrailing)

    def _quiet_button(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("kind", "quiet")
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.hide()
        return button

    def _set_button(self, button: QPushButton, words: str, pressed: Callable[[], None]) -> None:
        button.setText(words)
        button.setAccessibleName(words)
        button.show()

        def act() -> None:
            self.settle = None
            self.closed.emit()
            pressed()

        button.clicked.connect(act)

    def _fold(self, open: bool) -> None:
        self._details.setVisible(open)
        self.copy_button.setVisible(open)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.text()}\n\n{self._details.toPlainText()}")
        self.copy_button.setText(self.tr("Copied"))

    def _tint(self) -> None:
        token = {"info": "accent"}.get(self._tone, self._tone)
        icon = self._theme.icon(self._tone, token)
        size = self._theme.scaled(ICON)
        self._icon.setPixmap(icon.pixmap(QSize(size, size), self.devicePixelRatioF()))


def _wrapped(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
