"""The control for one setting, chosen by how the setting is declared."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.core.setting import CONTEXT, Setting, SettingValue
from desktop_app.ui.choice_box import FIELD_WIDTH, ChoiceBox
from desktop_app.ui.switch import Switch
from desktop_app.ui.theme import SPACE, Theme

_TEXT_LINES = 4
_PAUSE = 400
_UNIT_EDGE = SPACE[1] + 1
_EDGES = 2 * SPACE[2]
"""What a line has beside its words."""
"""From the unit to the edge of the line (px): the padding and border of fields."""


class SettingField(QWidget):
    """Shows and changes one value. `edited` carries what the person made of it.

    `refused` is emitted when what they typed cannot be used; it carries nothing, the value stays.
    `note` is what should be said of the value in place of what the setting does, "" for nothing.
    """

    edited = Signal(object)
    tried = Signal(object)
    """The value as it is being typed; it does not count yet."""
    refused = Signal()
    noted = Signal()
    """There is another `note`."""
    wide = False
    """Whether it wants the whole width of the dialog."""

    def __init__(self, setting: Setting, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self.control = control
        self.note = ""
        control.setAccessibleName(_translated(setting.label))
        control.setAccessibleDescription(_translated(setting.help))
        self.setFocusProxy(control)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(control)

    def show_value(self, value: SettingValue) -> None:
        """Show `value` without emitting anything."""
        raise NotImplementedError

    def set_note(self, note: str) -> None:
        """Say something of the value that the person should know."""
        if note != self.note:
            self.note = note
            self.noted.emit()

    def finish(self) -> None:
        """Emit what is still waiting to be emitted."""


FieldMaker = Callable[[Setting, Theme], SettingField]
"""Makes the control of one setting."""


def field_for(setting: Setting, theme: Theme) -> SettingField:
    """The control that fits a setting's type and choices."""
    if setting.choices is not None:
        return _ChoiceField(setting, theme)
    if setting.kind is bool:
        return _SwitchField(setting, theme)
    if setting.kind in (int, float):
        return _NumberField(setting, theme)
    if setting.kind is tuple:
        return _ListField(setting)
    return _TextField(setting)


class _SwitchField(SettingField):
    def __init__(self, setting: Setting, theme: Theme) -> None:
        self._box = Switch(theme)
        super().__init__(setting, self._box)
        self._box.clicked.connect(lambda on: self.edited.emit(bool(on)))

    def show_value(self, value: SettingValue) -> None:
        self._box.setChecked(bool(value))


class _ChoiceField(SettingField):
    def __init__(self, setting: Setting, theme: Theme) -> None:
        self._box = ChoiceBox(theme)
        super().__init__(setting, self._box)
        offered = setting.offered() if setting.offered else setting.choices
        for value, words in (setting.choices or {}).items():
            if value in (offered or ()):
                self._box.addItem(_translated(words), value)
        self._box.activated.connect(lambda _: self.edited.emit(self._box.currentData()))

    def show_value(self, value: SettingValue) -> None:
        self._box.setCurrentIndex(max(self._box.findData(value), 0))


class _NumberField(SettingField):
    """A line for a number. Empty means: as the model wants it, or what the minimum stands for.

    Those words are the line's placeholder, so that a number is typed without removing them.
    """

    def __init__(self, setting: Setting, theme: Theme) -> None:
        self._line = _NumberLine(theme, _translated(setting.unit))
        super().__init__(setting, self._line)
        self._empty: SettingValue = setting.default
        if setting.lowest and setting.minimum is not None:
            self._empty = setting.kind(setting.minimum)
            self._line.setPlaceholderText(_translated(setting.lowest))
        elif setting.default is None:
            unset = _translated(setting.unset) or self.tr("As the model wants it")
            self._line.setPlaceholderText(unset)
        self._shown = ""
        self._line.editingFinished.connect(self.finish)
        self._line.textEdited.connect(self._try)

    def show_value(self, value: SettingValue) -> None:
        bare = value is None or (bool(self.setting.lowest) and value == self._empty)
        self._shown = "" if bare else f"{value}".removesuffix(".0")
        self._line.setText(self._shown)
        # An empty line tells assistive tools nothing of its placeholder beside a description.
        words = (self._line.placeholderText() if bare else self._line.unit, self._help)
        self._line.setAccessibleDescription(". ".join(filter(None, words)))

    def finish(self) -> None:
        text = self._line.text().strip()
        if text == self._shown:
            return
        try:
            value = self.setting.accept(self._read(text))
        except ValueError:
            self.refused.emit()
            self.tried.emit(self._read(self._shown))  # What counts is what counted before.
            return
        self.show_value(value)
        self.edited.emit(value)

    def _try(self, text: str) -> None:
        try:
            value = self.setting.accept(self._read(text.strip()))
        except ValueError:
            return  # Not usable so far; what is wrong is said when the typing has ended.
        self.tried.emit(value)

    @property
    def _help(self) -> str:
        return _translated(self.setting.help)

    def _read(self, text: str) -> SettingValue:
        if not text:
            return self._empty
        return int(text) if self.setting.kind is int else float(text.replace(",", "."))


class _NumberLine(QLineEdit):
    """A line with what its number counts at the end, where typing leaves it alone."""

    def __init__(self, theme: Theme, unit: str) -> None:
        super().__init__()
        self._theme = theme
        self.unit = unit
        self.setFixedWidth(theme.scaled(FIELD_WIDTH))
        theme.changed.connect(self.update)
        self.textChanged.connect(self._make_room)

    def showEvent(self, event: QShowEvent) -> None:
        """As wide as its words; not before it is shown, when the font is the last one."""
        super().showEvent(event)
        words = self.fontMetrics().horizontalAdvance(self.placeholderText()) + _EDGES
        self.setFixedWidth(max(self._theme.scaled(FIELD_WIDTH), words))
        self._make_room()

    def _make_room(self) -> None:
        """The unit stands beside a number, not beside the words for none."""
        room = 0
        if self.unit and self.text():
            room = self.fontMetrics().horizontalAdvance(self.unit) + SPACE[1]
        rtl = self.isRightToLeft()
        self.setTextMargins(room if rtl else 0, 0, 0 if rtl else room, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.unit or not self.text():
            return
        painter = QPainter(self)
        painter.setPen(self._theme.color("text_second"))
        end = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        area = self.rect().adjusted(_UNIT_EDGE, 0, -_UNIT_EDGE, 0)
        painter.drawText(area, end, self.unit)


class _TextField(SettingField):
    """Some lines of text, emitted a moment after the last key."""

    wide = True

    def __init__(self, setting: Setting) -> None:
        self._edit = _Text()
        super().__init__(setting, self._edit)
        self._shown = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.finish)
        self._edit.textChanged.connect(self._pause.start)
        self._edit.left.connect(self.finish)

    def show_value(self, value: SettingValue) -> None:
        self._shown = self._as_text(value)
        self._edit.setPlainText(self._shown)
        self._pause.stop()

    def finish(self) -> None:
        self._pause.stop()
        text = self._edit.toPlainText()
        if text != self._shown:
            self._shown = text
            self.edited.emit(self._as_value(text))

    def _as_text(self, value: SettingValue) -> str:
        return str(value)

    def _as_value(self, text: str) -> SettingValue:
        return text


class _ListField(_TextField):
    """A list of texts, each on a line of its own."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._edit.setPlaceholderText(self.tr("One on each line"))

    def _as_text(self, value: SettingValue) -> str:
        return "\n".join(value) if isinstance(value, tuple) else ""

    def _as_value(self, text: str) -> SettingValue:
        return tuple(line.strip() for line in text.splitlines() if line.strip())


class _Text(QPlainTextEdit):
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "field")
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _TEXT_LINES + SPACE[3])

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


def _translated(words: str) -> str:
    return QCoreApplication.translate(CONTEXT, words) if words else ""
