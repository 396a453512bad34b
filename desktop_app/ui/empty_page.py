"""What stands where no words stand yet: the model's name, what it can do here, four starters."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.scroll_page import ScrollPage
from desktop_app.ui.tab_order import order_tabs, tab_anchor, tab_stops
from desktop_app.ui.theme import PROSE_WIDTH, SPACE, Theme

_NAME = 1.5


class EmptyPage(ScrollPage):
    """Shown instead of an empty transcript; `starter_chosen` carries a text for the composer."""

    starter_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = _centred(QLabel(self))
        self._name.setFont(theme.font(_NAME, bold=True))
        self._line = _centred(QLabel(self))
        self._line.setProperty("tone", "second")
        self._anchor = tab_anchor(self)
        self._starters = [self._starter(label, text) for label, text in self._texts()]
        self._grid = QGridLayout()
        self._grid.setSpacing(SPACE[2])
        self._columns = 0
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)

        self.set_page(self._page())
        self._arrange(2)
        self.set_model("", "")

    def set_model(self, name: str, line: str) -> None:
        """Show the model's name and one line of what it can do on this machine."""
        self._name.setText(name or "Parley")
        self._line.setText(
            line or self.tr("Talk with a language model that runs on this computer alone.")
        )

    def set_card(self, card: QWidget | None) -> None:
        """Show `card` above the starters, or nothing there again; the one before is let go."""
        while (item := self._place.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._place.setContentsMargins(0, 0, 0, 0 if card is None else SPACE[4])
        if card is not None:
            self._place.addWidget(card)
            # It stands above the starters, and Tab comes by it before them.
            order_tabs((self._anchor, *tab_stops(card), self._starters[0]))
            card.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column of starters where the words of two have no room."""
        super().resizeEvent(event)
        widest = max(button.sizeHint().width() for button in self._starters)
        room = min(event.size().width() - 2 * SPACE[3], PROSE_WIDTH)
        self._arrange(2 if 2 * widest + SPACE[2] <= room else 1)

    def _page(self) -> QWidget:
        """A column of at most the width of prose in the middle of what there is."""
        column = QVBoxLayout()
        column.setSpacing(SPACE[1])
        column.addStretch(2)
        column.addWidget(self._name)
        column.addWidget(self._line)
        column.addSpacing(SPACE[4])
        column.addLayout(self._place)
        column.addLayout(self._grid)
        column.addStretch(3)
        middle = QWidget()
        middle.setMaximumWidth(PROSE_WIDTH)
        middle.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        row.addStretch(1)
        row.addWidget(middle, 1_000)
        row.addStretch(1)
        return page

    def _texts(self) -> tuple[tuple[str, str], ...]:
        """What a starter is called, and what it writes into the composer."""
        return (
            (
                self.tr("Explain something plainly"),
                self.tr("Explain in plain words why the sky is blue."),
            ),
            (
                self.tr("Put a text into fewer words"),
                self.tr("Sum up the following text in three sentences:\n\n"),
            ),
            (
                self.tr("Write a first draft"),
                self.tr("Write a short, friendly e-mail that asks to move a meeting to Thursday."),
            ),
            (
                self.tr("Help with a bit of code"),
                self.tr("Write a Python function that merges two sorted lists, and explain it."),
            ),
        )

    def _starter(self, label: str, text: str) -> QPushButton:
        button = QPushButton(label, self)
        button.setProperty("kind", "starter")
        button.setAccessibleName(label)
        button.setAccessibleDescription(text)
        button.setToolTip(text.strip())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.starter_chosen.emit(text))
        return button

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for button in self._starters:
            self._grid.removeWidget(button)
        for place, button in enumerate(self._starters):
            self._grid.addWidget(button, place // columns, place % columns)


def _centred(label: QLabel) -> QLabel:
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
