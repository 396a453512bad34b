"""Will it fit: what a model takes in memory, and how long a context there is room for."""

from dataclasses import dataclass

from desktop_app.core.gguf import Header

DEFAULT_CONTEXT = 8192
SMALLEST_CONTEXT = 512
CONTEXT_STEP = 256
"""llama.cpp pads the KV cache to this many tokens."""

KV_BYTES = 2
"""The KV cache holds 16-bit floats."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a model will be run. `context_size` 0 says that it does not fit at all.

    Bytes are estimates for a context of `context_size` (or of the smallest, when it is 0);
    `reduced` says that memory, not the person, chose the context.
    """

    context_size: int
    weight_bytes: int
    kv_bytes: int
    reduced: bool

    @property
    def needed(self) -> int:
        """Bytes of memory altogether."""
        return self.weight_bytes + self.kv_bytes


def kv_bytes_per_token(header: Header) -> int:
    """Bytes of the KV cache for one token: keys and values of every layer that has attention.

    Layers with a sliding window are counted like the others (they are kept in full, so that
    earlier turns can be used again).
    """
    layers = header.number("block_count")
    heads = header.numbers("attention.head_count", layers)
    kv_heads = header.numbers("attention.head_count_kv", layers)
    if not any(kv_heads):
        kv_heads = heads
    rank = header.number("attention.kv_lora_rank")
    if rank:
        # Multi-head latent attention: one compressed vector and the rotated part of the key.
        return KV_BYTES * layers * (rank + header.number("rope.dimension_count"))
    head = header.number("embedding_length") // max(max(heads, default=1), 1)
    key = header.number("attention.key_length", head)
    value = header.number("attention.value_length", head)
    return KV_BYTES * sum(kv_heads) * (key + value)


def plan(header: Header, weight_bytes: int, wanted: int, available: int) -> Plan:
    """How to run the model of `header` with `available` bytes of memory.

    `wanted` is the context size in tokens that was asked for, 0 chooses. It is a multiple of
    256 and at most what the model was trained for.
    """
    per_token = kv_bytes_per_token(header)
    trained = header.context_length or wanted or DEFAULT_CONTEXT
    size = _stepped(min(wanted or DEFAULT_CONTEXT, max(trained, SMALLEST_CONTEXT)))
    room = available - weight_bytes
    if size * per_token <= room:
        return Plan(size, weight_bytes, size * per_token, reduced=False)
    smallest = min(size, SMALLEST_CONTEXT)
    if smallest * per_token > room:
        return Plan(0, weight_bytes, smallest * per_token, reduced=True)
    size = max(smallest, room // per_token // CONTEXT_STEP * CONTEXT_STEP)
    return Plan(size, weight_bytes, size * per_token, reduced=True)


def _stepped(tokens: int) -> int:
    return -(-tokens // CONTEXT_STEP) * CONTEXT_STEP
