import pytest

from desktop_app.cli import window_step
from desktop_app.cli.step import StepError
from desktop_app.cli.window_step import WindowStep


def test_the_window_opens_and_closes() -> None:
    ((name, step),) = WindowStep()
    assert name == "window"
    assert step().startswith("opened and closed in ")


def test_one_that_cannot_open_is_told_with_what_it_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window_step.sys, "executable", "/no/such/python")
    with pytest.raises(StepError, match="no/such/python"):
        WindowStep().open()


def test_a_window_that_ends_badly_is_told_with_its_last_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = ([window_step.sys.executable, "-c", "import sys; sys.exit('no screen')"], {})
    monkeypatch.setattr(window_step, "_program", lambda: program)
    with pytest.raises(StepError, match="ended with 1 no screen"):
        WindowStep().open()
