"""Judging models that are not here, by headers with the shapes of real ones."""

from dataclasses import replace

import pytest

from desktop_app.core.device import PROCESSOR, Device, DeviceKind
from desktop_app.core.engine import ModelOptions
from desktop_app.core.gguf import Header
from desktop_app.core.judgement import (
    Fits,
    fits_meaning,
    fits_words,
    judge,
    judge_by_size,
    scaled,
    usual_header,
)
from desktop_app.core.kv_cache import layer_caches
from desktop_app.core.machine import Machine, reserve
from desktop_app.core.plan import plan
from tests.model_headers import GB, MB, gpt_oss_20b, llama_3b, mistral_7b, qwen35_9b

ANY = ModelOptions("")
CARD_24 = Device("CUDA0", "RTX 4090", "CUDA", DeviceKind.GPU, 23 * GB, 24 * GB)
CARD_6 = Device("CUDA0", "RTX 4050", "CUDA", DeviceKind.GPU, 5800 * MB, 6100 * MB)
SHARED = Device("Vulkan0", "Iris Xe", "Vulkan", DeviceKind.INTEGRATED, 12 * GB, 16 * GB)

LAPTOP_8 = Machine(6 * GB, 8 * GB, engine=80 * MB)
DESKTOP_16 = Machine(12 * GB, 16 * GB, engine=80 * MB)
WITH_24 = Machine(12 * GB, 16 * GB, (CARD_24,), engine=80 * MB)
WITH_6 = Machine(12 * GB, 16 * GB, (CARD_6,), engine=80 * MB)
CONTAINER = Machine(2900 * MB, 3 * GB, engine=80 * MB)
"""A cgroup's limit is the total: most of the host's memory is not ours."""


@pytest.mark.parametrize(
    ("header", "machine", "fits"),
    [
        (llama_3b(), LAPTOP_8, Fits.MEMORY),
        (mistral_7b(), LAPTOP_8, Fits.TIGHT),
        (gpt_oss_20b(), LAPTOP_8, Fits.TOO_LARGE),
        (mistral_7b(), DESKTOP_16, Fits.MEMORY),
        (qwen35_9b(), DESKTOP_16, Fits.MEMORY),
        (gpt_oss_20b(), DESKTOP_16, Fits.TOO_LARGE),
        (mistral_7b(), WITH_24, Fits.GRAPHICS),
        (gpt_oss_20b(), WITH_24, Fits.GRAPHICS),
        (qwen35_9b(), WITH_6, Fits.SPLIT),
        (llama_3b(), WITH_6, Fits.GRAPHICS),
        (llama_3b(), CONTAINER, Fits.TIGHT),
        (mistral_7b(), CONTAINER, Fits.TOO_LARGE),
        (mistral_7b(), Machine(12 * GB, 16 * GB, (SHARED,)), Fits.GRAPHICS),
    ],
)
def test_machines(header: Header, machine: Machine, fits: Fits) -> None:
    judgement = judge([header], ANY, machine)

    assert judgement.fits is fits
    assert bool(judgement.plan.context_size) == (fits is not Fits.TOO_LARGE)


def test_what_leaves_hardly_anything_over_is_tight() -> None:
    """The whole context fits, and the reserve stays; but nothing for a browser."""
    needed = plan([mistral_7b()], ANY, Machine(12 * GB, 16 * GB)).needed
    kept = reserve(16 * GB, on_card=False)
    just = Machine(needed + kept + kept // 2, 16 * GB)
    roomy = Machine(needed + 2 * kept, 16 * GB)

    tight = judge([mistral_7b()], ANY, just)
    assert (tight.plan.context_size, tight.fits) == (8192, Fits.TIGHT)
    assert judge([mistral_7b()], ANY, roomy).fits is Fits.MEMORY
    shared = (replace(SHARED, free=needed + kept + kept // 2),)
    assert judge([mistral_7b()], ANY, replace(just, devices=shared)).fits is Fits.TIGHT


def test_all_on_the_card_with_less_than_8k_is_no_full_mark() -> None:
    """Some 5000 tokens fit beside all layers; with 8k a part would be in main memory."""
    judgement = judge([mistral_7b()], ANY, WITH_6)

    assert judgement.plan.gpu_layers == judgement.plan.all_layers
    assert judgement.plan.context_size < 8192
    assert judgement.fits is Fits.SPLIT


def test_a_context_that_is_short_for_want_of_memory_is_tight() -> None:
    """All layers are on the card, and main memory has no room for those that 8k would drive out."""
    judgement = judge([mistral_7b()], ANY, replace(WITH_6, free=800 * MB))

    assert judgement.plan.gpu_layers == judgement.plan.all_layers
    assert 0 < judgement.plan.largest_context < 8192
    assert judgement.fits is Fits.TIGHT


def test_what_unloading_the_model_in_use_frees_counts() -> None:
    full = Machine(1 * GB, 8 * GB, engine=80 * MB)
    told = replace(full, freed={PROCESSOR: 4 * GB})

    assert judge([llama_3b()], ANY, full).fits is Fits.TOO_LARGE
    assert judge([llama_3b()], ANY, told).fits is Fits.MEMORY


def test_the_settings_change_the_plan_and_not_the_measure() -> None:
    asked = replace(ANY, context_size=32768)
    judgement = judge([mistral_7b()], asked, DESKTOP_16)

    assert judgement.fits is Fits.MEMORY
    assert judgement.plan == plan([mistral_7b()], asked, DESKTOP_16)
    assert judgement.plan.context_size == 32768
    short = judge([mistral_7b()], replace(ANY, context_cap=2048), DESKTOP_16)
    assert (short.fits, short.plan.context_size) == (Fits.MEMORY, 2048)


def test_the_processor_alone_leaves_the_card_out_of_it() -> None:
    alone = replace(ANY, device=PROCESSOR)

    assert judge([mistral_7b()], alone, WITH_24).fits is Fits.MEMORY


def test_anyway_is_no_judgement() -> None:
    assert judge([gpt_oss_20b()], replace(ANY, anyway=True), LAPTOP_8).fits is Fits.TOO_LARGE


def test_a_model_made_for_less_is_judged_with_that() -> None:
    assert judge([mistral_7b(trained=2048)], ANY, DESKTOP_16).fits is Fits.MEMORY


def test_without_room_for_its_eyes_it_is_tight() -> None:
    judgement = judge([llama_3b()], ANY, LAPTOP_8, projector=3500 * MB)

    assert judgement.fits is Fits.TIGHT
    assert judgement.plan.main.projector == 0
    assert judge([llama_3b()], ANY, LAPTOP_8, projector=100 * MB).plan.main.projector == 100 * MB


@pytest.mark.parametrize("machine", [LAPTOP_8, DESKTOP_16, WITH_24, CONTAINER])
@pytest.mark.parametrize("header", [llama_3b(), mistral_7b()])
def test_the_size_alone_says_nearly_the_same(header: Header, machine: Machine) -> None:
    known = judge([header], ANY, machine).fits

    assert judge_by_size(header.file_size, ANY, machine) is known


@pytest.mark.parametrize("header", [llama_3b(), mistral_7b()])
def test_the_usual_shape_is_about_that_of_real_models(header: Header) -> None:
    usual = usual_header(header.file_size)
    weights = sum(usual.layer_bytes.values()) + sum(usual.other_bytes.values())

    assert weights == pytest.approx(header.file_size, rel=0.001)
    assert kv_bytes(usual) == pytest.approx(kv_bytes(header), rel=0.25)


def kv_bytes(header: Header) -> int:
    return sum(cache.bytes_per_token("f16") for cache in layer_caches(header))


def test_nothing_at_all_is_judged_without_an_error() -> None:
    assert judge_by_size(0, ANY, DESKTOP_16) is Fits.MEMORY
    assert judge_by_size(0, ANY, Machine(0, 0)) is Fits.TOO_LARGE


def test_scaled_to_another_quantization_it_is_planned_like_the_real_one() -> None:
    """Mistral 7B in Q8_0: each of its 32 layers has 218 million weights of 8.5 bits."""
    q4 = mistral_7b()
    end = int(32000 * 4096 * 8.5 / 8)
    q8 = replace(
        q4,
        layer_bytes=dict.fromkeys(range(32), int(218.1e6 * 8.5 / 8)),
        other_bytes={"token_embd.weight": end, "output.weight": end},
    )
    real = sum(q8.layer_bytes.values()) + 2 * end
    guess = scaled(q4, real)

    planned, expected = plan([guess], ANY, DESKTOP_16), plan([q8], ANY, DESKTOP_16)
    assert planned.context_size == expected.context_size
    assert planned.needed == pytest.approx(expected.needed, rel=0.01)
    assert (guess.file_size, guess.weight_bytes) == (real, real)
    assert guess.metadata == q4.metadata
    split, whole = plan([guess], ANY, WITH_6), plan([q8], ANY, WITH_6)
    assert abs(split.gpu_layers - whole.gpu_layers) <= 1


def test_scaled_from_the_first_file_of_several() -> None:
    """It holds the vocabulary alone, or some of the layers: the whole weighs what is said."""
    first = replace(mistral_7b(), layer_bytes={}, other_bytes={}, weight_bytes=0, file_size=4 * MB)
    whole = scaled(first, 4 * GB)

    assert len(whole.layer_bytes) == 32
    assert sum(whole.layer_bytes.values()) == pytest.approx(4 * GB, rel=0.01)
    half = replace(mistral_7b(), layer_bytes=dict.fromkeys(range(16), 131 * MB))
    weights = scaled(half, 5 * GB)
    total = sum(weights.layer_bytes.values()) + sum(weights.other_bytes.values())
    assert total == pytest.approx(5 * GB, rel=0.001)


def test_every_judgement_has_its_words() -> None:
    for fits in Fits:
        assert fits_words(fits).english()
        assert fits_meaning(fits).english().endswith(".")
