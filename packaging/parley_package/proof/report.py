"""What a proof says: a line for each step as soon as it is known, for the terminal and a file."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from parley_package.proof.command import ProofError
from parley_setup.console import Console

NAME = "report.txt"


class SkippedError(Exception):
    """A step has nothing to try here: a sentence."""


@dataclass(frozen=True)
class Step:
    """`do` returns what it found, and raises ProofError or SkippedError.

    Where `foundation` fails, the steps behind it have nothing to stand on.
    """

    name: str
    do: Callable[[], str]
    foundation: bool = False


@dataclass(frozen=True)
class Outcome:
    """How a step ended: `result` is "ok", "failed" or "skipped"."""

    result: str
    name: str
    words: str
    seconds: float

    def __str__(self) -> str:
        return f"{self.result:<8}{self.name}: {self.words} ({self.seconds:.0f} s)"


class Report:
    """Writes to the folder `folder`, which it empties of what an earlier proof left there."""

    def __init__(self, folder: Path, console: Console) -> None:
        self.folder = folder
        self._console = console
        self._outcomes: list[Outcome] = []
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            if path.is_file():
                path.unlink()

    @property
    def is_well(self) -> bool:
        """Whether something was tried, and nothing failed."""
        results = {outcome.result for outcome in self._outcomes}
        return "ok" in results and "failed" not in results

    def work_through(self, steps: Iterable[Step]) -> bool:
        """Do the steps in their order. False when one failed that the rest stands on."""
        for step in steps:
            outcome = self._try(step)
            self._add(outcome)
            if outcome.result == "failed" and step.foundation:
                return False
        return True

    def _try(self, step: Step) -> Outcome:
        begun = time.monotonic()
        try:
            result, words = "ok", step.do()
        except SkippedError as error:
            result, words = "skipped", str(error)
        except (ProofError, OSError, ValueError, LookupError) as error:
            result, words = "failed", str(error) or repr(error)
        return Outcome(result, step.name, words, time.monotonic() - begun)

    def _add(self, outcome: Outcome) -> None:
        self._outcomes.append(outcome)
        self._console.say(str(outcome))
        # Written at once: what ends the proof before its time leaves what is known by then.
        with (self.folder / NAME).open("a", encoding="utf-8") as file:
            file.write(f"{outcome}\n")
