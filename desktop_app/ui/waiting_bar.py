"""What waits for the end of a reply, above the composer: the one that is next stands first."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.core.waiting import WaitingMessage
from desktop_app.ui.tab_order import tab_anchor
from desktop_app.ui.theme import PROSE_WIDTH, SPACE, Theme
from desktop_app.ui.waiting_chip import WaitingChip

WAITING_SHOWN = 3
"""So many chips are seen at once; further ones are scrolled to."""


class WaitingBar(QScrollArea):
    """A chip for each message that waits in the conversation that is shown; hidden when none does.

    Its signals carry the place of the chip, from 0.
    """

    edit_requested = Signal(int)
    """The person wants to write on in it."""
    send_requested = Signal(int)
    """It is to be sent without waiting any longer."""
    withdraw_requested = Signal(int)
    """It is not to be sent at all."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("waitingBar")
        self.setAccessibleName(self.tr("Messages that wait"))
        self.verticalScrollBar().setAccessibleName(self.tr("Scroll the messages that wait"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(PROSE_WIDTH)
        self._theme = theme
        self._chips: list[WaitingChip] = []
        self._most = WAITING_SHOWN
        self._anchor = tab_anchor(self)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE[0])
        self.setWidget(inner)
        for ground in (self.viewport(), inner):
            ground.setAutoFillBackground(False)
        self.hide()

    def show_messages(self, messages: Sequence[WaitingMessage], writing: bool) -> None:
        """Show these; `writing`: a reply is being written, at whose end the first is sent."""
        while len(self._chips) > len(messages):
            self._take_out()
        for place, message in enumerate(messages):
            if place == len(self._chips):
                self._put_in()
            self._chips[place].show_message(message, place == 0, can_send=not writing)
        self.setVisible(bool(messages))
        self.updateGeometry()

    def set_most(self, most: int) -> None:
        """How many are seen at once."""
        if most != self._most:
            self._most = most
            self.updateGeometry()

    def chips(self) -> list[WaitingChip]:
        """As they stand, the one that is next first."""
        return list(self._chips)

    def focus_chip(self, place: int) -> bool:
        """Give the keyboard to the chip at this place, else to the last; False when none waits."""
        if not self._chips:
            return False
        chip = self._chips[min(place, len(self._chips) - 1)]
        chip.withdraw_button.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def sizeHint(self) -> QSize:
        """As high as its chips, of which no more are seen than it may show."""
        heights = [chip.sizeHint().height() for chip in self._chips[: self._most]]
        gaps = SPACE[0] * max(0, len(heights) - 1)
        return QSize(super().sizeHint().width(), sum(heights) + gaps)

    def minimumSizeHint(self) -> QSize:
        """The same: what is cut cannot be pressed."""
        return QSize(0, self.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The chip whose button has the keyboard is in view."""
        if event.type() == QEvent.Type.FocusIn:
            chip = next((one for one in self._chips if watched in one.buttons()), None)
            if chip is not None:
                self.ensureWidgetVisible(chip, 0, 0)
        return super().eventFilter(watched, event)

    def _put_in(self) -> None:
        before = self._chips[-1].buttons()[-1] if self._chips else self._anchor
        chip = WaitingChip(self._theme, self.widget())
        chip.edit_requested.connect(lambda: self.edit_requested.emit(self._chips.index(chip)))
        chip.send_requested.connect(lambda: self.send_requested.emit(self._chips.index(chip)))
        chip.withdraw_requested.connect(
            lambda: self.withdraw_requested.emit(self._chips.index(chip))
        )
        self._chips.append(chip)
        self._column.addWidget(chip)
        for button in chip.buttons():
            # Qt puts what is made last behind everything else in the window.
            QWidget.setTabOrder(before, button)
            button.installEventFilter(self)
            before = button
        chip.show()

    def _take_out(self) -> None:
        chip = self._chips.pop()
        self._column.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
