"""A model card as safe Markdown: nothing of it loads anything, a long one is folded."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.core.markdown_stream import MarkdownStream
from desktop_app.core.model_card import beginning, readable
from desktop_app.ui.blocks.column import BlockColumn
from desktop_app.ui.theme import CAPTION, PROSE_WIDTH, SPACE, Theme

FOLDED = 1500
"""Characters of a card that are shown before somebody asks for the rest."""
LONGEST = 30_000
"""Characters that are shown at all; what is left out stands on the card's page."""
_PIECE = 300
"""Characters of an unfolded card that are added at once: all of it would hold the window up for
more than a second."""
_TAKEN = 4 * LONGEST
"""Characters of a card that are looked at: tags take more room than words."""


class CardView(QWidget):
    """Shows a card, its beginning first."""

    link_activated = Signal(str)
    """A link was chosen, as it stands in the card; nothing has been opened."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        """What is to be shown."""
        self._written = 0
        """How many characters of it are."""
        self._stream = MarkdownStream()
        self._kept = (0, 0)
        """Generation and number of closed blocks that the column shows."""
        self._card = ""
        self._writing = QTimer(self, interval=0)
        self._writing.timeout.connect(self._write_on)
        self._open = False
        self._width = 0
        self.column = BlockColumn(theme, self)
        self.column.link_activated.connect(self.link_activated)
        self.column.height_changed.connect(self._place)
        self.column.setMaximumWidth(theme.scaled(PROSE_WIDTH))
        self.more_button = QPushButton(self)
        self.more_button.setProperty("kind", "quiet")
        self.more_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more_button.clicked.connect(self._toggle)
        self.rest = QLabel(self.tr("The card is longer: the rest stands on its page."), self)
        self.rest.setProperty("tone", "second")
        self.rest.setFont(theme.font(CAPTION))
        self.rest.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[1])
        column.addWidget(self.column)
        column.addWidget(self.rest)
        column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeading)
        theme.changed.connect(self._dress)
        self.show_card("")

    @property
    def text(self) -> str:
        """The Markdown that is shown."""
        return self._text[: self._written]

    def show_card(self, card: str) -> None:
        """Show another card, folded if it is long."""
        self._card = readable(card[:_TAKEN])
        self._open = False
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the blocks out for another width."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Turn round with the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._width = 0
            self._place()

    def _show(self) -> None:
        """Show the beginning at once, and what else is wanted piece by piece."""
        first = beginning(self._card, FOLDED)
        self._text = beginning(self._card, LONGEST) if self._open else first
        self._stream, self._kept, self._written = MarkdownStream(), (0, 0), 0
        self._write(len(first))
        self.more_button.setVisible(len(self._card) > FOLDED)
        words = self.tr("Show less") if self._open else self.tr("Show the whole card")
        self.more_button.setText(words)
        self.more_button.setAccessibleName(words)

    def _write_on(self) -> None:
        self._write(_PIECE)

    def _write(self, amount: int) -> None:
        """Show so many characters more."""
        self._stream.feed(self._text[self._written : self._written + amount])
        self._written = min(len(self._text), self._written + amount)
        whole = self._written == len(self._text)
        if whole:
            self._stream.finish()
            self._writing.stop()
        else:
            self._writing.start()
        generation, closed = self._kept
        keep = closed if generation == self._stream.generation else 0
        self.column.show_blocks(self._stream.blocks, keep)
        self._kept = (self._stream.generation, self._stream.closed_count)
        self.rest.setVisible(self._open and whole and len(self._text) < len(self._card))
        self._place()

    def _toggle(self) -> None:
        self._open = not self._open
        self._show()

    def _place(self) -> None:
        """Blocks lay themselves out when they are asked to, and not by Qt's layouts."""
        width = min(self.width(), self.column.maximumWidth())
        self.column.setFixedHeight(self.column.place(max(1, width)))

    def _dress(self) -> None:
        self.column.set_theme(self._theme)
        self._place()
