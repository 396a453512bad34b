"""What is written to a terminal does not steer it."""

import pytest

from desktop_app.cli.terminal import say, tell
from desktop_app.core.errors import Problem


def test_names_from_elsewhere_are_shown_and_not_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    values = {"repo": "a/b", "wanted": "Q9", "there": "\x1b]0;owned\x07, \x9b2J"}
    say(Problem("hub.no_variant", values))
    tell("Grüße 🦙\nzwei")
    said = capsys.readouterr().err
    assert "owned" in said
    assert not {"\x1b", "\x07", "\x9b"} & set(said)
    assert said.endswith("parley: Grüße 🦙\nzwei\n")
