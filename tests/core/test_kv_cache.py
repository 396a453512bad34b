import io

from desktop_app.core.gguf import Header, read_header
from desktop_app.core.kv_cache import kv_bytes_per_token
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
    latent = {
        "llama.attention.head_count_kv": 1,
        "llama.attention.key_length": 576,
        "llama.attention.value_length": 512,
        "llama.attention.key_length_mla": 192,
        "llama.attention.value_length_mla": 128,
    }
    # The compressed vector and the rotated part of the key; values are made out of it.
    assert kv_bytes_per_token(header(SMOLLM2 | latent)) == 30 * (512 + 64) * 2
