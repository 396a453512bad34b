"""The line under the header that says of a conversation that nothing of it is kept."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop_app.ui.text_button import TextButton
from desktop_app.ui.theme import CAPTION, SPACE, Theme


class TemporaryBar(QFrame):
    """Shown as long as a temporary conversation is; hidden at first."""

    keep_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("temporaryBar")
        self._theme = theme
        self.words = QLabel(self)
        self.words.setFont(theme.font(CAPTION))
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        name = self.tr("Keep this conversation")
        self.keep_button = TextButton(theme, self.tr("Keep it"), name, self)
        self.keep_button.clicked.connect(self.keep_requested)
        steady = self.keep_button.sizePolicy()
        steady.setRetainSizeWhenHidden(True)  # The transcript does not move when it goes.
        self.keep_button.setSizePolicy(steady)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE[3], SPACE[0], SPACE[3], SPACE[0])
        row.setSpacing(SPACE[1])
        row.addStretch(1)
        row.addWidget(self.words, 1_000)
        row.addWidget(self.keep_button)
        row.addStretch(1)
        theme.changed.connect(self._dress)
        self._dress()
        self.show_temporary(False, False)

    def show_temporary(self, temporary: bool, begun: bool, being_kept: bool = False) -> None:
        """Say it, and offer to keep what was `begun`; or that it is `being_kept`; or nothing."""
        self.words.setText(
            self.tr("This conversation is being kept…")
            if being_kept
            else self.tr("Temporary: nothing of this conversation is written to disk.")
        )
        self.keep_button.setVisible(begun and not being_kept)
        self.setVisible(temporary)

    def _dress(self) -> None:
        accent = self._theme.color("accent").name()
        line = self._theme.color("line").name()
        self.setStyleSheet(
            f"#temporaryBar {{ background: {self._theme.color('surface').name()};"
            f" border-top: 2px solid {accent}; border-bottom: 1px solid {line}; }}"
        )
        self.keep_button.set_theme(self._theme)
