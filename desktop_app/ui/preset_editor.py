"""One preset, to be read and changed: its words, its settings, its schema."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.core.errors import ParleyError
from desktop_app.core.grammar import grammar_of
from desktop_app.core.own_settings import OwnSettings
from desktop_app.core.preset import Preset
from desktop_app.core.preset_file import LONGEST, PRESET_SETTINGS
from desktop_app.core.setting_kind import SettingValue
from desktop_app.core.settings import Settings
from desktop_app.ui.own_row import OwnRow
from desktop_app.ui.preset_words import preset_name, preset_summary
from desktop_app.ui.reading_direction import WordSide
from desktop_app.ui.theme import CAPTION, SPACE, Theme

_PAUSE = 400
"""Milliseconds without a key until what is written counts."""
_PROMPT_LINES, _SCHEMA_LINES = 7, 6
_FRAME = 16


class PresetEditor(QWidget):
    """Shows a preset; `edited` carries what the person made of it, a moment after the last key.

    What cannot be kept is told beside the field, and the last that could be stays. Presets that
    came with Parley are only read.
    """

    edited = Signal(object)
    """The preset as it is now."""

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settingsPage")
        self._theme = theme
        self._preset = Preset("", "", "")
        self._showing = False
        self._typed = False
        """Something was typed that does not count yet."""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.finish)
        self.note = self._caption(self.tr("It came with Parley. Duplicate it to change it."))
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST["name"])
        self.summary = QLineEdit()
        self.summary.setMaxLength(LONGEST["summary"])
        self.prompt = self._text(_PROMPT_LINES)
        self.schema = self._text(_SCHEMA_LINES)
        self.schema.setFont(theme.mono_font(CAPTION))
        self.schema.setPlaceholderText(self.tr("Free text"))
        self.fault = self._caption("")
        self.fault.setTextFormat(Qt.TextFormat.PlainText)
        own = OwnSettings(settings, lambda: self._preset.settings, self._keep_settings)
        self.rows = {key: OwnRow(each, own, theme) for key, each in PRESET_SETTINGS.items()}
        self._lay_out()
        for line in (self.name, self.summary):
            line.textEdited.connect(self._wait)
        for text in (self.prompt, self.schema):
            text.textChanged.connect(self._wait)
        theme.changed.connect(lambda: self.schema.setFont(theme.mono_font(CAPTION)))

    def show_preset(self, preset: Preset) -> None:
        """Show another preset; what was written in the one before is kept first."""
        self.finish()
        self._preset = preset
        self._showing = True
        self.name.setText(preset_name(preset))
        self.summary.setText(preset_summary(preset))
        self.prompt.setPlainText(preset.prompt)
        self.schema.setPlainText(preset.schema)
        for row in self.rows.values():
            row.refresh()
            row.setEnabled(preset.own)
        for field in (self.name, self.summary, self.prompt, self.schema):
            field.setReadOnly(not preset.own)
        self.note.setVisible(not preset.own)
        self._showing = self._typed = False
        self._pause.stop()
        self._tell("")

    def finish(self) -> None:
        """What is written counts now."""
        for row in self.rows.values():
            row.field.finish()
        self._pause.stop()
        if not self._typed:
            return
        self._typed = False
        fault, schema = "", self.schema.toPlainText().strip()
        try:
            if schema:
                grammar_of(schema)
        except ParleyError as error:
            fault, schema = error.problem.details, self._preset.schema
        name = " ".join(self.name.text().split())
        if not name:
            fault = fault or self.tr("A preset needs a name.")
        changed = replace(
            self._preset,
            name=name or self._preset.name,
            summary=" ".join(self.summary.text().split()),
            prompt=self.prompt.toPlainText().strip(),
            schema=schema,
        )
        self._tell(fault)
        self._keep(changed)

    def _keep_settings(self, settings: Mapping[str, SettingValue]) -> None:
        self._keep(replace(self._preset, settings=dict(settings)))

    def _keep(self, preset: Preset) -> None:
        if preset != self._preset and preset.own:
            self._preset = preset
            self.edited.emit(preset)

    def _wait(self) -> None:
        if not self._showing and self._preset.own:
            self._typed = True
            self._pause.start()

    def _tell(self, fault: str) -> None:
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[1], SPACE[1], SPACE[1], SPACE[3])
        column.setSpacing(SPACE[0])
        column.addWidget(self.note)
        self._add(column, self.tr("Name"), self.name, "")
        self._add(column, self.tr("What it does"), self.summary, "")
        self._add(
            column,
            self.tr("Prompt"),
            self.prompt,
            self.tr("What the model is told, in place of the system prompt."),
        )
        self._add(
            column,
            self.tr("JSON schema"),
            self.schema,
            self.tr("Answers are JSON that keeps to it, and nothing else."),
        )
        self.fault.setProperty("tone", "error")
        column.addWidget(self.fault)
        column.addSpacing(SPACE[2])
        for row in self.rows.values():
            column.addWidget(row)
            column.addSpacing(SPACE[1])
        column.addStretch(1)

    def _add(self, column: QVBoxLayout, words: str, field: QWidget, about: str) -> None:
        label = QLabel(words)
        label.setBuddy(field)
        field.setAccessibleName(words)
        field.setAccessibleDescription(about)
        column.addSpacing(SPACE[0])
        column.addWidget(label)
        column.addWidget(field)
        if about:
            column.addWidget(self._caption(about))

    def _caption(self, words: str) -> QLabel:
        label = QLabel(words)
        label.setWordWrap(True)
        label.setFont(self._theme.font(CAPTION))
        label.setProperty("tone", "second")
        return label

    @staticmethod
    def _text(lines: int) -> QPlainTextEdit:
        text = QPlainTextEdit()
        WordSide(text)
        text.setProperty("kind", "field")
        text.setTabChangesFocus(True)
        text.setFrameShape(QFrame.Shape.NoFrame)
        text.setFixedHeight(text.fontMetrics().lineSpacing() * lines + _FRAME)
        return text
