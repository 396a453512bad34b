"""The estimates against what llama.cpp 0c1e57098 logged for its compute buffers."""

import pytest

from desktop_app.core.compute_buffer import compute_size, vocabulary_bytes, vocabulary_size
from desktop_app.core.gguf import Header, Value
from desktop_app.core.kv_cache import layer_caches
from tests.model_headers import header

MIB = 1 << 20

Shape = dict[str, Value]


def shape(family: str, width: int, feed: int, heads: int, kv_heads: int, **more: Value) -> Shape:
    return {
        "general.architecture": family,
        "block_count": 2,
        "embedding_length": width,
        "feed_forward_length": feed,
        "attention.head_count": heads,
        "attention.head_count_kv": kv_heads,
        **{key.replace("__", "."): value for key, value in more.items()},
    }


def heads_of(size: int) -> Shape:
    return {"attention__key_length": size, "attention__value_length": size}


def experts(count: int, used: int, feed: int) -> Shape:
    return {
        "expert_count": count,
        "expert_used_count": used,
        "expert_feed_forward_length": feed,
    }


MEASURED = {
    "SmolLM2 135M": (shape("llama", 576, 1536, 9, 3), 8192, 512, 21.51),
    "Llama 1B": (shape("llama", 2048, 8192, 32, 8), 4096, 512, 68.01),
    "Llama 8B": (shape("llama", 4096, 14336, 32, 8), 4096, 512, 120.01),
    "Llama 8B, small batches": (shape("llama", 4096, 14336, 32, 8), 4096, 256, 60.01),
    "Llama 70B": (shape("llama", 8192, 28672, 64, 8), 8192, 512, 240.01),
    "Qwen 3 0.6B": (shape("qwen3", 1024, 3072, 16, 8, **heads_of(128)), 4096, 512, 30.01),
    "Qwen 3 8B": (shape("qwen3", 4096, 12288, 32, 8, **heads_of(128)), 8192, 512, 112.01),
    "Gemma 3 270M": (
        shape("gemma3", 640, 2048, 4, 1, attention__sliding_window=512, **heads_of(256)),
        32768,
        512,
        81.77,
    ),
    "Gemma 3 12B": (
        shape("gemma3", 3840, 15360, 16, 8, attention__sliding_window=1024, **heads_of(256)),
        8192,
        512,
        136.52,
    ),
    "Mixtral": (shape("llama", 4096, 14336, 32, 8, **experts(8, 2, 14336)), 4096, 512, 204.01),
    "Qwen 3 30B-A3B": (
        shape("qwen3moe", 2048, 768, 32, 4, **heads_of(128), **experts(128, 8, 768)),
        4096,
        512,
        92.01,
    ),
    "gpt-oss 20B": (
        shape(
            "gpt-oss",
            2880,
            2880,
            64,
            8,
            attention__sliding_window=128,
            **heads_of(64),
            **experts(32, 4, 2880),
        ),
        8192,
        512,
        108.39,
    ),
    "LFM2 1.2B": (shape("lfm2", 2048, 8192, 32, 8, shortconv__l_cache=3), 8192, 512, 68.03),
    "Qwen 3.5 4B": (
        shape("qwen35", 2560, 9216, 16, 4, ssm__inner_size=4096, **heads_of(256)),
        8192,
        512,
        77.02,
    ),
    "Mamba 2.8B": (
        shape("mamba", 2560, 0, 0, 0, ssm__inner_size=5120, ssm__state_size=16),
        8192,
        512,
        65.43,
    ),
}
"""The shape, tokens of the context and of a batch, MiB that were logged."""


@pytest.mark.parametrize("name", MEASURED)
def test_the_estimate_is_near_what_was_measured(name: str) -> None:
    facts, context_size, batch_size, mebibytes = MEASURED[name]
    model = header(facts, 1, {})
    size = compute_size(model, layer_caches(model))
    # What the processor rounds before a product is not part of the buffer.
    rounded = batch_size * max(
        model.number("embedding_length"), model.number("feed_forward_length")
    )
    estimate = size.bytes(context_size, batch_size, with_output=False) - rounded * 34 / 32

    assert estimate == pytest.approx(mebibytes * MIB, rel=0.12)
    assert estimate > 0.99 * mebibytes * MIB


def test_what_is_left_for_main_memory_when_all_layers_are_on_a_card() -> None:
    """Measured with SmolLM2 on a second device: 10.26 MiB."""
    model = header(MEASURED["SmolLM2 135M"][0], 1, {})
    size = compute_size(model, layer_caches(model))

    assert size.input_bytes(8192, 512) == pytest.approx(10.26 * MIB, rel=0.01)


def test_a_batch_is_never_longer_than_the_context() -> None:
    model = header(MEASURED["Llama 1B"][0], 1, {})
    size = compute_size(model, layer_caches(model))

    assert size.bytes(512, 1 << 30) == size.bytes(512, 512)


def vocabulary(kind: str, count: int) -> Header:
    facts = MEASURED["Llama 1B"][0] | {"tokenizer.ggml.model": kind}
    return header(facts, 1, {}, count)


def test_the_vocabulary_takes_memory_too() -> None:
    """Measured: 17.3 MB for SmolLM2's, with as many merges, 43.5 MB for Gemma's."""
    assert vocabulary_bytes(vocabulary("gpt2", 49152)) == pytest.approx(17.3e6, rel=0.06)
    assert vocabulary_bytes(vocabulary("llama", 262144)) == pytest.approx(43.5e6, rel=0.07)


def test_the_size_of_the_vocabulary_is_that_of_the_embedding_where_no_key_says_it() -> None:
    model = vocabulary("llama", 999)

    assert vocabulary_size(model) == 999
    facts = {**model.metadata, "llama.vocab_size": 1000}
    assert vocabulary_size(header_with(model, facts)) == 1000


def header_with(model: Header, metadata: dict[str, Value]) -> Header:
    return Header(3, metadata, 0, 0, 0, model.shapes)
