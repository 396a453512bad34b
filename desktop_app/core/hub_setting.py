"""The settings of finding and fetching models."""

from desktop_app.core.setting_kind import Setting
from desktop_app.core.text import QT_TRANSLATE_NOOP

MODELS = QT_TRANSLATE_NOOP("Settings", "Finding models")

HUB_SETTINGS = (
    Setting(
        "models.folder",
        str,
        "",
        QT_TRANSLATE_NOOP("Settings", "Folder for models"),
        QT_TRANSLATE_NOOP(
            "Settings", "Where fetched models are kept; other programs find them in the usual one."
        ),
        MODELS,
    ),
    Setting("models.folders", tuple, ()),
    Setting("models.welcomed", bool, False),
    Setting(
        "hub.offline",
        bool,
        False,
        QT_TRANSLATE_NOOP("Settings", "Stay offline"),
        QT_TRANSLATE_NOOP("Settings", "Nothing is searched for and nothing is fetched."),
        MODELS,
    ),
    Setting(
        "hub.address",
        str,
        "",
        QT_TRANSLATE_NOOP("Settings", "Address of the Hub"),
        QT_TRANSLATE_NOOP("Settings", "A mirror of huggingface.co to ask in its place."),
        MODELS,
        advanced=True,
    ),
    Setting(
        "hub.proxy",
        str,
        "",
        QT_TRANSLATE_NOOP("Settings", "Proxy"),
        QT_TRANSLATE_NOOP(
            "Settings", "The way to the Hub, as in http://proxy:8080; empty is the system's own."
        ),
        MODELS,
        advanced=True,
    ),
)
