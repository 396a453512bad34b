"""A model's chat template: from turns to the text that the model was trained on."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import TemplateError
from jinja2.meta import find_undeclared_variables

from desktop_app.core.conversation import Role
from desktop_app.core.engine import Turn
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.prompt import Piece, pieces, without_system
from desktop_app.core.thinking import Mode, Thinks
from desktop_app.engines.llama.manner import Manner, Message, Variables, manner_of
from desktop_app.engines.llama.resumption import marker_named
from desktop_app.engines.llama.sandbox import Sandbox, TimeIsUp, time_limit
from desktop_app.engines.llama.thoughts import names_marker
from desktop_app.engines.llama.weight import LONGEST_TEXT, check

SECONDS = 2.0
"""How long a template may take, to compile and to render."""

LONGEST_TEMPLATE = 1 << 20
LONGEST_DATE = 256
DEEPEST_INDENT = 16

DEFAULT_TEMPLATE = (
    "{% for message in messages %}"
    "<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n"
    "{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
"""For a model that brings none: ChatML, the most common form."""

DEFAULT_STOPS = ("<|im_end|>", "<|im_start|>")
"""Where such a model, which may not know ChatML's tokens, ends its turn in plain letters."""


class BrokenTemplateError(Exception):
    """The template cannot be used."""


class SlowTemplateError(BrokenTemplateError):
    """The template took too long."""

    def __init__(self) -> None:
        super().__init__(f"the template takes longer than {SECONDS:g} seconds")


class Template:
    """A compiled chat template. Raises ParleyError (`model.template`) for one that is broken.

    `thinks` says what it offers about thoughts, `thinks_unasked` whether the model thinks where
    nothing is said about them, `thoughts_marker` what opens them, "" where it names nothing.
    """

    def __init__(self, source: str, name: str, start_text: str, end_text: str) -> None:
        self.is_default = not source
        self._name = name
        self.thoughts_marker = marker_named(source)
        self._constants = {
            "bos_token": start_text,
            "eos_token": end_text,
            "add_generation_prompt": True,
        }
        try:
            self._template, variables, words = _compiled(source or DEFAULT_TEMPLATE)
        except BrokenTemplateError as error:
            raise _problem(self._name, error) from error
        self._manner = self._manner_of(variables, words)
        self.thinks: Thinks = self._manner.thinks
        self.thinks_unasked: bool = self._manner.unasked

    @property
    def stops(self) -> tuple[str, ...]:
        """Texts that end a reply beyond the model's own end tokens."""
        return DEFAULT_STOPS if self.is_default else ()

    def shown(self, turns: Sequence[Turn]) -> tuple[Turn, ...]:
        """The turns with no thoughts but those that the template would show."""
        if self._manner.field is None:
            return tuple(replace(turn, thoughts="") for turn in turns)
        return tuple(replace(turn, thoughts=turn.thoughts.strip()) for turn in turns)

    def pieces(self, turns: Sequence[Turn], mode: Mode = Mode.AUTO) -> list[Piece]:
        """The prompt for `turns`, up to where the reply begins: with thoughts or without."""

        def rendered(turns: Sequence[Turn]) -> str:
            return self._render(turns, mode)

        try:
            try:
                result = pieces(rendered, turns, _veiled)
                if _says(result, turns[0]):
                    return result
            except SlowTemplateError:
                raise
            except BrokenTemplateError:
                if turns[0].role is not Role.SYSTEM:
                    raise
            return pieces(rendered, without_system(turns), _veiled)
        except BrokenTemplateError as error:
            raise _problem(self._name, error) from error

    def _manner_of(self, variables: set[str], words: set[str]) -> Manner:
        """What the template wants; for one that cannot be used its first prompt tells why."""

        def attempt(messages: Sequence[Message], variables: Variables) -> str | None:
            try:
                return self._written(messages, variables)
            except BrokenTemplateError:
                return None

        try:
            with time_limit(SECONDS):
                return manner_of(attempt, variables, words)
        except TimeIsUp:
            return Manner()

    def _render(self, turns: Sequence[Turn], mode: Mode) -> str:
        messages = [self._manner.message(turn) for turn in turns]
        variables = self._manner.variables(mode, any(turn.thoughts for turn in turns))
        try:
            with time_limit(SECONDS):
                return self._written(messages, variables)
        except TimeIsUp as error:
            raise SlowTemplateError from error

    def _written(self, messages: Sequence[Message], variables: Variables) -> str:
        """What the template makes of `messages`. To be called within a `time_limit`."""
        parts: list[str] = []
        length = 0
        values = {**self._constants, **variables, "messages": messages}
        try:
            self._template.environment.given(messages)
            for part in self._template.generate(values):
                length += len(part)
                if length > LONGEST_TEXT:
                    raise BrokenTemplateError("the template writes without end")
                parts.append(part)
        except BrokenTemplateError:
            raise
        except Exception as error:
            # A template is a program by somebody else: it can fail in any way.
            raise BrokenTemplateError(f"{type(error).__name__}: {error}") from error
        return "".join(parts)


def check_template(source: str, name: str) -> None:
    """Raises ParleyError for the template of a model's file that cannot even be compiled."""
    try:
        _compiled(source)
    except BrokenTemplateError as error:
        raise _problem(name, error) from error


def _problem(name: str, error: BrokenTemplateError) -> ParleyError:
    return ParleyError(Problem("model.template", {"name": name}, str(error)))


def _says(result: Sequence[Piece], turn: Turn) -> bool:
    """Whether the system prompt, if `turn` is one, is in the prompt: some templates drop it."""
    if turn.role is not Role.SYSTEM or not turn.text.strip():
        return True
    return any(piece.turn is turn for piece in result) or any(
        turn.text.strip() in piece.text for piece in result if piece.turn is None
    )


def _veiled(turn: Turn) -> bool:
    """Whether a template would cut the turn's text in two, where it speaks of thoughts.

    What is kept as the text of a reply is all answer.
    """
    return turn.role is Role.ASSISTANT and names_marker(turn.text)


@lru_cache(maxsize=2)  # checked before a model is loaded, and used after
def _compiled(source: str) -> tuple[Any, set[str], set[str]]:
    """The template, the variables it looks up, and the names of fields in it."""
    if len(source) > LONGEST_TEMPLATE:
        raise BrokenTemplateError("the template is too long")
    environment = Sandbox()
    environment.add_filter("tojson", _to_json)
    environment.globals["raise_exception"] = _raise_exception
    environment.globals["strftime_now"] = _strftime_now
    try:
        with time_limit(SECONDS):
            tree = environment.parse(source)
            variables = find_undeclared_variables(tree)
            return environment.from_string(tree), variables, _field_names(tree)
    except TimeIsUp as error:
        raise SlowTemplateError from error
    except Exception as error:
        raise BrokenTemplateError(f"{type(error).__name__}: {error}") from error


def _field_names(tree: nodes.Template) -> set[str]:
    """What may name a field of a message: `message.name`, `message["name"]`, `"name" in …`."""
    names = {node.attr for node in tree.find_all(nodes.Getattr)}
    return names | {
        node.value for node in tree.find_all(nodes.Const) if isinstance(node.value, str)
    }


def _to_json(value: Any, indent: int | None = None, **_options: Any) -> str:
    """JSON as templates expect it: letters as they are, not escaped for HTML."""
    depth = None if indent is None else max(0, min(int(indent), DEEPEST_INDENT))
    return json.dumps(value, ensure_ascii=False, indent=depth)


def _raise_exception(message: object) -> None:
    raise TemplateError(str(message))


def _strftime_now(layout: str) -> str:
    check(len(str(layout)) <= LONGEST_DATE, "strftime_now")
    # A width, as in %9999999d, is a GNU extension that no template needs.
    return _now().strftime(re.sub(r"%[-_0^#]*\d+", "%", str(layout)))


def _now() -> datetime:
    return datetime.now().astimezone()
