"""The settings of dictating and of reading aloud."""

from desktop_app.core.setting_kind import Setting
from desktop_app.core.text import QT_TRANSLATE_NOOP
from desktop_app.core.voice_engine import engines_here

VOICE = QT_TRANSLATE_NOOP("Settings", "Voice")
SPEECH = QT_TRANSLATE_NOOP("Settings", "Read aloud")

VOICE_SETTINGS = (
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
        offered=engines_here,
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
