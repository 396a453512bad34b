"""Models that keep every token they have read, or the last ones of them."""

from pathlib import Path

from tests.gguf_weights import Weights
from tests.random_texts.parts import attention, feed_forward, head_norms
from tests.random_texts.writing import (
    HEAD,
    HEADS,
    KEYS,
    LAYERS,
    WIDTH,
    Draw,
    Layer,
    ones,
    write_text,
)

WINDOW = 32
"""Tokens that every second layer of the gemma3 and of the gpt-oss looks back on."""

_EXPERTS, _EXPERT_FEED = 2, 64


def llama(path: Path) -> Path:
    """A plain model."""
    draw = Draw(1)
    return write_text(path, "llama", [_plain(draw) for _ in range(LAYERS)], {})


def qwen2vl(path: Path) -> Path:
    """A model with positions in two dimensions (M-RoPE)."""
    draw = Draw(2)
    layers = [_plain(draw) | _biases(draw) for _ in range(LAYERS)]
    # Half a head's pairs turn with time, height and width.
    return write_text(path, "qwen2vl", layers, {"rope.dimension_sections": (2, 3, 3, 0)})


def gemma3(path: Path) -> Path:
    """A model with a sliding window in every second layer."""
    draw = Draw(3)
    norms = head_norms() | {
        "post_attention_norm.weight": ones(WIDTH),
        "post_ffw_norm.weight": ones(WIDTH),
    }
    facts: dict[str, object] = {
        "attention.key_length": HEAD,
        "attention.value_length": HEAD,
        "attention.sliding_window": WINDOW,
        "attention.sliding_window_pattern": 2,
    }
    return write_text(path, "gemma3", [_plain(draw) | norms for _ in range(LAYERS)], facts)


def gpt_oss(path: Path) -> Path:
    """A model with a sliding window, attention sinks and experts.

    All of its experts work on every token: where the choice between them hangs by a rounding
    error, what comes of it may not be compared.
    """
    draw = Draw(4)
    facts: dict[str, object] = {
        "attention.key_length": HEAD,
        "attention.value_length": HEAD,
        "attention.sliding_window": WINDOW,
        "expert_count": _EXPERTS,
        "expert_used_count": _EXPERTS,
        "expert_feed_forward_length": _EXPERT_FEED,
    }
    return write_text(path, "gpt-oss", [_expert_layer(draw) for _ in range(LAYERS)], facts)


def _plain(draw: Draw) -> Layer:
    return {"attn_norm.weight": ones(WIDTH), **attention(draw), **feed_forward(draw)}


def _biases(draw: Draw) -> dict[str, Weights]:
    widths = {"q": WIDTH, "k": KEYS * HEAD, "v": KEYS * HEAD}
    return {f"attn_{name}.bias": draw(width) for name, width in widths.items()}


def _expert_layer(draw: Draw) -> Layer:
    return {
        "attn_norm.weight": ones(WIDTH),
        "post_attention_norm.weight": ones(WIDTH),
        **attention(draw),
        **_biases(draw),
        "attn_output.bias": draw(WIDTH),
        "attn_sinks.weight": draw(HEADS),
        "ffn_gate_inp.weight": draw(_EXPERTS, WIDTH),
        "ffn_gate_inp.bias": draw(_EXPERTS),
        "ffn_gate_exps.weight": draw(_EXPERTS, _EXPERT_FEED, WIDTH),
        "ffn_gate_exps.bias": draw(_EXPERTS, _EXPERT_FEED),
        "ffn_up_exps.weight": draw(_EXPERTS, _EXPERT_FEED, WIDTH),
        "ffn_up_exps.bias": draw(_EXPERTS, _EXPERT_FEED),
        "ffn_down_exps.weight": draw(_EXPERTS, WIDTH, _EXPERT_FEED),
        "ffn_down_exps.bias": draw(_EXPERTS, WIDTH),
    }
