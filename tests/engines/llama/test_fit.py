from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.core.device import Device, DeviceKind
from desktop_app.core.engine import CancelToken, FitJob, LoadJob, ModelOptions, UnloadJob
from desktop_app.core.events import Event, Failed, Fitted, Loaded, Notice
from desktop_app.core.machine import Machine
from desktop_app.core.memory_plan import Plan, Share
from desktop_app.engines.llama.device import Found
from desktop_app.engines.llama.engine import LlamaEngine
from desktop_app.engines.llama.fit import Fit, fit
from desktop_app.engines.llama.library import load_library
from desktop_app.engines.llama.memory import Memory

pytestmark = pytest.mark.model

MIB = 1 << 20


@pytest.fixture
def engine() -> Iterator[LlamaEngine]:
    engine = LlamaEngine()
    yield engine
    engine.close()


@pytest.fixture
def model(starter_model: Path) -> ModelOptions:
    return ModelOptions(str(starter_model), context_size=1024, threads=1, kv_type="f16")


def ask(engine: LlamaEngine, model: ModelOptions | None) -> Event:
    (event,) = engine.run(FitJob("fit", model), CancelToken())
    return event


def fitted(engine: LlamaEngine, model: ModelOptions | None) -> Fitted:
    event = ask(engine, model)
    assert isinstance(event, Fitted)
    return event


def test_devices_without_a_model(engine: LlamaEngine) -> None:
    answer = fitted(engine, None)

    assert answer.plan is None
    assert "CPU" in [device.name for device in answer.devices]
    assert answer.engine.startswith("llama.cpp ")


def test_a_plan_loads_nothing(engine: LlamaEngine, model: ModelOptions) -> None:
    answer = fitted(engine, model)

    assert answer.plan is not None
    assert answer.plan.context_size == 1024
    assert answer.plan.fits
    assert answer.plan.main.engine > 0
    assert engine._resident is None


def test_a_plan_while_a_model_is_loaded_leaves_it_there(
    engine: LlamaEngine, model: ModelOptions
) -> None:
    list(engine.run(LoadJob("load", model), CancelToken()))
    resident = engine._resident
    assert resident is not None
    assert fitted(engine, replace(model, context_size=2048)).plan is not None

    assert engine._resident is resident
    assert resident.context.pointer is not None


def test_what_the_loaded_model_would_free_counts_as_free(
    engine: LlamaEngine, model: ModelOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it took of main memory that no file has; the same while it is there and when not."""
    monkeypatch.setattr(
        "desktop_app.engines.llama.fit.main_memory", lambda: Memory(1000 * MIB, 8000 * MIB)
    )
    before = fitted(engine, model).plan
    list(engine.run(LoadJob("load", model), CancelToken()))
    loaded = fitted(engine, model).plan
    list(engine.run(UnloadJob("unload"), CancelToken()))
    assert before is not None
    assert loaded is not None

    taken = loaded.main.free - before.main.free
    assert loaded.main.kv * 0.8 < taken < loaded.needed
    assert abs(loaded.main.engine - before.main.engine) < 8 * MIB, "the model is none of it"


@pytest.mark.parametrize(
    ("path", "code"), [("", "model.none"), ("/nowhere/model.gguf", "model.missing")]
)
def test_a_model_that_is_not_there(engine: LlamaEngine, path: str, code: str) -> None:
    event = ask(engine, ModelOptions(path))

    assert isinstance(event, Failed)
    assert event.problem.code == code


def test_a_model_that_does_not_fit_has_a_plan_that_says_so(
    engine: LlamaEngine, model: ModelOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.engines.llama.fit.main_memory", lambda: Memory(0, 8000 * MIB))
    plan = fitted(engine, model).plan

    assert plan is not None
    assert (plan.context_size, plan.fits) == (0, False)
    assert plan.needed > 100 * MIB


def test_a_device_that_is_not_there_is_told_and_another_one_taken(
    engine: LlamaEngine, model: ModelOptions
) -> None:
    events = list(engine.run(LoadJob("load", replace(model, device="CUDA7")), CancelToken()))
    notices = [event.problem for event in events if isinstance(event, Notice)]
    loaded = [event for event in events if isinstance(event, Loaded)]

    assert [(notice.code, notice.values) for notice in notices] == [
        ("device.missing", {"device": "CUDA7"})
    ]
    assert [(event.device, event.layers, event.all_layers) for event in loaded] == [("CPU", 0, 31)]
    assert loaded[0].plan is not None
    assert loaded[0].plan.main.layers == 31


def test_a_notice_of_devices_is_none_for_those_that_are_there(model: ModelOptions) -> None:
    library = load_library()
    for device, missing in (("", ""), ("CPU", ""), ("CUDA7", "CUDA7")):
        assert fit(library, replace(model, device=device)).missing == missing


CARD = Found(Device("CUDA0", "GeForce", "CUDA", DeviceKind.GPU, 9 << 30, 9 << 30), 71)
SECOND = Found(Device("CUDA1", "Quadro", "CUDA", DeviceKind.GPU, 9 << 30, 9 << 30), 72)


def planned(*counts: int) -> Fit:
    """A plan that gives so many layers to each card."""
    names = (card.device.name for card in (CARD, SECOND))
    shares = tuple(
        Share(name, 9, 9, layers=count) for name, count in zip(names, counts, strict=False)
    )
    plan = Plan(512, 512, sum(counts), 31, "f16", (Share("CPU", 9, 9), *shares))
    machine = Machine(9, 9, (CARD.device, SECOND.device))
    options = ModelOptions("model.gguf")
    return Fit(options, (Path("model.gguf"),), (), machine, (SECOND, CARD), 0, plan)


def test_cards_stand_in_the_order_of_the_plan_and_only_those_with_layers() -> None:
    assert planned(20, 11).placed == (("CUDA0", 20), ("CUDA1", 11))
    assert [card.handle for card in planned(20, 11).cards] == [71, 72]
    assert planned(0, 31).placed == (("CUDA1", 31),)
    assert planned().cards == ()


def test_without_cards_there_is_no_step_to_the_processor() -> None:
    assert planned().on_processor() is None


def test_the_memory_of_the_machine_is_told_with_and_without_a_model(
    engine: LlamaEngine, model: ModelOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "desktop_app.engines.llama.fit.main_memory", lambda: Memory(1000 * MIB, 8000 * MIB)
    )
    for asked in (None, model):
        machine = fitted(engine, asked).machine
        assert machine is not None
        assert (machine.free, machine.total) == (1000 * MIB, 8000 * MIB)
        assert machine.engine > 0
        assert "CPU" in [device.name for device in machine.devices]
        assert not machine.freed


def test_unloading_what_is_loaded_counts_for_other_models_too(
    engine: LlamaEngine, model: ModelOptions
) -> None:
    before = fitted(engine, None).machine
    list(engine.run(LoadJob("load", model), CancelToken()))
    loaded = fitted(engine, None).machine
    assert before is not None
    assert loaded is not None

    assert loaded.freed["CPU"] > 10 * MIB
    assert abs(loaded.engine - before.engine) < 8 * MIB, "the model is none of it"
