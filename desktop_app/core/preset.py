"""Presets: a persona or a task for a conversation, each a prompt with what goes with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.core.errors import Problem
from desktop_app.core.setting_kind import SettingValue


@dataclass(frozen=True, slots=True)
class Preset:
    """One preset.

    `id` is what conversations remember it by ("translate"), and what is typed behind "/".
    `prompt` takes the place of the system prompt. `settings` are settings that it brings
    (sampling.*, thinking.*), by their keys; `schema` is a JSON schema that answers must keep to,
    "" for free text. `own` ones belong to the person; those that came with Parley cannot be
    changed, only copied. `name` and `summary` of the latter are translated in the context "Preset".
    """

    id: str
    name: str
    prompt: str
    summary: str = ""
    settings: Mapping[str, SettingValue] = field(default_factory=dict)
    schema: str = ""
    own: bool = False


class Presets:
    """All presets: those that came with Parley, and those of one home (`presets.toml`).

    Belongs to the UI thread. `problems` is what loading found; the functions in `changed` are
    called when the list is another.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.changed: list[Callable[[], None]] = []

    @classmethod
    def load(cls, path: Path) -> "Presets":
        """The presets of the home whose own are in `path`; never raises, see `problems`."""
        raise NotImplementedError

    def all(self) -> tuple[Preset, ...]:
        """Every preset, the person's own first, each by name."""
        raise NotImplementedError

    def get(self, id: str) -> Preset | None:
        """The preset with this id, None when there is none (any more)."""
        raise NotImplementedError

    def put(self, preset: Preset) -> None:
        """Keep a preset of the person's own, in place of the one with the same id."""
        raise NotImplementedError

    def remove(self, id: str) -> None:
        """Let one of the person's own go."""
        raise NotImplementedError
