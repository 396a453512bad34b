"""Layers on a second device: llama.cpp's RPC backend on loopback, see tests/rpc_device.py.

Each engine lives in a child process, as in the program: whatever the device does, this process
goes on.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.core.device import PROCESSOR, Device, DeviceKind
from desktop_app.core.engine import CancelToken, FitJob, LoadJob, ModelOptions
from desktop_app.core.errors import Action, Problem
from desktop_app.core.events import Event, Failed, Fitted, Loaded, Loading, Notice, Reason
from desktop_app.core.memory_plan import Plan
from desktop_app.engines.isolated import IsolatedEngine
from tests.engines.contract import chat, do, last_of, text_of
from tests.random_texts.attention import llama
from tests.rpc_device import MIB, SILENCE, Command, Fault, RpcDevice, needs_rpc, rpc_device
from tests.rpc_engine import rpc_spec

QUESTION = "Why is the sky blue?"
TOKENS = 16
GRACE = 0.5
DUE = 12
"""The batch of tokens at which a device fails: the first few read the question."""

CARD_MEMORY = 400 * MIB
"""Of a card that holds all of the starter model: weights of 92 MiB and what belongs to them."""

pytestmark = [
    needs_rpc,
    pytest.mark.model,
    pytest.mark.usefixtures("no_child_left"),
]

Serve = Callable[..., RpcDevice]
Engine = Callable[..., IsolatedEngine]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serves devices until the end of the test."""
    with ExitStack() as stack:
        yield lambda *values, **named: stack.enter_context(rpc_device(*values, **named))


@pytest.fixture
def engine(serve: Serve, tmp_path: Path) -> Iterator[Engine]:
    """Makes an engine in a child process with these devices. Ended before they are."""
    engines: list[IsolatedEngine] = []

    def make(*cards: RpcDevice) -> IsolatedEngine:
        spec = rpc_spec(*(card.endpoint for card in cards))
        engines.append(IsolatedEngine(spec, tmp_path / "log", grace=GRACE))
        return engines[-1]

    yield make
    for each in engines:
        each.close()


@pytest.fixture
def model(options: ModelOptions) -> ModelOptions:
    """The starter model, where it matters how large a model is."""
    return options


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> ModelOptions:
    """A model that is loaded at once and makes no sense, where it does not."""
    path = llama(tmp_path_factory.mktemp("tiny") / "tiny.gguf")
    return ModelOptions(str(path), context_size=512, threads=1)


def loaded_of(events: Sequence[Event]) -> Loaded:
    found = [event for event in events if isinstance(event, Loaded)]
    assert len(found) == 1, events
    return found[0]


def plan_of(events: Sequence[Event]) -> Plan:
    plan = loaded_of(events).plan
    assert plan is not None
    return plan


def notices_of(events: Sequence[Event]) -> list[Problem]:
    return [event.problem for event in events if isinstance(event, Notice)]


def failure_of(events: Sequence[Event]) -> Problem:
    assert isinstance(events[-1], Failed), events[-1]
    return events[-1].problem


def card_of(engine: IsolatedEngine) -> Device:
    """The card as it is now."""
    (fitted,) = do(engine, FitJob("devices"))
    assert isinstance(fitted, Fitted)
    return next(device for device in fitted.devices if device.is_gpu)


def answer(
    engine: IsolatedEngine, model: ModelOptions, cancel: CancelToken | None = None
) -> list[Event]:
    job = chat(model, QUESTION, max_tokens=TOKENS)
    return do(engine, replace(job, sampling=replace(job.sampling, ignore_end=True)), cancel)


def test_a_card_is_listed_given_layers_and_gives_its_memory_back(
    serve: Serve, engine: Engine, model: ModelOptions
) -> None:
    card = serve(CARD_MEMORY)
    child = engine(card)
    assert card_of(child) == Device(
        "RPC0", card.endpoint, "RPC", DeviceKind.GPU, free=CARD_MEMORY, total=CARD_MEMORY
    )
    fitted = do(child, FitJob("plan", model))[-1]
    assert isinstance(fitted, Fitted)
    assert fitted.plan is not None
    assert fitted.plan.devices == ("RPC0",)
    assert fitted.plan.gpu_layers == fitted.plan.all_layers

    texts = set()
    alone = replace(model, device=PROCESSOR)
    for wish, layers in ((model, 31), (replace(model, gpu_layers=15), 15), (alone, 0)):
        events = answer(child, wish)
        loaded = loaded_of(events)
        assert (loaded.layers, loaded.all_layers) == (layers, 31)
        assert loaded.device == ("RPC" if layers else "CPU")
        assert notices_of(events) == []
        planned = sum(share.needed for share in plan_of(events).shares[1:])
        taken = CARD_MEMORY - card_of(child).free
        assert planned == pytest.approx(taken, rel=0.15)
        assert (taken > 0) == (layers > 0)
        texts.add(text_of(events))

    # What is computed with the same instructions in another place is the same to the last bit.
    assert len(texts) == 1
    assert texts.pop()


def test_of_two_cards_the_one_that_is_named_is_used(
    serve: Serve, engine: Engine, tiny: ModelOptions
) -> None:
    child = engine(serve(CARD_MEMORY), serve(CARD_MEMORY))
    events = do(child, LoadJob("load", replace(tiny, device="RPC1")))
    assert plan_of(events).devices == ("RPC1",)
    assert notices_of(events) == []


def test_a_small_card_gets_as_many_layers_as_it_holds(
    serve: Serve, engine: Engine, model: ModelOptions
) -> None:
    memory = 96 * MIB
    child = engine(serve(memory))
    events = answer(child, model)
    loaded, plan = loaded_of(events), plan_of(events)
    assert 0 < loaded.layers < loaded.all_layers
    assert plan.fits
    # It was planned so from the start: nothing went wrong that would need words.
    assert notices_of(events) == []
    assert 0 <= card_of(child).free < memory
    assert last_of(events)


def test_a_card_that_has_less_than_it_says_gets_fewer_layers_and_that_is_said(
    serve: Serve, engine: Engine, model: ModelOptions
) -> None:
    child = engine(serve(2 * CARD_MEMORY, room=60 * MIB))
    events = answer(child, model)
    loaded = loaded_of(events)
    assert 0 < loaded.layers < loaded.all_layers
    (notice,) = notices_of(events)
    assert notice.code == "model.stepped_down"
    assert notice.values["device"] == loaded.device == "RPC", "as the status calls it"
    assert notice.values["layers"] == loaded.layers
    assert notice.values["context_size"] == loaded.context_size
    assert "alloc" in notice.details
    assert plan_of(events).gpu_layers == loaded.layers
    assert text_of(events)


def test_a_card_that_holds_nothing_leaves_all_to_the_processor_and_that_is_said(
    serve: Serve, engine: Engine, tiny: ModelOptions
) -> None:
    child = engine(serve(2 * CARD_MEMORY, room=1))
    events = answer(child, tiny)
    loaded = loaded_of(events)
    assert (loaded.device, loaded.layers) == ("CPU", 0)
    (notice,) = notices_of(events)
    assert notice.code == "model.on_processor"
    assert notice.values["device"] == "RPC", "as the status would have called it"
    assert text_of(events)


def test_a_card_that_dies_in_mid_reply_is_named_the_text_is_kept_and_the_next_reply_comes(
    serve: Serve, engine: Engine, tiny: ModelOptions
) -> None:
    card = serve(CARD_MEMORY, fault=Fault(Command.GRAPH_COMPUTE, DUE))
    child = engine(card)
    events = answer(child, tiny)
    assert loaded_of(events).device == "RPC"
    lost = failure_of(events)
    assert lost.code == "engine.device_lost"
    assert "RPC" in lost.sentence.english()
    assert (lost.action, lost.second) == (Action.TRY_AGAIN, Action.USE_PROCESSOR)
    assert "Remote RPC server crashed" in lost.details
    assert card.process.wait() < 0

    again = answer(child, tiny)
    loaded = loaded_of(again)
    assert (loaded.device, loaded.layers) == ("CPU", 0)
    kept, whole = text_of(events), text_of(again)
    assert 0 < len(kept) < len(whole)
    assert whole.startswith(kept)


def test_a_card_that_dies_while_nothing_happens_is_missed_by_the_next_reply_alone(
    serve: Serve, engine: Engine, tiny: ModelOptions
) -> None:
    card = serve(CARD_MEMORY)
    child = engine(card)
    named = replace(tiny, device="RPC0")
    do(child, LoadJob("load", named))
    card.kill()
    assert failure_of(answer(child, named)).code == "engine.device_lost"
    # It was chosen by its name, so that it is missed is said.
    events = answer(child, named)
    assert [notice.code for notice in notices_of(events)] == ["device.missing"]
    assert last_of(events)


def test_a_card_that_dies_while_a_model_is_loaded_is_named_too(
    serve: Serve, engine: Engine, tiny: ModelOptions
) -> None:
    child = engine(serve(CARD_MEMORY, fault=Fault(Command.SET_TENSOR, 10)))
    events = do(child, LoadJob("load", tiny))
    assert any(isinstance(event, Loading) for event in events)
    lost = failure_of(events)
    assert lost.code == "engine.device_lost"
    assert "RPC" in lost.sentence.english()
    assert loaded_of(do(child, LoadJob("load", tiny))).device == "CPU"


def test_a_card_that_falls_silent_hangs_nothing(
    serve: Serve, engine: Engine, tiny: ModelOptions
) -> None:
    card = serve(CARD_MEMORY, fault=Fault(Command.GRAPH_COMPUTE, DUE, SILENCE))
    child = engine(card)
    cancel = CancelToken()

    def stop() -> None:
        card.wait_for_silence()
        cancel.set()

    person = threading.Thread(target=stop)
    person.start()
    events = answer(child, tiny, cancel)
    person.join()
    assert failure_of(events).code == "engine.stuck"
    assert text_of(events)
    # It does not even say what it is when it is asked; a Stop ends that as well.
    assert last_of(do(child, LoadJob("load", tiny), cancel)).reason is Reason.CANCELLED
    card.kill()
    assert loaded_of(answer(child, tiny)).device == "CPU"
