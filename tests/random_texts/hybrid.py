"""Models that keep tokens in some layers, and in others a state."""

from pathlib import Path

from tests.random_texts.parts import (
    KERNEL,
    SCAN_FACTS,
    attention,
    fading,
    feed_forward,
    head_norms,
    scan,
)
from tests.random_texts.writing import HEAD, KEYS, LAYERS, WIDTH, Draw, Layer, ones, write_text

_SHORT, _QUIET = 3, 0.05
"""Tokens that the convolution of the lfm2 sees, and how much it has to say."""

_KEY_HEADS, _VALUE_HEADS, _DELTA = 2, 4, 16
"""Of the linear attention of the qwen35: its heads, and the size of each."""


def lfm2(path: Path) -> Path:
    """Attention, then a short convolution."""
    draw = Draw(8)
    short: Layer = {
        "shortconv.conv.weight": draw(WIDTH, _SHORT),
        "shortconv.in_proj.weight": draw(3 * WIDTH, WIDTH),
        # What comes in was multiplied twice with itself, and would drown the attention.
        "shortconv.out_proj.weight": _QUIET * draw(WIDTH, WIDTH),
    }
    full = attention(draw) | head_norms()
    layers = [{"attn_norm.weight": ones(WIDTH), **feed_forward(draw), **x} for x in (full, short)]
    facts: dict[str, object] = {
        "shortconv.l_cache": _SHORT,
        "attention.head_count_kv": (KEYS, 0),  # none: a layer without attention
    }
    return write_text(path, "lfm2", layers, facts, {"token_embd_norm.weight": ones(WIDTH)})


def qwen35(path: Path) -> Path:
    """Linear attention (a gated delta net), then gated attention; positions as in M-RoPE."""
    draw = Draw(9)
    full = attention(draw, wide_query=2) | head_norms()
    layers = [
        {
            "attn_norm.weight": ones(WIDTH),
            **feed_forward(draw, "post_attention_norm.weight"),
            **mixer,
        }
        for mixer in (_delta_net(draw), full)
    ]
    facts: dict[str, object] = {
        "attention.key_length": HEAD,
        "attention.value_length": HEAD,
        "rope.dimension_sections": (2, 3, 3, 0),
        "full_attention_interval": 2,
        "ssm.conv_kernel": KERNEL,
        "ssm.inner_size": _VALUE_HEADS * _DELTA,
        "ssm.state_size": _DELTA,
        "ssm.time_step_rank": _VALUE_HEADS,
        "ssm.group_count": _KEY_HEADS,
    }
    return write_text(path, "qwen35", layers, facts)


def falcon_h1(path: Path) -> Path:
    """A state-space model and attention side by side in every layer."""
    draw = Draw(10)
    layers = [
        {
            "attn_norm.weight": ones(WIDTH),
            **scan(draw),
            **attention(draw),
            **feed_forward(draw, "ffn_norm"),
        }
        for _ in range(LAYERS)
    ]
    facts = SCAN_FACTS | {"attention.key_length": HEAD, "attention.value_length": HEAD}
    return write_text(path, "falcon-h1", layers, facts)


def granite_hybrid(path: Path) -> Path:
    """A state-space model, then attention."""
    draw = Draw(11)
    layers = [
        {"attn_norm.weight": ones(WIDTH), **feed_forward(draw), **mixer}
        for mixer in (scan(draw), attention(draw))
    ]
    facts = SCAN_FACTS | {"attention.head_count_kv": (0, KEYS)}
    return write_text(path, "granitehybrid", layers, facts)


def _delta_net(draw: Draw) -> Layer:
    values = _VALUE_HEADS * _DELTA
    mixed = 2 * _KEY_HEADS * _DELTA + values
    return {
        "attn_qkv.weight": draw(mixed, WIDTH),
        "attn_gate.weight": draw(values, WIDTH),
        "ssm_conv1d.weight": draw(mixed, KERNEL),
        "ssm_dt.bias": draw(_VALUE_HEADS),
        "ssm_a": fading(draw, _VALUE_HEADS),
        "ssm_beta.weight": draw(_VALUE_HEADS, WIDTH),
        "ssm_alpha.weight": draw(_VALUE_HEADS, WIDTH),
        "ssm_norm.weight": ones(_DELTA),
        "ssm_out.weight": draw(WIDTH, values),
    }
