"""Presets as a TOML file keeps them: reading what anybody may have written, and writing it.

A file is a list of `[[preset]]`; each has `id`, `name`, `summary`, `prompt`, `schema`, and the
settings that it brings under their own keys (`sampling.temperature = 0.2`).
"""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.core.chat_setting import ANSWER_SETTINGS
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.grammar import grammar_of
from desktop_app.core.preset import Preset, Presets
from desktop_app.core.setting_kind import SettingValue
from desktop_app.core.utf8 import well_formed

PRESET_SETTINGS = {setting.key: setting for setting in ANSWER_SETTINGS}
"""The settings that a preset can bring, by their keys."""

LARGEST_FILE = 1 << 20
"""Bytes of a file that is brought from elsewhere."""
MOST_PRESETS = 500
LONGEST = {"id": 64, "name": 80, "summary": 200, "prompt": 100_000, "schema": 32_768}
"""Characters."""

_LONGEST_STEM = LONGEST["id"] - len(f"-{10 * MOST_PRESETS}")
"""So much of an id stays where a number is put behind it."""

_TABLE = "preset"
_LONG_KEY = re.compile(
    r"""(?:^|[{,\[])[ \t]*+(?:(?>[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){32}""",
    re.MULTILINE,
)
"""A key of a table in a table in a table …: Python's parser would take minutes for a long one."""

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
    entries = document.get(_TABLE, [])
    if not isinstance(entries, list):
        entries = [entries]
    presets: dict[str, Preset] = {}
    problems: list[Problem] = []
    unknown = [key for key in document if key != _TABLE]
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
    text = ""
    for preset in presets:
        text = with_preset(text, preset)
    return text


def imported(data: bytes, name: str, presets: Presets) -> Found:
    """The presets of a file from anywhere (TOML or JSON), each with an id that is free.

    Those that are there already, word for word, are left out. Raises `ParleyError`
    (`presets.not_read`) where there is none to be had.
    """
    found = read_presets(_parsed(data, name), name, own=True)
    if not found.presets:
        details = "\n".join(problem.details for problem in found.problems)
        raise ParleyError(Problem("presets.not_read", {"name": name}, details))
    there = [replace(preset, id="", own=True) for preset in presets.all()]
    added: list[Preset] = []
    taken: set[str] = set()
    for preset in found.presets:
        if replace(preset, id="") in there:
            continue
        id = preset.id if presets.get(preset.id) is None else presets.fresh_id(preset.id)
        wanted, number = id[:_LONGEST_STEM], 2
        while id in taken or presets.get(id) is not None:
            id, number = f"{wanted}-{number}", number + 1
        taken.add(id)
        added.append(replace(preset, id=id))
    return Found(tuple(added), found.problems)


def with_preset(text: str, preset: Preset) -> str:
    """The text of a file with this preset, in place of the one with the same id."""
    import tomlkit

    table = tomlkit.table()
    for key, value in _entry(preset).items():
        many = isinstance(value, str) and "\n" in value
        table[key] = tomlkit.string(value, multiline=True) if many else value
    document = tomlkit.parse(text)
    tables = document.get(_TABLE, [])
    place = _place(tables, preset.id) if isinstance(tables, list) else None
    if place is not None:
        document[_TABLE][place] = table
        return tomlkit.dumps(document)
    fresh = tomlkit.document()
    fresh[_TABLE] = tomlkit.aot()
    fresh[_TABLE].append(table)
    before = text.rstrip() + "\n\n" if text.strip() else ""
    return before + tomlkit.dumps(fresh)


def without_preset(text: str, id: str) -> str:
    """The text of a file without the preset of this id."""
    import tomlkit

    document = tomlkit.parse(text)
    tables = document.get(_TABLE)
    place = _place(tables, id) if isinstance(tables, list) else None
    if place is None:
        return text
    if len(document[_TABLE]) == 1:
        document.pop(_TABLE)
    else:
        del document[_TABLE][place]
    return tomlkit.dumps(document)


def id_of(name: str) -> str:
    """An id made of a name: what can be typed behind "/" without a space."""
    return re.sub(r"[^\w]+", "-", name.casefold()).strip("-_")[:40] or "preset"


def _parsed(data: bytes, name: str) -> Mapping[str, Any]:
    """What a file says. Raises ParleyError for one that is neither TOML nor JSON, or too large."""
    details = f"it is larger than {LARGEST_FILE >> 20} MiB"
    if len(data) <= LARGEST_FILE:
        try:
            text = data.decode("utf-8-sig")
            if _LONG_KEY.search(text):
                raise ValueError("a key of so many parts cannot be")
            try:
                return tomllib.loads(text)
            except tomllib.TOMLDecodeError as error:
                details = str(error)
                document = json.loads(text)
            if isinstance(document, list):
                return {_TABLE: document}
            if isinstance(document, dict):
                return document if _TABLE in document else {_TABLE: [document]}
        except (ValueError, RecursionError) as error:
            details = f"{details}\n{error}"
    raise ParleyError(Problem("presets.not_read", {"name": name}, details))


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
    if schema:
        try:
            grammar_of(schema)
        except ParleyError as error:
            raise _UselessError(f"schema: {error.problem.details}") from error
    settings = dict(_settings(entry))
    if not (words["prompt"].strip() or settings or schema):
        raise _UselessError("it says nothing: there is no prompt, no setting and no schema")
    summary = " ".join(words["summary"].split())
    return Preset(id, name, words["prompt"].strip(), summary, settings, schema, own)


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


def _place(tables: Iterable[Any], id: str) -> int | None:
    """Where the preset with this id stands. One without an id is found by its name."""
    for place, table in enumerate(tables):
        if isinstance(table, Mapping) and (table.get("id") or id_of(str(table.get("name")))) == id:
            return place
    return None
