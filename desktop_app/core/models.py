"""What can be said of a model file by its name alone, and the list of recent ones."""

import re
from collections.abc import Sequence
from pathlib import PurePath

RECENT = 8
"""How many model files the menu remembers."""

MOST_PARTS = 1024
"""A name that speaks of more parts speaks of none: nobody cuts a model into so many."""

# llama.cpp's own naming of split files: name-00001-of-00003.gguf.
_PART = re.compile(r"-(\d{5})-of-(\d{5})$")


def model_name(path: str) -> str:
    """The name to show for a model file: without folder, ending and part number."""
    name = PurePath(path).name
    if name.lower().endswith(".gguf"):
        name = name[: -len(".gguf")]
    return _PART.sub("", name)


def first_part(path: str) -> str:
    """The file to load when `path` is any part of a split model; `path` itself otherwise."""
    head, dot, ending = path.rpartition(".")
    if not dot or (match := _PART.search(head)) is None:
        return path
    return f"{head[: match.start()]}-00001-of-{match[2]}.{ending}"


def part_names(name: str) -> tuple[str, ...]:
    """The names of all parts when `name` is that of one of them; else `name` alone."""
    head, dot, ending = name.rpartition(".")
    match = _PART.search(head) if dot else None
    if match is None or not 0 < int(match[2]) <= MOST_PARTS:
        return (name,)
    stem = head[: match.start()]
    return tuple(
        f"{stem}-{number:05d}-of-{match[2]}.{ending}" for number in range(1, int(match[2]) + 1)
    )


def with_recent(recent: Sequence[str], path: str) -> tuple[str, ...]:
    """The list of recent files after `path` was used: newest first, each once."""
    others = [known for known in recent if known != path]
    return (path, *others)[:RECENT]
