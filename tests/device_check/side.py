"""`python -m tests.device_check.side QUESTION`: one run of a model on a device, in its own process.

The process may die of the device's driver: then that is the answer.
"""

import ctypes
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from desktop_app.core.conversation import Role
from desktop_app.core.device import PROCESSOR
from desktop_app.core.engine import CancelToken, ChatJob, LoadJob, ModelOptions, Sampling, Turn
from desktop_app.core.events import Event, Failed, Loaded, Notice, Reading, TextDelta, ThoughtDelta
from desktop_app.engines.llama.context import Context
from desktop_app.engines.llama.device import Found, list_devices
from desktop_app.engines.llama.engine import LlamaEngine
from desktop_app.engines.llama.library import Library, load_library
from desktop_app.engines.llama.loading import Resident
from tests.device_check.question import Answer, Question
from tests.rpc_engine import RpcOptions, create

TEXT = (
    "The keeper of the lighthouse wrote down what he saw: the ships that passed, the direction "
    "of the wind, the height of the waves, and once a year the birds that rested on his rail. "
)
COMPARED, FOLLOWED = 64, 16
"""Tokens of the prompt before the logits that are compared, and of what is compared after it."""

STOP_AFTER = 0.05
"""Seconds into the work at which Stop is pressed, from another thread."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How many tokens are read and written to see how fast it goes, and how many times."""

    read: int
    written: int
    rounds: int


THOROUGH, QUICK = Measure(512, 64, 2), Measure(64, 8, 1)


class Side:
    """Answers one question."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._measure = QUICK if question.quick else THOROUGH
        self._engine = create(RpcOptions(question.rpc))
        self._library = load_library()
        self._options = ModelOptions(
            question.model,
            threads=question.threads,
            gpu_layers=question.layers,
            device=question.device,
            # One that fills the memory is to be loaded, so that the device says no.
            anyway=question.fill > 0,
        )

    def answer(self) -> Answer:
        """Everything that was asked."""
        question = self._question
        card = None
        if question.device != PROCESSOR:
            card = _named(self._library, question.device)
        if card is not None and question.fill:
            _fill(self._library, card, question.fill)
        free = self._free()
        events = list(self._engine.run(LoadJob("load", self._options), CancelToken()))
        notices = tuple(
            f"{event.problem.sentence.english()} {event.problem.details}".strip()
            for event in events
            if isinstance(event, Notice)
        )
        loaded = next((event for event in events if isinstance(event, Loaded)), None)
        if loaded is None:
            return Answer(notices=notices, failure=_failure(events))
        resident = self._resident
        self._keep_logits(resident.context)
        reading, writing = self._speeds(resident.context)
        taken, rss = free - self._free(), psutil.Process().memory_info().rss
        shares = loaded.plan.shares if loaded.plan else ()
        return Answer(
            device=loaded.device,
            layers=loaded.layers,
            all_layers=loaded.all_layers,
            context_size=loaded.context_size,
            threads=loaded.threads,
            load=loaded.load_seconds,
            reading=reading,
            writing=writing,
            device_bytes=max(0, taken),
            planned_bytes=sum(one.needed for one in shares if one.device == question.device),
            process_bytes=rss,
            stop_reading=self._stopped(Reading, long=True),
            stop_writing=self._stopped((TextDelta, ThoughtDelta), long=False),
            notices=notices,
        )

    @property
    def _resident(self) -> Resident:
        assert isinstance(self._engine, LlamaEngine)
        assert self._engine._resident is not None
        return self._engine._resident

    def _free(self) -> int:
        if self._question.device == PROCESSOR:
            return 0
        return _named(self._library, self._question.device).device.free

    def _tokens(self, count: int) -> list[int]:
        words = self._resident.model.vocabulary.tokenise(TEXT, special=False)
        return (list(words) * (count // len(words) + 1))[:count]

    def _keep_logits(self, context: Context) -> None:
        """The logits after a text, and after each token of what the processor adds to it."""
        like = Path(self._question.like) if self._question.like else None
        given = np.load(like)["tokens"].tolist() if like else None
        _read(context, self._tokens(COMPARED))
        rows, tokens = [self._logits(context)], []
        for place in range(FOLLOWED):
            tokens.append(int(given[place] if given else rows[-1].argmax()))
            context.decode_one(tokens[-1])
            rows.append(self._logits(context))
        np.savez(self._question.logits, logits=np.stack(rows), tokens=np.array(tokens))

    def _logits(self, context: Context) -> Any:
        api = self._library.api
        count = api.llama_vocab_n_tokens(api.llama_model_get_vocab(self._resident.model.pointer))
        found = api.llama_get_logits_ith(context.pointer, -1)
        return np.ctypeslib.as_array(found, (count,)).copy()

    def _speeds(self, context: Context) -> tuple[float, float]:
        """Tokens per second of reading and writing: the best round, the first one warms up."""
        measure = self._measure
        tokens = self._tokens(min(measure.read, context.size - measure.written - 1))
        reading = writing = 0.0
        for _ in range(measure.rounds):
            began = time.perf_counter()
            _read(context, tokens)
            self._wait(context)
            reading = max(reading, len(tokens) / (time.perf_counter() - began))
            began = time.perf_counter()
            for token in tokens[: measure.written]:
                context.decode_one(token)
                self._wait(context)
            writing = max(writing, measure.written / (time.perf_counter() - began))
        context.clear()
        return reading, writing

    def _wait(self, context: Context) -> None:
        """For the device: a decode returns before it has computed."""
        self._library.api.llama_synchronize(context.pointer)

    def _stopped(self, at: type[Event] | tuple[type, ...], long: bool) -> float | None:
        """Seconds that a Stop takes, pressed a moment after the first event of a kind."""
        # Half of the context, for there are about four characters to a token.
        text = TEXT * (self._resident.context.size * 2 // len(TEXT)) if long else TEXT
        sampling = Sampling(temperature=0.0, max_tokens=1000, ignore_end=True)
        job = ChatJob("reply", self._options, (Turn("question", Role.USER, text),), sampling)
        cancel, pressed = CancelToken(), [0.0]
        timer = threading.Timer(STOP_AFTER, lambda: _press(cancel, pressed))
        for event in self._engine.run(job, cancel):
            if isinstance(event, at) and not timer.is_alive() and not pressed[0]:
                timer.start()
        ended = time.perf_counter()
        timer.cancel()
        return ended - pressed[0] if pressed[0] else None


def _press(cancel: CancelToken, pressed: list[float]) -> None:
    pressed[0] = time.perf_counter()
    cancel.set()


def _read(context: Context, tokens: list[int]) -> None:
    context.clear()
    batch = context.options.batch_size
    for start in range(0, len(tokens), batch):
        piece = tokens[start : start + batch]
        context.decode(piece, output=start + batch >= len(tokens))


def _named(library: Library, name: str) -> Found:
    return next(found for found in list_devices(library) if found.device.name == name)


def _fill(library: Library, card: Found, size: int) -> None:
    """Take so many bytes of the card's memory, until the process ends."""
    pointer = ctypes.c_void_p
    kind = library.function("ggml_backend_dev_buffer_type", pointer, pointer)
    take = library.function("ggml_backend_buft_alloc_buffer", pointer, pointer, ctypes.c_size_t)
    take(kind(card.handle), size)


def _failure(events: list[Event]) -> str:
    last = events[-1]
    assert isinstance(last, Failed), last
    return f"{last.problem.sentence.english()} {last.problem.details}".strip()


def main() -> None:
    """Answer the question in the arguments by one line, the last one that is printed."""
    answer = Side(Question.of_json(sys.argv[1])).answer()
    print(answer.as_json(), flush=True)


if __name__ == "__main__":
    main()
