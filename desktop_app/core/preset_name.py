"""The names and summaries of the presets that came with Parley: words that are translated.

What a model is told, and how it is to write, stands in resources/presets.toml.
"""

from collections.abc import Mapping

from desktop_app.core.text import QT_TRANSLATE_NOOP

NAMES: Mapping[str, tuple[str, str]] = {
    "translate": (
        QT_TRANSLATE_NOOP("Preset", "Translate"),
        QT_TRANSLATE_NOOP("Preset", "Into English, and from English into the language you name."),
    ),
    "summarize": (
        QT_TRANSLATE_NOOP("Preset", "Summarize"),
        QT_TRANSLATE_NOOP("Preset", "What a long text says, in a few lines."),
    ),
    "explain-code": (
        QT_TRANSLATE_NOOP("Preset", "Explain code"),
        QT_TRANSLATE_NOOP("Preset", "What a piece of code does, step by step."),
    ),
    "write-code": (
        QT_TRANSLATE_NOOP("Preset", "Write code"),
        QT_TRANSLATE_NOOP("Preset", "Code that does what you describe, with few words around it."),
    ),
    "proofread": (
        QT_TRANSLATE_NOOP("Preset", "Proofread"),
        QT_TRANSLATE_NOOP("Preset", "Corrects mistakes and changes nothing else."),
    ),
    "rewrite": (
        QT_TRANSLATE_NOOP("Preset", "Simpler words"),
        QT_TRANSLATE_NOOP("Preset", "The same text, easier to read."),
    ),
    "email": (
        QT_TRANSLATE_NOOP("Preset", "Write an e-mail"),
        QT_TRANSLATE_NOOP("Preset", "From a few notes, ready to be sent."),
    ),
    "tutor": (
        QT_TRANSLATE_NOOP("Preset", "Tutor"),
        QT_TRANSLATE_NOOP("Preset", "Helps you to find the answer yourself."),
    ),
    "brainstorm": (
        QT_TRANSLATE_NOOP("Preset", "Brainstorm"),
        QT_TRANSLATE_NOOP("Preset", "Ten ideas, some of them unusual."),
    ),
    "friend": (
        QT_TRANSLATE_NOOP("Preset", "Chat"),
        QT_TRANSLATE_NOOP("Preset", "A friendly conversation in short answers."),
    ),
    "extract": (
        QT_TRANSLATE_NOOP("Preset", "Extract to JSON"),
        QT_TRANSLATE_NOOP("Preset", "People, places, dates and amounts of a text, as data."),
    ),
    "classify": (
        QT_TRANSLATE_NOOP("Preset", "Classify"),
        QT_TRANSLATE_NOOP("Preset", "The mood, topic and urgency of a text, as data."),
    ),
}
"""Name and summary by the id of the preset."""
