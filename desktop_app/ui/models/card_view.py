"""A model card as safe Markdown: nothing of it loads anything, a long one is folded."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.core.markdown import parse
from desktop_app.core.model_card import beginning, readable
from desktop_app.ui.blocks.column import BlockColumn
from desktop_app.ui.theme import CAPTION, PROSE_WIDTH, SPACE, Theme

FOLDED = 1500
"""Characters of a card that are shown before somebody asks for the rest."""
LONGEST = 40_000
"""Characters that are shown at all. Making a page of more would hold the window up; what is left
out stands on the card's page."""
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
        self._card = ""
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
        return self._text

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
        self._text = beginning(self._card, LONGEST if self._open else FOLDED)
        self.column.show_blocks(parse(self._text))
        self.more_button.setVisible(len(self._card) > FOLDED)
        words = self.tr("Show less") if self._open else self.tr("Show the whole card")
        self.more_button.setText(words)
        self.more_button.setAccessibleName(words)
        self.rest.setVisible(self._open and len(self._text) < len(self._card))
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
