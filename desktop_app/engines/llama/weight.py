"""How large the values of a template are, and what a call would make of them.

One call into C cannot be ended. So nothing may become large in one: every value is weighed
before something is done with it that copies, prints or repeats it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jinja2.exceptions import SecurityError

LONGEST_TEXT = 16 << 20
"""Characters that a template may make at once."""

LARGEST_EXPONENT = 64
_MOST_BITS = 4096
"""Of a product of numbers."""

_MOST_DIGITS = 64
"""That a number is rounded to."""

_DEEPEST = 64
"""Lists within lists."""

_WIDE_PERCENT = re.compile(r"%[^%a-zA-Z]*(\d{4}|\*)")
_WIDE_FIELD = re.compile(r"\{[^{}]*(\d{4}|\{)")
"""Fields padded to thousands of characters, or to a width that is handed in."""

_FIELD = 1000
"""What a field that is allowed may be padded to."""

Values = tuple[Any, ...]


_ITEM = 64
"""What any value weighs, about its bytes; it also bounds how long weighing takes."""


class Scale:
    """Weighs values: a text by its letters, a list or a mapping by all that is in it.

    What is in it twice counts twice, because it is printed and compared twice.
    """

    def __init__(self) -> None:
        self._given: dict[int, int] = {}

    def know(self, messages: Sequence[Mapping[str, Any]]) -> None:
        """Weigh what a template is given once. It stays alive while the template is rendered."""
        self._given = {}
        for message in messages:
            self._given[id(message)] = self.weigh(message)
        self._given[id(messages)] = self.weigh(messages)

    def weigh(self, *values: Any) -> int:
        """The weight of these together."""
        return self._sum(values, {}, 0)

    def _sum(self, values: Any, found: dict[int, int], depth: int) -> int:
        check(depth <= _DEEPEST, "lists within lists")
        total = 0
        for value in values:
            total += _ITEM
            if total > LONGEST_TEXT:
                break
            if isinstance(value, str | bytes):
                total += len(value)
            elif isinstance(value, list | tuple | dict | set | frozenset):
                weight = self._given.get(id(value)) or found.get(id(value))
                if weight is None:
                    weight = self._sum(value, found, depth + 1)
                    if isinstance(value, dict):
                        weight += self._sum(value.values(), found, depth + 1)
                    # They are all alive until the outermost is weighed.
                    found[id(value)] = weight
                total += weight
        return total

    def check(self, name: str, *values: Any) -> None:
        """Refuse what is too large together."""
        check(self.weigh(*values) <= LONGEST_TEXT, name)

    def check_operator(self, operator: str, left: Any, right: Any) -> None:
        """Refuse an operation that can make much of little."""
        if operator == "**":
            check(abs(right) <= LARGEST_EXPONENT and abs(left) <= LONGEST_TEXT, operator)
        elif operator == "*":
            if isinstance(left, int) and isinstance(right, int):
                check(left.bit_length() + right.bit_length() <= _MOST_BITS, operator)
            for value, times in ((left, right), (right, left)):
                if isinstance(times, int) and isinstance(value, str | list | tuple):
                    size = len(value) if isinstance(value, str) else self.weigh(value)
                    check(size * times <= LONGEST_TEXT, operator)
        elif operator == "+":
            self.check(operator, left, right)
        elif isinstance(left, str):
            self._check_format(operator, left, _WIDE_PERCENT, "%", (right,))

    def check_call(self, name: str, value: Any, args: Values, options: Mapping[str, Any]) -> None:
        """Refuse a filter or a method that would make something huge of `value`."""
        handed = (*args, *options.values())
        self.check(name, value, *handed)
        for argument in handed:
            check(not isinstance(argument, int) or abs(argument) <= LONGEST_TEXT, name)
        rule = _RULES.get(name)
        if rule is not None:
            check(rule(self, value, handed) <= LONGEST_TEXT, name)

    def _check_format(
        self, name: str, layout: str, wide: re.Pattern[str], mark: str, handed: Values
    ) -> None:
        count = layout.count(mark)
        check(len(layout) + count * (self.weigh(*handed) + _FIELD) <= LONGEST_TEXT, name)
        check(not wide.search(layout), name)


def check(allowed: bool, name: str) -> None:
    """Refuse the template, unless it is `allowed` what it does with `name`."""
    if not allowed:
        raise SecurityError(f"a template makes too much with {name}")


def _formatted(scale: Scale, value: Any, handed: Values) -> int:
    if isinstance(value, str):
        # The method has fields in braces, the filter of this name has percent signs.
        for wide, mark in ((_WIDE_PERCENT, "%"), (_WIDE_FIELD, "{")):
            scale._check_format("format", value, wide, mark, handed)
    return 0


def _length(value: Any) -> int:
    return len(value) if isinstance(value, str) else 1


def _joined(scale: Scale, value: Any, handed: Values) -> int:
    # A text has the method and is put between, a list has the filter and what is between handed.
    between, parts = (value, handed[0]) if isinstance(value, str) and handed else (None, value)
    if between is None:
        between = next((part for part in handed if isinstance(part, str)), "")
    count = len(parts) if isinstance(parts, str | list | tuple | range) else LONGEST_TEXT // 64
    return count * len(between)


def _replaced(scale: Scale, value: Any, handed: Values) -> int:
    return (_length(value) + 1) * _length(handed[1]) if len(handed) > 1 else 0


def _wrapped(scale: Scale, value: Any, handed: Values) -> int:
    sizes = [scale.weigh(part) if isinstance(part, dict) else _length(part) for part in handed]
    return _length(value) * max(sizes, default=1)


def _indented(scale: Scale, value: Any, handed: Values) -> int:
    sizes = [abs(part) if isinstance(part, int) else _length(part) for part in handed]
    places = str(value).count("\n") + str(value).count("\t") + 1
    return places * max(sizes, default=1)


def _rounded(scale: Scale, value: Any, handed: Values) -> int:
    digits = [abs(part) for part in handed if isinstance(part, int)]
    return LONGEST_TEXT + 1 if max(digits, default=0) > _MOST_DIGITS else 0


def _taken_apart(scale: Scale, value: Any, handed: Values) -> int:
    if not isinstance(value, str):
        return 0
    mark = next((part for part in handed if isinstance(part, str) and part), "")
    return _ITEM * (value.count(mark) if mark else len(value) // 2)


def _as_json(scale: Scale, value: Any, handed: Values) -> int:
    # Each line of what is indented begins with spaces, as many as it lies deep.
    return scale.weigh(value) * (_DEEPEST if handed else 1)


_RULES: Mapping[str, Callable[[Scale, Any, Values], int]] = {
    "format": _formatted,
    "format_map": _formatted,
    "join": _joined,
    "replace": _replaced,
    "translate": _wrapped,
    "wordwrap": _wrapped,
    "indent": _indented,
    "expandtabs": _indented,
    "round": _rounded,
    "split": _taken_apart,
    "rsplit": _taken_apart,
    "splitlines": _taken_apart,
    "list": _taken_apart,
    "tojson": _as_json,
}
"""How large what is made can get, for the filters and methods that can make much of little."""
