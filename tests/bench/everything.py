"""The program's own way, from a job to a signal: child process, pipe, thread, event loop.

What the window is behind, without the window. Run as a side, see side.py. Between two slices of
a reply its child process is stopped (SIGSTOP), so that the others can be measured undisturbed.
"""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import asdict

import psutil
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer

from desktop_app.core.conversation import Role
from desktop_app.core.engine import ChatJob, EngineSpec, Job, LoadJob, ModelOptions, Sampling, Turn
from desktop_app.core.events import (
    TERMINAL,
    Event,
    Failed,
    Finished,
    Planned,
    Reading,
    TextDelta,
)
from desktop_app.engines.isolated import IsolatedEngine
from desktop_app.ui.engine_thread import EngineThread
from tests.bench.answers import Answers

LLAMA = "desktop_app.engines.llama:create"
PACED = "tests.bench.paced:create"

BATCH = 512


class Everything(QObject):
    """Hears the engine's events on the main thread, as the window does."""

    def load(self, model: str, context_size: int, pause: float = 0.0) -> None:
        """Load the model; with `pause`, decoding a token is a pause of so many seconds."""
        self._model = ModelOptions(model, context_size, threads=1, batch_size=BATCH)
        self._engine = IsolatedEngine(EngineSpec(PACED, pause) if pause else EngineSpec(LLAMA))
        self._thread = EngineThread(lambda: self._engine)
        self._thread.happened.connect(self._hear)
        self._loop = QEventLoop()
        self._jobs = 0
        self._do(LoadJob(self._next_id(), self._model))

    def begin(self, turns: list[list[str]], tokens: int) -> dict[str, int]:
        """Read the prompt and write the first token of a reply of up to `tokens`."""
        self._submit(self._chat(turns, tokens))
        self._wait(lambda: self._written > 0)
        self._signal_child(signal.SIGSTOP)
        return {"prompt_tokens": self._planned}

    def write(self, tokens: int) -> dict[str, float]:
        """Write so many tokens; the time from the first of them to the last, as received."""
        until = self._written + tokens
        before, cpu = self._written, self._cpu()
        self._arrived = 0.0
        self._signal_child(signal.SIGCONT)
        self._wait(lambda: self._written > before)
        first, began = self._written, self._arrived
        self._wait(lambda: self._written >= until)
        self._signal_child(signal.SIGSTOP)
        return {
            "seconds": self._arrived - began,
            "tokens": self._written - first,
            "cpu": self._cpu() - cpu,
            "written": self._written - before,
        }

    def end(self) -> None:
        """Stop the reply."""
        self._signal_child(signal.SIGCONT)
        self._thread.cancel(self._ticket)
        self._wait_for_end()

    def chat(self, turns: list[list[str]], tokens: int) -> dict[str, object]:
        """A whole reply; when things arrived, in seconds from the moment of asking."""
        asked = time.perf_counter()
        self._submit(self._chat(turns, tokens))
        end = self._wait_for_end()
        return {
            "first_token": self._first_token - asked,
            "reading": self._read_to - self._read_from,
            "usage": asdict(end.usage),
            "text": self._text,
            "id": self._job_id,
        }

    def stop_writing(self, turns: list[list[str]], after: int, delay: float) -> float:
        """Ask, and stop `delay` seconds after token `after`; seconds until the engine is idle."""
        self._submit(self._chat(turns, 0))
        self._wait(lambda: self._written >= after)
        return self._stop(delay)

    def stop_reading(self, turns: list[list[str]], delay: float) -> dict[str, float]:
        """Ask, and stop `delay` seconds after the reading began; seconds until it is idle."""
        self._submit(self._chat(turns, 0))
        self._wait(lambda: self._read_from > 0)
        seconds = self._stop(delay)
        return {"seconds": seconds, "prompt_tokens": self._planned, "written": self._written}

    def _stop(self, delay: float) -> float:
        pressed: list[float] = []

        def press() -> None:
            pressed.append(time.perf_counter())
            self._thread.cancel(self._ticket)

        QTimer.singleShot(round(delay * 1000), press)
        end = self._wait_for_end()
        if not pressed or end.reason.value != "cancelled":
            raise RuntimeError(f"the job ended by itself: {end.reason}")
        return self._ended - pressed[0]

    def _hear(self, ticket: int, event: Event) -> None:
        if ticket != self._ticket:
            return
        now = time.perf_counter()
        if isinstance(event, TextDelta):
            self._arrived = now
            self._first_token = self._first_token or now
            self._written += event.tokens
            self._text += event.text
        elif isinstance(event, Reading):
            self._read_from = self._read_from or now
            self._read_to = now
        elif isinstance(event, Planned):
            self._planned = event.prompt_tokens
        elif isinstance(event, TERMINAL):
            self._end, self._ended = event, now
        if self._end or self._until():
            self._loop.quit()

    def _do(self, job: Job) -> None:
        self._submit(job)
        self._wait_for_end()

    def _submit(self, job: Job) -> None:
        self._written = self._planned = 0
        self._first_token = self._read_from = self._read_to = 0.0
        self._text = ""
        self._end: Event | None = None
        self._until: Callable[[], bool] = lambda: False
        self._ticket = self._thread.submit(job)

    def _wait(self, until: Callable[[], bool]) -> None:
        self._until = until
        while not until():
            if self._end is not None:
                raise RuntimeError(f"the job ended too early: {self._end}")
            self._loop.exec()

    def _wait_for_end(self) -> Finished:
        self._until = lambda: False
        while self._end is None:
            self._loop.exec()
        if isinstance(self._end, Failed):
            raise RuntimeError(str(self._end.problem))
        assert isinstance(self._end, Finished)
        return self._end

    def _chat(self, turns: list[list[str]], tokens: int) -> ChatJob:
        sampling = Sampling(temperature=0.0, max_tokens=tokens, ignore_end=True, repeat_penalty=1.0)
        sequence = tuple(Turn(id, Role(role), text) for id, role, text in turns)
        return ChatJob(self._next_id(), self._model, sequence, sampling)

    def _next_id(self) -> str:
        self._jobs += 1
        self._job_id = f"reply {self._jobs}"
        return self._job_id

    def _signal_child(self, number: int) -> None:
        assert self._engine.child_pid is not None
        os.kill(self._engine.child_pid, number)

    def _cpu(self) -> float:
        """Seconds of CPU time of this process and the engine's."""
        times = psutil.Process(self._engine.child_pid).cpu_times()
        return time.process_time() + times.user + times.system


if __name__ == "__main__":
    application = QCoreApplication([])
    everything = Everything()
    Answers().serve(
        {
            "load": everything.load,
            "begin": everything.begin,
            "write": everything.write,
            "end": everything.end,
            "chat": everything.chat,
            "stop_writing": everything.stop_writing,
            "stop_reading": everything.stop_reading,
        }
    )
    everything._thread.shut_down(5000)
