"""What is kept of each model besides its file: a name, notes, settings of its own, its speed.

One TOML file, `models.toml`, readable and editable, written whole or not at all. A model's key
names its table; in that stand `name`, `notes`, `preset` and `speed`, and below it the settings of
its own, as they stand in the settings file:

    ["Qwen3-4B-Q4_K_M.gguf:2497280256"]
    name = "The small one"

    ["Qwen3-4B-Q4_K_M.gguf:2497280256".sampling]
    temperature = 0.6

Comments and what this Parley does not know stay. A value that cannot be used is told once and
left out; a file that is no TOML is set aside.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.models import first_part, part_names
from desktop_app.core.setting import SETTINGS
from desktop_app.core.setting_kind import SettingValue
from desktop_app.core.toml_file import TomlFile
from desktop_app.core.utf8 import well_formed
from desktop_app.core.whole_file import write_whole

_HEADER = "# What Parley keeps of each model besides its file.\n"

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
    unknown; `settings` are those of its own, by their keys. None leaves a setting to the others,
    as if it were not there. `preset` is the id of the one that new conversations with it begin
    with, "" for none."""

    name: str = ""
    notes: str = ""
    settings: Mapping[str, SettingValue] = field(default_factory=dict)
    speed: float = 0.0
    preset: str = ""


class Records:
    """All records of one home, by `LocalModel.key`. Belongs to the UI thread.

    `problems` is what loading found. The functions in `changed` are called with the key of each
    record that is another.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self._file = TomlFile(path, "records.damaged", self.problems, _HEADER)
        self.changed: list[Callable[[str], None]] = []
        self._records: dict[str, Record] = {}

    @classmethod
    def load(cls, path: Path) -> "Records":
        """The records in `path`; never raises, see `problems`."""
        records = cls(path)
        try:
            _, document = records._file.read()
        except OSError as error:
            records.problems.append(_not_saved(error))
            return records
        for key, table in document.items():
            if isinstance(table, Mapping):
                records._records[key] = records._record(table)
        return records

    def of(self, key: str) -> Record:
        """The record of a model, an empty one when nothing is kept of it."""
        return self._records.get(well_formed(key), _EMPTY)

    def measured(self) -> Iterator[tuple[float, int]]:
        """The speed of each model that was measured here (tokens a second), and its bytes."""
        for key, record in self._records.items():
            size = key.rpartition(":")[2]
            if record.speed and size.isdecimal():
                yield record.speed, int(size)

    def put(self, key: str, record: Record) -> None:
        """Keep a record, and save it.

        Raises `ValueError` for a setting that no model has of its own, or a value that it cannot
        have, before anything changes, and `ParleyError` when the file cannot be written: the
        record then counts until the end of the session.
        """
        key, record = well_formed(key), _accepted(record)
        before = self._records.get(key, _EMPTY)
        if record == before:
            return
        self._records[key] = record
        try:
            self._save(key, before, record)
        finally:
            for tell in tuple(self.changed):
                tell(key)

    def _record(self, table: Mapping[str, Any]) -> Record:
        """What a table of the file says, without what cannot be used of it."""
        record = Record(settings=dict(self._settings(table)))
        for name in _FACTS:
            if name in table:
                try:
                    record = _accepted(replace(record, **{name: table[name]}))
                except ValueError as error:
                    self._report(name, error)
        return record

    def _settings(self, table: Mapping[str, Any]) -> Iterator[tuple[str, SettingValue]]:
        for key in OWN_SETTINGS:
            group, _, name = key.partition(".")
            written = table.get(group)
            if not isinstance(written, Mapping) or name not in written:
                continue
            try:
                yield key, SETTINGS[key].accept(written[name])
            except ValueError as error:
                self._report(key, error)

    def _report(self, key: str, error: ValueError) -> None:
        self.problems.append(Problem("settings.value", {"key": key}, str(error)))

    def _save(self, key: str, before: Record, record: Record) -> None:
        from desktop_app.core.toml_edit import edited_at

        old, new = dict(_written(before)), dict(_written(record))
        ways = [way for way in (old | new) if old.get(way) != new.get(way)]
        try:
            # The file is read again: what a person changed in it meanwhile must not be undone.
            text, _ = self._file.read()
            text = edited_at(text, {(key, *way): new.get(way) for way in ways})
            write_whole(self.path, text.encode("utf-8"))
        except (OSError, ValueError) as error:
            # A ValueError where tomlkit is stricter than the parser that let the file pass.
            raise ParleyError(_not_saved(error)) from error


_EMPTY = Record()
_FACTS = ("name", "notes", "preset", "speed")
_LONGEST_ID = 64
"""Characters, as in `core.preset_file`."""


def key_of(path: str) -> str:
    """The key of the model in this file (and its other parts), as in `LocalModel.key`.

    A file that is not there counts as empty.
    """
    first = Path(first_part(path))
    size = sum(_size(first.with_name(name)) for name in part_names(first.name))
    return f"{first.name}:{size}"


def _accepted(record: Record) -> Record:
    """The record as it is kept; raises ValueError for what cannot be kept."""
    if not isinstance(record.name, str) or not isinstance(record.notes, str):
        raise ValueError("a name and notes are texts")
    if not isinstance(record.preset, str) or len(record.preset) > _LONGEST_ID:
        raise ValueError(f"a preset is named by its id, not by {record.preset!r:.40}")
    speed = record.speed
    if isinstance(speed, bool) or not isinstance(speed, int | float):
        raise ValueError(f"a speed cannot be {speed!r}")
    if not (0 <= speed < math.inf):
        raise ValueError(f"a speed is a number of tokens a second, {speed} is not")
    settings = {}
    for key, value in record.settings.items():
        if key not in OWN_SETTINGS:
            raise ValueError(f"no model has a {key} of its own")
        if value is not None:
            settings[key] = SETTINGS[key].accept(value)
    words = (well_formed(words) for words in (record.name, record.notes, record.preset))
    name, notes, preset = words
    return Record(name, notes, settings, float(speed), preset)


def _written(record: Record) -> Iterator[tuple[tuple[str, ...], SettingValue]]:
    """Each value of a record that is not as in an empty one, and the way to it in its table."""
    for name in _FACTS:
        value = getattr(record, name)
        if value:
            yield (name,), value
    for key, setting in record.settings.items():
        yield tuple(key.split(".")), setting


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):  # a path with a zero in it, which names nothing
        return 0


def _not_saved(error: Exception) -> Problem:
    return Problem("records.failed", details=str(error))
