"""What is known of a model on this computer, as people say it."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from desktop_app.core.judgement import Fits
from desktop_app.core.local_model import LocalModel, Proof, Source
from desktop_app.core.text import QT_TRANSLATE_NOOP
from desktop_app.ui.reading_direction import path_words

translate = QCoreApplication.translate

CONTEXT = "Models"

_SOURCES = {
    Source.STARTER: QT_TRANSLATE_NOOP("Models", "Came with Parley"),
    Source.PARLEY: QT_TRANSLATE_NOOP("Models", "Parley"),
    Source.HUB: QT_TRANSLATE_NOOP("Models", "Hugging Face"),
    Source.LM_STUDIO: QT_TRANSLATE_NOOP("Models", "LM Studio"),
    Source.OLLAMA: QT_TRANSLATE_NOOP("Models", "Ollama"),
    Source.LLAMA_CPP: QT_TRANSLATE_NOOP("Models", "llama.cpp"),
    Source.GPT4ALL: QT_TRANSLATE_NOOP("Models", "GPT4All"),
    Source.JAN: QT_TRANSLATE_NOOP("Models", "Jan"),
    Source.FOLDER: QT_TRANSLATE_NOOP("Models", "Your folder"),
    Source.OPENED: QT_TRANSLATE_NOOP("Models", "Opened by hand"),
}

_PROOFS = {
    Proof.RIGHT: QT_TRANSLATE_NOOP("Models", "Checked: every byte is as it should be."),
    Proof.WRONG: QT_TRANSLATE_NOOP(
        "Models", "Damaged: some of its bytes are not as they should be. Fetch it again."
    ),
    Proof.UNKNOWN: QT_TRANSLATE_NOOP(
        "Models", "It was read whole without an error. No checksum of it is known."
    ),
}

TONES = {Fits.TIGHT: "warning", Fits.TOO_LARGE: "error"}
"""The colour of what is no good news."""


def source_words(source: Source) -> str:
    """Whose file it is."""
    return translate(CONTEXT, _SOURCES[source])


def proof_words(proof: Proof) -> str:
    """What its checksum told, in a sentence."""
    return translate(CONTEXT, _PROOFS[proof])


def abilities(model: LocalModel) -> list[tuple[str, str]]:
    """What it can do besides reading and writing: the name of an icon, and words."""
    can = (
        (model.sees, "eye", translate("Models", "Sees pictures")),
        (model.hears, "speaker", translate("Models", "Hears sound")),
        (model.thinks, "thought", translate("Models", "Thinks first")),
    )
    return [(icon, words) for able, icon, words in can if able]


def speed_words(speed: float) -> str:
    """How fast it writes; "" where that is not known."""
    if speed <= 0:
        return ""
    number = QLocale().toString(speed, "f", 0 if speed >= 10 else 1)
    return translate("Models", "{number} tokens/s").format(number=number)


def date_words(modified: float) -> str:
    """The day, as short as the language has it."""
    day = QDateTime.fromSecsSinceEpoch(round(modified)).date()
    return QLocale().toString(day, QLocale.FormatType.ShortFormat)


def short_path(path: str) -> str:
    """A path with `~` for the home folder, for showing."""
    home = Path.home()
    place = Path(path)
    short = str(Path("~") / place.relative_to(home)) if place.is_relative_to(home) else path
    return path_words(short)
