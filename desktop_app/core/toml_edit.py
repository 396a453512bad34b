"""Changing single values of a TOML text, so that all that stands around them stays.

Only saving needs tomlkit; reading does with the standard library, and a start is the faster.
"""

from collections.abc import Mapping, MutableMapping
from typing import Any

import tomlkit


def edited(text: str, values: Mapping[str, Any]) -> str:
    """`text` with other values at keys of the form "table.name"; `None` takes one out."""
    document = tomlkit.parse(text)
    for key, value in values.items():
        *tables, name = key.split(".")
        if value is None:
            _remove(document, tables, name)
        else:
            _table(document, tables)[name] = list(value) if isinstance(value, tuple) else value
    return tomlkit.dumps(document)


def _table(document: MutableMapping[str, Any], names: list[str]) -> MutableMapping[str, Any]:
    """The table with this path, made where there is none."""
    table = document
    for name in names:
        if not isinstance(table.get(name), MutableMapping):
            table[name] = tomlkit.table()
        table = table[name]
    return table


def _remove(document: MutableMapping[str, Any], tables: list[str], name: str) -> None:
    table: Any = document
    for step in tables:
        table = table.get(step)
        if not isinstance(table, MutableMapping):
            return
    table.pop(name, None)
