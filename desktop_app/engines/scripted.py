"""An engine that plays replies written beforehand: for tests, screenshots and `--demo`."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile

from desktop_app.core.conversation import Role
from desktop_app.core.device import Device
from desktop_app.core.engine import (
    CancelToken,
    ChatJob,
    CountJob,
    FitJob,
    Job,
    LoadJob,
    LookJob,
    ModelJob,
    ModelOptions,
    UnloadJob,
)
from desktop_app.core.errors import Problem
from desktop_app.core.events import (
    Counted,
    Event,
    Failed,
    Finished,
    Fitted,
    Loaded,
    Loading,
    Measured,
    Planned,
    Reading,
    Reason,
    TextDelta,
    ThoughtDelta,
    Usage,
)
from desktop_app.core.machine import Machine
from desktop_app.core.memory_plan import Plan
from desktop_app.core.thinking import Thinks
from desktop_app.engines.script import DEMO_DEVICES, DEMO_MACHINE, DEMO_PLAN, DEMO_REPLIES, Reply

__all__ = [
    "DEMO_REPLIES",
    "Reply",
    "ScriptedEngine",
    "ScriptedOptions",
    "create",
    "demo",
    "pieces_of",
]

READING_CHUNK = 512
"""Prompt tokens between two `Reading` events, as in a real prefill."""

_PATIENCE = 0.01
"""Seconds between two looks at the cancel token while waiting."""

# A word with the space before it, a line break, or a single mark: about what a tokenizer makes.
_PIECE = re.compile(r" ?\w{1,8}|\n|\s|.", re.DOTALL)


PICTURE_TOKENS = 64
"""What a picture takes of a context that is not there."""


@dataclass(frozen=True, slots=True)
class ScriptedOptions:
    """What the script says and how fast.

    The replies are played in turn, then from the first again. `tokens_per_second` and
    `reading_tokens_per_second` 0 mean as fast as possible; `load_seconds` is spread over
    `load_steps`. With `tag_tokens` every piece carries its job's id as `[id]`, so that a piece
    that lands in the wrong conversation can be seen. `echo` repeats the last message instead.

    `plan` answers every `FitJob`, and is what is said to be carried out; a context that is wished
    for makes it larger or smaller. `device` and `threads` are those of `Loaded`, `devices` and
    `unused` those of `Fitted`, `thinks` what the template is said to offer.
    """

    replies: tuple[Reply, ...] = DEMO_REPLIES
    tokens_per_second: float = 0.0
    reading_tokens_per_second: float = 0.0
    load_steps: int = 4
    load_seconds: float = 0.0
    tag_tokens: bool = False
    echo: bool = False
    name: str = "Scripted"
    context_size: int = 4096
    plan: Plan | None = None
    device: str = "script"
    threads: int = 1
    devices: tuple[Device, ...] = DEMO_DEVICES
    unused: Problem | None = None
    machine: Machine = DEMO_MACHINE
    thinks: Thinks = Thinks.NEVER
    thinks_unasked: bool = True


def create(options: object = None) -> "ScriptedEngine":
    """The factory for an `EngineSpec`; `options` are `ScriptedOptions`, or None for defaults."""
    if options is None:
        return ScriptedEngine(ScriptedOptions())
    if not isinstance(options, ScriptedOptions):
        raise TypeError(f"ScriptedOptions expected, not {type(options).__name__}")
    return ScriptedEngine(options)


def demo(options: object) -> "ScriptedEngine":
    """The factory behind `--demo`: a tour, at the pace of a small model."""
    del options
    return ScriptedEngine(
        ScriptedOptions(
            tokens_per_second=40.0, load_seconds=0.8, load_steps=8, name="Demo", plan=DEMO_PLAN
        )
    )


def pieces_of(text: str) -> list[str]:
    """Cut `text` into pieces of about a token each; joined they give the text again."""
    return _PIECE.findall(text)


@dataclass(slots=True)
class _Progress:
    """What one chat job has done so far; becomes its `Usage`."""

    prompt_tokens: int
    reused_tokens: int
    context_size: int
    load_seconds: float
    began: float = field(default_factory=time.monotonic)
    read: float = 0.0
    first: float = 0.0
    written: int = 0
    thought: int = 0

    def usage(self) -> Usage:
        now = time.monotonic()
        reading = max(self.read - self.began, 1e-6)
        writing = max(now - (self.first or now), 1e-6)
        return Usage(
            prompt_tokens=self.prompt_tokens,
            reused_tokens=self.reused_tokens,
            reply_tokens=self.written,
            load_seconds=self.load_seconds,
            first_token_seconds=(self.first - self.began) if self.first else 0.0,
            reading_tokens_per_second=(self.prompt_tokens - self.reused_tokens) / reading,
            writing_tokens_per_second=self.written / writing,
            threads=1,
            context_used=self.prompt_tokens + self.written,
            context_size=self.context_size,
            thought_tokens=self.thought,
        )


class ScriptedEngine:
    """Plays `ScriptedOptions.replies`; behaves like a real engine in every other way."""

    def __init__(self, options: ScriptedOptions) -> None:
        self._options = options
        self._loaded: ModelOptions | None = None
        self._seen: dict[str, int] = {}
        self._played = 0

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Do `job`, yielding events; the last, and only the last, is terminal."""
        if isinstance(job, UnloadJob):
            self.close()
            yield Finished()
            return
        if isinstance(job, FitJob):
            plan = self._plan(job.model) if job.model else None
            said = self._options
            yield Fitted(plan, said.devices, "a script", said.unused, said.machine)
            return
        if not isinstance(job, ModelJob) or not isinstance(job.model, ModelOptions):
            yield Failed(Problem("internal", details=f"not for a model: {type(job).__name__}"))
            return
        began = time.monotonic()
        yield from self._load(job.model, cancel)
        if cancel.is_set():
            yield Finished(Reason.CANCELLED)
        elif isinstance(job, LoadJob):
            yield Finished(usage=Usage(load_seconds=time.monotonic() - began))
        elif isinstance(job, CountJob):
            yield Counted(tuple(len(pieces_of(text)) for text in job.texts))
        elif isinstance(job, LookJob):
            yield Measured((PICTURE_TOKENS,) * len(job.images))
            yield Finished()
        else:
            yield from self._chat(job, cancel, time.monotonic() - began)

    def close(self) -> None:
        """Forget the model and what was read."""
        self._loaded = None
        self._seen.clear()

    def _load(self, model: ModelOptions, cancel: CancelToken) -> Iterator[Event]:
        if self._loaded == model:
            return
        self.close()
        began = time.monotonic()
        steps = max(1, self._options.load_steps)
        for step in range(steps):
            yield Loading(step / steps)
            _wait(began + self._options.load_seconds * (step + 1) / steps, cancel)
            if cancel.is_set():
                return
        self._loaded = model
        seconds = time.monotonic() - began
        yield self._told_of(model, seconds)

    def _chat(self, job: ChatJob, cancel: CancelToken, load_seconds: float) -> Iterator[Event]:
        sizes = {turn.id: len(pieces_of(turn.text)) + 4 for turn in job.turns}
        prompt = sum(sizes.values())
        # At least one token is always evaluated: its logits start the reply.
        kept = takewhile(lambda size: self._seen.get(size[0]) == size[1], sizes.items())
        reused = min(sum(tokens for _, tokens in kept), prompt - 1)
        progress = _Progress(prompt, max(0, reused), self._context_size(job.model), load_seconds)
        yield Planned(prompt, progress.reused_tokens, progress.context_size)
        yield from self._read(progress, cancel)
        if not cancel.is_set():
            self._seen = sizes
            yield from self._write(job, progress, cancel)
        limit = job.sampling.max_tokens
        reason = Reason.LENGTH if limit and progress.written >= limit else Reason.STOP
        yield Finished(Reason.CANCELLED if cancel.is_set() else reason, progress.usage())

    def _read(self, progress: _Progress, cancel: CancelToken) -> Iterator[Event]:
        total = progress.prompt_tokens - progress.reused_tokens
        for done in [*range(READING_CHUNK, total, READING_CHUNK), total]:
            rate = self._options.reading_tokens_per_second
            _wait(progress.began + done / rate if rate else 0.0, cancel)
            if cancel.is_set():
                break
            yield Reading(done, total)
        progress.read = time.monotonic()

    def _write(self, job: ChatJob, progress: _Progress, cancel: CancelToken) -> Iterator[Event]:
        rate = self._options.tokens_per_second
        limit = job.sampling.max_tokens
        start = time.monotonic()
        for kind, piece in self._pieces(job):
            _wait(start + progress.written / rate if rate else 0.0, cancel)
            if cancel.is_set():
                return
            progress.first = progress.first or time.monotonic()
            progress.written += 1
            progress.thought += kind is ThoughtDelta
            yield kind(f"[{job.id}]{piece}" if self._options.tag_tokens else piece)
            if progress.written == limit:
                return
        self._seen[job.id] = progress.written + 4

    def _pieces(self, job: ChatJob) -> Iterator[tuple[type[TextDelta] | type[ThoughtDelta], str]]:
        reply = self._reply(job)
        for piece in pieces_of(reply.thought):
            yield ThoughtDelta, piece
        for piece in pieces_of(reply.text):
            yield TextDelta, piece

    def _reply(self, job: ChatJob) -> Reply:
        if self._options.echo:
            asked = [turn.text for turn in job.turns if turn.role is Role.USER]
            return Reply(asked[-1] if asked else "")
        reply = self._options.replies[self._played % len(self._options.replies)]
        self._played += 1
        return reply

    def _told_of(self, model: ModelOptions, seconds: float) -> Loaded:
        options, plan = self._options, self._plan(model)
        return Loaded(
            model.path,
            options.name,
            self._context_size(model),
            options.device,
            options.threads,
            seconds,
            layers=plan.gpu_layers if plan else 0,
            all_layers=plan.all_layers if plan else 0,
            plan=plan,
            thinks=options.thinks,
            thinks_unasked=options.thinks_unasked,
        )

    def _context_size(self, model: ModelOptions) -> int:
        plan = self._options.plan
        return model.context_size or (plan.context_size if plan else self._options.context_size)

    def _plan(self, model: ModelOptions) -> Plan | None:
        """The plan of the script, with the KV cache of the context that is wished for."""
        plan = self._options.plan
        if plan is None or not (model.context_size and plan.context_size):
            return plan
        times = model.context_size / plan.context_size
        shares = tuple(replace(share, kv=round(share.kv * times)) for share in plan.shares)
        return replace(plan, context_size=model.context_size, shares=shares)


def _wait(until: float, cancel: CancelToken) -> None:
    """Sleep to the monotonic time `until`, or less when cancelled."""
    while not cancel.is_set():
        left = until - time.monotonic()
        if left <= 0:
            return
        time.sleep(min(left, _PATIENCE))
