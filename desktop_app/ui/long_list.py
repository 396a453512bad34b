"""A list of which the window need not wait until tens of thousands of rows are laid out."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop_app.ui.row_list import RowList
from desktop_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

BATCH = 4000
"""Rows that are laid out at once: some 20 ms of work. Shorter lists never wait."""


class LongList(RowList):
    """Lays its rows out in batches, with events between them.

    Qt lets go of what it does not know yet: the scroll bar goes back to what is laid out, and a
    row that is to be shown, and has no place, is not. Both are made good when the last batch is
    there, and until then what was seen stays on the screen.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._value: int | None = None
        """Where the scroll bar was before the first batch; None while all rows have a place."""
        self._wanted: tuple[QPersistentModelIndex, QAbstractItemView.ScrollHint] | None = None
        super().__init__(theme, parent)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(BATCH)

    def doItemsLayout(self) -> None:
        """Lay out the first batch; the others follow between events."""
        if self._value is None:
            self._value = self.verticalScrollBar().value()
        super().doItemsLayout()
        if self._value is not None and self.verticalScrollBar().value() != self._value:
            self.viewport().setUpdatesEnabled(False)

    def updateGeometries(self) -> None:
        """Go back to where one was when every row has its place."""
        super().updateGeometries()
        if self._value is None or not self._is_laid_out():
            return
        value, self._value = self._value, None
        wanted, self._wanted = self._wanted, None
        self.verticalScrollBar().setValue(value)
        self.viewport().setUpdatesEnabled(True)
        if wanted is not None and wanted[0].isValid():
            self.scrollTo(self.model().index(wanted[0].row(), 0), wanted[1])

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Show a row, as soon as it has its place."""
        super().scrollTo(index, hint)
        if self._value is not None:
            self._wanted = (QPersistentModelIndex(index), hint)

    def _is_laid_out(self) -> bool:
        rows = self.model().rowCount() if self.model() is not None else 0
        return rows == 0 or self.visualRect(self.model().index(rows - 1, 0)).height() > 0
