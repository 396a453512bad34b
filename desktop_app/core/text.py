"""Sentences that a person may read, in a form that can still be translated.

Core and engines know no Qt. They carry a sentence as a context, an English template and named
values; the window translates the template and puts the values in at the moment of showing, the
command line and the logs use the English as it stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Value: TypeAlias = "str | int | float | Sentence"
"""What fills a field. A `Sentence` is translated by itself before it does."""


def QT_TRANSLATE_NOOP(  # noqa: N802 - lupdate looks for this name
    context: str, text: str, comment: str = "", number: int = 0
) -> str:
    """Mark `text` for translation in `context` and return it unchanged.

    The name is the one Qt's own lupdate looks for, so that sentences declared here land in the
    translation files without a tool of ours. For it a `comment` and a `number`, both as they are
    written, say that there is a form for each sort of number: one page, two pages.
    """
    del context, comment, number
    return text


@dataclass(frozen=True, slots=True)
class Sentence:
    """A translatable sentence: `template` holds `{name}` fields that `values` fill.

    `number` is how many of something it tells of, None where it counts nothing: each language
    has its own forms by that. `one` is the English form for one, where it differs: outside the
    window nobody asks the translation files.
    """

    context: str
    template: str
    values: Mapping[str, Value] = field(default_factory=dict)
    number: int | None = None
    one: str = ""

    def english(self) -> str:
        """The sentence in English, for the command line and the logs."""
        template = self.one if self.one and self.number == 1 else self.template
        return fill(template, self.values)


def fill(template: str, values: Mapping[str, Value]) -> str:
    """Put `values` into the `{name}` fields of `template`; whole numbers get thousands marks.

    A field without a value stays visible as `{name}`: a sentence with a hole is better than an
    exception where an error was to be told.
    """
    shown = _Shown({key: _show(value) for key, value in values.items()})
    return template.format_map(shown)


class _Shown(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def _show(value: Value) -> str:
    if isinstance(value, Sentence):
        return value.english()
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:.1f}"
    return value
