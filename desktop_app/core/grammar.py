"""From a JSON schema to a grammar (GBNF, llama.cpp's own form) that a reply cannot leave.

What a grammar cannot promise is refused, not passed over: an answer is to be valid, or the person
is to know why it cannot be held to that. Left out of the promise are only words for people
(`title`, `format`s that are unknown), and that no more than one branch of `oneOf` fits.

The form: llama.cpp's grammars/README.md.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.gbnf import FORMATS, FRACTION, WHOLE, Rule, RuleBook, either, literal
from desktop_app.core.json_schema import (
    KEYWORDS,
    NOTES,
    CannotError,
    json_of,
    kinds_of,
    kinds_of_value,
    meant_kinds,
    read_schema,
    text_of,
)

DEEPEST = 32
MOST_NODES = 1_000
MOST_REPEATS = 4_000
"""Of all counts together: llama.cpp writes each repetition out."""
WIDEST_RANGE = 1_000
"""Whole numbers between two limits are listed one by one."""


def grammar_of(schema: str) -> str:
    """The grammar for a JSON schema; its first rule is `root`.

    Raises ParleyError (`presets.schema`) for one that is none, or that no grammar can keep to;
    the details say where and why. What it may take is bounded, so that it always ends at once.
    """
    try:
        return _Grammar(read_schema(schema)).text()
    except CannotError as error:
        raise ParleyError(Problem("presets.schema", details=str(error))) from error


class _Grammar:
    """Collects the rules of one schema."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._book = RuleBook()
        self._names: dict[str, str] = {}
        self._nodes = self._repeats = 0
        self._root = self._reference("#", "#", 0)

    def text(self) -> str:
        """All rules, each on a line."""
        if self._book.circular():
            raise CannotError("a part of it refers to itself and to nothing else")
        if self._root in self._book.endless():
            raise CannotError("it contains itself, and no answer would ever end")
        return self._book.text(self._root)

    def _reference(self, pointer: str, at: str, depth: int) -> str:
        """The name of the rule for what a `$ref` points at."""
        if pointer not in self._names:
            name = self._names[pointer] = f"ref-{len(self._names)}"
            target = self._visit(self._resolved(pointer, at), pointer, depth + 1)
            self._book.put(name, either([target]))
        return self._names[pointer]

    def _resolved(self, pointer: str, at: str) -> object:
        found: Any = self._document
        if pointer != "#" and not pointer.startswith("#/"):
            raise CannotError(f"{at}: only references within the schema can be followed")
        for step in pointer.split("/")[1:]:
            step = step.replace("~1", "/").replace("~0", "~")
            if not isinstance(found, dict) or step not in found:
                raise CannotError(f"{at}: there is no {pointer}")
            found = found[step]
        return found

    def _visit(self, schema: object, at: str, depth: int) -> str:
        """The name of the rule for `schema`, which stands `at` this place."""
        self._nodes += 1
        if depth > DEEPEST:
            raise CannotError(f"{at}: it is deeper than {DEEPEST} levels")
        if self._nodes > MOST_NODES:
            raise CannotError(f"it has more than {MOST_NODES:,} parts")
        if schema is True:
            return "value"
        if not isinstance(schema, dict):
            raise CannotError(f"{at}: here a schema is expected")
        said = {key: value for key, value in schema.items() if key not in NOTES}
        if "$ref" in said:
            self._check_alone(said, {"$ref"}, at)
            return self._reference(text_of(said["$ref"], at), at, depth)
        for keyword in ("anyOf", "oneOf", "allOf"):
            if keyword in said:
                return self._union(said, keyword, at, depth)
        if "const" in said or "enum" in said:
            return self._listed(said, at)
        return self._typed(said, at, depth)

    def _union(self, said: Mapping[str, Any], keyword: str, at: str, depth: int) -> str:
        self._check_alone(said, {keyword}, at)
        branches = said[keyword]
        if not isinstance(branches, list) or not branches:
            raise CannotError(f"{at}: {keyword} needs a list of schemas")
        if keyword == "allOf" and len(branches) > 1:
            raise CannotError(f"{at}: only one schema can be kept to by allOf")
        return self._either(
            self._visit(branch, f"{at}/{keyword}/{number}", depth + 1)
            for number, branch in enumerate(branches)
        )

    def _listed(self, said: Mapping[str, Any], at: str) -> str:
        self._check_alone(said, {"const", "enum", "type"}, at)
        values = [said["const"]] if "const" in said else said["enum"]
        if not isinstance(values, list):
            raise CannotError(f"{at}: enum needs a list of values")
        kinds = kinds_of(said, at)
        fitting = [value for value in values if not kinds or kinds_of_value(value) & kinds]
        if not fitting:
            raise CannotError(f"{at}: no value is allowed")
        self._count(len(fitting), at)
        literals = dict.fromkeys(literal(json_of(value)) for value in fitting)
        return self._add(" | ".join(literals))

    def _typed(self, said: Mapping[str, Any], at: str, depth: int) -> str:
        kinds = sorted(kinds_of(said, at)) or meant_kinds(said)
        known = {"type"}.union(*(KEYWORDS[kind] for kind in kinds))
        self._check_alone(said, known, at)
        return self._either(self._of_kind(kind, said, at, depth) for kind in kinds or ["value"])

    def _of_kind(self, kind: str, said: Mapping[str, Any], at: str, depth: int) -> str:
        if not KEYWORDS.get(kind, frozenset()) & said.keys():
            return kind
        if kind == "object":
            return self._object(said, at, depth)
        if kind == "array":
            return self._array(said, at, depth)
        return self._string(said, at) if kind == "string" else self._number(kind, said, at)

    def _object(self, said: Mapping[str, Any], at: str, depth: int) -> str:
        """Its properties in their order; those that are not required may be left out."""
        properties = said.get("properties", {})
        required = said.get("required", [])
        if not isinstance(properties, dict) or not isinstance(required, list):
            raise CannotError(f"{at}: properties is an object, required a list")
        names = [text_of(name, at) for name in required]
        properties = {**properties, **{name: True for name in names if name not in properties}}
        if not properties:
            return self._map(said, at, depth)
        pairs = []
        for name, schema in properties.items():
            value = self._visit(schema, f"{at}/properties/{name}", depth + 1)
            pair = f'{literal(json_of(name))} ":" ws {value}'
            rule = self._add(pair, [value])
            pairs.append((rule, name in required))
        head = self._properties(pairs)
        needed = [rule for rule, is_required in pairs if is_required]
        return self._add(f'"{{" ws {head} ws "}}"', needed)

    def _properties(self, pairs: list[tuple[str, bool]]) -> str:
        """What stands between the braces: a chain, from behind."""
        tail = ""
        heads: list[str] = []
        for rule, is_required in reversed(pairs):
            more = f" {tail}" if tail else ""
            heads = [] if is_required else heads
            heads.insert(0, f"{rule}{more}")
            link = f'"," ws {rule}' if is_required else f'("," ws {rule})?'
            tail = self._add(f"{link}{more}")
        inner = f"({' | '.join(heads)})"
        return inner if any(is_required for _, is_required in pairs) else f"{inner}?"

    def _map(self, said: Mapping[str, Any], at: str, depth: int) -> str:
        """An object of any names."""
        others = said.get("additionalProperties", True)
        if others is False:
            return self._add('"{" ws "}"')
        value = self._visit(others, f"{at}/additionalProperties", depth + 1)
        pair = f'string ":" ws {value}'
        return self._add(f'"{{" ws ({pair} ("," ws {pair})*)? ws "}}"')

    def _array(self, said: Mapping[str, Any], at: str, depth: int) -> str:
        if "prefixItems" in said:
            return self._tuple(said, at, depth)
        least, most = self._limits(said, "minItems", "maxItems", at)
        if most == 0:
            return self._add('"[" ws "]"')
        item = self._visit(said.get("items", True), f"{at}/items", depth + 1)
        more = "" if most is None else str(most - 1)
        items = f'{item} ("," ws {item}){{{max(0, least - 1)},{more}}}'
        items = items if least else f"({items})?"
        return self._add(f'"[" ws {items} ws "]"', [item] if least else [])

    def _tuple(self, said: Mapping[str, Any], at: str, depth: int) -> str:
        """A list with a schema for each place. All of them are filled, and no more."""
        self._check_alone(said, {"type", "prefixItems", "items"}, at)
        places = said["prefixItems"]
        if not isinstance(places, list) or not places:
            raise CannotError(f"{at}: prefixItems needs a list of schemas")
        items = [
            self._visit(schema, f"{at}/prefixItems/{number}", depth + 1)
            for number, schema in enumerate(places)
        ]
        inner = ' "," ws '.join(items)
        return self._add(f'"[" ws {inner} ws "]"', items)

    def _string(self, said: Mapping[str, Any], at: str) -> str:
        form = said.get("format")
        if isinstance(form, str) and form in FORMATS:
            self._check_alone(said, {"type", "format"}, at)
            return self._add(f'"\\"" {FORMATS[form]} "\\""')
        least, most = self._limits(said, "minLength", "maxLength", at)
        if not least and most is None:
            return "string"
        return self._add(f'"\\"" char{{{least},{"" if most is None else most}}} "\\""')

    def _number(self, kind: str, said: Mapping[str, Any], at: str) -> str:
        low, high = said.get("minimum"), said.get("maximum")
        for limit in (low, high):
            if limit is not None and not (isinstance(limit, int) and not isinstance(limit, bool)):
                raise CannotError(f"{at}: limits are whole numbers")
        if low is not None and high is not None:
            if not 0 <= high - low < WIDEST_RANGE:
                raise CannotError(f"{at}: from {low} to {high} is no range that can be listed")
            self._count(high - low + 1, at)
            return self._add(" | ".join(f'"{number}"' for number in range(low, high + 1)))
        if high is not None or low not in (0, 1) or (low == 1 and kind == "number"):
            raise CannotError(f"{at}: give a minimum of 0, or whole numbers with both limits")
        if kind == "number":
            return self._add(f"{WHOLE} {FRACTION}")
        return self._add(WHOLE if low == 0 else "[1-9] [0-9]{0,15}")

    def _limits(
        self, said: Mapping[str, Any], least: str, most: str, at: str
    ) -> tuple[int, int | None]:
        low, high = said.get(least, 0), said.get(most)
        for limit in (low, high if most in said else 0):
            if not isinstance(limit, int) or isinstance(limit, bool):
                raise CannotError(f"{at}: {least} and {most} are whole numbers")
        if low < 0 or (high is not None and high < low):
            raise CannotError(f"{at}: nothing is as long as {least} and {most} say")
        self._count(max(low, high or 0), at)
        return low, high

    def _count(self, repeats: int, at: str) -> None:
        self._repeats += repeats
        if self._repeats > MOST_REPEATS:
            raise CannotError(f"{at}: so much can be listed in no grammar")

    def _either(self, names: Iterable[str]) -> str:
        each = list(dict.fromkeys(names))
        return each[0] if len(each) == 1 else self._book.add(either(each))

    def _add(self, text: str, needed: Iterable[str] = ()) -> str:
        """The name of a new rule, which cannot do without those that are `needed`."""
        return self._book.add(Rule(text, (frozenset(needed),)))

    @staticmethod
    def _check_alone(said: Mapping[str, Any], known: Iterable[str], at: str) -> None:
        if unknown := sorted(said.keys() - set(known)):
            raise CannotError(f"{at}: {', '.join(unknown)} cannot be kept to here")
