"""One step of `parley selftest`."""

from collections.abc import Callable

from desktop_app.core.errors import Problem


class StepError(Exception):
    """A step failed; the message says how."""


class SkippedError(Exception):
    """A step cannot be tried on this computer, which is no fault of Parley's."""


Step = Callable[[], str]
"""Does something and says what it found; raises StepError or SkippedError."""


def problem_words(problem: Problem) -> str:
    """A problem in one line: its sentence, and the last line of its details."""
    details = problem.details.strip().splitlines()[-1:]
    return " ".join([problem.sentence.english(), *details])
