"""The presets by their names, to be marked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop_app.core.preset import Presets
from desktop_app.ui.preset_words import preset_name, preset_summary
from desktop_app.ui.theme import Theme

_ID = Qt.ItemDataRole.UserRole
_WIDTH = 208


class PresetList(QListWidget):
    """All presets, the person's own first. What it shows is `fill`ed in anew by its owner."""

    def __init__(self, theme: Theme, presets: Presets, name: str) -> None:
        super().__init__()
        self._presets = presets
        self.setObjectName("presetList")
        self.setAccessibleName(name)
        self.setFixedWidth(theme.scaled(_WIDTH))
        self.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)

    def current_id(self) -> str:
        """The id of the one that is shown, "" when there is none."""
        item = self.currentItem()
        return str(item.data(_ID)) if item else ""

    def marked_ids(self) -> list[str]:
        """The ids of those that are marked."""
        return [str(item.data(_ID)) for item in self.selectedItems()]

    def reveal(self, id: str) -> None:
        """Mark the preset with this id; nothing changes if there is none."""
        for row in range(self.count()):
            if self.item(row).data(_ID) == id:
                self.setCurrentRow(row)

    def fill(self, id: str) -> None:
        """Show what there is now, with this one marked, or the one in the same place."""
        row = self.currentRow()
        self.blockSignals(True)
        self.clear()
        for preset in self._presets.all():
            item = QListWidgetItem(preset_name(preset))
            item.setData(_ID, preset.id)
            item.setToolTip(preset_summary(preset))
            self.addItem(item)
        self.blockSignals(False)
        self.setCurrentRow(min(max(row, 0), self.count() - 1))
        self.reveal(id)

    def rename(self) -> None:
        """Show the names that the presets have now, in the order that they had."""
        for row in range(self.count()):
            item = self.item(row)
            if preset := self._presets.get(item.data(_ID)):
                item.setText(preset_name(preset))
