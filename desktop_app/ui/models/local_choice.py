"""One model that is on this computer already, in a card: why it would do, and a way to use it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.catalog_advice import Advice
from desktop_app.ui.models.catalog_words import SEPARATOR, pace_words
from desktop_app.ui.models.fetch_row import offer, row_button
from desktop_app.ui.models.model_words import source_words
from desktop_app.ui.models.word_label import WordLabel
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import size_words


class LocalChoice(QWidget):
    """A picture of an `Advice` about a file."""

    use_requested = Signal(str)
    """The model is to be used; carries the path of its file."""

    def __init__(
        self, theme: Theme, advice: Advice, about: str, parent: QWidget | None = None
    ) -> None:
        """`about` says why it would do."""
        super().__init__(parent)
        assert advice.local is not None
        local = advice.local
        self.setAccessibleName(advice.title)
        title = WordLabel(theme, bold=True)
        title.setText(advice.title)
        reasons = WordLabel(theme)
        reasons.setText(about)
        facts = WordLabel(theme, CAPTION, tone="second")
        parts = (source_words(local.source), size_words(local.size), pace_words(advice.speed))
        facts.setText(SEPARATOR.join(part for part in parts if part))
        self.setAccessibleDescription(facts.text())
        self.go_button = row_button()
        offer(self.go_button, self.tr("Use it"), advice.title)
        self.go_button.clicked.connect(lambda: self.use_requested.emit(local.path))
        self._build((title, reasons, facts))

    def buttons(self) -> tuple[QWidget, ...]:
        """What can be pressed."""
        return (self.go_button,)

    def _build(self, labels: tuple[QWidget, ...]) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in labels:
            words.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE[2])
        row.addLayout(words, 1)
        row.addWidget(self.go_button)
