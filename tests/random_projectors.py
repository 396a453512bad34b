"""Makes models with random weights whose projectors place pictures in every way there is.

What they say makes no sense. What they need is real: `idefics3` cuts a picture into tiles, each
between tokens of its own; in `gemma3` the tokens of a picture see each other, so they must be
decoded at once, by a model with a sliding window; in `qwen2vl` (M-RoPE) a picture takes fewer
positions than it has tokens, and more tokens the larger it is. `mamba` has the eyes of the first,
`qwen35` nearly those of the last, and both a state from which no token can be taken back.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.gguf_file import Floats
from tests.gguf_weights import Weights, write_model
from tests.random_texts.attention import gemma3, llama, qwen2vl
from tests.random_texts.hybrid import qwen35
from tests.random_texts.recurrent import mamba
from tests.random_texts.writing import LAYERS, WIDTH, Draw

GEMMA3_TOKENS = 256
"""Of any picture, as in the real one."""

IDEFICS3_TILE, IDEFICS3_EDGE, IDEFICS3_TOKENS = 32, 96, 4
"""A square picture is cut into 3 x 3 tiles and shown once as a whole."""

QWEN2VL_SQUARE = 28
"""The side in pixels of what becomes one token."""

_EYES, _EYE_HEADS, _EYE_FEED = 32, 2, 48


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
    mamba: SeeingPair
    qwen35: SeeingPair


def make_random_models(folder: Path) -> RandomModels:
    """Write all of them into `folder`. Always the same, together less than 3 MB."""
    tiles = _idefics3(folder / "mmproj-tiles.gguf")
    return RandomModels(
        SeeingPair(llama(folder / "tiles.gguf"), tiles),
        SeeingPair(gemma3(folder / "window.gguf"), _gemma3_eyes(folder / "mmproj-window.gguf")),
        SeeingPair(qwen2vl(folder / "mrope.gguf"), _qwen2vl_eyes(folder / "mmproj-mrope.gguf")),
        SeeingPair(mamba(folder / "recurrent.gguf"), tiles),
        SeeingPair(qwen35(folder / "hybrid.gguf"), _qwen3vl_eyes(folder / "mmproj-hybrid.gguf")),
    )


def _idefics3(path: Path) -> Path:
    draw, patch, merged = Draw(3), 8, 2
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
    draw, patch, merged = Draw(4), 4, 2
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
    draw, patch = Draw(5), QWEN2VL_SQUARE // 2
    facts = {"projector_type": "qwen2vl_merger", "image_size": 560, "patch_size": patch}
    return _write_eyes(path, facts, _merger(draw, patch) | _eye_layers(draw))


def _qwen3vl_eyes(path: Path) -> Path:
    draw, patch, side = Draw(6), QWEN2VL_SQUARE // 2, 8
    weights = {
        "v.patch_embd.bias": draw(_EYES),
        "v.position_embd.weight": draw(side**2, _EYES),
    }
    layers = _eye_layers(draw)
    for layer in range(LAYERS):
        for kind in ("weight", "bias"):
            parts = [layers.pop(f"v.blk.{layer}.attn_{name}.{kind}") for name in "qkv"]
            layers[f"v.blk.{layer}.attn_qkv.{kind}"] = np.concatenate(parts)
    facts = {"projector_type": "qwen3vl_merger", "image_size": side * patch, "patch_size": patch}
    return _write_eyes(path, facts, weights | _merger(draw, patch) | layers)


def _merger(draw: Draw, patch: int) -> dict[str, Weights]:
    return {
        # One for each of two frames of a film; a picture is both.
        "v.patch_embd.weight": draw(_EYES, 3, patch, patch),
        "v.patch_embd.weight.1": draw(_EYES, 3, patch, patch),
        "mm.0.weight": draw(4 * _EYES, 4 * _EYES),
        "mm.0.bias": draw(4 * _EYES),
        "mm.2.weight": draw(WIDTH, 4 * _EYES),
        "mm.2.bias": draw(WIDTH),
    }


def _eye_layers(draw: Draw) -> dict[str, Weights]:
    shapes = {
        "attn_q": (_EYES, _EYES),
        "attn_k": (_EYES, _EYES),
        "attn_v": (_EYES, _EYES),
        "attn_out": (_EYES, _EYES),
        "ffn_up": (_EYE_FEED, _EYES),
        "ffn_down": (_EYES, _EYE_FEED),
    }
    weights = {}
    for layer in range(LAYERS):
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
        "block_count": LAYERS,
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
