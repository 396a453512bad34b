"""The settings, each declared once: key, type, default, range, words.

The file, the settings dialog, the command line and the documentation all follow from `SETTINGS`.
"""

from collections.abc import Mapping

from desktop_app.core.chat_setting import ANSWER_SETTINGS, CHAT_SETTINGS, LARGEST_SEED
from desktop_app.core.hub_setting import HUB_SETTINGS
from desktop_app.core.model_setting import MODEL_SETTINGS
from desktop_app.core.reading_setting import READING_SETTINGS
from desktop_app.core.setting_kind import CONTEXT, Setting, SettingValue
from desktop_app.core.shortcut import SHORTCUT_SETTINGS
from desktop_app.core.update_setting import UPDATE_SETTINGS
from desktop_app.core.voice_setting import VOICE_SETTINGS

__all__ = ["CONTEXT", "LARGEST_SEED", "SETTINGS", "Setting", "SettingValue"]

SETTINGS: Mapping[str, Setting] = {
    setting.key: setting
    for setting in (
        *CHAT_SETTINGS[:1],
        *READING_SETTINGS,
        *CHAT_SETTINGS[1:],
        *MODEL_SETTINGS,
        *ANSWER_SETTINGS,
        *VOICE_SETTINGS,
        *HUB_SETTINGS,
        *UPDATE_SETTINGS,
        *SHORTCUT_SETTINGS,
    )
}
