"""What layers are made of: attention, a feed-forward part, a state-space model."""

import numpy as np

from tests.gguf_weights import Weights
from tests.random_texts.writing import FEED, HEAD, HEADS, KEYS, WIDTH, Draw, ones

KERNEL, STATE, INNER = 4, 16, 2 * WIDTH
"""Of the state-space models: their convolution, their state, the width within a layer."""

SCAN_HEADS, GROUPS = 4, 1
"""Of those of the second generation."""

_FADING = 0.05
_SOFT = 0.3
"""Makes queries and keys so small that many tokens are attended to, and a wrong one is felt."""

SCAN_FACTS: dict[str, object] = {
    "ssm.conv_kernel": KERNEL,
    "ssm.inner_size": INNER,
    "ssm.state_size": STATE,
    "ssm.time_step_rank": SCAN_HEADS,
    "ssm.group_count": GROUPS,
}


def attention(draw: Draw, wide_query: int = 1) -> dict[str, Weights]:
    """Attention with fewer keys than queries; `wide_query` times as many of those are made."""
    return {
        "attn_q.weight": _SOFT * draw(wide_query * HEADS * HEAD, WIDTH),
        "attn_k.weight": _SOFT * draw(KEYS * HEAD, WIDTH),
        "attn_v.weight": draw(KEYS * HEAD, WIDTH),
        "attn_output.weight": draw(WIDTH, HEADS * HEAD),
    }


def head_norms() -> dict[str, Weights]:
    """The norms of queries and keys, in families that have them."""
    return {"attn_q_norm.weight": ones(HEAD), "attn_k_norm.weight": ones(HEAD)}


def feed_forward(draw: Draw, norm: str = "ffn_norm.weight") -> dict[str, Weights]:
    """A feed-forward part behind its norm."""
    return {
        norm: ones(WIDTH),
        "ffn_gate.weight": draw(FEED, WIDTH),
        "ffn_up.weight": draw(FEED, WIDTH),
        "ffn_down.weight": draw(WIDTH, FEED),
    }


def fading(draw: Draw, *shape: int) -> Weights:
    """How fast a state fades: so slowly that the first token of some hundred still counts."""
    return -_FADING * np.abs(draw(*shape))


def scan(draw: Draw) -> dict[str, Weights]:
    """A state-space model of the second generation (Mamba-2)."""
    mixed = INNER + 2 * GROUPS * STATE
    return {
        "ssm_in.weight": draw(INNER + mixed + SCAN_HEADS, WIDTH),
        "ssm_conv1d.weight": draw(mixed, KERNEL),
        "ssm_conv1d.bias": draw(mixed),
        "ssm_dt.bias": draw(SCAN_HEADS),
        "ssm_a": fading(draw, SCAN_HEADS, 1),
        "ssm_d": draw(SCAN_HEADS, 1),
        "ssm_norm.weight": ones(GROUPS, INNER // GROUPS),
        "ssm_out.weight": draw(WIDTH, INNER),
    }
