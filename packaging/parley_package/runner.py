"""How a step of a workflow tells the steps behind it, and the person who looks at the run."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path


def scratch(environment: Mapping[str, str] = os.environ) -> Path:
    """A folder that is thrown away behind the run. KeyError outside of a workflow."""
    return Path(environment["RUNNER_TEMP"])


def hand_on(
    variables: Mapping[str, str],
    folders: Sequence[Path] = (),
    environment: Mapping[str, str] = os.environ,
) -> None:
    """Set variables for the steps behind, and put `folders` in this order before their PATH."""
    for name, value in variables.items():
        if "\n" in value:
            raise ValueError(f"{name} has more than one line")
    _append("GITHUB_ENV", [f"{name}={value}" for name, value in variables.items()], environment)
    # Each line goes before those above it.
    _append("GITHUB_PATH", [str(folder) for folder in reversed(folders)], environment)


def say(words: str, environment: Mapping[str, str] = os.environ) -> None:
    """Print a sentence, and put it on the page of the run."""
    print(words, flush=True)
    _append("GITHUB_STEP_SUMMARY", [f"- {words}"], environment)


def _append(name: str, lines: Sequence[str], environment: Mapping[str, str]) -> None:
    if lines and (told := environment.get(name)):
        with Path(told).open("a", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in lines)
