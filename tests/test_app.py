"""What the composition root does by itself."""

import logging

import pytest

from desktop_app.app import _on_slip
from desktop_app.core.errors import Problem


def test_an_exception_that_nobody_caught_is_told_and_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    told: list[Problem] = []
    try:
        raise ZeroDivisionError("a slip")
    except ZeroDivisionError as error:
        with caplog.at_level(logging.ERROR):
            _on_slip(told.append, type(error), error, error.__traceback__)
    (problem,) = told
    assert problem.code == "internal"
    assert "ZeroDivisionError: a slip" in problem.details
    assert "a slip" in caplog.text
