"""The line above the composer while something is read aloud."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QSizePolicy, QWidget

from desktop_app.ui.button import ICON, IconButton, MenuButton
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.theme import CAPTION, PROSE_WIDTH, SPACE, Theme

RATES = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0)
"""The speeds that are offered, as factors of the voice's own."""


class SpeechBar(QFrame):
    """What is being read, and pause, speed and stop. Hidden while all is silent."""

    pause_requested = Signal()
    resume_requested = Signal()
    stop_requested = Signal()
    rate_chosen = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("speechBar")
        self.setAccessibleName(self.tr("Reading aloud"))
        self.setMaximumWidth(PROSE_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._build(theme)
        theme.changed.connect(self._tint)
        self._tint()
        self.set_paused(False)
        self.set_rate(1.0)
        self.hide()

    def set_words(self, words: str) -> None:
        """Show the sentence that is being said; "" while the next one is waited for."""
        self._words.setText(words or self.tr("Reading aloud"))

    def set_paused(self, paused: bool) -> None:
        """Offer to go on, or to pause."""
        had_focus = self.pause_button.hasFocus() or self.resume_button.hasFocus()
        self.resume_button.setVisible(paused)
        self.pause_button.setVisible(not paused)
        if had_focus:
            (self.resume_button if paused else self.pause_button).setFocus()

    def set_rate(self, rate: float) -> None:
        """Show the speed."""
        self.rate_button.setText(_times(rate))
        self.rate_button.setAccessibleName(self.tr("Speed: {rate}").format(rate=_times(rate)))
        for action in self._rates.actions():
            action.setChecked(action.data() == rate)

    def _build(self, theme: Theme) -> None:
        self._icon = QLabel(self)
        self._words = ElidedLabel()
        self._words.setFont(theme.font(CAPTION))
        self._words.setProperty("tone", "second")
        self.pause_button = IconButton(theme, "pause", self.tr("Pause reading"), parent=self)
        self.resume_button = IconButton(theme, "play", self.tr("Go on reading"), parent=self)
        self.stop_button = IconButton(theme, "stop", self.tr("Stop reading"), parent=self)
        self.rate_button = MenuButton(theme, self)
        self.rate_button.setToolTip(self.tr("Speed of the voice"))
        self.rate_button.setMenu(self._rate_menu())
        self.pause_button.clicked.connect(self.pause_requested)
        self.resume_button.clicked.connect(self.resume_requested)
        self.stop_button.clicked.connect(self.stop_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE[2], SPACE[0], SPACE[0], SPACE[0])
        row.setSpacing(SPACE[0])
        row.addWidget(self._icon)
        row.addSpacing(SPACE[0])
        row.addWidget(self._words, 1)
        for button in (self.rate_button, self.pause_button, self.resume_button, self.stop_button):
            row.addWidget(button)

    def _rate_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Speed of the voice"))
        self._rates = QActionGroup(menu)
        for rate in RATES:
            action = QAction(_times(rate), menu, checkable=True)
            action.setData(rate)
            self._rates.addAction(action)
            menu.addAction(action)
        self._rates.triggered.connect(lambda action: self.rate_chosen.emit(action.data()))
        return menu

    def _tint(self) -> None:
        size = self._theme.scaled(ICON)
        icon = self._theme.icon("speaker", "accent")
        self._icon.setPixmap(icon.pixmap(QSize(size, size), self.devicePixelRatioF()))


def _times(rate: float) -> str:
    return f"{rate:g}\u202f×"
