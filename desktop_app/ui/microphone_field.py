"""The setting for the microphone: the system's choice, or one by its name."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop_app.core.errors import Problem
from desktop_app.core.setting import Setting, SettingValue
from desktop_app.ui.button import IconButton
from desktop_app.ui.choice_box import WIDE_FIELD, ChoiceBox
from desktop_app.ui.level_meter import LevelMeter
from desktop_app.ui.microphones import Microphones
from desktop_app.ui.setting_field import SettingField
from desktop_app.ui.theme import SPACE, Theme
from desktop_app.ui.words import say

_BUTTON = 26
LOOK_MILLISECONDS = 2000
"""Between two looks for microphones that came or went."""


class MicrophoneField(SettingField):
    """Lists the microphones, and looks for them as long as a person can see it.

    One that is chosen and not there stays chosen: it may be connected again. A button lets the
    person see whether it hears them.
    """

    def __init__(self, setting: Setting, theme: Theme, microphones: Microphones) -> None:
        self._box = ChoiceBox(theme, WIDE_FIELD - _BUTTON - SPACE[1])
        super().__init__(setting, self._box)
        self._microphones = microphones
        self._value = ""
        self._trouble: Problem | None = None
        self.test_button = IconButton(theme, "microphone", self.tr("Test the microphone"))
        self.test_button.setCheckable(True)
        self.test_button.setFixedWidth(theme.scaled(_BUTTON))
        self.test_button.clicked.connect(self._test)
        self.meter = LevelMeter(theme)
        self.meter.hide()
        self._lay_out()
        self._pace = QTimer(self, interval=LOOK_MILLISECONDS)
        self._pace.timeout.connect(self._look)
        self._box.activated.connect(self._choose)
        microphones.changed.connect(self._fill)
        microphones.heard.connect(self.meter.add)
        microphones.tested.connect(self._on_tested)
        self._fill()

    def show_value(self, value: SettingValue) -> None:
        """Show `value` without emitting anything."""
        self._value = str(value)
        self._fill()

    def paintEvent(self, event: QPaintEvent) -> None:
        """It is seen: from now on the list is kept up to date."""
        super().paintEvent(event)
        if not self._pace.isActive():
            self._pace.start()
            QTimer.singleShot(0, self, self._look)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        super().hideEvent(event)
        self._pace.stop()
        self._microphones.let_go()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        row.addWidget(self._box)
        row.addWidget(self.test_button)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.setSpacing(SPACE[0])
        column.addLayout(row)
        column.addWidget(self.meter, 0, Qt.AlignmentFlag.AlignLeading)

    def _test(self, on: bool) -> None:
        if on:
            self._trouble = None
            self.meter.clear()
            self.meter.show()
            self._microphones.test(self._value)
            self._fill()
        else:
            self._microphones.end_test()

    def _on_tested(self, problem: Problem | None) -> None:
        self._trouble = problem
        self.test_button.setChecked(False)
        self.meter.hide()
        self._fill()

    def _look(self) -> None:
        if self.visibleRegion().isEmpty():
            self._pace.stop()  # scrolled away; the next paint begins anew
        else:
            self._microphones.look()

    def _choose(self) -> None:
        self._value = str(self._box.currentData())
        self._trouble = None
        self._microphones.end_test()
        self._fill()
        self.edited.emit(self._value)

    def _fill(self) -> None:
        """Make the list anew where it has changed, but not under the person's hand."""
        self.set_note(self._words())
        if self._box.view().isVisible():
            return
        items = self._items()
        if items != [(self._box.itemText(at), self._box.itemData(at)) for at in self._indices()]:
            self._box.clear()
            for words, name in items:
                self._box.addItem(words, name)
        self._box.setCurrentIndex(max(self._box.findData(self._value), 0))
        self._box.setToolTip(self._box.currentText())

    def _words(self) -> str:
        """What the person should know of the microphone that is chosen."""
        problem = self._trouble or self._microphones.problem
        if problem:
            return f"{say(problem.sentence)} {say(problem.remedy)}"
        if self._is_lost():
            return self.tr("Until it is connected, the system's default is used.")
        return ""

    def _is_lost(self) -> bool:
        """Whether the chosen one is not there. Before the first look nobody knows."""
        known = self._microphones.known and self._microphones.problem is None
        return known and bool(self._value) and self._value not in self._microphones.names

    def _indices(self) -> range:
        return range(self._box.count())

    def _items(self) -> list[tuple[str, str]]:
        """Words and name of each choice."""
        names, default = self._microphones.names, self._microphones.default
        system = (
            self.tr("System default ({name})").format(name=default)
            if default
            else self.tr("System default")
        )
        items = [(system, ""), *((name, name) for name in names)]
        if self._is_lost():
            items.append((self.tr("{name} (not connected)").format(name=self._value), self._value))
        elif self._value and self._value not in names:
            items.append((self._value, self._value))
        return items
