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


SELF = "{% set n = namespace(x='x' * 999) %}{% for i in range(90) %}"
DOUBLE = "{% macro m(x) %}{{ x }}{{ x }}{% endmacro %}"
LONG = "{% set x = 'x' * 999999 %}"

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
    # What is made of itself, without an operator or a filter.
    SELF + "{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}",
    DOUBLE + SELF + "{% set n.x = m(n.x) %}{% endfor %}",
    SELF + "{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x }}",
    SELF + "{% set n.x = (n.x, n.x) %}{% endfor %}{{ n.x == (n.x, 1) }}",
    SELF + "{% set n.x = {'a': n.x, 'b': n.x} %}{% endfor %}{{ n.x | tojson }}",
    SELF + "{% set n.x = [n.x] * 2 %}{% endfor %}{{ n.x | join }}",
    SELF + "{% set n.x = [n.x] %}{% endfor %}{{ n.x | tojson(indent=16) }}",
    "{% set n = namespace(x=10) %}{% for i in range(90) %}{% set n.x = n.x * n.x %}{% endfor %}",
    LONG + "{{ ('%s' * 99) % ((x,) * 99) }}",
    LONG + "{{ ('%(a)s' * 99) % {'a': x} }}",
    LONG + "{{ '%s' % ([x] * 99) }}",
    LONG + "{{ ('{0}' * 99).format(x) }}",
    LONG + "{{ ('{a}' * 99).format_map({'a': x}) }}",
    LONG + "{{ ('%s' * 99) | format(*([x] * 99)) }}",
    LONG + "{{ [x] * 99 }}",
    LONG + "{{ ([x] * 99) | string | length }}",
    LONG + "{{ range(99) | join(x) }}",
    LONG + "{{ x.join(range(99) | map('string')) }}",
    LONG + "{{ x | list }}",
    LONG + "{{ x.split() }}",
    LONG + "{{ ('a' * 99).translate({97: x}) }}",
    LONG + "{{ ('a\n' * 99) | indent(999999) }}",
    LONG + "{{ ('\t' * 99).expandtabs(999999) }}",
    LONG + "{{ x | wordwrap(1, true, 'y' * 99) }}",
    LONG + "{% set n = namespace(l=[]) %}{% for i in range(99) %}"
    "{% set n.l = n.l + [x ~ i] %}{% endfor %}",
    "{{ '{:>{}}'.format(1, 9999999) }}",
    "{{ ('{:>9999}' * 99).format(*([1] * 99)) }}",
    "{{ 5 | round(-9999999) }}",
    "{{ strftime_now('%c' * 99999) }}",
    "{{ " + "(" * 99999 + "1" + ")" * 99999 + " }}",
    "{% if 1 %}" * 9999 + "{% endif %}" * 9999,
    "{{ '{0.__class__}'.format('') }}",
    "{{ [''] | map(attribute='__class__') | list }}",
    "{{ strftime_now.__globals__ }}",
    "{{ lipsum() }}",
]


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_templates_are_refused(source: str) -> None:
    assert refused(source)


HARMLESS = [
    ("{{ messages }}", "[{'role': 'user', 'content': 'Hi'}]"),
    ("{{ [messages[0].content, 'b'] | join('-') }}", "Hi-b"),
    ("{% set a, b = 'a', messages[0].content %}{{ a ~ b }}", "aHi"),
    ("{% for a, b in [(1, messages[0].role)] %}{{ a }}{{ b }}{% endfor %}", "1user"),
    ("{{ {'a': messages[0].content}.a }}{{ {'a': 1}['a'] }}", "Hi1"),
    ("{{ '%s and %d' % (messages[0].content, 7) }}", "Hi and 7"),
    ("{{ '{} {x}'.format(messages[0].content, x=1) }}", "Hi 1"),
    ("{{ 'a b'.split()[-1] }}{{ 2 * 3 + 4 ** 2 }}{{ 1.25 | round(1) }}", "b221.2"),
    ("{{ 'a\nb' | indent(2) }}", "a\n  b"),
    ("{% set n = namespace(l=[]) %}{% for i in range(3) %}{% set n.l = n.l + [i] %}{% endfor %}"
    "{{ n.l }}{{ n }}", "[0, 1, 2]<namespace>"),
    ("{% set x %}a{{ messages[0].content }}{% endset %}{{ x | upper }}", "AHI"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), HARMLESS)
def test_what_is_watched_does_what_it_always_did(source: str, expected: str) -> None:
    assert rendered(source, TURNS[1:]) == expected


def test_long_conversations_are_no_bombs() -> None:
    source = (
        "{% set n = namespace(said='') %}{% for m in messages %}"
        "{% if messages | length > loop.index0 %}{% set n.said = n.said + m.content %}{% endif %}"
        "{% endfor %}{{ n.said | length }}"
    )
    turns = [Turn(str(n), (Role.USER, Role.ASSISTANT)[n % 2], "word " * 200) for n in range(300)]

    assert rendered(source, turns) == str(300 * 1000)


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
