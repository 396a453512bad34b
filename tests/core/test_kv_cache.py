import pytest

from desktop_app.core.gguf import Header, Value
from desktop_app.core.kv_cache import (
    MOST_LAYERS,
    can_be_quantized,
    layer_caches,
    layer_count,
    padded,
)
from tests.model_headers import header

SMOLLM2: dict[str, Value] = {
    "general.architecture": "llama",
    "block_count": 30,
    "embedding_length": 576,
    "attention.head_count": 9,
    "attention.head_count_kv": 3,
}
PER_TOKEN = 30 * 3 * 2 * 64 * 2


def model(more: dict[str, Value] | None = None, family: str = "llama") -> Header:
    return header(SMOLLM2 | (more or {}) | {"general.architecture": family}, 1, {})


def kv_bytes_per_token(of: Header) -> int:
    return sum(tokens(of))


def states(of: Header) -> list[int]:
    return [cache.state for cache in layer_caches(of)]


def tokens(of: Header) -> list[int]:
    """Bytes of each layer for one token."""
    return [cache.bytes_per_token("f16") for cache in layer_caches(of)]


def test_kv_cache_of_one_token() -> None:
    assert kv_bytes_per_token(model()) == PER_TOKEN
    # 34 bytes hold 32 numbers.
    assert sum(cache.bytes_per_token("q8_0") for cache in layer_caches(model())) == (
        PER_TOKEN // 2 * 34 // 32
    )


def test_as_many_heads_of_keys_as_of_queries_where_nothing_else_is_said() -> None:
    facts = {key: value for key, value in SMOLLM2.items() if key != "attention.head_count_kv"}

    assert kv_bytes_per_token(header(facts, 1, {})) == 3 * PER_TOKEN


def test_kv_cache_with_heads_of_another_size_or_a_value_for_each_layer() -> None:
    longer: dict[str, Value] = {"attention.key_length": 128, "attention.value_length": 64}
    some: dict[str, Value] = {"attention.head_count_kv": (3, 0) * 15}

    assert kv_bytes_per_token(model(longer)) == 30 * 3 * (128 + 64) * 2
    assert kv_bytes_per_token(model(some)) == PER_TOKEN // 2


def test_kv_cache_of_latent_attention() -> None:
    latent: dict[str, Value] = {
        "attention.head_count_kv": 1,
        "attention.key_length": 576,
        "attention.value_length": 512,
        "attention.key_length_mla": 192,
        "attention.value_length_mla": 128,
    }
    # The compressed vector and the rotated part of the key; values are made out of it.
    assert kv_bytes_per_token(model(latent, "deepseek2")) == 30 * (512 + 64) * 2
    indexed = latent | {"attention.indexer.key_length": 128}
    assert kv_bytes_per_token(model(indexed, "deepseek32")) == 30 * (512 + 64 + 128) * 2


def test_layers_with_a_window_are_kept_in_full_in_their_own_size() -> None:
    window: dict[str, Value] = {
        "attention.sliding_window": 512,
        "attention.key_length": 512,
        "attention.value_length": 512,
        "attention.key_length_swa": 256,
        "attention.value_length_swa": 256,
        "attention.sliding_window_pattern": (True, True, False) * 10,
    }
    by_layer = tokens(model(window, "gemma4"))

    assert by_layer == [3 * 512 * 2, 3 * 512 * 2, 3 * 1024 * 2] * 10
    every = window | {"attention.sliding_window_pattern": 3}
    assert tokens(model(every, "gemma4")) == by_layer


def test_layers_that_share_the_keys_of_others_have_none() -> None:
    shared = tokens(model({"attention.shared_kv_layers": 10}, "gemma4"))

    assert shared == [768] * 20 + [0] * 10
    assert tokens(model(family="gemma3n")) == shared


def test_layers_for_drafts_keep_nothing() -> None:
    assert tokens(model({"nextn_predict_layers": 1})) == [768] * 29 + [0]
    both = model(MAMBA | {"nextn_predict_layers": 1}, "falcon-h1")
    assert [bool(state) for state in states(both)] == [True] * 29 + [False]


MAMBA: dict[str, Value] = {"ssm.conv_kernel": 4, "ssm.inner_size": 1024, "ssm.state_size": 16}
ONE_MAMBA = 4 * (3 * 1024 + 16 * 1024)


def test_a_recurrent_model_has_states_alone() -> None:
    mamba = model(MAMBA, "mamba")

    assert tokens(mamba) == [0] * 30
    assert states(mamba) == [ONE_MAMBA] * 30


def test_the_state_of_mamba_2_has_groups() -> None:
    grouped = model(MAMBA | {"ssm.group_count": 2}, "mamba2")

    assert states(grouped)[0] == 4 * (3 * (1024 + 2 * 2 * 16) + 16 * 1024)


def test_a_hybrid_has_states_where_it_has_no_heads() -> None:
    hybrid = model(MAMBA | {"attention.head_count_kv": (0, 0, 3) * 10}, "granitehybrid")

    assert states(hybrid) == [ONE_MAMBA, ONE_MAMBA, 0] * 10
    assert tokens(hybrid) == [0, 0, 768] * 10


def test_a_hybrid_may_have_both_in_each_layer() -> None:
    both = model(MAMBA, "falcon-h1")

    assert tokens(both) == [768] * 30
    assert states(both) == [ONE_MAMBA] * 30


def test_a_hybrid_may_have_attention_at_intervals() -> None:
    every_fourth = model(MAMBA, "qwen35")
    listed = model(MAMBA | {"attention.recurrent_layers": (True, False) * 15}, "qwen3next")

    assert [bool(state) for state in states(every_fourth)[:8]] == [True, True, True, False] * 2
    assert [bool(size) for size in tokens(every_fourth)[:8]] == [False, False, False, True] * 2
    assert [bool(state) for state in states(listed)] == [True, False] * 15


def test_layers_of_nemotron_do_one_thing_alone() -> None:
    facts = MAMBA | {
        "attention.head_count_kv": (0, 3, 0) * 10,
        "feed_forward_length": (0, 0, 2048) * 10,
    }
    nemotron = model(facts, "nemotron_h")

    assert states(nemotron)[:3] == [ONE_MAMBA, 0, 0]
    assert tokens(nemotron)[:3] == [0, 768, 0]


@pytest.mark.parametrize(
    ("family", "facts", "numbers"),
    [
        ("rwkv7", {"wkv.head_size": 64}, 2 * 576 + 576 * 64),
        ("arwkv7", {"wkv.head_size": 64, "token_shift_count": 1}, 576 + 576 * 64),
        ("lfm2", {"shortconv.l_cache": 3, "attention.head_count_kv": (0, 3) * 15}, 2 * 576),
        (
            "kimi-linear",
            {"kda.head_dim": 128, "ssm.conv_kernel": 4, "attention.head_count_kv": (0, 1) * 15},
            3 * 3 * 9 * 128 + 9 * 128 * 128,
        ),
        (
            "minimax-01",
            {"attention.key_length": 96, "full_attention_interval": 8},
            9 * 96 * 96,
        ),
    ],
)
def test_other_states(family: str, facts: dict[str, Value], numbers: int) -> None:
    assert states(model(facts, family))[0] == 4 * numbers


def test_whole_blocks_of_32_can_be_quantized() -> None:
    def can(more: dict[str, Value], family: str = "llama") -> bool:
        return can_be_quantized(layer_caches(model(more, family)), "q8_0")

    assert can({})
    assert not can({"attention.key_length": 80})
    assert not can({"attention.value_length": 40})
    assert not can(MAMBA, "mamba")  # it has none


def test_a_context_is_padded() -> None:
    assert [padded(tokens) for tokens in (1, 256, 257)] == [256, 256, 512]


def test_no_model_has_as_many_layers_as_a_damaged_header_says() -> None:
    assert layer_count(model({"block_count": 1})) == 1
    damaged = Header(3, {"general.architecture": "x", "x.block_count": 1 << 40}, 0, 0, 0)
    assert layer_count(damaged) == len(layer_caches(damaged)) == MOST_LAYERS
    negative = Header(3, {"general.architecture": "x", "x.block_count": -3}, 0, 0, 0)
    assert layer_caches(negative) == ()
