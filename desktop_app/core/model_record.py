"""What is kept of each model besides its file: a name, notes, settings of its own, its speed.

One TOML file, `models.toml`, readable and editable, written whole or not at all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.core.errors import Problem
from desktop_app.core.setting_kind import SettingValue

OWN_SETTINGS = (
    "chat.system_prompt",
    "model.context_size",
    "model.device",
    "model.gpu_layers",
    "model.kv_type",
    "model.threads",
    "model.template",
    "sampling.temperature",
    "sampling.max_tokens",
    "sampling.top_k",
    "sampling.top_p",
    "sampling.min_p",
    "sampling.repeat_penalty",
    "sampling.seed",
    "thinking.mode",
    "thinking.budget",
    "thinking.send_back",
)
"""The settings that a model can have of its own, by their keys in `core.setting.SETTINGS`."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is kept of one model. `speed` is how fast it wrote here last, in tokens a second, 0
    unknown; `settings` are those of its own, by their keys."""

    name: str = ""
    notes: str = ""
    settings: Mapping[str, SettingValue] = field(default_factory=dict)
    speed: float = 0.0


class Records:
    """All records of one home, by `LocalModel.key`. Belongs to the UI thread.

    `problems` is what loading found. The functions in `changed` are called with the key of each
    record that is another.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.changed: list[Callable[[str], None]] = []

    @classmethod
    def load(cls, path: Path) -> "Records":
        """The records in `path`; never raises, see `problems`."""
        raise NotImplementedError

    def of(self, key: str) -> Record:
        """The record of a model, an empty one when nothing is kept of it."""
        raise NotImplementedError

    def put(self, key: str, record: Record) -> None:
        """Keep a record, and save; raises `ParleyError` when the file cannot be written."""
        raise NotImplementedError


def key_of(path: str) -> str:
    """The key of the model in this file (and its other parts), as in `LocalModel.key`."""
    raise NotImplementedError
