"""What the user wrote and showed, on the right."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop_app.core.attachment import Attachment
from desktop_app.core.export import names_of
from desktop_app.ui.blocks.attachment_column import AttachmentColumn, estimated_height
from desktop_app.ui.bubble import WIDEST_SHARE, Bubble
from desktop_app.ui.message import MessageView
from desktop_app.ui.message_editor import MessageEditor
from desktop_app.ui.picture_desk import PictureDesk
from desktop_app.ui.theme import SPACE, Theme
from desktop_app.ui.transcript_model import Row

_GAP = SPACE[1]
"""Between what is shown and what is said about it."""


class UserMessage(MessageView):
    """The user's pictures and words, on the right; they turn into a field to be edited."""

    edited = Signal(str, tuple)
    """Other words, and the attachments that are left."""
    seen_requested = Signal(int, bool)
    """The attachment at this place is to be shown to the model again, or no longer."""

    def __init__(self, theme: Theme, row: Row, parent: QWidget, desk: PictureDesk) -> None:
        super().__init__(theme, row, parent)
        self.setAccessibleName(self.tr("You"))
        self._desk = desk
        self._attachments: AttachmentColumn | None = None
        self._bubble = Bubble(theme, row.message.text, self)
        self._bubble.touched.connect(self.touched)
        self._bubble.height_changed.connect(self.invalidate)
        self._editor: MessageEditor | None = None
        self.buttons.edit_requested.connect(self.edit)
        self.buttons.pictures_requested.connect(self._open_menu)
        QWidget.setTabOrder(self._bubble, self.buttons)
        self._show_attachments(row.message.attachments)
        self.buttons.raise_()

    @property
    def attachments(self) -> AttachmentColumn | None:
        """The pictures and films, if there are any."""
        return self._attachments

    def set_row(self, row: Row) -> None:
        if row.message.text != self.row.message.text:
            self._bubble.set_text(row.message.text)
        super().set_row(row)
        self._show_attachments(row.message.attachments)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for part in (self._bubble, self._attachments, self._editor):
            if part is not None:
                part.set_theme(theme)

    def focus_chain(self) -> list[QWidget]:
        """From the pictures above the words down to the buttons."""
        chain = super().focus_chain()
        shown = self._attachments
        return sorted(chain, key=lambda part: shown is None or not shown.isAncestorOf(part))

    def edit(self) -> None:
        """Turn the message into a field."""
        if self._editor is not None:
            return
        self._editor = MessageEditor(self.theme, self._desk, self.row.message, self)
        self._editor.submitted.connect(self._on_submitted)
        self._editor.cancelled.connect(self._close_editor)
        self._editor.set_held(self.held)
        self._editor.height_changed.connect(self.invalidate)
        for part in self._parts():
            part.hide()
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

    def _show_attachments(self, attachments: Sequence[Attachment]) -> None:
        if self._attachments is not None:
            self._attachments.set_attachments(attachments)
        elif attachments:
            self._attachments = AttachmentColumn(
                self.theme, self._desk, attachments, self.row.message.id, self
            )
            self._attachments.touched.connect(self.touched)
            self._attachments.height_changed.connect(self.invalidate)
            self._attachments.seen_requested.connect(self.seen_requested)
            self._attachments.setVisible(self._editor is None)
        self._bubble.setVisible(self._bubble_wanted() and self._editor is None)
        self._placed = None

    def _bubble_wanted(self) -> bool:
        """Pictures alone need no bubble without words below them."""
        message = self.row.message
        return bool(message.text) or not message.attachments

    def _parts(self) -> list[QWidget]:
        parts: list[QWidget] = []
        if self._attachments is not None and self._attachments.attachments:
            parts.append(self._attachments)
        if self._bubble_wanted():
            parts.append(self._bubble)
        return parts

    def _on_copy(self) -> None:
        """The words as they are; for those who read Markdown, the names of the pictures too."""
        message = self.row.message
        if not message.attachments:
            super()._on_copy()
            return
        data = QMimeData()
        names = names_of(message.attachments)
        data.setText(message.text or names)
        data.setData("text/markdown", f"{names}\n\n{message.text}".strip().encode())
        QGuiApplication.clipboard().setMimeData(data)

    def _open_menu(self) -> None:
        if self._attachments is None:
            return
        menu = self._attachments.menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        button = self.buttons.pictures_button
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _on_submitted(self, text: str, attachments: tuple[Attachment, ...]) -> None:
        self._close_editor()
        self.edited.emit(text, attachments)

    def _close_editor(self) -> None:
        if self._editor is None:
            return
        self._editor.hide()
        self._editor.deleteLater()
        self._editor = None
        for part in self._parts():
            part.show()
        self.buttons.show()
        focus: QWidget = self._bubble if self._bubble_wanted() else self.focus_chain()[0]
        focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self.invalidate()

    def _lay_out_body(self, left: int, y: int, column: int) -> int:
        if self._editor is not None:
            return self._put(self._editor, self._editor.place(column), left, y, column) + 2
        if self._attachments is not None and self._attachments.attachments:
            size = self._attachments.place(widest(column))
            y = self._put(self._attachments, size, left, y, column)
            y += _GAP if self._bubble_wanted() else 0
        if self._bubble_wanted():
            y = self._put(self._bubble, self._bubble.place(column), left, y, column)
        return y + 2

    def _put(self, part: QWidget, size: tuple[int, int], left: int, y: int, column: int) -> int:
        """Place a part at the edge; returns where it ends."""
        width, height = size
        x = left if self.isRightToLeft() else left + column - width
        part.setGeometry(x, y, width, height)
        return y + height

    def _space_below(self) -> int:
        return SPACE[0]  # The row of buttons makes most of the distance to the reply.


def widest(column: int) -> int:
    """How much of a column of this width pictures may take."""
    return max(1, int(column * WIDEST_SHARE))


def shown_height(attachments: Sequence[Attachment], column: int, theme: Theme) -> int:
    """How high the pictures and films of a message are that has no widget yet."""
    if not attachments:
        return 0
    return estimated_height(attachments, widest(column), theme) + _GAP
