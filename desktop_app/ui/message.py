"""One message of the transcript, as a group of widgets that lays itself out when asked."""

import time
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QGroupBox, QLabel, QTextEdit, QWidget

from desktop_app.core.conversation import Message, State
from desktop_app.ui.blocks.column import BlockColumn
from desktop_app.ui.blocks.text_view import TextView
from desktop_app.ui.blocks.thoughts import ThoughtsBlock
from desktop_app.ui.bubble import Bubble, MessageEditor
from desktop_app.ui.divider import Divider
from desktop_app.ui.failure_card import FailureCard
from desktop_app.ui.markdown_stream import MarkdownStream
from desktop_app.ui.message_actions import MessageActions
from desktop_app.ui.theme import CAPTION, PROSE_WIDTH, SPACE, Theme
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
    edited = Signal(str)
    regenerate_requested = Signal()
    continue_requested = Signal()
    delete_requested = Signal()
    step_requested = Signal(int)
    remedy_requested = Signal()

    def __init__(self, theme: Theme, row: Row, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.row = row
        self._placed: tuple[int, int] | None = None
        self._divider: Divider | None = None
        self._pointed = False
        self._focused = False
        self.buttons = MessageActions(theme, row, self)
        self.buttons.copy_requested.connect(self._on_copy)
        self.buttons.regenerate_requested.connect(self.regenerate_requested)
        self.buttons.continue_requested.connect(self.continue_requested)
        self.buttons.delete_requested.connect(self.delete_requested)
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
        """What Tab reaches in this message, in the order of reading."""
        parts = [
            part
            for part in self.findChildren(QWidget)
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.focusProxy() is None
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
        column = max(1, min(PROSE_WIDTH, width - 2 * SPACE[4]))
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


class UserMessage(MessageView):
    """The user's words, on the right; they turn into a field to be edited."""

    def __init__(self, theme: Theme, row: Row, parent: QWidget) -> None:
        super().__init__(theme, row, parent)
        self.setAccessibleName(self.tr("You"))
        self._bubble = Bubble(theme, row.message.text, self)
        self._bubble.touched.connect(self.touched)
        self._editor: MessageEditor | None = None
        self.buttons.edit_requested.connect(self.edit)
        QWidget.setTabOrder(self._bubble, self.buttons)
        self.buttons.raise_()

    def set_row(self, row: Row) -> None:
        if row.message.text != self.row.message.text:
            self._bubble.set_text(row.message.text)
        super().set_row(row)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._bubble.set_theme(theme)
        if self._editor is not None:
            self._editor.set_theme(theme)

    def edit(self) -> None:
        """Turn the bubble into a field."""
        if self._editor is not None:
            return
        self._editor = MessageEditor(self.theme, self.row.message.text, self)
        self._editor.submitted.connect(self._on_submitted)
        self._editor.cancelled.connect(self._close_editor)
        self._editor.height_changed.connect(self.invalidate)
        self._bubble.hide()
        self.buttons.hide()
        self._editor.show()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.touched.emit()
        self.invalidate()

    def is_busy(self) -> bool:
        return self._editor is not None or super().is_busy()

    def _on_submitted(self, text: str) -> None:
        self._close_editor()
        self.edited.emit(text)

    def _close_editor(self) -> None:
        if self._editor is None:
            return
        self._editor.hide()
        self._editor.deleteLater()
        self._editor = None
        self._bubble.show()
        self.buttons.show()
        self._bubble.setFocus(Qt.FocusReason.OtherFocusReason)
        self.invalidate()

    def _lay_out_body(self, left: int, y: int, column: int) -> int:
        part = self._editor if self._editor is not None else self._bubble
        width, height = part.place(column)
        x = left if self.isRightToLeft() else left + column - width
        part.setGeometry(x, y, width, height)
        return y + height + 2

    def _space_below(self) -> int:
        return SPACE[0]  # The row of buttons makes most of the distance to the reply.


class Reply(MessageView):
    """The model's words, on the plain page; thoughts above, news of how it ended below."""

    def __init__(self, theme: Theme, row: Row, parent: QWidget) -> None:
        super().__init__(theme, row, parent)
        self.setAccessibleName(self.tr("Reply"))
        self._thoughts: ThoughtsBlock | None = None
        self._thinking_since = 0.0
        self._thought_seconds = row.message.thought_seconds
        self._text = ""
        """What the stream has been fed."""
        self._stream = MarkdownStream()
        self._shown = (0, 0)
        """Generation and number of closed blocks that the column shows."""
        self._column = BlockColumn(theme, self)
        self._column.touched.connect(self.touched)
        self._column.link_activated.connect(self.link_activated)
        self._column.height_changed.connect(self.invalidate)
        self._note = QLabel(self)
        self._failure: FailureCard | None = None
        self.buttons.raise_()
        self._style_note()
        self._take(row.message)

    @property
    def column(self) -> BlockColumn:
        """The blocks of the answer."""
        return self._column

    @property
    def thoughts(self) -> ThoughtsBlock | None:
        """The model's thoughts, if it had any."""
        return self._thoughts

    def set_row(self, row: Row) -> None:
        super().set_row(row)
        self._take(row.message)

    def set_pieces(self, text: str, thought: str) -> None:
        """The text and thoughts as far as they have come; only what is new costs anything."""
        if thought:
            self._show_thought(thought)
        if len(text) > len(self._text):
            self._stream.feed(text[len(self._text) :])
            self._text = text
            self._show_blocks()
        self.tick()
        self._placed = None

    def tick(self) -> None:
        """Let the clock of the thoughts go on."""
        if self._thoughts is None:
            return
        writing = self.row.message.state is State.WRITING
        thinking = writing and not self._text
        if thinking:
            self._thought_seconds = time.monotonic() - self._thinking_since
        self._thoughts.set_seconds(self._thought_seconds, thinking)

    def source(self) -> str:
        return self._text

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._column.set_theme(theme)
        self._style_note()
        if self._thoughts is not None:
            self._thoughts.set_theme(theme)
        if self._failure is not None:
            self._failure.set_theme(theme)

    def looks(self) -> Looks:
        opened = self._thoughts is not None and self._thoughts.open
        return Looks(opened, self.buttons.stats_shown)

    def set_looks(self, looks: Looks) -> None:
        super().set_looks(looks)
        if self._thoughts is not None:
            self._thoughts.set_open(looks.thoughts_open)

    def _take(self, message: Message) -> None:
        """Show a message whole; what is shown of it already stays."""
        if message.thought:
            self._show_thought(message.thought)
        if message.thought_seconds:
            self._thought_seconds = message.thought_seconds
        if not message.text.startswith(self._text):
            self._start_again()
        self._stream.feed(message.text[len(self._text) :])
        self._text = message.text
        if message.state is not State.WRITING:
            self._stream.finish()
        self._show_blocks()
        self.tick()
        self._show_end(message)

    def _start_again(self) -> None:
        self._stream = MarkdownStream()
        self._text = ""
        self._shown = (0, 0)

    def _show_blocks(self) -> None:
        blocks = self._stream.blocks
        generation, closed = self._shown
        keep = closed if generation == self._stream.generation else 0
        self._column.show_blocks(blocks, keep)
        self._shown = (self._stream.generation, self._stream.closed_count)

    def _show_thought(self, thought: str) -> None:
        if self._thoughts is None:
            self._thoughts = ThoughtsBlock(self.theme, self)
            self._thoughts.touched.connect(self.touched)
            self._thoughts.height_changed.connect(self.invalidate)
            self._thinking_since = time.monotonic()
            self._thoughts.show()
        self._thoughts.set_text(thought)

    def _show_end(self, message: Message) -> None:
        note = self._note_of(message.state)
        self._note.setText(note)
        self._note.setAccessibleName(note)
        self._note.setVisible(bool(note))
        if self._failure is not None:
            self._failure.hide()
            self._failure.deleteLater()
            self._failure = None
        if message.state is State.FAILED and message.problem is not None:
            self._failure = FailureCard(self.theme, message.problem, self)
            self._failure.touched.connect(self.touched)
            self._failure.height_changed.connect(self.invalidate)
            self._failure.remedy_requested.connect(self.remedy_requested)
            self._failure.show()

    def _note_of(self, state: State) -> str:
        return {
            State.STOPPED: self.tr("Stopped"),
            State.LENGTH: self.tr("Reached the longest reply"),
            State.CONTEXT: self.tr("The context is full"),
            State.INTERRUPTED: self.tr("Interrupted"),
        }.get(state, "")

    def _style_note(self) -> None:
        self._note.setFont(self.theme.font(CAPTION))
        palette = self._note.palette()
        palette.setColor(palette.ColorRole.WindowText, self.theme.color("text_second"))
        self._note.setPalette(palette)

    def _lay_out_body(self, left: int, y: int, column: int) -> int:
        top = y
        if self._thoughts is not None:
            height = self._thoughts.place(column)
            self._thoughts.setGeometry(left, y, column, height)
            y += height + SPACE[1]
        height = self._column.place(column)
        self._column.setGeometry(left, y, column, height)
        y += height
        if not self._note.isHidden():
            height = self._note.sizeHint().height()
            self._note.setGeometry(left, y + SPACE[1], column, height)
            y += SPACE[1] + height
        if self._failure is not None:
            y += SPACE[2] if y > top else 0
            height = self._failure.place(column)
            self._failure.setGeometry(left, y, column, height)
            y += height
        return y + SPACE[0]
