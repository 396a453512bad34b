import pickle
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.engine import CancelToken, EngineSpec, FitJob, LoadJob, LookJob, ModelOptions
from desktop_app.core.events import (
    Finished,
    Fitted,
    Loaded,
    Loading,
    Measured,
    Reading,
    Reason,
    TextDelta,
    ThoughtDelta,
)
from desktop_app.core.memory_plan import Plan, Share
from desktop_app.core.picture import Image
from desktop_app.core.thinking import Thinks
from desktop_app.engines.script import DEMO_DEVICES, DEMO_MACHINE
from desktop_app.engines.scripted import (
    DEMO_REPLIES,
    Reply,
    ScriptedEngine,
    ScriptedOptions,
    create,
    pieces_of,
)
from tests.engines.contract import chat, do, last_of, text_of

MODEL = ModelOptions("script.gguf")


@given(st.text())
def test_pieces_make_the_text_again(text: str) -> None:
    assert "".join(pieces_of(text)) == text


def test_pieces_are_about_as_long_as_tokens() -> None:
    assert pieces_of("The quick, brown\nfox") == ["The", " quick", ",", " brown", "\n", "fox"]
    assert max(map(len, pieces_of("a" * 100))) <= 9


def test_demo_shows_what_an_answer_can_hold() -> None:
    text = DEMO_REPLIES[0].text
    for mark in ("# ", "\n- ", "```python", "\n|", "\n> ", "**", "]("):
        assert mark in text
    assert DEMO_REPLIES[0].thought


def test_replies_are_played_in_turn_thoughts_first() -> None:
    engine = ScriptedEngine(ScriptedOptions((Reply("one", thought="hm"), Reply("two"))))
    played = [do(engine, chat(MODEL, "Hi")) for _ in range(3)]
    assert [text_of(events) for events in played] == ["one", "two", "one"]
    deltas = [event for event in played[0] if isinstance(event, TextDelta | ThoughtDelta)]
    assert deltas == [ThoughtDelta("hm"), TextDelta("one")]
    assert last_of(played[0]).reason is Reason.STOP
    assert last_of(played[0]).usage.thought_tokens == 1


def test_echo_repeats_the_last_user_message() -> None:
    engine = ScriptedEngine(ScriptedOptions(echo=True))
    assert text_of(do(engine, chat(MODEL, "Hi", "Hello", "Say 🦜!"))) == "Say 🦜!"


def test_every_tagged_piece_names_its_job() -> None:
    engine = ScriptedEngine(ScriptedOptions((Reply("a b"),), tag_tokens=True))
    events = do(engine, chat(MODEL, "Hi", id="job-1"))
    deltas = [event.text for event in events if isinstance(event, TextDelta)]
    assert deltas == ["[job-1]a", "[job-1] b"]


def test_long_prompts_are_read_in_chunks() -> None:
    engine = ScriptedEngine(ScriptedOptions())
    events = do(engine, chat(MODEL, "word " * 1500, max_tokens=1))
    readings = [event for event in events if isinstance(event, Reading)]
    total = readings[-1].total
    assert total > 1500
    assert [event.done for event in readings] == [*range(512, total, 512), total]


def test_pause_between_tokens_ends_at_once_when_stopped() -> None:
    # At this rate the second token is due in half an hour; the test's own limit is far less.
    engine = ScriptedEngine(ScriptedOptions((Reply("one two"),), tokens_per_second=1 / 1800))
    cancel = CancelToken()
    events = []
    for event in engine.run(chat(MODEL, "Hi"), cancel):
        events.append(event)
        if isinstance(event, TextDelta):
            threading.Timer(0.05, cancel.set).start()
    assert last_of(events).reason is Reason.CANCELLED
    assert text_of(events) == "one"


def test_pause_of_loading_ends_at_once_when_stopped() -> None:
    engine = ScriptedEngine(ScriptedOptions(load_seconds=3600))
    cancel = CancelToken()
    events = []
    for event in engine.run(chat(MODEL, "Hi"), cancel):
        events.append(event)
        threading.Timer(0.05, cancel.set).start()
    assert [type(event) for event in events] == [Loading, type(last_of(events))]
    assert last_of(events).reason is Reason.CANCELLED


def test_spec_names_it_without_importing_it() -> None:
    spec = EngineSpec("desktop_app.engines.scripted:create", ScriptedOptions(echo=True))
    engine = pickle.loads(pickle.dumps(spec)).create()
    assert isinstance(engine, ScriptedEngine)
    assert isinstance(create(None), ScriptedEngine)
    with pytest.raises(TypeError, match="ScriptedOptions"):
        create("fast")


def test_it_measures_pictures_and_looks_at_none() -> None:
    images = tuple(Image(f"/pictures/{name}.png", name, 4, 3) for name in "ab")
    events = list(ScriptedEngine(ScriptedOptions()).run(LookJob("l", MODEL, images), CancelToken()))

    assert [event for event in events if isinstance(event, Measured)] == [Measured((64, 64))]
    assert events[-1] == Finished()


def test_the_plan_of_the_script_follows_the_context_that_is_wished_for() -> None:
    plan = Plan(1000, 2000, 5, 9, "f16", (Share("CPU", 100, 200, weights=50, kv=10),))
    engine = ScriptedEngine(ScriptedOptions(plan=plan, thinks=Thinks.SWITCH))
    assert do(engine, FitJob("fit", MODEL)) == [
        Fitted(plan, DEMO_DEVICES, "a script", machine=DEMO_MACHINE)
    ]
    longer = ModelOptions("script.gguf", context_size=3000)
    fitted = do(engine, FitJob("fit", longer))[-1]
    assert isinstance(fitted, Fitted)
    assert fitted.plan is not None
    assert (fitted.plan.context_size, fitted.plan.main.kv, fitted.plan.main.weights) == (
        3000,
        30,
        50,
    )
    loaded = next(event for event in do(engine, LoadJob("load", longer)) if type(event) is Loaded)
    assert (loaded.plan, loaded.layers, loaded.all_layers) == (fitted.plan, 5, 9)
    assert (loaded.context_size, loaded.thinks) == (3000, Thinks.SWITCH)


def test_without_a_model_the_devices_alone_are_told() -> None:
    fitted = do(ScriptedEngine(ScriptedOptions()), FitJob("fit"))[-1]
    assert isinstance(fitted, Fitted)
    assert fitted.plan is None
    assert [device.name for device in fitted.devices] == ["CPU"]
