"""The row of buttons below a message, and what its reply took."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.core.attachment import Attachment, Film
from desktop_app.core.conversation import Role, State
from desktop_app.core.document import Document
from desktop_app.core.events import Usage
from desktop_app.ui.text_button import TextButton
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.transcript_model import Row
from desktop_app.ui.words import count

_CONTINUABLE = (State.STOPPED, State.LENGTH, State.CONTEXT, State.INTERRUPTED, State.FAILED)


class MessageActions(QWidget):
    """Buttons keep their place whether they are seen or not, so that no text ever moves.

    They are drawn while the pointer or the keyboard is on the message; assistive tools and the
    Tab key find them always.
    """

    copy_requested = Signal()
    edit_requested = Signal()
    pictures_requested = Signal()
    """The menu of what can be done with the message's pictures and films is to open."""
    regenerate_requested = Signal()
    fork_requested = Signal()
    """Go on from here in a conversation of its own."""
    continue_requested = Signal()
    delete_requested = Signal()
    speak_requested = Signal()
    """Read the message aloud, or stop that."""
    step_requested = Signal(int)
    stats_toggled = Signal(bool)

    def __init__(self, theme: Theme, row: Row, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._revealed = False
        self._from_user = row.message.role is not Role.ASSISTANT
        self._previous = self._add("\u2039", self.tr("Previous version"))
        self._place = QLabel(self)
        self._next = self._add("\u203a", self.tr("Next version"))
        whose = self._whose()
        self._copy = self._add(self.tr("Copy"), self.tr("Copy {message}").format(message=whose))
        self._speak = self._add("", "")
        self._again = self._add(self.tr("Again"), self.tr("Write another reply"))
        self._continue = self._add(self.tr("Continue"), self.tr("Continue the reply"))
        edit = self.tr("Edit your message") if self._from_user else self.tr("Edit the reply")
        self._edit = self._add(self.tr("Edit"), edit)
        self._fork = self._add(self.tr("Fork"), self.tr("Go on from here in a new conversation"))
        self._pictures = self._add("", "")
        self._delete = self._add(
            self.tr("Delete"), self.tr("Delete {message}").format(message=whose)
        )
        self._more = self._add("\u22ef", self.tr("Show what the reply took"))
        self._more.setCheckable(True)
        self._stats = QLabel(self)
        self._figures = [""]
        """What the reply took, in a line; shorter ones for narrow windows behind it."""
        self._connect()
        self.set_spoken(False)
        self.set_row(row)
        self.set_theme(theme)

    @property
    def next_button(self) -> TextButton:
        """Goes to the next version."""
        return self._next

    @property
    def previous_button(self) -> TextButton:
        """Goes to the version before."""
        return self._previous

    @property
    def pictures_button(self) -> TextButton:
        """Opens the menu of the message's pictures."""
        return self._pictures

    def set_row(self, row: Row) -> None:
        """Offer what can be done with the message as it stands."""
        message = row.message
        writing = message.state is State.WRITING
        several = row.count > 1
        for part in (self._previous, self._place, self._next):
            part.setVisible(several and not writing)
        self._previous.setEnabled(row.position > 1)
        self._next.setEnabled(row.position < row.count)
        self._place.setText(f"{row.position}/{row.count}")
        self._place.setAccessibleName(
            self.tr("Version {position} of {count}").format(position=row.position, count=row.count)
        )
        reply = not self._from_user
        self._copy.setVisible(bool(message.text) or writing)
        self._speak.setVisible(bool(message.text) or writing)
        self._again.setVisible(reply and not writing)
        begun = bool(message.text or message.thought.strip())
        continuable = message.state in _CONTINUABLE and begun
        self._continue.setVisible(reply and continuable)
        self._edit.setVisible(not reply or (bool(message.text) and not writing))
        self._fork.setVisible(not writing)
        self._delete.setVisible(not writing)
        self._more.setVisible(reply and not writing and message.usage is not None)
        self._pictures.setVisible(bool(message.attachments))
        words = self._words_for(message.attachments)
        self._pictures.setText(words)
        self._pictures.setAccessibleName(words)
        self._pictures.setToolTip(self.tr("Open, save, copy, or hide from the model"))
        self._figures = self._figures_of(message.usage) if message.usage else [""]
        self._stats.setText(self._figures[0])
        self._stats.setAccessibleName(self._figures[0] or self.tr("Statistics"))
        self._stats.setToolTip(self._details_of(message.usage) if message.usage else "")

    def set_spoken(self, spoken: bool) -> None:
        """Offer to stop the reading of the message, or to read it aloud."""
        words, whose = self.tr("Read aloud"), self._whose()
        accessible = self.tr("Read {message} aloud").format(message=whose)
        if spoken:
            words, accessible = self.tr("Stop reading"), self.tr("Stop reading {message}")
            accessible = accessible.format(message=whose)
        self._speak.setText(words)
        self._speak.setAccessibleName(accessible)
        self._speak.setToolTip(accessible)
        self._speak.updateGeometry()
        self._speak.update()

    def set_stats(self, shown: bool) -> None:
        """Show what the reply took, without a pointer on it too."""
        self._more.setChecked(shown)

    @property
    def stats_shown(self) -> bool:
        """Whether the line is shown."""
        return self._more.isChecked()

    def reveal(self, revealed: bool) -> None:
        """Draw the buttons or leave them out; they stay where they are."""
        self._revealed = revealed
        for button in self._buttons():
            button.set_drawn(revealed)
        self._tint_place()

    def place(self, width: int) -> int:
        """Lay out in `width` pixels; returns the height."""
        height = self._copy.sizeHint().height()
        shown = [part for part in self._parts() if part.isVisibleTo(self)]
        widths = [self._width_of(part) for part in shown]
        # The words, not the ground around them, stand in line with the text above.
        start = -SPACE[1]
        if self._from_user:
            start = max(start, width - sum(widths) + SPACE[1])
        x, y = start, 0
        for part, own in zip(shown, widths, strict=True):
            if x > start and x + own > width + SPACE[1]:  # A large font, or a narrow window.
                x, y = start, y + height
            left = width - x - own if self.isRightToLeft() else x
            part.setGeometry(left + SPACE[1], y, own, height)
            x += own
        wanted = self.stats_shown and not self._more.isHidden()
        hint = self._fit_stats(width - x - SPACE[1])
        if wanted and not hint:  # No room beside the buttons: a line of its own.
            y += height
            hint = self._fit_stats(width - SPACE[1])
        self._stats.setVisible(wanted and hint > 0)
        left = 0 if self.isRightToLeft() else width - hint
        self._stats.setGeometry(left + SPACE[1], y, hint, height)
        return y + height

    def set_theme(self, theme: Theme) -> None:
        """Take the colours and fonts of `theme`."""
        self._theme = theme
        for button in self._buttons():
            button.set_theme(theme)
        for label in (self._place, self._stats):
            label.setFont(theme.font(CAPTION))
        palette = self._stats.palette()
        palette.setColor(palette.ColorRole.WindowText, theme.color("text_second"))
        self._stats.setPalette(palette)
        self._tint_place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing of its own."""

    def _fit_stats(self, free: int) -> int:
        """Say as much of the figures as `free` pixels hold; how wide that is, 0 when none fits."""
        for figures in self._figures:
            self._stats.setText(figures)
            if (hint := self._stats.sizeHint().width()) <= free:
                return hint
        return 0

    def _add(self, text: str, accessible: str) -> TextButton:
        return TextButton(self._theme, text, accessible, self)

    def _connect(self) -> None:
        self._previous.clicked.connect(lambda: self.step_requested.emit(-1))
        self._next.clicked.connect(lambda: self.step_requested.emit(1))
        self._copy.clicked.connect(self.copy_requested)
        self._speak.clicked.connect(self.speak_requested)
        self._again.clicked.connect(self.regenerate_requested)
        self._continue.clicked.connect(self.continue_requested)
        self._edit.clicked.connect(self.edit_requested)
        self._fork.clicked.connect(self.fork_requested)
        self._pictures.clicked.connect(self.pictures_requested)
        self._delete.clicked.connect(self.delete_requested)
        self._more.toggled.connect(self.stats_toggled)

    def _parts(self) -> list[QWidget]:
        return [self._previous, self._place, *self._buttons()[1:]]

    def _buttons(self) -> list[TextButton]:
        return [
            self._previous,
            self._next,
            self._copy,
            self._speak,
            self._again,
            self._continue,
            self._edit,
            self._fork,
            self._pictures,
            self._delete,
            self._more,
        ]

    def _width_of(self, part: QWidget) -> int:
        width = part.sizeHint().width()
        if part is self._speak:  # It has two words, and what is beside it keeps its place.
            advance = self._speak.fontMetrics().horizontalAdvance
            words = (self.tr("Read aloud"), self.tr("Stop reading"))
            width += max(map(advance, words)) - advance(self._speak.text())
        return width

    def _whose(self) -> str:
        return self.tr("your message") if self._from_user else self.tr("reply")

    def _words_for(self, attachments: Sequence[Attachment]) -> str:
        if any(isinstance(one, Document) for one in attachments):
            return self.tr("Files…") if len(attachments) > 1 else self.tr("File…")
        if len(attachments) > 1:
            return self.tr("Pictures…")
        film = bool(attachments) and isinstance(attachments[0], Film)
        return self.tr("Film…") if film else self.tr("Picture…")

    def _tint_place(self) -> None:
        palette = self._place.palette()
        color = self._theme.color("text_second")
        if not self._revealed:
            color.setAlpha(0)
        palette.setColor(palette.ColorRole.WindowText, color)
        self._place.setPalette(palette)

    def _figures_of(self, usage: Usage) -> list[str]:
        rate = usage.writing_tokens_per_second
        text = self.tr(
            "{tokens} tokens \u00b7 {rate}/s \u00b7 first in {seconds} s", "", usage.reply_tokens
        ).format(
            tokens=count(usage.reply_tokens),
            rate=f"{rate:.0f}" if rate >= 10 else f"{rate:.1f}",
            seconds=f"{usage.first_token_seconds:.1f}",
        )
        if not usage.image_tokens:
            return [text]
        pictures = self.tr("{tokens} for pictures").format(tokens=count(usage.image_tokens))
        return [f"{text} \u00b7 {pictures}", text]

    def _details_of(self, usage: Usage) -> str:
        """Where the time went: what was read, and how much of that was known already."""
        prompt, pictures, anew = usage.prompt_tokens, usage.image_tokens, usage.encoded_images
        words = self.tr("Prompt: {tokens} tokens, {reused} of them known from before", "", prompt)
        lines = [words.format(tokens=count(prompt), reused=count(usage.reused_tokens))]
        if pictures:
            words = self.tr(
                "Pictures: {tokens} tokens, {reused} of them known from before", "", pictures
            )
            known = count(usage.reused_image_tokens)
            lines.append(words.format(tokens=count(pictures), reused=known))
        if anew:
            words = self.tr("{count} pictures were looked at anew", "", anew)
            lines.append(words.format(count=count(anew)))
        return "\n".join(lines)
