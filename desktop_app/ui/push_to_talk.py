"""Hold to talk, tap to toggle: what a press and its release mean, of a button or of a key."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.held_key import HeldKey
from desktop_app.ui.keys import Keys, last_key

HOLD_SECONDS = 0.4
"""A press that lasts so long is held: letting go ends the recording."""

_MODIFIERS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
"""Whoever lets go of one of these lets go of the key as well."""


class PushToTalk(QObject):
    """Turns presses into `begun` and `ended`. `recording` tells whether there is one to end."""

    begun = Signal()
    ended = Signal()

    def __init__(
        self,
        recording: Callable[[], bool],
        ticks: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._recording = recording
        self._ticks = ticks
        self._since: float | None = None

    def press(self) -> None:
        """The button or the key goes down: begin, or end what a tap has begun."""
        if self._recording():
            self._since = None
            self.ended.emit()
        else:
            self._since = self._ticks()
            self.begun.emit()

    def release(self) -> None:
        """It comes up: after a while that ends the recording, at once it goes on."""
        since, self._since = self._since, None
        held = since is not None and self._ticks() - since >= HOLD_SECONDS
        if held and self._recording():
            self.ended.emit()

    def tap(self) -> None:
        """A press without a length, such as one of a screen reader's."""
        self.press()
        self._since = None


class TalkKey(QObject):
    """The key of the window that does what the microphone button does, also when it is held."""

    def __init__(self, talk: PushToTalk, window: QWidget, keys: Keys | None = None) -> None:
        """`keys` are those of the window; without them the key is that of the table."""
        super().__init__(window)
        self.held = HeldKey(self)
        self.held.went_down.connect(self._on_down)
        self.held.came_up.connect(self._on_up)
        self.held.went_down.connect(talk.press)
        self.held.came_up.connect(talk.release)
        self.action = (keys or Keys(self)).action("dictate", self.held.press, window)
        self.action.setAutoRepeat(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While the key is down: see it come up, wherever the focus is by then."""
        del watched
        if event.type() == QEvent.Type.ApplicationDeactivate:
            self.held.let_go()
        elif isinstance(event, QKeyEvent) and self._is_release(event):
            self.held.release()
        return False

    def _on_down(self) -> None:
        # A shortcut tells of the press alone. The filter sees every event, so not for longer.
        self._application().installEventFilter(self)

    def _on_up(self) -> None:
        self._application().removeEventFilter(self)

    @staticmethod
    def _application() -> QCoreApplication:
        application = QCoreApplication.instance()
        assert application is not None
        return application

    def _is_release(self, event: QKeyEvent) -> bool:
        if event.type() != QEvent.Type.KeyRelease or event.isAutoRepeat():
            return False
        own = {last_key(keys) for keys in self.action.shortcuts()}
        return event.key() in own or event.key() in _MODIFIERS
