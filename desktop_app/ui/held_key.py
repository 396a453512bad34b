"""A key that is held: when it goes down and when it truly comes up again."""

from PySide6.QtCore import QObject, QTimer, Signal

SETTLE_MILLISECONDS = 50
"""A release counts when no press has followed for so long: keys repeat themselves at once."""


class HeldKey(QObject):
    """Is told of each press and release, those of the key's repeating too. Lives on the UI thread.

    On X11 a key that repeats itself comes up and goes down again each time. Qt calls that
    repeating only if it sees both events together, and every now and then it does not: such a
    release would end what somebody is still saying.
    """

    went_down = Signal()
    came_up = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._down = False
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_MILLISECONDS)
        self._settling.timeout.connect(self.let_go)

    @property
    def down(self) -> bool:
        """Whether it is held."""
        return self._down

    def press(self) -> None:
        """The key goes down, or seems to."""
        self._settling.stop()
        if not self._down:
            self._down = True
            self.went_down.emit()

    def release(self) -> None:
        """The key comes up, or seems to."""
        if self._down:
            self._settling.start()

    def let_go(self) -> None:
        """It is certain that the key is up, or nobody will tell any more."""
        self._settling.stop()
        if self._down:
            self._down = False
            self.came_up.emit()
