"""What every engine must keep to, as tests to inherit.

A subclass gives the fixtures `fresh` (an engine that has done nothing yet) and `model`;
tests/engines/test_contract.py runs them over the scripted engine, bare and isolated, and over
the real one.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

import pytest

from desktop_app.core.conversation import Role, new_id
from desktop_app.core.engine import (
    CancelToken,
    ChatJob,
    CountJob,
    Engine,
    Job,
    LoadJob,
    ModelOptions,
    Sampling,
    Turn,
    UnloadJob,
)
from desktop_app.core.events import (
    TERMINAL,
    Counted,
    Event,
    Finished,
    Loaded,
    Loading,
    Planned,
    Reading,
    Reason,
    TextDelta,
    ThoughtDelta,
)

SEED = 7


def chat(
    model: ModelOptions,
    *texts: str,
    max_tokens: int = 0,
    id: str | None = None,
) -> ChatJob:
    """A job that answers `texts`, which the user and the assistant said by turns."""
    roles = (Role.USER, Role.ASSISTANT)
    turns = tuple(Turn(f"turn {n}", roles[n % 2], text) for n, text in enumerate(texts))
    sampling = Sampling(temperature=0.0, seed=SEED, max_tokens=max_tokens)
    return ChatJob(id or new_id(), model, turns, sampling)


def do(engine: Engine, job: Job, cancel: CancelToken | None = None) -> list[Event]:
    """All events of a job; exactly the last one is terminal."""
    events = list(engine.run(job, cancel or CancelToken()))
    assert events, "a job without an event"
    assert [isinstance(event, TERMINAL) for event in events] == [False] * (len(events) - 1) + [True]
    return events


def text_of(events: Iterable[Event]) -> str:
    return "".join(event.text for event in events if isinstance(event, TextDelta))


def written_of(events: Iterable[Event]) -> str:
    """Text and thoughts."""
    deltas = (TextDelta, ThoughtDelta)
    return "".join(event.text for event in events if isinstance(event, deltas))


def kinds_of(events: Iterable[Event]) -> list[type]:
    """The sorts of events in their order, without repetitions in a row."""
    return [kind for kind, _ in groupby(events, type)]


def last_of(events: Sequence[Event]) -> Finished:
    last = events[-1]
    assert isinstance(last, Finished), last
    return last


class EngineContract:
    @pytest.fixture
    def engine(self, fresh: Engine) -> Engine:
        """An engine that may have done jobs for other tests, where loading takes long."""
        return fresh

    def test_first_job_loads_plans_reads_writes_and_finishes(
        self, fresh: Engine, model: ModelOptions
    ) -> None:
        events = do(fresh, chat(model, "Hello there", max_tokens=8))
        kinds = [kind for kind in kinds_of(events) if kind is not ThoughtDelta]
        assert kinds == [Loading, Loaded, Planned, Reading, TextDelta, Finished]

    def test_loading_goes_up_and_says_what_was_loaded(
        self, fresh: Engine, model: ModelOptions
    ) -> None:
        events = do(fresh, LoadJob("load", model))
        fractions = [event.fraction for event in events if isinstance(event, Loading)]
        assert fractions == sorted(fractions)
        assert all(0 <= fraction <= 1 for fraction in fractions)
        (loaded,) = (event for event in events if isinstance(event, Loaded))
        assert loaded.model == model.path
        assert loaded.name
        assert loaded.context_size > 0
        assert loaded.threads > 0

    def test_equal_options_load_once_and_others_again(
        self, fresh: Engine, model: ModelOptions
    ) -> None:
        do(fresh, LoadJob("load", model))
        assert not any(isinstance(event, Loaded) for event in do(fresh, LoadJob("load", model)))
        other = ModelOptions(model.path, context_size=512, threads=model.threads)
        again = do(fresh, chat(other, "Hi", max_tokens=2))
        assert [event.context_size for event in again if isinstance(event, Loaded)] == [512]

    def test_reading_goes_up_to_what_was_planned(self, engine: Engine, model: ModelOptions) -> None:
        events = do(engine, chat(model, "word " * 30, max_tokens=2))
        (plan,) = (event for event in events if isinstance(event, Planned))
        readings = [event for event in events if isinstance(event, Reading)]
        done = [event.done for event in readings]
        assert done == sorted(done)
        assert {event.total for event in readings} == {plan.prompt_tokens - plan.reused_tokens}
        assert readings[-1].done == readings[-1].total
        assert plan.first_seen_message == ""

    def test_longest_reply_is_kept_to(self, engine: Engine, model: ModelOptions) -> None:
        last = last_of(do(engine, chat(model, "Tell me a long story.", max_tokens=5)))
        assert last.reason is Reason.LENGTH
        assert last.usage.reply_tokens == 5

    def test_usage_adds_up(self, engine: Engine, model: ModelOptions) -> None:
        events = do(engine, chat(model, "Tell me a long story.", max_tokens=8))
        usage = last_of(events).usage
        (plan,) = (event for event in events if isinstance(event, Planned))
        deltas = [event for event in events if isinstance(event, TextDelta | ThoughtDelta)]
        assert usage.prompt_tokens == plan.prompt_tokens
        assert usage.reused_tokens == plan.reused_tokens
        assert sum(delta.tokens for delta in deltas) == usage.reply_tokens
        assert usage.context_size == plan.context_size
        assert usage.prompt_tokens <= usage.context_used <= usage.context_size
        assert usage.load_seconds >= 0
        assert usage.first_token_seconds > 0
        assert usage.reading_tokens_per_second > 0
        assert usage.threads > 0

    def test_follow_up_reuses_what_was_read(self, engine: Engine, model: ModelOptions) -> None:
        question = "word " * 20
        first = do(engine, chat(model, question, max_tokens=4))
        then = do(engine, chat(model, question, text_of(first), "And then?", max_tokens=4))
        usage = last_of(then).usage
        assert usage.reused_tokens >= 20
        assert usage.prompt_tokens > last_of(first).usage.prompt_tokens

    def test_same_seed_same_words(self, engine: Engine, model: ModelOptions) -> None:
        first, again = (
            do(engine, chat(model, "Count to three.", max_tokens=6, id="same")) for _ in range(2)
        )
        assert written_of(first) == written_of(again) != ""

    def test_stop_before_the_start_leaves_nothing_behind(
        self, engine: Engine, model: ModelOptions
    ) -> None:
        cancel = CancelToken()
        cancel.set()
        events = do(engine, chat(model, "Hello", max_tokens=4), cancel)
        assert last_of(events).reason is Reason.CANCELLED
        assert written_of(events) == ""
        assert written_of(do(engine, chat(model, "Hello", max_tokens=4))) != ""

    def test_stop_while_loading(self, fresh: Engine, model: ModelOptions) -> None:
        events = self._stop_at(Loading, fresh, model)
        assert isinstance(events[0], Loading)

    def test_stop_while_reading(self, engine: Engine, model: ModelOptions) -> None:
        events = self._stop_at(Planned, engine, model)
        assert any(isinstance(event, Planned) for event in events)

    def test_stop_while_writing(self, engine: Engine, model: ModelOptions) -> None:
        events = self._stop_at(TextDelta, engine, model, "Tell me a story.")
        assert text_of(events) != ""

    def _stop_at(
        self, kind: type, engine: Engine, model: ModelOptions, text: str = "A long story. " * 60
    ) -> list[Event]:
        """Stop at the first event of a kind; the next job must work at once."""
        cancel = CancelToken()
        events = []
        # Longer than what a fast engine can hand over before it hears of the stop: a pipe holds
        # hundreds of events.
        job = chat(model, text, max_tokens=20_000)
        for event in engine.run(job, cancel):
            events.append(event)
            if isinstance(event, kind):
                cancel.set()
        assert last_of(events).reason is Reason.CANCELLED
        after = do(engine, chat(model, "Hello", max_tokens=4))
        assert written_of(after) != ""
        return events

    def test_leaving_early_leaves_the_engine_idle(
        self, engine: Engine, model: ModelOptions
    ) -> None:
        for event in engine.run(chat(model, "Tell me a story.", max_tokens=400), CancelToken()):
            if isinstance(event, TextDelta):
                break
        events = do(engine, chat(model, "Hello", max_tokens=4))
        assert isinstance(events[0], Planned), "no model was lost, no old event came late"
        assert last_of(events).usage.reply_tokens == 4

    def test_counts(self, engine: Engine, model: ModelOptions) -> None:
        events = do(engine, CountJob("count", model, ("", "one", "one two three four five")))
        last = events[-1]
        assert isinstance(last, Counted)
        nothing, one, five = last.tokens
        assert nothing <= one < five

    def test_unload_gives_the_model_back(self, fresh: Engine, model: ModelOptions) -> None:
        do(fresh, LoadJob("load", model))
        assert do(fresh, UnloadJob("unload")) == [Finished()]
        assert do(fresh, UnloadJob("unload again")) == [Finished()]
        events = do(fresh, chat(model, "Hello", max_tokens=2))
        assert any(isinstance(event, Loaded) for event in events)

    def test_close_twice(self, fresh: Engine, model: ModelOptions) -> None:
        do(fresh, LoadJob("load", model))
        fresh.close()
        fresh.close()
