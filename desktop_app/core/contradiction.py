"""What in a model's header cannot be: llama.cpp would end the process over it, or fill the memory.

Most of what is wrong with a header llama.cpp refuses by itself, with a line in its log. These are
its assertions (`llama_model_base::load_hparams`, llama-model.cpp), and numbers beyond all measure
that a memory plan must not be made of. Only what is certain is told here.
"""

import math
from collections.abc import Iterator, Sequence

from desktop_app.core.gguf import Header
from desktop_app.core.kv_cache import MOST_LAYERS

MOST_EXPERTS = 1024
"""LLAMA_MAX_EXPERTS."""

LARGEST_WIDTH = 1 << 20
"""No vector in any model is so long, and none has so many heads."""

LARGEST_FILE = 1 << 50
"""Bytes. A header that speaks of more was not cut off: it is wrong."""

_ROTATIONS = ("none", "linear", "yarn", "longrope")
"""LLAMA_ROPE_SCALING_TYPES."""

_WIDTHS = (
    "embedding_length",
    "feed_forward_length",
    "attention.head_count",
    "attention.head_count_kv",
    "attention.key_length",
    "attention.value_length",
    "rope.dimension_count",
)
_SMALL_ADDITIONS = (
    "attention.layer_norm_epsilon",
    "attention.layer_norm_rms_epsilon",
    "attention.group_norm_epsilon",
)
_WITHOUT_ONE_EXPERT = ("hunyuan-vl", "hunyuan-dense")
"""Families in which one expert counts as none."""


def contradiction(header: Header) -> str:
    """What cannot be, in English for the details of a problem; "" when nothing is known to be."""
    return next(_contradictions(header), "")


def doubled(tokens: Sequence[bytes]) -> str:
    """The first token that is there twice, "" when each is there once. llama.cpp asserts that.

    An empty token is told apart by its number, as llama.cpp does it.
    """
    seen = set(tokens)
    if len(seen) == len(tokens) and b"" not in seen:
        return ""
    seen.clear()
    for number, token in enumerate(tokens):
        seen.add(token or b"[EMPTY_%d]" % number)
        if len(seen) <= number:
            return f"the token {token.decode('utf-8', 'replace')[:40]!r} is there twice"
    return ""


def _contradictions(header: Header) -> Iterator[str]:
    family = header.architecture
    if not family:
        yield "there is no general.architecture"
    if header.file_size > LARGEST_FILE:
        yield f"its tensors end at byte {header.file_size}"
    layers = header.number("block_count")
    if f"{family}.block_count" in header.metadata and not 0 < layers <= MOST_LAYERS:
        yield f"block_count is {layers}"
    if not 0 <= header.number("nextn_predict_layers") <= max(layers, 0):
        yield f"nextn_predict_layers is {header.number('nextn_predict_layers')}"
    for key in _WIDTHS:
        if not 0 <= header.number(key) < LARGEST_WIDTH:
            yield f"{key} is {header.number(key)}"
    yield from _of_experts(header)
    rotated, head = header.number("rope.dimension_count"), header.number("attention.key_length")
    if rotated % 2 or rotated > (head or header.number("embedding_length") or rotated):
        # They are turned in pairs, and are some of a head's (ggml_compute_forward_rope).
        yield f"rope.dimension_count is {rotated}"
    rotation = header.text(f"{family}.rope.scaling.type")
    if rotation and rotation not in _ROTATIONS:
        yield f"rope.scaling.type is {rotation[:40]!r}"
    for key in _SMALL_ADDITIONS:
        value = header.metadata.get(f"{family}.{key}", 0.0)
        if isinstance(value, float) and (math.isnan(value) or value < 0):
            yield f"{key} is {value}"


def _of_experts(header: Header) -> Iterator[str]:
    experts, used = header.number("expert_count"), header.number("expert_used_count")
    groups, used_groups = (
        header.number("expert_group_count"),
        header.number("expert_group_used_count"),
    )
    if header.architecture in _WITHOUT_ONE_EXPERT and experts <= 1:
        return
    if not 0 <= experts <= MOST_EXPERTS:
        yield f"expert_count is {experts}"
    elif used > experts or (experts and used < 1):
        yield f"{used} of {experts} experts are used"
    elif groups and groups >= experts:
        yield f"{experts} experts are in {groups} groups"
    elif groups > 1 and (experts % groups or not 0 < used_groups < groups):
        yield f"{used_groups} of {groups} groups of {experts} experts are used"
