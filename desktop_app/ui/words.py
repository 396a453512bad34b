"""From what core says to what the person reads: translated, with numbers as they are written."""

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.core.kinds.kind import Action
from desktop_app.core.text import QT_TRANSLATE_NOOP, Sentence, Value, fill

_KILO = 1024
_FEW = 10**9

_ACTION_WORDS = {
    Action.NONE: "",
    Action.CHOOSE_MODEL: QT_TRANSLATE_NOOP("Action", "Choose a model…"),
    Action.OPEN_MODELS: QT_TRANSLATE_NOOP("Action", "Show the models"),
    Action.FIND_MODELS: QT_TRANSLATE_NOOP("Action", "Search the Hub"),
    Action.OPEN_PAGE: QT_TRANSLATE_NOOP("Action", "Open its page"),
    Action.LOG_IN: QT_TRANSLATE_NOOP("Action", "Log in"),
    Action.CHOOSE_PROJECTOR: QT_TRANSLATE_NOOP("Action", "Choose the part that sees…"),
    Action.USE_PROJECTOR: QT_TRANSLATE_NOOP("Action", "Use it"),
    Action.TRY_AGAIN: QT_TRANSLATE_NOOP("Action", "Try again"),
    Action.SMALLER_CONTEXT: QT_TRANSLATE_NOOP("Action", "Use a smaller context"),
    Action.LOAD_ANYWAY: QT_TRANSLATE_NOOP("Action", "Load it anyway"),
    Action.USE_PROCESSOR: QT_TRANSLATE_NOOP("Action", "Use the processor alone"),
    Action.EDIT_MESSAGE: QT_TRANSLATE_NOOP("Action", "Edit the message"),
    Action.OPEN_DATA_FOLDER: QT_TRANSLATE_NOOP("Action", "Open the data folder"),
    Action.OPEN_LOG_FOLDER: QT_TRANSLATE_NOOP("Action", "Open the log folder"),
    Action.OPEN_SETTINGS: QT_TRANSLATE_NOOP("Action", "Open the settings"),
    Action.OPEN_VOICE_SETTINGS: QT_TRANSLATE_NOOP("Action", "Open the voice settings"),
    Action.DISCARD_RECORDING: QT_TRANSLATE_NOOP("Action", "Throw it away"),
}


def say(sentence: Sentence) -> str:
    """The sentence in the person's language, its values filled in."""
    number = -1 if sentence.number is None else form(sentence.number)
    template = QCoreApplication.translate(sentence.context, sentence.template, "", number)
    return fill(template, {name: _shown(value) for name, value in sentence.values.items()})


def _shown(value: Value) -> str:
    if isinstance(value, Sentence):
        return say(value)
    if isinstance(value, float):
        return QLocale().toString(value, "f", 1)
    return QLocale().toString(value) if isinstance(value, int) else value


def action_words(action: Action) -> str:
    """What stands on the button that does `action`; empty when there is nothing to do."""
    words = _ACTION_WORDS[action]
    return QCoreApplication.translate("Action", words) if words else ""


def form(number: int) -> int:
    """What a language chooses the form of a word by: Qt takes 32 bits, and the last digits tell."""
    return number if number < _FEW else _FEW + number % _FEW


def count(number: int) -> str:
    """A whole number with thousands marks, as sentences have them too."""
    return QLocale().toString(number)


def short_count(number: int) -> str:
    """A number of tokens in as few characters as it needs: 512, 8k (8,192), 2.5k (2,500)."""
    if number < 1000:
        return str(number)
    thousands = number / _KILO if number % _KILO == 0 else number / 1000
    return f"{thousands:.1f}".removesuffix(".0") + "k"


def size_words(amount: int) -> str:
    """So many bytes as people say it: 412 MB, 1.2 GB, in the units of a thousand."""
    places = 1 if amount >= 10**9 else 0
    return QLocale().formattedDataSize(amount, places, QLocale.DataSizeFormat.DataSizeSIFormat)
