"""The window of the installed program, on the unseen screen: a question by keys, and the answer."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from parley_package.proof.clean_root import CleanRoot
from parley_package.proof.command import ProofError, end, tail, wait_for
from parley_package.proof.conversation import Conversation, read_conversations
from parley_package.proof.namespace import Circumstances
from parley_package.proof.screen import Screen

TITLE = "Parley"

_OPENING, _ANSWERING, _CLOSING = 180, 600, 60
"""Seconds, on a computer that has other things to do."""


@dataclass(frozen=True)
class Window:
    """An open one: its number, the screen that it is on, and the process outside of the root."""

    number: str
    screen: Screen
    root: CleanRoot
    process: subprocess.Popen[bytes]
    log: Path

    def ask(self, question: str, parley: Sequence[str]) -> Conversation:
        """Type a question, and wait until the answer to it is kept. `parley` reads what is kept."""
        self.screen.type(self.number, question)
        return wait_for(lambda: self._answered(question, parley), _ANSWERING, "An answer")

    def show_last(self, title: str) -> str:
        """Go from the empty conversation at the start to the one that was last changed, which has
        this title; what then stands in the window's."""
        return wait_for(lambda: self._stepped(title), _OPENING, f"“{title}” in the title")

    def need_open(self) -> None:
        """Raises ProofError with what it said, when it has ended."""
        if self.process.poll() is not None:
            said = tail(self.log.read_text(encoding="utf-8", errors="replace"))
            raise ProofError(f"It ended with {self.process.returncode}: {said}")

    def _answered(self, question: str, parley: Sequence[str]) -> Conversation | None:
        self.need_open()
        found = read_conversations(self.root, parley)
        return next((each for each in found if each.question == question and each.answer), None)

    def _stepped(self, title: str) -> str | None:
        self.need_open()
        shown = self.screen.title(self.number)
        if shown == TITLE:
            self.screen.press(self.number, "ctrl+Next")
        return shown if title in shown else None


@contextmanager
def open_window(
    root: CleanRoot, screen: Screen, words: Sequence[str], found: Circumstances, log: Path
) -> Iterator[Window]:
    """The window that these words open, as long as the block lasts; then it is closed.

    Raises ProofError also where it does not close, or the program does not end well with it.
    """
    process = root.start(words, replace(found, screen=screen.socket), log)
    opened = Window("", screen, root, process, log)
    try:
        number = wait_for(lambda: _found(opened), _OPENING, "The window")
        yield replace(opened, number=number)
        screen.close_window(number)
        wait_for(lambda: _has_ended(process), _CLOSING, "The end of the program")
        if process.returncode:
            raise ProofError(f"It was closed, and ended with {process.returncode}")
    finally:
        end(process)


def exec_words(desktop_entry: str, file: str) -> list[str]:
    """The command of a desktop entry that opens `file`."""
    for line in desktop_entry.splitlines():
        if line.startswith("Exec="):
            words = shlex.split(line.removeprefix("Exec="))
            return [file if word in ("%f", "%F") else word.replace("%%", "%") for word in words]
    raise ProofError("The desktop entry has no Exec")


def _found(window: Window) -> str | None:
    window.need_open()
    return window.screen.find_window(TITLE)


def _has_ended(process: subprocess.Popen[bytes]) -> bool | None:
    return None if process.poll() is None else True
