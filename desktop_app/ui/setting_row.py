"""One setting on a page: its words, its control, and the way back."""

from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy

from desktop_app.core.errors import ParleyError
from desktop_app.core.setting import CONTEXT, Setting, SettingValue
from desktop_app.ui.button import IconButton
from desktop_app.ui.setting_field import FieldMaker, field_for
from desktop_app.ui.style_property import set_style_property
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import say


class ValueStore(Protocol):
    """Where the values of settings are: the settings, or what stands above them."""

    def is_changed(self, key: str) -> bool:
        """Whether there is a way back."""
        ...

    def get(self, key: str) -> Any:
        """The value that counts."""
        ...

    def set(self, key: str, value: SettingValue) -> None:
        """Keep another value; raises ParleyError."""
        ...

    def reset(self, key: str) -> None:
        """Go back; raises ParleyError."""
        ...


class SettingRow(QFrame):
    """The words of a setting at the left, its control and the way back at the right."""

    failed = Signal(object)

    def __init__(
        self, setting: Setting, settings: ValueStore, theme: Theme, make: FieldMaker = field_for
    ) -> None:
        super().__init__()
        self._setting = setting
        self._settings = settings
        label = QLabel(QCoreApplication.translate(CONTEXT, setting.label))
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setFont(theme.font(CAPTION))
        self.field = make(setting, theme)
        label.setBuddy(self.field.control)
        self.reset_button = IconButton(theme, "reset", self.tr("Back to the default"))
        self.reset_button.setAccessibleDescription(label.text())
        policy = QSizePolicy(self.reset_button.sizePolicy())
        policy.setRetainSizeWhenHidden(True)
        self.reset_button.setSizePolicy(policy)

        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE[1])
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(label, 0, 0)
        grid.addWidget(self._sentence, 1, 0)
        grid.addWidget(self.reset_button, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        if self.field.wide:
            grid.setRowMinimumHeight(2, SPACE[0])
            grid.addWidget(self.field, 3, 0, 1, 3)
        else:
            grid.addWidget(self.field, 0, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        self.field.edited.connect(self._set)
        self.field.refused.connect(self._tell_range)
        self.field.noted.connect(self._on_note)
        self.reset_button.clicked.connect(self._reset)
        self.refresh()

    def refresh(self) -> None:
        """Show the value as the settings have it."""
        value = self._settings.get(self._setting.key)
        self.field.show_value(value)
        self._show_rest()

    def sentence(self) -> str:
        """The sentence under the label: what the setting does, what is to be known of its value,
        or why one was refused."""
        return self._sentence.text()

    def _show_rest(self) -> None:
        note = self.field.note
        self._say(note or self._words(), "warning" if note else "second")
        had_focus = self.reset_button.hasFocus()
        self.reset_button.setVisible(self._settings.is_changed(self._setting.key))
        if had_focus and self.reset_button.isHidden():
            self.field.setFocus()

    def _words(self) -> str:
        """What the setting does."""
        return say(self._setting.sentence)

    def _set(self, value: SettingValue) -> None:
        try:
            self._settings.set(self._setting.key, value)
        except ParleyError as error:
            self.failed.emit(error.problem)
        self._show_rest()

    def _reset(self) -> None:
        try:
            self._settings.reset(self._setting.key)
        except ParleyError as error:
            self.failed.emit(error.problem)
        self.refresh()

    def _on_note(self) -> None:
        self._show_rest()

    def _tell_range(self) -> None:
        setting = self._setting
        words = self.tr("Please give a number from {low} to {high}.").format(
            low=f"{setting.minimum:,}", high=f"{setting.maximum:,}"
        )
        self._say(words, "error")

    def _say(self, words: str, tone: str) -> None:
        self._sentence.setText(words)
        set_style_property(self._sentence, "tone", tone)
