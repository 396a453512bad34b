"""The settings of looking for a newer Parley."""

from desktop_app.core.build import this_build
from desktop_app.core.setting_kind import Setting
from desktop_app.core.text import QT_TRANSLATE_NOOP

UPDATES = QT_TRANSLATE_NOOP("Settings", "Updates")


def can_look() -> bool:
    """Whether this build knows where newer ones are published."""
    return bool(this_build().homepage)


UPDATE_SETTINGS = (
    Setting(
        "updates.check",
        bool,
        False,
        QT_TRANSLATE_NOOP("Settings", "Look for a newer Parley once a day"),
        QT_TRANSLATE_NOOP(
            "Settings", "Asks where it is published, and says nothing about you. Fetches nothing."
        ),
        UPDATES,
        here=can_look,
    ),
    Setting("updates.looked", str, ""),
    Setting("updates.told", str, ""),
)
"""`looked` is the day on which it was asked last (2026-03-01), `told` the version told of last."""
