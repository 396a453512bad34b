"""What a message reads like without its widgets."""

import pytest

from desktop_app.core.conversation import Message, Role
from desktop_app.core.fold import fold
from desktop_app.core.plain_text import BREAK, may_hold, shown_text


def shown(text: str, role: Role = Role.ASSISTANT) -> list[str]:
    return shown_text(Message("m", "", role, text, 0.0), text).split(BREAK)


def test_a_reply_reads_as_it_is_shown() -> None:
    text = "# A **bold** title\n\n- one\n- [two](http://x)\n\n```python\nx = 1\ny\n```\n"
    assert shown(text) == ["A bold title", "one", "two", "x = 1", "y"]
    assert shown("| a | b |\n|---|---|\n| c | *d* |") == ["a", "b", "c", "d"]


def test_what_a_person_wrote_reads_as_it_is() -> None:
    assert shown("**not** bold\nat all", Role.USER) == ["**not** bold", "at all"]


@pytest.mark.parametrize(
    ("text", "word", "may"), [("n**ee**dle", "needle", True), ("x", "y", False)]
)
def test_only_what_may_hold_a_word_is_looked_at(text: str, word: str, may: bool) -> None:
    assert may_hold(text, fold(word)) is may
