"""Engines that really die, hang or misbehave, for tests of what stands between them and us."""

import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.engine import CancelToken, Job
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Finished, Loaded, Loading, Looking, TextDelta

CARD = "NVIDIA GeForce RTX 4070"


@dataclass(frozen=True, slots=True)
class FaultyOptions:
    """`fault` names what happens after `events`, and after `words` were said.

    With `marker` (a path) it happens only while that file does not exist, and creates it: the
    first job fails, later ones succeed. With `layers` a model is loaded first, so many layers of
    it on a graphics card; `last_words` are printed before the end.
    """

    fault: str = "segfault"
    words: tuple[str, ...] = ("one ", "two ")
    events: tuple[Event, ...] = ()
    marker: str = ""
    layers: int | None = None
    last_words: str = ""


def create(options: object) -> "FaultyEngine":
    assert isinstance(options, FaultyOptions)
    if options.fault.startswith("create "):
        _FAULTS[options.fault.removeprefix("create ")]()
    return FaultyEngine(options)


class FaultyEngine:
    def __init__(self, options: FaultyOptions) -> None:
        self._options = options

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        if (layers := self._options.layers) is not None:
            yield Loading(0.0)
            yield Loaded("m", "m", 512, CARD if layers else "CPU", 1, 0.1, layers, 33)
        yield from self._options.events
        for word in self._options.words:
            yield TextDelta(word)
        if self._is_due():
            print(self._options.last_words, file=sys.stderr, flush=True)
            if self._options.fault == "no end":
                return
            if self._options.fault == "two ends":
                yield Finished()
            elif self._options.fault == "stuck looking":
                yield Looking(0, 1)
                stuck()
            elif self._options.fault == "deaf":
                while True:
                    yield TextDelta("on ")
            elif self._options.fault == "unpicklable":
                yield TextDelta(lambda: "text")  # type: ignore[arg-type]
            elif self._options.fault == "no event":
                yield "not an event"  # type: ignore[misc]
            else:
                _FAULTS[self._options.fault]()
        yield Finished()

    def close(self) -> None:
        if self._options.fault == "stuck in close":
            stuck()

    def _is_due(self) -> bool:
        marker = self._options.marker
        if marker and Path(marker).exists():
            return False
        if marker:
            Path(marker).touch()
        return True


def segfault() -> None:
    ctypes.string_at(0)


def stuck() -> None:
    """Wait in native code, which hears nothing; Python's other threads run on."""
    if sys.platform == "win32":
        ctypes.windll.kernel32.Sleep(60_000)
    else:
        ctypes.CDLL(None).sleep(60)


def stuck_with_lock() -> None:
    """Wait in native code that holds the interpreter's lock: no other thread runs."""
    ctypes.PyDLL(None).sleep(60)


class UnpicklableError(Exception):
    def __init__(self, one: object, two: object) -> None:
        super().__init__("unpicklable")
        self.one, self.two = one, two

    def __reduce__(self) -> str:
        raise TypeError("no")


def raise_unpicklable() -> None:
    raise UnpicklableError(1, 2)


def raise_problem() -> None:
    raise ParleyError(Problem("model.missing", {"name": "a.gguf"}))


def print_and_abort() -> None:
    os.write(2, "native last words: größer\n".encode())
    print("python's last words")
    os.abort()


_FAULTS = {
    "none": lambda: None,
    "stuck in close": lambda: None,
    "segfault": segfault,
    "abort": os.abort,
    "print and abort": print_and_abort,
    "kill": lambda: signal.raise_signal(signal.SIGKILL),
    "bus": lambda: signal.raise_signal(signal.SIGBUS),
    "illegal": lambda: signal.raise_signal(signal.SIGILL),
    "exit": lambda: os._exit(3),
    "sys.exit": lambda: sys.exit(4),
    "stuck": stuck,
    "stuck with lock": stuck_with_lock,
    "raise": raise_unpicklable,
    "problem": raise_problem,
    "import": lambda: __import__("no_such_library"),
}
