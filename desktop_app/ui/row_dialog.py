"""A dialog of rows that are typed in, each of which keeps what was typed when it is left."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.ui.setting_row import SettingRow


class RowDialog(QDialog):
    """Holds `rows` by the keys of their settings; leaving it in any way keeps what was typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.rows: dict[str, SettingRow] = {}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends the typing of a value. A dialog would press one of its buttons for it."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Escape keeps what was typed, as closing does."""
        self._finish()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed last."""
        self._finish()
        super().closeEvent(event)

    def _finish(self) -> None:
        for row in self.rows.values():
            row.field.finish()
