"""Jinja for templates that come from anywhere: no attributes, no bombs, no endless loops."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from time import monotonic
from types import FrameType
from typing import Any, cast

from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.nodes import Concat, Filter, List, Node, Template
from jinja2.parser import Parser
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

LONGEST_TEXT = 16 << 20
"""Characters (or items) that a template may make at once."""

LARGEST_EXPONENT = 64

TEMPLATE_FILE = "<template>"
"""The file name Jinja gives to code it compiles from a string."""

Trace = Callable[[FrameType, str, Any], Any]


class TimeIsUp(BaseException):
    """A template took too long. Not an Exception, so that no template code can swallow it."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeIsUp in Python code of this thread that runs longer than this.

    A deadline is looked at with every call, and with every line of a template. It cannot end a
    single long call into C: what could be one is bounded in `Sandbox`.
    """
    deadline = monotonic() + seconds

    def trace(frame: FrameType, event: str, argument: Any) -> Trace | None:
        if monotonic() > deadline:
            raise TimeIsUp
        return trace if frame.f_code.co_filename == TEMPLATE_FILE else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


class Generation(Extension):
    """`{% generation %}…{% endgeneration %}`, which marks the model's words for training."""

    tags = {"generation"}  # noqa: RUF012 - Jinja's own form

    def parse(self, parser: Parser) -> list[Node]:
        """What stands between the tags, as if they were not there."""
        next(parser.stream)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


class _Joins(NodeTransformer):
    """Turns `a ~ b` into `[a, b] | join`: Jinja lets operators be watched, but not this one."""

    def visit_Concat(self, node: Concat) -> Node:  # noqa: N802 - Jinja's own form
        parts = List([self.visit(part) for part in node.nodes], lineno=node.lineno)
        return Filter(parts, "join", [], [], None, None, lineno=node.lineno)


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment that chat templates are written for, with limits."""

    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self) -> None:
        super().__init__(
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.loopcontrols", Generation],
        )
        self.globals.pop("lipsum")
        self.filters = {name: _limited(name, do) for name, do in self.filters.items()}

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """An operator that can make much of little, with a limit."""
        if operator == "**":
            _check(abs(right) <= LARGEST_EXPONENT and abs(left) <= LONGEST_TEXT, operator)
        elif operator == "*":
            _check(_product(left, right) <= LONGEST_TEXT, operator)
        elif operator == "+":
            _check(_size(left) + _size(right) <= LONGEST_TEXT, operator)
        elif isinstance(left, str):
            _check(not _WIDE_PERCENT.search(left), operator)
        return super().call_binop(context, operator, left, right)

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """Refuse the template, instead of taking the attribute for an unknown one."""
        raise SecurityError(f"a template reaches for {attribute!r} of {type(obj).__name__}")

    def _parse(self, source: str, name: str | None, filename: str | None) -> Template:
        return cast(Template, _Joins().visit(super()._parse(source, name, filename)))

    # Jinja gives these parameters two underscores, to leave all names to the template.
    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """A function or method of a value, with the same limits."""
        # Jinja wraps the method `format` of texts, to look into what is formatted.
        method = getattr(__obj, "__wrapped__", __obj)
        name = getattr(method, "__name__", "")
        _check_call(name, getattr(method, "__self__", None), args, kwargs)
        return super().call(__context, __obj, *args, **kwargs)


_WIDE_PERCENT = re.compile(r"%[^%a-zA-Z]*(\d{5}|\*)")
_WIDE_FIELD = re.compile(r"\{[^{}]*\d{5}")
"""Fields padded to tens of thousands of characters, or to a width that is handed in."""


def _limited(name: str, do: Callable[..., Any]) -> Callable[..., Any]:
    """The filter `do`, within limits. Its marks (what Jinja passes to it) are kept."""

    @wraps(do)
    def limited(*args: Any, **kwargs: Any) -> Any:
        values = args[1:] if hasattr(do, "jinja_pass_arg") else args
        _check_call(name, values[0] if values else None, values[1:], kwargs)
        return do(*args, **kwargs)

    return limited


def _check_call(name: str, value: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    """Refuse a call that would make something huge of `value`."""
    handed = (*args, *kwargs.values())
    for argument in handed:
        _check(not isinstance(argument, int) or abs(argument) <= LONGEST_TEXT, name)
    if isinstance(value, str) and name in ("format", "format_map", "do_format"):
        _check(not _WIDE_PERCENT.search(value) and not _WIDE_FIELD.search(value), name)
    if isinstance(value, str) and name == "replace" and len(handed) > 1:
        _check((len(value) + 1) * max(1, _size(handed[1])) <= LONGEST_TEXT, name)
    if name == "join":
        parts = value if isinstance(value, list | tuple) else handed[0] if handed else ()
        if isinstance(parts, list | tuple):
            _check(sum(map(_size, parts)) <= LONGEST_TEXT, name)


def _size(value: Any) -> int:
    return len(value) if isinstance(value, str | list | tuple) else 1


def _product(left: Any, right: Any) -> int:
    """How long a text or a list becomes by repeating it; 0 for a product of numbers."""
    for value, times in ((left, right), (right, left)):
        if isinstance(value, str | list | tuple) and isinstance(times, int):
            return len(value) * times
    return 0


def _check(allowed: bool, name: str) -> None:
    if not allowed:
        raise SecurityError(f"a template makes too much with {name}")
