from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop_app.core.device import Device, DeviceKind
from desktop_app.core.engine import CancelToken, LoadJob, ModelOptions
from desktop_app.core.errors import ParleyError
from desktop_app.core.machine import Machine
from desktop_app.core.memory_plan import Share
from desktop_app.engines.llama.device import Found
from desktop_app.engines.llama.engine import LlamaEngine
from desktop_app.engines.llama.library import load_library
from desktop_app.engines.llama.memory import own_bytes
from desktop_app.engines.llama.resident import Resident
from tests.engines.llama.test_attempt import NO_MEMORY, FailingApi

pytestmark = pytest.mark.model

FIRST = Found(Device("CUDA0", "GeForce", "CUDA", DeviceKind.GPU, 9, 9), 71)
SECOND = Found(Device("CUDA1", "Quadro", "CUDA", DeviceKind.GPU), 72)
OTHER = Found(Device("Vulkan0", "Arc", "Vulkan", DeviceKind.GPU), 73)
SHARING = Found(Device("MTL0", "M3", "Metal", DeviceKind.INTEGRATED, 9, 9), 75)
NAMELESS = Found(Device("CUDA2", "", "CUDA", DeviceKind.GPU), 74)


@pytest.fixture(scope="module")
def resident(options: ModelOptions) -> Iterator[Resident]:
    engine = LlamaEngine()
    list(engine.run(LoadJob("load", options), CancelToken()))
    assert engine._resident is not None
    yield engine._resident
    engine.close()


def on(
    resident: Resident, listed: tuple[Found, ...], used: tuple[Found, ...], *known: Share
) -> Resident:
    """The model as if it ran on those cards."""
    shares = known or tuple(Share(card.device.name, 9, 9, weights=1, layers=1) for card in used)
    plan = replace(resident.fit.plan, shares=(resident.fit.plan.main, *shares))
    machine = Machine(9, 9, tuple(each.device for each in listed))
    return replace(resident, fit=replace(resident.fit, plan=plan, found=listed, machine=machine))


@pytest.mark.parametrize(
    ("listed", "used", "said"),
    [
        ((FIRST,), (), "CPU"),
        ((FIRST,), (FIRST,), "CUDA"),
        ((FIRST, OTHER), (OTHER,), "Vulkan"),
        ((FIRST, SECOND), (SECOND,), "Quadro"),
        ((FIRST, NAMELESS), (NAMELESS,), "CUDA2"),
        ((FIRST, SECOND), (FIRST, SECOND), "CUDA"),
        ((FIRST, OTHER), (FIRST, OTHER), "CUDA + Vulkan"),
    ],
)
def test_where_it_runs_in_a_word(
    resident: Resident, listed: tuple[Found, ...], used: tuple[Found, ...], said: str
) -> None:
    running = on(resident, listed, used)

    assert running.device == said
    assert running.on_gpu is bool(used)
    assert running.card == (used[0].handle if used else 0)


def test_unloading_frees_a_cards_share(resident: Resident) -> None:
    share = Share("CUDA0", 9 << 40, 9 << 40, weights=5 << 40, projector=1 << 40, layers=31)
    running = on(resident, (FIRST,), (FIRST,), share)
    # What it took is what the process has now above what it had then.
    freed = replace(running, before=own_bytes() - (50 << 20)).occupied().freed

    assert freed["CUDA0"] == 5 << 40, "the part that sees is not loaded yet"
    assert 40 << 20 < freed["CPU"] < 60 << 20, "what it really took"


def test_what_a_card_keeps_in_main_memory_is_free_there_as_well(resident: Resident) -> None:
    share = Share("MTL0", 9 << 40, 9 << 40, weights=5 << 40, layers=31)
    freed = on(resident, (SHARING,), (SHARING,), share).occupied().freed

    assert freed["MTL0"] == freed["CPU"] == 5 << 40


def test_a_context_that_cannot_grow_stays_as_it_was(resident: Resident) -> None:
    library = load_library()
    before = resident.context.options
    api = FailingApi(library, contexts=1, models=0, log=NO_MEMORY)
    with pytest.raises(ParleyError) as caught:
        resident.widen(replace(library, api=api), before.batch_size + 1)

    assert caught.value.problem.code == "model.no_context"
    assert "{" not in caught.value.problem.sentence.english()
    assert resident.context.options == before
    assert resident.context.pointer is not None
