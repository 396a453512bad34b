"""The languages that the window speaks, and which of them a person gets."""

from collections.abc import Mapping, Sequence

SYSTEM = "system"
ENGLISH = "en"
"""What the sentences are written in: needs no translation."""

LANGUAGES: Mapping[str, str] = {ENGLISH: "English", "zh_CN": "简体中文"}
"""Each by its code in Qt's way, with its name in itself."""

_TRADITIONAL = {"hant", "tw", "hk", "mo"}


def interface_language(choice: str, wanted: Sequence[str]) -> str:
    """The code of the language for the window.

    `choice` is a code, or SYSTEM: then the first language counts that the system names in `wanted`
    (BCP 47, the best first) and that the window speaks; English where it speaks none of them.
    """
    if choice in LANGUAGES:
        return choice
    return next((code for code in map(_known, wanted) if code), ENGLISH)


def _known(tag: str) -> str:
    """The code for a tag, "" for a language that the window does not speak."""
    language, *more = tag.replace("_", "-").lower().split("-")
    if language == "zh":
        # Who reads the traditional script may prefer the next language on their list.
        traditional = "hans" not in more and _TRADITIONAL.intersection(more)
        return "" if traditional else "zh_CN"
    return language if language in LANGUAGES else ""
