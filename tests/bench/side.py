"""One of the programs that are compared: a process that is asked for one thing at a time.

Both ends speak JSON, a line each. While one side is asked, the others wait for their next line,
so that only one of them ever computes.
"""

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import Any

from tests.bench.run import ROOT

ENVIRONMENT = {
    "OMP_WAIT_POLICY": "PASSIVE",
    "OMP_NUM_THREADS": "1",
    "GGML_NO_BACKTRACE": "1",
    "HF_HUB_OFFLINE": "1",
}

_LOG_BYTES = 3000
_CLOSE_SECONDS = 10.0


class SideError(Exception):
    """A side has died or did not answer in time; the text ends with what it last said."""


class Side:
    """Starts `python -m tests.bench.NAME` and asks it. A context manager: ends it and its own."""

    def __init__(self, name: str, environment: Mapping[str, str] | None = None) -> None:
        self.name = name
        self._log = tempfile.TemporaryFile()  # noqa: SIM115
        self._process = subprocess.Popen(
            [sys.executable, "-m", f"tests.bench.{name}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            cwd=ROOT,
            env=_environment(environment or {}),
            text=True,
            # Its own group: whatever happens, it and its children can be ended together.
            start_new_session=True,
        )
        self._answers: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def pid(self) -> int:
        """The process id of the side."""
        return self._process.pid

    def ask(self, do: str, seconds: float = 60.0, **values: object) -> Any:
        """Let the side do one thing and wait for the answer; raises SideError."""
        assert self._process.stdin is not None
        try:
            print(json.dumps({"do": do, **values}), file=self._process.stdin, flush=True)
        except OSError as error:
            raise SideError(f"{self.name} has ended\n{self._last_words()}") from error
        return self.hear(seconds, do)

    def hear(self, seconds: float, what: str = "the next word") -> Any:
        """The next answer; raises SideError."""
        try:
            line = self._answers.get(timeout=seconds)
        except queue.Empty:
            raise SideError(f"{self.name}: no answer to {what} in {seconds:.0f} s") from None
        if line is None:
            raise SideError(f"{self.name} ended during {what}\n{self._last_words()}")
        return json.loads(line)

    def exit_status(self, seconds: float) -> int | None:
        """Wait for the side to end by itself; None when it does not."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def close(self) -> None:
        """Ask the side to end, and end what is left of it."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        self.exit_status(_CLOSE_SECONDS)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._log.close()

    def __enter__(self) -> "Side":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._answers.put(line)
        self._answers.put(None)

    def _last_words(self) -> str:
        self._process.poll()
        size = self._log.seek(0, os.SEEK_END)
        self._log.seek(max(0, size - _LOG_BYTES))
        return self._log.read().decode("utf-8", "replace")


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    """Ours with what all sides have in common, and bytecode kept, as for every user."""
    environment = {**os.environ, **ENVIRONMENT, **more}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment
