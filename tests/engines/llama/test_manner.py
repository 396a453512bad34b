from collections.abc import Mapping

import pytest

from desktop_app.core.conversation import Role
from desktop_app.core.engine import Turn
from desktop_app.core.thinking import Mode, Thinks
from desktop_app.engines.llama import template
from desktop_app.engines.llama.template import Template

TURNS = "{% for m in messages %}[{{ m.role }}]{{ m.content }}{% endfor %}[assistant]"
CONVERSATION = (
    Turn("1", Role.USER, "Hi"),
    Turn("2", Role.ASSISTANT, "Hello!", thoughts="\nHm.\n"),
    Turn("3", Role.USER, "Why?"),
)


def made(source: str) -> Template:
    return Template(source, "model.gguf", "<s>", "</s>")


def rendered(source: str, mode: Mode = Mode.AUTO) -> str:
    compiled = made(source)
    return "".join(piece.text for piece in compiled.pieces(compiled.shown(CONVERSATION), mode))


@pytest.mark.parametrize(
    ("source", "thinks"),
    [
        (TURNS, Thinks.NEVER),
        (TURNS + "<think>\n", Thinks.ALWAYS),
        (TURNS + "<think></think>", Thinks.NEVER),
        (TURNS + "{{ '/no_think' if enable_thinking is false }}", Thinks.SWITCH),
        (TURNS + "{{ '<think>' if thinking else '</think>' }}", Thinks.SWITCH),
        (TURNS + "{{ reasoning_effort | default('medium') }}", Thinks.EFFORT),
        # A variable that makes no difference, and one that is the template's own.
        (TURNS + "{% if enable_thinking %}{% endif %}", Thinks.NEVER),
        (TURNS + "{% for thinking in [1] %}{{ thinking }}{% endfor %}", Thinks.NEVER),
        ("{{ raise_exception('never') }}{{ enable_thinking }}", Thinks.NEVER),
    ],
)
def test_what_a_template_offers(source: str, thinks: Thinks) -> None:
    assert made(source).thinks is thinks


@pytest.mark.parametrize(
    ("end", "unasked"),
    [
        ("{{ '/no_think' if enable_thinking is defined and not enable_thinking }}", True),
        ("{{ '<think>' if thinking else '</think>' }}", False),
        ("<think>\n", True),
    ],
)
def test_whether_it_thinks_where_nothing_is_said(end: str, unasked: bool) -> None:
    assert made(TURNS + end).thinks_unasked is unasked


@pytest.mark.parametrize(
    ("end", "wanted"),
    [
        (
            "{{ enable_thinking is defined and enable_thinking }}",
            {Mode.AUTO: "False", Mode.ON: "True", Mode.OFF: "False"},
        ),
        (
            "{{ reasoning_effort | default('medium') }}",
            {Mode.AUTO: "medium", Mode.ON: "high", Mode.OFF: "low"},
        ),
        (
            "{% if reasoning_effort not in ['none', 'high', undefined] %}"
            "{{ raise_exception('unknown effort') }}{% endif %}{{ reasoning_effort }}",
            {Mode.ON: "high", Mode.OFF: "none"},
        ),
    ],
)
def test_what_is_wanted_is_said_in_the_template_s_words(
    end: str, wanted: Mapping[Mode, str]
) -> None:
    for mode, word in wanted.items():
        assert rendered(TURNS + end, mode).endswith(f"[assistant]{word}")


@pytest.mark.parametrize("field", ["reasoning_content", "reasoning", "thinking", "thought"])
def test_thoughts_go_into_the_field_that_is_read(field: str) -> None:
    source = (
        f"{{% for m in messages %}}{{% if '{field}' in m %}}({{{{ m['{field}'] }}}}){{% endif %}}"
        "{{ m.content }}|{% endfor %}"
    )

    assert rendered(source) == "Hi|(Hm.)Hello!|Why?|"


def test_thoughts_go_into_the_text_where_no_field_is_read() -> None:
    assert "[assistant]<think>\nHm.\n</think>\n\nHello![user]Why?" in rendered(TURNS)


@pytest.mark.parametrize(
    "source",
    [
        "{% for m in messages %}{{ m.content.split('</think>')[-1].strip() }}|{% endfor %}",
        "{% for m in messages %}{% if loop.last %}{{ m.reasoning_content }}{% endif %}"
        "{{ m.content }}|{% endfor %}",
    ],
)
def test_thoughts_that_a_template_drops_are_not_given_to_it(source: str) -> None:
    assert made(source).shown(CONVERSATION)[1].thoughts == ""
    assert rendered(source) == "Hi|Hello!|Why?|"


@pytest.mark.parametrize(
    "keeps",
    [
        "preserve_thinking",
        "keep_past_thinking",
        "not (clear_thinking | default(true))",
        "not (truncate_history_thinking | default(true))",
    ],
)
def test_a_template_that_can_keep_thoughts_is_asked_to(keeps: str) -> None:
    source = (
        f"{{% for m in messages %}}{{% if {keeps} %}}({{{{ m.reasoning_content }}}}){{% endif %}}"
        "{{ m.content }}|{% endfor %}"
    )
    compiled = made(source)
    without = compiled.pieces([CONVERSATION[0]])

    assert "(Hm.)Hello!" in rendered(source)
    assert "".join(piece.text for piece in without) == "Hi|"


def test_a_template_that_wants_lists_of_parts() -> None:
    source = (
        "{% for m in messages %}{% for part in m.content %}"
        "{% if part['type'] == 'text' %}{{ part['text'] }}{% endif %}{% endfor %}|{% endfor %}"
    )

    assert rendered(source) == "Hi|<think>\nHm.\n</think>\n\nHello!|Why?|"


def test_a_template_that_goes_through_the_tools_it_is_not_given() -> None:
    source = "{% for tool in tools %}{{ tool }}{% endfor %}" + TURNS

    assert rendered(source).startswith("[user]Hi")


def test_a_template_that_hangs_is_found_out_about_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template, "SECONDS", 0.2)
    endless = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"

    assert made(endless).thinks is Thinks.NEVER


def test_thoughts_are_no_control_tokens_and_no_reply() -> None:
    compiled = made(TURNS)
    thoughts = [piece for piece in compiled.pieces(CONVERSATION) if piece.is_thoughts]

    assert [(piece.text, piece.turn) for piece in thoughts] == [("\nHm.\n", CONVERSATION[1])]
