"""The prompt formats of the common families, as their documentation tells them.

Each file in `tests/data/templates` names its source and holds a template of our own that is built
like those of the family, what its vocabulary is like, and what prompts have to be: written by
hand from the documentation, not by running the template.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from desktop_app.core.conversation import Role
from desktop_app.core.engine import ChatJob, ModelOptions, Turn
from desktop_app.core.thinking import Mode, Thinking, Thinks
from desktop_app.engines.llama.kept import KeptReplies
from desktop_app.engines.llama.planner import Planner, Prompt
from desktop_app.engines.llama.template import Template
from tests.engines.llama.alphabet import Alphabet

_FOLDER = Path(__file__).parents[2] / "data" / "templates"

SYSTEM = Turn("s", Role.SYSTEM, "Be brief.")
HI = Turn("1", Role.USER, "Hi")
HELLO = Turn("2", Role.ASSISTANT, "Hello!")
HELLO_WITH_THOUGHTS = Turn("2", Role.ASSISTANT, "Hello!", thoughts="Hm.\n")
ABOUT_MARKERS = Turn("2", Role.ASSISTANT, "It ends with </think>, and more.")
WHO = Turn("3", Role.USER, "Who are you?")
BEGUN = Turn("4", Role.ASSISTANT, "I am")
BEGUN_WITH_THOUGHTS = Turn("4", Role.ASSISTANT, "I am", thoughts="Hm.")


@dataclass(frozen=True)
class Asked:
    """A conversation that is asked about, and how."""

    turns: tuple[Turn, ...]
    mode: Mode = Mode.AUTO
    continues: bool = False


ASKED: Mapping[str, Asked] = {
    "system": Asked((SYSTEM, HI)),
    "alone": Asked((HI,)),
    "several": Asked((HI, HELLO, WHO)),
    "doubled": Asked((HI, WHO)),
    "continued": Asked((HI, BEGUN), continues=True),
    "continued_with_thoughts": Asked((HI, BEGUN_WITH_THOUGHTS), continues=True),
    "on": Asked((HI,), Mode.ON),
    "off": Asked((HI,), Mode.OFF),
    "sent_back": Asked((HI, HELLO_WITH_THOUGHTS, WHO)),
    "about_markers": Asked((HI, ABOUT_MARKERS, WHO)),
}
"""By the names that the files give them."""


@dataclass(frozen=True)
class Family:
    """One of the files. `adds_start` says whether its models put the start token in front."""

    name: str
    documentation: str
    thinks: Thinks
    start: str
    end: str
    adds_start: bool
    controls: Sequence[str]
    source: str
    golden: Mapping[str, str]

    @cached_property
    def template(self) -> Template:
        return Template(self.source, f"{self.name}.gguf", self.start, self.end)

    def vocabulary(self, adds_start: bool) -> Alphabet:
        return Alphabet(self.controls, self.start, adds_start)


@cache
def families() -> tuple[Family, ...]:
    """All of them, by name."""
    return tuple(_read(path) for path in sorted(_FOLDER.glob("*.toml")))


def prompt(template: Template, vocabulary: Alphabet, asked: Asked) -> Prompt:
    """What a model is given."""
    planner = Planner(vocabulary, template, KeptReplies(), 4096)  # type: ignore[arg-type]
    thinking = Thinking(asked.mode)
    return planner.prompt(
        ChatJob("j", ModelOptions("m"), asked.turns, continues=asked.continues, thinking=thinking)
    )


def _read(path: Path) -> Family:
    values = tomllib.loads(path.read_text("utf-8"))
    return Family(
        name=path.stem,
        documentation=values["documentation"],
        thinks=Thinks(values["thinks"]),
        start=values["start"],
        end=values["end"],
        adds_start=values["adds_start"],
        controls=values["controls"],
        source=values["template"],
        golden=values["golden"],
    )
