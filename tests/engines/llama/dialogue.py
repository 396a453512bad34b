"""Talking with an engine in a test as one conversation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from desktop_app.core.conversation import Role
from desktop_app.core.engine import CancelToken, ChatJob, Engine, ModelOptions, Sampling, Turn
from desktop_app.core.events import Event, Failed, Finished, Planned, TextDelta
from desktop_app.core.picture import Image

GREEDY = Sampling(temperature=0.0, max_tokens=8)


@dataclass
class Dialogue:
    """A conversation so far, and the events of its last reply."""

    engine: Engine
    model: ModelOptions
    sampling: Sampling = GREEDY
    turns: list[Turn] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def say(
        self,
        text: str,
        watch: Callable[[Event, CancelToken], None] = lambda event, cancel: None,
        shown: Sequence[str | Image] = (),
    ) -> str:
        """Ask about what is `shown`; returns the answer. `watch` sees events and may cancel."""
        self.turns.append(Turn(f"turn {len(self.turns)}", Role.USER, text, tuple(shown)))
        return self._answer(watch, continues=False)

    def go_on(self) -> str:
        """Let the last reply be continued; returns all of it."""
        return self._answer(lambda event, cancel: None, continues=True)

    def forget(self) -> None:
        """Let the engine think that it never saw these replies: other ids, same words."""
        self.turns = [replace(turn, id=f"other {turn.id}") for turn in self.turns]

    def _answer(self, watch: Callable[[Event, CancelToken], None], continues: bool) -> str:
        partial = (
            self.turns[-1] if continues else Turn(f"turn {len(self.turns)}", Role.ASSISTANT, "")
        )
        job = ChatJob(partial.id, self.model, tuple(self.turns), self.sampling, continues)
        cancel = CancelToken()
        self.events = []
        for event in self.engine.run(job, cancel):
            self.events.append(event)
            watch(event, cancel)
        text = partial.text + "".join(e.text for e in self.events if isinstance(e, TextDelta))
        if continues:
            self.turns.pop()
        self.turns.append(replace(partial, text=text))
        return text

    @property
    def finished(self) -> Finished:
        last = self.events[-1]
        assert isinstance(last, Finished), last
        return last

    @property
    def failed(self) -> Failed:
        last = self.events[-1]
        assert isinstance(last, Failed), last
        return last

    @property
    def planned(self) -> Planned:
        return next(event for event in self.events if isinstance(event, Planned))

    @property
    def evaluated(self) -> int:
        """Tokens of the prompt that were read for the last reply."""
        return self.planned.prompt_tokens - self.planned.reused_tokens
