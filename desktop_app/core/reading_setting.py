"""How the words of a conversation are set: their size, and how wide their column is."""

from desktop_app.core.chat_setting import APPEARANCE
from desktop_app.core.setting_kind import Setting
from desktop_app.core.text import QT_TRANSLATE_NOOP

ZOOM = "reading.zoom"
WIDTH = "reading.width"
LEAST_ZOOM, MOST_ZOOM = 50, 300
ZOOM_STEPS = (50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
"""Percent of the system's size, as the keys go through them."""

READING_SETTINGS = (
    Setting(
        ZOOM,
        int,
        100,
        QT_TRANSLATE_NOOP("Settings", "Size of the text"),
        QT_TRANSLATE_NOOP("Settings", "Of the words of a conversation; Ctrl+Plus and Ctrl+Minus."),
        APPEARANCE,
        minimum=LEAST_ZOOM,
        maximum=MOST_ZOOM,
        unit=QT_TRANSLATE_NOOP("Settings", "%"),
    ),
    Setting(
        WIDTH,
        str,
        "normal",
        QT_TRANSLATE_NOOP("Settings", "Width of the text"),
        QT_TRANSLATE_NOOP("Settings", "How long the lines of a conversation may become."),
        APPEARANCE,
        choices={
            "narrow": QT_TRANSLATE_NOOP("Settings", "Narrow"),
            "normal": QT_TRANSLATE_NOOP("Settings", "Normal"),
            "wide": QT_TRANSLATE_NOOP("Settings", "Wide"),
            "full": QT_TRANSLATE_NOOP("Settings", "As wide as the window"),
        },
    ),
)
"""The words of a conversation."""


def next_zoom(percent: int, steps: int) -> int:
    """The zoom so many steps above (or below) `percent`."""
    for _ in range(abs(steps)):
        if steps > 0:
            percent = min((step for step in ZOOM_STEPS if step > percent), default=MOST_ZOOM)
        else:
            percent = max((step for step in ZOOM_STEPS if step < percent), default=LEAST_ZOOM)
    return percent
