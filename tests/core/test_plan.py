from dataclasses import replace

import pytest

from desktop_app.core.device import PROCESSOR, Device, DeviceKind
from desktop_app.core.engine import ModelOptions
from desktop_app.core.machine import Machine, reserve
from desktop_app.core.memory_plan import Plan
from desktop_app.core.plan import SMALLEST_CONTEXT, USABLE_CONTEXT, plan
from tests.model_headers import GB, MB, gpt_oss_20b, llama_3b, mistral_7b, qwen35_9b

ANY = ModelOptions("")
LARGE = Machine(512 * GB, 512 * GB)
SMALL_CARD = Device("CUDA0", "RTX 4050", "CUDA", DeviceKind.GPU, 5800 * MB, 6100 * MB)
LARGE_CARD = Device("CUDA1", "RTX 4090", "CUDA", DeviceKind.GPU, 24 * GB, 24 * GB)


def with_room(plan: Plan) -> bool:
    """Whether every memory of the plan keeps a reserve."""
    return all(
        share.needed + reserve(share.total, share.device != PROCESSOR) <= share.free
        for share in plan.shares
    )


@pytest.mark.parametrize(
    ("wanted", "trained", "size"),
    [(0, 8192, 8192), (0, 131072, 8192), (0, 2048, 2048), (1000, 8192, 1024), (9000, 4096, 4096)],
)
def test_context_size_with_enough_memory(wanted: int, trained: int, size: int) -> None:
    chosen = plan([mistral_7b(trained)], replace(ANY, context_size=wanted), LARGE)

    assert (chosen.context_size, chosen.reduced) == (size, False)
    assert chosen.largest_context == trained
    assert chosen.kv_type == "f16"
    assert chosen.fits


def test_the_cap_ends_the_automatic_context_alone() -> None:
    capped = replace(ANY, context_cap=16000)

    assert plan([mistral_7b()], capped, LARGE).context_size == 16128
    assert plan([mistral_7b()], replace(capped, context_size=20480), LARGE).context_size == 20480


def test_a_header_without_numbers_still_gets_a_context() -> None:
    odd = replace(mistral_7b(), metadata={"general.architecture": "odd"})

    assert plan([odd], ANY, LARGE).context_size == 8192


def test_a_small_laptop_with_a_model_of_a_long_context() -> None:
    """Of 4 GB are 3.3 free: 2 take the weights, and what is left holds no 8192 tokens."""
    machine = Machine(3300 * MB, 4 * GB, engine=60 * MB)
    chosen = plan([llama_3b()], ANY, machine)

    assert chosen.reduced
    assert chosen.kv_type == "f16"
    assert USABLE_CONTEXT <= chosen.context_size < 8192
    assert chosen.largest_context == chosen.context_size
    assert chosen.gpu_layers == 0
    assert with_room(chosen)


def test_a_cache_in_8_bits_where_only_that_makes_a_usable_context() -> None:
    machine = Machine(2800 * MB, 4 * GB)
    chosen = plan([llama_3b()], ANY, machine)
    exact = plan([llama_3b()], replace(ANY, kv_type="f16"), machine)

    assert (chosen.kv_type, chosen.context_size) == ("q8_0", USABLE_CONTEXT)
    assert chosen.reduced
    assert exact.kv_type == "f16"
    assert SMALLEST_CONTEXT <= exact.context_size < USABLE_CONTEXT
    assert with_room(chosen)
    assert with_room(exact)


def test_heads_that_are_no_whole_blocks_keep_16_bits() -> None:
    header = mistral_7b()
    odd = {**header.metadata, "llama.attention.key_length": 80, "llama.attention.value_length": 80}
    model = replace(header, metadata=odd)

    assert plan([model], replace(ANY, kv_type="q8_0"), LARGE).kv_type == "f16"
    tight = plan([model], ANY, Machine(5300 * MB, 8 * GB))
    assert tight.context_size < USABLE_CONTEXT
    assert tight.kv_type == "f16"


def test_eight_gigabytes_hold_a_7b_model() -> None:
    chosen = plan([mistral_7b()], ANY, Machine(6500 * MB, 8 * GB))

    assert chosen.context_size == 8192
    assert chosen.main.kv == 8192 * 128 * 1024
    assert chosen.main.weights == pytest.approx(4.38 * GB, rel=0.01)


def test_what_does_not_fit_is_refused_and_says_what_the_least_would_take() -> None:
    machine = Machine(4 * GB, 8 * GB)
    refused = plan([mistral_7b()], ANY, machine)

    assert (refused.context_size, refused.largest_context) == (0, 0)
    assert refused.main.kv == SMALLEST_CONTEXT * 128 * 1024
    assert refused.needed > 4 * GB
    assert not refused.fits


def test_anyway_nothing_is_refused() -> None:
    machine = Machine(4 * GB, 8 * GB)

    assert plan([mistral_7b()], replace(ANY, anyway=True), machine).context_size == USABLE_CONTEXT
    asked = plan([mistral_7b()], replace(ANY, anyway=True, context_size=32768), machine)
    assert asked.context_size == 32768
    assert not asked.fits


def test_a_context_that_is_too_long_is_made_to_fit() -> None:
    chosen = plan([mistral_7b()], replace(ANY, context_size=32768), Machine(7 * GB, 8 * GB))

    assert chosen.reduced
    assert chosen.kv_type == "q8_0"  # it is the longest one that way
    assert 16384 < chosen.context_size == chosen.largest_context < 32768
    assert with_room(chosen)


def test_a_batch_beyond_memory_leaves_a_small_context() -> None:
    huge = replace(ANY, batch_size=1 << 20)
    chosen = plan([mistral_7b()], huge, Machine(6 * GB, 8 * GB))

    assert 0 < chosen.context_size < plan([mistral_7b()], ANY, Machine(6 * GB, 8 * GB)).context_size
    assert with_room(chosen)


def test_a_card_of_6_gb_holds_all_of_a_7b_model_with_a_shorter_context() -> None:
    """All layers there with 5000 tokens are better than some of them there with 8192."""
    chosen = plan([mistral_7b()], ANY, Machine(12 * GB, 16 * GB, (SMALL_CARD,)))

    assert chosen.gpu_layers == chosen.all_layers == 33
    assert USABLE_CONTEXT <= chosen.context_size < 8192
    assert chosen.largest_context == 32768
    assert chosen.devices == ("CUDA0",)
    main, card = chosen.shares
    assert (main.layers, card.layers) == (0, 33)
    assert main.kv == 0
    # The embedding stays, and the vocabulary.
    assert 74 * MB < main.weights < 90 * MB
    assert with_room(chosen)


def test_a_context_that_was_asked_for_comes_before_layers_on_the_card() -> None:
    wish = replace(ANY, context_size=16384)
    chosen = plan([mistral_7b()], wish, Machine(12 * GB, 16 * GB, (SMALL_CARD,)))

    assert chosen.context_size == 16384
    assert 0 < chosen.gpu_layers < 33
    main, card = chosen.shares
    assert main.layers + card.layers == 33
    # Each layer takes its part of the cache along; the output is a layer without one.
    assert main.kv == 16384 * main.layers * 4096
    assert card.kv == 16384 * (card.layers - 1) * 4096
    assert with_room(chosen)
    one_more = plan([mistral_7b()], replace(wish, gpu_layers=chosen.gpu_layers + 1), LARGE)
    assert one_more.gpu_layers == 0  # there is no card


def test_two_cards_share_the_layers_by_what_they_have() -> None:
    second = replace(LARGE_CARD, free=12 * GB, total=12 * GB)
    machine = Machine(12 * GB, 16 * GB, (SMALL_CARD, second))
    chosen = plan([mistral_7b()], ANY, machine)

    assert (chosen.context_size, chosen.gpu_layers) == (8192, 33)
    _, small, large = chosen.shares
    assert small.layers + large.layers == 33
    assert 6 <= small.layers <= 12
    assert with_room(chosen)


def test_a_named_card_is_the_only_one() -> None:
    machine = Machine(12 * GB, 16 * GB, (SMALL_CARD, LARGE_CARD))
    chosen = plan([mistral_7b()], replace(ANY, device="CUDA1"), machine)

    assert chosen.devices == ("CUDA1",)
    assert chosen.gpu_layers == 33


def test_the_processor_alone() -> None:
    machine = Machine(12 * GB, 16 * GB, (LARGE_CARD,))
    chosen = plan([mistral_7b()], replace(ANY, device=PROCESSOR), machine)

    assert (chosen.gpu_layers, chosen.devices) == (0, ())
    assert plan([mistral_7b()], replace(ANY, gpu_layers=0), machine).devices == ()


def test_a_number_of_layers_is_taken_as_it_is_asked_for() -> None:
    machine = Machine(12 * GB, 16 * GB, (SMALL_CARD,))

    assert plan([mistral_7b()], replace(ANY, gpu_layers=7), machine).gpu_layers == 7
    all_of_it = plan([gpt_oss_20b()], replace(ANY, gpu_layers=99), machine)
    assert all_of_it.gpu_layers == 25
    assert not all_of_it.fits


def test_an_integrated_card_takes_main_memory() -> None:
    """7B and its context on it: what main memory holds of them itself is small, and both fit."""
    card = Device("Vulkan0", "Iris Xe", "Vulkan", DeviceKind.INTEGRATED, 7 * GB, 8 * GB)
    roomy = plan([mistral_7b()], ANY, Machine(8 * GB, 16 * GB, (card,)))

    assert roomy.gpu_layers == 33
    assert sum(share.needed for share in roomy.shares) < 8 * GB
    tight = plan([mistral_7b()], ANY, Machine(5300 * MB, 16 * GB, (card,)))
    assert sum(share.needed for share in tight.shares) <= 5300 * MB - reserve(16 * GB, False)
    assert tight.fits


def test_experts_stay_where_they_fit() -> None:
    """Some 10 GB of 24 layers on a card of 6 GB: ten of them, and the output."""
    chosen = plan([gpt_oss_20b()], ANY, Machine(24 * GB, 32 * GB, (SMALL_CARD,)))

    assert chosen.context_size == 8192
    assert 5 < chosen.gpu_layers < 11
    assert with_room(chosen)
    whole = plan([gpt_oss_20b()], ANY, Machine(24 * GB, 32 * GB, (LARGE_CARD,)))
    assert whole.gpu_layers == 25


def test_a_hybrid_keeps_states_whatever_the_context() -> None:
    short = plan([qwen35_9b()], replace(ANY, context_size=512), LARGE)
    long = plan([qwen35_9b()], replace(ANY, context_size=65536), LARGE)
    per_token = 8 * 4 * 2 * 256 * 2

    assert long.main.kv - short.main.kv == (65536 - 512) * per_token
    states = 24 * 4 * (3 * (4096 + 2 * 16 * 128) + 128 * 4096)
    assert short.main.kv == 512 * per_token + states


def test_what_unloading_frees_counts_as_free() -> None:
    card = replace(SMALL_CARD, free=500 * MB)
    freed = {"CUDA0": 5300 * MB, PROCESSOR: 300 * MB}
    now = Machine(3 * GB, 16 * GB, (card,), engine=60 * MB, freed=freed)
    chosen = plan([mistral_7b()], ANY, now)

    assert chosen.gpu_layers == 33
    assert [share.free for share in chosen.shares] == [3360 * MB, 5800 * MB]
    assert chosen.main.engine == 60 * MB


def test_the_part_that_sees_is_where_the_first_layers_are() -> None:
    eyes = 800 * MB
    alone = plan([mistral_7b()], ANY, Machine(7 * GB, 8 * GB), eyes)
    helped = plan([mistral_7b()], ANY, Machine(12 * GB, 16 * GB, (LARGE_CARD, SMALL_CARD)), eyes)

    assert alone.main.projector == eyes
    assert [share.projector for share in helped.shares] == [0, eyes, 0]


def test_a_model_in_several_files_is_one() -> None:
    whole = mistral_7b()
    first = replace(whole, layer_bytes=dict.fromkeys(range(16), 131 * MB), other_bytes={})
    second = replace(
        whole,
        metadata={"split.no": 1},
        layer_bytes=dict.fromkeys(range(16, 32), 131 * MB),
        other_bytes=whole.other_bytes,
        shapes={},
    )
    first = replace(first, shapes=whole.shapes)

    assert plan([first, second], ANY, LARGE) == plan([whole], ANY, LARGE)
