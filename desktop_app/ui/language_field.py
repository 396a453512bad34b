"""The setting for the language that a person speaks."""

from PySide6.QtCore import QLocale

from desktop_app.core.languages import ENGLISH, LANGUAGES
from desktop_app.core.setting import Setting, SettingValue
from desktop_app.ui.choice_box import WIDE_FIELD, ChoiceBox
from desktop_app.ui.setting_field import SettingField
from desktop_app.ui.theme import Theme
from desktop_app.ui.transcriber import AUTOMATIC, system_language
from desktop_app.ui.voice_library import VoiceLibrary, label_of

_QT_CODES = {"jw": "jv"}
"""What Qt calls a language for which Whisper has a code of its own."""

_OWN_NAMES = {"en": "English", "es": "español", "zh": "中文"}
"""Where Qt would name the language of one country, or one script."""


class LanguageField(SettingField):
    """The system's language, detection, or one by its name; says what the model does not know."""

    def __init__(self, setting: Setting, theme: Theme, library: VoiceLibrary) -> None:
        self._box = ChoiceBox(theme, WIDE_FIELD)
        super().__init__(setting, self._box)
        self._library = library
        system = language_name(system_language())
        self._box.addItem(self.tr("System language ({language})").format(language=system), "")
        self._box.addItem(self.tr("Detect by itself"), AUTOMATIC)
        self._box.insertSeparator(self._box.count())
        for name, code in sorted((language_name(code), code) for code in LANGUAGES):
            self._box.addItem(name, code)
        self._box.activated.connect(self._choose)
        library.changed.connect(self._check)

    def show_value(self, value: SettingValue) -> None:
        """Show `value` without emitting anything."""
        self._box.setCurrentIndex(max(self._box.findData(value), 0))
        self._check()

    def _choose(self) -> None:
        self._check()
        self.edited.emit(self._box.currentData())

    def _check(self) -> None:
        """Say so when the chosen model lacks the language."""
        code = str(self._box.currentData()) or system_language()
        used = self._library.in_use()
        model = used.model if used else None
        if model is None or model.multilingual or code == ENGLISH:
            self.set_note("")
        else:
            words = self.tr("The voice model “{model}” understands English only.")
            self.set_note(words.format(model=label_of(model)))


def language_name(code: str) -> str:
    """A language as those who speak it write it, and in English where that is another word."""
    english = LANGUAGES.get(code, code)
    locale = QLocale(_QT_CODES.get(code, code))
    known = locale.language() != QLocale.Language.C
    own = _OWN_NAMES.get(code) or (locale.nativeLanguageName() if known else "")
    if not own or own.casefold() == english.casefold():
        return english
    return f"{own[:1].upper()}{own[1:]} – {english}"
