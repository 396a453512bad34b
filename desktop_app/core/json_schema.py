"""Reading a JSON schema: its keywords, and the kinds of values that it speaks of.

The keywords: https://json-schema.org/draft/2020-12/json-schema-validation
"""

import json
from collections.abc import Mapping
from typing import Any

from desktop_app.core.utf8 import well_formed

LONGEST_SCHEMA = 32_768
"""Characters. A prompt that explains more than that fits into no small model."""

NOTES = frozenset(
    {"title", "description", "default", "examples", "$schema", "$id", "$comment", "deprecated"}
    | {"readOnly", "writeOnly", "$defs", "definitions"}
)
KEYWORDS: Mapping[str, frozenset[str]] = {
    "object": frozenset({"properties", "required", "additionalProperties"}),
    "array": frozenset({"items", "prefixItems", "minItems", "maxItems"}),
    "string": frozenset({"minLength", "maxLength", "format"}),
    "integer": frozenset({"minimum", "maximum"}),
    "number": frozenset({"minimum"}),
    "boolean": frozenset(),
    "null": frozenset(),
}


class CannotError(Exception):
    """Why a schema cannot be kept to."""


def read_schema(schema: str) -> dict[str, Any]:
    """The schema in a text; raises CannotError for one that is none."""
    if len(schema) > LONGEST_SCHEMA:
        raise CannotError(f"it is longer than {LONGEST_SCHEMA:,} characters")
    try:
        document = json.loads(schema, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise CannotError(str(error)) from error
    if not isinstance(document, dict):
        raise CannotError("a schema is an object: { … }")
    return document


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def kinds_of(said: Mapping[str, Any], at: str) -> set[str]:
    """The types that are named, empty when none is. Raises CannotError for no types."""
    named = said.get("type", [])
    kinds = [named] if isinstance(named, str) else named
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        raise CannotError(f"{at}: type is a word or a list of words")
    if unknown := [kind for kind in kinds if kind not in KEYWORDS]:
        raise CannotError(f"{at}: there is no type {unknown[0]}")
    return set(kinds)


def meant_kinds(said: Mapping[str, Any]) -> list[str]:
    """The type that its other keywords speak of, where none is named."""
    kinds = ("object", "array", "string", "integer")
    return [kind for kind in kinds if KEYWORDS[kind] & said.keys()][:1]


def kinds_of_value(value: object) -> set[str]:
    """The types that a value is of."""
    if isinstance(value, bool):
        return {"boolean"}
    if isinstance(value, int):
        return {"integer", "number"}
    names = {float: "number", str: "string", list: "array", dict: "object", type(None): "null"}
    return {names[type(value)]}


def text_of(value: object, at: str) -> str:
    """The text that stands `at` this place; raises CannotError for anything else."""
    if not isinstance(value, str):
        raise CannotError(f"{at}: here a text is expected")
    return value


def json_of(value: object) -> str:
    """A value as JSON writes it; raises CannotError for one that cannot be an answer."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    except (ValueError, RecursionError) as error:
        raise CannotError(f"no value that JSON can write: {error}") from error
    if text != well_formed(text):
        raise CannotError("half of a surrogate pair is no letter")
    return text
