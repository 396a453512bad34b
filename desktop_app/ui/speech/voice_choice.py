"""The setting for the voice: the system's choice, or one of the voices by its language."""

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.core.errors import Problem
from desktop_app.core.setting import Setting, SettingValue
from desktop_app.core.speech import Utterance, Voice, primary
from desktop_app.ui.button import IconButton
from desktop_app.ui.choice_box import WIDE_FIELD, ChoiceBox
from desktop_app.ui.setting_field import SettingField
from desktop_app.ui.speech.speaker import Speaker
from desktop_app.ui.theme import SPACE, Theme
from desktop_app.ui.words import say

_BUTTON = 26


class VoiceChoice(SettingField):
    """Lists the voices by language, the system's own first, with a button to hear one.

    They are looked for when the person can see the list. A voice that is chosen and not there
    stays chosen.
    """

    def __init__(self, setting: Setting, theme: Theme, speaker: Speaker) -> None:
        self._box = ChoiceBox(theme, WIDE_FIELD - _BUTTON - SPACE[1])
        super().__init__(setting, self._box)
        self._speaker = speaker
        self._value = ""
        self._looked = False
        self.try_button = IconButton(theme, "play", self.tr("Hear the voice"), parent=self)
        self.try_button.clicked.connect(self._try)
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        row.addWidget(self._box)
        row.addWidget(self.try_button)
        column = self.layout()
        assert column is not None
        column.addItem(row)
        self._box.activated.connect(self._choose)
        speaker.voices_changed.connect(self._fill)
        speaker.failed.connect(self._tell)
        self._fill()

    def show_value(self, value: SettingValue) -> None:
        """Show `value` without emitting anything."""
        self._value = str(value)
        self._fill()

    def paintEvent(self, event: QPaintEvent) -> None:
        """It is seen: look for voices."""
        super().paintEvent(event)
        if not self._looked:
            self._looked = True
            QTimer.singleShot(0, self, self._speaker.find_voices)

    def _fill(self) -> None:
        box = self._box
        box.clear()
        box.addItem(self.tr("By the language"), "")
        for voice in _in_order(self._speaker.voices):
            box.addItem(_words(voice), voice.id)
        if self._value and box.findData(self._value) < 0:
            box.addItem(self._value.rpartition("/")[2], self._value)
        box.setCurrentIndex(box.findData(self._value))
        if self._speaker.voices:
            self.set_note("")

    def _choose(self) -> None:
        self._value = str(self._box.currentData())
        self.edited.emit(self._value)

    def _try(self) -> None:
        """Say the first days of the week: every language has its words for them."""
        chosen = [voice for voice in self._speaker.voices if voice.id == self._value]
        locale = QLocale(chosen[0].language) if chosen else QLocale()
        days = ", ".join(locale.dayName(day) for day in range(1, 4))
        words = f"{locale.nativeLanguageName()}. {days}."
        self._speaker.say([Utterance(words, language=locale.bcp47Name())])

    def _tell(self, problem: Problem) -> None:
        self.set_note(f"{say(problem.sentence)} {say(problem.remedy)}")


def _in_order(voices: tuple[Voice, ...]) -> list[Voice]:
    """Those of the system's language first, then by the names of the languages."""
    home = primary(QLocale().name())
    return sorted(
        voices,
        key=lambda voice: (primary(voice.language) != home, _words(voice).casefold()),
    )


def _words(voice: Voice) -> str:
    """The language and the name, once where one says the other."""
    locale = QLocale(voice.language)
    if locale.language() is QLocale.Language.C:
        return voice.name
    language = QLocale.languageToString(locale.language())
    return voice.name if language in voice.name else f"{language}, {voice.name}"
