"""The preset of the conversation, in the composer's row: its name, and a cross to take it off."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop_app.ui.button import IconButton
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.theme import CAPTION, SPACE, Theme

_WIDEST = 220
_NARROWEST = 72


class PresetChip(QFrame):
    """Hidden while there is no preset."""

    removed = Signal()
    """The person wants the conversation to go on without it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("presetChip")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._label = ElidedLabel(self)
        self._label.setFont(theme.font(CAPTION))
        self.remove_button = IconButton(theme, "close", self.tr("Take the preset off"))
        self.remove_button.setIconSize(QSize(theme.scaled(12), theme.scaled(12)))
        self.remove_button.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE[1], 0, 2, 0)
        row.setSpacing(2)
        row.addWidget(self._label)
        row.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def show_preset(self, name: str, summary: str = "") -> None:
        """Name the preset; "" for none."""
        self._label.setText(name)
        self._label.set_about(summary)
        self.setAccessibleName(self.tr("Preset: {name}").format(name=name) if name else "")
        self.setAccessibleDescription(summary)
        words = self.tr("Take {name} off").format(name=name)
        if name:
            self.remove_button.setAccessibleName(words)
            self.remove_button.setToolTip(words)
        self.updateGeometry()
        self.setVisible(bool(name))

    def name(self) -> str:
        """The name that is shown, "" while there is none."""
        return self._label.text()

    def sizeHint(self) -> QSize:
        """As wide as its name, within reason."""
        hint = super().sizeHint()
        return QSize(min(hint.width() + 2, self._theme.scaled(_WIDEST)), hint.height())

    def minimumSizeHint(self) -> QSize:
        """A few letters and the cross."""
        narrow = min(self.sizeHint().width(), self._theme.scaled(_NARROWEST))
        return QSize(narrow, super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace on its cross take it off, as on an attachment."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)
