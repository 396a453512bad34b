"""What a model keeps of the tokens it has read: keys and values of each, or a state.

The rules are llama.cpp's: the sizes come from src/llama-hparams.cpp (`n_embd_k_gqa`,
`n_embd_v_gqa`, `n_embd_r`, `n_embd_s`), which layers have which from `llama_model::create_memory`
in src/llama-model.cpp. One sequence is kept, with flash attention (values are not transposed).
"""

from dataclasses import dataclass

from desktop_app.core.ggml_type import F16, Q8_0, bytes_of, per_block
from desktop_app.core.gguf import Header

KV_TYPES = {"f16": F16, "q8_0": Q8_0}
"""What the setting calls the types that a KV cache can have, to ggml's numbers of them."""

CONTEXT_STEP = 256
"""llama.cpp pads the KV cache to this many tokens (llama-context.cpp, `n_ctx`)."""

MOST_LAYERS = 512
"""No model has more (llama-hparams.h, LLAMA_MAX_LAYERS): llama.cpp ends the process."""

_STATE_BYTES = 4
"""States are 32-bit floats whatever the type of the KV cache."""

_CONVOLUTION_OF_KDA = 4
_SHARED_FROM = {"gemma3n": 20}
_ALWAYS_BOTH = ("falcon-h1",)
_ONLY_STATES = ("mamba", "mamba2", "rwkv6", "rwkv6qwen2", "rwkv7", "arwkv7")
_BY_INTERVAL = ("qwen3next", "qwen35", "qwen35moe", "qwen4exp", "minimax-01")
_USUAL_INTERVAL = 4
_USUAL_PATTERN = {"gemma3n": 5, "gemma3": 6, "gemma2": 2, "cohere2": 4, "gpt-oss": 2}


@dataclass(frozen=True, slots=True)
class LayerCache:
    """What one layer keeps: numbers of the keys and the values of one token, bytes of a state.

    `key_head` and `value_head` are the sizes of one head: a quantized cache takes whole blocks.
    """

    keys: int = 0
    values: int = 0
    key_head: int = 0
    value_head: int = 0
    state: int = 0

    def bytes_per_token(self, kv_type: str) -> int:
        """Bytes of keys and values, without the state."""
        kind = KV_TYPES[kv_type]
        return bytes_of(kind, self.keys) + bytes_of(kind, self.values)


def padded(tokens: int) -> int:
    """The size that a context of so many tokens really gets."""
    return -(-tokens // CONTEXT_STEP) * CONTEXT_STEP


def layer_count(header: Header) -> int:
    """How many layers there are, those for drafts among them, which are never computed here."""
    return max(0, min(header.number("block_count"), MOST_LAYERS))


def layer_caches(header: Header) -> tuple[LayerCache, ...]:
    """What each layer keeps. Layers with a sliding window are like the others.

    They are kept in full, so that earlier turns can be used again (`swa_full`).
    """
    count = layer_count(header)
    used = count - min(count, header.number("nextn_predict_layers"))
    own = min(used, _first_without_its_own(header, count))
    state = _state_bytes(header)
    attention, recurrent = _kinds(header, count, state)
    caches = []
    for layer, cache in enumerate(_attention(header, count)):
        keeps = cache if attention[layer] and layer < own else LayerCache()
        held = state if recurrent[layer] and layer < used else 0
        caches.append(LayerCache(keeps.keys, keeps.values, keeps.key_head, keeps.value_head, held))
    return tuple(caches)


def can_be_quantized(caches: tuple[LayerCache, ...], kv_type: str) -> bool:
    """Whether llama.cpp can keep the cache in `kv_type`: whole blocks must make up each head.

    It checks so in `llama_init_from_model`. (Flash attention, which quantized values need too,
    is switched on by it.)
    """
    block = per_block(KV_TYPES[kv_type])
    heads = [head for cache in caches for head in (cache.key_head, cache.value_head)]
    return any(heads) and all(head % block == 0 for head in heads)


def _attention(header: Header, count: int) -> list[LayerCache]:
    """Keys and values of each layer, as if each had attention."""
    heads = header.numbers("attention.head_count", count)
    kv_heads = header.numbers("attention.head_count_kv", count)
    if "attention.head_count_kv" not in header:
        kv_heads = heads
    usual = header.number("embedding_length") // max(*heads, 1, 1)
    key = header.number("attention.key_length", usual)
    value = header.number("attention.value_length", usual)
    key_in_window = header.number("attention.key_length_swa", key)
    value_in_window = header.number("attention.value_length_swa", value)
    # Latent attention: one compressed vector and the rotated part of the key, and no values.
    latent = bool(header.number("attention.key_length_mla"))
    indexed = header.number("attention.indexer.key_length") if latent else 0
    caches = []
    for number, windowed in zip(kv_heads, _windows(header, count), strict=True):
        one_key = key_in_window if windowed else key
        one_value = 0 if latent else value_in_window if windowed else value
        keys = max(0, number * one_key) + indexed
        caches.append(LayerCache(keys, max(0, number * one_value), one_key, one_value))
    return caches


def _windows(header: Header, count: int) -> list[bool]:
    """Which layers have a sliding window; only where their heads have another size."""
    key = "attention.sliding_window_pattern"
    pattern = header.metadata.get(f"{header.architecture}.{key}")
    if isinstance(pattern, tuple):
        return [bool(one) for one in header.numbers(key, count)]
    every = header.number(key, _USUAL_PATTERN.get(header.architecture, 0))
    if not header.number("attention.sliding_window") or every < 1:
        return [False] * count
    return [layer % every < every - 1 for layer in range(count)]


def _first_without_its_own(header: Header, count: int) -> int:
    """The layers from this one on use the keys and values of earlier layers."""
    shared = header.number("attention.shared_kv_layers")
    return count - shared if shared else _SHARED_FROM.get(header.architecture, count)


def _kinds(header: Header, count: int, state: int) -> tuple[list[bool], list[bool]]:
    """Which layers have attention, and which a state."""
    family = header.architecture
    if not state:
        return [True] * count, [False] * count
    if family in _ALWAYS_BOTH:
        return [True] * count, [True] * count
    if family in _ONLY_STATES:
        return [False] * count, [True] * count
    if family in _BY_INTERVAL:
        recurrent = _by_interval(header, count)
        return [not one for one in recurrent], recurrent
    heads = header.numbers("attention.head_count_kv", count)
    feeds = header.numbers("feed_forward_length", count)
    # Layers of Nemotron-H do one thing alone; of the others each has a feed-forward part too.
    alone = family.startswith("nemotron_h")
    recurrent = [not one and not (alone and feed) for one, feed in zip(heads, feeds, strict=True)]
    return [bool(one) for one in heads], recurrent


def _by_interval(header: Header, count: int) -> list[bool]:
    key = "attention.recurrent_layers"
    if isinstance(header.metadata.get(f"{header.architecture}.{key}"), tuple):
        return [bool(one) for one in header.numbers(key, count)]
    interval = max(1, header.number("full_attention_interval", _USUAL_INTERVAL))
    return [(layer + 1) % interval != 0 for layer in range(count)]


def _state_bytes(header: Header) -> int:
    """Bytes of the state of one layer that has one, 0 for models without (n_embd_r, n_embd_s)."""
    width = header.number("embedding_length")
    heads = header.number("attention.head_count")
    kernel = header.number("ssm.conv_kernel")
    if head := header.number("wkv.head_size"):
        numbers = header.number("token_shift_count", 2) * width + width * head
    elif kept := header.number("shortconv.l_cache"):
        numbers = width * (kept - 1)
    elif head := header.number("kda.head_dim"):
        inner = heads * head
        numbers = 3 * ((kernel or _CONVOLUTION_OF_KDA) - 1) * inner + head * inner
    elif header.architecture == "minimax-01":
        head = header.number("attention.key_length", width // max(heads, 1))
        numbers = head * head * heads
    else:
        inner, state = header.number("ssm.inner_size"), header.number("ssm.state_size")
        groups = header.number("ssm.group_count")
        numbers = max(0, kernel - 1) * (inner + 2 * groups * state) + state * inner
    return _STATE_BYTES * max(0, numbers)
