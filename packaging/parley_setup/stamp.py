"""What set-up has already done, so that a second start costs a glance at one small file.

A step is named with a key made of everything it depends on. The name of a step is written before
it begins and its key after it ended: a step that was cut off leaves its name behind, and then
nobody can say what the environment holds, so it is made anew.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path


def key_of(*parts: object) -> str:
    """A short name for these facts; another fact, another name."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:20]


class Stamp:
    """The steps done in one environment, kept in a file inside it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._done: dict[str, str] = {}
        self._begun = ""
        try:
            held = json.loads(path.read_text(encoding="utf-8"))
            self._done = {str(step): str(key) for step, key in held["done"].items()}
            self._begun = str(held["begun"])
        except (OSError, ValueError, KeyError, AttributeError, TypeError):
            # No stamp, or half of one: nothing is known to be done.
            pass

    @property
    def cut_off(self) -> str:
        """The step that began and never ended, or an empty string."""
        return self._begun

    def holds(self, step: str, key: str) -> bool:
        """Whether `step` is done with exactly this key."""
        return not self._begun and self._done.get(step) == key

    def begin(self, step: str) -> None:
        """Note that `step` is under way."""
        self._done.pop(step, None)
        self._begun = step
        self._write()

    def end(self, step: str, key: str) -> None:
        """Note that `step` is done."""
        self._done[step] = key
        self._begun = ""
        self._write()

    def give_up(self) -> None:
        """Note that the step under way failed in an orderly manner: it is to be tried again."""
        self._begun = ""
        self._write()

    def _write(self) -> None:
        text = json.dumps({"begun": self._begun, "done": self._done}, indent=1)
        part = self._path.with_suffix(".part")
        part.write_text(text, encoding="utf-8")
        part.replace(self._path)
