"""Words that wrap, beginning where one begins to read whatever letters they are written in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from desktop_app.ui.theme import Theme


class WordLabel(QLabel):
    """Plain text of any length. It takes the width that there is, and the height for that.

    `tone` is one of the style sheet's: "second", "accent", "warning" or "error".
    """

    def __init__(
        self, theme: Theme, factor: float = 1.0, bold: bool = False, tone: str = ""
    ) -> None:
        super().__init__()
        self._theme = theme
        self._look = (factor, bold)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFont(theme.font(factor, bold))
        if tone:
            self.setProperty("tone", tone)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if self.isRightToLeft():
            # Wrapped words go by their own letters: a Latin name would stand at the other edge.
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)

    def show_words(self, words: str) -> None:
        """Show these; without any, take no room."""
        self.setText(words)
        self.setVisible(bool(words))
