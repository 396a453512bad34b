"""The colours of high contrast: pure black and white, one bright focus, borders for shades.

Text keeps at least 7 : 1 on all that it stands on. Beside `theme.py` this is the only file of the
window that holds a colour.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QStyleHints

CONTRAST_LIGHT: Mapping[str, str] = {
    "window": "#FFFFFF",
    "side_panel": "#FFFFFF",
    "surface": "#FFFFFF",
    "code_surface": "#FFFFFF",
    "line": "#000000",
    "backdrop": "#000000",
    "backdrop_text": "#FFFFFF",
    "text": "#000000",
    "text_second": "#000000",
    "accent": "#0000A8",
    "accent_on": "#FFFFFF",
    "user_message": "#FFFFFF",
    "warning": "#5A3A00",
    "error": "#8B0000",
    "code_keyword": "#4B0098",
    "code_string": "#00471E",
    "code_number": "#6E2200",
    "code_comment": "#3A3A3A",
    "code_function": "#00318F",
}

CONTRAST_DARK: Mapping[str, str] = {
    "window": "#000000",
    "side_panel": "#000000",
    "surface": "#000000",
    "code_surface": "#000000",
    "line": "#FFFFFF",
    "backdrop": "#000000",
    "backdrop_text": "#FFFFFF",
    "text": "#FFFFFF",
    "text_second": "#FFFFFF",
    "accent": "#FFFF00",
    "accent_on": "#000000",
    "user_message": "#000000",
    "warning": "#FFD75A",
    "error": "#FFA79B",
    "code_keyword": "#D9C2FF",
    "code_string": "#A6F0C0",
    "code_number": "#FFC896",
    "code_comment": "#D0D0D0",
    "code_function": "#A8CCFF",
}

HEAVY = ("code_keyword", "code_function")
LIGHT = ("code_comment",)
"""Code is told apart by weight where the colours must all be strong: these are heavier or
lighter than the rest."""


def is_wished(hints: QStyleHints) -> bool:
    """Whether the system asks for high contrast; plain X11 never says so."""
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
