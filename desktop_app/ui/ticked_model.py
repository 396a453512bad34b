"""Names with a box to tick before each: ten thousand of them are there at once."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

_Index = QModelIndex | QPersistentModelIndex


class TickedModel(QAbstractListModel):
    """Rows of words; `ticked` has the numbers of those that are marked."""

    def __init__(
        self, words: Sequence[str], ticked: set[int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._words = tuple(words)
        self.ticked = ticked

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._words)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a row, and whether it is marked."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            ticked = index.row() in self.ticked
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Each can be marked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Mark a row, or take the mark off."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self.ticked.add(index.row())
        else:
            self.ticked.discard(index.row())
        self.dataChanged.emit(index, index, [role])
        return True
