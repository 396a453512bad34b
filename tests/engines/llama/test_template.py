import sys

import pytest

from desktop_app.core.conversation import Role
from desktop_app.core.engine import Turn
from desktop_app.core.errors import ParleyError
from desktop_app.engines.llama import template
from desktop_app.engines.llama.template import DEFAULT_STOPS, Template

TURNS = [Turn("s", Role.SYSTEM, "Be kind."), Turn("u", Role.USER, "Hi")]


def rendered(source: str, turns: list[Turn] = TURNS) -> str:
    compiled = Template(source, "model.gguf", "<s>", "</s>")
    return "".join(piece.text for piece in compiled.pieces(turns))


def refused(source: str) -> str:
    """The details of the problem that `source` is refused with."""
    with pytest.raises(ParleyError) as caught:
        rendered(source)
    assert caught.value.problem.code == "model.template"
    assert "model.gguf" in caught.value.problem.sentence.english()
    return caught.value.problem.details


def test_no_template_is_chatml_with_its_stop_strings() -> None:
    chatml = Template("", "model.gguf", "", "")

    assert chatml.is_default
    assert chatml.stops == DEFAULT_STOPS
    assert rendered("") == (
        "<|im_start|>system\nBe kind.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n"
        "<|im_start|>assistant\n"
    )


def test_what_templates_rely_on() -> None:
    source = (
        "{{ bos_token }}\n{%- for message in messages %}\n"
        "    {%- if message.role == 'tool' %}{% continue %}{% endif %}\n"
        "{% generation %}[{{ message['role'] }}] {{ message.content | trim }}{% endgeneration %}"
        "{{ eos_token }}\n"
        "{% endfor %}"
        "{% if tools is not none %}tools{% endif %}"
        "{% if add_generation_prompt %}[assistant]{% endif %}"
        '{{ {"ä": "<b>", "n": [1]} | tojson }}{{ [1] | tojson(indent=2) }}'
        "{{ strftime_now('%Y') | length }}"
    )

    assert '{"ä": "<b>", "n": [1]}[\n  1\n]4' in rendered(source)
    assert rendered(source).startswith("<s>[system] Be kind.</s>\n[user] Hi</s>\n[assistant]")


HOSTILE = [
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ messages.__class__ }}",
    "{{ (messages | first).clear() }}",
    "{{ messages.append(1) }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ 'x' * 999999999 }}",
    "{{ [1] * 999999999 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ '%999999999d' % 1 }}",
    "{{ '%*d' % (999999999, 1) }}",
    "{{ '{:999999999}'.format(1) }}",
    "{{ '%0999999999d' | format(1) }}",
    "{{ 'x'.center(999999999) }}",
    "{{ 'x' | center(999999999) }}",
    "{{ 'x' | indent(999999999, true) }}",
    "{{ 'x'.zfill(999999999) }}",
    "{{ '\t'.expandtabs(999999999) }}",
    "{% set x = 'x' * 100000 %}{{ x.replace('x', x) }}",
    "{% set x = 'x' * 100000 %}{{ x | replace('x', x) }}",
    "{% set x = 'x' * 100000 %}{{ ([x] * 100000) | join }}",
    "{% set x = 'x' * 100000 %}{{ ''.join([x] * 100000) }}",
    "{% set n = namespace(x='x') %}{% for i in range(90) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "{% set n = namespace(x='x') %}{% for i in range(90) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    "{% for i in range(99999999) %}x{% endfor %}",
    "{% set x = 'x' * 1000000 %}{% for i in range(9999) %}{{ x }}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% include '/etc/passwd' %}",
    "{{ lipsum() }}",
]


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_templates_are_refused(source: str) -> None:
    assert refused(source)


ENDLESS = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"


def test_hanging_templates_are_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template, "SECONDS", 0.2)
    before = sys.gettrace()

    assert "longer than 0.2 seconds" in refused(ENDLESS)
    assert sys.gettrace() is before


@pytest.mark.parametrize("source", ["{% if %}", "{{ x", "{{ messages | nothing }}", "{{ 1 / 0 }}"])
def test_malformed_templates_are_refused(source: str) -> None:
    assert refused(source)


def test_a_template_that_writes_nothing_but_is_valid_gives_no_pieces() -> None:
    assert rendered("{# nothing #}") == ""


def test_system_words_are_folded_where_there_is_no_system_role() -> None:
    source = (
        "{% for m in messages %}"
        "{% if m.role == 'system' %}{{ raise_exception('no system role') }}{% endif %}"
        "[{{ m.role }}]{{ m.content }}{% endfor %}"
    )

    assert rendered(source) == "[user]Be kind.\n\nHi"


def test_system_words_are_folded_where_the_template_drops_them() -> None:
    source = (
        "{% for m in messages if m.role != 'system' %}[{{ m.role }}]{{ m.content }}{% endfor %}"
    )

    assert rendered(source) == "[user]Be kind.\n\nHi"


def test_a_refusal_for_another_reason_is_told() -> None:
    assert "alternate" in refused("{{ raise_exception('roles must alternate') }}")
