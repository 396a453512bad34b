"""What the model thought before it answered, folded until somebody asks."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop_app.ui.blocks.folded_text import FoldedText
from desktop_app.ui.theme import Theme
from desktop_app.ui.words import count


class ThoughtsBlock(FoldedText):
    """A header that says how long it took, and the thoughts below it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        # Not self.tr: there is nothing to ask before the base is made.
        name = QCoreApplication.translate("ThoughtsBlock", "Thoughts")
        super().__init__(theme, name, parent)

    def set_seconds(self, seconds: float, thinking: bool, tokens: int = 0) -> None:
        """How long it took, or takes so far, and how many tokens that were, 0 for unknown."""
        whole = round(seconds)
        if thinking:
            text = self.tr("Thinking\u2026 {seconds} s").format(seconds=whole)
        elif seconds > 0 and tokens > 1:
            words = self.tr("Thought for {seconds} s, {tokens} tokens", "", tokens)
            text = words.format(seconds=max(1, whole), tokens=count(tokens))
        elif seconds > 0:
            text = self.tr("Thought for {seconds} s").format(seconds=max(1, whole))
        else:
            text = self.tr("Thoughts")
        self.set_header(text)
