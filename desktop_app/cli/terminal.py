"""How the commands speak with the terminal, or with whatever stands in its place."""

import io
import os
import signal
import sys
from types import FrameType, TracebackType
from typing import Self, TextIO

from desktop_app.core.engine import CancelToken
from desktop_app.core.errors import Problem

FAILED = 1
_SHORT = 120
"""Characters of details that fit behind a sentence."""

_COLUMNS = 80
"""Of a terminal that does not say."""

INTERRUPTED = 130
"""What a shell shows for a program that Ctrl-C ended (128 + SIGINT)."""


def prepare_streams() -> None:
    """Speak UTF-8, and rather show one odd character than fail at it."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


class OutputError(Exception):
    """Standard output takes no more: a disk is full, say. Carries the system's words."""


def write(text: str) -> None:
    """Put `text` on standard output at once; a windowed program has none.

    Raises `OutputError`, and `BrokenPipeError` when the reader is gone.
    """
    if sys.stdout is None:
        return
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(error.strerror) from error


def say(problem: Problem) -> None:
    """Tell a problem on standard error: its sentence, what can be done, details that are short."""
    details = problem.details.strip()
    more = f" ({details})" if details and len(details) <= _SHORT and "\n" not in details else ""
    tell(f"{problem.sentence.english()} {problem.remedy.english()}{more}")


def plain(text: str) -> str:
    """What somebody else wrote, without the signs that a terminal would obey."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def tell(sentence: str) -> None:
    """One line on standard error; a windowed program has none."""
    if sys.stderr is not None:
        print(f"parley: {_plain_lines(sentence)}", file=sys.stderr, flush=True)


def _plain_lines(text: str) -> str:
    return "\n".join(plain(line) for line in text.split("\n"))


class Progress:
    """One line on standard error that is written over, and only where a person sees it."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._width = 0
        self._live = self._stream is not None and self._stream.isatty()

    def show(self, text: str) -> None:
        """Replace the line."""
        if self._live:
            # A line that is wrapped cannot be written over.
            text = text[: _columns(self._stream) - 1]
            self._stream.write(f"\r{text.ljust(self._width)}")
            self._stream.flush()
            self._width = len(text)

    def clear(self) -> None:
        """Leave no trace of it."""
        if self._width:
            self.show("")
            self._stream.write("\r")
            self._stream.flush()
            self._width = 0


def _columns(terminal: TextIO) -> int:
    """How many characters fit into a line of it."""
    try:
        return os.get_terminal_size(terminal.fileno()).columns or _COLUMNS
    except OSError:
        return _COLUMNS


class Interrupt:
    """Turns Ctrl-C into a Stop of the running job; the second one ends the program.

    Use as a context manager, on the main thread.
    """

    def __init__(self) -> None:
        self._job: CancelToken | None = None

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._on_interrupt)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        signal.signal(signal.SIGINT, self._before)

    def watch(self, job: CancelToken | None) -> None:
        """Ctrl-C means this job from now on; None: nothing is running."""
        self._job = job

    def _on_interrupt(self, number: int, frame: FrameType | None) -> None:
        if self._job is None or self._job.is_set():
            raise KeyboardInterrupt
        self._job.set()
