"""The settings, each declared once: key, type, default, range, words.

The file, the settings dialog, the command line and the documentation all follow from `SETTINGS`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.core.text import QT_TRANSLATE_NOOP, Sentence
from desktop_app.core.utf8 import well_formed

CONTEXT = "Settings"

SettingValue = str | bool | int | float | tuple[str, ...] | None

LARGEST_SEED = 2**32 - 2
"""llama.cpp reads the one above it as "draw a seed"."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `key` is where it stands in the file: "table.name", or a name alone.

    `kind` is the type of its values (`tuple` means a list of texts). `minimum` and `maximum`
    are inclusive. `choices` maps the values that are allowed to their English words. A `default`
    of `None` leaves the value to the model. `unit` is what a number counts; `lowest` are the words
    for the minimum where that is no amount but means something of its own. An `advanced`
    setting is folded away in the dialog; one without a `section` has another place in the window.
    """

    key: str
    kind: type
    default: SettingValue
    label: str = ""
    help: str = ""
    section: str = ""
    minimum: float | None = None
    maximum: float | None = None
    choices: Mapping[str, str] | None = None
    advanced: bool = False
    unit: str = ""
    lowest: str = ""

    @property
    def sentence(self) -> Sentence:
        """What the setting does, for the person."""
        return Sentence(CONTEXT, self.help)

    def accept(self, value: object) -> SettingValue:
        """`value` as this setting keeps it; raises `ValueError` when it cannot be used."""
        if value is None and self.default is None:
            return None
        accepted = self._typed(value)
        if self.choices is not None and accepted not in self.choices:
            raise ValueError(f"{self.key} is one of {', '.join(self.choices)}, not {value!r}")
        if isinstance(accepted, int | float) and not isinstance(accepted, bool):
            self._check_range(accepted)
        return accepted

    def _typed(self, value: object) -> SettingValue:
        if self.kind is tuple and isinstance(value, list | tuple):
            if all(isinstance(item, str) for item in value):
                return tuple(well_formed(item) for item in value)
        elif self.kind is float and isinstance(value, int | float) and not _is_bool(value):
            return float(value)
        elif self.kind is int and isinstance(value, int) and not _is_bool(value):
            return int(value)
        elif self.kind is bool and _is_bool(value):
            return bool(value)
        elif self.kind is str and isinstance(value, str):
            return well_formed(value)
        raise ValueError(f"{self.key} cannot be {value!r}")

    def _check_range(self, number: float) -> None:
        low = -math.inf if self.minimum is None else self.minimum
        high = math.inf if self.maximum is None else self.maximum
        # Written so that NaN, which compares false with everything, is refused too.
        if not (low <= number <= high and math.isfinite(number)):
            raise ValueError(f"{self.key} lies between {low} and {high}, {number} does not")


APPEARANCE = QT_TRANSLATE_NOOP("Settings", "Appearance")
CHAT = QT_TRANSLATE_NOOP("Settings", "Chat")
MODEL = QT_TRANSLATE_NOOP("Settings", "Model")
SAMPLING = QT_TRANSLATE_NOOP("Settings", "Answers")
VOICE = QT_TRANSLATE_NOOP("Settings", "Voice")
SPEECH = QT_TRANSLATE_NOOP("Settings", "Read aloud")

_DECLARED = (
    Setting(
        "theme",
        str,
        "system",
        QT_TRANSLATE_NOOP("Settings", "Theme"),
        QT_TRANSLATE_NOOP("Settings", "The colours of the window."),
        APPEARANCE,
        choices={
            "system": QT_TRANSLATE_NOOP("Settings", "System"),
            "light": QT_TRANSLATE_NOOP("Settings", "Light"),
            "dark": QT_TRANSLATE_NOOP("Settings", "Dark"),
        },
    ),
    Setting(
        "chat.system_prompt",
        str,
        "",
        QT_TRANSLATE_NOOP("Settings", "System prompt"),
        QT_TRANSLATE_NOOP("Settings", "What the model is told before each conversation."),
        CHAT,
    ),
    Setting(
        "chat.enter_sends",
        bool,
        True,
        QT_TRANSLATE_NOOP("Settings", "Enter sends"),
        QT_TRANSLATE_NOOP(
            "Settings", "Enter sends and Shift+Enter begins a new line; off: Ctrl+Enter sends."
        ),
        CHAT,
    ),
    Setting(
        "reply.show_stats",
        bool,
        False,
        QT_TRANSLATE_NOOP("Settings", "Show figures"),
        QT_TRANSLATE_NOOP("Settings", "Tokens, speed and time to the first token under a reply."),
        CHAT,
    ),
    Setting("model.path", str, ""),
    Setting("model.recent", tuple, ()),
    Setting(
        "model.context_size",
        int,
        0,
        QT_TRANSLATE_NOOP("Settings", "Context size"),
        QT_TRANSLATE_NOOP(
            "Settings", "How many tokens the model can see at once; 0 chooses by the memory."
        ),
        MODEL,
        minimum=0,
        maximum=2**24,
        unit=QT_TRANSLATE_NOOP("Settings", "tokens"),
        lowest=QT_TRANSLATE_NOOP("Settings", "Automatic"),
    ),
    Setting(
        "model.idle_minutes",
        int,
        15,
        QT_TRANSLATE_NOOP("Settings", "Let the model sleep"),
        QT_TRANSLATE_NOOP(
            "Settings", "After so many idle minutes the model's memory is given back; 0 never."
        ),
        MODEL,
        minimum=0,
        maximum=24 * 60,
        unit=QT_TRANSLATE_NOOP("Settings", "min"),
        lowest=QT_TRANSLATE_NOOP("Settings", "Never"),
    ),
    Setting(
        "model.threads",
        int,
        0,
        QT_TRANSLATE_NOOP("Settings", "Threads"),
        QT_TRANSLATE_NOOP("Settings", "Processor threads for the model; 0 chooses."),
        MODEL,
        minimum=0,
        maximum=512,
        advanced=True,
        lowest=QT_TRANSLATE_NOOP("Settings", "Automatic"),
    ),
    Setting(
        "model.gpu_layers",
        int,
        -1,
        QT_TRANSLATE_NOOP("Settings", "GPU layers"),
        QT_TRANSLATE_NOOP(
            "Settings", "Layers of the model on the graphics card; -1 all that fit, 0 none."
        ),
        MODEL,
        minimum=-1,
        maximum=10_000,
        advanced=True,
        lowest=QT_TRANSLATE_NOOP("Settings", "All that fit"),
    ),
    Setting(
        "sampling.temperature",
        float,
        None,
        QT_TRANSLATE_NOOP("Settings", "Temperature"),
        QT_TRANSLATE_NOOP(
            "Settings", "0 always takes the likeliest word; higher values are more surprising."
        ),
        SAMPLING,
        minimum=0,
        maximum=5,
    ),
    Setting(
        "sampling.max_tokens",
        int,
        0,
        QT_TRANSLATE_NOOP("Settings", "Longest reply"),
        QT_TRANSLATE_NOOP("Settings", "In tokens; 0 lets the model end its reply."),
        SAMPLING,
        minimum=0,
        maximum=2**24,
        unit=QT_TRANSLATE_NOOP("Settings", "tokens"),
        lowest=QT_TRANSLATE_NOOP("Settings", "No limit"),
    ),
    Setting(
        "sampling.top_k",
        int,
        None,
        QT_TRANSLATE_NOOP("Settings", "Top-k"),
        QT_TRANSLATE_NOOP("Settings", "Only the k likeliest tokens are drawn from; 0 is off."),
        SAMPLING,
        minimum=0,
        maximum=2**20,
        advanced=True,
    ),
    Setting(
        "sampling.top_p",
        float,
        None,
        QT_TRANSLATE_NOOP("Settings", "Top-p"),
        QT_TRANSLATE_NOOP(
            "Settings", "Only the likeliest tokens that make up this share are drawn; 1 is off."
        ),
        SAMPLING,
        minimum=0,
        maximum=1,
        advanced=True,
    ),
    Setting(
        "sampling.min_p",
        float,
        None,
        QT_TRANSLATE_NOOP("Settings", "Min-p"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Tokens less likely than this share of the likeliest are left out; 0 is off.",
        ),
        SAMPLING,
        minimum=0,
        maximum=1,
        advanced=True,
    ),
    Setting(
        "sampling.repeat_penalty",
        float,
        None,
        QT_TRANSLATE_NOOP("Settings", "Repeat penalty"),
        QT_TRANSLATE_NOOP("Settings", "Above 1, words that were just used get less likely."),
        SAMPLING,
        minimum=0.1,
        maximum=5,
        advanced=True,
    ),
    Setting(
        "sampling.seed",
        int,
        None,
        QT_TRANSLATE_NOOP("Settings", "Seed"),
        QT_TRANSLATE_NOOP("Settings", "The same seed gives the same reply to the same question."),
        SAMPLING,
        minimum=0,
        maximum=LARGEST_SEED,
        advanced=True,
    ),
    Setting(
        "voice.model",
        str,
        "",
        QT_TRANSLATE_NOOP("Settings", "Voice model"),
        QT_TRANSLATE_NOOP(
            "Settings", "What hears you. Larger ones make fewer mistakes and take longer."
        ),
        VOICE,
    ),
    Setting(
        "voice.microphone",
        str,
        "",
        QT_TRANSLATE_NOOP("Settings", "Microphone"),
        QT_TRANSLATE_NOOP("Settings", "The default follows what your system uses."),
        VOICE,
    ),
    Setting(
        "voice.language",
        str,
        "",
        QT_TRANSLATE_NOOP("Settings", "Language"),
        QT_TRANSLATE_NOOP("Settings", "The language that you speak."),
        VOICE,
    ),
    Setting(
        "voice.engine",
        str,
        "openai-whisper",
        QT_TRANSLATE_NOOP("Settings", "Voice engine"),
        QT_TRANSLATE_NOOP(
            "Settings", "What writes down what you say; whisper.cpp is the lighter one."
        ),
        VOICE,
        choices={
            "openai-whisper": QT_TRANSLATE_NOOP("Settings", "Whisper"),
            "whisper.cpp": QT_TRANSLATE_NOOP("Settings", "whisper.cpp"),
        },
    ),
    Setting(
        "voice.translate",
        bool,
        False,
        QT_TRANSLATE_NOOP("Settings", "Translate into English"),
        QT_TRANSLATE_NOOP("Settings", "Write in English, whatever language you speak."),
        VOICE,
    ),
    Setting(
        "voice.words",
        tuple,
        (),
        QT_TRANSLATE_NOOP("Settings", "Your own words"),
        QT_TRANSLATE_NOOP(
            "Settings", "Names and terms that you use, so that they are spelled right."
        ),
        VOICE,
    ),
    Setting(
        "voice.silence_seconds",
        float,
        0.0,
        QT_TRANSLATE_NOOP("Settings", "Stop after silence"),
        QT_TRANSLATE_NOOP(
            "Settings", "A recording ends by itself when nobody has spoken for so long."
        ),
        VOICE,
        minimum=0,
        maximum=60,
        unit=QT_TRANSLATE_NOOP("Settings", "s"),
        lowest=QT_TRANSLATE_NOOP("Settings", "Never"),
    ),
    Setting(
        "voice.longest_minutes",
        int,
        10,
        QT_TRANSLATE_NOOP("Settings", "Longest recording"),
        QT_TRANSLATE_NOOP("Settings", "A recording ends by itself after so many minutes."),
        VOICE,
        minimum=1,
        maximum=120,
        advanced=True,
        unit=QT_TRANSLATE_NOOP("Settings", "min"),
    ),
    Setting(
        "voice.warm_seconds",
        int,
        15,
        QT_TRANSLATE_NOOP("Settings", "Keep the microphone open"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "For so long after a recording, so that the next one has its first half second too.",
        ),
        VOICE,
        minimum=0,
        maximum=3600,
        advanced=True,
        unit=QT_TRANSLATE_NOOP("Settings", "s"),
        lowest=QT_TRANSLATE_NOOP("Settings", "Never"),
    ),
    Setting(
        "voice.idle_minutes",
        int,
        5,
        QT_TRANSLATE_NOOP("Settings", "Let the voice model sleep"),
        QT_TRANSLATE_NOOP(
            "Settings", "After so many idle minutes its memory is given back; 0 never."
        ),
        VOICE,
        minimum=0,
        maximum=24 * 60,
        advanced=True,
        unit=QT_TRANSLATE_NOOP("Settings", "min"),
        lowest=QT_TRANSLATE_NOOP("Settings", "Never"),
    ),
    Setting(
        "speech.every_answer",
        bool,
        False,
        QT_TRANSLATE_NOOP("Settings", "Read every answer aloud"),
        QT_TRANSLATE_NOOP("Settings", "Each answer is spoken as soon as it is there."),
        SPEECH,
    ),
    Setting(
        "speech.voice",
        str,
        "",
        QT_TRANSLATE_NOOP("Settings", "Speaking voice"),
        QT_TRANSLATE_NOOP("Settings", "Who reads aloud; the voices are those of your system."),
        SPEECH,
    ),
    Setting(
        "speech.rate",
        float,
        1.0,
        QT_TRANSLATE_NOOP("Settings", "Speed"),
        QT_TRANSLATE_NOOP("Settings", "1 is the voice's own speed."),
        SPEECH,
        minimum=0.5,
        maximum=2.0,
    ),
)

SETTINGS: Mapping[str, Setting] = {setting.key: setting for setting in _DECLARED}


def _is_bool(value: object) -> bool:
    return isinstance(value, bool)
