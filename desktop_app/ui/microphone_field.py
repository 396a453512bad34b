"""The setting for the microphone: the system's choice, or one by its name."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QPaintEvent

from desktop_app.core.setting import Setting, SettingValue
from desktop_app.ui.choice_box import WIDE_FIELD, ChoiceBox
from desktop_app.ui.microphones import Microphones
from desktop_app.ui.setting_field import SettingField
from desktop_app.ui.theme import Theme
from desktop_app.ui.words import say

LOOK_MILLISECONDS = 2000
"""Between two looks for microphones that came or went."""


class MicrophoneField(SettingField):
    """Lists the microphones, and looks for them as long as a person can see it.

    One that is chosen and not there stays chosen: it may be connected again.
    """

    def __init__(self, setting: Setting, theme: Theme, microphones: Microphones) -> None:
        self._box = ChoiceBox(theme, WIDE_FIELD)
        super().__init__(setting, self._box)
        self._microphones = microphones
        self._value = ""
        self._pace = QTimer(self, interval=LOOK_MILLISECONDS)
        self._pace.timeout.connect(self._look)
        self._box.activated.connect(self._choose)
        microphones.changed.connect(self._fill)
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
        if self._pace.isActive():
            self._pace.stop()
            self._microphones.let_go()

    def _look(self) -> None:
        if self.visibleRegion().isEmpty():
            self._pace.stop()  # scrolled away; the next paint begins anew
        else:
            self._microphones.look()

    def _choose(self) -> None:
        self._value = str(self._box.currentData())
        self._fill()
        self.edited.emit(self._value)

    def _fill(self) -> None:
        """Make the list anew where it has changed, but not under the person's hand."""
        problem = self._microphones.problem
        self.set_note(f"{say(problem.sentence)} {say(problem.remedy)}" if problem else "")
        if self._box.view().isVisible():
            return
        items = self._items()
        if items != [(self._box.itemText(at), self._box.itemData(at)) for at in self._indices()]:
            self._box.clear()
            for words, name in items:
                self._box.addItem(words, name)
        self._box.setCurrentIndex(max(self._box.findData(self._value), 0))
        self._box.setToolTip(self._box.currentText())

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
        if self._value and self._value not in names:
            lost = self.tr("{name} (not connected)").format(name=self._value)
            # Before the first look nobody knows whether it is there.
            known = names or self._microphones.default or self._microphones.problem
            items.append((lost if known else self._value, self._value))
        return items
