import json
import re

import pytest

from desktop_app.core.errors import ParleyError
from desktop_app.core.grammar import DEEPEST, grammar_of
from desktop_app.core.json_schema import LONGEST_SCHEMA

TREE = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "children": {"$ref": "#/$defs/children"}},
    "required": ["name"],
    "$defs": {"children": {"type": "array", "items": {"$ref": "#"}}},
}


def rules(schema: object) -> dict[str, str]:
    lines = grammar_of(json.dumps(schema)).splitlines()
    return dict(line.split(" ::= ", 1) for line in lines)


def refusal(schema: str) -> str:
    with pytest.raises(ParleyError) as caught:
        grammar_of(schema)
    assert caught.value.problem.code == "presets.schema"
    return caught.value.problem.details


@pytest.mark.parametrize(
    "schema",
    [
        {},
        {"type": "object"},
        {"type": ["string", "null"]},
        {"enum": ["a", 1, None, True, 'quo"te', "back\\slash", "line\nbreak"]},
        {"const": {"deep": [1, 2]}},
        {"type": "array", "items": {"type": "number"}, "minItems": 1, "maxItems": 3},
        {"prefixItems": [{"type": "string"}, {"type": "integer"}], "items": False},
        {"type": "string", "minLength": 2, "maxLength": 5},
        {"type": "string", "format": "date-time"},
        {"type": "integer", "minimum": -2, "maximum": 2},
        {"type": "object", "additionalProperties": {"type": "boolean"}},
        {"anyOf": [{"type": "string"}, TREE["properties"]["name"]]},
        {"allOf": [{"type": "string"}], "title": "One", "description": "only notes"},
        TREE,
    ],
)
def test_every_rule_that_is_named_is_there(schema: object) -> None:
    found = rules(schema)

    assert next(iter(found)) == "root"
    for text in found.values():
        bare = re.sub(r'"(\\.|[^"\\])*"|\[(\\.|[^\]\\])*\]|\{[\d,]*\}', " ", text)
        assert set(re.findall(r"[a-z][\w-]*", bare)) <= found.keys()


def test_letters_of_a_literal_stand_for_themselves() -> None:
    text = grammar_of('{"enum": ["a\\"b", "c\\\\d"]}')

    # JSON writes a quote as \" and a backslash as \\; the grammar escapes each of these again.
    assert r'"\"a\\\"b\""' in text
    assert r'"\"c\\\\d\""' in text


def test_no_line_may_end_within_a_string() -> None:
    assert r"\x00-\x1F" in rules({"type": "string"})["char"]


@pytest.mark.parametrize(
    ("schema", "why"),
    [
        ("{", "Expecting"),
        ("[]", "object"),
        ('"text"', "object"),
        ('{"enum": [NaN]}', "NaN"),
        ('{"enum": ["\\ud800"]}', "surrogate"),
        ('{"enum": []}', "no value"),
        ('{"type": "integer", "enum": ["a"]}', "no value"),
        ('{"type": "text"}', "no type text"),
        ('{"type": 3}', "type"),
        ('{"type": "string", "pattern": "a+"}', "#: pattern"),
        ('{"type": "array", "uniqueItems": true}', "uniqueItems"),
        ('{"not": {"type": "string"}}', "not"),
        ('{"type": "number", "multipleOf": 2}', "multipleOf"),
        ('{"type": "number", "maximum": 5}', "maximum"),
        ('{"type": "integer", "maximum": 5}', "both limits"),
        ('{"type": "integer", "minimum": 0, "maximum": 99999}', "range"),
        ('{"allOf": [{"type": "object"}, {"type": "object"}]}', "allOf"),
        ('{"type": "array", "minItems": 3, "maxItems": 2}', "as long"),
        ('{"type": "array", "maxItems": -1}', "as long"),
        ('{"type": "string", "maxLength": 1.5}', "whole"),
        ('{"type": "string", "maxLength": 1000000000}', "so much"),
        ('{"$ref": "https://example.org/schema.json"}', "within"),
        ('{"$ref": "#/$defs/gone"}', "there is no"),
        ('{"$ref": 3}', "text"),
        ('{"$ref": "#"}', "to itself"),
        ('{"anyOf": [{"$ref": "#"}, {"type": "null"}]}', "to itself"),
        ('{"properties": {"a": {"$ref": "#"}}, "required": ["a"]}', "no answer would ever end"),
        ('{"type": "array", "items": {"$ref": "#"}, "minItems": 1}', "no answer would ever end"),
        ('{"properties": {"a": 3}}', "#/properties/a"),
        ('{"properties": []}', "properties"),
        ("{" + '"a": {' * 5_000, "recursion"),
        ('{"required": [[]]}', "text"),
        ('{"required": [{}, {}]}', "text"),
        ('{"items": {}, "minItems": null}', "whole numbers"),
        ('{"type": "string", "maxLength": null}', "whole numbers"),
        ('{"enum": [1e400]}', "JSON"),
        (json.dumps({"title": "x" * LONGEST_SCHEMA}), "longer"),
        (json.dumps({"enum": list(range(5_000))}), "so much"),
        (json.dumps({"properties": {f"p{n}": {} for n in range(1_500)}}), "parts"),
    ],
)
def test_what_cannot_be_kept_to_is_refused_and_told(schema: str, why: str) -> None:
    assert why in refusal(schema)


def test_what_is_too_deep_is_refused() -> None:
    schema: dict[str, object] = {}
    for _ in range(DEEPEST + 1):
        schema = {"type": "array", "items": schema}

    assert "deeper" in refusal(json.dumps(schema))


def test_what_refers_to_itself_and_can_end_is_kept() -> None:
    assert "root ::=" in grammar_of(json.dumps(TREE))
    assert "root ::=" in grammar_of('{"type": "array", "items": {"$ref": "#"}}')


def test_the_order_of_properties_is_that_of_the_schema() -> None:
    found = grammar_of('{"properties": {"b": {}, "a": {}, "c": {}}, "required": ["c", "z"]}')

    places = [found.index(rf'"\"{name}\""') for name in "bacz"]
    assert places == sorted(places)
