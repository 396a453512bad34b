"""One thing that the person should know: a sentence, what can be done about it, the details."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QGuiApplication, QResizeEvent
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
from desktop_app.ui.theme import CAPTION, SPACE, Theme

_DETAILS_LINES = 6
_SHARE_OF_BUTTONS = 0.45
"""Where the buttons would take more of a banner's width than this, they stand below the words."""


class Banner(QFrame):
    """One sentence, a button or two, details that fold, and a way to close it.

    `tone` is "info", "warning" or "error".
    """

    closed = Signal()

    diagnostics_requested = Signal()

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

    def set_text(self, text: str) -> None:
        """Say something else in its place, such as how far it is."""
        self._text = text
        self._sentence.setText(text)
        self.setAccessibleName(self.text())

    def set_button(self, words: str, pressed: Callable[[], None]) -> None:
        """Offer one thing to do; the banner goes when it is done."""
        self._set_button(self.button, words, pressed)

    def set_second(self, words: str, pressed: Callable[[], None]) -> None:
        """Offer another thing to do, less likely to be wanted."""
        self.second_button = button = self._quiet_button(words)
        self._acts.insertWidget(0, button, 0, Qt.AlignmentFlag.AlignVCenter)
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
        """Put the buttons below the words where beside them too little is left, and in two rows
        where one is too narrow for them."""
        super().resizeEvent(event)
        taken = self._acts.sizeHint().width()
        if not self.details_button.isHidden():
            taken += self.details_button.sizeHint().width() + self._buttons.spacing()
        margins = self.contentsMargins()
        room = event.size().width() - margins.left() - margins.right() - SPACE[2] - SPACE[1]
        self._buttons.setDirection(_direction(taken <= room))
        self._row.setDirection(_direction(taken <= event.size().width() * _SHARE_OF_BUTTONS))

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
        sentence = self._sentence = _wrapped(self._text, self)
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
        self._details = self._details_text(theme)
        self.copy_button = self._quiet_button(self.tr("Copy details"))
        self.copy_button.clicked.connect(self._copy)
        self.diagnostics_button = self._quiet_button(self.tr("Diagnostics…"))
        self.diagnostics_button.clicked.connect(self.diagnostics_requested)
        self._arrange(sentence)

    def _details_text(self, theme: Theme) -> QPlainTextEdit:
        details = QPlainTextEdit(self)
        details.setObjectName("bannerDetails")
        details.setAccessibleName(self.tr("Details"))
        details.setReadOnly(True)
        details.setTabChangesFocus(True)
        details.setFont(theme.mono_font(CAPTION))
        details.setFixedHeight(details.fontMetrics().lineSpacing() * _DETAILS_LINES)
        details.hide()
        return details

    def _arrange(self, sentence: QLabel) -> None:
        """The words at the left, the buttons beside or below them, the details under both."""
        words = QGridLayout()
        words.setHorizontalSpacing(SPACE[2])
        words.setVerticalSpacing(2)
        words.setColumnStretch(1, 1)
        # Beside the first line: of two lines, or of the only one, which is centred.
        edge = Qt.AlignmentFlag.AlignTop if self._remedy else Qt.AlignmentFlag.AlignVCenter
        words.addWidget(self._icon, 0, 0, edge)
        words.addWidget(sentence, 0, 1)
        words.addWidget(self._advice, 1, 1)
        middle, end = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignTrailing
        self._acts = QHBoxLayout()
        self._acts.setSpacing(SPACE[1])
        for button in (self.button, self.close_button):
            self._acts.addWidget(button, 0, middle)
        self._buttons = buttons = QBoxLayout(_direction(wide=True))
        buttons.setSpacing(SPACE[1])
        buttons.addStretch(1)
        buttons.addWidget(self.details_button, 0, end | middle)
        buttons.addLayout(self._acts)
        buttons.setAlignment(self._acts, end | middle)
        self._row = QBoxLayout(_direction(wide=True))
        self._row.setSpacing(SPACE[1])
        self._row.addLayout(words, 1)
        self._row.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[2], SPACE[1] + 2, SPACE[1], SPACE[1] + 2)
        column.setSpacing(SPACE[1])
        column.addLayout(self._row)
        column.addWidget(self._details)
        more = QHBoxLayout()
        more.setSpacing(SPACE[1])
        more.addStretch(1)
        for button in (self.diagnostics_button, self.copy_button):
            more.addWidget(button)
        column.addLayout(more)

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
        self.diagnostics_button.setVisible(open)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.text()}\n\n{self._details.toPlainText()}")
        self.copy_button.setText(self.tr("Copied"))

    def _tint(self) -> None:
        token = {"info": "accent"}.get(self._tone, self._tone)
        icon = self._theme.icon(self._tone, token)
        size = self._theme.scaled(ICON)
        self._icon.setPixmap(icon.pixmap(QSize(size, size), self.devicePixelRatioF()))


def _direction(wide: bool) -> QBoxLayout.Direction:
    """Beside each other where there is room, else below."""
    return QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom


def _wrapped(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
