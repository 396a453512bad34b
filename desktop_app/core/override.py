"""What counts in place of the settings: of the model in use, and of a conversation's preset.

The preset comes first, then what the model has of its own, then the settings. Whoever asks the
settings for an answer to a conversation passes on what this gives.
"""

from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.model_record import Records, key_of
from desktop_app.core.paths import Places
from desktop_app.core.preset import Preset, Presets
from desktop_app.core.settings import NOTHING, Over

SYSTEM_PROMPT = "chat.system_prompt"


class Overrides:
    """Knows both. Either may be missing: where there is nothing of that kind, nothing is other.

    Belongs to the UI thread.
    """

    def __init__(self, records: Records | None = None, presets: Presets | None = None) -> None:
        self._records = records
        self._presets = presets

    def of_model(self, path: str) -> Over:
        """The settings that the model in this file has of its own."""
        if self._records is None or not path:
            return NOTHING
        return self._records.of(key_of(path)).settings

    @classmethod
    def of_home(cls, places: Places) -> "Overrides":
        """What is kept in this home, read now."""
        return cls(Records.load(places.records), Presets.load(places.presets))

    def named(self, name: str) -> Preset:
        """The preset that a person names: by its id, or by its name as it is in English.

        Raises `ParleyError` (`presets.none`) where there is none.
        """
        presets = self._presets.all() if self._presets is not None else ()
        wanted = name.strip().removeprefix("/").casefold()
        for preset in presets:
            if wanted in (preset.id.casefold(), preset.name.casefold()):
                return preset
        there = ", ".join(sorted(preset.id for preset in presets))
        raise ParleyError(Problem("presets.none", {"name": name, "there": there}))

    def preset(self, id: str) -> Preset | None:
        """The preset with this id, None without one, or when it is gone."""
        return self._presets.get(id) if self._presets is not None and id else None

    def of(self, path: str, preset: str) -> Over:
        """What counts for an answer of this model in a conversation with this preset."""
        return {**self.of_model(path), **of_preset(self.preset(preset))}

    def schema(self, preset: str) -> str:
        """The schema that an answer has to keep to, "" for none."""
        chosen = self.preset(preset)
        return chosen.schema if chosen else ""


def of_preset(preset: Preset | None) -> Over:
    """What a preset brings. One without a prompt leaves the system prompt as it is."""
    if preset is None:
        return NOTHING
    prompt = {SYSTEM_PROMPT: preset.prompt} if preset.prompt else {}
    return {**preset.settings, **prompt}
