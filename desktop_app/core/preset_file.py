"""Presets as a TOML file keeps them: reading what anybody may have written, and writing it.

A file is a list of `[[preset]]`; each has `id`, `name`, `summary`, `prompt`, `schema`, and the
settings that it brings under their own keys (`sampling.temperature = 0.2`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from desktop_app.core.chat_setting import ANSWER_SETTINGS
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.grammar import grammar_of
from desktop_app.core.preset import Preset
from desktop_app.core.setting_kind import SettingValue
from desktop_app.core.utf8 import well_formed

PRESET_SETTINGS = {setting.key: setting for setting in ANSWER_SETTINGS}
"""The settings that a preset can bring, by their keys."""

MOST_PRESETS = 500
LONGEST = {"id": 64, "name": 80, "summary": 200, "prompt": 100_000, "schema": 32_768}
"""Characters."""

TABLE = "preset"
"""What the tables of a file are called."""
_ID = re.compile(r"[\w-]+")
_GROUPS = {key.partition(".")[0] for key in PRESET_SETTINGS}


@dataclass(frozen=True, slots=True)
class Found:
    """The presets of a file, and what is wrong with it."""

    presets: tuple[Preset, ...]
    problems: tuple[Problem, ...] = ()


class _UselessError(Exception):
    """Why a preset cannot be used."""


def read_presets(document: Mapping[str, Any], name: str, own: bool) -> Found:
    """The presets of a parsed file; those that cannot be used are left out, and told.

    `name` is what the file is called. Of two with one id the first counts.
    """
    entries = document.get(TABLE, [])
    if not isinstance(entries, list):
        entries = [entries]
    presets: dict[str, Preset] = {}
    problems: list[Problem] = []
    unknown = [key for key in document if key != TABLE]
    for number, entry in enumerate(entries[:MOST_PRESETS], start=1):
        title = _title(entry, number)
        try:
            preset = _preset(entry, own)
            if preset.id in presets:
                raise _UselessError(f"two presets have the id {preset.id}")
            presets[preset.id] = preset
            unknown += _unknown(entry)
        except _UselessError as error:
            values = {"preset": title, "name": name}
            problems.append(Problem("presets.value", values, str(error)))
    if len(entries) > MOST_PRESETS:
        details = f"only the first {MOST_PRESETS} are read"
        problems.append(Problem("presets.value", {"preset": "…", "name": name}, details))
    if unknown:
        keys = ", ".join(dict.fromkeys(key[:40] for key in unknown[:20]))
        problems.append(Problem("presets.unknown", {"name": name, "keys": keys}))
    return Found(tuple(presets.values()), tuple(problems))


def checked(preset: Preset) -> None:
    """Raises `ParleyError` for a preset that cannot be kept as it is."""
    if preset.schema.strip():
        grammar_of(preset.schema)
    try:
        _preset(_entry(preset), own=True)
    except _UselessError as error:
        values = {"preset": preset.name or preset.id, "name": "presets.toml"}
        raise ParleyError(Problem("presets.value", values, str(error))) from error


def exported(presets: Iterable[Preset]) -> str:
    """A file with these presets, for others or for another computer."""
    return with_presets("", presets)


def with_presets(text: str, presets: Iterable[Preset]) -> str:
    """The text of a file with these presets, each in place of the one with the same id."""
    import tomlkit

    document = tomlkit.parse(text)
    places = _places(document.get(TABLE))
    added: list[str] = []
    for preset in presets:
        table = tomlkit.table()
        for key, value in _entry(preset).items():
            many = isinstance(value, str) and "\n" in value
            table[key] = tomlkit.string(value, multiline=True) if many else value
        if preset.id in places:
            document[TABLE][places[preset.id]] = table
        else:
            fresh = tomlkit.document()
            fresh[TABLE] = tomlkit.aot()
            fresh[TABLE].append(table)
            added.append(tomlkit.dumps(fresh))
    kept = tomlkit.dumps(document)
    if not added:
        return kept
    before = [kept.rstrip() + "\n"] if kept.strip() else []
    return "\n".join([*before, *added])


def without_preset(text: str, id: str) -> str:
    """The text of a file without the preset of this id."""
    import tomlkit

    document = tomlkit.parse(text)
    place = _places(document.get(TABLE)).get(id)
    if place is None:
        return text
    if len(document[TABLE]) == 1:
        document.pop(TABLE)
    else:
        del document[TABLE][place]
    return tomlkit.dumps(document)


def id_of(name: str) -> str:
    """An id made of a name: what can be typed behind "/" without a space."""
    return re.sub(r"[^\w]+", "-", name.casefold()).strip("-_")[:40] or "preset"


def _preset(entry: object, own: bool) -> Preset:
    """What an entry says. Raises _UselessError."""
    if not isinstance(entry, Mapping):
        raise _UselessError("a preset is a table")
    words = {key: _words(entry, key) for key in LONGEST}
    name = " ".join(words["name"].split())
    if own and not name:
        raise _UselessError("it has no name")
    id = words["id"] or id_of(name)
    if not _ID.fullmatch(id):
        raise _UselessError(f"{id!r} is no id: letters, digits and - can be typed behind /")
    schema = words["schema"].strip()
    if schema and (fault := _fault(schema)):
        raise _UselessError(f"schema: {fault}")
    settings = dict(_settings(entry))
    if not (words["prompt"].strip() or settings or schema):
        raise _UselessError("it says nothing: there is no prompt, no setting and no schema")
    summary = " ".join(words["summary"].split())
    return Preset(id, name, words["prompt"].strip(), summary, settings, schema, own)


@lru_cache(maxsize=256)
def _fault(schema: str) -> str:
    """Why no answer can keep to a schema, "" where it can. A file is read again whenever one of
    its presets changes, and the others have not."""
    try:
        grammar_of(schema)
    except ParleyError as error:
        return error.problem.details or error.problem.code
    return ""


def _words(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str):
        raise _UselessError(f"{key} is a text, not {value!r:.40}")
    if len(value) > LONGEST[key]:
        raise _UselessError(f"{key} is longer than {LONGEST[key]:,} characters")
    return well_formed(value)


def _settings(entry: Mapping[str, Any]) -> Iterator[tuple[str, SettingValue]]:
    for group in sorted(_GROUPS & entry.keys()):
        table = entry[group]
        if not isinstance(table, Mapping):
            raise _UselessError(f"{group} is a table of settings")
        for name, value in table.items():
            setting = PRESET_SETTINGS.get(f"{group}.{name}")
            if setting is None:
                continue
            try:
                yield setting.key, setting.accept(value)
            except ValueError as error:
                raise _UselessError(str(error)) from error


def _entry(preset: Preset) -> dict[str, Any]:
    """A preset as it stands in a file."""
    words = {"summary": preset.summary, "prompt": preset.prompt, "schema": preset.schema}
    entry: dict[str, Any] = {"id": preset.id, "name": preset.name}
    entry |= {key: value for key, value in words.items() if value}
    for key, value in preset.settings.items():
        group, _, name = key.partition(".")
        if value is not None:
            entry.setdefault(group, {})[name] = value
    return entry


def _unknown(entry: Mapping[str, Any]) -> list[str]:
    """The names in an entry that mean nothing here."""
    names = [str(key) for key in entry if key not in LONGEST and key not in _GROUPS]
    for group in _GROUPS & entry.keys():
        names += [f"{group}.{n}" for n in entry[group] if f"{group}.{n}" not in PRESET_SETTINGS]
    return names


def _title(entry: object, number: int) -> str:
    """How to speak of an entry that may be anything."""
    for key in ("name", "id"):
        value = entry.get(key) if isinstance(entry, Mapping) else None
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())[:60]
    return f"{number}"


def _places(tables: object) -> Mapping[str, int]:
    """Where the preset with each id stands. One without an id is found by its name."""
    places: dict[str, int] = {}
    for place, table in enumerate(tables if isinstance(tables, list) else ()):
        if isinstance(table, Mapping):
            places.setdefault(table.get("id") or id_of(str(table.get("name"))), place)
    return places
