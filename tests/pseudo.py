"""A language that nobody speaks: every sentence of ours is marked, a third longer, and written
from right to left.

What is cut, left out or not mirrored under it would be so in Arabic or Hebrew too, and what stands
in the window without a mark went by no translation.
"""

import re

from PySide6.QtCore import QLocale, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication

OPENING, CLOSING = "\u27e6", "\u27e7"
"""What each translated sentence stands between."""

_FROM_RIGHT = "\u200f"
"""A letter without a sign that is read from the right: so does the sentence that begins with it."""

LONGER = 1.3

_ACCENTED = str.maketrans("aeiouyncAEIOUYNC", "àéîöûÿñçÀÉÎÖÛŸÑÇ")
_KEPT = re.compile(r"\{[^{}]*\}|<[^<>]*>|%[0-9n]|&\w*;?|https?://\S+")
"""Place holders, tags and the marks of keys mean something as they are."""


def pseudo(text: str) -> str:
    """The sentence in this language; what is put into it later finds its place."""
    parts, at = [], 0
    for kept in _KEPT.finditer(text):
        parts += [text[at : kept.start()].translate(_ACCENTED), kept[0]]
        at = kept.end()
    parts.append(text[at:].translate(_ACCENTED))
    more = "~" * round(len(_KEPT.sub("", text)) * (LONGER - 1))
    return f"{OPENING}{_FROM_RIGHT}{''.join(parts)}{more}{_FROM_RIGHT}{CLOSING}"


def unmarked(text: str) -> str:
    """What of a text stands in no marks: it is data, or was not translated."""
    depth, left = 0, []
    for letter in text:
        if letter == OPENING:
            depth += 1
        elif letter == CLOSING:
            depth -= 1
        elif depth == 0:
            left.append(letter)
    return "".join(left)


class PseudoTranslator(QTranslator):
    """Knows a translation for everything."""

    def translate(
        self,
        context: str | bytes,
        source: str | bytes,
        disambiguation: str | bytes | None = None,
        n: int = -1,
    ) -> str:
        del context, disambiguation
        text = source.decode() if isinstance(source, bytes) else source
        if text == "QT_LAYOUT_DIRECTION":  # So Qt asks a translation which way it is written.
            return "RTL"
        # A sign alone, such as a bracket of Qt's own, says nothing.
        return pseudo(text.replace("%n", str(n))) if re.search(r"\w\w", text) else text

    def isEmpty(self) -> bool:
        return False


def speak_pseudo(application: QApplication, parent: QObject | None = None) -> PseudoTranslator:
    """Have all that is made from now on speak it, from right to left."""
    translator = PseudoTranslator(parent or application)
    application.installTranslator(translator)
    QLocale.setDefault(QLocale("en"))
    application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    return translator
