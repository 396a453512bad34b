"""The setting for the voice model: all that can be had, and the person's own files."""

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.setting import Setting, SettingValue
from desktop_app.core.voice_shelf import USABLE, Item, Shelf
from desktop_app.ui.setting_field import SettingField
from desktop_app.ui.theme import SPACE, Theme
from desktop_app.ui.voice_library import VoiceLibrary
from desktop_app.ui.voice_model_row import VoiceModelRow

_OWN = "own"
_USUAL = ("tiny.en", "base", "small", "large-v3-turbo")
"""What is offered before anybody asks for more: small, middle and large."""


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
        self.all_button = QPushButton()
        self.all_button.setProperty("kind", "quiet")
        self.all_button.setCheckable(True)
        self.all_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.all_button.toggled.connect(self._fill)
        below = QHBoxLayout()
        below.setContentsMargins(0, SPACE[1], 0, 0)
        below.addWidget(self.file_button)
        below.addWidget(self.all_button)
        below.addStretch(1)
        self._column = QVBoxLayout(self._card)
        self._column.setContentsMargins(SPACE[2], SPACE[0], SPACE[2], SPACE[2])
        self._column.setSpacing(0)
        self._column.addLayout(below)
        library.changed.connect(self._fill)
        theme.changed.connect(self._show_fold)
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
            self.rows[name].setVisible(self._is_shown(name, item))
        self._show_fold()
        self._mark(items)
        if self._shown != self._library.value:
            self._shown = self._library.value
            self.noted.emit()

    def _is_shown(self, name: str, item: Item) -> bool:
        """Whether the fold leaves it: something has become of it, or most do well with it."""
        return self.all_button.isChecked() or item.state is not Shelf.ABSENT or name in _USUAL

    def _show_fold(self) -> None:
        words = self.tr("Fewer models") if self.all_button.isChecked() else self.tr("All models")
        self.all_button.setText(words)
        self.all_button.setAccessibleName(words)
        icon = "chevron-up" if self.all_button.isChecked() else "chevron-down"
        self.all_button.setIcon(self._theme.icon(icon))

    def _mark(self, items: dict[str, Item]) -> None:
        """Check the button of the chosen one; none, where none is."""
        self._group.setExclusive(False)
        for name, item in items.items():
            self.rows[name].radio.setChecked(item.chosen)
        self._group.setExclusive(True)
        self._card.setFocusProxy(self._first(items))
        self._order_keys()

    def _order_keys(self) -> None:
        """A focus proxy that changes leaves out of Tab's way what stands behind it (Qt 6.11)."""
        rows = (row.findChildren(QAbstractButton) for row in self.rows.values())
        stops = [*(button for row in rows for button in row), self.file_button, self.all_button]
        for before, button in pairwise(stops):
            QWidget.setTabOrder(before, button)

    def _first(self, items: dict[str, Item]) -> QWidget:
        """Where the keyboard comes in: at the chosen one, where that can be had."""
        for name, item in items.items():
            if item.chosen and item.state in USABLE:
                return self.rows[name].radio
        return self.file_button

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
