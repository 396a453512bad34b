"""Changing single values of a TOML text, so that all that stands around them stays.

Only saving needs tomlkit; reading does with the standard library, and a start is the faster.
"""

from collections.abc import Mapping, MutableMapping
from typing import Any

import tomlkit


def edited(text: str, values: Mapping[str, Any]) -> str:
    """`text` with other values at keys of the form "table.name"; `None` takes one out."""
    return edited_at(text, {tuple(key.split(".")): value for key, value in values.items()})


def edited_at(text: str, values: Mapping[tuple[str, ...], Any]) -> str:
    """`text` with other values at the ends of these ways; `None` takes one out.

    A way is the names of the tables and that of the value, each of which may hold anything.
    """
    document = tomlkit.parse(text)
    for (*tables, name), value in values.items():
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
    """Take a value out, and the tables around it that then hold nothing, not even a comment."""
    ways: list[tuple[Any, str]] = []
    table: Any = document
    for step in (*tables, name):
        if not isinstance(table, MutableMapping) or step not in table:
            return
        ways.append((table, step))
        table = table[step]
    del ways[-1][0][name]
    for around, step in reversed(ways[:-1]):
        if around[step] or "#" in around[step].as_string():
            return
        del around[step]
