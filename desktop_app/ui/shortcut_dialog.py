"""The list of what the keyboard can do, opened by F1."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.first_size import open_at
from desktop_app.ui.theme import SPACE, Theme


class ShortcutDialog(QDialog):
    """Shows pairs of a key and what it does. On a low screen the arrow keys scroll them."""

    def __init__(
        self, theme: Theme, shortcuts: Iterable[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAccessibleName(self.windowTitle())
        listed = QWidget()
        grid = QGridLayout(listed)
        grid.setContentsMargins(0, 0, SPACE[3], 0)
        grid.setHorizontalSpacing(SPACE[5])
        grid.setVerticalSpacing(SPACE[1])
        for row, (key, words) in enumerate(shortcuts):
            shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            keys = QLabel(shown, listed)
            keys.setFont(theme.font(1.0, bold=True))
            grid.addWidget(keys, row, 0)
            grid.addWidget(QLabel(words, listed), row, 1)
        area = QScrollArea(self)
        area.setAccessibleName(self.windowTitle())
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(listed)
        area.setMinimumWidth(listed.sizeHint().width())
        for ground in (area.viewport(), listed):
            ground.setAutoFillBackground(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[4])
        column.setSpacing(SPACE[4])
        column.addWidget(area, 1)
        column.addWidget(buttons)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        around = 3 * SPACE[4] + buttons.sizeHint().height()
        open_at(self, QSize(0, listed.sizeHint().height() + around))
        area.setFocus(Qt.FocusReason.OtherFocusReason)
