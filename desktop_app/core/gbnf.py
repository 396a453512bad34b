"""Rules of a grammar in llama.cpp's form (GBNF): what values of JSON look like, and soundness."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WHOLE = '("0" | [1-9] [0-9]{0,15})'
FRACTION = '("." [0-9]{1,15})? ([eE] [-+]? [0-9]{1,2})?'
_MONTH, _DAY = '("0" [1-9] | "1" [0-2])', '("0" [1-9] | [12] [0-9] | "3" [01])'
_DATE = f'[0-9]{{4}} "-" {_MONTH} "-" {_DAY}'
_TIME = (
    '([01] [0-9] | "2" [0-3]) ":" [0-5] [0-9] ":" [0-5] [0-9]'
    ' ("Z" | [+-] ([01] [0-9] | "2" [0-3]) ":" [0-5] [0-9])'
)
_HEX = "[0-9a-fA-F]"
FORMATS: Mapping[str, str] = {
    "date": _DATE,
    "time": _TIME,
    "date-time": f'{_DATE} "T" {_TIME}',
    "uuid": ' "-" '.join(f"{_HEX}{{{count}}}" for count in (8, 4, 4, 4, 12)),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `ways` are its alternatives, each the rules that it cannot do without; `first`
    are those that it may begin with, before any letter."""

    text: str
    ways: tuple[frozenset[str], ...] = (frozenset(),)
    first: frozenset[str] = frozenset()


FIXED: Mapping[str, Rule] = {
    "ws": Rule("([ \\n] [ \\t]{0,12})?"),
    "char": Rule(
        '[^"\\\\\\x7F\\x00-\\x1F] | "\\\\" (["\\\\/bfnrt] | "u" ' + _HEX + "{4})",
    ),
    "string": Rule('"\\"" char* "\\""'),
    "number": Rule(f'"-"? {WHOLE} {FRACTION}'),
    "integer": Rule(f'"-"? {WHOLE}'),
    "boolean": Rule('"true" | "false"'),
    "null": Rule('"null"'),
    "any-pair": Rule('string ":" ws value'),
    "object": Rule('"{" ws (any-pair ("," ws any-pair)*)? ws "}"'),
    "array": Rule('"[" ws (value ("," ws value)*)? ws "]"'),
    "value": Rule("object | array | string | number | boolean | null"),
}


def either(names: Sequence[str]) -> Rule:
    """The rule for any of these."""
    ways = tuple(frozenset({name}) for name in names)
    return Rule(" | ".join(names), ways, frozenset(names))


def literal(text: str) -> str:
    """`text` in quotes, as a grammar writes letters that stand for themselves."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


class RuleBook:
    """The rules of one grammar, beside those that are in every one."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule] = {}

    def add(self, rule: Rule) -> str:
        """Put a rule under a name of its own, and return that."""
        name = f"part-{len(self._rules)}"
        self.put(name, rule)
        return name

    def put(self, name: str, rule: Rule) -> None:
        """Put a rule under this name."""
        self._rules[name] = rule

    def circular(self) -> set[str]:
        """The rules that may begin with themselves: llama.cpp would follow them without end."""
        sound = set(FIXED)
        while more := {
            name for name, rule in self._rules.items() if name not in sound and rule.first <= sound
        }:
            sound |= more
        return self._rules.keys() - sound

    def endless(self) -> set[str]:
        """The rules that need themselves: nothing that keeps to them ever ends."""
        ending = set(FIXED)
        while more := {
            name
            for name, rule in self._rules.items()
            if name not in ending and any(way <= ending for way in rule.ways)
        }:
            ending |= more
        return self._rules.keys() - ending

    def text(self, root: str) -> str:
        """The grammar whose first rule is this one: each rule on a line."""
        rules = {**FIXED, **self._rules}
        lines = [f"{name} ::= {rule.text}" for name, rule in rules.items()]
        return "\n".join([f"root ::= {root}", *lines])
