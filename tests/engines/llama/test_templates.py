"""The common families' prompts, against what their documentation says of them."""

from datetime import datetime
from pathlib import Path

import pytest

from desktop_app.core.gguf import read_header
from desktop_app.core.prompt import normalised
from desktop_app.engines.llama import template
from desktop_app.engines.llama.template import Template
from tests.engines.llama.family import ASKED, Asked, Family, families, prompt

GOLDEN = [
    pytest.param(family, name, id=f"{family.name}-{name}")
    for family in families()
    for name in family.golden
]
FAMILIES = [pytest.param(family, id=family.name) for family in families()]
ALWAYS_TESTED = {"system", "alone", "several", "continued"}


@pytest.fixture(autouse=True)
def _a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template, "_now", lambda: datetime(2025, 6, 28, 12).astimezone())


def said(family: Family, adds_start: bool, asked: Asked, written: Template | None = None) -> str:
    vocabulary = family.vocabulary(adds_start)
    made = prompt(written or family.template, vocabulary, asked)
    return vocabulary.text(made.tokens.ids)


@pytest.mark.parametrize(("family", "name"), GOLDEN)
def test_a_prompt_is_as_documented(family: Family, name: str) -> None:
    assert said(family, family.adds_start, ASKED[name]) == family.golden[name]


def test_every_family_is_tried_in_all_that_counts() -> None:
    assert len(families()) >= 15
    for family in families():
        assert family.golden.keys() >= ALWAYS_TESTED, family.name
        assert family.documentation
        if family.thinks.value != "never":
            assert family.golden.keys() >= {"on", "off"}, family.name


@pytest.mark.parametrize("family", FAMILIES)
def test_what_a_template_offers_about_thoughts_is_found(family: Family) -> None:
    assert family.template.thinks is family.thinks


@pytest.mark.parametrize("family", [param for param in FAMILIES if param.values[0].start])
@pytest.mark.parametrize("adds_start", [True, False])
def test_the_start_token_comes_once(family: Family, adds_start: bool) -> None:
    """Written by the template, put there by the model, both or neither."""
    vocabulary = family.vocabulary(adds_start)
    for asked in ASKED.values():
        tokens = prompt(family.template, vocabulary, asked).tokens.ids
        first = family.template.pieces(normalised(asked.turns))[0].text
        writes_it = first.startswith(family.start)
        assert (tokens[0] == vocabulary.start) == (adds_start or writes_it), asked
        assert tokens[1] != vocabulary.start, asked


@pytest.mark.parametrize("family", FAMILIES)
def test_nothing_that_is_said_becomes_a_control_token(family: Family) -> None:
    """What a prompt holds beyond the letters of the turns is the template's."""
    vocabulary = family.vocabulary(family.adds_start)
    plain = ASKED["several"]
    names = "".join(family.controls)
    turns = tuple(
        type(turn)(turn.id, turn.role, turn.text + names, thoughts="") for turn in plain.turns
    )
    expected = prompt(family.template, vocabulary, plain).tokens.ids
    found = prompt(family.template, vocabulary, Asked(turns)).tokens.ids

    assert len(found) == len(expected) + len(turns) * len(names)
    assert sum(map(vocabulary.is_control, found)) == sum(map(vocabulary.is_control, expected))


def test_the_starter_model_has_the_template_that_its_family_is_tried_with(
    starter_model: Path,
) -> None:
    with starter_model.open("rb") as file:
        source = str(read_header(file).metadata["tokenizer.chat_template"])
    family = next(family for family in families() if family.name == "smollm2")
    real = Template(source, starter_model.name, family.start, family.end)

    assert real.thinks is family.thinks
    for name, golden in family.golden.items():
        assert said(family, family.adds_start, ASKED[name], real) == golden
