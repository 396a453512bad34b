"""Makes models that talk, with random weights: what they say makes no sense.

They have the shapes that seeing models have: a plain one, one with a sliding window, one with
positions in two dimensions (M-RoPE), and one with a state from which no token can be taken back.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from tests.gguf_file import Integers, Strings
from tests.gguf_weights import Weights, write_model

WIDTH = 64
"""Of the models' embeddings."""

WINDOW = 32
"""Tokens that a layer of the gemma3 looks back on, but for every second layer."""

_HEADS, _KEYS, _FEED, LAYERS, _LENGTH = 4, 2, 128, 2, 4096
_HEAD = WIDTH // _HEADS
_NORMAL, _CONTROL = 1, 3
_MOST_TILES = 6
_SPREAD = 0.3
_INNER, _STATE, _KERNEL, _STEP = 128, 16, 4, 4
"""Of the mamba: the width within a layer, its state, its convolution, the rank of its steps."""

_TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n"
    "{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)

_ENDS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
_AROUND_TILES = (
    "<fake_token_around_image>",
    "<global-img>",
    *(
        f"<row_{row}_col_{column}>"
        for row in range(1, _MOST_TILES + 1)
        for column in range(1, _MOST_TILES + 1)
    ),
)
_AROUND = {
    "llama": _AROUND_TILES,
    "mamba": _AROUND_TILES,
    "gemma3": ("<start_of_image>", "<end_of_image>"),
    "qwen2vl": ("<|vision_start|>", "<|vision_end|>"),
}


class Draw:
    """Weights by a fixed seed."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)

    def __call__(self, *shape: int) -> Weights:
        return (_SPREAD * self._random.standard_normal(shape)).astype(np.float32)


Layer = Callable[[Draw], dict[str, Weights]]
"""Makes the weights of one layer, by their names within it."""


def llama(path: Path) -> Path:
    """A plain model."""
    return _write_text(path, "llama", {}, {})


def qwen2vl(path: Path) -> Path:
    """A model with positions in two dimensions."""
    draw, more = Draw(2), {}
    for layer in range(LAYERS):
        for name, width in (("q", WIDTH), ("k", _KEYS * _HEAD), ("v", _KEYS * _HEAD)):
            more[f"blk.{layer}.attn_{name}.bias"] = draw(width)
    # Half a head's pairs turn with time, height and width.
    return _write_text(path, "qwen2vl", {"rope.dimension_sections": (2, 3, 3, 0)}, more)


def gemma3(path: Path) -> Path:
    """A model with a sliding window in every second layer."""
    more = {}
    for layer in range(LAYERS):
        for name, width in (
            ("attn_q_norm", _HEAD),
            ("attn_k_norm", _HEAD),
            ("post_attention_norm", WIDTH),
            ("post_ffw_norm", WIDTH),
        ):
            more[f"blk.{layer}.{name}.weight"] = np.ones(width, np.float32)
    facts: dict[str, object] = {
        "attention.key_length": _HEAD,
        "attention.value_length": _HEAD,
        "attention.sliding_window": WINDOW,
        "attention.sliding_window_pattern": 2,
    }
    return _write_text(path, "gemma3", facts, more)


def mamba(path: Path) -> Path:
    """A model with a state."""
    facts: dict[str, object] = {
        "attention.head_count": 0,
        "feed_forward_length": 0,
        "ssm.conv_kernel": _KERNEL,
        "ssm.inner_size": _INNER,
        "ssm.state_size": _STATE,
        "ssm.time_step_rank": _STEP,
    }
    return _write_text(path, "mamba", facts, {}, _recurrent_layer)


def _write_text(
    path: Path,
    family: str,
    facts: dict[str, object],
    more: dict[str, Weights],
    layer: Layer | None = None,
) -> Path:
    tokens, kinds = _tokens(family)
    general = {
        "block_count": LAYERS,
        "context_length": _LENGTH,
        "embedding_length": WIDTH,
        "feed_forward_length": _FEED,
        "attention.head_count": _HEADS,
        "attention.head_count_kv": _KEYS,
        "attention.layer_norm_rms_epsilon": 1e-5,
        "rope.freq_base": 10000.0,
        "rope.dimension_count": _HEAD,
        **facts,
    }
    metadata = {
        "general.architecture": family,
        "general.type": "model",
        "general.name": f"Random {family}",
        **{f"{family}.{key}": value for key, value in general.items()},
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.pre": "smollm",
        "tokenizer.ggml.tokens": Strings(tokens),
        "tokenizer.ggml.token_type": Integers(kinds),
        "tokenizer.ggml.merges": Strings(("Ċ Ċ",)),
        "tokenizer.ggml.bos_token_id": tokens.index("<|im_start|>"),
        "tokenizer.ggml.eos_token_id": tokens.index("<|im_end|>"),
        "tokenizer.ggml.add_bos_token": False,
        "tokenizer.chat_template": _TEMPLATE,
    }
    return write_model(path, metadata, _text_weights(len(tokens), layer or _layer) | more)


def _tokens(family: str) -> tuple[list[str], list[int]]:
    """A token for each byte, a double line break, and what stands around turns and pictures."""
    special = _ENDS + _AROUND[family]
    plain = [*_letters(), "ĊĊ"]
    return [*special, *plain], [_CONTROL] * len(special) + [_NORMAL] * len(plain)


def _letters() -> list[str]:
    """The letter that stands for each byte in GPT-2's vocabulary: itself where one can see it."""
    visible = {*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)}
    hidden = [byte for byte in range(256) if byte not in visible]
    return [chr(byte if byte in visible else 256 + hidden.index(byte)) for byte in range(256)]


def _text_weights(count: int, layer: Layer) -> dict[str, Weights]:
    draw = Draw(1)
    weights = {
        "token_embd.weight": draw(count, WIDTH),
        "output.weight": draw(count, WIDTH),
        "output_norm.weight": np.ones(WIDTH, np.float32),
    }
    for number in range(LAYERS):
        weights |= {f"blk.{number}.{name}": values for name, values in layer(draw).items()}
    return weights


def _layer(draw: Draw) -> dict[str, Weights]:
    ones = np.ones(WIDTH, np.float32)
    return {
        "attn_norm.weight": ones,
        "attn_q.weight": draw(WIDTH, WIDTH),
        "attn_k.weight": draw(_KEYS * _HEAD, WIDTH),
        "attn_v.weight": draw(_KEYS * _HEAD, WIDTH),
        "attn_output.weight": draw(WIDTH, WIDTH),
        "ffn_norm.weight": ones,
        "ffn_gate.weight": draw(_FEED, WIDTH),
        "ffn_up.weight": draw(_FEED, WIDTH),
        "ffn_down.weight": draw(WIDTH, _FEED),
    }


def _recurrent_layer(draw: Draw) -> dict[str, Weights]:
    return {
        "attn_norm.weight": np.ones(WIDTH, np.float32),
        "ssm_in.weight": draw(2 * _INNER, WIDTH),
        "ssm_conv1d.weight": draw(_INNER, _KERNEL),
        "ssm_conv1d.bias": draw(_INNER),
        "ssm_x.weight": draw(_STEP + 2 * _STATE, _INNER),
        "ssm_dt.weight": draw(_INNER, _STEP),
        "ssm_dt.bias": draw(_INNER),
        "ssm_a": -np.abs(draw(_INNER, _STATE)),  # what was read fades
        "ssm_d": draw(_INNER),
        "ssm_out.weight": draw(WIDTH, _INNER),
    }
