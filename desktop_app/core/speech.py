"""What is to be said, and which of the system's voices says it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from desktop_app.core.text import Sentence

UNKNOWN = ""
"""As a language: nothing tells which."""


class Part(Enum):
    """What sort of block words come from."""

    PROSE = "prose"
    HEADING = "heading"
    ITEM = "item"
    CODE = "code"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is said in one go: a sentence of a message, or one of Parley's about it (a
    `Sentence`, to be translated). `pause` is the silence after it, in seconds.
    """

    words: str | Sentence
    part: Part = Part.PROSE
    language: str = UNKNOWN
    pause: float = 0.0


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of the system. `id` is unique and stays; `language` is like "en" or "pt-BR"."""

    id: str
    name: str
    language: str


def primary(language: str) -> str:
    """The ISO 639 code that a tag like "en-GB" or "pt_BR" begins with, in lower case."""
    code = _tag(language).partition("-")[0]
    return _SAME.get(code, code)


_SAME = {"nb": "no", "nn": "no", "cmn": "zh", "iw": "he", "in": "id", "fil": "tl"}
"""Codes under which voices and detectors name the same language differently."""


def voice_for(
    voices: Sequence[Voice], language: str, chosen: str = "", home: str = ""
) -> Voice | None:
    """The voice for words in `language`: the `chosen` one if it speaks it, else the first that
    does, of the country of `home` (the system's language) if there is one.

    Where none speaks it, or it is `UNKNOWN`, the chosen voice has to do, or one of the system's
    language, or an English one. None only when there is no voice at all.
    """
    wanted = next((voice for voice in voices if voice.id == chosen), None)
    if language == UNKNOWN:
        language = wanted.language if wanted else home
    if wanted is not None and primary(wanted.language) == primary(language):
        return wanted
    fitting = _speaking(voices, language)
    if not fitting:
        if wanted is not None:
            return wanted
        fitting = _speaking(voices, home) or _speaking(voices, "en") or list(voices)
    for tag in (language, home):
        for voice in fitting:
            if _tag(voice.language) == _tag(tag):
                return voice
    return next(iter(fitting), None)


def _speaking(voices: Sequence[Voice], language: str) -> list[Voice]:
    return [voice for voice in voices if primary(voice.language) == primary(language)]


def _tag(language: str) -> str:
    return language.replace("_", "-").lower()
