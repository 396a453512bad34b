"""The list of what was found: the arrow keys go through it, a click or Enter opens."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop_app.core.chat_search import Hit
from desktop_app.ui.row_list import RowList
from desktop_app.ui.search.hit_model import HitModel, HitRole
from desktop_app.ui.search.hit_row import HitRows
from desktop_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class HitList(RowList):
    """Shows a `HitModel`. It decides nothing: every wish is a signal."""

    opened = Signal(object)
    """This `Hit` is wanted."""
    left = Signal()
    """Up from the first row: back to the words."""
    cancelled = Signal()
    """Esc."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("results")
        self.setAccessibleName(self.tr("Search results"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.hits = HitModel(self)
        self.setModel(self.hits)
        self.setItemDelegate(HitRows(theme, self))
        self.clicked.connect(self._open)

    def enter(self) -> None:
        """Take the keyboard, at the first row where none is marked."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_first(self) -> None:
        """Open the one that is marked, or else the first."""
        index = self.currentIndex()
        self._mark(index if index.isValid() else self.hits.index(0))
        self._open(self.currentIndex())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard comes by: some row has to show where it is."""
        super().focusInEvent(event)
        index = self.currentIndex()
        self._mark(index if index.isValid() else self.hits.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Esc ends the search, Up leaves the first row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _mark(self, index: Index) -> None:
        if index.isValid():
            self.setCurrentIndex(index)

    def _open(self, index: Index) -> None:
        hit = index.data(HitRole.HIT)
        if isinstance(hit, Hit):
            self.opened.emit(hit)
