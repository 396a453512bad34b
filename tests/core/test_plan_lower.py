"""What is tried next where loading fails, down to the end."""

from dataclasses import replace

import pytest

from desktop_app.core.device import PROCESSOR, Device, DeviceKind
from desktop_app.core.engine import ModelOptions
from desktop_app.core.gguf import Header
from desktop_app.core.machine import Machine
from desktop_app.core.memory_plan import Plan
from desktop_app.core.plan import lower, plan
from tests.model_headers import GB, MB, header, llama_3b, mistral_7b

ANY = ModelOptions("")
CARD = Device("CUDA0", "RTX 4090", "CUDA", DeviceKind.GPU, 24 * GB, 24 * GB)
WITH_CARD = Machine(32 * GB, 64 * GB, (CARD,))
WITHOUT = Machine(32 * GB, 64 * GB)

Step = tuple[int, int, str]
"""Layers on cards, tokens of the context, type of the KV cache."""


def step(plan: Plan) -> Step:
    return plan.gpu_layers, plan.context_size, plan.kv_type


def stairs(options: ModelOptions, machine: Machine, header: Header | None = None) -> list[Step]:
    """Every plan that is tried where none of them can be loaded."""
    headers = [header or mistral_7b()]
    current: Plan | None = plan(headers, options, machine)
    tried: list[Step] = []
    while current is not None:
        assert len(tried) < 50
        tried.append(step(current))
        current = lower(current, headers, options, machine)
    return tried


def test_fewer_layers_then_context_then_8_bits_then_the_processor() -> None:
    assert stairs(ANY, WITH_CARD) == [
        (33, 8192, "f16"),
        (24, 8192, "f16"),
        (16, 8192, "f16"),
        (8, 8192, "f16"),
        (8, 4096, "f16"),
        (8, 2048, "f16"),
        (8, 1024, "f16"),
        (8, 512, "f16"),
        (8, 512, "q8_0"),
        (0, 8192, "f16"),
        (0, 4096, "f16"),
        (0, 2048, "f16"),
        (0, 1024, "f16"),
        (0, 512, "f16"),
        (0, 512, "q8_0"),
    ]


def test_without_a_card_the_context_goes_first() -> None:
    assert stairs(ANY, WITHOUT) == [
        (0, 8192, "f16"),
        (0, 4096, "f16"),
        (0, 2048, "f16"),
        (0, 1024, "f16"),
        (0, 512, "f16"),
        (0, 512, "q8_0"),
    ]


def test_what_the_person_chose_gives_way_last() -> None:
    context = stairs(replace(ANY, context_size=2048), WITH_CARD)
    assert context[:6] == [
        (33, 2048, "f16"),
        (24, 2048, "f16"),
        (16, 2048, "f16"),
        (8, 2048, "f16"),
        (8, 2048, "q8_0"),
        (8, 1024, "q8_0"),
    ]
    layers = stairs(replace(ANY, gpu_layers=33, context_cap=1024), WITH_CARD)
    assert layers[:5] == [
        (33, 1024, "f16"),
        (33, 512, "f16"),
        (33, 512, "q8_0"),
        (24, 512, "q8_0"),
        (16, 512, "q8_0"),
    ]
    exact = stairs(replace(ANY, kv_type="f16", context_cap=512), WITHOUT)
    assert exact == [(0, 512, "f16"), (0, 512, "q8_0")]


def test_all_chosen_still_ends_at_the_processor() -> None:
    chosen = replace(ANY, gpu_layers=20, context_size=1024, kv_type="q8_0", device="CUDA0")

    assert stairs(chosen, WITH_CARD) == [
        (20, 1024, "q8_0"),
        (16, 1024, "q8_0"),
        (8, 1024, "q8_0"),
        (8, 512, "q8_0"),
        (0, 1024, "q8_0"),
        (0, 512, "q8_0"),
    ]


def test_a_step_is_no_step_when_it_takes_hardly_a_layer_away() -> None:
    some = replace(ANY, gpu_layers=25, context_size=512, kv_type="q8_0")

    assert [layers for layers, *_ in stairs(some, WITH_CARD)] == [25, 16, 8, 0]


@pytest.mark.parametrize("blocks", [1, 2, 3, 4, 7])
def test_a_model_of_few_layers_comes_to_the_processor_too(blocks: int) -> None:
    big = mistral_7b()
    metadata = {**big.metadata, "llama.block_count": blocks}
    small = header(
        {key.removeprefix("llama."): value for key, value in metadata.items()}, 131 * MB, {}
    )
    layers = [layers for layers, *_ in stairs(ANY, WITH_CARD, small)]
    assert layers[0] == blocks + 1
    assert layers[-1] == 0


def test_a_cache_that_cannot_be_quantized_is_not() -> None:
    model = mistral_7b()
    odd = {**model.metadata, "llama.attention.key_length": 80, "llama.attention.value_length": 80}
    model = replace(model, metadata=odd)

    assert {kind for *_, kind in stairs(ANY, WITH_CARD, model)} == {"f16"}


def test_the_processor_is_left_out_where_it_cannot_hold_the_model() -> None:
    machine = replace(WITH_CARD, free=2 * GB)

    assert all(layers for layers, *_ in stairs(ANY, machine))


def test_the_named_processor_stays_alone() -> None:
    tried = stairs(replace(ANY, device=PROCESSOR), WITH_CARD)

    assert {layers for layers, *_ in tried} == {0}


def test_nothing_is_below_what_was_refused() -> None:
    machine = Machine(GB, 2 * GB)
    refused = plan([mistral_7b()], ANY, machine)

    assert refused.context_size == 0
    assert lower(refused, [mistral_7b()], ANY, machine) is None


@pytest.mark.parametrize("machine", [WITH_CARD, WITHOUT])
def test_every_step_takes_less_and_says_what_it_is(machine: Machine) -> None:
    headers = [llama_3b()]
    current = plan(headers, ANY, machine)
    below = lower(current, headers, ANY, machine)
    while below is not None:
        if bool(below.gpu_layers) == bool(current.gpu_layers):
            assert below.shares[-1].needed < current.shares[-1].needed
        assert below.reduced == (below.context_size < 8192)
        current, below = below, lower(below, headers, ANY, machine)
