"""What is to be deleted for good: ticked, and meant by a word that is typed."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.housekeeping import Part, Weight
from desktop_app.ui.first_size import open_at
from desktop_app.ui.reading_direction import path_words
from desktop_app.ui.scroll_page import ScrollPage
from desktop_app.ui.switch import Switch
from desktop_app.ui.theme import SPACE, Theme
from desktop_app.ui.words import size_words

_WEIGHED: Final[Mapping[Part, tuple[Part, ...]]] = {
    Part.CONVERSATIONS: (Part.CONVERSATIONS, Part.PICTURES, Part.ASIDE),
    Part.SETTINGS: (Part.SETTINGS,),
    Part.LOGS: (Part.LOGS,),
    Part.CACHE: (Part.CACHE,),
    Part.MODELS: (Part.VOICE_MODELS, Part.MODELS),
    Part.VOICE_MODELS: (Part.VOICE_MODELS,),
}
"""What goes with what is ticked."""


class EraseDialog(QDialog):
    """Enter deletes nothing before the word stands there."""

    chosen = Signal(object)
    """The set of `Part`s; the person means it."""

    def __init__(
        self,
        theme: Theme,
        weights: Mapping[Part, Weight],
        shared: str,
        parent: QWidget | None = None,
    ) -> None:
        """`shared` is the folder of models that other programs use as well, "" for none: then
        the models that Parley fetched are in its own."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Delete everything"))
        self.setAccessibleName(self.windowTitle())
        self._shared = shared
        self.switches: dict[Part, Switch] = {}
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[1])
        column.setSpacing(SPACE[2])
        column.addWidget(self._prose(self.tr("What is ticked is deleted for good:")))
        self._add_switches(theme, weights, column)
        column.addWidget(self._prose(self._stays()))
        self._word = self.tr("delete")
        ask = self._prose(
            self.tr("This cannot be undone. Type “{word}” to go on:").format(word=self._word)
        )
        self.field = QLineEdit()
        self.field.setAccessibleName(ask.text())
        self.field.textChanged.connect(self._refresh)
        self.field.returnPressed.connect(self.accept)
        column.addWidget(ask)
        column.addWidget(self.field)
        column.addStretch(1)
        area = ScrollPage()
        area.set_page(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area, 1)
        outer.addWidget(self._made_buttons())
        self._refresh()
        open_at(self, QSize(theme.scaled(480), theme.scaled(520)))

    def accept(self) -> None:
        """Delete what is ticked, where the word stands there."""
        if self.delete_button.isEnabled():
            super().accept()
            self.chosen.emit(self._ticked())

    def _add_switches(
        self, theme: Theme, weights: Mapping[Part, Weight], column: QVBoxLayout
    ) -> None:
        names = {
            Part.CONVERSATIONS: self.tr("Conversations, drafts, pictures, dictations, the trash"),
            Part.SETTINGS: self.tr("Settings, presets, notes on models"),
            Part.LOGS: self.tr("Logs"),
            Part.CACHE: self.tr("Cache"),
            Part.VOICE_MODELS: self.tr("Voice models"),
            Part.MODELS: self.tr("Models, also those for voice"),
        }
        del names[Part.MODELS if self._shared else Part.VOICE_MODELS]
        for part, name in names.items():
            parts = _WEIGHED[part]
            known = [weights[each].size for each in parts if each in weights]
            words = f"{name} ({size_words(sum(known))})" if len(known) == len(parts) else name
            switch = self.switches[part] = Switch(theme)
            switch.setText(words)
            switch.setAccessibleName(words)
            switch.setChecked(part not in (Part.MODELS, Part.VOICE_MODELS))
            switch.toggled.connect(self._refresh)
            column.addWidget(switch)

    def _stays(self) -> str:
        words = self.tr("What stays: backups and exported files, and a token for the Hub.")
        if self._shared:
            more = self.tr(
                "Models in {folder} stay as well, where other programs may use them; "
                "they are deleted in the window of models."
            )
            words += " " + more.format(folder=path_words(self._shared))
        return words

    def _made_buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        box.setContentsMargins(SPACE[4], SPACE[1], SPACE[4], SPACE[3])
        self.delete_button = QPushButton(self.tr("Delete for good"))
        self.delete_button.setAccessibleName(self.delete_button.text())
        box.addButton(self.delete_button, QDialogButtonBox.ButtonRole.AcceptRole)
        for button in (self.delete_button, box.button(QDialogButtonBox.StandardButton.Cancel)):
            button.setAutoDefault(False)  # Enter in the field is enough, once the word is there.
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    def _ticked(self) -> set[Part]:
        return {part for part, switch in self.switches.items() if switch.isChecked()}

    def _refresh(self) -> None:
        typed = self.field.text().strip().casefold()
        self.delete_button.setEnabled(typed == self._word.casefold() and bool(self._ticked()))

    def _prose(self, words: str) -> QLabel:
        label = QLabel(words)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label
