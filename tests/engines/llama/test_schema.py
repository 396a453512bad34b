"""Replies that keep to a JSON schema, with the model that came with Parley and with random ones."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.core.conversation import Role
from desktop_app.core.engine import ChatJob, ModelOptions, Sampling, Turn
from desktop_app.core.errors import ParleyError
from desktop_app.core.events import (
    Failed,
    Finished,
    Loading,
    Planned,
    Reading,
    Reason,
    TextDelta,
    ThoughtDelta,
)
from desktop_app.core.thinking import Mode, Thinking
from desktop_app.engines.llama import grammar as grammar_module
from desktop_app.engines.llama.engine import LlamaEngine
from desktop_app.engines.llama.grammar import Grammar
from desktop_app.engines.llama.library import load_library
from tests.engines.contract import do, text_of
from tests.engines.llama.dialogue import Dialogue
from tests.gguf_parts import take_apart
from tests.random_texts.attention import llama as random_llama

pytestmark = pytest.mark.model

PERSON = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "maxLength": 12},
        "age": {"type": "integer", "minimum": 0, "maximum": 120},
        "tags": {"type": "array", "items": {"enum": ["a", 'b"c', "d\\e"]}, "maxItems": 2},
        "day": {"type": "string", "format": "date"},
    },
    "required": ["name", "age"],
}
TREE = {
    "type": "object",
    "properties": {"n": {"type": "integer"}, "of": {"type": "array", "items": {"$ref": "#"}}},
    "required": ["n"],
}


@pytest.fixture(scope="module")
def loaded(llama: LlamaEngine, options: ModelOptions) -> LlamaEngine:
    """With the model in memory, for those who look at its vocabulary."""
    Dialogue(llama, options).say("Hello")
    return llama


@contextmanager
def grammar_for(engine: LlamaEngine, schema: object) -> Iterator[Grammar]:
    assert engine._resident is not None
    vocabulary = engine._resident.model.vocabulary
    grammar = Grammar(load_library(), vocabulary, json.dumps(schema))
    try:
        yield grammar
    finally:
        grammar.close()
        grammar.close()


def keeps_to(engine: LlamaEngine, schema: object, text: str) -> bool:
    """Whether `text` is allowed from its first letter to its end."""
    assert engine._resident is not None
    vocabulary = engine._resident.model.vocabulary
    end = vocabulary.end_tokens[0]
    with grammar_for(engine, schema) as grammar:
        for token in vocabulary.tokenise(text, special=False):
            if not grammar.allows(token):
                return False
            grammar.accept(token)
        return grammar.allows(end)


@pytest.mark.parametrize(
    ("schema", "right", "wrong"),
    [
        (PERSON, ['{"name": "Ann", "age": 120}', '{"name":"","age":0,"day":"2024-02-29"}'], []),
        (PERSON, ['{\n  "name": "é",\n  "age": 7,\n  "tags": ["b\\"c", "d\\\\e"]\n}'], []),
        (PERSON, [], ['{"name": "Ann"}', '{"age": 1, "name": ""}', '{"name": "A", "age": 121}']),
        (PERSON, [], ['{"name": "thirteen long", "age": 1}', '{"name": "a\nb", "age": 1}']),
        (PERSON, [], ['{"name": "A", "age": 1, "more": 2}', '{"name": "A", "age": 01}', "[]", ""]),
        (PERSON, [], ['{"name": "A", "age": 1} ', '{"name": "A", "age": 1}{', "Sure! {"]),
        (TREE, ['{"n": -1}', '{"n": 1, "of": [{"n": 2, "of": []}, {"n": 3}]}'], ['{"of": []}']),
        ({}, ["null", '[1.5e-3, {"a": {}}]', '"\\u00e9"'], ["nul", "[1,]", "'a'", "1."]),
        ({"type": "object"}, ["{}", '{ "a": [] }'], ["[]"]),
        ({"enum": [1, "1", None]}, ["1", '"1"', "null"], ["2", "true"]),
        ({"type": ["string", "null"]}, ['"a"', "null"], ["1"]),
        ({"type": "array", "items": {"type": "number"}, "minItems": 2}, ["[1,2]"], ["[1]", "[]"]),
        ({"prefixItems": [{"type": "null"}, {}]}, ["[null, 1]"], ["[null]", "[1, 1]"]),
        ({"additionalProperties": {"type": "boolean"}}, ['{"x": true}', "{}"], ['{"x": 1}']),
        ({"properties": {"a": {}, "b": {}}}, ["{}", '{"b": 1}', '{"a": 1, "b": 2}'], ['{"b":1,}']),
        ({"type": "number", "minimum": 0}, ["0", "12.25"], ["-1"]),
        ({"type": "integer", "minimum": 1}, ["10"], ["0", "-1", "1.0"]),
        ({"format": "time"}, ['"23:59:59Z"', '"00:00:00+02:00"'], ['"24:00:00Z"']),
    ],
)
def test_a_grammar_means_what_its_schema_says(
    loaded: LlamaEngine, schema: object, right: list[str], wrong: list[str]
) -> None:
    for text in right:
        json.loads(text)
        assert keeps_to(loaded, schema, text), text
    for text in wrong:
        assert not keeps_to(loaded, schema, text), text


@pytest.mark.parametrize("sampling", [Sampling(temperature=0.0), Sampling(3.0, 0, 1.0, seed=5)])
@pytest.mark.parametrize(
    "schema",
    [
        PERSON,
        {"type": "array", "items": {"type": "integer", "maximum": 9, "minimum": 1}, "maxItems": 3},
        {"properties": {"mood": {"enum": ["good", "bad"]}}, "required": ["mood"]},
        {"type": "string", "maxLength": 20},
    ],
)
def test_the_answer_can_be_read_whatever_the_model_wants(
    llama: LlamaEngine, options: ModelOptions, schema: object, sampling: Sampling
) -> None:
    bound = replace(sampling, schema=json.dumps(schema), max_tokens=200)
    talk = Dialogue(llama, options, sampling=bound)
    answer = talk.say("Tell me about Ann, who is 30 years old.")

    end = talk.events[-1]
    assert isinstance(end, Finished)
    assert end.reason is Reason.STOP
    json.loads(answer)
    assert keeps_to(llama, schema, answer)


def test_what_the_model_would_never_say_is_found_in_the_whole_vocabulary(
    llama: LlamaEngine, options: ModelOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grammar_module, "_LIKELY", 1)
    sampling = Sampling(temperature=0.0, schema='{"enum": ["\u00a7\u00b6 qzx"]}', max_tokens=60)

    assert json.loads(Dialogue(llama, options, sampling=sampling).say("Hello")) == "§¶ qzx"


def test_the_same_seed_gives_the_same_answer(llama: LlamaEngine, options: ModelOptions) -> None:
    sampling = Sampling(seed=3, schema=json.dumps(PERSON), max_tokens=60)
    one, other = (Dialogue(llama, options, sampling=sampling).say("Ann?") for _ in range(2))

    assert one == other


def test_the_next_answer_is_free_again(llama: LlamaEngine, options: ModelOptions) -> None:
    talk = Dialogue(llama, options, sampling=Sampling(0.0, schema='{"enum": ["yes"]}'))
    assert talk.say("What is water?") == '"yes"'
    assert talk.say("Really?") == '"yes"', "from the beginning each time"
    talk = Dialogue(llama, options)

    assert not talk.say("What is water?").startswith('"')


def test_a_reply_that_was_cut_off_goes_on_within_the_schema(
    llama: LlamaEngine, options: ModelOptions
) -> None:
    sampling = Sampling(seed=1, schema=json.dumps(PERSON), max_tokens=6)
    talk = Dialogue(llama, options, sampling=sampling)
    begun = talk.say("Who is Ann?")
    with pytest.raises(json.JSONDecodeError):
        json.loads(begun)
    talk.sampling = replace(sampling, max_tokens=200)
    whole = talk.go_on()

    assert whole.startswith(begun)
    assert keeps_to(llama, PERSON, whole)


def test_what_was_written_freely_cannot_go_on_within_a_schema(
    llama: LlamaEngine, options: ModelOptions
) -> None:
    turns = (Turn("q", Role.USER, "Who is Ann?"), Turn("a", Role.ASSISTANT, "Ann is"))
    sampling = Sampling(schema=json.dumps(PERSON))
    events = do(llama, ChatJob("a", options, turns, sampling, continues=True))

    assert isinstance(events[-1], Failed)
    assert events[-1].problem.code == "presets.schema"
    assert not any(isinstance(event, Planned | Reading | TextDelta) for event in events)


def test_what_cannot_be_kept_to_is_told_before_anything_is_loaded(options: ModelOptions) -> None:
    engine = LlamaEngine()
    turns = (Turn("q", Role.USER, "Hello?"),)
    try:
        for schema in ("{", '{"pattern": "a"}', '{"$ref": "#"}', '{"a":' * 3_000):
            events = do(engine, ChatJob("a", options, turns, Sampling(schema=schema)))
            assert [type(event) for event in events] == [Failed]
            assert events[0].problem.code == "presets.schema"
    finally:
        engine.close()


def test_a_grammar_that_computes_too_long_is_given_up(
    loaded: LlamaEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grammar_module, "SECONDS", -1.0)
    with pytest.raises(ParleyError) as caught, grammar_for(loaded, {}):
        pass

    assert caught.value.problem.code == "presets.schema"


def test_thoughts_are_over_before_what_is_held_to_a_schema(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Also where the template opens them, and the person wants them."""
    template = "{% for m in messages %}{{ m.content }}{% endfor %}{{ '<think>\\n' }}"
    path = tmp_path_factory.mktemp("schema") / "random.gguf"
    parts = take_apart(random_llama(path).read_bytes())
    path.write_bytes(parts.having("tokenizer.chat_template", template).put_together())
    model = ModelOptions(str(path), context_size=512, threads=1)
    turns = (Turn("q", Role.USER, "What is water?"),)
    sampling = Sampling(seed=1, schema='{"enum": ["yes", "no"]}')
    engine = LlamaEngine()
    try:
        job = ChatJob("a", model, turns, sampling, thinking=Thinking(Mode.ON))
        events = do(engine, job)
    finally:
        engine.close()

    assert text_of(events) in ('"yes"', '"no"')
    assert not any(isinstance(event, ThoughtDelta) for event in events)


class TestTemplate:
    """A template of one's own in place of the file's."""

    UPPER = "{% for m in messages %}{{ m.content | upper }}\n{% endfor %}"

    def test_it_is_used_and_the_model_is_loaded_anew_for_it(
        self, llama: LlamaEngine, options: ModelOptions
    ) -> None:
        Dialogue(llama, options).say("Hello")
        own = replace(options, template=self.UPPER)
        talk = Dialogue(llama, own)
        talk.say("what is water?")

        assert any(isinstance(event, Loading) for event in talk.events)
        assert llama._resident is not None
        ids = llama._resident.context.tokens.ids
        piece = llama._resident.model.vocabulary.piece
        assert b"WHAT IS WATER?\n" in b"".join(map(piece, ids))
        talk.say("and now?")
        assert not any(isinstance(event, Loading) for event in talk.events)

    @pytest.mark.parametrize("template", ["{% if %}", "{{ x " * 3])
    def test_a_wrong_one_is_told_and_the_model_before_stays(
        self, llama: LlamaEngine, options: ModelOptions, template: str
    ) -> None:
        talk = Dialogue(llama, options)
        talk.say("Hello")
        turns = (Turn("q", Role.USER, "Hello"),)
        events = do(llama, ChatJob("a", replace(options, template=template), turns))
        talk.say("Are you there?")

        assert [type(event) for event in events] == [Failed]
        assert events[0].problem.code == "model.template"
        assert events[0].problem.values["name"] == Path(options.path).name
        assert not any(isinstance(event, Loading) for event in talk.events)
