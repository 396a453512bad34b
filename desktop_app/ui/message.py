"""One message of the transcript, as a group of widgets that lays itself out when asked."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QGroupBox, QTextEdit, QWidget

from desktop_app.ui.blocks.text_view import TextView
from desktop_app.ui.divider import Divider
from desktop_app.ui.message_actions import MessageActions
from desktop_app.ui.theme import SPACE, Theme
from desktop_app.ui.transcript_model import Row

_RING = 2
"""Width of the line beside a text that has the keyboard."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What the person has unfolded on a message; outlives its widget."""

    thoughts_open: bool = False
    stats_shown: bool = False


class MessageView(QGroupBox):
    """What user and reply have in common: the divider above, the buttons below, the middle column.

    A group box, since that is what assistive tools call a group; nothing of it is drawn.
    """

    touched = Signal()
    link_activated = Signal(str)
    height_changed = Signal()
    regenerate_requested = Signal()
    continue_requested = Signal()
    fork_requested = Signal()
    delete_requested = Signal()
    step_requested = Signal(int)
    remedy_requested = Signal(object)
    speak_requested = Signal()

    def __init__(self, theme: Theme, row: Row, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.row = row
        self._placed: tuple[int, int] | None = None
        self._divider: Divider | None = None
        self._pointed = False
        self._focused = False
        self.held = False
        """Whether a reply is being written: edited words wait for its end."""
        self.buttons = MessageActions(theme, row, self)
        self.buttons.copy_requested.connect(self._on_copy)
        self.buttons.regenerate_requested.connect(self.regenerate_requested)
        self.buttons.continue_requested.connect(self.continue_requested)
        self.buttons.fork_requested.connect(self.fork_requested)
        self.buttons.delete_requested.connect(self.delete_requested)
        self.buttons.speak_requested.connect(self.speak_requested)
        self.buttons.step_requested.connect(self.step_requested)
        self.buttons.stats_toggled.connect(self.invalidate)
        self.buttons.reveal(False)

    def place(self, width: int) -> int:
        """Lay out for `width` pixels and return the height needed."""
        if self._placed is None or self._placed[0] != width:
            self._placed = (width, self._lay_out(width))
        return self._placed[1]

    def invalidate(self) -> None:
        """Something inside needs another height than before."""
        self._placed = None
        self.height_changed.emit()

    def set_row(self, row: Row) -> None:
        """Show what the message has become."""
        self.row = row
        self.buttons.set_row(row)
        self._placed = None

    def set_divider(self, shown: bool) -> None:
        """Say above the message that the model sees nothing of what is before it."""
        if shown == (self._divider is not None):
            return
        if self._divider is not None:
            self._divider.hide()
            self._divider.deleteLater()
            self._divider = None
        else:
            text = self.tr("The model no longer sees the messages above this line")
            self._divider = Divider(self.theme, text, self)
            self._divider.show()
        self._placed = None

    def set_spoken(self, spoken: bool) -> None:
        """The message is being read aloud, or no longer."""
        self.buttons.set_spoken(spoken)
        self._placed = None

    def set_held(self, held: bool) -> None:
        """A reply is being written in the conversation, or no longer."""
        self.held = held

    def set_focused(self, focused: bool) -> None:
        """The keyboard is on something inside, or it has moved or gone."""
        if focused or self._focused:
            self.update()
        self._focused = focused
        self.buttons.reveal(self._pointed or self._focused)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours and fonts of `theme`."""
        self.theme = theme
        self.buttons.set_theme(theme)
        if self._divider is not None:
            self._divider.set_theme(theme)
        self._placed = None

    def focus_chain(self) -> list[QWidget]:
        """What Tab reaches in this message, in the order of reading.

        A block hands the keyboard on to its text, and to Qt it is a stop for Tab like that: left
        at the end of the window's chain it would lead Tab from there back into the message.
        """
        parts = [
            part
            for part in self.findChildren(QWidget)
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus
            or ((proxy := part.focusProxy()) is not None and part.isAncestorOf(proxy))
        ]
        return sorted(parts, key=self.buttons.isAncestorOf)  # Blocks were made in their order.

    def looks(self) -> Looks:
        """What the person has unfolded."""
        return Looks(stats_shown=self.buttons.stats_shown)

    def set_looks(self, looks: Looks) -> None:
        """Unfold it again."""
        self.buttons.set_stats(looks.stats_shown)

    def is_busy(self) -> bool:
        """Whether the person has something in hand here: a selection, an edit, the focus."""
        if self._focused or self.isAncestorOf(QWidget.focusWidget(self.window()) or self):
            return True
        return any(view.textCursor().hasSelection() for view in self.findChildren(QTextEdit))

    def enterEvent(self, event: object) -> None:
        self._pointed = True
        self.buttons.reveal(True)

    def leaveEvent(self, event: object) -> None:
        self._pointed = False
        self.buttons.reveal(self._focused)

    def paintEvent(self, event: QPaintEvent) -> None:
        """No frame of a group box, but a line beside the text that the keyboard is on."""
        focus = QApplication.focusWidget()
        if not isinstance(focus, TextView) or not focus.has_ring or not self.isAncestorOf(focus):
            return
        top = focus.mapTo(self, QPoint())
        x = top.x() - SPACE[2]
        if self.isRightToLeft():
            x = top.x() + focus.width() + SPACE[2] - _RING
        painter = QPainter(self)
        color = self.theme.color("accent")
        painter.fillRect(x, top.y(), _RING, focus.height(), color)

    def source(self) -> str:
        """The text as it was written, Markdown and all."""
        return self.row.message.text

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.source())

    def _lay_out(self, width: int) -> int:
        column = max(1, min(self.theme.prose_width, width - 2 * SPACE[4]))
        left = (width - column) // 2
        y = 0
        if self._divider is not None:
            height = self._divider.height_at(column)
            self._divider.setGeometry(left, y, column, height)
            y += height + SPACE[4]
        y = self._lay_out_body(left, y, column)
        height = self.buttons.place(column)
        self.buttons.setGeometry(left - SPACE[1], y, column + 2 * SPACE[1], height)
        return y + height + self._space_below()

    def _space_below(self) -> int:
        return SPACE[4] - SPACE[0]

    def _lay_out_body(self, left: int, y: int, column: int) -> int:
        """Place what is between divider and buttons; returns where the buttons begin."""
        raise NotImplementedError
