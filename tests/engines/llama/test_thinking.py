"""Thoughts with a model that is there: asked for or not, and ended when they took too long.

The model has random weights. What it writes makes no sense, but it is always the same.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from desktop_app.core.conversation import Role
from desktop_app.core.engine import ChatJob, ModelOptions, Sampling, Turn
from desktop_app.core.events import (
    Event,
    Finished,
    Loaded,
    Planned,
    Reason,
    TextDelta,
    ThoughtDelta,
    Usage,
)
from desktop_app.core.thinking import Mode, Thinking, Thinks
from desktop_app.engines.llama.engine import LlamaEngine
from tests.engines.contract import do, text_of
from tests.gguf_parts import number, take_apart
from tests.random_texts.attention import llama

PLAIN = "{% for m in messages %}<|im_start|>{{ m.content }}<|im_end|>{% endfor %}<|im_start|>"
THINKING = PLAIN + "{{ '<think>\\n' }}"
SWITCHED = PLAIN + "{{ '<think>\\n' if enable_thinking is not defined or enable_thinking }}"
CLOSING = "\n</think>\n\n"
BUDGET, MOST = 10, 40
BOOL = 7

Make = Callable[[str, bool], ModelOptions]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    folder = tmp_path_factory.mktemp("thinking")
    parts = take_apart(llama(folder / "random.gguf").read_bytes())

    names: dict[tuple[str, bool], str] = {}

    def made(template: str, adds_start: bool) -> ModelOptions:
        name = names.setdefault((template, adds_start), f"{len(names)}.gguf")
        path = folder / name
        if not path.exists():
            changed = parts.having("tokenizer.chat_template", template).having(
                "tokenizer.ggml.add_bos_token", number(BOOL, adds_start)
            )
            path.write_bytes(changed.put_together())
        return ModelOptions(str(path), context_size=512, threads=1)

    return made


@pytest.fixture
def engine() -> Iterator[LlamaEngine]:
    engine = LlamaEngine()
    yield engine
    engine.close()


def asked(model: ModelOptions, thinking: Thinking, **sampling: object) -> ChatJob:
    drawn = Sampling(temperature=0.0, max_tokens=MOST, ignore_end=True)
    turns = (Turn("1", Role.USER, "Which fish fly?"),)
    return ChatJob("2", model, turns, replace(drawn, **sampling), thinking=thinking)  # type: ignore[arg-type]


def thoughts_of(events: list[Event]) -> str:
    return "".join(event.text for event in events if isinstance(event, ThoughtDelta))


def ended(events: list[Event]) -> tuple[Reason, Usage]:
    last = events[-1]
    assert isinstance(last, Finished), last
    return last.reason, last.usage


def planned(events: list[Event]) -> Planned:
    return next(event for event in events if isinstance(event, Planned))


def test_thoughts_end_when_their_budget_is_used(engine: LlamaEngine, make: Make) -> None:
    free = do(engine, asked(make(THINKING, False), Thinking()))
    events = do(engine, asked(make(THINKING, False), Thinking(budget=BUDGET)))
    reason, usage = ended(events)

    assert ended(free)[1].thought_tokens == MOST
    assert text_of(free) == ""
    # A token for each letter: until the last one of its marker is read, they are thoughts.
    assert BUDGET <= usage.thought_tokens <= BUDGET + len(CLOSING)
    assert thoughts_of(free).startswith(thoughts_of(events).strip())
    assert text_of(events)
    assert (reason, usage.reply_tokens) == (Reason.LENGTH, MOST)
    kinds = [type(event) is TextDelta for event in events if hasattr(event, "text")]
    assert kinds == sorted(kinds), "the answer follows the thoughts"


def test_the_model_reads_that_its_thoughts_are_over(engine: LlamaEngine, make: Make) -> None:
    """What it is made to write stands in the KV cache: it goes on as if it had been there."""
    model = make(THINKING, False)
    events = do(engine, asked(model, Thinking(budget=BUDGET)))
    resident = engine._resident
    assert resident is not None
    ids, vocabulary = resident.context.tokens.ids, resident.model.vocabulary
    written = ids[planned(events).prompt_tokens :]
    said = b"".join(vocabulary.piece(id) for id in written if not vocabulary.is_control(id))

    assert said.count(CLOSING.encode()) == 1
    thoughts, _, answer = said.partition(CLOSING.encode())
    assert thoughts.decode("utf-8", "replace").strip() == thoughts_of(events).strip()
    assert text_of(events).startswith(answer.decode("utf-8", "replace").lstrip()[:8])


def test_the_longest_reply_counts_what_ends_the_thoughts(engine: LlamaEngine, make: Make) -> None:
    short = BUDGET + 5
    events = do(engine, asked(make(THINKING, False), Thinking(budget=BUDGET), max_tokens=short))
    reason, usage = ended(events)

    assert (reason, usage.reply_tokens) == (Reason.LENGTH, short)
    assert text_of(events) == ""
    # No part of a marker is shown: they go on, as there is no room for an answer.
    free = do(engine, asked(make(THINKING, False), Thinking(), max_tokens=short))
    assert thoughts_of(events) == thoughts_of(free)


def test_a_stop_string_still_ends_the_answer(engine: LlamaEngine, make: Make) -> None:
    model, thinking = make(THINKING, False), Thinking(budget=BUDGET)
    whole = do(engine, asked(model, thinking))
    stop = text_of(whole)[3:5]
    events = do(engine, asked(model, thinking, stop=(stop,)))

    assert ended(events)[0] is Reason.STOP
    assert thoughts_of(events) == thoughts_of(whole)
    assert text_of(events) == text_of(whole).partition(stop)[0]


def test_a_model_that_opens_no_thoughts_is_not_touched(engine: LlamaEngine, make: Make) -> None:
    free = do(engine, asked(make(PLAIN, False), Thinking()))
    events = do(engine, asked(make(PLAIN, False), Thinking(budget=1)))

    assert text_of(events) == text_of(free)
    assert ended(events)[1].thought_tokens == 0


@pytest.mark.parametrize("template", [THINKING, SWITCHED])
def test_thoughts_that_were_cut_go_on_where_they_ended(
    engine: LlamaEngine, make: Make, template: str
) -> None:
    job = asked(make(template, False), Thinking(Mode.ON))
    whole = do(engine, job)
    begun = do(engine, replace(job, sampling=replace(job.sampling, max_tokens=BUDGET)))
    unfinished = Turn("2", Role.ASSISTANT, "", thoughts=thoughts_of(begun))
    more = do(engine, replace(job, turns=(*job.turns, unfinished), continues=True))

    assert text_of(more) == ""
    assert thoughts_of(begun)
    joined = thoughts_of(begun) + thoughts_of(more)
    # What is cut in the middle of a letter is not kept, and the model may choose another one.
    assert joined.startswith(thoughts_of(whole)[: len(thoughts_of(begun))])
    assert ended(more)[1].thought_tokens == MOST
    # They stand in the KV cache yet.
    assert planned(more).prompt_tokens - planned(more).reused_tokens <= BUDGET


def test_thoughts_that_were_cut_end_where_they_are_unwanted(
    engine: LlamaEngine, make: Make
) -> None:
    job = asked(make(SWITCHED, False), Thinking(Mode.OFF))
    unfinished = Turn("2", Role.ASSISTANT, "", thoughts="First, ")
    more = do(engine, replace(job, turns=(*job.turns, unfinished), continues=True))

    assert thoughts_of(more) == ""
    assert text_of(more)


@pytest.mark.parametrize(
    ("template", "offered"), [(THINKING, Thinks.ALWAYS), (SWITCHED, Thinks.SWITCH)]
)
def test_thoughts_that_are_not_wanted(
    engine: LlamaEngine, make: Make, template: str, offered: Thinks
) -> None:
    on = do(engine, asked(make(template, False), Thinking(Mode.ON)))
    off = do(engine, asked(make(template, False), Thinking(Mode.OFF)))
    loaded = next(event for event in on if isinstance(event, Loaded))

    assert loaded.thinks is offered
    assert (text_of(on), thoughts_of(off)) == ("", "")
    assert thoughts_of(on)
    assert text_of(off)
    assert ended(off)[1].thought_tokens == 0


@pytest.mark.parametrize("writes_it", [True, False])
@pytest.mark.parametrize("adds_it", [True, False])
def test_the_start_token_comes_once(
    engine: LlamaEngine, make: Make, writes_it: bool, adds_it: bool
) -> None:
    turns = "{% for m in messages %}{{ m.content }}<|im_end|>{% endfor %}"
    without = do(engine, asked(make(turns, False), Thinking(), max_tokens=1))
    source = "{{ bos_token }}" + turns if writes_it else turns
    events = do(engine, asked(make(source, adds_it), Thinking(), max_tokens=1))
    begun = writes_it or adds_it

    assert planned(events).prompt_tokens == planned(without).prompt_tokens + begun
    assert engine._resident is not None
    first, second = engine._resident.context.tokens.ids[:2]
    start = engine._resident.model.vocabulary.start
    assert (first == start, second == start) == (begun, False)
