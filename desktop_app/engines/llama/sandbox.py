"""Jinja for templates that come from anywhere: no attributes, no bombs, no endless loops."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import wraps
from time import monotonic, thread_time
from types import FrameType
from typing import Any, cast

from jinja2.exceptions import SecurityError
from jinja2.nodes import Concat, Const, Dict, Expr, Filter, List, Node, Template, Tuple
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer

from desktop_app.core.template_syntax import Generation
from desktop_app.engines.llama.weight import LONGEST_TEXT, Scale, check

TEMPLATE_FILE = "<template>"
"""The file name Jinja gives to code it compiles from a string."""

Trace = Callable[[FrameType, str, Any], Any]


class TimeIsUp(BaseException):
    """A template took too long. Not an Exception, so that no template code can swallow it."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeIsUp in Python code of this thread that computes longer than this.

    The time is the processor's: a machine that has much else to do makes no template a bad one.
    A deadline is looked at with every call, and with every line of a template. It cannot end a
    single long call into C: that none gets long is what `Sandbox` weighs all values for.
    """
    deadline, most = monotonic() + seconds, thread_time() + seconds

    def trace(frame: FrameType, event: str, argument: Any) -> Trace | None:
        # Looking at the processor's time is a system call: not before it can be up.
        if monotonic() > deadline and thread_time() > most:
            raise TimeIsUp
        return trace if frame.f_code.co_filename == TEMPLATE_FILE else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


_WEIGHED = "parley_weighed"
"""The filter that weighs a value and gives it back."""


class _Watched(NodeTransformer):
    """Turns what Jinja does by itself into filters, which can be watched."""

    def visit_Concat(self, node: Concat) -> Node:  # noqa: N802 - Jinja's own form
        """`a ~ b` becomes `[a, b] | join`."""
        parts = List([self.visit(part) for part in node.nodes], lineno=node.lineno)
        return _filtered(parts, "join")

    def visit_List(self, node: List) -> Node:  # noqa: N802
        """Lists, tuples and mappings are weighed as they are made: one may hold another twice."""
        self.generic_visit(node)
        return node if all(isinstance(item, Const) for item in node.items) else _weighed(node)

    def visit_Tuple(self, node: Tuple) -> Node:  # noqa: N802
        """Not those that are assigned to."""
        self.generic_visit(node)
        is_plain = node.ctx != "load" or all(isinstance(item, Const) for item in node.items)
        return node if is_plain else _weighed(node)

    def visit_Dict(self, node: Dict) -> Node:  # noqa: N802
        """See `visit_List`."""
        self.generic_visit(node)
        return node if all(isinstance(pair.value, Const) for pair in node.items) else _weighed(node)


def _filtered(value: Expr, name: str) -> Filter:
    return Filter(value, name, [], [], None, None, lineno=value.lineno)


def _weighed(value: Expr) -> Filter:
    return _filtered(value, _WEIGHED)


class _Namespace(Namespace):
    """One that does not print what is in it: it can hold itself, and others twice."""

    def __repr__(self) -> str:
        return "<namespace>"


def _concatenated(parts: Iterable[str]) -> str:
    """What stands within `{% set %}` or a macro, put together."""
    parts = list(parts)
    check(sum(map(len, parts)) <= LONGEST_TEXT, "a block")
    return "".join(parts)


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment that chat templates are written for, with limits."""

    intercepted_binops = frozenset(("+", "*", "**", "%"))
    concat = staticmethod(_concatenated)

    def __init__(self) -> None:
        self._scale = Scale()
        super().__init__(
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.loopcontrols", Generation],
            finalize=self._printed,
        )
        self.globals.pop("lipsum")
        self.globals["namespace"] = _Namespace
        for name, do in list(self.filters.items()):
            self.add_filter(name, do)
        self.filters[_WEIGHED] = self._printed

    def add_filter(self, name: str, do: Callable[..., Any]) -> None:
        """Let templates use the filter `do`, within limits."""
        self.filters[name] = _limited(name, do, self._scale)

    def given(self, messages: Sequence[Mapping[str, Any]]) -> None:
        """Say what the template is going to be rendered with."""
        self._scale.know(messages)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """An operator that can make much of little, with a limit."""
        self._scale.check_operator(operator, left, right)
        return super().call_binop(context, operator, left, right)

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """Refuse the template, instead of taking the attribute for an unknown one."""
        raise SecurityError(f"a template reaches for {attribute!r} of {type(obj).__name__}")

    def _parse(self, source: str, name: str | None, filename: str | None) -> Template:
        return cast(Template, _Watched().visit(super()._parse(source, name, filename)))

    def _printed(self, value: Any) -> Any:
        if not isinstance(value, str):
            self._scale.check("a list", value)
        return value

    # Jinja gives these parameters two underscores, to leave all names to the template.
    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """A function or method of a value, with the same limits."""
        # Jinja wraps the method `format` of texts, to look into what is formatted.
        method = getattr(__obj, "__wrapped__", __obj)
        name = getattr(method, "__name__", "")
        __self._scale.check_call(name, getattr(method, "__self__", None), args, kwargs)
        return super().call(__context, __obj, *args, **kwargs)


def _limited(name: str, do: Callable[..., Any], scale: Scale) -> Callable[..., Any]:
    """The filter `do`, within limits. Its marks (what Jinja passes to it) are kept."""

    @wraps(do)
    def limited(*args: Any, **kwargs: Any) -> Any:
        values = args[1:] if hasattr(do, "jinja_pass_arg") else args
        scale.check_call(name, values[0] if values else None, values[1:], kwargs)
        return do(*args, **kwargs)

    return limited
