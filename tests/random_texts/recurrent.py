"""Models that keep a state, from which no token can be taken back."""

from pathlib import Path

from tests.random_texts.parts import INNER, KERNEL, SCAN_FACTS, STATE, fading, scan
from tests.random_texts.writing import FEED, LAYERS, WIDTH, Draw, Layer, ones, write_text

_STEP = 4
"""The rank of the steps of the mamba."""

_HEAD, _RANK = 64, 8
"""Of the rwkv7: the size of a head (llama.cpp computes no smaller ones right where vectors have 64
numbers), and the rank of the small matrices that are learnt on top."""

_QUIET = 0.05
_SLOW = 5.0
"""By how much the decay of the rwkv7 is less than it would be: what was read counts for longer."""

_NO_ATTENTION: dict[str, object] = {"attention.head_count": 0, "attention.head_count_kv": 0}


def mamba(path: Path) -> Path:
    """A state-space model of the first generation."""
    draw = Draw(5)
    facts = _NO_ATTENTION | {
        "feed_forward_length": 0,
        "ssm.conv_kernel": KERNEL,
        "ssm.inner_size": INNER,
        "ssm.state_size": STATE,
        "ssm.time_step_rank": _STEP,
    }
    return write_text(path, "mamba", [_mamba_layer(draw) for _ in range(LAYERS)], facts)


def mamba2(path: Path) -> Path:
    """A state-space model of the second generation."""
    draw = Draw(6)
    layers = [{"attn_norm.weight": ones(WIDTH), **scan(draw)} for _ in range(LAYERS)]
    facts = _NO_ATTENTION | {"feed_forward_length": 0} | SCAN_FACTS
    return write_text(path, "mamba2", layers, facts)


def rwkv7(path: Path) -> Path:
    """A model of linear attention with a learnt decay."""
    draw = Draw(7)
    facts = _NO_ATTENTION | {
        "attention.layer_norm_epsilon": 1e-5,
        "wkv.head_size": _HEAD,
        "attention.decay_lora_rank": _RANK,
        "attention.iclr_lora_rank": _RANK,
        "attention.value_residual_mix_lora_rank": _RANK,
        "attention.gate_lora_rank": _RANK,
    }
    around = {
        "token_embd_norm.weight": ones(WIDTH),
        "token_embd_norm.bias": draw(WIDTH),
        "output_norm.weight": ones(WIDTH),
        "output_norm.bias": draw(WIDTH),
    }
    return write_text(path, "rwkv7", [_rwkv7_layer(draw) for _ in range(LAYERS)], facts, around)


def _mamba_layer(draw: Draw) -> Layer:
    return {
        "attn_norm.weight": ones(WIDTH),
        "ssm_in.weight": draw(2 * INNER, WIDTH),
        "ssm_conv1d.weight": draw(INNER, KERNEL),
        "ssm_conv1d.bias": draw(INNER),
        "ssm_x.weight": draw(_STEP + 2 * STATE, INNER),
        "ssm_dt.weight": draw(INNER, _STEP),
        "ssm_dt.bias": draw(INNER),
        "ssm_a": fading(draw, INNER, STATE),
        "ssm_d": draw(INNER),
        "ssm_out.weight": draw(WIDTH, INNER),
    }


def _rwkv7_layer(draw: Draw) -> Layer:
    norms = ("attn_norm", "attn_norm_2", "time_mix_ln")
    pairs = ("w", "a", "v", "g")
    return {
        **{f"{name}.weight": ones(WIDTH) for name in norms},
        **{f"{name}.bias": draw(WIDTH) for name in norms},
        **{f"time_mix_{name}1.weight": draw(_RANK, WIDTH) for name in pairs},
        **{f"time_mix_{name}2.weight": draw(WIDTH, _RANK) for name in pairs},
        **{f"time_mix_{name}0.weight": draw(WIDTH) for name in ("a", "v")},
        "time_mix_w0.weight": draw(WIDTH) - _SLOW,
        **{f"time_mix_{name}.weight": draw(WIDTH) for name in ("k_k", "k_a")},
        # The token itself would drown what was read before it; so would the square below.
        "time_mix_r_k.weight": _QUIET * draw(WIDTH),
        "time_mix_lerp_fused.weight": draw(6, 1, 1, WIDTH),
        "time_mix_key.weight": draw(WIDTH, WIDTH),
        "time_mix_value.weight": draw(WIDTH, WIDTH),
        "time_mix_receptance.weight": draw(WIDTH, WIDTH),
        "time_mix_output.weight": draw(WIDTH, WIDTH),
        "channel_mix_lerp_k.weight": draw(1, 1, WIDTH),
        "channel_mix_key.weight": draw(FEED, WIDTH),
        "channel_mix_value.weight": _QUIET * draw(WIDTH, FEED),
    }
