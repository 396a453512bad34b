"""The program's own way, from a job to a signal: child process, pipe, thread, event loop.

What the window is behind, without the window. Run as a side, see side.py. Between two slices of
a reply its child process is stopped (SIGSTOP), so that the others can be measured undisturbed.
"""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import psutil
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer

from desktop_app.core.conversation import Role
from desktop_app.core.engine import (
    ChatJob,
    EngineSpec,
    Job,
    LoadJob,
    ModelOptions,
    Sampling,
    Turn,
    UnloadJob,
)
from desktop_app.core.events import (
    TERMINAL,
    Event,
    Finished,
    Planned,
    Reading,
    Reason,
    TextDelta,
)
from desktop_app.core.picture import Image
from desktop_app.engines.isolated import IsolatedEngine
from desktop_app.ui.engine_thread import EngineThread
from tests.bench.answers import Answers

LLAMA = "desktop_app.engines.llama:create"
PACED = "tests.bench.paced:create"

Turns = list[list[Any]]
"""Of each: id, role, text, and then the fields of the pictures that are shown with it."""

BATCH = 512
SHUT_DOWN_MILLISECONDS = 5000


@dataclass(slots=True)
class Heard:
    """What was heard of one job so far. Moments are of perf_counter, 0 before they came."""

    planned: int = 0
    read_from: float = 0.0
    read_to: float = 0.0
    first_token: float = 0.0
    last_token: float = 0.0
    written: int = 0
    text: str = ""
    end: Event | None = None
    ended: float = 0.0

    def add(self, event: Event) -> None:
        """One more event, now."""
        now = time.perf_counter()
        if isinstance(event, TextDelta):
            self.first_token = self.first_token or now
            self.last_token = now
            self.written += event.tokens
            self.text += event.text
        elif isinstance(event, Reading):
            self.read_from = self.read_from or now
            self.read_to = now
        elif isinstance(event, Planned):
            self.planned = event.prompt_tokens
        elif isinstance(event, TERMINAL):
            self.end, self.ended = event, now


class Everything(QObject):
    """Hears the engine's events on the main thread, as the window does."""

    def load(
        self,
        model: str,
        context_size: int,
        pause: float = 0.0,
        projector: str = "",
        seen: str = "",
    ) -> None:
        """Load the model; with `pause`, decoding a token is a pause of so many seconds.

        `seen` is the folder for what was seen of pictures.
        """
        self._model = ModelOptions(
            model, context_size, threads=1, batch_size=BATCH, projector=projector
        )
        spec = EngineSpec(PACED, pause) if pause else EngineSpec(LLAMA, seen or None)
        self._engine = IsolatedEngine(spec)
        self._thread = EngineThread(lambda: self._engine)
        self._thread.happened.connect(self._hear)
        self._loop = QEventLoop()
        self._until: Callable[[], bool] = lambda: False
        self._jobs = 0
        self._submit(LoadJob(self._next_id(), self._model))
        self._wait_for_end()

    def begin(self, turns: Turns, tokens: int) -> dict[str, int]:
        """Read the prompt and write the first token of a reply of up to `tokens`."""
        self._submit(self._chat(turns, tokens))
        self._wait(lambda: self._heard.written > 0)
        self._signal_child(signal.SIGSTOP)
        return {"prompt_tokens": self._heard.planned}

    def write(self, tokens: int) -> dict[str, float]:
        """Write so many tokens; the time from the first of them to the last, as received."""
        heard, before = self._heard, self._heard.written
        cpu = self._cpu()
        self._signal_child(signal.SIGCONT)
        self._wait(lambda: heard.written > before)
        first, began = heard.written, heard.last_token
        self._wait(lambda: heard.written >= before + tokens)
        self._signal_child(signal.SIGSTOP)
        return {
            "seconds": heard.last_token - began,
            "tokens": heard.written - first,
            "cpu": self._cpu() - cpu,
            "written": heard.written - before,
        }

    def end(self) -> None:
        """Stop the reply."""
        self._signal_child(signal.SIGCONT)
        self._thread.cancel(self._ticket)
        self._wait_for_end()

    def chat(self, turns: Turns, tokens: int) -> dict[str, object]:
        """A whole reply; when things arrived, in seconds from the moment of asking."""
        asked = time.perf_counter()
        job = self._chat(turns, tokens)
        self._submit(job)
        end = self._wait_for_end()
        return {
            "first_token": self._heard.first_token - asked,
            "reading": self._heard.read_to - self._heard.read_from,
            "usage": asdict(end.usage),
            "text": self._heard.text,
            "id": job.id,
        }

    def stop_writing(self, turns: Turns, after: int, delay: float) -> float:
        """Ask, and stop `delay` seconds after token `after`; seconds until the engine is idle."""
        self._submit(self._chat(turns, 0))
        self._wait(lambda: self._heard.written >= after)
        return self._stop(delay)

    def stop_reading(self, turns: Turns, delay: float) -> dict[str, float]:
        """Ask, and stop `delay` seconds after the reading began; seconds until it is idle."""
        self._submit(self._chat(turns, 0))
        self._wait(lambda: self._heard.read_from > 0)
        seconds = self._stop(delay)
        heard = self._heard
        return {"seconds": seconds, "prompt_tokens": heard.planned, "written": heard.written}

    def reload(self, model: str, context_size: int) -> None:
        """Load the model into the engine that is there."""
        self._model = ModelOptions(model, context_size, threads=1, batch_size=BATCH)
        self._submit(LoadJob(self._next_id(), self._model))
        self._wait_for_end()

    def unload(self) -> int:
        """Give the model's memory back; bytes that the engine's process has then."""
        self._submit(UnloadJob(self._next_id()))
        self._wait_for_end()
        return self.memory()

    def memory(self) -> int:
        """Bytes that the engine's process has in memory, its share of the model's file too."""
        return int(psutil.Process(self._engine.child_pid).memory_info().rss)

    def close(self) -> None:
        """End the engine and its process."""
        self._thread.shut_down(SHUT_DOWN_MILLISECONDS)

    def _stop(self, delay: float) -> float:
        pressed: list[float] = []

        def press() -> None:
            pressed.append(time.perf_counter())
            self._thread.cancel(self._ticket)

        QTimer.singleShot(round(delay * 1000), press)
        end = self._wait_for_end()
        if not pressed or end.reason is not Reason.CANCELLED:
            raise RuntimeError(f"the job ended by itself: {end.reason}")
        return self._heard.ended - pressed[0]

    def _hear(self, ticket: int, event: Event) -> None:
        if ticket != self._ticket:
            return
        self._heard.add(event)
        if self._heard.end is not None or self._until():
            self._loop.quit()

    def _submit(self, job: Job) -> None:
        self._heard = Heard()
        self._until = lambda: False
        self._ticket = self._thread.submit(job)

    def _wait(self, until: Callable[[], bool]) -> None:
        self._until = until
        while not until():
            if self._heard.end is not None:
                raise RuntimeError(f"the job ended too early: {self._heard.end}")
            self._loop.exec()

    def _wait_for_end(self) -> Finished:
        self._until = lambda: False
        while self._heard.end is None:
            self._loop.exec()
        if not isinstance(self._heard.end, Finished):
            raise RuntimeError(f"the job went wrong: {self._heard.end}")
        return self._heard.end

    def _chat(self, turns: Turns, tokens: int) -> ChatJob:
        sampling = Sampling(temperature=0.0, repeat_penalty=1.0, max_tokens=tokens, ignore_end=True)
        sequence = tuple(
            Turn(id, Role(role), text, tuple(Image(**image) for image in images))
            for id, role, text, *images in turns
        )
        return ChatJob(self._next_id(), self._model, sequence, sampling)

    def _next_id(self) -> str:
        self._jobs += 1
        return f"reply {self._jobs}"

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
            "reload": everything.reload,
            "unload": everything.unload,
            "memory": everything.memory,
            "stop_writing": everything.stop_writing,
            "stop_reading": everything.stop_reading,
        }
    )
    everything.close()
