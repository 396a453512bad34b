"""Where the person writes: a card that grows with its text, the context meter, Send or Stop."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.attachment import Attachment
from desktop_app.ui.attach_button import AttachButton
from desktop_app.ui.attachment_bar import AttachmentBar
from desktop_app.ui.composer_edit import ComposerEdit
from desktop_app.ui.context_meter import ContextMeter
from desktop_app.ui.dictation_bar import DictationBar, Phase
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.preset_chip import PresetChip
from desktop_app.ui.theme import CAPTION, PROSE_WIDTH, SPACE, Theme
from desktop_app.ui.think_button import ThinkButton
from desktop_app.ui.voice_button import VoiceButton

_DRAFT_PAUSE = 400
_PADDING = 10
_OUTDENT = 8
"""So far (px) the round plus stands out to the side, for its cross to stand below the text."""


class Composer(QFrame):
    """The card below the conversation. It keeps text and attachments until told to clear them."""

    submitted = Signal(str)
    stop_requested = Signal()
    draft_changed = Signal(str)
    """The text as it stands, a moment after the last key; or the attachments are others."""
    replaced = Signal()
    """Another text is about to take the place of this one: it belongs elsewhere."""
    attachments_replaced = Signal()
    """Other attachments have taken the place of those before, which belong elsewhere."""
    waiting_requested = Signal()
    """The person wants the last message that waits back into the text."""
    dictation_ended = Signal()
    """The person wants no more to be recorded, and what they said in words."""
    dictation_cancelled = Signal()
    """The person wants nothing of what they are saying."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composerCard")
        self.setMaximumWidth(PROSE_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._theme = theme
        self._busy = False
        self._loading = False
        self._wished = False
        self._refused = False
        """The person pressed Send, and something is still being made for the message."""
        self._told: tuple[str, tuple[Attachment, ...]] = ("", ())
        self._phase = Phase.IDLE
        self._pause = QTimer(self, singleShot=True, interval=_DRAFT_PAUSE)
        self._pause.timeout.connect(self.flush_draft)
        self._build(theme)
        theme.changed.connect(self._tint)
        self._tint()
        self._refresh()

    def text(self) -> str:
        """What is written at the moment."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Put `text` in place of what is there, the cursor after it. It is no new draft."""
        self.replaced.emit()
        self.edit.set_text(text)
        self._told = (text, self._told[1])
        self._pause.stop()

    def attachments(self) -> tuple[Attachment, ...]:
        """What is attached and made at the moment."""
        return self.bar.attachments()

    def set_attachments(self, attachments: Sequence[Attachment]) -> None:
        """Put these in place of what is attached. They are no new draft."""
        self._told = (self._told[0], tuple(attachments))
        self._forget_wish()
        self.bar.set_attachments(attachments)
        self.attachments_replaced.emit()

    def drop_attachment(self, number: int) -> None:
        """What the chip with this number stands for does not come: nothing is sent by itself."""
        if self._wished:
            self._forget_wish()
            self.say(self.tr("Not sent: something could not be attached."))
        self.bar.drop(number)

    def clear(self) -> None:
        """Empty it."""
        self.set_text("")
        self.set_attachments(())

    def set_busy(self, busy: bool) -> None:
        """Show Stop while an answer is written, beside Send if something is there to be sent."""
        had_focus = self.send_button.hasFocus() or self.stop_button.hasFocus()
        self._busy = busy
        self.stop_button.setVisible(busy)
        words = self.tr("Send after this answer") if busy else self.tr("Send")
        self.send_button.setAccessibleName(words)
        self.send_button.setToolTip(
            self.tr("Send after this answer (Enter)") if busy else self.tr("Send (Enter)")
        )
        if had_focus:
            self.send_button.setVisible(not busy)
            (self.stop_button if busy else self.send_button).setFocus()
        self._hear_escape()
        self._hint.setText("")
        self._refresh()

    def set_loading(self, loading: bool) -> None:
        """Let Esc stop a load for which no message waits. Sending stays possible."""
        self._loading = loading
        self._hear_escape()

    def set_phase(self, phase: Phase) -> None:
        """Show how a dictation into this text stands. Until it is there, nothing is sent."""
        self._phase = phase
        self.dictation.set_phase(phase)
        self.voice_button.set_phase(phase)
        for usual in (self._hint, self.meter):
            usual.setVisible(phase is Phase.IDLE)
        self._hear_escape()
        self._refresh()

    def say(self, hint: str) -> None:
        """Show a few words below the text until the next key."""
        self._refused = False
        self._hint.setText(hint)
        if hint:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._hint, hint))

    def set_preset(self, name: str, summary: str = "") -> None:
        """Name the preset of the conversation, "" for none; `summary` says what it does."""
        had_focus = self.preset_chip.remove_button.hasFocus()
        self.preset_chip.show_preset(name, summary)
        self.edit.set_purpose(summary if name else "")
        if had_focus and not name:
            self.focus()

    def is_busy(self) -> bool:
        """Whether Stop is shown."""
        return self._busy

    def set_context(self, used: int, size: int) -> None:
        """How many tokens of the context are used; `size` 0 when it is not known yet."""
        self.meter.set_context(used, size)

    def context_used(self) -> int:
        """How many tokens the meter shows as used."""
        return self.meter.used

    def context_size(self) -> int:
        """The tokens of the whole context as the meter knows them, 0 while it does not."""
        return self.meter.capacity

    def set_history(self, texts: list[str]) -> None:
        """The messages that Up brings back, oldest first."""
        self.edit.set_history(texts)

    def set_waiting(self, waiting: bool) -> None:
        """Whether a message waits, which Up brings back before those that were sent."""
        self.edit.has_waiting = waiting

    def unready(self) -> str:
        """Why what is here can neither be sent nor make room for another; "" when it can."""
        if self._phase is not Phase.IDLE:
            return self.tr("First end the dictation.")
        if self.bar.making or self.bar.blocked:
            return self.tr("First see to what is attached here.")
        return ""

    def set_enter_sends(self, enter: bool) -> None:
        """Whether Enter sends; if not, Ctrl+Enter does and Enter begins a new line."""
        self.edit.enter_sends = enter

    def focus(self) -> None:
        """Put the cursor into the text."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush_draft(self) -> None:
        """Emit `draft_changed` now if text or attachments are others than were told last."""
        self._pause.stop()
        draft = (self.text(), self.attachments())
        if draft != self._told:
            self._told = draft
            self.draft_changed.emit(draft[0])

    def _build(self, theme: Theme) -> None:
        self.bar = AttachmentBar(theme, self)
        self.bar.changed.connect(self._on_attachments_changed)
        self.bar.removed.connect(self._on_attachment_removed)
        self.edit = ComposerEdit(self)
        self.edit.submitted.connect(self._submit)
        self.edit.waiting_requested.connect(self.waiting_requested)
        self.edit.textChanged.connect(self._on_text_changed)
        self._hint = ElidedLabel(self)
        self._hint.setProperty("tone", "second")
        self._hint.setFont(theme.font(CAPTION))
        self.dictation = DictationBar(theme, self)
        self.meter = ContextMeter(theme, self)
        self.attach_button = AttachButton(theme, self)
        self.think_button = ThinkButton(theme, self)
        self.preset_chip = PresetChip(theme, self)
        self.voice_button = VoiceButton(theme, self)
        self.send_button = self._round("send", self.tr("Send"), self.tr("Send (Enter)"))
        self.send_button.clicked.connect(self._submit)
        self.stop_button = self._round("stop", self.tr("Stop"), self.tr("Stop (Esc)"))
        self.stop_button.clicked.connect(self.stop_requested)
        self.stop_button.hide()
        # Wherever the focus is in the window, and only while there is something to stop.
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._escape.activated.connect(self._on_escape)
        self._escape.setEnabled(False)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE[2])
        row.addWidget(self.attach_button)
        row.addWidget(self.think_button)
        row.addWidget(self.preset_chip)
        row.addWidget(self._hint, 1)
        row.addWidget(self.dictation, 1)
        row.addWidget(self.meter)
        row.addWidget(self.voice_button)
        row.addWidget(self.send_button)
        row.addWidget(self.stop_button)
        row.addSpacing(_OUTDENT)
        column = QVBoxLayout(self)
        edge = SPACE[2] - _OUTDENT
        column.setContentsMargins(edge, _PADDING, edge, _PADDING)
        column.setSpacing(0)
        column.addLayout(_indented(self.bar, _OUTDENT))
        margin = round(self.edit.document().documentMargin())
        column.addLayout(_indented(self.edit, _OUTDENT - margin))
        column.addSpacing(_PADDING)
        column.addLayout(row)

    def _round(self, name: str, words: str, hint: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        button.setAccessibleName(words)
        button.setToolTip(hint)
        button.setIconSize(QSize(16, 16))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _submit(self) -> None:
        if self._phase is not Phase.IDLE:
            # What was said is to be read before it is sent.
            self.dictation_ended.emit()
            return
        text = self.text()
        if not text.strip() and not self.bar.chips():
            return
        if self.bar.blocked:
            self.say(self.tr("Not sent: see what is said about the attachment."))
            self._refused = True
        elif self.bar.making:
            self._wished = True
            self._hear_escape()
            self.say(self.tr("Sent once it is ready. Esc keeps it here."))
        else:
            self._forget_wish()
            self._pause.stop()
            if text.strip():
                self.edit.remember(text)
            # Blanks beside a picture are no words.
            self.submitted.emit(text if text.strip() else "")

    def _on_text_changed(self) -> None:
        self._hint.setText("")
        self._forget_wish()
        self._pause.start()
        self._refresh()

    def _on_attachments_changed(self) -> None:
        self._refresh()
        if self.attachments() != self._told[1]:
            self.flush_draft()
        if self._refused and not self.bar.blocked:
            self.say("")  # What it spoke of is gone.
        if self._wished and not self.bar.making:
            self._forget_wish()
            self._hint.setText("")
            self._submit()

    def _on_attachment_removed(self) -> None:
        if not self.bar.chips():
            self.focus()

    def _forget_wish(self) -> None:
        self._wished = False
        self._hear_escape()

    def _on_escape(self) -> None:
        if self._phase is not Phase.IDLE:
            self.dictation_cancelled.emit()
        elif self._wished:
            self._forget_wish()
            self._hint.setText("")
        else:
            self.stop_requested.emit()

    def _hear_escape(self) -> None:
        dictates = self._phase is not Phase.IDLE
        self._escape.setEnabled(self._busy or self._loading or dictates or self._wished)

    def _refresh(self) -> None:
        something = not self.edit.document().isEmpty() or bool(self.bar.chips())
        shown = something or not self._busy
        if self.send_button.hasFocus() and not shown:
            self.focus()  # And not on Stop: a second press would be for the one that is gone.
        self.send_button.setVisible(shown)
        self.send_button.setEnabled(self._phase is Phase.IDLE and something)

    def _tint(self) -> None:
        self.send_button.setIcon(self._theme.icon("send", "accent_on"))
        self.stop_button.setIcon(self._theme.icon("stop", "accent_on"))


def _indented(widget: QWidget, by: int) -> QHBoxLayout:
    """A row of `widget` alone, with so much room (px) on both sides."""
    row = QHBoxLayout()
    row.setSpacing(0)
    row.addSpacing(by)
    row.addWidget(widget)
    row.addSpacing(by)
    return row
