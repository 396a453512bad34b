"""What the model thought before it answered, folded until somebody asks."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop_app.ui.blocks.folded_text import FoldedText
from desktop_app.ui.theme import Theme


class ThoughtsBlock(FoldedText):
    """A header that says how long it took, and the thoughts below it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        # Not self.tr: there is nothing to ask before the base is made.
        name = QCoreApplication.translate("ThoughtsBlock", "Thoughts")
        super().__init__(theme, name, parent)

    def set_seconds(self, seconds: float, thinking: bool) -> None:
        """How long it took, or takes so far."""
        count = round(seconds)
        if thinking:
            text = self.tr("Thinking\u2026 {seconds} s").format(seconds=count)
        elif seconds > 0:
            text = self.tr("Thought for {seconds} s").format(seconds=max(1, count))
        else:
            text = self.tr("Thoughts")
        self.set_header(text)
