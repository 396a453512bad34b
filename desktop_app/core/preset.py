"""Presets: a persona or a task for a conversation, each a prompt with what goes with it."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.paths import resources
from desktop_app.core.preset_bound import check_own
from desktop_app.core.preset_name import NAMES
from desktop_app.core.setting_kind import SettingValue
from desktop_app.core.toml_file import TomlFile
from desktop_app.core.whole_file import write_whole

CONTEXT = "Preset"
"""Where the names and summaries of Parley's own presets are translated."""

BUILT_IN = "presets.toml"


@dataclass(frozen=True, slots=True)
class Preset:
    """One preset.

    `id` is what conversations remember it by ("translate"), and what is typed behind "/".
    `prompt` takes the place of the system prompt; "" leaves that as it is. `settings` are settings
    that it brings (sampling.*, thinking.*), by their keys; `schema` is a JSON schema that answers
    must keep to, "" for free text. `own` ones belong to the person; those that came with Parley
    cannot be changed, only copied. `name` and `summary` of the latter are translated in the
    context "Preset".
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
        self._file = TomlFile(path, "presets.damaged", self.problems, check=check_own)
        self.changed: list[Callable[[], None]] = []
        self._own: dict[str, Preset] = {}

    @classmethod
    def load(cls, path: Path) -> "Presets":
        """The presets of the home whose own are in `path`; never raises, see `problems`."""
        presets = cls(path)
        try:
            presets._take(presets._file.read()[0])
        except OSError as error:
            presets.problems.append(Problem("presets.failed", details=str(error)))
        except ValueError as error:  # There is more in it than a person writes.
            values = {"name": path.name}
            presets.problems.append(Problem("presets.not_read", values, str(error)))
        return presets

    def all(self) -> tuple[Preset, ...]:
        """Every preset, the person's own first, each by name."""
        own = sorted(self._own.values(), key=lambda preset: preset.name.casefold())
        others = (preset for id, preset in built_in().items() if id not in self._own)
        return (*own, *sorted(others, key=lambda preset: preset.name.casefold()))

    def get(self, id: str) -> Preset | None:
        """The preset with this id, None when there is none (any more)."""
        return self._own.get(id) or built_in().get(id)

    def put(self, preset: Preset) -> None:
        """Keep a preset of the person's own, in place of the one with the same id.

        Raises `ParleyError` when it cannot be used or the file cannot be written; nothing has
        changed then.
        """
        self.put_all((preset,))

    def put_all(self, presets: Sequence[Preset]) -> None:
        """Keep several as `put` keeps one, by writing the file once."""
        from desktop_app.core.preset_file import checked, with_presets

        for preset in presets:
            checked(preset)
        self._write(lambda text: with_presets(text, presets))

    def remove(self, id: str) -> None:
        """Let one of the person's own go. Raises `ParleyError` as `put` does."""
        from desktop_app.core.preset_file import without_preset

        self._write(lambda text: without_preset(text, id))

    def fresh_id(self, name: str) -> str:
        """An id for a new preset of this name, which no other has."""
        from desktop_app.core.preset_file import id_of

        wanted = id_of(name)
        number, free = 2, wanted
        while self.get(free) is not None:
            free, number = f"{wanted}-{number}", number + 1
        return free

    def _write(self, change: Callable[[str], str]) -> None:
        """Write the file with a change in it. It is read again first: a person may have edited it
        meanwhile, and what is in it that cannot be used stays."""
        try:
            text = change(self._file.read()[0])
            check_own(text)
            write_whole(self.path, text.encode("utf-8"))
        except (OSError, ValueError) as error:
            # A ValueError where tomlkit is stricter than the parser that let the file pass.
            raise ParleyError(Problem("presets.failed", details=str(error))) from error
        self._take(text)
        for tell in tuple(self.changed):
            tell()

    def _take(self, text: str) -> None:
        if not text:
            self._own = {}
            return
        from desktop_app.core.preset_file import read_presets

        found = read_presets(tomllib.loads(text), self.path.name, own=True)
        self._own = {preset.id: preset for preset in found.presets}
        self.problems += [problem for problem in found.problems if problem not in self.problems]


@lru_cache(maxsize=1)
def built_in() -> Mapping[str, Preset]:
    """The presets that came with Parley, by their ids."""
    from dataclasses import replace

    from desktop_app.core.preset_file import read_presets

    document = tomllib.loads((resources() / BUILT_IN).read_text("utf-8"))
    found = read_presets(document, BUILT_IN, own=False)
    presets = {}
    for preset in found.presets:
        name, summary = NAMES[preset.id]
        presets[preset.id] = replace(preset, name=name, summary=summary)
    return presets
