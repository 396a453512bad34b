"""The languages that a text may be in, as far as its letters tell."""

from collections import Counter

_SCRIPTS = (
    (0x0041, 0x024F, "latin"),
    (0x0370, 0x03FF, "greek"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0531, 0x058F, "armenian"),
    (0x0590, 0x05FF, "hebrew"),
    (0x0600, 0x08FF, "arabic"),
    (0x0900, 0x097F, "devanagari"),
    (0x0980, 0x09FF, "bengali"),
    (0x0A00, 0x0A7F, "gurmukhi"),
    (0x0A80, 0x0AFF, "gujarati"),
    (0x0B00, 0x0B7F, "oriya"),
    (0x0B80, 0x0BFF, "tamil"),
    (0x0C00, 0x0C7F, "telugu"),
    (0x0C80, 0x0CFF, "kannada"),
    (0x0D00, 0x0D7F, "malayalam"),
    (0x0D80, 0x0DFF, "sinhala"),
    (0x0E00, 0x0E7F, "thai"),
    (0x0E80, 0x0EFF, "lao"),
    (0x1000, 0x109F, "burmese"),
    (0x10A0, 0x10FF, "georgian"),
    (0x1100, 0x11FF, "hangul"),
    (0x1200, 0x139F, "ethiopic"),
    (0x1780, 0x17FF, "khmer"),
    (0x1E00, 0x1EFF, "latin"),
    (0x1F00, 0x1FFF, "greek"),
    (0x3040, 0x30FF, "kana"),
    (0x3130, 0x318F, "hangul"),
    (0x3400, 0x9FFF, "han"),
    (0xAC00, 0xD7AF, "hangul"),
)
"""The blocks of Unicode that letters stand in: first, last, script."""

_LANGUAGES: dict[str, tuple[str, ...]] = {
    "latin": (),
    "greek": ("el",),
    "cyrillic": ("ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn", "tg", "tt", "ba"),
    "armenian": ("hy",),
    "hebrew": ("he",),
    "arabic": ("ar", "fa", "ur", "ps", "ug", "ku"),
    "devanagari": ("hi", "mr", "ne", "sa"),
    "bengali": ("bn", "as"),
    "gurmukhi": ("pa",),
    "gujarati": ("gu",),
    "oriya": ("or",),
    "tamil": ("ta",),
    "telugu": ("te",),
    "kannada": ("kn",),
    "malayalam": ("ml",),
    "sinhala": ("si",),
    "thai": ("th",),
    "lao": ("lo",),
    "burmese": ("my",),
    "georgian": ("ka",),
    "hangul": ("ko",),
    "ethiopic": ("am",),
    "khmer": ("km",),
    "kana": ("ja",),
    "han": ("zh",),
}
"""The languages written in each, the one with most readers first; none for too many."""

BEYOND_LATIN = frozenset(code for codes in _LANGUAGES.values() for code in codes)
"""The languages that never stand in Latin letters (of those that voices speak)."""


def script_of(text: str) -> str:
    """The script that most letters of `text` belong to, "" when it has none of a known one."""
    counts = Counter(_script_of_letter(char) for char in text if char.isalpha())
    del counts[""]
    if counts["kana"]:  # Japanese has more Han letters than its own; Chinese has none of these.
        counts["kana"] += counts.pop("han", 0)
    return max(counts, key=lambda script: counts[script]) if counts else ""


def languages_of(script: str) -> tuple[str, ...]:
    """The ISO 639-1 codes of the languages written in `script`; empty for Latin and ""."""
    return _LANGUAGES.get(script, ())


def _script_of_letter(letter: str) -> str:
    code = ord(letter)
    return next((script for first, last, script in _SCRIPTS if first <= code <= last), "")
