"""The parent's hold on one child process: its start, its pipe, its log and its end."""

import contextlib
import multiprocessing
import select
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import NamedTuple

from desktop_app.core.engine import EngineSpec
from desktop_app.engines import child, wire

CLOSE_SECONDS = 2.0
"""How long a child that was asked to close may take before it is ended."""

_END_SECONDS = 1.0
"""How long to wait for a terminated or killed process to be gone."""

_LOG_LINES = 100
"""How much of the log's end goes into a problem's details: Python says where each thread was, and
what native code said stands before that."""


class ChildGoneError(Exception):
    """The child has ended, or cannot be spoken with any more."""


class ChildProcess:
    """One spawned child that runs an engine. Used by one thread at a time.

    Construction starts it and does not wait; raises OSError when that is impossible, and
    whatever pickle raises when the spec cannot be sent.
    """

    def __init__(self, spec: EngineSpec, log: Path | None = None) -> None:
        self._log = log
        if log is not None:
            _rotate(log)
        # spawn everywhere: a fork would copy locks that other threads hold.
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe(duplex=True)
        self._process = context.Process(
            target=child.main, args=(theirs, str(log) if log else None), name="engine", daemon=True
        )
        try:
            with interrupt_blocked():
                self._process.start()
            self._listener = _listener(self._connection, self._process.sentinel)
            # With our copy of its end closed, a dead child reads as the end of the pipe.
            theirs.close()
            wire.send(self._connection, wire.SPEC, value=spec)
        except BaseException:
            theirs.close()
            self.end(0.0)
            raise

    @property
    def pid(self) -> int | None:
        """The process id, None after the end."""
        with contextlib.suppress(ValueError):
            return self._process.pid
        return None

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        try:
            return self._process.is_alive()
        except ValueError:
            return False

    def send(self, kind: str, number: int = 0, value: object = None) -> None:
        """Tell the child something; raises ChildGoneError."""
        try:
            wire.send(self._connection, kind, number, value)
        except OSError as error:
            raise ChildGoneError from error

    def receive(self, seconds: float) -> wire.Message | None:
        """The child's next message, None when there is none in time; raises ChildGoneError.

        What a dead child still said before its death is delivered first.
        """
        try:
            heard = self._listener(seconds)
            # A death that is not in the pipe: the last words may have come just before it.
            if heard.speech or (heard.death and self._connection.poll()):
                return wire.receive(self._connection)
        except (EOFError, OSError, ValueError) as error:
            raise ChildGoneError from error
        if heard.death:
            raise ChildGoneError
        return None

    def exit_code(self) -> int | None:
        """Wait for a child that is gone; its exit code, None when it has to be killed now."""
        self._process.join(_END_SECONDS)
        code = self._process.exitcode
        if code is None:
            self.kill()
        return code

    def kill(self) -> None:
        """End the process now. Its log and exit code stay readable until `end`."""
        self._process.kill()
        self._process.join(_END_SECONDS)

    def end(self, seconds: float = CLOSE_SECONDS) -> None:
        """Ask, wait, kill. Never hangs; may be called twice."""
        try:
            if self.alive and seconds:
                self._ask_to_close(seconds)
            for ending in (self._process.terminate, self._process.kill):
                if not self.alive:
                    break
                ending()
                self._process.join(_END_SECONDS)
        finally:
            self._connection.close()
            with contextlib.suppress(ValueError):  # closed already, or not even death took it
                self._process.close()

    def log_tail(self) -> str:
        """The last lines of the child's log, "" without one."""
        if self._log is None:
            return ""
        try:
            with self._log.open(encoding="utf-8", errors="replace") as lines:
                return "".join(deque(lines, _LOG_LINES)).strip()
        except OSError:
            return ""

    def _ask_to_close(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        with contextlib.suppress(ChildGoneError, wire.MalformedMessageError):
            self.send(wire.CLOSE)
            # Read to the end: a child that cannot get rid of its last words cannot end.
            while (left := deadline - time.monotonic()) > 0:
                self.receive(left)
        self._process.join(max(0.0, deadline - time.monotonic()))


class _Heard(NamedTuple):
    speech: bool
    death: bool


def _listener(connection: Connection, sentinel: int) -> Callable[[float], _Heard]:
    """A function that waits so many seconds for a message or the end of the process.

    One poll object for all tokens where there is such a thing: `wait` builds a selector for
    every call, which costs more than everything else that is done for a token.
    """
    if not hasattr(select, "poll"):

        def wait_anew(seconds: float) -> _Heard:
            heard = wait([connection, sentinel], seconds)
            return _Heard(connection in heard, sentinel in heard)

        return wait_anew

    poll = select.poll()
    pipe = connection.fileno()
    for descriptor in (pipe, sentinel):
        poll.register(descriptor, select.POLLIN)

    def wait_again(seconds: float) -> _Heard:
        heard = [descriptor for descriptor, _ in poll.poll(seconds * 1000)]
        return _Heard(pipe in heard, sentinel in heard)

    return wait_again


def _rotate(log: Path) -> None:
    """Keep the last child's log as `name.1`, and start with an empty one."""
    with contextlib.suppress(OSError):
        # Another Parley may have the file open, which Windows does not allow to rename; both
        # then append to the same one.
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists():
            log.replace(log.with_name(log.name + ".1"))


@contextlib.contextmanager
def interrupt_blocked() -> Iterator[None]:
    """Let a child start with Ctrl-C blocked: before it can ignore it, it would die of it.

    A Ctrl-C in this moment is not lost; it arrives at the parent when the block ends.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # The first child brings this process up, which ends the block on its way.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
