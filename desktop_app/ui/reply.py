"""What the model wrote, while it writes and after."""

import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.core.conversation import Message, State
from desktop_app.core.markdown_stream import MarkdownStream
from desktop_app.ui.blocks.column import BlockColumn
from desktop_app.ui.blocks.thoughts import ThoughtsBlock
from desktop_app.ui.failure_card import FailureCard
from desktop_app.ui.message import Looks, MessageView
from desktop_app.ui.message_editor import MessageEditor
from desktop_app.ui.picture_desk import PictureDesk
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.transcript_model import Row
from desktop_app.ui.typesetter import Typesetter


class Reply(MessageView):
    """The model's words, on the plain page; thoughts above, news of how it ended below."""

    edited = Signal(str)
    """Other words, to stand beside these."""

    def __init__(
        self,
        theme: Theme,
        row: Row,
        parent: QWidget,
        desk: PictureDesk,
        typesetter: Typesetter | None = None,
    ) -> None:
        super().__init__(theme, row, parent)
        self.setAccessibleName(self.tr("Reply"))
        self._desk = desk
        self._editor: MessageEditor | None = None
        self._thoughts: ThoughtsBlock | None = None
        self._thinking_since = 0.0
        self._thought_seconds = row.message.thought_seconds
        self._text = ""
        """What the stream has been fed."""
        self._stream = MarkdownStream()
        self._finished = False
        """Whether the stream was told that nothing more comes."""
        self._shown = (0, 0)
        """Generation and number of closed blocks that the column shows."""
        self._column = BlockColumn(theme, self, typesetter)
        self._column.touched.connect(self.touched)
        self._column.link_activated.connect(self.link_activated)
        self._column.height_changed.connect(self.invalidate)
        self._note = QLabel(self)
        self._failure: FailureCard | None = None
        self.buttons.edit_requested.connect(self.edit)
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
        usage = self.row.message.usage
        tokens = usage.thought_tokens if usage else 0
        self._thoughts.set_seconds(self._thought_seconds, thinking, tokens)

    def source(self) -> str:
        return self._text

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._column.set_theme(theme)
        self._style_note()
        if self._thoughts is not None:
            self._thoughts.set_theme(theme)
        for part in (self._failure, self._editor):
            if part is not None:
                part.set_theme(theme)

    def edit(self) -> None:
        """Turn the words into a field; thoughts and news stay where they are."""
        if self._editor is not None:
            return
        self._editor = MessageEditor(self.theme, self._desk, self.row.message, self)
        self._editor.submitted.connect(self._on_submitted)
        self._editor.cancelled.connect(self._close_editor)
        self._editor.set_held(self.held)
        self._editor.height_changed.connect(self.invalidate)
        self._column.hide()
        self.buttons.hide()
        self._editor.show()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.touched.emit()
        self.invalidate()

    def set_held(self, held: bool) -> None:
        super().set_held(held)
        if self._editor is not None:
            self._editor.set_held(held)

    def is_busy(self) -> bool:
        return self._editor is not None or super().is_busy()

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
        writing = message.state is State.WRITING
        goes_on = self._finished and (writing or message.text != self._text)
        if goes_on or not message.text.startswith(self._text):
            self._start_again()  # What follows may belong to the last block, which was closed.
        self._stream.feed(message.text[len(self._text) :])
        self._text = message.text
        if not writing and not self._finished:
            self._stream.finish()
            self._finished = True
        self._show_blocks()
        self.tick()
        self._show_end(message)

    def _start_again(self) -> None:
        self._stream = MarkdownStream()
        self._finished = False
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
        note = self._note_of(message)
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

    def _on_submitted(self, text: str, _: object) -> None:
        self._close_editor()
        if text != self.row.message.text:
            self.edited.emit(text)

    def _close_editor(self) -> None:
        if self._editor is None:
            return
        self._editor.hide()
        self._editor.deleteLater()
        self._editor = None
        self._column.show()
        self.buttons.show()
        self.focus_chain()[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.invalidate()

    def _note_of(self, message: Message) -> str:
        if message.edited:
            return self.tr("Edited by you")
        return {
            State.STOPPED: self.tr("Stopped"),
            State.LENGTH: self.tr("Reached the longest reply"),
            State.CONTEXT: self.tr("The context is full"),
            State.INTERRUPTED: self.tr("Interrupted"),
        }.get(message.state, "")

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
        y = self._lay_out_words(left, y, column)
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

    def _lay_out_words(self, left: int, y: int, column: int) -> int:
        """Place the words, or the field that they are edited in; returns where they end."""
        if self._editor is None:
            height = self._column.place(column)
            self._column.setGeometry(left, y, column, height)
        else:
            width, height = self._editor.place(column)
            self._editor.setGeometry(left, y, width, height)
        return y + height
