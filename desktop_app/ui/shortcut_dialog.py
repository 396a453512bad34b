"""The list of what the keyboard can do, opened by F1."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.ui.theme import SPACE, Theme


class ShortcutDialog(QDialog):
    """Shows pairs of a key and what it does."""

    def __init__(
        self, theme: Theme, shortcuts: Iterable[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAccessibleName(self.windowTitle())
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE[5])
        grid.setVerticalSpacing(SPACE[1])
        for row, (key, words) in enumerate(shortcuts):
            shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            keys = QLabel(shown, self)
            keys.setFont(theme.font(1.0, bold=True))
            grid.addWidget(keys, row, 0)
            grid.addWidget(QLabel(words, self), row, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[4])
        column.setSpacing(SPACE[4])
        column.addLayout(grid)
        column.addWidget(buttons)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
