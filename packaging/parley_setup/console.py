"""Telling the person at the terminal what set-up does, how long it may take and what went wrong."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO


class SetupError(Exception):
    """Set-up cannot go on: one sentence, and what the reader can do about it."""

    def __init__(self, sentence: str, remedy: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.sentence}\n  {self.remedy}" if self.remedy else self.sentence


class CommandError(Exception):
    """A command ended with another status than 0. `tail` is the heart of what it printed."""

    def __init__(self, command: Sequence[str], status: int, tail: str) -> None:
        super().__init__(f"{Path(command[0]).name} ended with status {status}")
        self.status = status
        self.tail = tail


class Console:
    """Writes to standard error, so that `dev.py run ask` leaves standard output to the reply.

    What the commands themselves print goes to `log`, which an error points to.
    """

    def __init__(self, log: Path, out: TextIO | None = None) -> None:
        self.log = log
        self._out = out if out is not None else sys.stderr

    def say(self, sentence: str) -> None:
        """Print one line."""
        print(sentence, file=self._out, flush=True)

    def run(
        self,
        title: str,
        command: Sequence[str],
        *,
        expect: str = "",
        env: Mapping[str, str] | None = None,
    ) -> str:
        """Run `command`, showing `title` and the time it takes, and return what it printed.

        `expect` says how long it may take ("about 3 minutes"). An empty title shows nothing.
        Raises CommandError. An interruption ends the command too.
        """
        label = f"{title} ({expect}) ..." if expect else f"{title} ..."
        begun = time.monotonic()
        if title:
            self._show(label)
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            log.write(f"\n$ {' '.join(command)}\n".encode())
            log.flush()
            offset = log.tell()
            status = self._wait(command, log.fileno(), env, label if title else "", begun)
        output = _read_from(self.log, offset)
        if title:
            self._finish(label, "failed" if status else f"{time.monotonic() - begun:.0f} s")
        if status:
            raise CommandError(command, status, essence(output))
        return output

    def _wait(
        self,
        command: Sequence[str],
        log: int,
        env: Mapping[str, str] | None,
        label: str,
        begun: float,
    ) -> int:
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=dict(os.environ if env is None else env),
            )
        except OSError as error:
            raise CommandError(command, 127, str(error)) from error
        try:
            while True:
                try:
                    return process.wait(timeout=1)
                except subprocess.TimeoutExpired:
                    if label and self._out.isatty():
                        self._show(f"\r{label} {time.monotonic() - begun:.0f} s")
        except BaseException:
            process.terminate()
            process.wait()
            raise

    def _show(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()

    def _finish(self, label: str, outcome: str) -> None:
        start = f"\r{label}" if self._out.isatty() else ""
        self._show(f"{start} {outcome}\n")


def essence(output: str) -> str:
    """The lines in which a command says what went wrong, or else the last ones."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith(("error:", "fatal:"))]
    return "\n".join(errors[-3:] or lines[-5:])


def _read_from(path: Path, offset: int) -> str:
    with path.open("rb") as file:
        file.seek(offset)
        return file.read().decode(errors="replace")
