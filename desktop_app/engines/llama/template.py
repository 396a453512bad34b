"""A model's chat template: from turns to the text that the model was trained on."""

import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from jinja2.exceptions import TemplateError

from desktop_app.core.conversation import Role
from desktop_app.core.engine import Turn
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.prompt import Piece, pieces, without_system
from desktop_app.engines.llama.sandbox import LONGEST_TEXT, Sandbox, TimeIsUp, time_limit

SECONDS = 2.0
"""How long a template may take, to compile and to render."""

LONGEST_TEMPLATE = 1 << 20
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
    """A compiled chat template. Raises ParleyError (`model.template`) for one that is broken."""

    def __init__(self, source: str, name: str, start_text: str, end_text: str) -> None:
        self.is_default = not source
        self._name = name
        self._constants = {
            "bos_token": start_text,
            "eos_token": end_text,
            "add_generation_prompt": True,
            "tools": None,
            "documents": None,
        }
        try:
            self._template = _compiled(source or DEFAULT_TEMPLATE)
        except BrokenTemplateError as error:
            raise self._problem(error) from error

    @property
    def stops(self) -> tuple[str, ...]:
        """Texts that end a reply beyond the model's own end tokens."""
        return DEFAULT_STOPS if self.is_default else ()

    def pieces(self, turns: Sequence[Turn]) -> list[Piece]:
        """The prompt for `turns`, up to where the reply begins."""
        try:
            try:
                result = pieces(self._render, turns)
                if _says(result, turns[0]):
                    return result
            except SlowTemplateError:
                raise
            except BrokenTemplateError:
                if turns[0].role is not Role.SYSTEM:
                    raise
            return pieces(self._render, without_system(turns))
        except BrokenTemplateError as error:
            raise self._problem(error) from error

    def _render(self, turns: Sequence[Turn]) -> str:
        messages = [{"role": turn.role.value, "content": turn.text} for turn in turns]
        parts: list[str] = []
        length = 0
        try:
            with time_limit(SECONDS):
                for part in self._template.generate(messages=messages, **self._constants):
                    length += len(part)
                    if length > LONGEST_TEXT:
                        raise BrokenTemplateError("the template writes without end")
                    parts.append(part)
        except TimeIsUp as error:
            raise SlowTemplateError from error
        except BrokenTemplateError:
            raise
        except Exception as error:
            # A template is a program by somebody else: it can fail in any way.
            raise BrokenTemplateError(f"{type(error).__name__}: {error}") from error
        return "".join(parts)

    def _problem(self, error: BrokenTemplateError) -> ParleyError:
        return ParleyError(Problem("model.template", {"name": self._name}, str(error)))


def _says(result: Sequence[Piece], turn: Turn) -> bool:
    """Whether the system prompt, if `turn` is one, is in the prompt: some templates drop it."""
    if turn.role is not Role.SYSTEM or not turn.text.strip():
        return True
    return any(piece.turn is turn for piece in result) or any(
        turn.text.strip() in piece.text for piece in result if piece.turn is None
    )


def _compiled(source: str) -> Any:
    if len(source) > LONGEST_TEMPLATE:
        raise BrokenTemplateError("the template is too long")
    environment = Sandbox()
    environment.filters["tojson"] = _to_json
    environment.globals["raise_exception"] = _raise_exception
    environment.globals["strftime_now"] = _strftime_now
    try:
        with time_limit(SECONDS):
            return environment.from_string(source)
    except TimeIsUp as error:
        raise SlowTemplateError from error
    except Exception as error:
        raise BrokenTemplateError(f"{type(error).__name__}: {error}") from error


def _to_json(value: Any, indent: int | None = None, **_options: Any) -> str:
    """JSON as templates expect it: letters as they are, not escaped for HTML."""
    depth = None if indent is None else max(0, min(int(indent), DEEPEST_INDENT))
    return json.dumps(value, ensure_ascii=False, indent=depth)


def _raise_exception(message: object) -> None:
    raise TemplateError(str(message))


def _strftime_now(layout: str) -> str:
    # A width, as in %9999999d, is a GNU extension that no template needs.
    return datetime.now().astimezone().strftime(re.sub(r"%[-_0^#]*\d+", "%", str(layout)))
