"""What the user wrote, on the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.ui.bubble import Bubble, MessageEditor
from desktop_app.ui.message import MessageView
from desktop_app.ui.theme import SPACE, Theme
from desktop_app.ui.transcript_model import Row


class UserMessage(MessageView):
    """The user's words, on the right; they turn into a field to be edited."""

    def __init__(self, theme: Theme, row: Row, parent: QWidget) -> None:
        super().__init__(theme, row, parent)
        self.setAccessibleName(self.tr("You"))
        self._bubble = Bubble(theme, row.message.text, self)
        self._bubble.touched.connect(self.touched)
        self._bubble.height_changed.connect(self.invalidate)
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
