"""Headers of models that are too large to have here, with the shapes and sizes of real ones."""

from collections.abc import Mapping

from desktop_app.core.gguf import Header, Value

MB, GB = 10**6, 10**9


def header(
    metadata: Mapping[str, Value],
    layer_bytes: int,
    other_bytes: Mapping[str, int],
    vocabulary: int = 32000,
) -> Header:
    """A header whose layers are all of one size; most keys get the name of the family in front."""
    family = str(metadata["general.architecture"])
    facts = {
        key if key.startswith(("general.", "tokenizer.")) else f"{family}.{key}": value
        for key, value in metadata.items()
    }
    count = facts[f"{family}.block_count"]
    width = facts[f"{family}.embedding_length"]
    assert isinstance(count, int)
    assert isinstance(width, int)
    layers = dict.fromkeys(range(count), layer_bytes)
    total = sum(layers.values()) + sum(other_bytes.values())
    shapes = {"token_embd.weight": (width, vocabulary)}
    return Header(3, facts, 0, total, total, shapes, layers, other_bytes)


def mistral_7b(trained: int = 32768) -> Header:
    """Mistral 7B in Q4_K_M: 4.4 GB, and 128 KiB of KV cache for a token."""
    facts: dict[str, Value] = {
        "general.architecture": "llama",
        "block_count": 32,
        "context_length": trained,
        "embedding_length": 4096,
        "feed_forward_length": 14336,
        "attention.head_count": 32,
        "attention.head_count_kv": 8,
    }
    return header(facts, 131 * MB, {"token_embd.weight": 74 * MB, "output.weight": 108 * MB})


def llama_3b() -> Header:
    """Llama 3.2 3B in Q4_K_M: 2 GB, a context of 128k, 112 KiB of KV cache for a token."""
    facts: dict[str, Value] = {
        "general.architecture": "llama",
        "tokenizer.ggml.model": "gpt2",
        "block_count": 28,
        "context_length": 131072,
        "embedding_length": 3072,
        "feed_forward_length": 8192,
        "attention.head_count": 24,
        "attention.head_count_kv": 8,
    }
    return header(facts, 60 * MB, {"token_embd.weight": 323 * MB}, 128256)


def gpt_oss_20b() -> Header:
    """A mixture of 32 experts of which 4 are asked: 11.8 GB, every second layer with a window."""
    facts: dict[str, Value] = {
        "general.architecture": "gpt-oss",
        "block_count": 24,
        "context_length": 131072,
        "embedding_length": 2880,
        "feed_forward_length": 2880,
        "expert_feed_forward_length": 2880,
        "expert_count": 32,
        "expert_used_count": 4,
        "attention.head_count": 64,
        "attention.head_count_kv": 8,
        "attention.key_length": 64,
        "attention.value_length": 64,
        "attention.sliding_window": 128,
    }
    ends = {"token_embd.weight": 616 * MB, "output.weight": 616 * MB}
    return header(facts, 440 * MB, ends, 201088)


def qwen35_9b() -> Header:
    """A hybrid: of 32 layers every fourth has attention, the others a state of 2 MiB."""
    facts: dict[str, Value] = {
        "general.architecture": "qwen35",
        "block_count": 32,
        "context_length": 262144,
        "embedding_length": 4096,
        "feed_forward_length": 12288,
        "full_attention_interval": 4,
        "attention.head_count": 16,
        "attention.head_count_kv": 4,
        "attention.key_length": 256,
        "attention.value_length": 256,
        "ssm.conv_kernel": 4,
        "ssm.inner_size": 4096,
        "ssm.state_size": 128,
        "ssm.group_count": 16,
    }
    return header(
        facts, 150 * MB, {"token_embd.weight": 570 * MB, "output.weight": 834 * MB}, 248320
    )
