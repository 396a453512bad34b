import pytest

from desktop_app.core.template_syntax import LONGEST_CHECKED, template_fault


@pytest.mark.parametrize(
    "source",
    [
        "",
        "plain words",
        "{% for m in messages %}{{ m.content }}{% break %}{% endfor %}",
        "{% generation %}{{ messages[0]['content'] | trim }}{% endgeneration %}",
        "{{ raise_exception('no') }}{{ 1 / 0 }}",
    ],
)
def test_what_can_be_read_is_sound_and_is_not_run(source: str) -> None:
    assert template_fault(source) == (0, "")


def test_a_slip_is_told_with_its_line() -> None:
    line, fault = template_fault("{% for m in messages %}\n{{ m.content }\n{% endfor %}")

    assert line == 2
    assert "}" in fault


@pytest.mark.parametrize("source", ["{% if %}", "{% for %}", "{% nonsense %}", "{{ (" * 10_000])
def test_what_cannot_be_read_has_a_fault(source: str) -> None:
    assert template_fault(source)[0] > 0


def test_what_is_too_long_is_not_looked_at() -> None:
    assert template_fault("a" * (LONGEST_CHECKED + 1))[0] == 1
