"""One round of `parley bench`: a model is loaded in a new process, writes, reads, and is measured.

All goes through the engine in its child process, as in the window.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from desktop_app.cli.printer import PlainPrinter
from desktop_app.cli.terminal import Interrupt
from desktop_app.core.conversation import Role
from desktop_app.core.engine import (
    CancelToken,
    ChatJob,
    Job,
    LoadJob,
    ModelOptions,
    Sampling,
    Turn,
    UnloadJob,
)
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import (
    Event,
    Failed,
    Finished,
    Loaded,
    Loading,
    Notice,
    Reading,
    Reason,
    Usage,
)
from desktop_app.engines.isolated import IsolatedEngine

QUESTION = "Tell me a long story about the keeper of a lighthouse."


@dataclass(frozen=True, slots=True)
class Round:
    """What one round measured. Rates are tokens per second, `memory` is in bytes.

    `load_seconds` are from the wish to the loaded model, with the start of its process;
    `read_tokens` were evaluated for the long prompt, `first_token_seconds` after its question.
    """

    load_seconds: float
    read_tokens: int
    reading: float
    first_token_seconds: float
    written_tokens: int
    writing: float
    memory: int


class Bench:
    """Measures one model. Raises ParleyError, and KeyboardInterrupt after Ctrl-C."""

    def __init__(
        self,
        engine: IsolatedEngine,
        options: ModelOptions,
        printer: PlainPrinter,
        interrupt: Interrupt,
    ) -> None:
        self._engine = engine
        self._options = options
        self._printer = printer
        self._interrupt = interrupt
        self._told: set[str] = set()
        self.loaded: Loaded | None = None
        """What the engine last said of the model."""

    def length_of(self, tokens: int) -> int:
        """How many words make a prompt of which so many tokens have to be read.

        A short one tells what the chat template adds, and what of that is in the KV cache already
        after something else was answered: that is the same in each round. Each further word is a
        token of its own with nearly every tokenizer; the rounds count what they really read.
        """
        self._load()
        self._write(2)
        return max(1, 1 + tokens - _evaluated(self._read(1)))

    def measure(self, words: int, reply: int) -> Round:
        """One round: load, write `reply` tokens, read a prompt of `words` words."""
        seconds = self._load()
        writing = self._write(reply)
        reading = self._read(words)
        return Round(
            load_seconds=seconds,
            read_tokens=_evaluated(reading),
            reading=reading.reading_tokens_per_second,
            first_token_seconds=reading.first_token_seconds,
            written_tokens=writing.reply_tokens,
            writing=writing.writing_tokens_per_second,
            memory=self._memory(),
        )

    def _load(self) -> float:
        """Load the model anew, in a new process; the seconds it took."""
        self._do(UnloadJob("unload"))
        began = time.perf_counter()
        self._do(LoadJob("load", self._options))
        return time.perf_counter() - began

    def _write(self, tokens: int) -> Usage:
        usage = self._chat(QUESTION, tokens)
        if usage.reply_tokens != tokens:
            details = f"{usage.reply_tokens} tokens were written instead of {tokens}"
            raise ParleyError(Problem("engine.failed", details=details))
        return usage

    def _read(self, words: int) -> Usage:
        return self._chat("one" + " one" * (words - 1), 1)

    def _chat(self, question: str, tokens: int) -> Usage:
        sampling = Sampling(temperature=0.0, seed=1, max_tokens=tokens, ignore_end=True)
        turns = (Turn("question", Role.USER, question),)
        return self._do(ChatJob("reply", self._options, turns, sampling)).usage

    def _do(self, job: Job) -> Finished:
        """Run a job to its end, showing how far it is."""
        with self._stoppable() as cancel:
            for event in self._engine.run(job, cancel):
                self._hear(event)
                if isinstance(event, Finished) and not cancel.is_set():
                    if event.reason is Reason.CANCELLED:
                        break
                    return event
                if isinstance(event, Failed) and not cancel.is_set():
                    raise ParleyError(event.problem)
        raise KeyboardInterrupt

    def _hear(self, event: Event) -> None:
        match event:
            case Loaded():
                self.loaded = event
            case Notice(problem):
                if problem.code not in self._told:
                    self._told.add(problem.code)
                    self._printer.show(event)
            case Loading() | Reading():
                self._printer.show(event)

    @contextmanager
    def _stoppable(self) -> Iterator[CancelToken]:
        cancel = CancelToken()
        self._interrupt.watch(cancel)
        try:
            yield cancel
        finally:
            self._interrupt.watch(None)

    def _memory(self) -> int:
        """Resident bytes of the model's process, now that it has read and written."""
        import psutil

        try:
            return int(psutil.Process(self._engine.child_pid).memory_info().rss)
        except psutil.Error as error:
            raise ParleyError(Problem("engine.failed", details=str(error))) from error


def _evaluated(usage: Usage) -> int:
    return usage.prompt_tokens - usage.reused_tokens
