"""How the model is doing, and that the header says so: what it says is always true."""

import time
from enum import Enum

from desktop_app.core.errors import Problem
from desktop_app.core.events import (
    Event,
    Loaded,
    Loading,
    Looking,
    Planned,
    Reading,
    TextDelta,
    ThoughtDelta,
)
from desktop_app.core.models import model_name
from desktop_app.ui.header import Header
from desktop_app.ui.plan_text import about, where

RATE_SECONDS = 0.5
"""How often the shown writing speed changes; faster than this nobody can read it."""

CRASHES = ("engine.crashed", "engine.crashed_again", "engine.crashed_loading", "engine.no_memory",
           "engine.stuck", "engine.illegal_instruction", "engine.not_started",
           "engine.device_lost")  # fmt: skip
"""Of what is wrong with an engine, that after which nothing is left of the model."""

FREED = ("model.no_context",)
"""Of what is wrong with a model, that after which it is gone although no other was loaded."""


class Status(Enum):
    """What has become of the model as far as the window knows."""

    NOT_LOADED = "not loaded"
    LOADED = "loaded"
    ASLEEP = "asleep"
    CRASHED = "crashed"


class ModelStatus:
    """Keeps the state between jobs and turns the events of one into the header's words."""

    def __init__(self, header: Header) -> None:
        self.state = Status.NOT_LOADED
        self.loaded: Loaded | None = None
        """What was said when it was loaded, while it is."""
        self._header = header
        self._chosen = ""
        self._loading_since = 0.0
        self._writing = _Rate()

    @property
    def ready(self) -> Loaded | None:
        """What was said when the chosen model was loaded, while it is the one in memory."""
        loaded = self.loaded
        return loaded if loaded is not None and loaded.model == self._chosen else None

    def follow(self, path: str) -> None:
        """The model of this path is chosen. Another one may be in memory, and still at work."""
        self._chosen = path
        if self.loaded is not None and not self.ready:
            self._header.set_where(model_name(self.loaded.model))

    def set(self, state: Status) -> None:
        """The model is in another state, and not loaded any more."""
        self.state, self.loaded = state, None

    def fail(self, problem: Problem) -> bool:
        """A job failed; whether its model is not loaded, and would not be by another try.

        A file that cannot be loaded is looked at before the model in memory is freed: that one is
        still there, and `Loading` would have said if it were not.
        """
        if problem.code in CRASHES:
            self.set(Status.CRASHED)
        elif problem.code.startswith("model.") and (not self.loaded or problem.code in FREED):
            self.set(Status.NOT_LOADED)
            return True
        return False

    def expect(self) -> None:
        """A job waits for a model that is not there: its engine may need seconds to say a word."""
        self._show_loading(0.0)

    def show(self, event: Event) -> None:
        """Show what an event says about the model."""
        match event:
            case Loading(fraction, projector):
                if not projector:
                    # The model before is freed by now, also when this load is stopped half-way.
                    self.set(Status.NOT_LOADED)
                self._show_loading(fraction)
            case Loaded():
                self.state, self.loaded, self._loading_since = Status.LOADED, event, 0.0
                self.rest()
            case Planned():
                self._writing = _Rate()
            case Looking(done, total):
                self._header.set_looking(done, total)
            case Reading(done, total):
                self._header.set_reading(done, total)
            case TextDelta(tokens=tokens) | ThoughtDelta(tokens=tokens):
                if (rate := self._writing.count(tokens)) is not None:
                    self._header.set_writing(rate)

    def rest(self) -> None:
        """Nothing is done: show the state between jobs."""
        self._loading_since = 0.0
        match self.state:
            case Status.LOADED if ready := self.ready:
                self._header.set_idle(where(ready), about(ready))
            case Status.ASLEEP:
                self._header.set_asleep()
            case Status.CRASHED:
                self._header.set_crashed()
            case _:
                self._header.set_not_loaded()

    def _show_loading(self, fraction: float) -> None:
        self._loading_since = self._loading_since or time.monotonic()
        self._header.set_loading(fraction, time.monotonic() - self._loading_since)


class _Rate:
    """Tokens per second since the first token, told every `RATE_SECONDS`."""

    def __init__(self) -> None:
        self._began = 0.0
        self._told = 0.0
        self._tokens = 0

    def count(self, tokens: int) -> float | None:
        now = time.monotonic()
        if not self._began:
            self._began = self._told = now
            return 0.0
        self._tokens += tokens
        if now - self._told < RATE_SECONDS:
            return None
        self._told = now
        return self._tokens / (now - self._began)
