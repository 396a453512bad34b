"""What stands above the list of models: words to look for, what they must be able to, the order."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QToolButton, QWidget

from desktop_app.ui.choice_box import ChoiceBox
from desktop_app.ui.models.shelf_model import Filter, Order
from desktop_app.ui.theme import SPACE, Theme

_BOX_WIDTH = 148
_LEAST_FIELD = 180
"""A field narrower than this (px) has a row of its own."""


class SearchField(QLineEdit):
    """A field for words to look for. Esc empties it, the arrow down leaves it for the list."""

    left = Signal()
    """The person wants to go on to what was found."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc belongs to the window where there is nothing to empty."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ShelfBar(QWidget):
    """Tells of a `Filter` and an `Order`."""

    filter_changed = Signal(object)
    order_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.search = SearchField()
        self.search.setPlaceholderText(self.tr("Search these models"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(False)
        self._lens = QAction(self.search)
        self.search.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)
        self.sees = self._toggle(self.tr("Sees"), self.tr("Only models that see pictures"))
        self.thinks = self._toggle(self.tr("Thinks"), self.tr("Only models that think first"))
        self.fits = self._toggle(self.tr("Fits"), self.tr("Only models that fit into the memory"))
        self.order = ChoiceBox(theme, _BOX_WIDTH)
        self.order.setAccessibleName(self.tr("Sort by"))
        for words, order in (
            (self.tr("By name"), Order.NAME),
            (self.tr("By size"), Order.SIZE),
            (self.tr("By date"), Order.DATE),
            (self.tr("By speed"), Order.SPEED),
        ):
            self.order.addItem(words, order)
        self._rest = QHBoxLayout()
        self._rest.setSpacing(SPACE[0])
        for button in (self.sees, self.thinks, self.fits):
            self._rest.addWidget(button)
        self._rest.addStretch(1)
        self._rest.addSpacing(SPACE[1])
        self._rest.addWidget(self.order)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE[1])
        self._row.addWidget(self.search, 1)
        self._row.addLayout(self._rest)
        self.search.textChanged.connect(self._tell)
        self.order.currentIndexChanged.connect(
            lambda: self.order_changed.emit(self.order.currentData())
        )
        theme.changed.connect(self._tint)
        self._tint()

    def filter(self) -> Filter:
        """What is asked for."""
        return Filter(
            self.search.text().strip(),
            self.sees.isChecked(),
            self.thinks.isChecked(),
            self.fits.isChecked(),
        )

    def clear(self) -> None:
        """Ask for nothing in particular."""
        for button in (self.sees, self.thinks, self.fits):
            button.setChecked(False)
        self.search.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two rows where one would leave too little of the field."""
        super().resizeEvent(event)
        room = event.size().width() - self._rest.sizeHint().width() - SPACE[1]
        narrow = room < self._theme.scaled(_LEAST_FIELD)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)

    def _toggle(self, words: str, about: str) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setCheckable(True)
        button.setAccessibleName(about)
        button.setToolTip(about)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.toggled.connect(self._tell)
        return button

    def _tell(self) -> None:
        self.filter_changed.emit(self.filter())

    def _tint(self) -> None:
        self._lens.setIcon(self._theme.icon("search"))
