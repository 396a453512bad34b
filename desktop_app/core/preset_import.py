"""Presets from a file of anybody's: what may be in it is bounded before any of it is read."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.preset import Preset, Presets
from desktop_app.core.preset_bound import check_parts
from desktop_app.core.preset_file import LONGEST, MOST_PRESETS, TABLE, Found, read_presets

LARGEST_FILE = 1 << 19
"""Bytes: the longest prompt there can be has fewer, in any script."""

MOST_MARKS = 30_000
"""Signs that structure a file: ten times as many as in the prompts of a hundred presets."""

_LONGEST_STEM = LONGEST["id"] - len(f"-{10 * MOST_PRESETS}")
"""So much of an id stays where a number is put behind it."""


def imported(data: bytes, name: str, presets: Presets) -> Found:
    """The presets of a file from anywhere (TOML or JSON), each with an id that is free.

    Those that are there already, word for word, are left out. Raises `ParleyError`
    (`presets.not_read`) where there is none to be had.
    """
    found = read_presets(_parsed(data, name), name, own=True)
    if not found.presets:
        details = "\n".join(problem.details for problem in found.problems)
        raise ParleyError(Problem("presets.not_read", {"name": name}, details))
    there: dict[tuple[str, str], list[Preset]] = {}
    for preset in presets.all():
        same = there.setdefault((preset.name, preset.prompt), [])
        same.append(replace(preset, id="", own=True))
    added: list[Preset] = []
    taken: set[str] = set()
    for preset in found.presets:
        if replace(preset, id="") in there.get((preset.name, preset.prompt), ()):
            continue
        id = preset.id if presets.get(preset.id) is None else presets.fresh_id(preset.id)
        wanted, number = id[:_LONGEST_STEM], 2
        while id in taken or presets.get(id) is not None:
            id, number = f"{wanted}-{number}", number + 1
        taken.add(id)
        added.append(replace(preset, id=id))
    return Found(tuple(added), found.problems)


def _parsed(data: bytes, name: str) -> Mapping[str, Any]:
    """What a file says. Raises ParleyError for one that is neither TOML nor JSON, or too large."""
    details = f"it is larger than {LARGEST_FILE >> 10} KiB"
    if len(data) <= LARGEST_FILE:
        try:
            text = data.decode("utf-8-sig")
            check_parts(text, MOST_MARKS)
            try:
                return tomllib.loads(text)
            except tomllib.TOMLDecodeError as error:
                details = str(error)
                document = json.loads(text)
            if isinstance(document, list):
                return {TABLE: document}
            if isinstance(document, dict):
                return document if TABLE in document else {TABLE: [document]}
        except (ValueError, RecursionError) as error:
            details = f"{details}\n{error}"
    raise ParleyError(Problem("presets.not_read", {"name": name}, details))
