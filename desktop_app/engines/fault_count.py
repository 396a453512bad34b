"""How often an engine died over the same thing: what kills it is not tried again unasked."""

from pathlib import Path

from desktop_app.core.engine import ModelOptions
from desktop_app.core.errors import Problem
from desktop_app.core.text import Sentence, Value

FAULTS_IN_A_ROW = 2
"""After this many crashes with the same model it is not started again unasked."""

SAID_AS_EVER = ("engine.illegal_instruction", "engine.crashed_loading")
"""Crashes of which the second says no more than the first."""


class FaultCount:
    """Counts crashes in a row over the same subject."""

    def __init__(self) -> None:
        self._subject: object = None
        self._last: Problem | None = None
        self._number = 0

    def count(self, subject: object, problem: Problem, cause: Sentence, family: str) -> Problem:
        """Take note of a crash; the problem to show, which is another one the second time."""
        self._number = self._number + 1 if subject == self._subject else 1
        self._subject = subject
        if self._number >= FAULTS_IN_A_ROW and problem.code not in SAID_AS_EVER:
            name = Path(subject.path).name if isinstance(subject, ModelOptions) else ""
            values: dict[str, Value] = {"name": name, "cause": cause}
            problem = Problem(f"{family}.crashed_again", values, problem.details)
        self._last = problem
        return problem

    def refusal(self, subject: object) -> Problem | None:
        """Why this is not tried again, None when it is."""
        if subject != self._subject:
            self._number = 0
        return self._last if self._number >= FAULTS_IN_A_ROW else None

    def allow_one_more(self) -> None:
        """Try again what would be refused; the next crash leads back to the refusal."""
        self._number = min(self._number, FAULTS_IN_A_ROW - 1)

    def forgive(self) -> None:
        """Begin to count anew: a reply came to its end."""
        self._number = 0
