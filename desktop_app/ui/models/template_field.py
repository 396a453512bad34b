"""The chat template of a model: the one of its file, or another that is written here."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from desktop_app.core.disk import LookedUp
from desktop_app.core.setting import Setting, SettingValue
from desktop_app.core.template_syntax import template_fault
from desktop_app.ui.disk import Disk
from desktop_app.ui.setting_field import SettingField
from desktop_app.ui.theme import CAPTION, SPACE, Theme

_PAUSE = 400
"""Milliseconds without a key until what is written is looked at."""
_LINES = 10


class TemplateField(SettingField):
    """Some lines of Jinja, looked at a moment after the last key; a slip is told with its line,
    and what was sound before counts on."""

    wide = True

    def __init__(self, setting: Setting, theme: Theme, disk: Disk, path: str) -> None:
        """`path` is the model's file, which `disk` looks into."""
        self._edit = QPlainTextEdit()
        super().__init__(setting, self._edit)
        self._theme = theme
        self._disk = disk
        self._path = path
        self._look = 0
        """The ticket of the question for the template of the model's file."""
        disk.looked.connect(self._on_look)
        self._shown = ""
        self._edit.setProperty("kind", "field")
        self._edit.setTabChangesFocus(True)
        self._edit.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._edit.setPlaceholderText(self.tr("The model's own"))
        self._edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # a program
        self.copy_button = QPushButton(self.tr("Copy the model's own here"))
        self.copy_button.setProperty("kind", "quiet")
        self.copy_button.clicked.connect(self._copy)
        layout = self.layout()
        assert layout is not None
        layout.setSpacing(SPACE[0])
        layout.addWidget(self.copy_button)
        layout.setAlignment(self.copy_button, Qt.AlignmentFlag.AlignLeading)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.finish)
        self._edit.textChanged.connect(self._pause.start)
        theme.changed.connect(self._dress)
        self._dress()

    def show_value(self, value: SettingValue) -> None:
        """Show `value` without emitting anything."""
        self._shown = str(value)
        self._edit.setPlainText(self._shown)
        self._pause.stop()
        self.set_note("")

    def text(self) -> str:
        """What is written, sound or not."""
        return self._edit.toPlainText()

    def finish(self) -> None:
        """Look at what is written; what is sound counts."""
        self._pause.stop()
        text = self.text()
        line, fault = template_fault(text)
        if fault:
            words = self.tr("Line {line}: {fault}. It does not count before that is mended.")
            self.set_note(words.format(line=line, fault=fault.rstrip(".")))
            return
        self.set_note("")
        if text != self._shown:
            self._shown = text
            self.edited.emit(text if text.strip() else None)

    def _copy(self) -> None:
        self._look = self._disk.look(template=self._path)

    def _on_look(self, ticket: int, seen: LookedUp | None) -> None:
        if ticket != self._look:
            return
        if seen is not None and seen.template:
            self._edit.setPlainText(seen.template)
            self._edit.setFocus()
        else:
            self.set_note(self.tr("The model's file brings none."))

    def _dress(self) -> None:
        self._edit.setFont(self._theme.mono_font(CAPTION))
        self._edit.setFixedHeight(self._edit.fontMetrics().lineSpacing() * _LINES + SPACE[3])
