import io

import pytest

from desktop_app.core.gguf import Header, read_header
from desktop_app.core.plan import kv_bytes_per_token, plan
from tests.gguf_file import gguf_bytes

SMOLLM2 = {
    "general.architecture": "llama",
    "llama.block_count": 30,
    "llama.context_length": 8192,
    "llama.embedding_length": 576,
    "llama.attention.head_count": 9,
    "llama.attention.head_count_kv": 3,
}
PER_TOKEN = 30 * 3 * 2 * 64 * 2
WEIGHTS = 100_000_000


def header(metadata: dict[str, object]) -> Header:
    return read_header(io.BytesIO(gguf_bytes(metadata)))


def test_kv_cache_of_one_token() -> None:
    assert kv_bytes_per_token(header(SMOLLM2)) == PER_TOKEN


def test_kv_cache_with_heads_of_another_size_or_a_value_for_each_layer() -> None:
    longer = {"llama.attention.key_length": 128, "llama.attention.value_length": 64}
    hybrid = {"llama.attention.head_count_kv": (3, 0) * 15}

    assert kv_bytes_per_token(header(SMOLLM2 | longer)) == 30 * 3 * (128 + 64) * 2
    assert kv_bytes_per_token(header(SMOLLM2 | hybrid)) == PER_TOKEN // 2


def test_kv_cache_of_latent_attention() -> None:
    latent = {"llama.attention.kv_lora_rank": 512, "llama.rope.dimension_count": 64}

    assert kv_bytes_per_token(header(SMOLLM2 | latent)) == 30 * (512 + 64) * 2


@pytest.mark.parametrize(
    ("wanted", "trained", "size"),
    [(0, 8192, 8192), (0, 131072, 8192), (0, 2048, 2048), (1000, 8192, 1024), (9000, 4096, 4096)],
)
def test_context_size_with_enough_memory(wanted: int, trained: int, size: int) -> None:
    chosen = plan(header(SMOLLM2 | {"llama.context_length": trained}), WEIGHTS, wanted, 10**12)

    assert (chosen.context_size, chosen.reduced) == (size, False)
    assert chosen.needed == WEIGHTS + size * PER_TOKEN


def test_memory_reduces_the_context_in_whole_steps() -> None:
    chosen = plan(header(SMOLLM2), WEIGHTS, 0, WEIGHTS + 1500 * PER_TOKEN)

    assert (chosen.context_size, chosen.reduced) == (1280, True)


def test_too_big_is_what_does_not_even_fit_with_a_short_context() -> None:
    needed = WEIGHTS + 512 * PER_TOKEN

    assert plan(header(SMOLLM2), WEIGHTS, 0, needed).context_size == 512
    refused = plan(header(SMOLLM2), WEIGHTS, 0, needed - 1)
    assert (refused.context_size, refused.needed) == (0, needed)


def test_a_header_without_numbers_still_gets_a_context() -> None:
    chosen = plan(header({"general.architecture": "odd"}), WEIGHTS, 0, 10**9)

    assert chosen.context_size == 8192
