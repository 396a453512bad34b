"""Whether a chat template can be read at all: Jinja's grammar, and nothing of it is run."""

from jinja2 import Environment
from jinja2.exceptions import TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.nodes import Node
from jinja2.parser import Parser

LONGEST_CHECKED = 1 << 20
"""Characters. What is longer is refused where it is used."""


class Generation(Extension):
    """`{% generation %}…{% endgeneration %}`, which marks the model's words for training."""

    tags = {"generation"}  # noqa: RUF012 - Jinja's own form

    def parse(self, parser: Parser) -> list[Node]:
        """What stands between the tags, as if they were not there."""
        next(parser.stream)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


def template_fault(source: str) -> tuple[int, str]:
    """The line (from 1) and what is wrong there, in Jinja's words; (0, "") for a sound one.

    Takes milliseconds for the longest templates that models bring.
    """
    if len(source) > LONGEST_CHECKED:
        return 1, "too long"
    environment = Environment(extensions=[Generation, "jinja2.ext.loopcontrols"])
    try:
        environment.parse(source)
    except TemplateSyntaxError as error:
        return error.lineno, error.message or "syntax error"
    except RecursionError:
        return 1, "too deep"
    return 0, ""
