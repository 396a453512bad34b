"""The settings file: one TOML file, readable and editable by hand.

It is written whole or not at all; comments and keys that this Parley does not know stay. A value
that cannot be used is told once and its default taken; a file that is no TOML is set aside.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from desktop_app.core.engine import ModelOptions, Sampling
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.hub_access import HubAccess
from desktop_app.core.models import with_recent
from desktop_app.core.setting import SETTINGS, SettingValue
from desktop_app.core.thinking import Mode, Thinking
from desktop_app.core.toml_file import TomlFile
from desktop_app.core.voice import VoiceOptions
from desktop_app.core.voice_engine import engine_for
from desktop_app.core.whole_file import write_whole

Over = Mapping[str, SettingValue]
"""Values in place of those of the settings, by their keys; see `core/override.py`."""

NOTHING: Over = {}

_HEADER = "# Settings of Parley. What is changed here counts from the next start.\n"


class Settings:
    """All settings of one home.

    `problems` is what loading found, for the person to read. The functions in `changed` are
    called with the key of each setting that got another value.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self._file = TomlFile(path, "settings.damaged", self.problems, _HEADER)
        self.changed: list[Callable[[str], None]] = []
        self._values: dict[str, SettingValue] = {
            key: setting.default for key, setting in SETTINGS.items()
        }

    @classmethod
    def load(cls, path: Path) -> "Settings":
        """The settings in `path`; never raises, see `problems`."""
        settings = cls(path)
        try:
            _, document = settings._file.read()
        except OSError as error:
            settings.problems.append(_not_saved(error))
            return settings
        for key, setting in SETTINGS.items():
            written = _look_up(document, key)
            if written is None:
                continue
            try:
                settings._values[key] = setting.accept(written)
            except ValueError as error:
                settings.problems.append(Problem("settings.value", {"key": key}, str(error)))
        return settings

    def get(self, key: str) -> Any:
        """The value of a setting, of the type it was declared with; a list is a tuple."""
        return self._values[key]

    def is_changed(self, key: str) -> bool:
        """Whether a setting has another value than its default."""
        return bool(self._values[key] != SETTINGS[key].default)

    def set(self, key: str, value: SettingValue) -> None:
        """Change one setting and save it; `None` leaves it to the model. See `update`."""
        self.update({key: value})

    def reset(self, key: str) -> None:
        """Back to the default, and out of the file."""
        self.update({key: SETTINGS[key].default})

    def update(self, values: Mapping[str, SettingValue]) -> None:
        """Change settings and save them in one go.

        Raises `ValueError` for a value that is not allowed, before anything changes, and
        `ParleyError` when the file cannot be written: the new values then count until the end
        of the session.
        """
        accepted = {key: SETTINGS[key].accept(value) for key, value in values.items()}
        changed = [key for key, value in accepted.items() if self._values[key] != value]
        self._values.update(accepted)
        try:
            self._save(accepted)
        finally:
            for key in changed:
                for tell in tuple(self.changed):
                    tell(key)

    def use_model(self, path: str) -> None:
        """Choose this model file, and remember it among the recent ones."""
        recent = with_recent(self.get("model.recent"), path)
        self.update({"model.path": path, "model.recent": recent})

    def forget_model(self, path: str) -> None:
        """Take a file out of the recent ones: it is no model."""
        recent = tuple(known for known in self.get("model.recent") if known != path)
        if recent != self.get("model.recent"):
            self.set("model.recent", recent)

    def under(self, over: Over, key: str) -> Any:
        """The value of a setting where `over` may have another in its place."""
        return over[key] if key in over else self._values[key]

    def model_options(self, path: str, projector: str = "", over: Over = NOTHING) -> ModelOptions:
        """How the model file at `path` is to be run, with its part that sees, if any."""
        return ModelOptions(
            path,
            projector=projector,
            context_size=self.under(over, "model.context_size"),
            threads=self.under(over, "model.threads"),
            gpu_layers=self.under(over, "model.gpu_layers"),
            context_cap=self.under(over, "model.context_cap"),
            device=self.under(over, "model.device"),
            kv_type=self.under(over, "model.kv_type"),
            template=self.under(over, "model.template"),
        )

    def thinking(self, over: Over = NOTHING) -> Thinking:
        """How much the model is to think before the next reply."""
        return Thinking(
            Mode(self.under(over, "thinking.mode")),
            self.under(over, "thinking.budget"),
            self.under(over, "thinking.send_back"),
        )

    def hub_access(self) -> HubAccess:
        """How the Hub is reached, as far as the person chose; see `HubAccess.within`."""
        return HubAccess(self.get("hub.address"), self.get("hub.proxy"), self.get("hub.offline"))

    def voice_options(self, path: str) -> VoiceOptions:
        """How the voice model at `path` is to be run."""
        return VoiceOptions(path, engine=engine_for(self.get("voice.engine")))

    def sampling(self, over: Over = NOTHING) -> Sampling:
        """How the next reply is drawn."""
        names = ("temperature", "top_k", "top_p", "min_p", "repeat_penalty", "seed", "max_tokens")
        return Sampling(**{name: self.under(over, f"sampling.{name}") for name in names})

    def _save(self, values: Mapping[str, SettingValue]) -> None:
        from desktop_app.core.toml_edit import edited

        written = {
            key: None if value == SETTINGS[key].default else value for key, value in values.items()
        }
        try:
            # The file is read again: what a person changed in it meanwhile must not be undone.
            text, _ = self._file.read()
            write_whole(self.path, edited(text, written).encode("utf-8"))
        except (OSError, ValueError) as error:
            # A ValueError where tomlkit is stricter than the parser that let the file pass.
            raise ParleyError(_not_saved(error)) from error


def _look_up(document: Mapping[str, Any], key: str) -> object:
    """The value at "table.name", `None` when there is none."""
    found: Any = document
    for name in key.split("."):
        if not isinstance(found, Mapping) or name not in found:
            return None
        found = found[name]
    return found


def _not_saved(error: Exception) -> Problem:
    return Problem("settings.failed", details=str(error))
