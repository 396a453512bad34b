"""The composer's light bulb: whether the model thinks before it answers."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.thinking import Mode, Thinks
from desktop_app.ui.button import IconButton
from desktop_app.ui.theme import ROUND_BUTTON, Theme


class ThinkButton(IconButton):
    """Pressed while the model is to think; hidden where it never does.

    Where nothing is set it shows what the model does by itself. One that cannot be asked not to
    think can still be stopped from it: the engine ends its thoughts before they begin.
    """

    chosen = Signal(str)
    """The person turned thoughts on or off: the value of a `Mode`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "thought", self.tr("Think before answering"), parent=parent)
        self.setObjectName("think")
        self.setCheckable(True)
        self._mode = Mode.AUTO
        self._thinks = Thinks.NEVER
        self._unasked = True
        self._key = ""
        self.toggled.connect(self._tint)
        self.clicked.connect(self._choose)
        self._refresh()

    def set_thinks(self, thinks: Thinks, unasked: bool = True) -> None:
        """What the model in use offers; `unasked` says that it thinks where nothing is set."""
        self._thinks, self._unasked = thinks, unasked
        self._refresh()

    def set_mode(self, mode: Mode) -> None:
        """What is set."""
        self._mode = mode
        self._refresh()

    def set_key(self, key: str) -> None:
        """The same for every state that it shows."""
        self._key = key
        super().set_key(key)

    def toggle_thinking(self) -> None:
        """The key was pressed: as a click, where there is something to click at."""
        if not self.isHidden():
            self.click()

    def sizeHint(self) -> QSize:
        """As round as the others of the composer."""
        return QSize(ROUND_BUTTON, ROUND_BUTTON)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def _choose(self, on: bool) -> None:
        self.chosen.emit((Mode.ON if on else Mode.OFF).value)

    def _refresh(self) -> None:
        self.setVisible(self._thinks is not Thinks.NEVER)
        self.setChecked(self._is_on())
        words = self.tr("Think before answering")
        if self._thinks is Thinks.EFFORT:
            words = self.tr("Think longer before answering")
        self.setAccessibleName(words)
        self.setToolTip(f"{words} ({self._key})" if self._key else words)

    def _is_on(self) -> bool:
        if self._mode is Mode.AUTO:
            return self._unasked and self._thinks is not Thinks.EFFORT
        return self._mode is Mode.ON

    def _tint(self) -> None:
        self.setIcon(self._theme.icon(self._icon, "accent" if self.isChecked() else "text_second"))
