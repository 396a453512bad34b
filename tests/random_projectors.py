"""Makes models with random weights whose projectors place pictures in every way there is.

What they say makes no sense. What they need is real: `idefics3` cuts a picture into tiles, each
between tokens of its own; in `gemma3` the tokens of a picture see each other, so they must be
decoded at once, by a model with a sliding window; in `qwen2vl` (M-RoPE) a picture takes fewer
positions than it has tokens, and more tokens the larger it is.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.gguf_file import Floats, Integers, Strings
from tests.gguf_weights import Weights, write_model

WIDTH = 64
"""Of the models' embeddings."""

WINDOW = 32
"""Tokens that a layer of the gemma3 looks back on, but for every second layer."""

GEMMA3_TOKENS = 256
"""Of any picture, as in the real one."""

IDEFICS3_TILE, IDEFICS3_EDGE, IDEFICS3_TOKENS = 32, 96, 4
"""A square picture is cut into 3 x 3 tiles and shown once as a whole."""

QWEN2VL_SQUARE = 28
"""The side in pixels of what becomes one token."""

_HEADS, _KEYS, _FEED, _LAYERS, _LENGTH = 4, 2, 128, 2, 4096
_HEAD = WIDTH // _HEADS
_EYES, _EYE_HEADS, _EYE_FEED = 32, 2, 48
_NORMAL, _CONTROL = 1, 3
_MOST_TILES = 6
_SPREAD = 0.3

_TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n"
    "{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)

_ENDS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
_AROUND = {
    "llama": (
        "<fake_token_around_image>",
        "<global-img>",
        *(
            f"<row_{row}_col_{column}>"
            for row in range(1, _MOST_TILES + 1)
            for column in range(1, _MOST_TILES + 1)
        ),
    ),
    "gemma3": ("<start_of_image>", "<end_of_image>"),
    "qwen2vl": ("<|vision_start|>", "<|vision_end|>"),
}


@dataclass(frozen=True, slots=True)
class SeeingPair:
    """A model and the projector that belongs to it."""

    model: Path
    projector: Path


@dataclass(frozen=True, slots=True)
class RandomModels:
    """One pair of each shape."""

    idefics3: SeeingPair
    gemma3: SeeingPair
    qwen2vl: SeeingPair


def make_random_models(folder: Path) -> RandomModels:
    """Write all of them into `folder`. Always the same, together less than 2 MB."""
    return RandomModels(
        SeeingPair(_llama(folder / "tiles.gguf"), _idefics3(folder / "mmproj-tiles.gguf")),
        SeeingPair(_gemma3(folder / "window.gguf"), _gemma3_eyes(folder / "mmproj-window.gguf")),
        SeeingPair(_qwen2vl(folder / "mrope.gguf"), _qwen2vl_eyes(folder / "mmproj-mrope.gguf")),
    )


class _Draw:
    """Weights by a fixed seed."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)

    def __call__(self, *shape: int) -> Weights:
        return (_SPREAD * self._random.standard_normal(shape)).astype(np.float32)


def _llama(path: Path) -> Path:
    return _write_text(path, "llama", {}, {})


def _qwen2vl(path: Path) -> Path:
    draw, more = _Draw(2), {}
    for layer in range(_LAYERS):
        for name, width in (("q", WIDTH), ("k", _KEYS * _HEAD), ("v", _KEYS * _HEAD)):
            more[f"blk.{layer}.attn_{name}.bias"] = draw(width)
    # Half a head's pairs turn with time, height and width.
    return _write_text(path, "qwen2vl", {"rope.dimension_sections": (2, 3, 3, 0)}, more)


def _gemma3(path: Path) -> Path:
    more = {}
    for layer in range(_LAYERS):
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


def _write_text(
    path: Path, family: str, facts: dict[str, object], more: dict[str, Weights]
) -> Path:
    tokens, kinds = _tokens(family)
    general = {
        "block_count": _LAYERS,
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
    return write_model(path, metadata, _text_weights(len(tokens)) | more)


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


def _text_weights(count: int) -> dict[str, Weights]:
    draw = _Draw(1)
    ones = np.ones(WIDTH, np.float32)
    weights = {
        "token_embd.weight": draw(count, WIDTH),
        "output.weight": draw(count, WIDTH),
        "output_norm.weight": ones,
    }
    for layer in range(_LAYERS):
        weights |= {
            f"blk.{layer}.attn_norm.weight": ones,
            f"blk.{layer}.attn_q.weight": draw(WIDTH, WIDTH),
            f"blk.{layer}.attn_k.weight": draw(_KEYS * _HEAD, WIDTH),
            f"blk.{layer}.attn_v.weight": draw(_KEYS * _HEAD, WIDTH),
            f"blk.{layer}.attn_output.weight": draw(WIDTH, WIDTH),
            f"blk.{layer}.ffn_norm.weight": ones,
            f"blk.{layer}.ffn_gate.weight": draw(_FEED, WIDTH),
            f"blk.{layer}.ffn_up.weight": draw(_FEED, WIDTH),
            f"blk.{layer}.ffn_down.weight": draw(WIDTH, _FEED),
        }
    return weights


def _idefics3(path: Path) -> Path:
    draw, patch, merged = _Draw(3), 8, 2
    patches = (IDEFICS3_TILE // patch) ** 2
    weights = {
        "v.patch_embd.weight": draw(_EYES, 3, patch, patch),
        "v.position_embd.weight": draw(patches, _EYES),
        "mm.model.fc.weight": draw(WIDTH, _EYES * merged**2),
    }
    facts = {
        "projector_type": "idefics3",
        "image_size": IDEFICS3_TILE,
        "patch_size": patch,
        "preproc_image_size": IDEFICS3_EDGE,
        "projector.scale_factor": merged,
    }
    return _write_eyes(path, facts, weights | _eye_layers(draw))


def _gemma3_eyes(path: Path) -> Path:
    draw, patch, merged = _Draw(4), 4, 2
    side = int(GEMMA3_TOKENS**0.5) * merged
    weights = {
        "v.patch_embd.weight": draw(_EYES, 3, patch, patch),
        "v.position_embd.weight": draw(side**2, _EYES),
        "mm.soft_emb_norm.weight": np.ones(_EYES, np.float32),
        "mm.input_projection.weight": draw(_EYES, WIDTH),
    }
    facts = {
        "projector_type": "gemma3",
        "image_size": side * patch,
        "patch_size": patch,
        "projector.scale_factor": merged,
    }
    return _write_eyes(path, facts, weights | _eye_layers(draw))


def _qwen2vl_eyes(path: Path) -> Path:
    draw, patch = _Draw(5), QWEN2VL_SQUARE // 2
    weights = {
        # One for each of two frames of a film; a picture is both.
        "v.patch_embd.weight": draw(_EYES, 3, patch, patch),
        "v.patch_embd.weight.1": draw(_EYES, 3, patch, patch),
        "mm.0.weight": draw(4 * _EYES, 4 * _EYES),
        "mm.0.bias": draw(4 * _EYES),
        "mm.2.weight": draw(WIDTH, 4 * _EYES),
        "mm.2.bias": draw(WIDTH),
    }
    facts = {"projector_type": "qwen2vl_merger", "image_size": 560, "patch_size": patch}
    return _write_eyes(path, facts, weights | _eye_layers(draw))


def _eye_layers(draw: _Draw) -> dict[str, Weights]:
    shapes = {
        "attn_q": (_EYES, _EYES),
        "attn_k": (_EYES, _EYES),
        "attn_v": (_EYES, _EYES),
        "attn_out": (_EYES, _EYES),
        "ffn_up": (_EYE_FEED, _EYES),
        "ffn_down": (_EYES, _EYE_FEED),
    }
    weights = {}
    for layer in range(_LAYERS):
        for name, shape in shapes.items():
            weights[f"v.blk.{layer}.{name}.weight"] = draw(*shape)
            weights[f"v.blk.{layer}.{name}.bias"] = draw(shape[0])
        for name in ("ln1", "ln2"):
            weights[f"v.blk.{layer}.{name}.weight"] = np.ones(_EYES, np.float32)
            weights[f"v.blk.{layer}.{name}.bias"] = np.zeros(_EYES, np.float32)
    return weights


def _write_eyes(path: Path, facts: dict[str, object], weights: dict[str, Weights]) -> Path:
    kind = facts.pop("projector_type")
    vision = {
        "embedding_length": _EYES,
        "feed_forward_length": _EYE_FEED,
        "block_count": _LAYERS,
        "attention.head_count": _EYE_HEADS,
        "attention.layer_norm_epsilon": 1e-6,
        "projection_dim": WIDTH,
        "image_mean": Floats((0.5, 0.5, 0.5)),
        "image_std": Floats((0.5, 0.5, 0.5)),
        **facts,
    }
    metadata = {
        "general.architecture": "clip",
        "general.type": "mmproj",
        "general.name": f"Random {kind}",
        "clip.has_vision_encoder": True,
        "clip.projector_type": kind,
        "clip.use_gelu": True,
        **{f"clip.vision.{key}": value for key, value in vision.items()},
    }
    return write_model(path, metadata, weights)
