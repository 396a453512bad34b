"""One setting that something may have of its own: a model, or a preset."""

from PySide6.QtCore import QCoreApplication

from desktop_app.core.own_settings import OwnSettings
from desktop_app.core.setting import Setting
from desktop_app.ui.setting_field import FieldMaker, field_for
from desktop_app.ui.setting_row import SettingRow
from desktop_app.ui.theme import Theme


class OwnRow(SettingRow):
    """As in the settings, until it is changed here; the way back leads there again."""

    def __init__(
        self, setting: Setting, own: OwnSettings, theme: Theme, make: FieldMaker = field_for
    ) -> None:
        self._own = own
        super().__init__(setting, own, theme, make)
        words = QCoreApplication.translate("OwnRow", "As in the settings again")
        self.reset_button.setAccessibleName(words)
        self.reset_button.setToolTip(words)

    def _words(self) -> str:
        """What the setting does, and whose value is shown."""
        if self._own.is_changed(self._setting.key):
            return super()._words()
        same = QCoreApplication.translate("OwnRow", "As in the settings.")
        return f"{super()._words()} {same}"
