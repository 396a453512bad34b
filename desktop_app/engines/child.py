"""The child half of an isolated engine: what runs in the process that may die.

The main thread only listens, so that a cancel and the parent's death are heard whatever the
engine does; the engine lives on one worker thread, which is also the only one that sends.
"""

import contextlib
import faulthandler
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Iterator
from multiprocessing.connection import Connection
from typing import cast

from desktop_app.core.engine import CancelToken, Engine, EngineSpec, Job
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import TERMINAL, Event, Failed
from desktop_app.engines import wire

CLOSE_SECONDS = 1.5
"""How long a closing child waits for its engine; native code that does not return is cut off."""

_STACK_BYTES = 16 * 1024 * 1024
"""Stack of the engine's thread: regular expressions in tokenizers recurse deeply, and some
systems give threads other than the main one very little."""

PATIENCE = 5
"""How far a patient engine's priority is lowered, of 19: it gets a quarter of a processor that
another program wants as well (1.25 a step, sched(7)), and all of one that is free."""

_ENVIRONMENT = {
    # ggml would otherwise run a debugger on its own process when it aborts.
    "GGML_NO_BACKTRACE": "1",
    # Waiting OpenMP threads would otherwise spin, on processors that others could use.
    "OMP_WAIT_POLICY": "PASSIVE",
}


def main(connection: Connection, log: str | None) -> None:
    """Serve the parent at the other end of `connection` until it closes or goes away.

    Never returns: the process ends here, without the interpreter's own tidying up, in which
    native libraries like to crash.
    """
    with contextlib.suppress(ValueError, OSError):
        # Ctrl-C reaches the whole process group; it is the parent's to handle.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    redirect_output(log)
    threading.stack_size(_STACK_BYTES)
    child = _Child(connection)
    try:
        child.listen()
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(0)


def redirect_output(log: str | None) -> None:
    """Send everything that is printed, by Python or by native code, to the log file."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    try:
        file = os.open(log or os.devnull, flags, 0o600)
    except OSError:  # a log that cannot be kept is no reason not to work
        file = os.open(os.devnull, flags)
    for number in (1, 2):
        os.dup2(file, number)
    os.close(file)
    # A windowed program has no standard streams at all, so they are made anew.
    sys.stdout = open(1, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)  # noqa: SIM115
    faulthandler.enable(file=2, all_threads=True)


def lower_priority() -> None:
    """Let threads that this one starts, and itself, yield to other processes; the way on Linux.

    On macOS and Windows it is the whole process.
    """
    if sys.platform == "win32":
        import psutil

        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    else:
        with contextlib.suppress(OSError):  # it may be forbidden, and all goes on
            os.nice(PATIENCE)


class _Child:
    """Listens on the main thread, works on another one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._work: queue.SimpleQueue[tuple[int, Job, CancelToken] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._tokens: dict[int, CancelToken] = {}

    def listen(self) -> None:
        """Hear the parent until it closes or is gone, then let the engine go."""
        kind, _, spec = self._hear()
        if kind != wire.SPEC or not isinstance(spec, EngineSpec):
            return
        worker = threading.Thread(target=self._serve, args=(spec,), name="engine", daemon=True)
        worker.start()
        while True:
            kind, number, value = self._hear()
            if kind == wire.CLOSE:
                break
            if kind == wire.JOB:
                self._accept(number, cast(Job, value))
            elif kind == wire.CANCEL:
                self._cancel(number)
        self._cancel_all()
        self._work.put(None)
        worker.join(CLOSE_SECONDS)

    def _hear(self) -> wire.Message:
        """The next message; a parent that is gone or raving reads as one that closes."""
        try:
            return wire.receive(self._connection)
        except (EOFError, OSError):
            return wire.CLOSE, 0, None
        except wire.MalformedMessageError as error:
            print(f"a message could not be read: {error}", file=sys.stderr)
            return wire.CLOSE, 0, None

    def _accept(self, number: int, job: Job) -> None:
        token = CancelToken()
        with self._lock:
            self._tokens[number] = token
        self._work.put((number, job, token))

    def _cancel(self, number: int) -> None:
        with self._lock:
            token = self._tokens.get(number)
        if token is not None:
            token.set()

    def _cancel_all(self) -> None:
        with self._lock:
            tokens = list(self._tokens.values())
        for token in tokens:
            token.set()

    def _serve(self, spec: EngineSpec) -> None:
        """Build the engine and do its jobs: the worker thread, the only one that sends."""
        try:
            engine = self._build(spec)
            while (work := self._work.get()) is not None:
                self._do(engine, *work)
            engine.close()
        except BrokenPipeError:
            os._exit(0)  # Nobody is there to hear: the parent has gone, which is its right.
        except BaseException:
            # Without its worker the child is of no use, and a parent may be waiting for it.
            traceback.print_exc()
            os._exit(1)

    def _build(self, spec: EngineSpec) -> Engine:
        if spec.patient:
            lower_priority()
        try:
            engine = spec.create()
        except BaseException:
            wire.send(self._connection, wire.NOT_STARTED, value=traceback.format_exc())
            raise
        wire.send(self._connection, wire.READY)
        return engine

    def _do(self, engine: Engine, number: int, job: Job, cancel: CancelToken) -> None:
        for event in _events(engine, job, cancel):
            try:
                wire.send(self._connection, wire.EVENT, number, event)
            except OSError:
                raise
            except Exception:  # whatever pickle raises; nothing was sent
                failure = Failed(Problem("internal", details=traceback.format_exc()))
                wire.send(self._connection, wire.EVENT, number, failure)
                break
        with self._lock:
            del self._tokens[number]


def _events(engine: Engine, job: Job, cancel: CancelToken) -> Iterator[Event]:
    """The events of a job, with exactly one terminal event whatever the engine does."""
    try:
        for event in engine.run(job, cancel):
            yield event
            if isinstance(event, TERMINAL):
                return
    except ParleyError as error:
        yield Failed(error.problem)
    except GeneratorExit:
        raise
    except BaseException:  # also SystemExit: it would end the thread and not the process
        # Exceptions do not cross the pipe: unpickling one can fail, or import what it came from.
        yield Failed(Problem("internal", details=traceback.format_exc()))
    else:
        details = f"{type(engine).__name__} ended a job without a last event"
        yield Failed(Problem("internal", details=details))
