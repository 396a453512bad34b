"""The bar over an open conversation in which one looks for words of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop_app.ui.button import IconButton
from desktop_app.ui.search.search_field import SearchField
from desktop_app.ui.theme import CAPTION, PROSE_WIDTH, SPACE, Theme
from desktop_app.ui.words import count


class FindBar(QFrame):
    """A field, how many there are, and the ways to the next and the one before. Hidden at first."""

    wanted = Signal(str)
    """Look for these words; "" for none."""
    stepped = Signal(int)
    """To the next one (1) or the one before (-1)."""
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("findBar")
        self.field = SearchField(
            self.tr("Find in this conversation"), self.tr("Find in this conversation"), self
        )
        self.number = QLabel(self)
        self.previous_button = IconButton(
            theme, "chevron-up", self.tr("Previous one"), "Shift+F3", self
        )
        self.next_button = IconButton(theme, "chevron-down", self.tr("Next one"), "F3", self)
        self.close_button = IconButton(theme, "close", self.tr("Close the find bar"), "Esc", self)
        self.field.textChanged.connect(self.wanted)
        self.field.confirmed.connect(self.stepped)
        self.field.descended.connect(lambda: self.stepped.emit(1))
        self.field.cancelled.connect(self.close_bar)
        self.previous_button.clicked.connect(lambda: self.stepped.emit(-1))
        self.next_button.clicked.connect(lambda: self.stepped.emit(1))
        self.close_button.clicked.connect(self.close_bar)
        self._build()
        self.show_number(0, 0, True)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def open(self) -> None:
        """Show it with the keyboard in it, what stands there marked."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.wanted.emit(self.field.text())

    def close_bar(self) -> None:
        """Hide it; whoever listens gives the keyboard to somebody else."""
        if not self.isHidden():
            self.hide()
            self.wanted.emit("")
            self.closed.emit()

    def step(self, step: int) -> None:
        """As by its buttons; opens the bar where it is closed."""
        if self.isHidden():
            self.open()
        else:
            self.stepped.emit(step)

    def show_number(self, current: int, total: int, complete: bool) -> None:
        """Say which of how many is shown; `complete` when all words have been looked at."""
        if not self.field.text():
            text = ""
        elif total:
            text = self.tr("{current} of {total}").format(
                current=count(current), total=count(total)
            )
            text += "" if complete else "…"
        else:
            text = self.tr("None") if complete else "…"
        self.number.setText(text)
        self.number.setAccessibleName(text)
        for button in (self.previous_button, self.next_button):
            button.setEnabled(total > 0)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE[3], SPACE[0], SPACE[3], SPACE[0])
        row.setSpacing(SPACE[1])
        row.addStretch(1)
        self.field.setMaximumWidth(PROSE_WIDTH // 2)
        row.addWidget(self.field, 2)
        row.addWidget(self.number)
        row.addWidget(self.previous_button)
        row.addWidget(self.next_button)
        row.addWidget(self.close_button)

    def _dress(self) -> None:
        self.number.setFont(self._theme.font(CAPTION))
        # As wide as most numbers need: the field does not move while one types.
        self.number.setMinimumWidth(self.number.fontMetrics().horizontalAdvance("999 / 999…"))
