"""What a dictation is doing, in words: beside the loudness and the time."""

from enum import Enum

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.level_meter import LevelMeter
from desktop_app.ui.theme import CAPTION, SPACE, Theme


class Phase(Enum):
    """Where a dictation stands, as the person sees it."""

    IDLE = "idle"
    OPENING = "opening"
    """The microphone was asked for; it does not hear yet."""
    RECORDING = "recording"
    """The first samples have come."""
    FINISHING = "finishing"
    """The microphone is closed, and the last words are being written down."""


class DictationBar(QWidget):
    """Stands where the hint of the composer stands while somebody dictates."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dictationBar")
        self._phase = Phase.IDLE
        self._longest = 0
        self._shown = -1
        self.level = LevelMeter(theme, self)
        self.time = QLabel(self)
        self.time.setFont(theme.font(CAPTION))
        self.words = ElidedLabel(self)
        self.words.setProperty("tone", "second")
        self.words.setFont(theme.font(CAPTION))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE[1])
        row.addWidget(self.level)
        row.addWidget(self.time)
        row.addWidget(self.words, 1)
        self.hide()

    def set_phase(self, phase: Phase) -> None:
        """Show another state, and tell a screen reader of it."""
        if phase is self._phase:
            return
        self._phase = phase
        text = {
            Phase.IDLE: "",
            Phase.OPENING: self.tr("Opening the microphone… Esc cancels"),
            Phase.RECORDING: self.tr("Recording: Enter ends it, Esc cancels"),
            Phase.FINISHING: self.tr("Writing down what you said… Esc cancels"),
        }[phase]
        self.words.setText(text)
        self.words.setAccessibleName(text)
        self.setAccessibleName(text)
        for part in (self.level, self.time):
            part.setVisible(phase is Phase.RECORDING)
        self.setVisible(phase is not Phase.IDLE)
        if phase is Phase.RECORDING:
            self.level.clear()
            self.set_seconds(0, self._longest)
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def set_seconds(self, seconds: float, longest: int) -> None:
        """How long it records already, and how long it may."""
        if (whole := int(seconds)) == self._shown and longest == self._longest:
            return
        self._shown, self._longest = whole, longest
        self.time.setText(
            self.tr("{time} of {longest}").format(time=_clock(whole), longest=_clock(longest))
        )


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"
