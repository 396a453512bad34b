"""The microphone button of the composer: held or tapped."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.ui.dictation_bar import Phase
from desktop_app.ui.held_key import HeldKey
from desktop_app.ui.style_property import set_style_property
from desktop_app.ui.theme import Theme

_ICON = 16


class VoiceButton(QPushButton):
    """Says when it goes down and comes up, wherever the pointer is by then."""

    went_down = Signal()
    came_up = Signal()
    tapped = Signal()
    """It was activated without being pressed: by a screen reader."""

    approached = Signal()
    """The pointer or the focus came: a press may follow."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("microphone")
        self._theme = theme
        self._phase = Phase.IDLE
        self._reason = ""
        self._key = ""
        self._held = False
        self._space = HeldKey(self)
        self._space.went_down.connect(self._hold)
        self._space.came_up.connect(self._let_go)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._on_click)
        theme.changed.connect(self._refresh)
        self._refresh()

    def set_phase(self, phase: Phase) -> None:
        """Look as the dictation stands."""
        self._phase = phase
        self._refresh()

    def set_key(self, key: str) -> None:
        """Say which key does the same, written as this system does; "" for none."""
        self._key = key
        self._refresh()

    def set_unavailable(self, reason: str) -> None:
        """There is no way to dictate here, for this reason; "" when there is one again."""
        self._reason = reason
        self.setEnabled(not reason)
        self._refresh()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to hold."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._hold()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go, also beside the button: who talks does not watch the pointer."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._let_go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space holds, as the pointer does."""
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space.press()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go of Space."""
        super().keyReleaseEvent(event)
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space.release()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A press may follow, if the person came here; a window that opens or closes may too."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.approached.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The release would go elsewhere."""
        super().focusOutEvent(event)
        self._space.let_go()
        self._let_go()

    def enterEvent(self, event: QEnterEvent) -> None:
        """A press may follow."""
        super().enterEvent(event)
        self.approached.emit()

    def changeEvent(self, event: QEvent) -> None:
        """A button that is disabled under the hand gets no release."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            self._space.let_go()
            self._let_go()

    def _hold(self) -> None:
        self._held = True
        self.went_down.emit()

    def _let_go(self) -> None:
        if self._held:
            self._held = False
            self.came_up.emit()

    def _on_click(self) -> None:
        # Of a hand's press this comes before its release, of a screen reader's without one.
        if not self._held:
            self.tapped.emit()

    def _refresh(self) -> None:
        recording = self._phase is Phase.RECORDING
        begun = recording or self._phase is Phase.OPENING
        words = self.tr("End the dictation") if begun else self.tr("Dictate")
        self.setAccessibleName(words)
        how = self.tr("Hold to talk, or tap to begin and to end")
        if self._key:
            how = self.tr("{what} ({key})").format(what=how, key=self._key)
        self.setAccessibleDescription(self._reason or how)
        self.setToolTip(self._reason or f"{words}\n{how}")
        icon = "microphone-off" if self._reason else "microphone"
        token = "accent_on" if recording else "accent" if begun else "text_second"
        self.setIcon(self._theme.icon(icon, token))
        set_style_property(self, "recording", recording)
