"""A quantization in words that everybody knows."""

import re

from PySide6.QtCore import QCoreApplication

from desktop_app.core.text import QT_TRANSLATE_NOOP

CONTEXT = "Variant"

_BITS = re.compile(r"(?:^|[A-Z-])(?:MXFP|NVFP|BF|FP?|I?Q|TQ)(\d+)")

_TIERS = (
    (2, QT_TRANSLATE_NOOP("Variant", "Very small, loses much")),
    (3, QT_TRANSLATE_NOOP("Variant", "Smaller and quicker")),
    (4, QT_TRANSLATE_NOOP("Variant", "Balanced")),
    (6, QT_TRANSLATE_NOOP("Variant", "Larger and more exact")),
    (8, QT_TRANSLATE_NOOP("Variant", "Nearly as exact as the original")),
    (32, QT_TRANSLATE_NOOP("Variant", "The original in full")),
)
"""The most bits for each weight, and what that means."""


def quality_words(quantization: str) -> str:
    """What a quantization ("Q4_K_M") means for whoever uses the model; "" when it says nothing."""
    bits = _BITS.search(quantization.upper())
    if bits is None:
        return ""
    words = (words for most, words in _TIERS if int(bits[1]) <= most)
    return QCoreApplication.translate(CONTEXT, next(words, ""))
