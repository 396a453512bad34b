"""Settings of something's own, a model's or a preset's, above those of everybody."""

from collections.abc import Callable, Mapping

from desktop_app.core.setting_kind import SettingValue
from desktop_app.core.settings import Settings

Values = Mapping[str, SettingValue]


class OwnSettings:
    """Looks like the settings to those who show and change them: what is not its own is theirs.

    `read` gives the own values, `write` keeps others in their place (and may raise ParleyError).
    """

    def __init__(
        self, settings: Settings, read: Callable[[], Values], write: Callable[[Values], None]
    ) -> None:
        self._settings = settings
        self._read = read
        self._write = write

    def is_changed(self, key: str) -> bool:
        """Whether this value is its own."""
        return key in self._read()

    def get(self, key: str) -> SettingValue:
        """The value that counts."""
        value: SettingValue = self._settings.under(self._read(), key)
        return value

    def set(self, key: str, value: SettingValue) -> None:
        """Have a value of its own; `None` leaves it to the settings."""
        if value is None:
            self.reset(key)
        else:
            self._write({**self._read(), key: value})

    def reset(self, key: str) -> None:
        """Leave it to the settings again."""
        self._write({name: value for name, value in self._read().items() if name != key})
