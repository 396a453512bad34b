"""The setting for the voice model: all that can be had, and the person's own files."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QFrame, QPushButton, QVBoxLayout

from desktop_app.core.setting import Setting, SettingValue
from desktop_app.core.voice_shelf import Item
from desktop_app.ui.setting_field import SettingField
from desktop_app.ui.theme import SPACE, Theme
from desktop_app.ui.voice_library import VoiceLibrary
from desktop_app.ui.voice_model_row import VoiceModelRow

_OWN = "own"


class VoiceModelField(SettingField):
    """A row a model. What is shown is what the library says, whoever changes it."""

    wide = True

    def __init__(self, setting: Setting, theme: Theme, library: VoiceLibrary) -> None:
        self._card = QFrame()
        self._card.setObjectName("settingsCard")
        super().__init__(setting, self._card)
        self._theme = theme
        self._library = library
        self._shown = library.value
        self.rows: dict[str, VoiceModelRow] = {}
        """By the model's name, "own" for a file that is none of the catalogue."""
        self._group = QButtonGroup(self)
        self.file_button = QPushButton(self.tr("Choose a file…"))
        self.file_button.setAccessibleName(self.tr("Choose a voice model file"))
        self.file_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.file_button.clicked.connect(self._open_file)
        self._column = QVBoxLayout(self._card)
        self._column.setContentsMargins(SPACE[2], SPACE[0], SPACE[2], SPACE[2])
        self._column.setSpacing(0)
        self._column.addWidget(self.file_button, 0, Qt.AlignmentFlag.AlignLeading)
        library.changed.connect(self._fill)
        self._fill()

    def show_value(self, value: SettingValue) -> None:
        """Show `value` without emitting anything."""
        del value  # The library knows.
        self._fill()

    def finish(self) -> None:
        """The settings are closed: what was to be deleted is deleted."""
        self._library.clear_out()

    def _fill(self) -> None:
        items = {_name(item): item for item in self._library.items()}
        for name in [name for name in self.rows if name not in items]:
            row = self.rows.pop(name)
            self._group.removeButton(row.radio)
            row.hide()
            row.deleteLater()
        for place, (name, item) in enumerate(items.items()):
            if name not in self.rows:
                self._add(name, place)
            self.rows[name].show_item(item)
        self._mark(items)
        if self._shown != self._library.value:
            self._shown = self._library.value
            self.noted.emit()

    def _mark(self, items: dict[str, Item]) -> None:
        """Check the button of the chosen one; none, where none is."""
        self._group.setExclusive(False)
        for name, item in items.items():
            self.rows[name].radio.setChecked(item.chosen)
        self._group.setExclusive(True)

    def _add(self, name: str, place: int) -> None:
        row = VoiceModelRow(self._theme, self._library)
        row.chosen.connect(self._choose)
        self._group.addButton(row.radio)
        self._column.insertWidget(place, row)
        self.rows[name] = row

    def _choose(self, path: str) -> None:
        self._shown = self._library.value_of(path)
        self.edited.emit(self._shown)

    def _open_file(self) -> None:
        used = self._library.in_use()
        folder = Path(used.path).parent if used else Path.home()
        path, _ = QFileDialog.getOpenFileName(
            self.window(),
            self.tr("Choose a voice model file"),
            str(folder),
            self.tr("Voice models (*.pt *.bin);;All files (*)"),
        )
        if path:
            self._choose(path)


def _name(item: Item) -> str:
    return item.model.name if item.model and item.total else _OWN
